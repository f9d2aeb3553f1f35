import Sales
import Samples
import Testing

private let now = Timestamp(seconds: 1_763_373_600)

private func deals(_ count: Int, seed: UInt64 = 1) -> [DealDraft] {
  Samples.batches(deals: count, seed: seed, now: now).flatMap(\.deals)
}

extension DealDraft {
  fileprivate func number(_ field: String) -> Int64? {
    values.last { $0.field == field }.flatMap { Int64(scalar: $0.value) }
  }

  fileprivate func text(_ field: String) -> String? {
    values.last { $0.field == field }.flatMap { String(scalar: $0.value) }
  }
}

@Suite("Samples") struct SamplesTests {
  @Test("the same seed gives the same deals, another seed others")
  func determinism() {
    #expect(deals(300) == deals(300))
    #expect(deals(300) != deals(300, seed: 2))
  }

  @Test("the random numbers are those of SplitMix64")
  func generator() {
    var random = Randomness(seed: 1_234_567)
    #expect(
      (0..<3).map { _ in random.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test("exactly as many deals as asked for, in batches of 5,000", arguments: [0, 1, 4999, 5000, 5001, 12_000])
  func counts(count: Int) {
    let sizes = Samples.batches(deals: count, seed: 3, now: now).map(\.deals.count)
    #expect(sizes.reduce(0, +) == count)
    #expect(sizes.dropLast().allSatisfy { $0 == 5000 })
  }

  @Test("of 10,000 deals the top tenth holds half the value", arguments: [1, 2, 3] as [UInt64])
  func longTail(seed: UInt64) {
    let values = deals(10_000, seed: seed).filter { $0.text("currency") == "USD" }.compactMap { $0.number("value") }
      .sorted(by: >)
    let top = values.prefix(values.count / 10).reduce(0, +)
    let share = Double(top) / Double(values.reduce(0, +))
    #expect((0.45...0.55).contains(share), "\(share)")
  }

  @Test("every stage, outcome, currency and kind of name turns up")
  func variety() {
    let all = deals(3000)
    let stages = Set(all.compactMap { $0.visits.last?.stage.stage })
    #expect(stages == ["Qualified", "Proposal Sent", "Negotiation", "Closed Won", "Closed Lost"])
    #expect(Set(all.compactMap { $0.text("currency") }) == ["USD", "EUR", "GBP", "JPY"])
    #expect(Set(all.map { $0.text("status") }) == ["won", "lost", "stalled", nil])
    let names = all.compactMap { $0.text("name") }
    #expect(names.contains { $0.count > 80 })
    #expect(names.contains { $0.unicodeScalars.contains { $0.properties.generalCategory == .nonspacingMark } })
    #expect(names.contains { $0.unicodeScalars.contains { (0x30A0...0x30FF).contains($0.value) } })
    #expect(
      all.contains { $0.owner == nil } && all.contains { $0.contact == nil } && all.contains { $0.number("value") == 0 }
    )
    let dollars = all.count { $0.text("currency") == "USD" }
    #expect(dollars > 2000)
  }

  @Test("steps are overdue, due today, planned or missing on open deals only")
  func steps() {
    let all = deals(2000)
    let due = all.flatMap(\.followUps).flatMap(\.self).filter { $0.field == "due_at" }
      .compactMap { Timestamp(scalar: $0.value)?.utcDay }
    #expect(due.contains { $0 < now.utcDay } && due.contains(now.utcDay) && due.contains { $0 > now.utcDay })
    #expect(all.contains { $0.followUps.isEmpty && $0.closedAt == nil })
    #expect(all.allSatisfy { $0.followUps.isEmpty || $0.closedAt == nil })
  }

  @Test("every past is in order, begins with the creation and is not ahead")
  func pasts() {
    for deal in deals(3000) {
      let moments = deal.visits.map(\.enteredAt)
      #expect(zip(moments, moments.dropFirst()).allSatisfy { $0 < $1 })
      #expect(deal.createdAt == moments.first)
      #expect(moments.allSatisfy { $0 < now })
      let isClosed = deal.text("status") == "won" || deal.text("status") == "lost"
      #expect(deal.closedAt == (isClosed ? moments.last : nil))
      #expect((deal.text("loss_reason") != nil) == (deal.text("status") == "lost"))
      for activity in deal.activities {
        let at = activity.first { $0.field == "occurred_at" }.flatMap { Timestamp(scalar: $0.value) }
        #expect(at.map { $0 < now && $0 >= moments[0] } == true)
      }
    }
  }

  @Test("some closed deals are recent, some long past")
  func closings() {
    let ages = deals(3000).compactMap { $0.closedAt?.wholeDays(until: now) }
    #expect(ages.contains { $0 < 30 } && ages.contains { $0 > 365 })
  }

  @Test("nobody can be reached: every address is under a reserved domain")
  func addresses() {
    let contacts = deals(3000).compactMap(\.contact)
    #expect(contacts.allSatisfy { $0.hasSuffix(".example>") })
    let owners: [String: [DealDraft]] = Dictionary(grouping: deals(3000)) { $0.contact ?? "" }
    #expect(owners.filter { $0.key != "" }.values.allSatisfy { Set($0.map(\.company)).count == 1 })
  }

  @Test("the demo has something of everything")
  func demo() {
    let batch = Samples.demo(now: now, owner: "you")
    #expect(batch.deals.count == 60)
    #expect((15...40).contains(batch.deals.count { $0.owner == "you" }))
    #expect(Set(batch.deals.compactMap { $0.visits.last?.stage.stage }).count == 5)
    #expect(batch.deals.contains { $0.text("status") == "stalled" })
    #expect(Set(batch.deals.compactMap { $0.text("currency") }).count == 4)
  }
}
