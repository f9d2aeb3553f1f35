import Sales
import Screen
import Support
import Testing

@testable import Board

/// The colour picker below the table of stages, on every kind of terminal.
@Suite("The colour picker") struct PickerTests {
  /// The picker with that text typed, or with that swatch chosen, for the second stage.
  private func picture(
    _ text: String, swatch: Int? = nil, depth: ColorDepth = .indexed256, rows: Int = 24, columns: Int = 80
  ) throws -> Canvas {
    let model = try BoardFixture.full().model(rows: rows, columns: columns)
    let setting = Setting(
      user: model.world.setting.user, glyphs: .unicode, readOnly: nil, place: "", isDemo: false, zone: .utc,
      depth: depth)
    var own = Model(size: model.world.size, present: model.world.present, setting: setting)
    (own.board.pipelines, own.board.pipeline, own.board.columns) = (
      model.board.pipelines, model.board.pipeline, model.board.columns
    )
    own.board.dealCounts = Dictionary(
      uniqueKeysWithValues: own.board.columns.map { ($0.stage.id, DealCount(active: $0.count, closed: 0)) })
    var editor = StageEditor()
    editor.row = 1
    editor.cell = .color
    editor.line = .color(LineEditor(text), swatch: swatch)
    own.mode = .stages(editor)
    return render(own)
  }

  private func line(_ start: String, of picture: Canvas) -> String {
    picture.text.first { $0.hasPrefix(" " + start) }?.trimmed ?? ""
  }

  @Test("says what the terminal shows", arguments: ColorDepth.allCases)
  func depths(depth: ColorDepth) throws {
    let words: [ColorDepth: String] = [
      .direct: "#f59e0b  as asked for, black on it", .indexed256: "#ffaf00  entry 214 of 256, black on it 11.4 : 1",
      .eight: "yellow, one of 8", .none: "no colour: this terminal has none",
    ]
    let shown = line("Shown as", of: try picture("#f59e0b", swatch: 2, depth: depth))
    #expect(shown.contains(words[depth] ?? "?"), "\(shown)")
  }

  @Test(
    "the chosen swatch and what it looks like are in sight at any width, and nothing is cut unsaid",
    arguments: Swatch.all.indices, [(20, 40), (20, 60), (24, 80)])
  func narrow(swatch: Int, size: (rows: Int, columns: Int)) throws {
    let color = Swatch.all[swatch].color
    let picture = try picture(color.description, swatch: swatch, rows: size.rows, columns: size.columns)
    #expect(picture.text.contains { $0.contains("▲") })
    #expect(line("Asked for", of: picture).hasSuffix(color.description))
    #expect(line("Shown as", of: picture).contains("of 256"))
    #expect(line("Beside", of: picture).contains("2") && line("Beside", of: picture).contains("8"))
    let places = picture.description.split(separator: "\n").filter { $0.contains("fill(10) ") }
    #expect(places.first?.contains("fill(21)") == true, "\(places)")
  }

  @Test("swatches that the terminal shows alike are said to be alike")
  func equals() throws {
    let red = try picture("#ef4444", swatch: 0, depth: .eight)
    #expect(line("Same here", of: red) == "Same here   orange", "\(red.text)")
    #expect(red.text.contains(" ▲     =") || red.text.contains { $0.contains("▲     =") })
    #expect(line("Same here", of: try picture("#f97316", swatch: 1, depth: .eight)).contains("red"))
    #expect(line("Same here", of: try picture("#ef4444", swatch: 0)) == "")
    #expect(line("Same here", of: try picture("#ef4444", swatch: 0, depth: .none)) == "")
  }

  @Test("a stage far away that looks the same is named too")
  func others() throws {
    let likeness = try picture("#ef4444", swatch: 0).text.first { $0.contains("the same as") }
    #expect(likeness?.trimmed == "the same as Closed Lost here")
    #expect(try picture("#f59e0b", swatch: 2).text.contains { $0.contains("easy to tell from its neighbours") })
  }

  @Test("without colours the swatches are their names, the chosen one filled", arguments: [(24, 80), (20, 40)])
  func names(rows: Int, columns: Int) throws {
    let picture = try picture("#14b8a6", swatch: 6, depth: .none, rows: rows, columns: columns)
    let text = picture.text.joined(separator: " ")
    for entry in Swatch.all { #expect(text.contains(entry.name), "\(entry.name)") }
    #expect(picture.description.contains("select"))
    #expect(line("Beside", of: picture).contains("2"))
    #expect(!picture.text.contains { $0.contains("▲") })
  }
}
