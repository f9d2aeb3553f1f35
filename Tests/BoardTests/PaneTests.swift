import Sales
import Screen
import Support
import Testing

@testable import Board

@Suite("The pane") struct PaneTests {
  private func opened(_ fixture: BoardFixture, _ name: String, rows: Int = 60) -> Model {
    var model = fixture.model(rows: rows, columns: 200, focus: name)
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
    for field in Deal.fields { #expect(lines.contains { $0.hasPrefix(DealForm.label(field.name)) }, "\(field.name)") }
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
    #expect(pane(opened(fixture, "Soylent supply chain")).contains("Ring Sol, for 24 Nov, done"))
  }

  @Test("scrolling ends with the last line")
  func scrolling() throws {
    let fixture = try BoardFixture.full()
    var model = opened(fixture, "Soylent supply chain", rows: 20)
    let end = model.lastPaneTop
    #expect(end > 0)
    model.pane?.top = end
    let last = render(model)
    #expect(last.text[17].hasSuffix("created in Qualified, £58,000.00"))
    model.pane?.top = .max
    #expect(render(model) == last)
    model.size.rows = 60
    #expect(model.lastPaneTop == 0)
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

@Suite("The help") struct HelpTests {
  @Test("every key of the table has a row, by itself or in that of another")
  func complete() {
    let page = HelpPage(size: Size(rows: 24, columns: 80), search: "")
    let rows = page.places.filter { !$0.entry.isHeading }.count
    #expect(rows == Keymap.board.bindings.count { $0.help != .grouped })
    for (before, binding) in zip(Keymap.board.bindings, Keymap.board.bindings.dropFirst())
    where binding.help == .grouped {
      #expect(before.help != .itself && before.group == binding.group, "\(binding.summary)")
    }
  }

  @Test("a group is not divided where a column can hold it", arguments: [(24, 80), (20, 80), (36, 120), (14, 110)])
  func whole(rows: Int, columns: Int) {
    let page = HelpPage(size: Size(rows: rows, columns: columns), search: "")
    var (group, start) = ([HelpPage.Place](), 0)
    for place in page.places + [HelpPage.Place(row: 0, column: -1, entry: .heading(""))] {
      if place.entry.isHeading, let first = group.first {
        let isWhole = group.allSatisfy { $0.column == first.column }
        #expect(isWhole || group.count > page.height)
        group = []
        start += 1
      }
      group.append(place)
    }
    #expect(start == Set(Keymap.board.bindings.map(\.group)).count)
  }

  @Test("scrolling brings the last row in sight, and the count of what is hidden is right", arguments: 6...40)
  func scrolling(rows: Int) {
    for columns in [20, 59, 60, 109, 110, 200] {
      let page = HelpPage(size: Size(rows: rows, columns: columns), search: "")
      #expect(page.hidden(top: page.lastTop).below == 0)
      #expect(page.hidden(top: 0).above == 0)
      #expect(page.lastTop == 0 || page.hidden(top: 0).below > 0)
    }
  }

  @Test("searching leaves the rows that hold every word")
  func search() {
    let page = HelpPage(size: Size(rows: 24, columns: 80), search: "STAGE move")
    #expect(page.places.allSatisfy { $0.entry.isHeading || $0.entry.text.contains("stage") })
    #expect(page.listed > 0)
    #expect(HelpPage(size: Size(rows: 24, columns: 80), search: "zzz").listed == 0)
  }
}

extension HelpPage.Entry {
  fileprivate var text: String {
    switch self {
    case .heading(let name): name
    case .keys(let keys, let words): keys + " " + words
    }
  }
}
