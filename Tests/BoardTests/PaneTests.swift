import Sales
import Screen
import Support
import Testing

@testable import Board

@Suite("The pane") struct PaneTests {
  private func opened(_ fixture: BoardFixture, _ name: String, rows: Int = 60, columns: Int = 200) -> Model {
    var model = fixture.model(rows: rows, columns: columns, focus: name)
    model.pane = Pane(deal: model.focusedCard?.deal.id ?? DealID(bits: 0), detail: fixture.detail(name))
    return model
  }

  private func pane(_ model: Model) -> String {
    render(model).text.map { $0.split(separator: "│", omittingEmptySubsequences: false).last ?? "" }
      .joined(separator: "\n")
  }

  @Test("an undone move leaves its rows in the timeline, and the time in stages as if it had never been")
  func undone() throws {
    let fixture = try BoardFixture.full()
    let deal = try #require(fixture.deal("Soylent supply chain"))
    let stage = try #require(fixture.store.pipelines().first?.stages[2])
    let commit = try fixture.commit(.moveDeal(deal.id, to: stage.id), by: "bo")
    try fixture.commit(.revert(try #require(commit.action).id), by: "bo")
    let text = pane(opened(fixture, "Soylent supply chain"))
    #expect(text.contains("20 Nov bo  moved   Negotiation → Proposal Sent"))
    #expect(text.contains("20 Nov bo  moved   Proposal Sent → Negotiation"))
    let detail = try #require(fixture.detail("Soylent supply chain"))
    let stays = StageStay.all(of: detail, until: fixture.present.now)
    #expect(stays.map(\.name) == ["Qualified", "Proposal Sent"])
    #expect(stays.map(\.days) == [36, 33])
  }

  @Test("changed fields say what they were")
  func changes() throws {
    let fixture = try BoardFixture.full()
    let deal = try #require(fixture.deal("Globex rollout"))
    let kim = try #require(fixture.users["kim"])
    try fixture.commit(
      .editDeal(deal.id, [.set(\.ownerID, kim.id), .set(\.currency, .eur), .set(\.value, 13_000_000)]), by: "kim")
    try fixture.commit(.editDeal(deal.id, [.set(\.expectedClose, nil), .set(\.source, "fair in Lyon")]), by: "bo")
    try fixture.commit(.editDeal(deal.id, [.set(\.status, .stalled)]), by: "bo")
    let text = pane(opened(fixture, "Globex rollout"))
    for line in [
      "kim owner   bo → kim", "kim value   $125,000.00 → €130,000.00", "bo  close   20 Dec → none",
      "bo  source  fair → fair in Lyon", "bo  status  open → stalled", "created in Qualified, $125,000.00",
    ] {
      #expect(text.contains(line), "\(line) in\n\(text)")
    }
  }

  @Test("all stored fields of deal, contact and company stand there, metadata too, and ids by their names")
  func record() throws {
    let fixture = try BoardFixture.full()
    let deal = try #require(fixture.deal("Soylent supply chain"))
    try fixture.commit(.editDeal(deal.id, [.set(\.metadata, Metadata(text: #"{"lead_score":7}"#))]))
    var model = opened(fixture, "Soylent supply chain", rows: 90)
    model.pane?.showsRecord = true
    let text = pane(model)
    let lines = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    for field in Deal.fields { #expect(lines.contains { $0.hasPrefix(FieldText.label(field.name)) }, "\(field.name)") }
    for line in [
      #"metadata {"lead_score":7}"#, "stage Proposal Sent", "company Soylent Foods", "owner ana",
      "email sol@soylent.example", "title head of procurement", "value £62,000.00", "source referral",
    ] {
      #expect(lines.contains(line), "\(line) in\n\(text)")
    }
  }

  @Test("tasks stand in the timeline with what became of them")
  func tasks() throws {
    let fixture = try BoardFixture.full()
    let deal = try #require(fixture.deal("Soylent supply chain"))
    try fixture.commit(
      .createFollowUp([
        .set(\.title, "Ring Sol"), .set(\.dealID, deal.id), .set(\.dueAt, Timestamp("2025-11-24T00:00:00Z")),
      ]))
    #expect(pane(opened(fixture, "Soylent supply chain")).contains("task    Ring Sol, for 24 Nov"))
    let task = try #require(fixture.store.records.all(FollowUp.self) { $0.title == "Ring Sol" }.first)
    try fixture.commit(.editFollowUp(task.id, [.set(\.status, .completed)]))
    #expect(pane(opened(fixture, "Soylent supply chain")).contains("ana task    done: Ring Sol"))
    for (value, words) in [
      (Assignment<FollowUp>.set(\.status, .pending), "open again: Ring Sol"),
      (.set(\.dueAt, Timestamp("2025-11-26T09:30:00Z")), "Ring Sol: 24 Nov → 26 Nov 09:30"),
      (.set(\.title, "Ring Sol Roth"), "Ring Sol → Ring Sol Roth"),
      (.set(\.status, .cancelled), "dropped: Ring Sol Roth"),
    ] {
      try fixture.commit(.editFollowUp(task.id, [value]), by: "bo")
      let text = pane(opened(fixture, "Soylent supply chain"))
      #expect(text.contains("bo  task    " + words), "\(words) in\n\(text)")
    }
    // The first line still says what was planned first.
    #expect(pane(opened(fixture, "Soylent supply chain")).contains("Ring Sol, for 24 Nov"))
  }

  @Test("why the file takes nothing is said where a field is typed, and the field stays")
  func full() throws {
    let fixture = try BoardFixture.full()
    var model = opened(fixture, "Soylent supply chain")
    let detail = try #require(model.pane?.detail)
    model.pane?.showsRecord = true
    model.mode = .field(try #require(FieldForm(FieldPlace(.deal(detail.card.deal.id), "name"), of: detail)))
    _ = model.update(.notCommitted(.full, .edit(detail.card.deal.id)))
    #expect(render(model).text[58].contains("! not saved: The disk is full and nothing was saved"))
    #expect(model.mode.editor?.text == "Soylent supply chain")
  }

  @Test("what was logged can be read whole at every width", arguments: [20, 40, 80, 120, 200])
  func whole(columns: Int) throws {
    let fixture = try BoardFixture.full()
    let deal = try #require(fixture.deal("Soylent supply chain"))
    let words = (1...40).map { "word\($0)" }
    let values: [Assignment<Activity>] = [
      .set(\.type, .note), .set(\.subject, words.prefix(20).joined(separator: " ")),
      .set(\.body, words.suffix(20).joined(separator: "\n")), .set(\.dealID, deal.id),
    ]
    try fixture.commit(.createActivity(values))
    let text = pane(opened(fixture, "Soylent supply chain", rows: 140, columns: columns))
    for word in words { #expect(text.contains(word), "\(word) in\n\(text)") }
  }

  @Test("a move's names are whole, its days at its end if there is room", arguments: [(80, 40), (24, 80), (36, 120)])
  func days(rows: Int, columns: Int) throws {
    let fixture = try BoardFixture.full()
    let deal = try #require(fixture.deal("Soylent supply chain"))
    let stages = try #require(fixture.store.pipelines().first?.stages)
    for stage in [stages[4], stages[1]] { try fixture.commit(.moveDeal(deal.id, to: stage.id)) }
    let text = pane(opened(fixture, "Soylent supply chain", rows: 60, columns: columns))
    let rows = text.split(separator: "\n")
    let first = try #require(rows.firstIndex { $0.contains("Timeline") })
    #expect(columns != 80 || rows[first...].contains { $0.contains("→") && $0.hasSuffix(" 0d") }, "\(text)")
    let words = rows[first...].joined(separator: " ").split(separator: " ").filter { $0 != "│" }.joined(separator: " ")
    for move in ["\(stages[4].name) → \(stages[1].name)", "→ \(stages[4].name)"] {
      #expect(words.contains(move), "\(move) in\n\(text)")
    }
  }

  @Test("whatever happened to the deal or around it is told, with who did it, the old and the new")
  func everything() throws {
    let fixture = try BoardFixture.full()
    let deal = try #require(fixture.deal("Globex rollout"))
    let contact = Assignment<Contact>.set(\.email, "hank@globex.example")
    try fixture.commit(.createContact([contact, .set(\.firstName, "Hank")]))
    func edit(_ values: DealValue..., by login: String = "bo") throws {
      try fixture.commit(.editDeal(deal.id, values), by: login)
    }
    try edit(.set(\.name, "Globex roll-out"))
    try fixture.commit(
      .editDeal(deal.id, [], links: LinkNames(company: "Globex Ltd", contact: "hank@globex.example")), by: "bo")
    let linked = try #require(fixture.deal("Globex roll-out"))
    try fixture.commit(.editContact(try #require(linked.contactID), [.set(\.title, "CTO")]), by: "kim")
    try fixture.commit(.editCompany(try #require(linked.companyID), [.set(\.industry, "energy")]), by: "kim")
    try edit(.set(\.parkedUntil, Timestamp("2025-12-01T00:00:00Z")))
    try edit(.set(\.metadata, Metadata(text: #"{"seats":7}"#)))
    try edit(.set(\.currency, .eur))
    try edit(.set(\.status, .stalled))
    for type in ActivityType.allCases {
      try fixture.commit(
        .createActivity([.set(\.type, type), .set(\.subject, "About \(type.rawValue)"), .set(\.dealID, deal.id)]))
    }
    let call = try #require(fixture.store.records.all(Activity.self) { $0.subject == "About call" }.first)
    try fixture.commit(.editActivity(call.id, [.set(\.subject, "About calls")]), by: "bo")
    try edit(.set(\.status, .lost), .set(\.lossReason, "price"))
    let text = pane(opened(fixture, "Globex roll-out", rows: 90))
    let lines = [
      "bo  name    Globex rollout → Globex roll-out", "bo  company Globex Corporation → Globex Ltd",
      "bo  contact none → Hank", "kim contact Hank: title none → CTO", "kim company Globex Ltd: industry none → energy",
      "bo  parked  none → 1 Dec", #"bo  data    {} → {"seats":7}"#, "bo  value   USD → EUR",
      "bo  status  open → stalled", "bo  call    About calls: subject About call → About calls",
      "ana status  stalled → open", "bo  status  open → lost", "bo  reason  price",
    ]
    for line in lines + ActivityType.allCases.map({ "About \($0.rawValue)" }) {
      #expect(text.contains(line), "\(line) in\n\(text)")
    }
  }

  @Test("an undo says that it is one, and so does its redo")
  func undoneChanges() throws {
    let fixture = try BoardFixture.full()
    let deal = try #require(fixture.deal("Globex rollout"))
    var last = try fixture.commit(.editDeal(deal.id, [.set(\.source, "a friend")]), by: "bo")
    for _ in 0..<3 { last = try fixture.commit(.revert(try #require(last.action).id), by: "bo") }
    let text = pane(opened(fixture, "Globex rollout"))
    let told = text.split(separator: "\n").filter { $0.contains("bo  source") }.map { $0.split(separator: ",").last }
    #expect(told.map { $0 ?? "" } == [" undone", " redone", " undone", told.last.flatMap(\.self) ?? ""], "\(text)")
  }

  @Test("a timeline of thousands is read in pages as it is scrolled, and ends with the making of the deal")
  func pages() throws {
    let rig = try BoardRig([("Qualified", ["Acme"])])
    let deal = try #require(rig.deal("Acme"))
    for number in 1...700 {
      _ = try rig.store.commit(.editDeal(deal.id, [.set(\.value, Int64(number * 100))]), by: rig.user.id)
    }
    #expect(rig.store.timelineReads == 0)
    rig.play("enter")
    let first = rig.store.timelineReads
    rig.play("enter j j j")
    #expect(rig.store.timelineReads == 2 * first)
    let end = rig.play("enter" + String(repeating: " G", count: 12)).text.joined(separator: "\n")
    #expect(end.contains("created in Qualified, $5,000.00") && end.contains("$5,000.00 → $1.00"), "\(end)")
    #expect(!end.contains("older ones follow"))
  }

  @Test("a move says how long the deal had been in the stage that it left")
  func durations() throws {
    let text = pane(opened(try BoardFixture.full(), "Soylent supply chain"))
    let move = text.split(separator: "\n").first { $0.contains("moved   Qualified → Proposal Sent") }
    #expect(move?.hasSuffix(" 36d") == true)
  }

  @Test("scrolling ends with the last line")
  func scrolling() throws {
    let fixture = try BoardFixture.full()
    var model = opened(fixture, "Soylent supply chain", rows: 20)
    let end = PaneText(model, model.layout)?.lastTop ?? 0
    #expect(end > 0)
    model.pane?.top = end
    let last = render(model)
    #expect(last.text[17].hasSuffix("created in Qualified, £58,000.00"))
    model.pane?.top = .max
    #expect(render(model) == last)
    model.world.size.rows = 60
    #expect(PaneText(model, model.layout)?.lastTop ?? 0 == 0)
  }

  @Test("opening it moves no row of the board", arguments: [(24, 80), (24, 120), (36, 120), (20, 46), (50, 200)])
  func steady(rows: Int, columns: Int) throws {
    let model = try BoardFixture.full().model(rows: rows, columns: columns)
    var opened = model
    opened.pane = Pane(deal: model.focusedCard?.deal.id ?? DealID(bits: 0))
    #expect(opened.layout.cardsTop == model.layout.cardsTop)
    #expect(Set(opened.layout.slots.map(\.width)).isSubset(of: Set(model.layout.slots.map(\.width))))
  }
}
