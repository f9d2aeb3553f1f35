import Sales
import Support
import Testing

@testable import Storage

/// Filters on the file, besides what `ReferenceTests` compares.
@Suite("A filter on the file") struct FilterTests {
  private let folder = TemporaryFolder()
  private let clock = TestClock()
  private let store: SQLiteStore
  private let other: SQLiteStore
  private let user: UserID
  private let present = Present(now: Timestamp(seconds: 1_773_662_400), zone: .utc)

  init() throws {
    let (clock, path) = (clock, folder.database)
    func open(seed: UInt64) throws -> SQLiteStore {
      let options = StoreOptions(clock: { clock.milliseconds }, random: SeededGenerator(seed: seed))
      return try SQLiteStore.open(path: path, options: options)
    }
    store = try open(seed: 1)
    other = try open(seed: 2)
    user = try #require(try store.user(named: "ana")).id
    _ = try store.commit(.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages), by: user)
  }

  @Test("finds what was written since it was asked last, by this program and by others")
  func freshness() throws {
    #expect(try names("acme") == [])
    try add("Acme renewal", to: store)
    #expect(try names("acme") == ["Acme renewal"])
    try add("Acme support", to: other)
    #expect(try names("acme") == ["Acme renewal", "Acme support"])
    #expect(try deals("acme") == 2)
  }

  @Test(
    "a word begins after everything that is neither letter nor digit",
    arguments: [
      ("company:jones", ["Jones deal"]), ("company:uk", ["Jones deal"]), ("company:ones", []),
      ("company:(u", ["Jones deal"]),
      ("company:gmbh", ["Wide deal"]), ("company:muller", ["Wide deal"]), ("company:ж", ["Wide deal"]),
      ("company:б", []),
      ("owner:ostrand", ["Jones deal"]), ("owner:strand", []), ("contact:lind", ["Jones deal"]), ("contact:jones", []),
      ("source:event", ["Wide deal"]), ("company:deal", []),
    ])
  func words(line: String, found: [String]) throws {
    let jones = DealDraft(
      values: [.set(\.name, "Jones deal")], stage: StageName(pipeline: nil, stage: "Qualified"),
      company: "Smith-Jones (UK)", contact: "Eva/Lind <eva@lind.example>",
      owner: "ada.ostrand")
    let wide = DealDraft(
      values: [.set(\.name, "Wide deal"), .set(\.source, "trade-event")],
      stage: StageName(pipeline: nil, stage: "Qualified"), company: "«Müller» GmbH & жб")
    for draft in [jones, wide] { _ = try store.commit(.createDeal(draft), by: user) }
    let stages = try store.pipelines()[0].stages
    let filter = FilterText(line, FilterContext(present: present, user: user, stages: stages)).filter
    #expect(
      try store.window(query(stages[0].id, filter), around: .start, before: 0, after: 9).cards.map(\.deal.name) == found
    )
  }

  @Test("reads all questions of one picture from one state of the file")
  func oneState() throws {
    try add("Acme renewal", to: store)
    try store.reading { () throws(StoreError) in
      #expect((try? names("acme")) == ["Acme renewal"])
      try? add("Acme support", to: other)
      #expect((try? names("acme")) == ["Acme renewal"])
      #expect((try? deals("acme")) == 1)
    }
    #expect(try deals("acme") == 2)
  }

  @Test("that holds for many walks the column's index and keeps nothing")
  func many() throws {
    let store = try StepStore(deals: 20_000).store
    let stages = try store.pipelines()[0].stages
    for stage in stages {
      let query = query(stage.id, Filter(words: ["deal 1"]))
      #expect(try store.window(query, around: .start, before: 0, after: 20).cards.count == 20)
    }
    #expect(try store.connection.integer("SELECT count(*) FROM temp.selection") == 0)
    let before = store.counts
    _ = try store.window(query(stages[0].id, Filter(words: ["deal 1"])), around: .start, before: 0, after: 20)
    #expect((store.counts - before).steps < 6000)
  }

  @Test("that holds for few is looked for once for all columns, sums and counts")
  func few() throws {
    let deals = 20_000
    let steps = try StepStore(deals: deals)
    let filter = Filter(words: ["deal 777"])
    func look() throws -> Int {
      let before = steps.store.counts
      for stage in steps.stages {
        _ = try steps.store.window(query(stage, filter), around: .start, before: 10, after: 20)
      }
      _ = try steps.store.totals(of: steps.pipeline, filter: filter, closedSince: present.closedDealsShownSince)
      _ = try steps.store.attentionCount(of: steps.pipeline, filter: filter, present: present)
      return (steps.store.counts - before).steps
    }
    // Less than ten steps a deal: its name is looked at once, and nothing else of it.
    let stages = steps.stages
    let before = steps.store.counts
    _ = try steps.store.window(query(stages[1], filter), around: .start, before: 10, after: 20)
    let own = (steps.store.counts - before).steps
    #expect(own < 10 * deals / 2, "the first column does not wait for the others")
    #expect(try look() + own < 10 * deals)
    #expect(try look() < deals / 2, "what was found is found again at once")
    #expect(steps.store.connection.selection?.parts.count == 6)
  }

  @Test("finds the same letter by letter as at once, whatever was asked before")
  func narrowing() throws {
    let steps = try StepStore(deals: 5000)
    let fresh = try StepStore(deals: 5000)
    func deals(_ line: String, in steps: StepStore) throws -> [Int] {
      let context = FilterContext(present: present, user: steps.user, stages: try steps.store.pipelines()[0].stages)
      let filter = FilterText(line, context).filter
      // One column or two are looked through before all of them.
      for stage in [line.utf8.count % 5, line.utf8.count % 3].map({ steps.stages[$0] }) {
        let cards = try steps.store.window(query(stage, filter), around: .start, before: 0, after: 9).cards
        fresh.store.connection.selection = nil
        #expect(
          try fresh.store.window(query(stage, filter), around: .start, before: 0, after: 9).cards.map(\.deal)
            == cards.map(\.deal), "\(line)")
      }
      let totals = try steps.store.totals(of: steps.pipeline, filter: filter, closedSince: filter.closedSince(present))
      return steps.stages.map { totals[$0]?.deals ?? 0 }
    }
    let lines = [
      "4", "47", "477", "477 ", "477 firm", "477 firm 1", "477 -firm", "477 -firm value>2k", "47", "477 no:close",
      "firm 77",
      "firm 7", "-477", "-477 firm 77", "47", "-477", "firm 77", "-firm value>2k",
    ]
    for line in lines {
      fresh.store.connection.selection = nil
      #expect(try deals(line, in: steps) == deals(line, in: fresh), "\(line)")
    }
    #expect(try deals("477", in: steps).reduce(0, +) == (1...5000).count { "deal \($0)".contains("477") })
  }

  private func add(_ name: String, to store: SQLiteStore) throws {
    clock.milliseconds += 1000
    let draft = DealDraft(values: [.set(\.name, name)], stage: StageName(pipeline: nil, stage: "Qualified"))
    _ = try store.commit(.createDeal(draft), by: user)
  }

  private func query(_ stage: StageID, _ filter: Filter) -> ColumnQuery {
    ColumnQuery(
      stage: stage, filter: filter, order: .urgency, tomorrow: present.tomorrowStarts,
      closedSince: filter.closedSince(present))
  }

  private func names(_ word: String) throws -> [String] {
    let query = query(try store.pipelines()[0].stages[0].id, Filter(words: [word]))
    return try store.window(query, around: .start, before: 0, after: 20).cards.map(\.deal.name)
  }

  private func deals(_ word: String) throws -> Int {
    let pipeline = try store.pipelines()[0].pipeline.id
    let filter = Filter(words: [word])
    return try store.totals(of: pipeline, filter: filter, closedSince: filter.closedSince(present)).values
      .reduce(0) { $0 + $1.deals }
  }
}
