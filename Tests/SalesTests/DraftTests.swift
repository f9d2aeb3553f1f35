import Sales
import Support
import Testing

@Suite("Drafts and import") struct DraftTests {
  private func draft(_ name: String = "New", _ values: DealValue...) -> DealDraft {
    DealDraft(values: [.set(\.name, name)] + values, stage: StageName(pipeline: nil, stage: "qualified"))
  }

  @Test("a stage is found by its folded name, in the default or the named pipeline")
  func stages() throws {
    let fixture = try Fixture()
    let made = try fixture.make(Deal.self, .createDeal(draft()))
    #expect(made.stageID == fixture.stages[0].id && made.pipelineID == fixture.pipeline.id)
    var other = draft()
    other.stage = StageName(pipeline: "SALES pipeline", stage: "Closed won")
    #expect(try fixture.make(Deal.self, .createDeal(other)).status == .won)
    other.stage = StageName(pipeline: nil, stage: "Nowhere")
    fixture.refuses(.createDeal(other), .unknownName("Nowhere"), "stage_id")
    other.stage = StageName(pipeline: "Nowhere", stage: "Qualified")
    fixture.refuses(.createDeal(other), .unknownName("Nowhere"), "pipeline_id")
  }

  @Test("company, contact and owner are found by name, else made in the same action")
  func people() throws {
    let fixture = try Fixture()
    var new = draft()
    (new.company, new.contact, new.owner) = ("Acme", "Ada Lovelace <ada@acme.example>", "bo")
    let commit = try fixture.commit(.createDeal(new))
    let first = try #require(commit.made(Deal.self))
    let contact = try #require(commit.made(Contact.self))
    #expect(contact.firstName == "Ada" && contact.lastName == "Lovelace" && contact.email == "ada@acme.example")
    #expect(contact.companyID == first.companyID && first.contactID == contact.id)
    #expect(commit.made(User.self)?.id == first.ownerID)
    (new.company, new.contact, new.owner) = ("ACME", "ada  lovelace", "BO")
    let second = try fixture.make(Deal.self, .createDeal(new))
    #expect(second.companyID == first.companyID && second.contactID == contact.id && second.ownerID == first.ownerID)
    new.contact = "ADA@acme.example"
    #expect(try fixture.make(Deal.self, .createDeal(new)).contactID == contact.id)
  }

  @Test(
    "a contact known by name alone gets an address that cannot exist",
    arguments: [
      ("Émile Zola", "emile-zola@unknown.invalid"), ("日本", "contact@unknown.invalid"),
      ("O'Neil, Bo", "o-neil-bo@unknown.invalid"),
    ])
  func artificial(name: String, email: String) throws {
    let fixture = try Fixture()
    var new = draft()
    new.contact = name
    let made = try #require(try fixture.commit(.createDeal(new)).made(Contact.self))
    #expect(made.email == email && made.displayName == name)
    new.contact = name + "!"
    let second = try #require(try fixture.commit(.createDeal(new)).made(Contact.self))
    #expect(second.email == email.split(separator: "@").joined(separator: "-2@"))
  }

  @Test("what a draft names badly is refused as the deal's field")
  func badNames() throws {
    let fixture = try Fixture()
    var new = draft()
    new.company = "  "
    fixture.refuses(.createDeal(new), .required, "company_id")
    new = draft()
    new.contact = "<>"
    fixture.refuses(.createDeal(new), .required, "contact_id")
    new = draft()
    new.owner = String(repeating: "x", count: 256)
    fixture.refuses(.createDeal(new), .tooLong, "owner_id")
    new = draft("New", .set(\.externalID, "X-1"))
    let known = try fixture.make(Deal.self, .createDeal(new))
    fixture.refuses(.createDeal(new), .duplicate(.deal(known.id)), "external_id")
  }

  @Test("tasks and activities of a draft are linked to the deal, which counts the completed ones")
  func links() throws {
    let fixture = try Fixture()
    var new = draft()
    new.followUps = [[.set(\.title, "Ring")], [.set(\.title, "Write")]]
    let moment = fixture.now.advanced(byDays: -2)
    new.activities = [[.set(\.type, .call), .set(\.occurredAt, moment)]]
    let deal = try fixture.make(Deal.self, .createDeal(new))
    #expect(deal.lastActivityAt == moment && deal.touchedAt == fixture.now)
    #expect(fixture.store.links(of: deal.id) == DealLinks(activities: 1, followUps: 2, openSteps: 2))
    new.followUps = [[]]
    fixture.refuses(.createDeal(new), .required, "title")
  }

  @Test("visits become history at their own times, and the last one closes the deal")
  func visits() throws {
    let fixture = try Fixture()
    let start = fixture.now.advanced(byDays: -40)
    var past = DealDraft(values: [.set(\.name, "Old"), .set(\.lossReason, "price")])
    past.visits = [("Qualified", 0), ("qualified", 1), ("Negotiation", 9), ("Closed Lost", 20)].map { name, days in
      DealDraft.Visit(stage: StageName(pipeline: nil, stage: name), enteredAt: start.advanced(byDays: days))
    }
    let deal = try fixture.make(Deal.self, .createDeal(past))
    let history = fixture.store.records.history(of: deal.id)
    #expect(history.map(\.toStageName) == ["Qualified", "Negotiation", "Closed Lost"])
    #expect(history.map(\.changedAt) == [0, 9, 20].map(start.advanced(byDays:)))
    #expect(history.map(\.enteredAt) == history.map(\.changedAt))
    #expect(deal.createdAt == start && deal.stageEnteredAt == start.advanced(byDays: 20))
    #expect(deal.status == .lost && deal.closedAt == start.advanced(byDays: 20) && deal.lossReason == "price")
    #expect(deal.touchedAt == start.advanced(byDays: 20) && deal.updatedAt == fixture.now)
    past.closing = .at(start.advanced(byDays: 21))
    past.createdAt = start.advanced(byDays: -1)
    let second = try fixture.make(Deal.self, .createDeal(past))
    #expect(second.closedAt == start.advanced(byDays: 21) && second.createdAt == past.createdAt)
    let first = try #require(fixture.store.records.history(of: second.id).first)
    #expect(first.changedAt == second.createdAt && first.enteredAt == start, "created a day before it came there")
    past.createdAt = start.advanced(byDays: 15)
    past.closing = .onEntry
    let third = try fixture.make(Deal.self, .createDeal(past))
    let late = fixture.store.records.history(of: third.id)
    #expect(late.map(\.changedAt) == [15, 15, 20].map(start.advanced(byDays:)))
    #expect(late.map(\.enteredAt) == [0, 9, 20].map(start.advanced(byDays:)))
    past.closing = .at(start.advanced(byDays: 21))
    past.values.append(.set(\.stageID, fixture.stages[0].id))
    fixture.refuses(.createDeal(past), .readOnlyField, "stage_id")
    past.values.removeLast()
    past.visits.reverse()
    fixture.refuses(.createDeal(past), .invalid(.moment), "stage_entered_at")
  }

  @Test("an import makes pipelines and stages that are missing, in order, with calm colours")
  func plans() throws {
    let fixture = try Fixture()
    let names = [("Partners", "New"), ("partners", "Signed"), ("sales PIPELINE", "QUALIFIED"), ("Partners", "new")]
    let plans = names.map { ImportBatch.StagePlan(name: StageName(pipeline: $0.0, stage: $0.1), type: .open) }
    try fixture.commit(.importDeals(ImportBatch(stages: plans, deals: [])))
    let partners = try #require(fixture.store.pipelines().last)
    #expect(partners.pipeline.name == "Partners" && !partners.pipeline.isDefault)
    #expect(partners.stages.map(\.name) == ["New", "Signed"])
    #expect(Set(partners.stages.map(\.color)).count == 2 && !partners.stages.contains { $0.color == nil })
    #expect(fixture.store.count(.stages) == 7)
    #expect(try fixture.commit(.importDeals(ImportBatch(stages: plans, deals: []))).changesNothing)
  }
}

@Suite("Import into deals that are there") struct ImportTests {
  private func batch(_ fixture: Fixture, stage: String, _ values: DealValue...) -> Change {
    var draft = DealDraft(values: [.set(\.name, "Old"), .set(\.externalID, "X-1")] + values)
    draft.company = "Acme"
    draft.owner = "bo"
    draft.visits = [
      DealDraft.Visit(stage: StageName(pipeline: nil, stage: stage), enteredAt: Timestamp(seconds: 1_700_000_000))
    ]
    draft.followUps = [[.set(\.title, "Ring")]]
    return .importDeals(ImportBatch(deals: [draft]))
  }

  @Test("the same import a second time changes nothing")
  func identical() throws {
    let fixture = try Fixture()
    let change = batch(fixture, stage: "Closed Won", .set(\.value, 5))
    try fixture.commit(change)
    fixture.passes(days: 1)
    #expect(try fixture.commit(change).changesNothing)
  }

  @Test("an update sets only what the file names, moves at the file's time and is no human touch")
  func update() throws {
    let fixture = try Fixture()
    let made = try fixture.make(Deal.self, batch(fixture, stage: "Qualified", .set(\.value, 5)))
    #expect(made.touchedAt.seconds == 1_700_000_000)
    try fixture.commit(.editDeal(made.id, [.set(\.source, "fair")]))
    fixture.passes(days: 1)
    try fixture.commit(batch(fixture, stage: "Qualified", .set(\.value, 7)))
    var deal = try fixture.row(made.id)
    #expect(deal.value == 7 && deal.source == "fair" && deal.touchedAt == made.touchedAt)
    #expect(deal.updatedAt == fixture.now)
    try fixture.commit(batch(fixture, stage: "Closed Lost", .set(\.lossReason, "price")))
    deal = try fixture.row(made.id)
    #expect(deal.status == .lost && deal.lossReason == "price" && deal.value == 7)
    #expect(deal.stageEnteredAt.seconds == 1_700_000_000 && deal.closedAt == deal.stageEnteredAt)
    #expect(fixture.store.records.history(of: made.id).count == 2)
    #expect(fixture.store.count(.tasks) == 1)
  }

  @Test("an update gives the deal to the company, contact and owner that the file names")
  func people() throws {
    let fixture = try Fixture()
    let made = try fixture.make(Deal.self, batch(fixture, stage: "Qualified"))
    var draft = DealDraft(values: [.set(\.externalID, " X-1 ")])
    (draft.company, draft.contact, draft.owner) = ("Globex", "ada@acme.example", "Cem")
    try fixture.commit(.importDeals(ImportBatch(deals: [draft])))
    let deal = try fixture.row(made.id)
    #expect(deal.companyID == fixture.store.records.company(named: "globex")?.id)
    #expect(deal.contactID == fixture.store.records.contact(email: "ada@acme.example")?.id)
    #expect(deal.ownerID == fixture.store.records.user(named: "cem")?.id)
    #expect(deal.name == "Old" && deal.touchedAt == made.touchedAt)
  }

  @Test("of two pipelines, stages or companies of one name the oldest is meant")
  func oldest() throws {
    let fixture = try Fixture()
    try fixture.commit(.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages))
    try fixture.commit(.addStage(fixture.pipeline.id, [.set(\.name, "QUALIFIED")], at: nil))
    let acme = try fixture.make(Company.self, .createCompany([.set(\.name, "Acme")]))
    try fixture.commit(.createCompany([.set(\.name, "ACME")]))
    var draft = DealDraft(values: [.set(\.name, "New")])
    (draft.stage, draft.company) = (StageName(pipeline: "sales pipeline", stage: "qualified"), "acme")
    let deal = try fixture.make(Deal.self, .createDeal(draft))
    #expect(deal.stageID == fixture.stages[0].id && deal.companyID == acme.id)
  }

  @Test("a move is never entered before the last change of its history")
  func laterMove() throws {
    let fixture = try Fixture()
    let made = try fixture.make(Deal.self, batch(fixture, stage: "Qualified"))
    fixture.passes(days: 1)
    try fixture.commit(.moveDeal(made.id, to: fixture.stages[1].id))
    try fixture.commit(batch(fixture, stage: "Negotiation"))
    #expect(try fixture.row(made.id).stageEnteredAt == fixture.now)
    #expect(fixture.store.records.violations.isEmpty)
  }

  @Test("a refusal names the place of the draft, nested ones each, and nothing is written")
  func places() throws {
    let fixture = try Fixture()
    let good = DealDraft(values: [.set(\.name, "Good")], stage: StageName(pipeline: nil, stage: "Qualified"))
    let bad = DealDraft(values: [], stage: good.stage)
    let before = fixture.store.records.rows
    let refusal = StoreError.refused(Refusal(.required, field: "name"))
    #expect(throws: StoreError.refusedAt(index: 1, refusal)) {
      try fixture.commit(.importDeals(ImportBatch(deals: [good, bad])))
    }
    #expect(throws: StoreError.refusedAt(index: 1, .refusedAt(index: 0, refusal))) {
      try fixture.commit(.bulk([.createDeal(good), .bulk([.createDeal(bad)])]))
    }
    #expect(throws: StoreError.refusedAt(index: 0, .notFound(.deal(DealID(bits: 5))))) {
      try fixture.commit(.bulk([.deleteDeal(DealID(bits: 5))]))
    }
    let isUntouched = before == fixture.store.records.rows
    #expect(isUntouched)
  }
}
