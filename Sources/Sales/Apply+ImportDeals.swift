// Deals from elsewhere: made or, by their id or their name and company, brought up to date.

extension Records {
  mutating func importDeal(
    _ draft: DealDraft, _ progress: inout ImportProgress, _ occasion: Occasion
  ) throws(StoreError) {
    let draft = draft.withKeptID
    if let known = try deal(importedAs: draft) {
      try bringUpToDate(known, draft, &progress, occasion)
    } else {
      let twin = try twin(of: draft, &progress)
      if let twin, progress.rules.matchesNames || twin.agrees {
        try bringUpToDate(twin.deal, draft, &progress, occasion)
      } else {
        if let twin { progress.counts.likelyDoubles.add(draft.name ?? "", was: twin.deal.name) }
        let made = try createDeal(draft, asImport: true, &progress.names, occasion)
        progress.took(made, draft)
      }
    }
  }

  /// The deal that bears the draft's id, as it is kept or, from before sources were told apart, without one.
  private mutating func deal(importedAs draft: DealDraft) throws(StoreError) -> Deal? {
    guard let external = draft.externalID else { return nil }
    if let known = try deal(externalID: external) { return known }
    let bare = draft.idSource == nil ? external : String(external.drop { $0 != ":" }.dropFirst())
    // An export names a deal without one by its own id.
    if let id = DealID(bare), let known = try find(id) { return known }
    guard draft.idSource != nil, let known = try deal(externalID: bare) else { return nil }
    return draft.name.map { folded($0) == folded(known.name) } ?? true ? known : nil
  }

  /// Sets only what the draft names, so that the same file a second time changes nothing.
  private mutating func bringUpToDate(
    _ before: Deal, _ draft: DealDraft, _ progress: inout ImportProgress, _ occasion: Occasion
  ) throws(StoreError) {
    try draft.requireOnePlace()
    let named = try withoutKnownNames(draft, of: before)
    var linked = before
    try name(&linked, named, &progress.names, occasion)
    try keepOtherContacts(of: draft, at: linked.companyID, &progress.names, occasion)
    var values = draft.valuesForUpdate(of: before)
    if named.company != nil { values.append(.set(\.companyID, linked.companyID)) }
    if linked.contactID != before.contactID { values.append(.set(\.contactID, linked.contactID)) }
    if named.owner != nil { values.append(.set(\.ownerID, linked.ownerID)) }
    var after = before
    try after.assign(values)
    try requireReferences(in: values)
    try requireUnique(after, before: before)
    let move = try move(&after, draft, values, &progress.names, occasion)
    after.settleLossReason(in: values, &progress.counts)
    try after.settle(
      draft, isNewlyClosed: before.status != after.status && !before.status.isClosed,
      enteredAt: move.flatMap { $0.isDated ? $0.at : nil },
      occasion)
    if let touch = draft.lastActivity { after.touchedAt = max(after.touchedAt, min(touch, occasion.now)) }
    let isChanged = try write(before, after, move, occasion)
    let isAdded = try addParts(of: draft, to: after, &progress.names, occasion)
    if before.name != after.name { progress.counts.renamed.add(after.name, was: before.name) }
    progress.note(.deals, isChanged: isChanged || isAdded)
    progress.took(after, nil)
  }

  private mutating func write(
    _ before: Deal, _ after: Deal, _ move: ImportedMove?, _ occasion: Occasion
  ) throws(StoreError) -> Bool {
    let isChanged = try update(before, to: after, occasion)
    guard let move else { return isChanged }
    try insert(transition(of: after, from: before.stageID, to: move.stage, at: move.at, occasion))
    return true
  }

  /// The draft without the names that the deal's own rows bear. Names need not be unique, and those rows are meant
  /// before any others.
  private mutating func withoutKnownNames(_ draft: DealDraft, of deal: Deal) throws(StoreError) -> DealDraft {
    var draft = draft
    if let name = draft.company, let id = deal.companyID, let company = try find(id),
      folded(company.name) == folded(name)
    {
      var same = company
      try same.assign(draft.companyValues)
      if same == company { (draft.company, draft.companyValues) = (nil, []) }
    }
    if let text = draft.contactText, let id = deal.contactID, let contact = try find(id), text.means(contact) {
      if draft.contactValues.isEmpty { draft.contact = nil }
    }
    if let name = draft.owner, let id = deal.ownerID, let owner = try find(id), folded(owner.name) == folded(name) {
      draft.owner = nil
    }
    return draft
  }

  /// Puts the deal where the draft says, not before its last move; nil when it is there.
  private mutating func move(
    _ deal: inout Deal, _ draft: DealDraft, _ values: [DealValue], _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) -> ImportedMove? {
    guard draft.defaultStage == nil, let place = draft.visits.last?.stage ?? draft.stage,
      try !stands(deal, in: place, isPipelineNamed: draft.isPipelineNamed, &names)
    else { return nil }
    let stage = try stage(named: place, of: deal, isPipelineNamed: draft.isPipelineNamed, &names)
    guard stage.id != deal.stageID else { return nil }
    let type = try find(deal.stageID)?.type
    (deal.pipelineID, deal.stageID) = (stage.pipelineID, stage.id)
    if !values.names("status") { deal.follow(stage, from: type) }
    let stated = draft.visits.last?.enteredAt
    let at = max(stated ?? occasion.now, try history(of: deal.id).last?.changedAt ?? deal.createdAt)
    deal.stageEnteredAt = at
    deal.touchedAt = max(deal.touchedAt, at)
    return ImportedMove(stage: stage, at: at, isDated: stated != nil)
  }

  /// A name that several pipelines bear means the one that the deal is in.
  mutating func stands(
    _ deal: Deal, in place: StageName, isPipelineNamed: Bool, _ names: inout Names
  ) throws(StoreError) -> Bool {
    guard let stage = try stage(deal.stageID, of: deal.pipelineID, &names),
      folded(stage.name) == folded(place.stage)
    else { return false }
    if !isPipelineNamed { return true }
    guard let pipeline = try pipeline(deal.pipelineID, &names),
      let named = try self.pipeline(named: place.pipeline, &names)
    else { return false }
    return folded(named.name) == folded(pipeline.name)
  }

  /// The stage, of the deal's own pipeline before any other one where the draft names none.
  mutating func stage(
    named place: StageName, of deal: Deal, isPipelineNamed: Bool, _ names: inout Names
  ) throws(StoreError) -> Stage {
    if !isPipelineNamed, let own = try pipeline(deal.pipelineID, &names),
      let stage = try stages(of: own, &names)[folded(place.stage)]
    {
      return stage
    }
    return try stage(named: place, &names)
  }
}

/// Where an import puts a deal that stands elsewhere.
private struct ImportedMove {
  let stage: Stage
  let at: Timestamp
  /// Whether the file says when.
  let isDated: Bool
}

extension ImportProgress {
  /// Remembers whom the row was about, and counts what is missing of it.
  fileprivate mutating func took(_ deal: Deal, _ draft: DealDraft?) {
    taken.insert(deal.id)
    if firstPipeline == nil { firstPipeline = deal.pipelineID }
    if deal.status.isClosed && deal.closedAt == nil { counts.closedWithoutDay += 1 }
    if let draft, deal.lossReason == nil, draft.values.sets("loss_reason") { counts.lossReasonsLeftOut += 1 }
  }
}

extension DealDraft {
  /// The draft with its id as it is kept.
  fileprivate var withKeptID: DealDraft {
    guard let external = externalID else { return self }
    var draft = self
    draft.values.removeAll { $0.field == "external_id" }
    draft.values.append(.set(\.externalID, ExternalID.text(external, source: idSource)))
    return draft
  }

  /// The id that the file gives the deal; nil when it gives none.
  fileprivate var externalID: String? { text(of: "external_id") }

  /// The name in the file; nil when it has none.
  var name: String? { text(of: "name") }

  private func text(of field: String) -> String? {
    guard case .text(let text) = values.last(where: { $0.field == field })?.value else { return nil }
    let trimmed = text.trimmed
    return trimmed.isEmpty ? nil : trimmed
  }
}

extension DealDraft {
  /// The values that the draft names, as they are for the deal that is there: an amount that says no currency is one in
  /// the deal's own.
  func valuesForUpdate(of deal: Deal) -> [DealValue] {
    var values = values.filter { !$0.isOwnID(of: deal) }
    if let metadata = deal.metadata.setting(labels: labels) { values.append(.set(\.metadata, metadata)) }
    guard !values.names("currency"), let index = values.firstIndex(where: { $0.field == "value" }),
      let amount, let (minor, _) = amount.minorUnits(of: deal.currency)
    else { return values }
    values[index] = .set(\.value, minor)
    return values
  }
}

extension Metadata {
  /// The metadata with those labels; nil where it has them, or there are none.
  func setting(labels: [String]) -> Metadata? {
    guard !labels.isEmpty, let json = try? JSON(text), case .object(let members) = json else { return nil }
    let others = members.filter { $0.name != "labels" }
    let metadata = Metadata(
      text: JSON.object(others + [JSON.Member("labels", .array(labels.map(JSON.string)))]).text)
    return metadata.text == text ? nil : metadata
  }
}

extension DealValue {
  fileprivate func isOwnID(of deal: Deal) -> Bool {
    guard field == "external_id", case .text(let text) = value else { return false }
    return text == deal.id.description || text.hasSuffix(":" + deal.id.description)
  }
}

extension Collection {
  /// Whether one of the assignments gives the field a value.
  fileprivate func sets<Owner>(_ field: String) -> Bool where Element == Assignment<Owner> {
    contains { $0.field == field && $0.value != .null }
  }
}

extension Deal {
  /// Leaves out a reason of loss where nothing was lost, rather than refuse the row for it.
  fileprivate mutating func settleLossReason(in values: [DealValue], _ counts: inout ImportCounts) {
    guard status != .lost, lossReason != nil else { return }
    lossReason = nil
    if values.sets("loss_reason") { counts.lossReasonsLeftOut += 1 }
  }

  /// Sets what an import knows of the deal's closing. A day that nobody knows stays unknown.
  mutating func settle(
    _ draft: DealDraft, isNewlyClosed: Bool, enteredAt: Timestamp?, _ occasion: Occasion
  ) throws(StoreError) {
    if status != .lost { lossReason = nil }
    guard status.isClosed else {
      closedAt = nil
      if case .closeDate(_, let expected) = draft.closing { expectedClose = expected }
      return
    }
    let isStated = draft.values.names("closed_at") && closedAt != nil
    switch draft.closing {
    case .at(let moment), .closeDate(let moment, _): closedAt = moment
    case .onEntry where isNewlyClosed && !isStated: closedAt = enteredAt
    case .unknown where isNewlyClosed && !isStated: closedAt = nil
    case .onEntry, .unknown: if !isStated { return }
    }
    // Where the file does not say when the deal was created, the moment of its first import stands for it.
    // What an export of our own has is no new mistake.
    if closedAt != nil { try requireClosing(at: occasion.now, creation: draft.isExported ? nil : draft.createdAt) }
  }
}
