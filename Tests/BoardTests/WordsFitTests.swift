import Sales
import Screen
import Support
import Testing

@testable import Board

/// What the program itself writes is never cut, only what people have typed: here that is short, so that every sign of
/// a cut stands in the program's own words.
@Suite("The program's own words fit") struct WordsFitTests {
  private func rig(_ rows: Int, _ columns: Int) throws -> BoardRig {
    let rig = try BoardRig()
    let names = [("New", StageType.open), ("Mid", .open), ("Won", .won), ("Lost", .lost)]
    let stages = names.map { name, type -> [Assignment<Stage>] in
      [
        .set(\.name, name), .set(\.type, type), .set(\.color, HexColor("#3b82f6")), .set(\.idleLimitDays, 7),
        .set(\.stageLimitDays, 9), .set(\.probability, type == .open ? 20 : nil),
      ]
    }
    let first = try #require(rig.store.pipelines().first?.pipeline.id)
    _ = try rig.store.commit(
      .createPipeline([.set(\.name, "All"), .set(\.isDefault, true)], stages: stages), by: rig.user.id)
    _ = try rig.store.commit(.deletePipeline(first), by: rig.user.id)
    let entered = BoardRig.noon.advanced(bySeconds: -86_400 * 30)
    let old = ["Ace", "Bit", "Cog"].map { name in
      let visit = DealDraft.Visit(stage: StageName(pipeline: nil, stage: "New"), enteredAt: entered)
      return DealDraft(values: [.set(\.name, name), .set(\.value, 12_345_600)], company: "Orb", visits: [visit])
    }
    _ = try rig.store.commit(.importDeals(ImportBatch(deals: old)), by: rig.user.id)
    try rig.plan("Call", "2025-11-17", on: "Ace")
    try rig.plan("Mail", "2025-11-20")
    rig.size = Size(rows: rows, columns: columns)
    return rig
  }

  /// The rows with a sign of a cut. A menu of what follows a key, what is to be typed, and what is still being counted
  /// have that sign for another reason.
  private func cuts(_ canvas: Canvas) -> [String] {
    canvas.text.filter { row in
      // What is told of a deal's past are stages and amounts, people's own.
      if row.hasPrefix(" Last ") { return false }
      var row = row
      for words in [" …", "loading…", "learned: …"] { row = row.split(separator: words).joined() }
      return row.contains("…")
    }
  }

  private static let shown = [
    "", "?", "enter", "enter ?", "i", "i ?", "enter tab ?", "t", "t ?", "t j j j", "t j j j ?", "t enter ?", "T", "T ?",
    "S", "S ?",
    "p", "f", "f s", "z", "z s", "z x", "g", "y", "m", "m p", "a", "x", "x 9", "w", "d", "V d", "e", "e tab ctrl-u 'x'",
    "e tab tab tab tab tab ctrl-u 'x'", ":", "/", "/ 'zz'", "/ 'value>'", "D", "$", "O", "P", "s", "c", "A", "T D",
    "T c",
    "S a", "S r", "S A", "S X", "S A 'B' enter X", "S d", "S enter", "S tab enter", "S tab tab enter",
    "S tab tab tab enter",
    "S shift-tab enter", "i enter", "i j j j enter", "tab", "2", "3", "4",
  ]

  @Test("on every screen, at rest and while something is typed", arguments: [(24, 80), (20, 40)], shown)
  func screens(size: (Int, Int), keys: String) throws {
    let cuts = cuts(try rig(size.0, size.1).play(keys))
    #expect(cuts.isEmpty, "\(keys): \(cuts)")
  }

  private static let answered = [
    "L", "L u", "L u U", "m 3", "w enter", "w enter u", "x 1", "x 1 o", "d y", "d y u", "d enter", "V", "V L",
    "V d y u",
    "v", "v v", "esc", "j j j", "k", "h", "l l l l", "Q", "=", "= =", "P '2w' enter", "P 'today' enter", "D '2w' enter",
    "D 'zz' enter", "D '2w' esc", "$ 'zz' enter", "$ '+10%' enter", "O 'zz' enter", "O 'none' enter",
    "s 'call' enter", "s 'fri' enter", "s 'call fri 10:00' enter", "c enter", "A 'call' enter", "A enter",
    "a 'Dot 5k' enter",
    "a 'Dot 5k 6k' enter", "/ 'zz' enter", "/ 'value>' enter", "/ 'zz' enter esc", "/ 'zz' enter S", "f s 'x' enter",
    "z x ctrl-u 'a,b,c,d,e,f,g,h,i' enter", "z d", "z c", "z M", "z R", "z z", "ctrl-l", "ctrl-r", "n", "N", "!", "y y",
    "y n",
    "y i", "q", "t j esc", "t k", "t H", "t Q", "t L", "t j j j L", "T x", "T D 'zz' enter", "T D 'mon' enter", "T j H",
    "T / 'zz' enter T enter", "S J", "S K", "S J u", "S d 2", "S d 9", "S j j d", "S t", "S tab tab t", "S a 'Z' enter",
    "S r ctrl-u enter", "S X y", "S X Q", "S *", "S tab tab enter ctrl-u '120' enter",
    "S shift-tab enter ctrl-u 'mauve' enter",
    "i j enter", "i k enter", "i j j enter ctrl-u 'zz' enter", "i enter 'x' esc", "e 'x' esc", "e ctrl-u enter", "E",
  ]

  @Test("in every sentence that answers a key", arguments: [(24, 80), (20, 40)], answered)
  func sentences(size: (Int, Int), keys: String) throws {
    let cuts = cuts(try rig(size.0, size.1).play(keys))
    #expect(cuts.isEmpty, "\(keys): \(cuts)")
  }

  @Test("in every key's line of the help, and nowhere below the width of a column")
  func help() {
    for keymap in Keymap.all {
      for binding in keymap.bindings {
        let words = if case .row(_, let words) = binding.help { words } else { binding.summary }
        #expect(words.count <= 27 || binding.help == .grouped, "\(keymap.title): \(words)")
      }
    }
  }

  @Test("in the lines of the practice tour", arguments: [(24, 80), (20, 40)])
  func tour(rows: Int, columns: Int) throws {
    let rig = try rig(rows, columns)
    rig.isDemo = true
    #expect(cuts(rig.play("")).isEmpty, "\(rig.play("").text)")
  }

  @Test("in what is said when the file cannot be written", arguments: [(24, 80), (20, 40)])
  func banners(rows: Int, columns: Int) throws {
    let fixture = try BoardFixture.full()
    for error in [StoreError.full, .readOnly, .replaced, .damaged("page 7"), .failed("disk I/O error")] {
      var model = fixture.model(rows: rows, columns: columns)
      let action = Intent.undo
      _ = model.update(.notCommitted(error, action))
      let picture = render(model)
      let said = picture.text.suffix(8).map(\.trimmed).joined(separator: " ")
      #expect(said.contains("Not undone: ") && !picture.text[rows - 2].contains("…"), "\(picture.text)")
    }
  }
}
