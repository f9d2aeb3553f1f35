extension Change {
  /// The change of somebody whom the file did not know when it was typed: what it makes without an owner is theirs.
  package func owned(by user: UserID) -> Change {
    switch self {
    case .createDeal(var draft):
      draft.values = Self.owned(draft.values, \.ownerID, user)
      draft.followUps = draft.followUps.map { Self.owned($0, \.ownerID, user) }
      draft.activities = draft.activities.map { Self.owned($0, \.ownerID, user) }
      return .createDeal(draft)
    case .createActivity(let values): return .createActivity(Self.owned(values, \.ownerID, user))
    case .createFollowUp(let values): return .createFollowUp(Self.owned(values, \.ownerID, user))
    case .bulk(let changes): return .bulk(changes.map { $0.owned(by: user) })
    case .editDeal, .reopenDeal, .deleteDeal, .stallIdleDeals, .createPipeline, .createFirstPipeline, .editPipeline,
      .deletePipeline, .addStage, .editStage, .reorderStages, .removeStage, .editActivity, .deleteActivity,
      .editFollowUp, .deleteFollowUp, .createContact, .editContact, .deleteContact, .createCompany, .editCompany,
      .deleteCompany, .createUser, .setGoal, .deleteGoal, .reviewDeal, .deleteReview, .importDeals, .revert:
      return self
    }
  }

  private static func owned<Owner: Entity>(
    _ values: [Assignment<Owner>], _ path: WritableKeyPath<Owner, UserID?>, _ user: UserID
  ) -> [Assignment<Owner>] {
    let nobody = Assignment<Owner>.set(path, nil)
    return values.map { $0 == nobody ? .set(path, user) : $0 }
  }
}
