/// An entity that is one case of `Row` and of `Key`.
package protocol Stored: Entity {
  init?(row: Row)
  var row: Row { get }
  static func key(_ id: Identifier<Self>) -> Key
}

/// An entity that says when it was made and when it was last written.
protocol Dated: Stored {
  var createdAt: Timestamp { get set }
  var updatedAt: Timestamp { get set }
}

extension Dated {
  /// A row that is made now.
  mutating func begin(at now: Timestamp) { (createdAt, updatedAt) = (now, now) }
}

extension Stored {
  var key: Key { Self.key(id) }
}

extension User: Stored {
  package init?(row: Row) {
    guard case .user(let user) = row else { return nil }
    self = user
  }
  package var row: Row { .user(self) }
  package static func key(_ id: UserID) -> Key { .user(id) }
}

extension Company: Dated {
  package init?(row: Row) {
    guard case .company(let company) = row else { return nil }
    self = company
  }
  package var row: Row { .company(self) }
  package static func key(_ id: CompanyID) -> Key { .company(id) }
}

extension Contact: Dated {
  package init?(row: Row) {
    guard case .contact(let contact) = row else { return nil }
    self = contact
  }
  package var row: Row { .contact(self) }
  package static func key(_ id: ContactID) -> Key { .contact(id) }
}

extension Pipeline: Dated {
  package init?(row: Row) {
    guard case .pipeline(let pipeline) = row else { return nil }
    self = pipeline
  }
  package var row: Row { .pipeline(self) }
  package static func key(_ id: PipelineID) -> Key { .pipeline(id) }
}

extension Stage: Stored {
  package init?(row: Row) {
    guard case .stage(let stage) = row else { return nil }
    self = stage
  }
  package var row: Row { .stage(self) }
  package static func key(_ id: StageID) -> Key { .stage(id) }
}

extension Deal: Dated {
  package init?(row: Row) {
    guard case .deal(let deal) = row else { return nil }
    self = deal
  }
  package var row: Row { .deal(self) }
  package static func key(_ id: DealID) -> Key { .deal(id) }
}

extension StageTransition: Stored {
  package init?(row: Row) {
    guard case .transition(let transition) = row else { return nil }
    self = transition
  }
  package var row: Row { .transition(self) }
  package static func key(_ id: TransitionID) -> Key { .transition(id) }
}

extension Activity: Dated {
  package init?(row: Row) {
    guard case .activity(let activity) = row else { return nil }
    self = activity
  }
  package var row: Row { .activity(self) }
  package static func key(_ id: ActivityID) -> Key { .activity(id) }
}

extension FollowUp: Dated {
  package init?(row: Row) {
    guard case .followUp(let followUp) = row else { return nil }
    self = followUp
  }
  package var row: Row { .followUp(self) }
  package static func key(_ id: FollowUpID) -> Key { .followUp(id) }
}

/// A field without the type of its owner, for code that walks over rows of any table.
package struct Column: Hashable, Sendable {
  package let name: String
  package let kind: FieldKind
  package let isRequired: Bool
  package let hasDefault: Bool
  package let access: FieldAccess
  /// Where the property lies in the memory of its owner.
  let offset: Int?

  /// Whether its values point at rows, the row itself not counted.
  package var isReference: Bool {
    guard case .id = kind else { return false }
    return name != "id"
  }

  fileprivate static func all<Owner: Entity>(_ owner: Owner.Type) -> [Column] {
    Owner.fields.map {
      Column(
        name: $0.name, kind: $0.kind, isRequired: $0.isRequired, hasDefault: $0.hasDefault, access: $0.access,
        offset: $0.offset)
    }
  }
}

extension Table {
  /// The fields of the table's entity, in their order.
  package var columns: [Column] {
    switch self {
    case .users: ColumnLists.users
    case .companies: ColumnLists.companies
    case .contacts: ColumnLists.contacts
    case .pipelines: ColumnLists.pipelines
    case .stages: ColumnLists.stages
    case .deals: ColumnLists.deals
    case .stageHistory: ColumnLists.stageHistory
    case .activities: ColumnLists.activities
    case .tasks: ColumnLists.tasks
    case .goals: ColumnLists.goals
    case .reviews: ColumnLists.reviews
    }
  }
}

extension Table {
  /// The part of its rows' ids before the underscore, such as `deal`.
  package var idPrefix: String {
    guard case .id(let prefix)? = columns.first?.kind else { preconditionFailure("\(rawValue) begins with its id") }
    return prefix
  }

  /// The column of that name; nil when there is none.
  package func column(_ name: String) -> Column? { columns.first { $0.name == name } }
}

private enum ColumnLists {
  static let users = Column.all(User.self)
  static let companies = Column.all(Company.self)
  static let contacts = Column.all(Contact.self)
  static let pipelines = Column.all(Pipeline.self)
  static let stages = Column.all(Stage.self)
  static let deals = Column.all(Deal.self)
  static let stageHistory = Column.all(StageTransition.self)
  static let activities = Column.all(Activity.self)
  static let tasks = Column.all(FollowUp.self)
  static let goals = Column.all(Goal.self)
  static let reviews = Column.all(ReviewItem.self)
}

extension Row {
  /// The value of that field; nil when the table has none of that name.
  package func value(of field: String) -> Scalar? {
    key.table.columns.firstIndex { $0.name == field }.map { scalars[$0] }
  }

  /// The row with other values in some fields; nil when one is of the wrong type. Unknown names are passed over.
  package func setting(_ values: [String: Scalar]) -> Row? {
    let table = key.table
    var scalars = scalars
    for (index, column) in table.columns.enumerated() {
      if let value = values[column.name] { scalars[index] = value }
    }
    return Row(table: table, scalars: scalars)
  }
}
