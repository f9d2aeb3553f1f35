package import Board
package import Sales
package import Screen

/// A board over the reference store, with a few deals, that keys are played on.
package final class BoardRig {
  package let store: DictionaryStore
  package let user: User
  package var size = Size(rows: 24, columns: 80)
  package var present: Present
  package var glyphs = Glyphs.unicode
  package var editText: EditText = { _ throws(EditorFailure) in throw EditorFailure("There is no editor here.") }
  package var readOnly: ReadOnlyReason?
  package var isDemo = false
  package var isDated = false
  package var notation = Notation.unknown
  package private(set) var display: ScriptedDisplay?
  /// The session that plays, or has played last.
  package private(set) var session: Session?

  /// Thu 20 November 2025, noon UTC.
  package static let noon = Timestamp(seconds: 1_763_640_000)

  /// Deals by stage, each added so many days before the keys are played.
  package init(_ deals: [(stage: String, names: [String])] = [], daysAgo: Int = 0) throws {
    let clock = TestClock(milliseconds: Self.noon.advanced(byDays: -daysAgo).seconds * 1000)
    let store = DictionaryStore(clock: { clock.milliseconds })
    self.store = store
    guard let user = try store.user(named: "ana") else { preconditionFailure("the reference makes users") }
    self.user = user
    present = Present(now: Self.noon, zone: .utc)
    _ = try store.commit(.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages), by: user.id)
    for (stage, names) in deals {
      for name in names { try add(name, to: stage) }
    }
    clock.milliseconds = Self.noon.seconds * 1000
  }

  package func add(_ name: String, to stage: String) throws {
    let values: [DealValue] = [.set(\.name, name), .set(\.value, 500_000), .set(\.ownerID, user.id)]
    let draft = DealDraft(values: values, stage: StageName(pipeline: nil, stage: stage))
    _ = try store.commit(.createDeal(draft), by: user.id)
  }

  /// A task for that moment, about the deal of that name or about none.
  package func plan(_ title: String, _ due: String, on deal: String? = nil) throws {
    let values: [Assignment<FollowUp>] = [
      .set(\.title, title), .set(\.dueAt, Timestamp(due)), .set(\.dealID, deal.flatMap(self.deal)?.id),
    ]
    _ = try store.commit(.createFollowUp(values), by: user.id)
  }

  /// Plays the keys in a session of its own and returns the last picture.
  @discardableResult
  package func play(_ keys: String) -> Canvas { play(ScriptedDisplay.Step.keys(keys)) }

  @discardableResult
  package func play(_ steps: [ScriptedDisplay.Step]) -> Canvas {
    let display = ScriptedDisplay(size: size, script: steps)
    self.display = display
    let setting = Setting(
      user: user, glyphs: glyphs, readOnly: readOnly, place: "deals.db", isDemo: isDemo, isDated: isDated,
      zone: present.zone, notation: notation)
    let now = present.now
    let session = Session(store: store, display: display, setting: setting, now: { now }, editText: editText)
    self.session = session
    _ = session.run()
    return display.picture ?? Canvas(size: size)
  }

  /// The deals' names by stage, as the store has them, in the board's order.
  package func board() -> [String: [String]] {
    var result: [String: [String]] = [:]
    for plan in store.pipelines() {
      for stage in plan.stages {
        let query = ColumnQuery(
          stage: stage.id, filter: .all, order: .urgency, tomorrow: present.tomorrowStarts,
          closedSince: present.closedDealsShownSince)
        let window = store.window(query, around: .start, before: 0, after: 100)
        if !window.cards.isEmpty { result[stage.name] = window.cards.map(\.deal.name) }
      }
    }
    return result
  }

  /// The deal of that name.
  package func deal(_ name: String) -> Deal? {
    store.records.rows.values.lazy.compactMap(Deal.init(row:)).first { $0.name == name }
  }
}
