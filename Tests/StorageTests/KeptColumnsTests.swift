import Sales
import Support
import Testing

@testable import Storage

private let triggers = [
  "deals_counted", "deals_discounted", "deals_recounted", "deals_parked", "deals_reparked", "tasks_planned",
  "tasks_replanned", "tasks_dropped", "deals_renamed", "companies_renamed", "contacts_renamed",
]

@Suite("What the file keeps besides the fields") struct KeptColumnsTests {
  @Test("is what can be computed from them, after any changes", arguments: 1...6)
  func recomputed(seed: UInt64) throws {
    let pair = try StorePair(seed: seed)
    for _ in 0..<80 {
      pair.change()
      try #require(try pair.store.violations() == [], "\(pair.story)")
    }
  }

  @Test("goes wrong without any one of the triggers", arguments: triggers)
  func needed(trigger: String) throws {
    for seed in 1...40 {
      let pair = try StorePair(seed: UInt64(seed))
      try pair.store.connection.run("DROP TRIGGER \(trigger)")
      for _ in 0..<60 {
        pair.change()
        if try !pair.store.violations().isEmpty { return }
      }
    }
    Issue.record("nothing goes wrong without \(trigger)")
  }

  @Test("includes every trigger that there is in this list")
  func allTriggers() throws {
    let pair = try StorePair(seed: 1)
    let names = try pair.store.connection.all("SELECT name FROM sqlite_schema WHERE type = 'trigger'") { row in
      row.text(0)
    }
    let others: Set<String> = ["actions_stay", "actions_last", "edits_stay", "edits_last", "deals_named"]
    #expect(Set(names).subtracting(triggers) == others)
  }

  @Test("has the words of a deal that another program inserts without them")
  func namedElsewhere() throws {
    let pair = try StorePair(seed: 1)
    let draft = DealDraft(
      values: [.set(\.name, "Big plan")], stage: StageName(pipeline: nil, stage: "Qualified"), company: "Acme",
      contact: "Ada Lovelace")
    _ = try pair.store.commit(.createDeal(draft), by: pair.user)
    let columns = Table.deals.columns.map(\.name).filter { $0 != "id" }.joined(separator: ", ")
    try pair.store.connection.run(
      "INSERT INTO deals (id, name_folded, \(columns)) SELECT 'deal_' || printf('%026d', 7), name_folded, \(columns) FROM deals"
    )
    let words = try pair.store.connection.all("SELECT words FROM deals") { row in row.text(0) }
    #expect(words == Array(repeating: "big plan\nacme\nada lovelace", count: 2))
  }

  @Test("sums values near the largest exactly")
  func bigValues() throws {
    let pair = try StorePair(seed: 1)
    let values: [Int64] = [.max, .max, .max - 1, 1 << 32, (1 << 32) - 1, 0, .max]
    for (number, value) in values.enumerated() {
      let draft = DealDraft(
        values: [.set(\.name, "Deal \(number)"), .set(\.value, value)],
        stage: StageName(pipeline: nil, stage: "Qualified"))
      _ = try pair.store.commit(.createDeal(draft), by: pair.user)
    }
    let plan = try pair.store.pipelines()[0]
    let sum = values.reduce(Int128(0)) { $0 + Int128($1) }
    for filter in [Filter.all, Filter(words: ["deal"])] {
      let totals = try pair.store.totals(
        of: plan.pipeline.id, filter: filter, closedSince: pair.present.closedDealsShownSince)
      #expect(totals[plan.stages[0].id]?.active == [Tally(deals: 7, sum: Money(minor: sum, currency: .usd))])
    }
    #expect(try pair.store.violations() == [])
  }

  @Test("is checked by the store too")
  func checked() throws {
    let pair = try StorePair(seed: 3)
    for _ in 0..<60 {
      _ = try? pair.store.commit(pair.next(), by: pair.user)
    }
    let draft = DealDraft(values: [.set(\.name, "Deal")], stage: StageName(pipeline: nil, stage: "Qualified"))
    _ = try? pair.store.commit(.createDeal(draft), by: pair.user)
    #expect(try pair.store.check() == [])
    try pair.store.connection.run("UPDATE deals SET next_due_at = 7")
    let deals = try pair.store.count(.deals)
    #expect(deals > 0)
    #expect(try pair.store.check().count == deals)
    try pair.store.connection.run("UPDATE deals SET parked_until = NULL")
    #expect(try pair.store.check() == [])
    try pair.store.connection.run("UPDATE deals SET words = words || 'x'")
    #expect(try pair.store.check().count == deals)
    try pair.store.connection.run("UPDATE deals SET words = \(Schema.words)")
    #expect(try pair.store.check() == [])
    try pair.store.connection.run("UPDATE stage_totals SET value_low = value_low + 1 WHERE deals > 0")
    #expect(try pair.store.check().isEmpty == false)
    try pair.store.connection.run("UPDATE stage_totals SET value_low = value_low - 1 WHERE deals > 0")
    #expect(try pair.store.check() == [])
    try pair.store.connection.run("DELETE FROM stage_totals")
    #expect(try pair.store.check().isEmpty == false)
  }

  @Test("lets a whole day sort as ten o'clock, and a parked deal by its return")
  func dueTimes() throws {
    let pair = try StorePair(seed: 1)
    let draft = DealDraft(
      values: [.set(\.name, "Deal")], stage: StageName(pipeline: nil, stage: "Qualified"),
      followUps: [
        [.set(\.title, "All day"), .set(\.dueAt, Timestamp(seconds: 86_400 * 20_000))],
        [.set(\.title, "At eleven"), .set(\.dueAt, Timestamp(seconds: 86_400 * 20_000 + 39_600))],
      ])
    _ = try pair.store.commit(.createDeal(draft), by: pair.user)
    func due() throws -> Int64 { try pair.store.connection.integer("SELECT next_due_at FROM deals") }
    #expect(try due() == 86_400 * 20_000 + 36_000)
    let deal = try pair.store.connection.first("SELECT id FROM deals") { (row) throws(StoreError) in
      try row.value(0, as: DealID.self)
    }
    let id = try #require(deal)
    _ = try pair.store.commit(.editDeal(id, [.set(\.parkedUntil, Timestamp(seconds: 86_400 * 20_100))]), by: pair.user)
    #expect(try due() == 86_400 * 20_100)
    _ = try pair.store.commit(.editDeal(id, [.set(\.parkedUntil, nil)]), by: pair.user)
    #expect(try due() == 86_400 * 20_000 + 36_000)
  }
}
