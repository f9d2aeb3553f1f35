package import Sales

/// A board as a small team has it on Thursday 20 November 2025 at noon: 33 deals in four currencies, written into the
/// reference store by the same changes that people make.
package final class BoardFixture {
  package let store: DictionaryStore
  package let present = Present(now: BoardFixture.now, zone: .utc)
  package private(set) var users: [String: User] = [:]
  private let clock: Clock

  /// What the store reads the time from.
  private final class Clock {
    var now = BoardFixture.now
  }

  static let now = BoardFixture.moment("2025-11-20T12:00:00Z")

  /// Ana at the keyboard, her colleagues bo and kim, and no pipeline yet.
  package init() throws {
    let clock = Clock()
    self.clock = clock
    clock.now = BoardFixture.moment("2025-09-01T08:00:00Z")
    store = DictionaryStore { clock.now.seconds * 1000 }
    for login in ["ana", "bo", "kim"] { users[login] = try store.user(named: login) }
  }

  /// The stages that a new file has, without a deal.
  package static func empty() throws -> BoardFixture {
    let fixture = try BoardFixture()
    try fixture.commit(.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages))
    fixture.clock.now = now
    return fixture
  }

  /// The full board.
  package static func full() throws -> BoardFixture {
    let fixture = try empty()
    try fixture.addStory()
    fixture.clock.now = now
    for deal in FixtureDeal.board { try fixture.add(deal) }
    return fixture
  }

  /// A pipeline of nine stages.
  package static func nine() throws -> BoardFixture {
    let fixture = try BoardFixture()
    try fixture.commit(.createPipeline([.set(\.name, "Enterprise 2026")], stages: FixtureDeal.nineStages))
    fixture.clock.now = now
    for deal in FixtureDeal.nine { try fixture.add(deal) }
    return fixture
  }

  package var user: User? { users["ana"] }

  /// The deal of that name.
  package func deal(_ name: String) -> Deal? { store.records.all(Deal.self) { $0.name == name }.first }

  /// Commits a change as that colleague.
  @discardableResult
  package func commit(_ change: Change, by login: String = "ana", at moment: String? = nil) throws -> Commit {
    if let moment { clock.now = BoardFixture.moment(moment) }
    return try store.commit(change, by: users[login]?.id ?? UserID(bits: 0))
  }

  static func moment(_ text: String) -> Timestamp {
    guard let moment = Timestamp(text) else { preconditionFailure("\(text) is no time") }
    return moment
  }

  private func add(_ deal: FixtureDeal) throws {
    let first = store.pipelines().first?.stages.first?.name ?? ""
    try commit(.createDeal(deal.draft(present, first: first, by: users[deal.owner]?.id)))
  }

  /// The deal whose past the pane shows: made, dated anew, met about, raised, moved, written and called about.
  private func addStory() throws {
    let sol: [Assignment<Contact>] = [
      .set(\.firstName, "Sol"), .set(\.lastName, "Roth"), .set(\.email, "sol@soylent.example"),
      .set(\.title, "head of procurement"),
    ]
    try commit(.createContact(sol), at: "2025-09-12T10:00:00Z")
    let draft = DealDraft(
      values: [
        .set(\.name, "Soylent supply chain"), .set(\.value, 5_800_000), .set(\.currency, .gbp),
        .set(\.source, "referral"), .set(\.expectedClose, BoardFixture.moment("2025-10-31")),
      ], stage: StageName(pipeline: nil, stage: "Qualified"), company: "Soylent Foods",
      contact: "Sol Roth <sol@soylent.example>", owner: "ana")
    try commit(.createDeal(draft))
    guard let deal = deal("Soylent supply chain"), let stage = store.pipelines().first?.stages.dropFirst().first
    else { preconditionFailure("a deal just made is there") }
    let close = BoardFixture.moment("2025-11-14")
    try commit(.editDeal(deal.id, [.set(\.expectedClose, close)]), at: "2025-10-02T15:00:00Z")
    try log(.meeting, "Site visit in Reading", on: deal.id, by: "bo", at: "2025-10-14T10:00:00Z")
    try commit(.editDeal(deal.id, [.set(\.value, 6_200_000)]), at: "2025-10-18T09:30:00Z")
    try commit(.moveDeal(deal.id, to: stage.id), at: "2025-10-18T10:00:00Z")
    try log(.email, "Sent proposal, second version", on: deal.id, by: "ana", at: "2025-11-03T11:00:00Z")
    try log(.call, "Board finds the price high", on: deal.id, by: "ana", at: "2025-11-12T16:00:00Z")
  }

  private func log(_ type: ActivityType, _ subject: String, on deal: DealID, by login: String, at moment: String) throws
  {
    try commit(
      .createActivity([
        .set(\.type, type), .set(\.subject, subject), .set(\.dealID, deal), .set(\.ownerID, users[login]?.id),
      ]), by: login, at: moment)
  }
}
