// Rows without an id that is known: which deal of the same name and company they mean.

/// A deal that a row may mean by its name and company.
struct Twin {
  let deal: Deal
  /// Whether the row says nothing that the deal does not.
  let agrees: Bool
}

extension Records {
  /// The first deal of the draft's name, company and pipeline that no row is about yet, one that agrees with the draft
  /// before any other; nil when there is none. A row with an id of its own means no deal that has one.
  mutating func twin(of draft: DealDraft, _ progress: inout ImportProgress) throws(StoreError) -> Twin? {
    guard let name = draft.name else { return nil }
    var company: CompanyID?
    if let text = draft.company {
      company = progress.names.companies[folded(text)]
      if company == nil { company = try self.company(named: text)?.id }
      if company == nil { return nil }
    }
    let key = folded(name) + "\n" + (company?.description ?? "")
    var (after, other) = (progress.passed[key], Twin?.none)
    // So many of one name are looked through and no more, or a file in which all bear one name would never end.
    for _ in 0..<8 {
      let page = try deals(named: name, of: company, after: after, limit: 32)
      for deal in page where !progress.taken.contains(deal.id) {
        guard try isCandidate(deal, draft, &progress.names) else { continue }
        let isSame = try agrees(draft, deal, &progress.names)
        if isSame { return Twin(deal: deal, agrees: true) }
        other = other ?? Twin(deal: deal, agrees: false)
      }
      guard page.count == 32, let last = page.last else { break }
      if page.allSatisfy({ progress.taken.contains($0.id) }) { progress.passed[key] = last.id }
      after = last.id
    }
    if let other { return other }
    return try onlyTwin(of: draft, named: name, &progress)
  }

  /// Of a row that names no company the only deal of its name, whatever its company.
  private mutating func onlyTwin(
    of draft: DealDraft, named name: String, _ progress: inout ImportProgress
  ) throws(StoreError) -> Twin? {
    let named = draft.company == nil ? try deals(named: name, limit: 2) : []
    guard named.count == 1, let deal = named.first, !progress.taken.contains(deal.id),
      try isCandidate(deal, draft, &progress.names)
    else { return nil }
    return Twin(deal: deal, agrees: try agrees(draft, deal, &progress.names))
  }

  private mutating func isCandidate(
    _ deal: Deal, _ draft: DealDraft, _ names: inout Names
  ) throws(StoreError) -> Bool {
    if draft.values.names("external_id"), deal.externalID != nil { return false }
    guard draft.isPipelineNamed, let place = draft.place else { return true }
    let pipeline = try pipeline(deal.pipelineID, &names)
    let named = try self.pipeline(named: place.pipeline, &names)
    return pipeline.map { folded($0.name) } == named.map { folded($0.name) }
  }

  private mutating func agrees(
    _ draft: DealDraft, _ deal: Deal, _ names: inout Names
  ) throws(StoreError) -> Bool {
    for value in draft.valuesForUpdate(of: deal) where value.field != "name" && value.field != "external_id" {
      var changed = deal
      try changed.assign([value])
      if changed != deal { return false }
    }
    if draft.defaultStage == nil, let place = draft.place {
      guard try stands(deal, in: place, isPipelineNamed: draft.isPipelineNamed, &names) else { return false }
    }
    if let created = draft.createdAt, created != deal.createdAt { return false }
    switch draft.closing {
    case .at(let closed): if closed != deal.closedAt { return false }
    case .closeDate(let closed, let expected):
      if deal.status.isClosed ? closed != deal.closedAt : expected != deal.expectedClose { return false }
    case .onEntry, .unknown: break
    }
    if let owner = draft.owner {
      guard let id = deal.ownerID, let known = try find(id), folded(known.name) == folded(owner) else { return false }
    }
    guard let person = draft.contactText else { return true }
    guard let id = deal.contactID, let contact = try find(id) else { return false }
    return person.means(contact)
  }
}

extension DealDraft {
  /// Where the file puts the deal; nil where it says nothing.
  var place: StageName? { visits.last?.stage ?? stage }
}
