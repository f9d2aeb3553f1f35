import Sales
import Support
import Testing

@Suite("When a deal was closed") struct ClosingTests {
  private let fixture: Fixture

  init() throws {
    fixture = try Fixture()
  }

  private func undated(_ stage: String = "Closed Won") throws -> Deal {
    var draft = DealDraft(values: [.set(\.name, "Alder"), .set(\.externalID, "1")])
    let created = fixture.now.advanced(byDays: -30)
    draft.createdAt = created
    draft.visits = [DealDraft.Visit(stage: StageName(pipeline: nil, stage: stage), enteredAt: created)]
    draft.closing = .unknown
    try fixture.commit(.importDeals(ImportBatch(deals: [draft])))
    return try #require(fixture.store.records.all(Deal.self).first { $0.name == "Alder" })
  }

  @Test("an import may close a deal without a day, and then none is invented")
  func unknown() throws {
    let deal = try undated()
    #expect(deal.status == .won && deal.closedAt == nil && !deal.isActive)
    try fixture.commit(.editDeal(deal.id, [.set(\.value, 5)]))
    #expect(try fixture.row(deal.id).closedAt == nil)
    let reopened = try fixture.commit(.reopenDeal(deal.id))
    try fixture.revert(reopened)
    #expect(try fixture.row(deal.id).status == .won && fixture.row(deal.id).closedAt == nil)
    try fixture.commit(.editDeal(deal.id, [.set(\.closedAt, fixture.now)]))
    #expect(try fixture.row(deal.id).closedAt == fixture.now)
  }

  @Test("such a deal shows where closed ones are asked for, last, and stages learn nothing from it")
  func readers() throws {
    let deal = try undated()
    let query = ColumnQuery(
      stage: deal.stageID, filter: .all, order: .urgency, tomorrow: fixture.now, closedSince: .distantPast)
    #expect(fixture.store.window(query, around: .start, before: 0, after: 9).cards.map(\.deal.id) == [deal.id])
    let lately = ColumnQuery(
      stage: deal.stageID, filter: .all, order: .urgency, tomorrow: fixture.now,
      closedSince: fixture.now.advanced(byDays: -30))
    #expect(fixture.store.window(lately, around: .start, before: 0, after: 9).cards.isEmpty)
    #expect(fixture.store.closedStays(of: fixture.pipeline.id, latest: 9).isEmpty)
  }

  @Test("a day to come, or before the deal was created, is refused with its own rule")
  func bounds() throws {
    fixture.refusesEdit(
      .set(\.status, .won), .set(\.closedAt, fixture.now.advanced(byDays: 1)), rule: .closedAhead, "closed_at")
    fixture.refusesEdit(
      .set(\.status, .won), .set(\.closedAt, fixture.now.advanced(byDays: -1)),
      rule: .closedBeforeCreation(fixture.now.utcDay), "closed_at")
    try fixture.edit(.set(\.status, .won), .set(\.closedAt, fixture.now.advanced(bySeconds: -43_200)))
    var draft = DealDraft(values: [.set(\.name, "Yew")], stage: StageName(pipeline: nil, stage: "Closed Won"))
    draft.createdAt = fixture.now.advanced(byDays: -3)
    let created = fixture.now.advanced(byDays: -3).utcDay
    for (days, rule) in [(-5, Rule.closedBeforeCreation(created)), (2, .closedAhead)] {
      draft.closing = .at(fixture.now.advanced(byDays: days))
      #expect(throws: StoreError.refusedAt(index: 0, .refused(Refusal(rule, field: "closed_at")))) {
        try fixture.commit(.importDeals(ImportBatch(deals: [draft])))
      }
    }
  }
}
