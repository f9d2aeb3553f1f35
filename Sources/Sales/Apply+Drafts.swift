// Making deals from drafts (contract §3).

extension Records {
  /// Makes the deal with everything that belongs to it. The row is complete before it is written, so each is written
  /// once; that is what makes an import fast.
  @discardableResult
  mutating func createDeal(
    _ draft: DealDraft, asImport: Bool, _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) -> Deal {
    let isImport = asImport || !draft.visits.isEmpty || draft.createdAt != nil
    try Deal.require(["name"], in: draft.values)
    var deal = Deal(id: DealID(bits: 0))
    if !draft.defaults.isEmpty { try deal.assign(draft.defaults) }
    try deal.assign(draft.values)
    if let metadata = deal.metadata.setting(labels: draft.labels) { deal.metadata = metadata }
    let path = try stages(of: draft, deal, &names, occasion)
    guard let last = path.last else { throw .refusing(.required, "stage_id") }
    deal.pipelineID = last.stage.pipelineID
    deal.stageID = last.stage.id
    try requireReferences(in: draft.values)
    try requireUnique(deal, before: nil)
    try name(&deal, draft, &names, occasion)
    try keepOtherContacts(of: draft, at: deal.companyID, &names, occasion)

    deal.id = try makeID(Deal.self)
    // A deal is no younger than its closing.
    let earliest = [path.first?.enteredAt, isImport ? draft.closedAt : nil].compactMap(\.self).min()
    deal.createdAt = draft.createdAt ?? earliest ?? occasion.now
    deal.id = deal.id.dated(deal.createdAt)
    deal.updatedAt = occasion.now
    deal.stageEnteredAt = last.enteredAt
    deal.touchedAt = isImport ? max(deal.createdAt, last.enteredAt) : occasion.now
    if let touch = draft.lastActivity { deal.touchedAt = max(deal.touchedAt, min(touch, occasion.now)) }
    try deal.close(draft, in: last.stage, at: last.enteredAt, isImport: isImport, occasion)
    return try insert(deal, with: draft, path, isImport: isImport, &names, occasion)
  }

  /// Company, contact and owner by name, found or made.
  mutating func name(
    _ deal: inout Deal, _ draft: DealDraft, _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) {
    if let company = draft.company {
      deal.companyID =
        draft.companyValues.isEmpty
        ? try self.company(named: company, isExported: draft.isExported, &names, occasion)
        : try self.company(named: company, draft.companyValues, isExported: draft.isExported, occasion).id
    }
    if draft.contactValues.isEmpty {
      if let contact = draft.contact {
        deal.contactID = try self.contact(named: contact, of: deal.companyID, &names, occasion)
      }
    } else if let parts = draft.contactText {
      deal.contactID = try contact(
        parts, draft.contactValues, of: deal.companyID, keepsToCompany: names.keepsToCompany, occasion
      ).id
    }
    if let owner = draft.owner { deal.ownerID = try self.owner(named: owner, &names, occasion) }
  }

  /// The stages that the new deal has gone through, its present one last; without a past just that one.
  private mutating func stages(
    of draft: DealDraft, _ deal: Deal, _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) -> [(stage: Stage, enteredAt: Timestamp)] {
    guard draft.visits.isEmpty else { return try stages(visited: draft, &names) }
    let enteredAt = draft.createdAt ?? occasion.now
    let namesPipeline = draft.values.names("pipeline_id")
    let namesStage = draft.values.names("stage_id")
    if let stage = draft.stage ?? draft.defaultStage, !namesPipeline, !namesStage {
      return [(try self.stage(named: stage, &names), enteredAt)]
    }
    if !namesPipeline { throw .refusing(.required, "pipeline_id") }
    if !namesStage { throw .refusing(.required, "stage_id") }
    if try find(deal.pipelineID) == nil {
      throw .refusing(.unknownReference(Pipeline.key(deal.pipelineID)), "pipeline_id")
    }
    return [(try stage(of: deal), enteredAt)]
  }

  private mutating func stages(
    visited draft: DealDraft, _ names: inout Names
  ) throws(StoreError) -> [(stage: Stage, enteredAt: Timestamp)] {
    try draft.requireOnePlace()
    var path: [(stage: Stage, enteredAt: Timestamp)] = []
    for visit in draft.visits {
      let stage = try stage(named: visit.stage, &names)
      if let last = path.last {
        guard visit.enteredAt >= last.enteredAt else { throw .refusing(.invalid(.moment), "stage_entered_at") }
        if last.stage.id == stage.id { continue }
      }
      path.append((stage, visit.enteredAt))
    }
    return path
  }

  /// Writes the deal, its history and what is linked to it, in the order in which they point at one another.
  private mutating func insert(
    _ draft: Deal, with parts: DealDraft, _ path: [(stage: Stage, enteredAt: Timestamp)], isImport: Bool,
    _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) -> Deal {
    var deal = draft
    var transitions: [StageTransition] = []
    for visit in path {
      // The first row is that of the creation (contract §3), wherever the deal was since when.
      let changedAt = transitions.last.map { max($0.changedAt, visit.enteredAt) } ?? deal.createdAt
      transitions.append(
        try transition(
          of: deal, from: transitions.last?.toStageID, to: visit.stage, at: changedAt, enteredAt: visit.enteredAt,
          occasion))
    }
    let activities = try activities(of: parts, &deal, &names, occasion)
    var followUps: [FollowUp] = []
    for task in parts.history.tasks {
      var followUp = try makeFollowUp(try values(of: task, on: deal, &names, occasion), occasion)
      followUp.dealID = deal.id
      followUps.append(followUp)
    }
    for values in parts.followUps + (parts.nextStep.map { [$0.values] } ?? []) {
      var followUp = try makeFollowUp(values, occasion)
      followUp.dealID = deal.id
      followUps.append(followUp)
    }
    try insert(deal)
    for transition in transitions { try insert(transition) }
    for activity in activities { try insert(activity) }
    for followUp in followUps { try insert(followUp) }
    return deal
  }

  /// What was done with the new deal, not yet written; the deal gets what follows from it.
  private mutating func activities(
    of parts: DealDraft, _ deal: inout Deal, _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) -> [Activity] {
    var activities: [Activity] = []
    for values in parts.activities {
      var activity = try makeActivity(values, occasion)
      activity.dealID = deal.id
      if activity.status == .completed { deal.receive(activity, revives: true) }
      activities.append(activity)
    }
    for draft in parts.history.activities {
      var activity = try makeActivity(try values(of: draft, on: deal, &names, occasion), occasion)
      activity.dealID = deal.id
      if activity.status == .completed { deal.receive(activity, revives: false) }
      activities.append(activity)
    }
    if let values = parts.noteValues(at: deal.touchedAt) {
      var note = try makeActivity(values, occasion)
      note.dealID = deal.id
      deal.receive(note, revives: false)
      activities.append(note)
    }
    return activities
  }
}

extension DealDraft {
  /// The last visit says where the deal stands; a second answer could only contradict it.
  func requireOnePlace() throws(StoreError) {
    for field in ["pipeline_id", "stage_id"] where !visits.isEmpty && values.names(field) {
      throw .refusing(.readOnlyField, field)
    }
  }

  /// The contact as the text and the values name it; nil when neither does.
  var contactText: ContactText? {
    let named = contact.flatMap { ContactText($0) }
    var address: String?
    for value in contactValues where value.field == "email" { address = String(scalar: value.value) }
    return ContactText(name: named?.name, email: named?.email ?? address)
  }

  /// The note as an activity; when it was written is not known, so it is not later than anything that is.
  func noteValues(at moment: Timestamp) -> [Assignment<Activity>]? {
    note.map { [.set(\.type, .note), .set(\.body, $0), .set(\.status, .completed), .set(\.occurredAt, moment)] }
  }
}

extension NextStepDraft {
  /// Tells the task that an import keeps from those that people plan.
  static let mark = Metadata(text: "{\"import\":\"next-step\"}")

  /// The values of the task that is made of it.
  var values: [Assignment<FollowUp>] {
    [.set(\.title, title), .set(\.dueAt, dueAt), .set(\.metadata, Self.mark)]
  }
}

extension Deal {
  /// Status and closing of a new deal; a reason of loss only comes with a past (contract §3).
  fileprivate mutating func close(
    _ draft: DealDraft, in stage: Stage, at enteredAt: Timestamp, isImport: Bool, _ occasion: Occasion
  ) throws(StoreError) {
    // What has a past may stand in a way that no one request leads to, such as reopened in a won stage.
    let keepsStatus = isImport && draft.values.names("status")
    if !keepsStatus {
      try requireStatus(toFit: stage, in: draft.values)
      if let outcome = stage.type.status { status = outcome }
    }
    if !isImport && lossReason != nil { throw .refusing(.lossReasonWithoutLoss, "loss_reason") }
    if !status.isClosed, case .at = draft.closing { throw .refusing(.notClosed, "closed_at") }
    if isImport {
      try settle(draft, isNewlyClosed: true, enteredAt: enteredAt, occasion)
    } else {
      try settle(draft.values, before: nil, at: enteredAt)
    }
  }

  mutating func receive(_ activity: Activity, revives: Bool) {
    lastActivityAt = max(lastActivityAt ?? activity.occurredAt, activity.occurredAt)
    touchedAt = max(touchedAt, activity.occurredAt)
    if revives && status == .stalled { status = .open }
  }
}
