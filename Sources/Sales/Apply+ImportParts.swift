// What comes with a deal from elsewhere: notes, next steps, activities, tasks, further contacts.

extension Records {
  /// Keeps the note, the next step and the history of a file's row, each once; whether one was added or changed.
  mutating func addParts(
    of draft: DealDraft, to deal: Deal, _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) -> Bool {
    guard draft.note != nil || draft.nextStep != nil || !draft.history.isEmpty else { return false }
    var rows = try rows(referringTo: deal.key)
    var isAdded = try keep(
      draft.history.activities, on: deal, among: rows.compactMap(Activity.init(row:)), &names, occasion)
    if try keep(draft.history.tasks, on: deal, among: rows.compactMap(FollowUp.init(row:)), &names, occasion) {
      isAdded = true
    }
    if isAdded { rows = try self.rows(referringTo: deal.key) }
    if var values = draft.noteValues(at: draft.lastActivity.map { min($0, occasion.now) } ?? occasion.now) {
      let body = draft.note?.trimmed
      if body != "", !rows.contains(where: { Activity(row: $0)?.body == body }) {
        values.append(.set(\.dealID, deal.id))
        try createActivity(values, isImport: true, occasion)
        isAdded = true
      }
    }
    if let step = draft.nextStep, try keep(step, of: deal, among: rows.compactMap(FollowUp.init(row:)), occasion) {
      isAdded = true
    }
    return isAdded
  }

  /// One that was there, done or not, is not made again; a pending one gets the file's title and day.
  private mutating func keep(
    _ step: NextStepDraft, of deal: Deal, among tasks: [FollowUp], _ occasion: Occasion
  ) throws(StoreError) -> Bool {
    let title = step.title.trimmed
    if tasks.contains(where: { $0.title == title && (step.dueAt == nil || $0.dueAt == step.dueAt) }) { return false }
    let pending = tasks.filter { $0.status == .pending }
    let known =
      pending.first { $0.metadata == NextStepDraft.mark } ?? pending.first { folded($0.title) == folded(title) }
    guard let known else {
      try createFollowUp(step.values + [.set(\.dealID, deal.id)], occasion)
      return true
    }
    let values: [Assignment<FollowUp>] = [.set(\.title, title)] + (step.dueAt.map { [.set(\.dueAt, $0)] } ?? [])
    try editFollowUp(known.id, values, seen: [], occasion)
    return true
  }

  /// The further contacts of a row, found or made.
  mutating func keepOtherContacts(
    of draft: DealDraft, at company: CompanyID?, _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) {
    for text in draft.otherContacts { _ = try contact(named: text, of: company, &names, occasion) }
  }

  // MARK: History

  private mutating func keep(
    _ drafts: [ActivityDraft], on deal: Deal, among found: [Activity], _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) -> Bool {
    var (rows, isChanged) = (found, false)
    for draft in drafts {
      var wanted = Activity(id: ActivityID(bits: 0))
      wanted.dealID = deal.id
      try wanted.assign(draft.values)
      guard let place = rows.firstIndex(where: { $0.isSame(as: wanted) }) else {
        let values = try values(of: draft, on: deal, &names, occasion) + [.set(\.dealID, deal.id)]
        try createActivity(values, isImport: true, occasion)
        isChanged = true
        continue
      }
      // Of two alike each is one of the file's.
      let known = rows.remove(at: place)
      let values = draft.values + (try missingLinks(of: known, to: draft.links, deal, &names, occasion))
      var after = known
      try after.assign(values)
      guard after != known else { continue }
      try editActivity(known.id, values, isImport: true, occasion)
      isChanged = true
    }
    return isChanged
  }

  /// A task is the one of the same title and day, else a pending one of the same title. One that was completed or
  /// cancelled meanwhile stays so.
  private mutating func keep(
    _ drafts: [TaskDraft], on deal: Deal, among found: [FollowUp], _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) -> Bool {
    var (rows, isChanged) = (found, false)
    for draft in drafts {
      var wanted = FollowUp(id: FollowUpID(bits: 0))
      try wanted.assign(draft.values)
      let same = rows.firstIndex { $0.title == wanted.title && $0.dueAt == wanted.dueAt }
      let alike = rows.firstIndex { wanted.status == .pending && $0.status == .pending && $0.title == wanted.title }
      guard let place = same ?? alike else {
        let values = try values(of: draft, on: deal, &names, occasion) + [.set(\.dealID, deal.id)]
        try createFollowUp(values, isImport: true, occasion)
        isChanged = true
        continue
      }
      let known = rows.remove(at: place)
      var values = draft.values + (try missingLinks(of: known, to: draft.links, deal, &names, occasion))
      if known.status != .pending { values.removeAll { $0.field == "status" } }
      var after = known
      try after.assign(values)
      guard after != known else { continue }
      try editFollowUp(known.id, values, seen: [], isImport: true, occasion)
      isChanged = true
    }
    return isChanged
  }

  /// The values of a new activity of the deal, without the deal, which may not be written yet.
  mutating func values(
    of draft: ActivityDraft, on deal: Deal, _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) -> [Assignment<Activity>] {
    draft.values
      + (try links(nil, draft.company, draft.contact, draft.owner, usual: deal.companyID, &names, occasion))
  }

  /// The values of a new task of the deal, likewise.
  mutating func values(
    of draft: TaskDraft, on deal: Deal, _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) -> [Assignment<FollowUp>] {
    draft.values
      + (try links(nil, draft.company, draft.contact, draft.owner, usual: deal.companyID, &names, occasion))
  }

  /// The links that the row does not have yet. Names need not be unique, and those that it is linked to are meant before
  /// any others.
  private mutating func missingLinks<E: Entity>(
    of known: E, to names: LinkNames, _ deal: Deal, _ found: inout Names, _ occasion: Occasion
  ) throws(StoreError) -> [Assignment<E>] {
    var names = names
    if let text = names.company, let id = CompanyID(scalar: known.value(of: "company_id")),
      let company = try find(id), folded(company.name) == folded(text)
    {
      names.company = nil
    }
    if let text = names.contact.flatMap({ ContactText($0) }), let id = ContactID(scalar: known.value(of: "contact_id")),
      let contact = try find(id), text.means(contact)
    {
      names.contact = nil
    }
    if let text = names.owner, let id = UserID(scalar: known.value(of: "owner_id")), let owner = try find(id),
      folded(owner.name) == folded(text)
    {
      names.owner = nil
    }
    return try links(
      nil, names.company, names.contact, names.owner, usual: deal.companyID, &found, occasion)
  }
}

extension Entity {
  fileprivate func value(of field: String) -> Scalar { Self.field(field)?.get(self) ?? .null }
}

extension ActivityDraft {
  fileprivate var links: LinkNames { LinkNames(company: company, contact: contact, owner: owner) }
}

extension TaskDraft {
  fileprivate var links: LinkNames { LinkNames(company: company, contact: contact, owner: owner) }
}
