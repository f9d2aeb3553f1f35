import Sales
import Support
import Testing

@Suite("The reference store") struct StoreTests {
  /// Deals in one stage, each with what the orders look at; times are days from now.
  private struct Sample {
    let name: String
    var value: Int64 = 0
    var currency = Currency.usd
    var close: Int?
    var due: Int?
    var parked: Int?
    var closed: Int?
  }

  private static let samples = [
    Sample(name: "late", value: 5, close: 9, due: -2),
    Sample(name: "today", value: 9, currency: .eur, close: 3, due: 0),
    Sample(name: "bare", value: 9), Sample(name: "later", value: 1, currency: .jpy, due: 5),
    Sample(name: "parked", value: 7, close: -1, due: -9, parked: 3), Sample(name: "won", value: 2, closed: -1),
    Sample(name: "lost", value: 3, closed: -29), Sample(name: "old", value: 4, closed: -40),
  ]

  private func board() throws -> Fixture {
    let fixture = try Fixture()
    try fixture.commit(.deleteDeal(fixture.deal))
    for sample in Self.samples {
      fixture.passes(seconds: 60)
      let day = { (count: Int) in fixture.now.utcDay.advanced(byDays: count).midnightUTC }
      var draft = DealDraft(
        values: [
          .set(\.name, sample.name), .set(\.value, sample.value), .set(\.currency, sample.currency),
          .set(\.expectedClose, sample.close.map(day)), .set(\.parkedUntil, sample.parked.map(day)),
        ], stage: StageName(pipeline: nil, stage: "Qualified"))
      if let due = sample.due { draft.followUps = [[.set(\.title, "Do"), .set(\.dueAt, day(due))]] }
      if let closed = sample.closed {
        draft.values += [.set(\.status, .won), .set(\.closedAt, day(closed))]
        draft.createdAt = day(-60)
      }
      try fixture.commit(.createDeal(draft))
    }
    return fixture
  }

  private func query(_ fixture: Fixture, _ order: Order, _ words: String...) -> ColumnQuery {
    let present = Present(now: fixture.now, zone: .utc)
    return ColumnQuery(
      stage: fixture.stages[0].id, filter: Filter(words: words), order: order, tomorrow: present.tomorrowStarts,
      closedSince: present.closedDealsShownSince)
  }

  @Test(
    "each order has its ranges, the lately closed last",
    arguments: [
      (Order.urgency, "late today bare parked later won lost"),
      (.value, "today later bare parked late won lost"),
      (.closeDate, "parked today late bare later won lost"),
      (.idle, "late today bare later parked won lost"), (.newest, "parked later bare today late won lost"),
    ])
  func orders(order: Order, expected: String) throws {
    let fixture = try board()
    let window = fixture.store.window(query(fixture, order), around: .start, before: 0, after: 99)
    #expect(window.cards.map(\.deal.name).joined(separator: " ") == expected)
    #expect(window.place == .beforeEnd(0) && window.anchorIndex == 0)
    for card in window.cards {
      #expect(fixture.store.card(card.deal.id, order: order, present: Present(now: fixture.now, zone: .utc)) == card)
    }
  }

  @Test("a window lies around its anchor, also when the card is gone", arguments: Order.allCases)
  func windows(order: Order) throws {
    let fixture = try board()
    let query = query(fixture, order)
    let all = fixture.store.window(query, around: .start, before: 0, after: 99).cards
    for (index, card) in all.enumerated() {
      let window = fixture.store.window(query, around: .at(card.key), before: 2, after: 3)
      #expect(window.cards == Array(all[max(0, index - 2)..<min(all.count, index + 3)]))
      #expect(window.anchorIndex == min(2, index))
      let isAtEnd = index + 3 > all.count
      #expect(window.place == (index < 2 ? .afterStart(0) : isAtEnd ? .beforeEnd(0) : .afterStart(index - 2)))
    }
    try fixture.commit(.deleteDeal(all[3].deal.id))
    let window = fixture.store.window(query, around: .at(all[3].key), before: 1, after: 1)
    #expect(window.cards == [all[2], all[4]] && window.anchorIndex == 1)
    let end = fixture.store.window(query, around: .end, before: 2, after: 5)
    #expect(end.cards == Array(all.suffix(2)) && end.anchorIndex == 2)
  }

  @Test("a filter looks for every word in name, company and contact")
  func filter() throws {
    let fixture = try board()
    var draft = DealDraft(values: [.set(\.name, "Élan")], stage: StageName(pipeline: nil, stage: "Qualified"))
    (draft.company, draft.contact) = ("Müller", "ada@acme.example")
    try fixture.commit(.createDeal(draft))
    func names(_ words: String...) -> [String] {
      var query = query(fixture, .newest)
      query.filter = Filter(words: words)
      return fixture.store.window(query, around: .start, before: 0, after: 99).cards.map(\.deal.name)
    }
    #expect(names("elan", "mull", "ada@") == ["Élan"])
    #expect(names("elan", "nothing") == [])
    #expect(names("la") == ["Élan", "later", "late"])
  }

  @Test("totals are exact, per currency, active apart from lately closed")
  func totals() throws {
    let fixture = try board()
    let since = Present(now: fixture.now, zone: .utc).closedDealsShownSince
    let totals = fixture.store.totals(of: fixture.pipeline.id, filter: .all, closedSince: since)
    #expect(totals.count == 5)
    let stage = try #require(totals[fixture.stages[0].id])
    #expect(stage.active.map(\.sum.currency.code) == ["EUR", "JPY", "USD"])
    #expect(stage.active.map(\.sum.minor) == [9, 1, 21] && stage.active.map(\.deals) == [1, 1, 3])
    #expect(stage.closed == [Tally(deals: 2, sum: Money(minor: 5, currency: .usd))])
    #expect(stage.deals == 7)
  }

  @Test("the detail shows history, log, links and slips")
  func detail() throws {
    let fixture = try Fixture()
    let present = Present(now: fixture.now, zone: .utc)
    for day in ["2026-05-01", "2026-06-01", "2026-05-15", "2026-07-01"] {
      try fixture.edit(.set(\.expectedClose, Day(day)?.midnightUTC))
    }
    try fixture.move(to: 1)
    try fixture.commit(.createActivity([.set(\.type, .call), .set(\.dealID, fixture.deal)]))
    let detail = try #require(fixture.store.detail(of: fixture.deal, present: present, entries: TimelinePage.size))
    #expect(detail.slips == 2 && detail.history.count == 2 && detail.timeline.activities.count == 1)
    #expect(
      detail.timeline.log.map { $0.entry.toldFields.map(\.name) } == Array(repeating: ["expected_close"], count: 4))
    #expect(detail.names[fixture.user.description] == "ana")
    #expect(detail.stage.name == "Proposal Sent")
    #expect(fixture.store.detail(of: DealID(bits: 5), present: present, entries: TimelinePage.size) == nil)
  }

  @Test("quick add finds companies by their beginning and a deal of the same name")
  func quickAdd() throws {
    let fixture = try Fixture()
    for name in ["Acme Holdings", "Acme", "Other"] { try fixture.commit(.createCompany([.set(\.name, name)])) }
    var draft = DealDraft(values: [.set(\.name, "x")], stage: StageName(pipeline: nil, stage: "Qualified"))
    draft.company = "acme"
    try fixture.commit(.createDeal(draft))
    let facts = fixture.store.quickAddFacts(company: "ÁC", name: "ACME  plan")
    #expect(facts.companies.map(\.company.name) == ["Acme", "Acme Holdings"])
    #expect(facts.companies.map(\.openDeals) == [1, 0])
    #expect(facts.sameName?.id == fixture.deal)
    #expect(fixture.store.quickAddFacts(company: nil, name: "y") == QuickAddFacts(companies: [], sameName: nil))
  }

  @Test("a clock that goes back dates what is written then, and ids still rise")
  func clock() throws {
    let fixture = try Fixture()
    fixture.passes(days: 5)
    try fixture.edit(.set(\.value, 1))
    fixture.passes(days: -30)
    try fixture.edit(.set(\.value, 2))
    #expect(try fixture.acme.updatedAt == fixture.now)
    let ids = fixture.store.records.actions.map(\.id)
    #expect(ids == ids.sorted())
  }

  @Test("settings are kept by login, and a store that is read-only writes nothing")
  func settings() throws {
    let fixture = try Fixture()
    try fixture.store.set("order", of: fixture.user, to: "value")
    #expect(fixture.store.setting("order", of: fixture.user) == "value")
    #expect(fixture.store.setting("order", of: UserID(bits: 5)) == nil)
    fixture.store.readOnlyReason = .file
    #expect(throws: StoreError.readOnly) { try fixture.edit(.set(\.value, 1)) }
    #expect(try fixture.store.user(named: "new") == nil)
  }
}
