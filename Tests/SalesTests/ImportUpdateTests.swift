import Sales
import Support
import Testing

@Suite("An import changes only what its rows name") struct ImportUpdateTests {
  private let fixture: Fixture

  init() throws {
    fixture = try Fixture()
  }

  @discardableResult
  private func bring(_ drafts: DealDraft..., rules: ImportRules = ImportRules()) throws -> ImportCounts {
    try bring(rows: drafts.map(ImportRow.deal), rules: rules)
  }

  @discardableResult
  private func bring(rows: [ImportRow], rules: ImportRules = ImportRules()) throws -> ImportCounts {
    let source = ImportSource(rules: rules, parts: rows.map { ImportBatch(rows: [$0]) })
    let result = try fixture.store.commit(source, isRehearsal: false, by: fixture.user)
    #expect(fixture.store.records.violations.isEmpty)
    return result.counts
  }

  private func alder() -> DealDraft {
    var draft = DealDraft(
      values: [
        .set(\.externalID, "1"), .set(\.name, "Alder"), .set(\.value, 10_000), .set(\.currency, .eur),
        .set(\.status, .won),
      ], stage: StageName(pipeline: nil, stage: "Closed Won"), company: "Northwold", owner: "bo")
    draft.createdAt = fixture.now.advanced(byDays: -9)
    draft.closing = .at(fixture.now.advanced(byDays: -2))
    return draft
  }

  private func found(_ name: String) throws -> Deal {
    try #require(fixture.store.records.all(Deal.self).first { $0.name == name })
  }

  @Test("a row without stage, value, currency and status leaves them as they are")
  func named() throws {
    try bring(alder())
    let before = try found("Alder")
    var cut = DealDraft(values: [.set(\.externalID, "1"), .set(\.name, "Alder")], owner: "ana")
    cut.defaultStage = StageName(pipeline: nil, stage: "Qualified")
    cut.defaults = [.set(\.currency, .usd), .set(\.value, 0)]
    cut.visits = [DealDraft.Visit(stage: StageName(pipeline: nil, stage: "Qualified"), enteredAt: fixture.now)]
    let counts = try bring(cut)
    var expected = before
    expected.ownerID = fixture.user
    expected.updatedAt = fixture.now
    #expect(try found("Alder") == expected)
    #expect(counts.changed == [.deals: 1] && counts.created == [:])
    #expect(try bring(cut).unchanged == [.deals: 1])
  }

  @Test("what only new deals need is used for a new deal")
  func defaults() throws {
    var draft = DealDraft(values: [.set(\.name, "Yew"), .set(\.value, 5)])
    draft.defaultStage = StageName(pipeline: nil, stage: "Negotiation")
    draft.defaults = [.set(\.currency, .jpy), .set(\.value, 9)]
    try bring(draft)
    let deal = try found("Yew")
    #expect(deal.currency == .jpy && deal.value == 5 && deal.stageID == fixture.stages[2].id)
  }

  @Test("a null among the values clears its field")
  func clears() throws {
    try bring(alder())
    try bring(DealDraft(values: [.set(\.externalID, "1"), .set(\.ownerID, nil), .set(\.companyID, nil)]))
    let deal = try found("Alder")
    #expect(deal.ownerID == nil && deal.companyID == nil && deal.value == 10_000)
  }

  @Test("a stage without a pipeline means the deal's own pipeline if that has it")
  func ownPipeline() throws {
    try fixture.commit(
      .createPipeline([.set(\.name, "Partners")], stages: [[.set(\.name, "Negotiation")], [.set(\.name, "Talk")]]))
    var draft = DealDraft(
      values: [.set(\.externalID, "1"), .set(\.name, "Alder")], stage: StageName(pipeline: "Partners", stage: "Talk"))
    try bring(draft)
    draft.stage = StageName(pipeline: nil, stage: "negotiation")
    draft.isPipelineNamed = false
    try bring(draft)
    let stage = try fixture.row(try found("Alder").stageID)
    #expect(stage.name == "Negotiation" && stage.pipelineID != fixture.pipeline.id)
  }

  @Test("an id belongs to its source, and one from before sources matches by the name too")
  func sources() throws {
    try bring(alder())
    var other = DealDraft(
      values: [.set(\.externalID, "1"), .set(\.name, "Yew")], stage: StageName(pipeline: nil, stage: "Qualified"))
    other.idSource = "HubSpot"
    #expect(try bring(other).created[.deals] == 1)
    #expect(try found("Yew").externalID == "hubspot:1" && found("Alder").externalID == "1")
    #expect(try bring(other).unchanged == [.deals: 1])
    other.values[1] = .set(\.name, "ALDER")
    other.values[0] = .set(\.externalID, "2")
    try bring(DealDraft(values: [.set(\.externalID, "2"), .set(\.name, "Birch")], stage: other.stage))
    other.values[1] = .set(\.name, "birch")
    let counts = try bring(other)
    #expect(counts.created == [:] && counts.renamed.count == 1)
    #expect(try found("birch").externalID == "hubspot:2")
  }

  @Test("a changed name on a known id is counted and shown")
  func renamed() throws {
    try bring(alder())
    let counts = try bring(DealDraft(values: [.set(\.externalID, "1"), .set(\.name, "Yew")]))
    #expect(counts.renamed.first.map(\.before) == ["Alder"] && counts.renamed.first.map(\.name) == ["Yew"])
  }

  @Test("a row without an id is the deal that agrees with it, and two alike are two")
  func twins() throws {
    var draft = alder()
    draft.values.removeFirst()
    #expect(try bring(draft, draft).created[.deals] == 2)
    let again = try bring(draft, draft)
    #expect(again.created == [:] && again.unchanged == [.deals: 2] && again.likelyDoubles.count == 0)
    draft.values[1] = .set(\.value, 1)
    #expect(try bring(draft).likelyDoubles.count == 1)
    draft.values[1] = .set(\.value, 2)
    let matched = try bring(draft, rules: ImportRules(matchesNames: true))
    #expect(matched.changed == [.deals: 1] && matched.created == [:])
    draft.company = "Southmere"
    #expect(try bring(draft, rules: ImportRules(matchesNames: true)).created[.deals] == 1)
  }

  @Test("a reason of loss on a deal that is not lost is left out and counted")
  func lossReason() throws {
    var draft = alder()
    draft.values.append(.set(\.lossReason, "No budget"))
    #expect(try bring(draft).lossReasonsLeftOut == 1)
    #expect(try bring(draft).lossReasonsLeftOut == 1)
    #expect(try found("Alder").lossReason == nil)
  }

  @Test("one close date closes a closed deal, and is the day hoped for of an open one")
  func closeDate() throws {
    let (closed, day) = (fixture.now.advanced(byDays: -1), fixture.now.utcDay.midnightUTC)
    var draft = alder()
    draft.closing = .closeDate(closed: closed, expected: day)
    try bring(draft)
    #expect(try found("Alder").closedAt == closed && found("Alder").expectedClose == nil)
    var cut = DealDraft(values: [.set(\.externalID, "1"), .set(\.status, .open)])
    cut.closing = draft.closing
    try bring(cut)
    #expect(try found("Alder").closedAt == nil && found("Alder").expectedClose == day)
  }

  @Test("a rehearsal counts the same and writes nothing")
  func rehearsal() throws {
    let before = fixture.store.records.rows
    let source = ImportSource(parts: [ImportBatch(deals: [alder()])])
    let result = try fixture.store.commit(source, isRehearsal: true, by: fixture.user)
    #expect(result.action == nil && result.counts.created[.deals] == 1 && result.counts.created[.companies] == 1)
    #expect(fixture.store.records.rows == before)
  }

  @Test("an untouched first pipeline makes room for the imported one, a touched one stays")
  func firstPipeline() throws {
    let store = DictionaryStore(seed: 3) { 1_763_373_600_000 }
    let user = try #require(try store.user(named: "ana")).id
    _ = try store.commit(.createFirstPipeline, by: user)
    func bring() throws {
      let name = StageName(pipeline: "Partners", stage: "Talk")
      let plan = ImportBatch.StagePlan(name: name, type: .open, idleLimitDays: 7)
      let part = ImportBatch(stages: [plan], deals: [DealDraft(values: [.set(\.name, "Yew")], stage: name)])
      let source = ImportSource(rules: ImportRules(replacesFirstPipeline: true), parts: [part])
      _ = try store.commit(source, isRehearsal: false, by: user)
    }
    try bring()
    #expect(store.pipelines().map(\.pipeline.name) == ["Partners"] && store.pipelines()[0].pipeline.isDefault)
    #expect(store.pipelines()[0].stages[0].idleLimitDays == 7 && store.records.violations.isEmpty)
    try bring()
    #expect(store.pipelines().count == 1)
  }
}
