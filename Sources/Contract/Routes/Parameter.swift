package import Sales

/// What one parameter of a query may hold (contract §1, §2, §3, §6).
package struct Parameter: Hashable, Sendable {
  package let name: String
  package let kind: Kind

  package enum Kind: Hashable, Sendable {
    /// A value that rows are compared with.
    case filter(FieldKind)
    /// A time that may also be a date.
    case day
    /// Fields of deals to sort by, each after a `-` for descending.
    case sort
    /// Members of the resource to send.
    case fields(Resource)
    /// Rows to send beside the data.
    case include
    case limit
    case cursor
  }

  init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  init(_ name: String, _ kind: FieldKind) {
    self.init(name, .filter(kind))
  }

  /// What `limit` may be, and is when it is not said (contract §1).
  package static let limits: ClosedRange<Int64> = 1...200
  package static let usualLimit = 50
  private static let days = FieldKind.number(0...36_500)

  static let pages = [Parameter("cursor", .cursor), Parameter("limit", .limit)]

  /// For one row of the resource.
  static func one(_ resource: Resource) -> [Parameter] {
    [Parameter("fields", .fields(resource))] + (resource == .deal ? [Parameter("include", .include)] : [])
  }

  /// For a list of the resource without filters.
  static func list(_ resource: Resource) -> [Parameter] { one(resource) + pages }

  static let deals: [Parameter] =
    [
      Parameter("status", .word(DealStatus.words)), Parameter("pipeline_id", .id(prefix: Pipeline.idPrefix)),
      Parameter("stage_id", .id(prefix: Stage.idPrefix)), Parameter("contact_id", .id(prefix: Contact.idPrefix)),
      Parameter("company_id", .id(prefix: Company.idPrefix)), Parameter("owner_id", .id(prefix: User.idPrefix)),
      Parameter("min_value", .money), Parameter("max_value", .money), Parameter("days_since_activity_gt", days),
      Parameter("created_after", .moment), Parameter("created_before", .moment), Parameter("sort", .sort),
    ] + list(.deal)

  static let activities: [Parameter] =
    [Parameter("type", .word(ActivityType.words)), Parameter("status", .word(ActivityStatus.words))] + links
    + list(.activity)

  static let tasks: [Parameter] =
    [Parameter("status", .word(FollowUpStatus.words)), Parameter("priority", .word(Priority.words))] + links
    + [Parameter("due_before", .day), Parameter("due_after", .day)] + list(.task)

  static let events = [Parameter("type", .word(EventType.words))] + pages

  /// The ids by which activities and tasks belong to other rows.
  private static let links = [
    Parameter("contact_id", .id(prefix: Contact.idPrefix)), Parameter("company_id", .id(prefix: Company.idPrefix)),
    Parameter("deal_id", .id(prefix: Deal.idPrefix)), Parameter("owner_id", .id(prefix: User.idPrefix)),
  ]
}

/// What can have happened (contract §8).
package enum EventType: String, Word {
  case dealCreated = "deal.created"
  case dealUpdated = "deal.updated"
  case dealDeleted = "deal.deleted"
  case dealStageChanged = "deal.stage_changed"
  case dealWon = "deal.won"
  case dealLost = "deal.lost"
  case dealStalled = "trigger.deal.stalled"
  case activityCreated = "activity.created"
  case activityUpdated = "activity.updated"
  case activityDeleted = "activity.deleted"
  case taskCreated = "task.created"
  case taskUpdated = "task.updated"
}

/// What deals can be sorted by (contract §1, `sort`).
package enum DealSort: String, Word {
  case createdAt = "created_at"
  case updatedAt = "updated_at"
  case value, name
  case expectedClose = "expected_close"
  case lastActivityAt = "last_activity_at"
  case stageEnteredAt = "stage_entered_at"
}

/// One key of a sort. Missing values come last either way, and the id, ascending, breaks ties.
package struct SortTerm: Hashable, Sendable {
  package let field: DealSort
  package let isDescending: Bool

  package init(_ field: DealSort, isDescending: Bool = false) {
    self.field = field
    self.isDescending = isDescending
  }
}
