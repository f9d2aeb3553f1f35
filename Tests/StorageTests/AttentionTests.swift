import Sales
import Support
import Testing

@testable import Storage

@Suite("The count of deals that need attention") struct AttentionTests {
  /// Deals with at most two things wrong, each near a limit, so that no reason hides another.
  @Test("agrees with the rule, deal by deal", arguments: 1...4)
  func agrees(seed: UInt64) throws {
    let pair = try StorePair(seed: seed)
    var random = SeededGenerator(seed: seed)
    let now = Timestamp(seconds: pair.clock.milliseconds / 1000)
    _ = try pair.store.commit(
      .importDeals(ImportBatch(deals: (0..<250).map { draft(named: "deal-\($0)-", now, &random) })), by: pair.user)
    let plan = try pair.store.pipelines()[0]
    var counts = [0, 0]
    for offset in [-39_600, 0, 50_400] {
      let present = Present(now: now, zone: .fixed(seconds: offset))
      for stage in plan.stages {
        let query = ColumnQuery(
          stage: stage.id, filter: .all, order: .newest, tomorrow: present.tomorrowStarts,
          closedSince: present.closedDealsShownSince)
        for card in try pair.store.window(query, around: .start, before: 0, after: 1000).cards {
          let reasons = card.attention(in: stage, at: present)
          let found = try pair.store.attentionCount(
            of: plan.pipeline.id, filter: Filter(words: [folded(card.deal.name)]), present: present)
          #expect(found == (reasons.isEmpty ? 0 : 1), "\(reasons) of \(card) at \(present.now), \(offset)")
          counts[found] += 1
        }
      }
    }
    #expect(counts.allSatisfy { $0 > 100 }, "\(counts)")
  }

  @Test("the queue has the same deals, by the first reason and by how long that has held", arguments: 1...4)
  func queue(seed: UInt64) throws {
    let pair = try StorePair(seed: seed)
    var random = SeededGenerator(seed: seed)
    let now = Timestamp(seconds: pair.clock.milliseconds / 1000)
    _ = try pair.store.commit(
      .importDeals(ImportBatch(deals: (0..<250).map { draft(named: "deal-\($0)-", now, &random) })), by: pair.user)
    // Nothing planned and nobody there: of the reasons, the one that chance makes most rarely.
    let stage = StageName(pipeline: nil, stage: "Qualified")
    // And on the last day on which that is no reason yet.
    let idle = [60, 14].map { days in
      DealDraft(
        values: [.set(\.name, "idle"), .set(\.value, 1), .set(\.expectedClose, now.advanced(byDays: 9))],
        owner: "ana", visits: [DealDraft.Visit(stage: stage, enteredAt: now.advanced(byDays: -days))])
    }
    _ = try pair.store.commit(.importDeals(ImportBatch(deals: idle)), by: pair.user)
    let plan = try pair.store.pipelines()[0]
    for offset in [-39_600, 0, 50_400] {
      let present = Present(now: now, zone: .fixed(seconds: offset))
      func queue(_ limit: Int) throws -> [DealID] {
        try pair.store.attentionQueue(of: plan.pipeline.id, filter: .all, present: present, limit: limit)
      }
      let ranks = try queue(1000).map { deal in
        let card = try #require(try pair.store.card(deal, order: .urgency, present: present))
        let stage = try #require(plan.stages.first { $0.id == card.deal.stageID })
        return try #require(card.urgency(in: stage, at: present))
      }
      #expect(ranks == ranks.sorted() && Set(ranks.map(\.rank)) == Set(0...7))
      #expect(
        ranks.count == (try pair.store.attentionCount(of: plan.pipeline.id, filter: .all, present: present)))
      #expect(try queue(7) == Array(queue(1000).prefix(7)))
    }
  }

  private func draft(named name: String, _ now: Timestamp, _ random: inout SeededGenerator) -> DealDraft {
    let today = now.utcDay.midnightUTC
    /// Mostly the first, which is right; else one of those that are near the limit.
    func mostly<Value>(_ right: Value, _ others: Value...) -> Value {
      random.oneIn(8) ? random.pick(others) ?? right : right
    }
    let close = mostly(today.advanced(byDays: 9), today, today.advanced(byDays: -1), today.advanced(byDays: 1), nil)
    let due = mostly(
      now.advanced(byDays: 2), today, today.advanced(byDays: 1), today.advanced(byDays: -1),
      now.advanced(bySeconds: -1), now, now.advanced(bySeconds: 1), nil)
    let entered = mostly(
      now.advanced(byDays: -3), now.advanced(byDays: -30), now.advanced(byDays: -31),
      now.advanced(byDays: -31).advanced(bySeconds: 1), now.advanced(byDays: -22), now.advanced(byDays: -60))
    let stage = random.pick("Qualified", "Negotiation", "Closed Won", "Qualified")
    var values: [DealValue] = [
      .set(\.name, name), .set(\.value, mostly(100, 0)), .set(\.expectedClose, close),
      .set(\.parkedUntil, mostly(nil, now, now.advanced(bySeconds: 1), now.advanced(byDays: -1))),
    ]
    if stage != "Closed Won" { values.append(.set(\.status, mostly(.open, .stalled))) }
    return DealDraft(
      values: values, owner: mostly("ana", nil),
      followUps: due.map { [[.set(\.title, "Call"), .set(\.dueAt, $0)]] } ?? [],
      visits: [DealDraft.Visit(stage: StageName(pipeline: nil, stage: stage), enteredAt: entered)])
  }
}
