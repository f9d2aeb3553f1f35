import Sales
import Support
import Testing

@testable import Storage

@Suite("Both stores and a clock that was wrong once") struct ClockTests {
  @Test("They agree on moments, order, lessons and what is ahead", arguments: [400_000, -4_000] as [Int64])
  func agree(hoursOff: Int64) throws {
    let pair = try StorePair(seed: 11)
    pair.change(times: 80)
    pair.clock.milliseconds += hoursOff * 3_600_000
    pair.change(times: 5)
    pair.clock.milliseconds -= hoursOff * 3_600_000
    pair.change(times: 80)
    let now = Timestamp(seconds: pair.clock.milliseconds / 1000)
    #expect(try pair.store.newestAction() == pair.reference.newestAction())
    #expect(try pair.store.actions(after: now) == pair.reference.actions(after: now))
    #expect(try pair.store.dateAhead(of: now) == nil)
    for table in Table.allCases { #expect(try pair.store.count(table) == pair.reference.count(table)) }
    for (key, row) in pair.reference.records.rows { #expect(try pair.store.row(key) == row, "\(key)") }
    for plan in try pair.store.pipelines() {
      let stays = try pair.store.closedStays(of: plan.pipeline.id, latest: 1000)
      #expect(stays == pair.reference.closedStays(of: plan.pipeline.id, latest: 1000))
      #expect(stays.allSatisfy { $0.days >= 0 })
      #expect(try pair.store.dealCounts(of: plan.pipeline.id) == pair.reference.dealCounts(of: plan.pipeline.id))
    }
    #expect(try pair.store.violations() == [])
  }
}
