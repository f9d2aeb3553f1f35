package import Sales

/// The cases of `Change` without what they hold, for counting.
package enum ChangeKind: String, CaseIterable, Sendable {
  case createDeal, editDeal, reopenDeal, deleteDeal, stallIdleDeals
  case createPipeline, createFirstPipeline, editPipeline, deletePipeline, addStage, editStage, reorderStages,
    removeStage
  case createActivity, editActivity, deleteActivity, createFollowUp, editFollowUp, deleteFollowUp
  case createContact, editContact, deleteContact, createCompany, editCompany, deleteCompany, createUser
  case setGoal, deleteGoal, reviewDeal, deleteReview
  case bulk, importDeals, revert
}

extension Change {
  package var kind: ChangeKind {
    switch self {
    case .createDeal: .createDeal
    case .editDeal: .editDeal
    case .reopenDeal: .reopenDeal
    case .deleteDeal: .deleteDeal
    case .stallIdleDeals: .stallIdleDeals
    case .createPipeline: .createPipeline
    case .createFirstPipeline: .createFirstPipeline
    case .editPipeline: .editPipeline
    case .deletePipeline: .deletePipeline
    case .addStage: .addStage
    case .editStage: .editStage
    case .reorderStages: .reorderStages
    case .removeStage: .removeStage
    case .createActivity: .createActivity
    case .editActivity: .editActivity
    case .deleteActivity: .deleteActivity
    case .createFollowUp: .createFollowUp
    case .editFollowUp: .editFollowUp
    case .deleteFollowUp: .deleteFollowUp
    case .createContact: .createContact
    case .editContact: .editContact
    case .deleteContact: .deleteContact
    case .createCompany: .createCompany
    case .editCompany: .editCompany
    case .deleteCompany: .deleteCompany
    case .createUser: .createUser
    case .setGoal: .setGoal
    case .deleteGoal: .deleteGoal
    case .reviewDeal: .reviewDeal
    case .deleteReview: .deleteReview
    case .bulk: .bulk
    case .importDeals: .importDeals
    case .revert: .revert
    }
  }
}
