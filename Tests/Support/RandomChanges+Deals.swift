import Sales

extension RandomChanges {
  mutating func editDeal(_ records: DictionaryRecords) -> Change {
    let id = pick(Deal.self, records)
    guard case .deal(let deal) = records.rows[.deal(id)] else { return .editDeal(id, [.set(\.value, 1)]) }
    var values = some(dealValues(records))
    if random.oneIn(2) { values += move(deal, records) }
    if random.oneIn(4) { values.append(.set(\.status, random.pick(.open, .won, .lost, .stalled))) }
    if random.oneIn(6) { values.append(.set(\.lossReason, random.pick("price", "", nil))) }
    if random.oneIn(15) { values.append(.set(\.closedAt, random.pick(nil, moment()))) }
    if random.oneIn(30) { values.append(random.pick(.set(\.touchedAt, now), DealValue(field: "nope", value: .null))) }
    let seen: [DealValue] = random.oneIn(3) ? [.set(\.stageID, deal.stageID)] : []
    let links = links(contact: random.pick(nil, "ada@acme.example", "Grace Hopper"))
    return .editDeal(id, values, links: links, seen: random.oneIn(20) ? [.set(\.value, -7)] : seen)
  }

  /// Mostly none.
  mutating func links(contact: String?) -> LinkNames {
    guard random.oneIn(4) else { return LinkNames() }
    return LinkNames(
      company: random.pick(nil, "ACME", "Initech", " "), contact: contact,
      owner: random.pick(nil, "ANA", "bo", "nobody here"))
  }

  private mutating func move(_ deal: Deal, _ records: DictionaryRecords) -> [DealValue] {
    if random.oneIn(4), let stage = random.pick(records.all(Stage.self)) {
      return [.set(\.pipelineID, stage.pipelineID), .set(\.stageID, stage.id)]
    }
    if random.oneIn(20) { return [.set(\.pipelineID, pick(Pipeline.self, records))] }
    return [.set(\.stageID, pick(Stage.self, records) { $0.pipelineID == deal.pipelineID })]
  }

  mutating func dealValues(_ records: DictionaryRecords) -> [DealValue] {
    [
      .set(\.name, text()), .set(\.value, random.oneIn(30) ? -1 : random.pick(0, 500_000, .max, 120)),
      .set(\.currency, random.pick(.usd, .eur, .jpy)), .set(\.contactID, maybe(Contact.self, records)),
      .set(\.companyID, maybe(Company.self, records)), .set(\.ownerID, maybe(User.self, records)),
      .set(\.expectedClose, random.pick(nil, day(), moment())), .set(\.source, random.pick(nil, "", "inbound")),
      .set(\.parkedUntil, random.pick(nil, moment())),
      .set(\.externalID, random.pick(nil, "X-1", "X-2", "X-3", "X-4")),
    ]
  }

  mutating func draft(_ records: DictionaryRecords) -> DealDraft {
    var draft = DealDraft(values: [.set(\.name, text())] + some(dealValues(records)))
    if let stage = random.pick(records.all(Stage.self)) {
      if random.oneIn(2), let pipeline = records.all(Pipeline.self, where: { $0.id == stage.pipelineID }).first {
        draft.stage = StageName(pipeline: pipeline.isDefault ? nil : pipeline.name.uppercased(), stage: stage.name)
      } else {
        draft.values += [.set(\.pipelineID, stage.pipelineID), .set(\.stageID, stage.id)]
      }
    }
    if random.oneIn(5) { draft.values.append(.set(\.status, random.pick(.open, .won, .lost, .stalled))) }
    if random.oneIn(20) { draft.contact = "<>" }
    if random.oneIn(25) { draft.values.append(.set(\.lossReason, "price")) }
    addLinks(to: &draft, records)
    return draft
  }

  private mutating func addLinks(to draft: inout DealDraft, _ records: DictionaryRecords) {
    if random.oneIn(2) { draft.company = random.pick("ACME", "Hooli", "Initech", "Umbrella") }
    if random.oneIn(2) {
      draft.contact = random.pick(
        "ada@acme.example", "Ada Lovelace <ADA@acme.example>", "Grace Hopper", "é <E@x.example>")
    }
    if random.oneIn(2) { draft.owner = random.pick("ana", "BO", "Eve") }
    if random.oneIn(3) { draft.followUps = [[.set(\.title, text())] + followUpValues(records)] }
    if random.oneIn(3) { draft.activities = [[.set(\.type, .call)] + activityValues(records)] }
  }

  mutating func batch(_ records: DictionaryRecords) -> ImportBatch {
    let names = records.all(Pipeline.self).map { Optional($0.name) } + [nil, "Partners"]
    let pipeline = random.pick(names) ?? nil
    let plans: [(String, StageType)] = [("New", .open), ("Talking", .open), ("Signed", .won), ("Gone", .lost)]
    let stages = plans.map { ImportBatch.StagePlan(name: StageName(pipeline: pipeline, stage: $0.0), type: $0.1) }
    let drafts = (0..<random.pick(0, 1, 2, 3)).map { _ in importedDraft(records, stages.map(\.name)) }
    var batch = ImportBatch(stages: stages, deals: drafts)
    if random.oneIn(3) { batch.rows.append(importedRow(records, stages.map(\.name))) }
    return batch
  }

  /// A row that is no deal.
  private mutating func importedRow(_ records: DictionaryRecords, _ stages: [StageName]) -> ImportRow {
    let deal = DealReference(
      externalID: random.pick(nil, "X-1", "X-2", "X-5"), name: random.pick("Globex rollout", "Hooli", "Acme"),
      company: random.pick(nil, "Acme"))
    let company = random.pick(nil, "ACME", "Hooli")
    switch random.pick(0, 1, 2, 3, 4) {
    case 0: return .company(CompanyDraft(values: [.set(\.name, text())] + companyValues(records), owner: "ana"))
    case 1:
      return .contact(
        ContactDraft(name: "Grace Hopper", values: contactValues(records, withEmail: false), company: company))
    case 2:
      let at: Assignment<Activity> = .set(\.occurredAt, Timestamp(seconds: 1_763_000_000))
      return .activity(ActivityDraft(deal: deal, values: [.set(\.type, .call), .set(\.subject, text()), at]))
    case 3:
      return .task(TaskDraft(deal: deal, values: [.set(\.title, text())] + some([.set(\.priority, .low)])))
    default:
      return .move(
        MoveDraft(deal: deal, stage: random.pick(stages) ?? StageName(pipeline: nil, stage: "New"), at: moment()))
    }
  }

  private mutating func importedDraft(_ records: DictionaryRecords, _ stages: [StageName]) -> DealDraft {
    var draft = DealDraft(values: [.set(\.name, text()), .set(\.externalID, random.pick("X-1", "X-2", "X-5", "X-6"))])
    addLinks(to: &draft, records)
    var time = moment()
    for _ in 0..<random.pick(1, 2, 3) {
      guard let stage = random.pick(stages) else { continue }
      draft.visits.append(DealDraft.Visit(stage: stage, enteredAt: time))
      time = time.advanced(bySeconds: Int64.random(in: random.oneIn(20) ? -10...0 : 0...90_000, using: &random))
    }
    draft.createdAt = draft.visits.first?.enteredAt
    if draft.visits.last?.stage.stage == "Gone" {
      if random.oneIn(2) { draft.values.append(.set(\.lossReason, "budget")) }
      draft.closing = random.pick(.at(time), .unknown, .onEntry)
    }
    if random.oneIn(6) { draft.values.removeAll { $0.field == "external_id" } }
    if random.oneIn(6) { draft.idSource = "HubSpot" }
    if random.oneIn(4) { draft.note = text() }
    if random.oneIn(4) { draft.nextStep = NextStepDraft(title: text(), dueAt: random.pick(nil, day())) }
    if random.oneIn(4) { draft.lastActivity = moment() }
    if random.oneIn(6) { draft.defaultStage = stages.first }
    if random.oneIn(4) { draft.contactValues = [.set(\.phone, "1"), .set(\.email, "g@x.example")] }
    if random.oneIn(4) { draft.companyValues = [.set(\.domain, "acme.example")] }
    return draft
  }
}
