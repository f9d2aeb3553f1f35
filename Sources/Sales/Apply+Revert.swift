// Undo and redo: an action's edits swapped, in reverse order, recorded like any other action.

extension Records {
  /// First looks whether everything that the action set is still so, then puts back what was there before it.
  ///
  /// The journal is read a page at a time, since an import may have written any number of rows.
  mutating func revert(_ action: ActionID, _ occasion: Occasion) throws(StoreError) {
    try requireUnchanged(since: action)
    var affected = Affected()
    var place = Int64.max
    var isEmpty = true
    while case let page = try journal(of: action, before: place, limit: 500), let last = page.last {
      // Colleagues are made at their first use and never unmade: others may have used them since.
      for (_, entry) in page where entry.key.table != .users {
        isEmpty = false
        switch entry.kind {
        case .create: try unmake(entry.key, &affected)
        case .update: try putBack(entry, &affected, occasion)
        case .delete: try restore(entry, &affected, occasion)
        }
      }
      place = last.place
    }
    if isEmpty { throw .refusing(.nothingToRevert) }
    // Sorted, so that the same change always makes the same edits.
    for pipeline in affected.pipelines.sorted() { try closeGaps(in: pipeline) }
    try ensureDefault(occasion)
    for deal in affected.deals.sorted() { try updateDeal(deal, occasion) }
  }

  /// Deletes a row that the action made; a deal goes with its history, which otherwise is never shortened.
  private mutating func unmake(_ key: Key, _ affected: inout Affected) throws(StoreError) {
    if case .transition = key { return }
    guard let made = try row(key) else { throw .notFound(key) }
    if case .deal(let id) = key {
      for transition in try history(of: id) { try remove(transition) }
    }
    if let other = try firstRow(referringTo: key) { throw .refusing(.stillReferenced(other.key)) }
    affected.noteGone(made)
    try write(Edit(before: made, after: nil))
  }

  private mutating func restore(
    _ entry: JournalEntry, _ affected: inout Affected, _ occasion: Occasion
  ) throws(StoreError) {
    guard let deleted = entry.deletedRow else { throw .damaged("the journal of \(entry.key.id) is incomplete") }
    let row = try permitted(deleted, before: nil, changed: Set(entry.fields.map(\.name)), occasion)
    affected.note(row)
    try write(Edit(before: nil, after: row))
  }

  private mutating func putBack(
    _ entry: JournalEntry, _ affected: inout Affected, _ occasion: Occasion
  ) throws(StoreError) {
    guard let before = try row(entry.key) else { throw .notFound(entry.key) }
    var values: [String: Scalar] = [:]
    for change in entry.fields where change.isPutBack(in: before) { values[change.name] = change.before }
    guard let restored = before.setting(values) else {
      throw .damaged("the journal of \(entry.key.id) is incomplete")
    }
    let after = try permitted(restored, before: before, changed: Set(values.keys), occasion)
    affected.note(before)
    affected.note(after)
    guard after != before else { return }
    try write(Edit(before: before, after: after))
    if case .deal(let old) = before, case .deal(let new) = after, old.stageID != new.stageID {
      let stage = try stage(of: new)
      try insert(
        transition(
          of: new, from: old.stageID, to: stage, at: occasion.now, enteredAt: new.stageEnteredAt, occasion))
    }
  }

  /// The row as it may stand among what is there by now: its ids point at rows, its unique values are free, its
  /// fields agree with one another.
  private mutating func permitted(
    _ row: Row, before: Row?, changed: Set<String>, _ occasion: Occasion
  ) throws(StoreError) -> Row {
    if case .transition = row { return row }
    for (column, value) in zip(row.key.table.columns, row.scalars) where changed.contains(column.name) {
      if column.isReference { try requireReference(value, column.name) }
    }
    switch row {
    case .deal(var deal):
      try requireUnique(deal, before: before.flatMap(Deal.init(row:)))
      _ = try stage(of: deal)
      try deal.settleAgain(changed: changed)
      return dated(deal, occasion)
    case .contact(let contact): return try permitted(contact, occasion)
    case .company(let company): return try permitted(company, occasion)
    case .pipeline(var pipeline):
      // Of two defaults the one that people have now stays.
      let others = try pipelines()
      if others.contains(where: { $0.isDefault && $0.id != pipeline.id }) { pipeline.isDefault = false }
      return dated(pipeline, occasion)
    case .activity(let activity): return dated(activity, occasion)
    case .followUp(let followUp): return dated(followUp, occasion)
    case .goal(let goal): return dated(goal, occasion)
    case .review(let item): return dated(item, occasion)
    case .stage, .user, .transition: return row
    }
  }

  private mutating func permitted(_ party: some Party, _ occasion: Occasion) throws(StoreError) -> Row {
    try requireUnique(party)
    return dated(party, occasion)
  }

  private func dated(_ entity: some Dated, _ occasion: Occasion) -> Row {
    var entity = entity
    entity.updatedAt = occasion.now
    return entity.row
  }
}

/// What must be made right once all rows are back.
private struct Affected {
  private(set) var pipelines: Set<PipelineID> = []
  private(set) var deals: Set<DealID> = []

  /// A row that is there no more; a deal then needs nothing made right.
  mutating func noteGone(_ row: Row) {
    if case .deal(let deal) = row { deals.remove(deal.id) } else { note(row) }
  }

  mutating func note(_ row: Row) {
    switch row {
    case .stage(let stage): pipelines.insert(stage.pipelineID)
    case .deal(let deal): deals.insert(deal.id)
    case .activity(let activity):
      if let deal = activity.dealID { deals.insert(deal) }
    case .user, .company, .contact, .pipeline, .transition, .followUp, .goal, .review: break
    }
  }
}

extension JournalEntry.FieldChange {
  /// Derived fields follow from other rows; only a human touch is taken back, and only the last one.
  fileprivate func isPutBack(in row: Row) -> Bool {
    guard row.key.table.column(name)?.access == .derived else { return true }
    return name == "touched_at" && row.value(of: name) == after
  }
}

extension Deal {
  /// Keeps `closed_at` and `loss_reason` in step with a status that was put back, or that stayed.
  fileprivate mutating func settleAgain(changed: Set<String>) throws(StoreError) {
    if !status.isClosed { closedAt = nil }
    guard status != .lost, lossReason != nil else { return }
    if changed.contains("loss_reason") && !changed.contains("status") {
      throw .refusing(.lossReasonWithoutLoss, "loss_reason")
    }
    lossReason = nil
  }
}
