// Deals from elsewhere: stages made when missing, deals made or, by their `external_id`, brought up to date.

extension Records {
  mutating func importDeals(_ batch: ImportBatch, _ occasion: Occasion) throws(StoreError) {
    var names = Names()
    for plan in batch.stages { try ensureStage(plan, &names, occasion) }
    for (index, draft) in batch.deals.enumerated() {
      do {
        if let known = try deal(importedAs: draft) {
          try bringUpToDate(known, draft, &names, occasion)
        } else {
          try createDeal(draft, asImport: true, &names, occasion)
        }
      } catch {
        throw error.at(index)
      }
    }
  }

  private mutating func ensureStage(
    _ plan: ImportBatch.StagePlan, _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) {
    let pipeline = try ensurePipeline(plan.name.pipeline, &names, occasion)
    let known = try stages(of: pipeline, &names)
    guard known[folded(plan.name.stage)] == nil else { return }
    let values: [Assignment<Stage>] = [
      .set(\.name, plan.name.stage), .set(\.type, plan.type),
      .set(\.color, plan.color ?? StagePalette.color(known.count)), .set(\.probability, plan.probability),
    ]
    try addStage(to: pipeline.id, values, at: nil, occasion)
    names.stages[pipeline.id] = nil
  }

  private mutating func ensurePipeline(
    _ name: String?, _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) -> Pipeline {
    if let known = try pipeline(named: name, &names) { return known }
    let values = if let name { [Assignment<Pipeline>.set(\.name, name)] } else { Pipeline.firstValues }
    try createPipeline(values, stages: [], occasion)
    names.pipelines = [:]
    guard let made = try pipeline(named: name, &names) else {
      preconditionFailure("a pipeline just made is found by its name")
    }
    return made
  }

  private mutating func deal(importedAs draft: DealDraft) throws(StoreError) -> Deal? {
    guard let value = draft.values.last(where: { $0.field == "external_id" })?.value,
      case .text(let external) = value
    else { return nil }
    // An export names a deal without one by its own id.
    if let known = try deal(externalID: external.trimmed) { return known }
    guard let id = DealID(external.trimmed) else { return nil }
    return try find(id)
  }

  /// Sets only what the draft names, so that the same file a second time changes nothing. Activities and tasks have
  /// no id of their own in it and are not repeated.
  private mutating func bringUpToDate(
    _ before: Deal, _ draft: DealDraft, _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) {
    try draft.requireOnePlace()
    let draft = try withoutKnownNames(draft, of: before)
    var named = before
    try name(&named, draft, &names, occasion)
    var values = draft.values.filter { $0 != DealValue.set(\.externalID, before.id.description) }
    if draft.company != nil { values.append(.set(\.companyID, named.companyID)) }
    if draft.contact != nil { values.append(.set(\.contactID, named.contactID)) }
    if draft.owner != nil { values.append(.set(\.ownerID, named.ownerID)) }
    var movedAt = occasion.now
    if let place = draft.visits.last?.stage ?? draft.stage, try !stands(before, in: place, &names) {
      let stage = try stage(named: place, &names)
      values += [.set(\.pipelineID, stage.pipelineID), .set(\.stageID, stage.id)]
      if stage.id != before.stageID, let visit = draft.visits.last {
        let last = try history(of: before.id).last?.changedAt ?? before.createdAt
        // A row of history that lies ahead was written with a wrong clock and dates no other.
        movedAt = max(visit.enteredAt, min(last, occasion.now))
      }
    }
    if let closedAt = draft.closedAt { values.append(.set(\.closedAt, closedAt)) }
    try edit(before, values, movedAt: movedAt, isImport: true, occasion)
  }

  /// The draft without the names that the deal's own rows bear. Names need not be unique, and those rows are meant
  /// before any others.
  private mutating func withoutKnownNames(_ draft: DealDraft, of deal: Deal) throws(StoreError) -> DealDraft {
    var draft = draft
    if let name = draft.company, let id = deal.companyID, let company = try find(id),
      folded(company.name) == folded(name)
    {
      draft.company = nil
    }
    if let text = draft.contact, let id = deal.contactID, let contact = try find(id),
      ContactText(text)?.means(contact) == true
    {
      draft.contact = nil
    }
    if let name = draft.owner, let id = deal.ownerID, let owner = try find(id), folded(owner.name) == folded(name) {
      draft.owner = nil
    }
    return draft
  }

  /// A name that several pipelines bear means the one that the deal is in.
  private mutating func stands(
    _ deal: Deal, in place: StageName, _ names: inout Names
  ) throws(StoreError) -> Bool {
    guard let stage = try find(deal.stageID), let pipeline = try find(deal.pipelineID),
      let named = try self.pipeline(named: place.pipeline, &names)
    else { return false }
    return folded(named.name) == folded(pipeline.name) && folded(stage.name) == folded(place.stage)
  }
}

/// Colours for stages that come without one: calm, and neighbours differ.
enum StagePalette {
  private static let colors = [
    0x3b82f6, 0xf59e0b, 0x8b5cf6, 0x14b8a6, 0xec4899, 0x84cc16, 0x64748b, 0xf97316,
  ].map { (digits: UInt32) in HexColor(digits) }

  static func color(_ number: Int) -> HexColor { colors[number % colors.count] }
}
