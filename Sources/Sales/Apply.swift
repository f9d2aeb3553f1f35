/// Applies a change to the rows, with every rule of the contract, and nothing else does.
///
/// Rows are read and written only through `records`; on an error the caller drops what was written. `now` is the
/// moment of the action, `user` whoever asked for it.
package func apply(
  _ change: Change, to records: inout some Records, at now: Timestamp, by user: UserID
) throws(StoreError) {
  try records.apply(change, Occasion(now: now, user: user))
}

/// Applies one part of an import. The progress goes from one part to the next; `finishImport` ends it.
package func applyImport(
  _ batch: ImportBatch, _ progress: inout ImportProgress, to records: inout some Records, at now: Timestamp,
  by user: UserID
) throws(StoreError) {
  try records.importRows(of: batch, &progress, Occasion(now: now, user: user))
}

/// Does what an import does after its last part.
package func finishImport(
  _ progress: ImportProgress, in records: inout some Records, at now: Timestamp, by user: UserID
) throws(StoreError) {
  try records.finishImport(progress, Occasion(now: now, user: user))
}

extension Records {
  mutating func apply(_ change: Change, _ occasion: Occasion) throws(StoreError) {
    switch change {
    case .createDeal(let draft):
      var names = Names()
      try createDeal(draft, asImport: false, &names, occasion)
    case .editDeal(let id, let values, let links, let seen):
      try editDeal(id, values, links: links, seen: seen, occasion)
    case .reopenDeal(let id): try reopenDeal(id, occasion)
    case .deleteDeal(let id, let droppingSteps, let seen):
      try deleteDeal(id, droppingSteps: droppingSteps, seen: seen, occasion)
    case .stallIdleDeals(let days): try stallIdleDeals(days: days, occasion)
    case .createPipeline(let values, let stages): try createPipeline(values, stages: stages, occasion)
    case .createFirstPipeline: try createFirstPipeline(occasion)
    case .editPipeline(let id, let values, let seen): try editPipeline(id, values, seen: seen, occasion)
    case .deletePipeline(let id): try deletePipeline(id, occasion)
    case .addStage(let id, let values, let position): try addStage(to: id, values, at: position, occasion)
    case .editStage(let id, let values, let seen): try editStage(id, values, seen: seen, occasion)
    case .reorderStages(let id, let order, let seen): try reorderStages(of: id, order, seen: seen, occasion)
    case .removeStage(let id, let target): try removeStage(id, dealsTo: target, occasion)
    case .createActivity(let values): try createActivity(values, occasion)
    case .editActivity(let id, let values): try editActivity(id, values, occasion)
    case .deleteActivity(let id): try deleteActivity(id, occasion)
    case .createFollowUp(let values): try createFollowUp(values, occasion)
    case .editFollowUp(let id, let values, let seen): try editFollowUp(id, values, seen: seen, occasion)
    case .deleteFollowUp(let id): try remove(existing(id))
    case .createContact(let values): try createParty(values, occasion)
    case .editContact(let id, let values, let links, let seen):
      try editParty(id, values, links: links, seen: seen, occasion)
    case .deleteContact(let id): try unlinkAndRemove(existing(id), occasion)
    case .createCompany(let values): try createParty(values, occasion)
    case .editCompany(let id, let values, let links, let seen):
      try editParty(id, values, links: links, seen: seen, occasion)
    case .deleteCompany(let id): try unlinkAndRemove(existing(id), occasion)
    case .createUser(let name): try createUser(name: name, occasion)
    case .setGoal(let owner, let period, let currency, let target):
      try setGoal(of: owner, period: period, currency: currency, target: target, occasion)
    case .deleteGoal(let id): try remove(existing(id))
    case .reviewDeal(let id, let reason): try reviewDeal(id, reason: reason, occasion)
    case .deleteReview(let id): try remove(existing(id))
    case .bulk(let changes): try bulk(changes, occasion)
    case .importDeals(let batch):
      var progress = ImportProgress(ImportRules())
      try importRows(of: batch, &progress, occasion)
    case .revert(let action): try revert(action, occasion)
    }
  }

  private mutating func bulk(_ changes: [Change], _ occasion: Occasion) throws(StoreError) {
    for (index, change) in changes.enumerated() {
      do {
        try apply(change, occasion)
      } catch {
        throw error.at(index)
      }
    }
  }
}

extension StoreError {
  /// The error with the place of the change that it stopped; troubles of the file itself have no place.
  func at(_ index: Int) -> StoreError { isAboutTheChange ? .refusedAt(index: index, self) : self }
}
