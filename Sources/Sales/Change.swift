package typealias ActionID = Identifier<Action>

/// What a person or a program wants done: the one path for keys, commands, requests, import and undo.
package enum Change: Hashable, Sendable {
  case createDeal(DealDraft)
  /// Sets the fields named. A new stage is a move, with a row of history. As in every edit, each value in `seen` must
  /// still be so, and `links` sets what is known by its name, as a form has it.
  case editDeal(DealID, [DealValue], links: LinkNames = LinkNames(), seen: [DealValue] = [])
  /// Puts a won or lost deal back to open, in the stage it was in before (contract §3, status).
  case reopenDeal(DealID)
  /// Its activities and tasks stay, unlinked (contract §3). With `droppingSteps` its pending tasks are cancelled as well,
  /// which is what people mean: a step of a deal that is gone is nobody's next step.
  case deleteDeal(DealID, droppingSteps: Bool = false, seen: [DealValue] = [])
  /// Sets `stalled` on open deals with no activity for more than so many whole days (contract §3).
  case stallIdleDeals(days: Int)

  case createPipeline([Assignment<Pipeline>], stages: [[Assignment<Stage>]])
  /// Makes the pipeline that a new database starts with, where there is none yet.
  case createFirstPipeline
  case editPipeline(PipelineID, [Assignment<Pipeline>], seen: [Assignment<Pipeline>] = [])
  case deletePipeline(PipelineID)
  /// Inserts at the position, else at the end; the rest shifts.
  case addStage(PipelineID, [Assignment<Stage>], at: Int?)
  case editStage(StageID, [Assignment<Stage>], seen: [Assignment<Stage>] = [])
  /// Each stage of the pipeline exactly once, in the new order; `seen` is the order before, empty for any.
  case reorderStages(PipelineID, [StageID], seen: [StageID] = [])
  /// Its deals move to the other stage first; without one it is refused while it holds deals.
  case removeStage(StageID, dealsTo: StageID? = nil)

  case createActivity([Assignment<Activity>])
  case editActivity(ActivityID, [Assignment<Activity>])
  case deleteActivity(ActivityID)
  case createFollowUp([Assignment<FollowUp>])
  case editFollowUp(FollowUpID, [Assignment<FollowUp>], seen: [Assignment<FollowUp>] = [])
  case deleteFollowUp(FollowUpID)

  case createContact([Assignment<Contact>])
  case editContact(
    ContactID, [Assignment<Contact>], links: LinkNames = LinkNames(), seen: [Assignment<Contact>] = [])
  case deleteContact(ContactID)
  case createCompany([Assignment<Company>])
  case editCompany(
    CompanyID, [Assignment<Company>], links: LinkNames = LinkNames(), seen: [Assignment<Company>] = [])
  case deleteCompany(CompanyID)
  /// A colleague by login; one of that name is left as it is.
  case createUser(name: String)

  /// Sets what the user is to win in the period (`GoalPeriod`): minor units of the currency or, without one, deals.
  case setGoal(owner: UserID, period: String, currency: Currency?, target: Int64)
  case deleteGoal(GoalID)
  /// Puts the deal on the review list, with why; one that is on it gets the new reason and is open again.
  case reviewDeal(DealID, reason: String)
  /// Takes it off the list.
  case deleteReview(ReviewItemID)

  /// Many changes as one step, all or none.
  case bulk([Change])
  case importDeals(ImportBatch)
  /// Undo, or redo when the action is itself a revert: its edits swapped, in reverse order.
  case revert(ActionID)
}

extension Change {
  /// Moves a deal; `seen` is the stage that the person saw it in, so that two presses never move it twice.
  package static func moveDeal(_ deal: DealID, to stage: StageID, seen: StageID? = nil) -> Change {
    .editDeal(deal, [.set(\.stageID, stage)], seen: seen.map { [.set(\.stageID, $0)] } ?? [])
  }
}

/// What the row belongs to, by name: its company, its contact and its owner; nil leaves one as it is. A field that the
/// row does not have is refused as unknown.
package struct LinkNames: Hashable, Sendable {
  /// Found whatever its case, else made.
  package var company: String?
  /// An e-mail address, `Name <address>` or display name; found, else made.
  package var contact: String?
  /// A colleague's login, who must be known: a slip of the finger makes no colleague.
  package var owner: String?

  package init(company: String? = nil, contact: String? = nil, owner: String? = nil) {
    self.company = company
    self.contact = contact
    self.owner = owner
  }
}

/// One committed change as the journal keeps it.
package struct Action: Identified, Hashable, Sendable {
  package static let idPrefix = "evt"

  package let id: ActionID
  package let at: Timestamp
  package let by: UserID
  /// The action that this one reverts; nil for a first doing.
  package let reverts: ActionID?
  /// The first doing at the start of a chain of reverts; its own id when it reverts none.
  package let root: ActionID

  package init(id: ActionID, at: Timestamp, by: UserID, reverts: ActionID?, root: ActionID) {
    self.id = id
    self.at = at
    self.by = by
    self.reverts = reverts
    self.root = root
  }
}

/// What the journal keeps of an edit: the fields that differ. A create holds none, a delete all as they were before.
package struct JournalEntry: Hashable, Sendable {
  package let key: Key
  package let kind: Kind
  /// The fields that changed, or all of a deleted row, in the order of the table of fields.
  package let fields: [FieldChange]

  package init(key: Key, kind: Kind, fields: [FieldChange]) {
    self.key = key
    self.kind = kind
    self.fields = fields
  }

  /// What became of the row; the raw value is the journal's word.
  package enum Kind: String, CaseIterable, Sendable {
    case create, update, delete
  }

  /// A field of the row with its stored value before and after; null where it was not set.
  package struct FieldChange: Hashable, Sendable {
    package let name: String
    package let before: Scalar
    package let after: Scalar

    package init(name: String, before: Scalar, after: Scalar) {
      self.name = name
      self.before = before
      self.after = after
    }
  }
}
