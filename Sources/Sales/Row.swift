/// One row of any table.
package enum Row: Hashable, Sendable {
  case user(User)
  case company(Company)
  case contact(Contact)
  case pipeline(Pipeline)
  case stage(Stage)
  case deal(Deal)
  case transition(StageTransition)
  case activity(Activity)
  case followUp(FollowUp)
  case goal(Goal)
  case review(ReviewItem)
}

/// Which row: its table and its id.
package enum Key: Hashable, Sendable {
  case user(UserID)
  case company(CompanyID)
  case contact(ContactID)
  case pipeline(PipelineID)
  case stage(StageID)
  case deal(DealID)
  case transition(TransitionID)
  case activity(ActivityID)
  case followUp(FollowUpID)
  case goal(GoalID)
  case review(ReviewItemID)
}

extension Row {
  package var key: Key {
    switch self {
    case .user(let row): .user(row.id)
    case .company(let row): .company(row.id)
    case .contact(let row): .contact(row.id)
    case .pipeline(let row): .pipeline(row.id)
    case .stage(let row): .stage(row.id)
    case .deal(let row): .deal(row.id)
    case .transition(let row): .transition(row.id)
    case .activity(let row): .activity(row.id)
    case .followUp(let row): .followUp(row.id)
    case .goal(let row): .goal(row.id)
    case .review(let row): .review(row.id)
    }
  }

  /// Every stored value, in the order of the entity's fields.
  package var scalars: [Scalar] {
    switch self {
    case .user(let row): row.scalars
    case .company(let row): row.scalars
    case .contact(let row): row.scalars
    case .pipeline(let row): row.scalars
    case .stage(let row): row.scalars
    case .deal(let row): row.scalars
    case .transition(let row): row.scalars
    case .activity(let row): row.scalars
    case .followUp(let row): row.scalars
    case .goal(let row): row.scalars
    case .review(let row): row.scalars
    }
  }

  /// The row of that table with those values in the order of its fields; nil when one is of the wrong type.
  package init?(table: Table, scalars: [Scalar]) {
    switch table {
    case .users: self.init(scalars, Row.user)
    case .companies: self.init(scalars, Row.company)
    case .contacts: self.init(scalars, Row.contact)
    case .pipelines: self.init(scalars, Row.pipeline)
    case .stages: self.init(scalars, Row.stage)
    case .deals: self.init(scalars, Row.deal)
    case .stageHistory: self.init(scalars, Row.transition)
    case .activities: self.init(scalars, Row.activity)
    case .tasks: self.init(scalars, Row.followUp)
    case .goals: self.init(scalars, Row.goal)
    case .reviews: self.init(scalars, Row.review)
    }
  }

  private init?<E: Entity>(_ scalars: [Scalar], _ make: (E) -> Row) {
    guard let entity = E(scalars: scalars) else { return nil }
    self = make(entity)
  }
}

extension Entity {
  /// The entity with those values in the order of its fields; nil when one is of the wrong type.
  package init?(scalars: [Scalar]) {
    guard scalars.count == Self.fields.count, let first = scalars.first, let id = Identifier<Self>(scalar: first) else {
      return nil
    }
    self.init(id: id)
    for (field, scalar) in zip(Self.fields, scalars).dropFirst() {
      guard field.set(&self, scalar) else { return nil }
    }
  }
}

extension Key {
  package var table: Table {
    switch self {
    case .user: .users
    case .company: .companies
    case .contact: .contacts
    case .pipeline: .pipelines
    case .stage: .stages
    case .deal: .deals
    case .transition: .stageHistory
    case .activity: .activities
    case .followUp: .tasks
    case .goal: .goals
    case .review: .reviews
    }
  }

  /// The id as text, such as `deal_01HQ…`; unique over all tables.
  package var id: String {
    switch self {
    case .user(let id): id.description
    case .company(let id): id.description
    case .contact(let id): id.description
    case .pipeline(let id): id.description
    case .stage(let id): id.description
    case .deal(let id): id.description
    case .transition(let id): id.description
    case .activity(let id): id.description
    case .followUp(let id): id.description
    case .goal(let id): id.description
    case .review(let id): id.description
    }
  }

  /// Reads an id of any kind by its prefix; nil when it is none.
  package init?(id text: String) {
    switch String(Substring(text.utf8.prefix { $0 != UInt8(ascii: "_") })) {
    case User.idPrefix: self.init(text, Key.user)
    case Company.idPrefix: self.init(text, Key.company)
    case Contact.idPrefix: self.init(text, Key.contact)
    case Pipeline.idPrefix: self.init(text, Key.pipeline)
    case Stage.idPrefix: self.init(text, Key.stage)
    case Deal.idPrefix: self.init(text, Key.deal)
    case StageTransition.idPrefix: self.init(text, Key.transition)
    case Activity.idPrefix: self.init(text, Key.activity)
    case FollowUp.idPrefix: self.init(text, Key.followUp)
    case Goal.idPrefix: self.init(text, Key.goal)
    case ReviewItem.idPrefix: self.init(text, Key.review)
    default: return nil
    }
  }

  private init?<E>(_ text: String, _ make: (Identifier<E>) -> Key) {
    guard let id = Identifier<E>(text) else { return nil }
    self = make(id)
  }
}

/// What one change did to one row: nil before for a row made, nil after for a row deleted.
package struct Edit: Hashable, Sendable {
  package let before: Row?
  package let after: Row?

  package init(before: Row?, after: Row?) {
    precondition(before != nil || after != nil, "an edit is about a row")
    self.before = before
    self.after = after
  }

  package var key: Key {
    guard let row = after ?? before else { preconditionFailure("an edit is about a row") }
    return row.key
  }
}
