import Sales
import Support
import Testing

/// A file with the first pipeline, one deal in its first stage and a clock that tests set.
final class Fixture {
  let clock = TestClock()
  let store: DictionaryStore
  let user: UserID
  let pipeline: Pipeline
  /// Qualified, Proposal Sent, Negotiation, Closed Won, Closed Lost.
  let stages: [Stage]
  let deal: DealID

  init() throws {
    let clock = clock
    store = DictionaryStore(seed: 7) { clock.milliseconds }
    user = try #require(try store.user(named: "ana")).id
    let made = try store.commit(.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages), by: user)
    #expect(made.edits.count == 6)
    let plan = try #require(store.pipelines().first)
    (pipeline, stages) = (plan.pipeline, plan.stages)
    let values: [DealValue] = [
      .set(\.name, "Acme plan"), .set(\.pipelineID, pipeline.id), .set(\.stageID, stages[0].id),
    ]
    deal = try #require(try store.commit(.createDeal(DealDraft(values: values)), by: user).made(Deal.self)).id
  }

  var now: Timestamp { Timestamp(seconds: clock.milliseconds / 1000) }
  var acme: Deal { get throws { try row(deal) } }
  var history: [StageTransition] { store.records.history(of: deal) }

  func row<E: Stored>(_ id: Identifier<E>) throws -> E {
    try #require(store.records.rows[E.key(id)].flatMap(E.init(row:)))
  }

  func passes(seconds: Int64) { clock.milliseconds += seconds * 1000 }
  func passes(days: Int64) { passes(seconds: days * 86_400) }

  @discardableResult
  func commit(_ change: Change) throws(StoreError) -> Commit { try store.commit(change, by: user) }

  /// Makes a row and answers it.
  func make<E: Stored>(_ type: E.Type, _ change: Change) throws -> E {
    try #require(try commit(change).made(type))
  }

  @discardableResult
  func edit(_ values: DealValue..., seen: [DealValue] = []) throws(StoreError) -> Commit {
    try commit(.editDeal(deal, values, seen: seen))
  }

  @discardableResult
  func move(to index: Int) throws(StoreError) -> Commit { try commit(.moveDeal(deal, to: stages[index].id)) }

  @discardableResult
  func revert(_ commit: Commit) throws -> Commit {
    let action = try #require(commit.action)
    return try self.commit(.revert(action.id))
  }

  /// Expects the change to break that rule, with nothing written.
  func refuses(_ change: Change, _ rule: Rule, _ field: String? = nil, at location: SourceLocation = #_sourceLocation) {
    let before = store.records.rows
    #expect(throws: StoreError.refused(Refusal(rule, field: field)), sourceLocation: location) {
      try self.commit(change)
    }
    let isUntouched = before == store.records.rows
    #expect(isUntouched, sourceLocation: location)
  }

  func refusesEdit(
    _ values: DealValue..., rule: Rule, _ field: String? = nil, at location: SourceLocation = #_sourceLocation
  ) {
    refuses(.editDeal(deal, values), rule, field, at: location)
  }
}

extension Commit {
  /// The first row of the type that it made.
  func made<E: Stored>(_ type: E.Type) -> E? {
    edits.lazy.filter { $0.before == nil }.compactMap { $0.after.flatMap(E.init(row:)) }.first
  }

  var changesNothing: Bool { action == nil && edits.isEmpty }
}
