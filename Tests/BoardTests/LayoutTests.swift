import Sales
import Screen
import Support
import Testing

@testable import Board

/// What holds for the picture at every size, whatever stands on it.
@Suite("Pictures of every size") struct LayoutTests {
  /// Every row count up to 60 and every width up to 200 that a rule of the layout looks at, and a mesh between them.
  private static let rows = Array(1...10) + [13, 20, 24, 29, 30, 36, 50, 60]
  private static let columns = Set(stride(from: 1, through: 200, by: 13)).union([
    19, 20, 21, 22, 39, 40, 44, 45, 46, 47, 48, 59, 60, 61, 62, 67, 68, 69, 79, 80, 91, 92, 109, 110, 114, 115, 120,
    200,
  ]).sorted()

  @Test("nothing traps, no wide sign is halved, no line is cut without a sign", arguments: Scene.all)
  func everySize(scene: Scene) throws {
    let start = try scene.model()
    for rows in Self.rows {
      for columns in Self.columns {
        var model = start
        model.world.size = Size(rows: rows, columns: columns)
        model.settleAll()
        let canvas = render(model)
        check(canvas, model, "\(scene.name) at \(columns)x\(rows)")
      }
    }
  }

  private func check(_ canvas: Canvas, _ model: Model, _ place: String) {
    guard canvas.hasWholeCells else {
      Issue.record("\(place): a wide sign is halved")
      return
    }
    let cursor = canvas.cursor
    let isInside = (0..<canvas.size.rows).contains(cursor.row) && (0..<canvas.size.columns).contains(cursor.column)
    if !isInside { Issue.record("\(place): the cursor is at \(cursor.row),\(cursor.column)") }
    let least = Layout.smallest
    guard model.world.size.rows >= least.rows, model.world.size.columns >= least.columns else { return }
    checkFrame(canvas, model, place)
    guard case .board = model.mode else { return }
    // A banner may cover the lowest cards.
    let isCovered = model.notices.banner != nil
    for slot in model.layout.slots where !slot.isFolded && !isCovered { checkCards(slot, canvas, model, place) }
    checkFooter(canvas, model, place)
  }

  /// Names are whole or show where they are cut, and values end under each other.
  private func checkCards(_ slot: Layout.Slot, _ canvas: Canvas, _ model: Model, _ place: String) {
    let (layout, column) = (model.layout, model.board.columns[slot.index])
    var row = layout.cardsTop
    for card in column.window.cards.dropFirst(column.top) {
      guard row + layout.cardLines <= layout.cardsEnd else { return }
      let name = canvas.line(row, slot.column + (layout.cardLines == 1 ? 3 : 1)..<slot.column + slot.width - 1)
      let shown = model.glyphs.shown(card.deal.name)
      let isWhole = name == shown || layout.cardLines == 1 && name.hasPrefix(shown)
      if !isWhole, !name.contains(model.glyphs.ellipsis) { Issue.record("\(place): \(name) is cut") }
      let value = model.money.card(card.deal.value, card.deal.currency)
      let valueRow = row + (layout.cardLines == 1 ? 0 : 1)
      let end = slot.column + slot.width - 1
      let text = canvas.line(valueRow, end - Screen.columns(of: value)..<end)
      if text != value { Issue.record("\(place): \(value) stands as \(text)") }
      if canvas[valueRow, end].text != " " { Issue.record("\(place): no air after \(value)") }
      row += layout.pitch
    }
  }

  /// A popup stands on the message row with all of its edges.
  private func checkFrame(_ canvas: Canvas, _ model: Model, _ place: String) {
    switch model.mode {
    case .board, .filter, .saveFilter, .reasons, .won, .line, .field, .confirmRevert, .stages, .help: return
    case .lost(let form) where form.isNote: return
    case .prefix, .filterMenu, .orders, .moveTo, .pipelines, .quickAdd, .lost, .form, .delete, .palette: break
    }
    let glyphs = model.glyphs
    let bottom = model.layout.messageRow - 1
    let columns = 0..<canvas.size.columns
    guard let left = columns.first(where: { String(canvas[bottom, $0].text) == glyphs.bottomLeft }),
      let right = columns.last(where: { String(canvas[bottom, $0].text) == glyphs.bottomRight }),
      let top = (0..<bottom).last(where: { String(canvas[$0, left].text) == glyphs.topLeft })
    else {
      Issue.record("\(place): the popup has no corners")
      return
    }
    for row in top + 1..<bottom {
      let isWhole = [left, right].allSatisfy { String(canvas[row, $0].text) == glyphs.thread }
      if !isWhole { Issue.record("\(place): the popup's edge is broken in row \(row)") }
    }
  }

  private func checkFooter(_ canvas: Canvas, _ model: Model, _ place: String) {
    guard let row = model.layout.footerRow else { return }
    let text = canvas.line(row, 0..<canvas.size.columns)
    if !text.hasSuffix("? help") { Issue.record("\(place): the footer ends in \(text.suffix(8))") }
  }
}

/// A state of the board that is drawn at every size.
struct Scene: Sendable, CustomTestStringConvertible {
  let name: String
  let change: @Sendable (inout Model, DealID, BoardFixture) -> Void

  var testDescription: String { name }

  func model() throws -> Model {
    let fixture = try BoardFixture.full()
    var model = fixture.model(rows: 24, columns: 80)
    change(&model, model.focusedCard?.deal.id ?? DealID(bits: 0), fixture)
    return model
  }

  static let all: [Scene] = [
    Scene(name: "board") { _, _, _ in },
    Scene(name: "wide names") { model, _, _ in model.widen() },
    Scene(name: "ASCII") { model, _, fixture in model = fixture.model(rows: 24, columns: 80, glyphs: .ascii) },
    Scene(name: "one line") { model, _, _ in model.board.cardSize = .one },
    Scene(name: "three lines") { model, _, _ in model.board.cardSize = .three },
    Scene(name: "folded") { model, _, _ in model.board.foldedStages = Set(model.stages.suffix(2).map(\.id)) },
    Scene(name: "pane") { model, deal, fixture in
      model.widen()
      model.pane = Pane(deal: deal, detail: fixture.detail("Soylent supply chain"), top: 3)
    },
    Scene(name: "record") { model, deal, fixture in
      model.pane = Pane(deal: deal, detail: fixture.detail("Soylent supply chain"), showsRecord: true)
    },
    Scene(name: "field") { model, deal, fixture in
      guard let detail = fixture.detail("Soylent supply chain") else { return }
      model.pane = Pane(deal: deal, detail: detail, showsRecord: true, chosen: 7)
      FieldForm(FieldPlace(.deal(deal), "value"), of: detail).map { model.mode = .field($0) }
    },
    Scene(name: "pane of a closed deal, folded") { model, _, fixture in
      model.board.foldedStages = Set(model.stages.prefix(2).map(\.id))
      model.board.focusedColumn = 4
      let deal = model.focusedCard?.deal.id ?? DealID(bits: 0)
      model.pane = Pane(deal: deal, detail: fixture.detail("Pied Piper storage"))
    },
    Scene(name: "filter") { model, _, fixture in
      model = fixture.model(rows: 24, columns: 80, filter: "データ in")
      model.mode = .filter(FilterLine(LineEditor("データ in")))
    },
    Scene(name: "no deal matches") { model, _, fixture in
      model = fixture.model(rows: 24, columns: 80, filter: "zzz")
    },
    Scene(name: "move") { model, deal, _ in
      model.widen()
      model.mode = .moveTo(MoveForm(deal: deal, pipeline: model.board.pipeline ?? PipelineID(bits: 0)))
    },
    Scene(name: "move into another pipeline") { model, deal, _ in
      model.addPipelines(2)
      model.widen()
      model.mode = .moveTo(MoveForm(deal: deal, pipeline: model.board.pipelines[1].pipeline.id))
    },
    Scene(name: "pipelines") { model, deal, _ in
      model.addPipelines(12)
      model.widen()
      model.mode = .pipelines(
        PipelineMenu(chosen: 0, moving: MoveForm(deal: deal, pipeline: model.board.pipelines[1].pipeline.id)))
    },
    Scene(name: "prefix") { model, _, _ in
      model.widen()
      model.mode = .prefix(PrefixMenu(.character("z")))
    },
    Scene(name: "quick add") { model, _, _ in
      model.widen()
      guard let stage = model.column?.stage.id else { return }
      var form = QuickAddForm(stage: stage)
      form.editor = LineEditor("東京データ基盤 €12k @Müller close:2w do:call fri")
      model.mode = .quickAdd(form)
    },
    Scene(name: "lost") { model, deal, _ in
      model.widen()
      model.board.lossReasons = ["価格が高すぎると言われました、とても", "price", "a reason that is much longer than any of the others"]
      model.mode = .lost(LostForm(deals: [deal], stage: nil))
    },
    Scene(name: "won") { model, deal, _ in
      model.mode = .won(WonForm(deals: [deal], stage: nil, editor: LineEditor("62k GBP")))
    },
    Scene(name: "delete") { model, deal, _ in
      model.widen()
      model.mode = .delete(DeleteForm(deals: [deal], links: DealLinks(activities: 5, followUps: 1, openSteps: 0)))
    },
    Scene(name: "palette") { model, _, _ in
      model.widen()
      model.mode = .palette(CommandPalette(LineEditor("m"), chosen: 1))
    },
    Scene(name: "help") { model, _, _ in model.mode = .help(HelpScreen(top: 5, search: nil)) },
    Scene(name: "reasons") { model, _, _ in model.mode = .reasons(ReasonsLine(LineEditor("価格が高い, price"))) },
    Scene(name: "help search") { model, _, _ in model.mode = .help(HelpScreen(top: 0, search: LineEditor("stage 東"))) },
    Scene(name: "banner") { model, _, _ in model.notices.banner = "Not saved: 東京データ基盤 disk full. Make room, then R" },
    Scene(name: "whole banner") { model, _, _ in
      model.notices.banner = String(repeating: "Not saved: 東京データ基盤 disk full. ", count: 9)
      model.notices.isBannerWhole = true
    },
    Scene(name: "huge values") { model, _, _ in
      for column in model.board.columns.indices {
        for index in model.board.columns[column].window.cards.indices {
          model.board.columns[column].window.cards[index].deal.value = .max - Int64(index)
          model.board.columns[column].window.cards[index].deal.stageEnteredAt = Timestamp(seconds: 0)
        }
      }
    },
    Scene(name: "first run") { model, _, fixture in
      model.board.columns = model.stages.map(StageColumn.init)
      model.notices.isFirstRun = true
    },
    Scene(name: "no stages") { model, _, _ in
      model.board.columns = []
      model.board.pipelines = []
    },
  ]
}

extension Model {
  /// Copies of the pipeline under other names.
  fileprivate mutating func addPipelines(_ count: Int) {
    guard let plan = board.pipelines.first else { return }
    for number in 1...count {
      var pipeline = Pipeline(id: PipelineID(bits: UInt128(number)))
      pipeline.name = "Partners \(number)"
      let stages = plan.stages.map { stage in
        var other = stage
        other.pipelineID = pipeline.id
        return other
      }
      board.pipelines.append(PipelinePlan(pipeline: pipeline, stages: stages))
    }
  }

  /// Gives every deal, stage and company a name of wide signs.
  fileprivate mutating func widen() {
    for place in board.pipelines.indices {
      for index in board.pipelines[place].stages.indices {
        board.pipelines[place].stages[index].name = "交渉中の案件 \(index)"
      }
    }
    for column in board.columns.indices {
      board.columns[column].stage.name = "交渉中の案件 \(column)"
      for index in board.columns[column].window.cards.indices {
        board.columns[column].window.cards[index].deal.name = "東京データ基盤の更新と拡張 \(index) プロジェクト"
        board.columns[column].window.cards[index].company = "東京データ株式会社 大阪支店"
      }
    }
  }
}

extension Canvas {
  /// Whether each wide sign has both of its cells, and every row all of its cells.
  fileprivate var hasWholeCells: Bool {
    (0..<size.rows).allSatisfy { row in
      var column = 0
      while column < size.columns {
        let width = self[row, column].columns
        guard width > 0, column + width <= size.columns else { return false }
        for covered in column + 1..<column + width where self[row, covered].columns != 0 { return false }
        column += width
      }
      return column == size.columns
    }
  }

  /// The text of a stretch of a row, without the blanks at its end.
  fileprivate func line(_ row: Int, _ columns: Range<Int>) -> String {
    var line = ""
    for column in columns.clamped(to: 0..<size.columns) where self[row, column].columns > 0 {
      line.append(self[row, column].text)
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
