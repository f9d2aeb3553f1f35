import Sales
import Support
import Testing

@testable import Storage

@Suite("The work that a question takes", .serialized) struct StepTests {
  private static let present = Present(now: Timestamp(seconds: 1_773_662_400), zone: .utc)

  @Test("is the same at 1,000 and at 100,000 deals, without a sort or a scan")
  func stepsStay() throws {
    let small = try StepStore(deals: 1_000)
    let large = try StepStore(deals: 100_000)
    try Self.expectBoundedMiddle(large)
    try Self.expectNearAttention(large)
    let manySteps = try Self.steps(large)
    for (question, few) in try Self.steps(small) {
      let many = try #require(manySteps[question])
      // Within 10 %, or some steps of a question that hardly takes any.
      let allowed = few.steps + max(few.steps / 10, 60)
      #expect(many.steps <= allowed, "\(question): \(few.steps) steps grow to \(many.steps)")
      // The tables of pipelines and stages are read whole.
      #expect(many.fullScanSteps == 0 || question == "pipelines", "\(question) scans \(many.fullScanSteps) rows")
      #expect(many.rows == few.rows, "\(question): \(few.rows) rows, \(many.rows) rows")
    }
  }

  /// The next deal that needs attention is looked for along the column's index, and found after few others.
  private static func expectNearAttention(_ store: StepStore) throws {
    for query in store.queries(.all) {
      for anchor in [Anchor.start, .end] {
        let before = store.store.counts
        _ = try store.store.attentive(query, from: anchor, isBackward: anchor == .end, present: present)
        let counts = store.store.counts - before
        #expect(counts.steps < 5_000 && counts.sorts == 0, "\(query.order) from \(anchor): \(counts.steps) steps")
      }
    }
  }

  /// Nothing is counted to the end of a long column.
  private static func expectBoundedMiddle(_ store: StepStore) throws {
    for query in store.queries(.all) where store.place(of: query.stage) == 0 {
      var anchor = Anchor.start
      for _ in 0..<12 {
        let page = try store.store.window(query, around: anchor, before: 0, after: 200)
        anchor = .at(try #require(page.cards.last).key)
      }
      let before = store.store.counts
      let window = try store.store.window(query, around: anchor, before: 20, after: 40)
      let counts = store.store.counts - before
      #expect(window.place == .farFromBoth && window.anchorIndex == 20 && window.cards.count == 60)
      #expect(counts.steps < 40_000 && counts.sorts == 0, "\(query.order): \(counts.steps) steps")
      let nearEnd = try store.store.window(query, around: .end, before: 100, after: 1).cards[0].key
      #expect(try store.store.window(query, around: .at(nearEnd), before: 5, after: 10).place == .beforeEnd(90))
      #expect(try store.store.window(query, around: .at(nearEnd), before: 5, after: 0).place == .beforeEnd(100))
    }
  }

  @Test("for a window is searches of indexes, by the file's own account")
  func plans() throws {
    let store = try StepStore(deals: 1_000)
    _ = try Self.steps(store)
    for query in store.queries(Filter(words: ["deal", "1"])) {
      _ = try store.store.window(query, around: .start, before: 5, after: 5)
    }
    let windows = store.store.connection.statements.keys.filter { $0.contains("INDEXED BY deals_by") }
    #expect(windows.count > 40)
    // What fills the tables of a filter reads all names, once for all columns.
    for sql in windows where !sql.hasPrefix("INSERT") {
      let plan = try store.store.connection.all("EXPLAIN QUERY PLAN \(sql)") { row in row.text(3) }
      for line in plan {
        #expect(line.hasPrefix("SEARCH") || line.lowercased().contains("subquery"), "\(line) of \(sql)")
      }
    }
  }

  /// What each question takes at the second time, when all statements are prepared.
  private static func steps(_ store: StepStore) throws -> [String: StoreCounts] {
    var counts: [String: StoreCounts] = [:]
    func count(_ name: String, _ question: () throws -> Void) throws {
      try question()
      let before = store.store.counts
      try question()
      counts[name] = store.store.counts - before
      #expect(counts[name]?.sorts == 0 || !name.hasPrefix("window"), "\(name) sorts")
    }
    for query in store.queries(.all) {
      let name = "window of stage \(store.place(of: query.stage)) by \(query.order)"
      let page = try store.store.window(query, around: .start, before: 20, after: 40)
      #expect(page.cards.count == 40)
      try count("\(name) at the start") { _ = try store.store.window(query, around: .start, before: 20, after: 40) }
      let middle = page.cards[20].key
      try count("\(name) in the first page") {
        let window = try store.store.window(query, around: .at(middle), before: 30, after: 40)
        #expect(window.place == .afterStart(0) && window.anchorIndex == 20 && window.cards.count == 60)
      }
    }
    for query in store.queries(.all) {
      let name = "window of stage \(store.place(of: query.stage)) by \(query.order)"
      let last = try #require(try store.store.window(query, around: .end, before: 1, after: 0).cards.first)
      try count("\(name) at the end") {
        let window = try store.store.window(query, around: .at(last.key), before: 20, after: 20)
        #expect(window.place == .beforeEnd(0) && window.cards.last == last)
      }
    }
    for anchor in [AgendaAnchor.start, .at(present.now.advanced(byDays: -2), FollowUpID(bits: 0)), .end] {
      try count("agenda from \(anchor)") {
        let page = try store.store.agenda(around: anchor, before: 20, after: 40, present: present)
        #expect(page.items.count >= 20)
      }
    }
    let pipeline = store.pipeline
    try count("totals") {
      _ = try store.store.totals(of: pipeline, filter: .all, closedSince: present.closedDealsShownSince)
    }
    try count("pipelines") { _ = try store.store.pipelines() }
    try count("mark") { _ = try store.store.mark() }
    try count("detail") { _ = try store.store.detail(of: store.deal, present: present, entries: TimelinePage.size) }
    try count("links") { _ = try store.store.links(of: store.deal) }
    try count("quick add") { _ = try store.store.quickAddFacts(company: "solo", name: "deal 77") }
    var isOdd = false
    try count("move") {
      isOdd.toggle()
      _ = try store.store.commit(.moveDeal(store.deal, to: store.stages[isOdd ? 1 : 0]), by: store.user)
    }
    try count("undo") {
      guard let action = try store.store.lastDone(by: store.user)?.action else { return }
      _ = try store.store.commit(.revert(action.id), by: store.user)
    }
    try count("redo") {
      guard let action = try store.store.lastUndone(by: store.user)?.action else { return }
      _ = try store.store.commit(.revert(action.id), by: store.user)
    }
    return counts
  }
}

/// A file with so many deals, written by SQL since that is fast: half of them in one stage, a tenth closed lately, all
/// spread the same way however many there are.
final class StepStore {
  let store: SQLiteStore
  let user: UserID
  let pipeline: PipelineID
  let stages: [StageID]
  let deal: DealID
  private let folder = TemporaryFolder()
  private let present = Present(now: Timestamp(seconds: 1_773_662_400), zone: .utc)

  init(deals: Int) throws {
    let clock = TestClock()
    store = try SQLiteStore.open(
      path: folder.database, options: StoreOptions(clock: { clock.milliseconds }, random: SeededGenerator(seed: 1)))
    user = try #require(try store.user(named: "ana")).id
    _ = try store.commit(.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages), by: user)
    _ = try store.commit(.bulk((0..<100).map { .createCompany([.set(\.name, "Firm \($0)")]) }), by: user)
    let draft = DealDraft(
      values: [.set(\.name, "The one")], stage: StageName(pipeline: nil, stage: "Qualified"), company: "Solo")
    let made = try store.commit(.createDeal(draft), by: user).edits.compactMap { $0.after.flatMap(Deal.init(row:)) }
    deal = try #require(made.first).id
    let plan = try store.pipelines()[0]
    pipeline = plan.pipeline.id
    stages = plan.stages.map(\.id)
    try store.connection.transaction { () throws(StoreError) in
      try store.connection.run(Self.fill, [.integer(Int64(deals)), present.now.scalar])
      try store.connection.run(Self.fillTasks, [present.now.scalar])
    }
  }

  func place(of stage: StageID) -> Int { stages.firstIndex(of: stage) ?? -1 }

  /// The largest column, an open one and one with closed deals only, in every order.
  func queries(_ filter: Filter) -> [ColumnQuery] {
    [stages[0], stages[1], stages[3]].flatMap { stage in
      Order.allCases.map { order in
        ColumnQuery(
          stage: stage, filter: filter, order: order, tomorrow: present.tomorrowStarts,
          closedSince: present.closedDealsShownSince)
      }
    }
  }

  /// Numbers from a linear congruence stand for random ones.
  private static let fill = """
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1),
    r AS (SELECT i, (i * 1103515245 + 12345) % 2147483648 AS x FROM n)
    INSERT INTO deals (id, name, pipeline_id, stage_id, company_id, value, currency, status, expected_close,
      owner_id, stage_entered_at, closed_at, metadata, created_at, updated_at, touched_at, name_folded)
    SELECT 'deal_' || printf('%026d', i), 'Deal ' || i, stages.pipeline_id, stages.id,
      (SELECT id FROM companies WHERE name = 'Firm ' || (x / 7 % 100)), x % 1000000, iif(x % 5 = 0, 'EUR', 'USD'),
      iif(stages.type = 'open', 'open', stages.type), iif(x % 3 = 0, NULL, 86400 * (20500 + x / 16 % 200)),
      (SELECT id FROM users), ?2 - x / 8 % 8000000,
      iif(stages.type = 'open', NULL, ?2 - 86400 * (x / 32 % 10)), '{}', ?2 - 9000000, ?2 - 9000000,
      ?2 - x / 64 % 5000000, 'deal ' || i
    FROM r JOIN stages ON stages.position = min(max(i % 10 - 5, 0), 4)
    """
  private static let fillTasks = """
    INSERT INTO tasks (id, title, deal_id, due_at, priority, status, metadata, created_at, updated_at)
    SELECT 'task_' || substr(id, 6), 'Call', id, ?1 + (value * 7919 % 2000000) - 800000, 'normal',
      iif(value % 4 = 0, 'completed', 'pending'), '{}', 0, 0
    FROM deals WHERE value % 3 > 0
    """
}
