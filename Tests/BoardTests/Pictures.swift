import Sales
import Screen
import Support
import Testing

@testable import Board

/// One picture of the board that is kept as a golden file.
struct Picture: Sendable, CustomTestStringConvertible {
  let name: String
  let model: @Sendable () throws -> Model

  var testDescription: String { name }

  static func full(
    _ name: String, _ rows: Int, _ columns: Int, focus: String = "Soylent supply chain",
    _ change: @escaping @Sendable (inout Model, BoardFixture) throws -> Void = { _, _ in }
  ) -> Picture {
    Picture(name: name) {
      let fixture = try BoardFixture.full()
      var model = fixture.model(rows: rows, columns: columns, focus: focus)
      try change(&model, fixture)
      return model
    }
  }

  /// The focused deal, which every picture has.
  static func deal(_ model: Model) -> DealID { model.focusedCard?.deal.id ?? DealID(bits: 0) }

  /// Everything that is to be done by tomorrow, one task of it about no deal.
  private static func today(_ name: String, _ rows: Int, _ columns: Int, glyphs: Glyphs = .unicode, chosen: Int = 1)
    -> Picture
  {
    Picture(name: name) {
      let fixture = try BoardFixture.full()
      let due = fixture.present.today.midnightUTC
      try fixture.commit(.createFollowUp([.set(\.title, "Send thanks to Umbrella"), .set(\.dueAt, due)]))
      var model = fixture.model(rows: rows, columns: columns, glyphs: glyphs)
      model.view = .today
      let question = TodayQuestion(anchor: .start, before: 0, after: 99)
      let page = fixture.store.agenda(around: .start, before: 0, after: 99, present: fixture.present)
      let counts = fixture.store.agendaCounts(at: fixture.present)
      _ = model.update(.answered(.today(TodayAnswer(question: question, page: page, counts: counts))))
      model.today.chosen = chosen
      return model
    }
  }

  private static let todays: [Picture] = [
    today("today-80x24", 24, 80), today("today-120x36", 36, 120), today("today-40x20", 20, 40),
    today("today-200x50", 50, 200), today("today-ascii", 24, 80, glyphs: .ascii), today("today-64x12", 12, 64),
    Picture(name: "today-empty") {
      var model = try BoardFixture.empty().model(rows: 24, columns: 80)
      model.view = .today
      model.today.isRead = true
      return model
    },
  ]

  static let all: [Picture] = boards + todays + panes + triages + popups + others + views

  private static let boards: [Picture] = [
    full("board-120x36", 36, 120), full("board-80x24", 24, 80), full("board-200x50", 50, 200),
    full("board-40x20", 20, 40),
    Picture(name: "board-9") { try BoardFixture.nine().model(rows: 36, columns: 120, firstColumn: 2) },
    Picture(name: "board-9-80") { try BoardFixture.nine().model(rows: 24, columns: 80, firstColumn: 3) },
    Picture(name: "board-ascii") { try BoardFixture.full().model(rows: 24, columns: 80, glyphs: .ascii) },
    full("fold", 24, 80) { model, _ in model.board.foldedStages = Set(model.stages.suffix(2).map(\.id)) },
    full("one-line", 24, 80) { model, _ in model.board.cardSize = .one },
    typing("filter-terms", "owner:me idle>7 -stage:nego"), typing("filter-fault", "soylent valu>10k"),
    Picture(name: "first") {
      var model = try BoardFixture.empty().model(rows: 24, columns: 80)
      model.notices.isFirstRun = true
      return model
    },
    Picture(name: "first-40x20") {
      var model = try BoardFixture.empty().model(rows: 20, columns: 40)
      model.notices.isFirstRun = true
      return model
    },
    Picture(name: "first-120x36") {
      var model = try BoardFixture.empty().model(rows: 36, columns: 120)
      model.notices.isFirstRun = true
      return model
    },
  ]

  static func typing(_ name: String, _ line: String, _ rows: Int = 24, _ columns: Int = 80) -> Picture {
    Picture(name: name) {
      let mode = Mode.filter(FilterLine(LineEditor(line)))
      return try BoardFixture.full().model(rows: rows, columns: columns, filter: line, mode: mode)
    }
  }

  private static func pane(_ model: inout Model, _ fixture: BoardFixture) {
    guard let card = model.focusedCard else { return }
    model.pane = Pane(deal: card.deal.id, detail: fixture.detail(card.deal.name))
  }

  private static func record(_ model: inout Model, _ fixture: BoardFixture) {
    pane(&model, fixture)
    model.pane?.showsRecord = true
  }

  /// The value is being typed in its place.
  private static func field(_ model: inout Model, _ fixture: BoardFixture) {
    record(&model, fixture)
    guard let detail = model.pane?.detail,
      var form = FieldForm(FieldPlace(.deal(detail.card.deal.id), "value"), of: detail)
    else { return }
    model.pane?.chosen = 6
    form.entry.editor = LineEditor("64.5k")
    model.mode = .field(form)
  }

  /// The sixth of nine deals, four done and one skipped.
  private static func triage(_ model: inout Model, _ fixture: BoardFixture) {
    guard let pipeline = model.board.pipeline else { return }
    let deals = fixture.store.attentionQueue(of: pipeline, filter: .all, present: fixture.present, limit: 100)
    let shown = fixture.detail("Wayne Enterprises expansion phase two")
    let others = deals.filter { $0 != shown?.card.deal.id }
    let queue = Array(others.prefix(5)) + [shown?.card.deal.id].compactMap(\.self) + others.dropFirst(5)
    var walk = Triage(pipeline: pipeline, filterText: "", queue: queue, total: queue.count)
    for (place, deal) in others.prefix(5).enumerated() {
      let name = model.card(deal)?.deal.name ?? ""
      walk.outcomes[deal] = place == 2 ? .skipped(name: name) : .done(name: name, event: ": close date now 12 Dec")
    }
    walk.place = 5
    walk.detail = shown
    model.triage = walk
    model.view = .triage
  }

  static func triageEnd(_ model: inout Model, _ fixture: BoardFixture) {
    triage(&model, fixture)
    let end = model.triage?.queue.count ?? 0
    model.triage?.place = end
  }

  private static let triages: [Picture] = [
    full("triage-80x24", 24, 80, triage), full("triage-120x36", 36, 120, triage),
    full("triage-40x20", 20, 40, triage), full("triage-80x22", 22, 80, triage),
    full("triage-lost", 24, 80) { model, fixture in
      triage(&model, fixture)
      guard let deal = model.triage?.current else { return }
      model.mode = .lost(LostForm(deals: [deal], stage: model.stages.last?.id))
    },
  ]

  private static let panes: [Picture] = [
    full("detail-120x36", 36, 120, pane), full("detail-80x24", 24, 80, pane), full("detail-200x50", 50, 200, pane),
    full("detail-40x20", 20, 40, pane), full("detail-64x24", 24, 64, pane),
    full("detail-scrolled", 24, 80) { model, fixture in
      pane(&model, fixture)
      model.pane?.top = 99
    },
    full("detail-won", 36, 120, focus: "Umbrella pilot", pane),
    full("detail-lost", 24, 80, focus: "Gekko analytics", pane),
    full("detail-stalled", 36, 120, focus: "Stark field service", pane),
    full("detail-step", 36, 120, focus: "Globex rollout", pane),
    full("record-80x24", 24, 80, record), full("record-120x36", 36, 120, record), full("record-40x20", 20, 40, record),
    full("field-80x24", 24, 80, field), full("field-120x36", 36, 120, field), full("field-40x20", 20, 40, field),
    full("detail-loading", 24, 80) { model, _ in model.pane = Pane(deal: deal(model)) },
  ]

  /// The colour of the second stage is being chosen.
  private static func picker(_ model: inout Model, _ fixture: BoardFixture) {
    var editor = StageEditor()
    editor.row = 1
    editor.cell = .color
    editor.line = .color(LineEditor("#f59e0b"), swatch: 2)
    model.mode = .stages(editor)
  }

  /// The limit of the second stage is chosen; the third stage's past is too short.
  private static func learned(_ model: inout Model, _ fixture: BoardFixture) {
    var editor = StageEditor()
    editor.row = 1
    editor.cell = .limit
    model.mode = .stages(editor)
    let lesson = StageLesson(
      limit: StageLesson.Learned(value: 27, deals: 212), chance: StageLesson.Learned(value: 41, deals: 1_204))
    model.board.lessons = Dictionary(uniqueKeysWithValues: model.stages.prefix(2).map { ($0.id, lesson) })
  }

  /// Two lines changed, one of them to what is no value, and why it was refused.
  private static func form(_ model: inout Model, _ fixture: BoardFixture) {
    guard let card = model.focusedCard else { return }
    var form = DealForm(card)
    form.entries[0].editor.insert(" 2026")
    form.refuse("expected close must be a day such as 2w, eom, fri, 12 apr or 2026-03-16.", field: "expected_close")
    form.entries[form.chosen].editor = LineEditor("someday")
    model.mode = .form(form)
  }

  private static let popups: [Picture] = [
    full("stages", 24, 80, picker), full("stages-120x36", 36, 120, picker), full("stages-40x20", 20, 40, picker),
    full("stages-table", 24, 80) { model, _ in model.mode = .stages(StageEditor()) },
    full("stages-learned-80x24", 24, 80, learned), full("stages-learned-120x36", 36, 120, learned),
    full("stages-learned-40x20", 20, 40, learned),
    full("form-80x24", 24, 80, form), full("form-120x36", 36, 120, form), full("form-40x20", 20, 40, form),
    full("tour-80x24", 24, 80) { model, _ in model.tour = Tour() },
    full("tour-120x36", 36, 120) { model, _ in model.tour = Tour() },
    full("tour-40x20", 20, 40) { model, _ in model.tour = Tour() },
    full("tour-detail-40x20", 20, 40) { model, fixture in
      pane(&model, fixture)
      model.tour = Tour()
    },
  ]

  private static let others: [Picture] = [
    full("undo", 24, 80) { model, _ in
      model.say("Undone: ", subject: "Soylent supply chain", " is back in Proposal Sent", hint: "U redoes it")
    },
    full("error", 24, 80) { model, _ in
      model.notices.banner = "Not saved: disk full. Nothing has changed. Make room, then R"
    },
    full("error-40x20", 20, 40) { model, _ in
      model.notices.banner = "Not saved: disk full. Nothing has changed. Make room, then R"
    },
    full("error-whole", 24, 80) { model, _ in
      model.notices.banner =
        "Not saved: the file is damaged (database disk image is malformed). Restore the last backup, or copy what can "
        + "be read with dealboard export"
      _ = model.update(.input(.key(.character("!"))))
    },
    full("help", 24, 80) { model, _ in model.mode = .help(HelpScreen(top: 0, search: nil)) },
    full("help-120x36", 36, 120) { model, _ in model.mode = .help(HelpScreen(top: 0, search: nil)) },
    full("help-40x20", 20, 40) { model, _ in model.mode = .help(HelpScreen(top: 0, search: nil)) },
    full("help-50x16", 16, 50) { model, _ in model.mode = .help(HelpScreen(top: 4, search: nil)) },
    full("help-search", 24, 80) { model, _ in model.mode = .help(HelpScreen(top: 0, search: LineEditor("stage"))) },
  ]
}
