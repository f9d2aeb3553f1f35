// Deals: edits, moves, closing, reopening (contract §3).

extension Records {
  mutating func editDeal(
    _ id: DealID, _ values: [DealValue], links: LinkNames = LinkNames(), seen: [DealValue] = [], _ occasion: Occasion
  ) throws(StoreError) {
    let before = try existing(id)
    try requireUnchanged(before, since: seen)
    try edit(before, linked(values, of: before, links, occasion), occasion)
  }

  /// Sets the fields named and keeps the others in step.
  private mutating func edit(_ before: Deal, _ values: [DealValue], _ occasion: Occasion) throws(StoreError) {
    var after = before
    try after.assign(values)
    try requireReferences(in: values)
    try requireUnique(after, before: before)
    if after.pipelineID != before.pipelineID && !values.names("stage_id") {
      throw .refusing(.pipelineWithoutStage, "stage_id")
    }
    let stage = try stage(of: after)
    let isMove = after.stageID != before.stageID
    if isMove || values.names("stage_id") { try after.requireStatus(toFit: stage, in: values) }
    if isMove {
      after.stageEnteredAt = occasion.now
      if !values.names("status") { after.follow(stage, from: try find(before.stageID)?.type) }
    }
    try after.settle(values, before: before, at: occasion.now)
    after.touch(since: before, at: occasion.now)
    guard try update(before, to: after, occasion), isMove else { return }
    try insert(transition(of: after, from: before.stageID, to: stage, at: occasion.now, occasion))
  }

  mutating func conflict(
    _ key: Key, _ field: String, expected: Scalar, found: Scalar
  ) throws(StoreError) -> StoreError {
    let last = try lastChange(of: field, on: key)
    let row = try row(key)
    var names: [String: String] = [:]
    if key.table.column(field)?.isReference == true {
      for case .text(let id) in [expected, found] {
        if let named = Key(id: id) { names[id] = try self.row(named)?.title }
      }
    }
    return .conflict(
      Conflict(
        key: key, field: field, expected: expected, found: found, by: last?.by, at: last?.at,
        title: row?.title ?? key.id,
        names: names, currency: row.flatMap(Deal.init(row:))?.currency ?? .usd))
  }

  mutating func requireUnique(_ deal: Deal, before: Deal?) throws(StoreError) {
    guard let external = deal.externalID, external != before?.externalID else { return }
    guard let other = try self.deal(externalID: external) else { return }
    throw .refusing(.duplicate(other.key), "external_id")
  }

  /// The deal's stage, which must belong to its pipeline.
  mutating func stage(of deal: Deal) throws(StoreError) -> Stage {
    guard let stage = try find(deal.stageID) else {
      throw .refusing(.unknownReference(Stage.key(deal.stageID)), "stage_id")
    }
    if stage.pipelineID != deal.pipelineID { throw .refusing(.stageOfOtherPipeline, "stage_id") }
    return stage
  }

  /// A row of history that records the deal's entry into the stage; changed then and there, unless it is an undo.
  mutating func transition(
    of deal: Deal, from: StageID?, to stage: Stage, at changedAt: Timestamp, enteredAt: Timestamp? = nil,
    _ occasion: Occasion
  ) throws(StoreError) -> StageTransition {
    var transition = StageTransition(id: try makeID(StageTransition.self))
    transition.dealID = deal.id
    transition.fromStageID = from
    transition.toStageID = stage.id
    transition.toStageName = stage.name
    transition.changedAt = changedAt
    transition.enteredAt = enteredAt ?? changedAt
    transition.changedBy = occasion.user
    return transition
  }

  mutating func reopenDeal(_ id: DealID, _ occasion: Occasion) throws(StoreError) {
    let deal = try existing(id)
    guard deal.status.isClosed else { throw .refusing(.notClosed, "status") }
    var values: [DealValue] = [.set(\.status, .open)]
    if try find(deal.stageID)?.type != .open {
      let stage = try openStage(before: deal)
      values += [.set(\.pipelineID, stage.pipelineID), .set(\.stageID, stage.id)]
    }
    try editDeal(id, values, occasion)
  }

  /// The open stage that the deal was in last, else the last one of its pipeline.
  private mutating func openStage(before deal: Deal) throws(StoreError) -> Stage {
    for transition in try history(of: deal.id).reversed() {
      if let stage = try find(transition.toStageID), stage.type == .open { return stage }
    }
    guard let stage = try stages(of: deal.pipelineID).last(where: { $0.type == .open }) else {
      throw .refusing(.noOpenStage, "stage_id")
    }
    return stage
  }

  mutating func deleteDeal(
    _ id: DealID, droppingSteps: Bool, seen: [DealValue], _ occasion: Occasion
  ) throws(StoreError) {
    let deal = try existing(id)
    try requireUnchanged(deal, since: seen)
    for transition in try history(of: id) { try remove(transition) }
    try unlinkAndRemove(deal, droppingSteps: droppingSteps, occasion)
  }

  /// A sweep that somebody asked for: no human touch (contract §3, stalled).
  mutating func stallIdleDeals(days: Int, _ occasion: Occasion) throws(StoreError) {
    let range: ClosedRange<Int64> = 0...36_500
    guard range.contains(Int64(days)) else { throw .refusing(.invalid(.number(range)), "days") }
    for deal in try openDeals(idleSince: occasion.now.idleSince(moreThan: days)) {
      var stalled = deal
      stalled.status = .stalled
      try update(deal, to: stalled, occasion)
    }
  }
}

// What follows from a deal's fields alone.
extension Deal {
  /// Refuses a status that contradicts the outcome of the stage named in the same request.
  func requireStatus(toFit stage: Stage, in values: [DealValue]) throws(StoreError) {
    guard let outcome = stage.type.status, values.names("status"), status != outcome else { return }
    throw .refusing(.contradictoryStatus, "status")
  }

  /// Takes the status that entering the stage means: its outcome, or open again after one.
  mutating func follow(_ stage: Stage, from type: StageType?) {
    if let outcome = stage.type.status {
      status = outcome
    } else if status.isClosed, let type, type.status != nil {
      status = .open
    }
  }

  /// Keeps `closed_at` and `loss_reason` in step with the status; refuses them where they have no meaning. A deal that
  /// is closed already may lack its day, as an import leaves it.
  mutating func settle(_ values: [DealValue], before: Deal?, at moment: Timestamp) throws(StoreError) {
    if status.isClosed {
      if !values.names("closed_at") && before?.status != status { closedAt = moment }
      // What the file has already, such as from an import, is no new mistake.
      if values.names("closed_at"), closedAt == nil || closedAt != before?.closedAt {
        try requireClosing(at: moment, creation: before?.createdAt)
      }
    } else {
      if values.names("closed_at") && closedAt != nil { throw .refusing(.notClosed, "closed_at") }
      closedAt = nil
    }
    guard status != .lost else { return }
    if values.names("loss_reason") && lossReason != nil { throw .refusing(.lossReasonWithoutLoss, "loss_reason") }
    lossReason = nil
  }

  /// Refuses a closing day that is still to come or before the creation, where that is known. The moment stands for its
  /// day's noon where nobody knows the hour, so half a day is allowed on either side; a whole day does not lie before an
  /// hour of its own.
  func requireClosing(at now: Timestamp, creation: Timestamp?) throws(StoreError) {
    guard let closedAt else { throw .refusing(.required, "closed_at") }
    if closedAt > now.advanced(bySeconds: Limits.halfDay) { throw .refusing(.closedAhead, "closed_at") }
    guard let creation, closedAt < creation.advanced(bySeconds: -Limits.halfDay) else { return }
    if closedAt.isAllDay, closedAt.utcDay == creation.utcDay { return }
    throw .refusing(.closedBeforeCreation(creation.utcDay), "closed_at")
  }

  /// Raises `touched_at` when what people look after has changed.
  mutating func touch(since before: Deal, at moment: Timestamp) {
    let isMove = stageID != before.stageID
    let isChange = value != before.value || expectedClose != before.expectedClose || ownerID != before.ownerID
    if isMove || isChange { touch(at: moment, now: moment) }
  }

  /// Raises `touched_at`. A touch that lies ahead was made with a wrong clock and hides no later one.
  mutating func touch(at moment: Timestamp, now: Timestamp) {
    touchedAt = touchedAt > now ? moment : max(touchedAt, moment)
  }
}
