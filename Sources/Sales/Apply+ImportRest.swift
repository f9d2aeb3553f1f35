// Companies, contacts, activities, tasks and stage changes from elsewhere.

extension Records {
  mutating func importCompany(
    _ draft: CompanyDraft, _ progress: inout ImportProgress, _ occasion: Occasion
  ) throws(StoreError) {
    var values = draft.values
    if let owner = draft.owner {
      values.append(.set(\.ownerID, try self.owner(named: owner, &progress.names, occasion)))
    }
    var company = Company(id: CompanyID(bits: 0))
    try company.assign(values)
    if let known = try self.company(like: company) {
      progress.note(.companies, isChanged: try set(values, on: known, occasion) != known)
    } else {
      try createParty(values, occasion)
    }
  }

  mutating func importContact(
    _ draft: ContactDraft, _ progress: inout ImportProgress, _ occasion: Occasion
  ) throws(StoreError) {
    var values = draft.values
    if let owner = draft.owner {
      values.append(.set(\.ownerID, try self.owner(named: owner, &progress.names, occasion)))
    }
    if let company = draft.company {
      values.append(.set(\.companyID, try self.company(named: company, &progress.names, occasion)))
    }
    guard let parts = draft.text else { throw .refusing(.required, "email") }
    if draft.name != nil, !values.names("first_name"), !values.names("last_name"), parts.name != nil {
      let (first, last) = parts.firstAndLast
      values += [.set(\.firstName, first), .set(\.lastName, last)]
    }
    var contact = Contact(id: ContactID(bits: 0))
    try contact.assign(values.filter { $0.field != "email" })
    if let known = try self.contact(like: parts, of: contact.companyID, keepsToCompany: true) {
      values.removeAll { $0.field == "email" }
      if let email = parts.email { values.append(.set(\.email, email)) }
      progress.note(.contacts, isChanged: try set(values, on: known, occasion) != known)
    } else {
      _ = try self.contact(parts, values, of: contact.companyID, keepsToCompany: true, occasion)
    }
  }

  mutating func importActivity(
    _ draft: ActivityDraft, _ progress: inout ImportProgress, _ occasion: Occasion
  ) throws(StoreError) {
    var values = draft.values
    if let external = values.last(where: { $0.field == "external_id" }), case .text(let id) = external.value {
      values.append(.set(\.externalID, ExternalID.text(id, source: draft.idSource)))
    }
    values += try links(draft.deal, draft.company, draft.contact, draft.owner, &progress.names, occasion)
    var wanted = Activity(id: ActivityID(bits: 0))
    wanted.occurredAt = occasion.now
    try wanted.assign(values)
    let known = try rows(around: wanted.dealID, wanted.contactID, wanted.companyID)
      .compactMap(Activity.init(row:)).first { $0.isSame(as: wanted) }
    if let known {
      var after = known
      try after.assign(values)
      if after != known { try editActivity(known.id, values, isImport: true, occasion) }
      progress.note(.activities, isChanged: after != known)
    } else {
      try createActivity(values, isImport: true, occasion)
    }
  }

  mutating func importTask(
    _ draft: TaskDraft, _ progress: inout ImportProgress, _ occasion: Occasion
  ) throws(StoreError) {
    let values =
      draft.values + (try links(draft.deal, draft.company, draft.contact, draft.owner, &progress.names, occasion))
    var wanted = FollowUp(id: FollowUpID(bits: 0))
    try wanted.assign(values)
    let known = try rows(around: wanted.dealID, wanted.contactID, wanted.companyID)
      .compactMap(FollowUp.init(row:))
      .first { $0.title == wanted.title && $0.dueAt == wanted.dueAt && $0.dealID == wanted.dealID }
    if let known {
      var after = known
      try after.assign(values)
      if after != known { try editFollowUp(known.id, values, seen: [], isImport: true, occasion) }
      progress.note(.tasks, isChanged: after != known)
    } else {
      try createFollowUp(values, isImport: true, occasion)
    }
  }

  mutating func importMove(
    _ draft: MoveDraft, _ progress: inout ImportProgress, _ occasion: Occasion
  ) throws(StoreError) {
    let before = try deal(draft.deal)
    let stage = try stage(named: draft.stage, of: before, isPipelineNamed: draft.isPipelineNamed, &progress.names)
    let history = try history(of: before.id)
    if history.contains(where: { $0.toStageID == stage.id && $0.enteredAt == draft.at }) {
      return progress.note(.deals, isChanged: false)
    }
    // History is only ever added to.
    guard let last = history.last, draft.at >= last.enteredAt, stage.id != before.stageID else {
      progress.counts.movesLeftOut += 1
      return progress.note(.deals, isChanged: false)
    }
    var after = before
    (after.pipelineID, after.stageID) = (stage.pipelineID, stage.id)
    after.stageEnteredAt = draft.at
    after.touchedAt = max(after.touchedAt, draft.at)
    after.follow(stage, from: try find(before.stageID)?.type)
    if !after.status.isClosed {
      after.closedAt = nil
    } else if before.status != after.status {
      after.closedAt = draft.at
    }
    if after.status != .lost { after.lossReason = nil }
    try update(before, to: after, occasion)
    let changedAt = max(draft.at, last.changedAt)
    try insert(
      transition(of: after, from: before.stageID, to: stage, at: changedAt, enteredAt: draft.at, occasion))
    progress.note(.deals, isChanged: true)
  }
}

// MARK: - Links

extension Records {
  /// The rows that may be the same: those on the deal, else on the contact, else on the company.
  private mutating func rows(
    around deal: DealID?, _ contact: ContactID?, _ company: CompanyID?
  ) throws(StoreError) -> [Row] {
    guard let key = deal.map(Key.deal) ?? contact.map(Key.contact) ?? company.map(Key.company) else { return [] }
    return try rows(referringTo: key)
  }

  /// The values that link a row to what its draft names. `usual` is the company of contacts beside whom none is named.
  mutating func links<E: Entity>(
    _ deal: DealReference?, _ company: String?, _ contact: String?, _ owner: String?, usual: CompanyID? = nil,
    _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) -> [Assignment<E>] {
    var values: [Assignment<E>] = []
    if let deal { values.append(Assignment(field: "deal_id", value: try self.deal(deal).id.scalar)) }
    var companyID = usual
    if let company {
      companyID = try self.company(named: company, &names, occasion)
      values.append(Assignment(field: "company_id", value: companyID.scalar))
    }
    if let contact {
      let id = try self.contact(named: contact, of: companyID, &names, occasion)
      values.append(Assignment(field: "contact_id", value: id.scalar))
    }
    if let owner {
      values.append(Assignment(field: "owner_id", value: try self.owner(named: owner, &names, occasion).scalar))
    }
    return values
  }

  /// The deal that a row about it means; refused when there is none.
  private mutating func deal(_ reference: DealReference) throws(StoreError) -> Deal {
    if let external = reference.externalID {
      let kept = ExternalID.text(external, source: reference.idSource)
      if let known = try deal(externalID: kept) { return known }
      if let id = DealID(external.trimmed), let known = try find(id) { return known }
      if reference.idSource != nil, let known = try deal(externalID: external.trimmed) { return known }
    }
    if let name = reference.name {
      var company: CompanyID?
      if let text = reference.company { company = try self.company(named: text)?.id }
      if let known = try deals(named: name, of: company, after: nil, limit: 1).first { return known }
      // Who names no company means the only deal of that name.
      let named = reference.company == nil ? try deals(named: name, limit: 2) : []
      if named.count == 1 { return named[0] }
      if named.count > 1 { throw .refusing(.severalOfName(name), "deal_id") }
    }
    throw .refusing(.unknownName(reference.name ?? reference.externalID ?? ""), "deal_id")
  }
}

extension ContactDraft {
  /// The contact as the name and the values name it; nil when neither does.
  fileprivate var text: ContactText? {
    let named = name.flatMap { ContactText($0) }
    let parts = ["first_name", "last_name"].compactMap { text(of: $0) }
    let whole = named?.name ?? (parts.isEmpty ? nil : parts.joined(separator: " "))
    return ContactText(name: whole, email: named?.email ?? text(of: "email"))
  }

  private func text(of field: String) -> String? {
    values.last { $0.field == field }.flatMap { String(scalar: $0.value) }
  }
}

extension Activity {
  /// Whether it is what the other one, which is not stored, means.
  func isSame(as other: Activity) -> Bool {
    if let external = other.externalID { return externalID == external }
    return type == other.type && occurredAt == other.occurredAt && subject == other.subject && body == other.body
      && dealID == other.dealID
  }
}
