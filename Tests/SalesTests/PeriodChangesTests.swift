import Sales
import Support
import Testing

@Suite("Changes since a day") struct PeriodChangesTests {
  private let fixture: Fixture

  init() throws {
    fixture = try Fixture()
  }

  private func told(since moment: Timestamp) throws -> [String] {
    try fixture.store.changes(since: moment).changes.map { change in
      "\(change.kind.rawValue) \(change.name): \(text(change.old)) > \(text(change.new))"
    }
  }

  private func text(_ value: ChangeValue) -> String {
    switch value {
    case .none: "none"
    case .text(let text): text
    case .money(let money): "\(money.minor / 100) \(money.currency)"
    case .day(let day): day.description
    }
  }

  @Test("compare each deal as it was with the deal as it is") func example() throws {
    try fixture.edit(.set(\.value, 10_000), .set(\.expectedClose, Day("2026-04-10")?.midnightUTC))
    let lost = try fixture.make(
      Deal.self,
      .createDeal(DealDraft(values: [.set(\.name, "Lost")], stage: StageName(pipeline: nil, stage: "Negotiation"))))
    fixture.passes(days: 1)
    let since = fixture.now
    try fixture.move(to: 1)
    try fixture.edit(.set(\.value, 12_500), .set(\.expectedClose, Day("2026-05-08")?.midnightUTC))
    try fixture.commit(.editDeal(lost.id, [.set(\.status, .lost), .set(\.lossReason, "price")]))
    try fixture.commit(.createFollowUp([.set(\.title, "Call Ada"), .set(\.dealID, fixture.deal)]))
    try fixture.commit(
      .createActivity([.set(\.type, .note), .set(\.subject, "Two sites first"), .set(\.dealID, fixture.deal)]))
    let made = try fixture.make(
      Deal.self,
      .createDeal(DealDraft(values: [.set(\.name, "New")], stage: StageName(pipeline: nil, stage: "Qualified"))))
    #expect(
      try told(since: since) == [
        "lost Lost: Negotiation > price", "later Acme plan: 2026-04-10 > 2026-05-08", "up Acme plan: 100 USD > 125 USD",
        "forward Acme plan: Qualified > Proposal Sent", "in New: none > Qualified", "step Acme plan: none > Call Ada",
        "note Acme plan: none > Two sites first",
      ])
    let changes = try fixture.store.changes(since: since)
    #expect(changes.sums(of: .up) == [Money(minor: 2500, currency: .usd)])
    #expect(changes.counts.changes == 5 && changes.counts.deals == 3 && changes.counts.besides == 2)
    #expect(changes.people.map(\.name) == ["ana"] && changes.by(UserID(bits: 9)).changes.isEmpty)
    try fixture.commit(.deleteDeal(made.id))
    #expect(try !told(since: since).contains { $0.contains("New") })
  }

  @Test("tell nothing of what was taken back, and what was deleted as it was before") func takenBack() throws {
    fixture.passes(days: 1)
    let since = fixture.now
    try fixture.revert(try fixture.edit(.set(\.value, 500)))
    try fixture.revert(try fixture.move(to: 3))
    #expect(try told(since: since) == [])
    let deletion = try fixture.commit(.deleteDeal(fixture.deal))
    #expect(try told(since: since) == ["out Acme plan: Qualified > deleted"])
    try fixture.revert(deletion)
    #expect(try told(since: since) == [])
    #expect(try fixture.store.changes(since: fixture.now.advanced(bySeconds: 1)).changes.isEmpty)
  }

  @Test("taken back from the rows of today give the rows of that day", arguments: 1...12)
  func fold(seed: UInt64) throws {
    let transcript = try Transcript(seed: seed)
    let store = transcript.store
    for _ in 0..<25 { _ = try? store.commit(transcript.next(), by: transcript.user) }
    let before = store.records.rows
    let number = store.records.actions.count
    for _ in 0..<25 { _ = try? store.commit(transcript.next(), by: transcript.user) }
    let later = Dictionary(uniqueKeysWithValues: store.records.actions[number...].map { ($0.id, $0) })
    var fold = JournalFold()
    for (id, entry) in store.records.journal { if let action = later[id] { fold.add(action, entry) } }
    let now = store.records.rows
    for key in Set(before.keys).union(now.keys) {
      #expect(fold.before(of: key, now: now[key]) == before[key], "\(key.id) \(transcript.story)")
    }
    #expect(!fold.keys.isEmpty)
  }
}
