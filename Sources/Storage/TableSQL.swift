import Sales

/// The statements that read and write one table's rows by its fields; the same for every table.
struct TableSQL {
  let table: Table
  /// How many fields a row has: the columns that `list` names.
  let width: Int
  /// Every field, as a list of columns.
  let list: String
  let byID: String
  let insert: String
  let delete: String
  /// Which whole numbers each field takes; times are looked at by their type.
  let ranges: [ClosedRange<Int64>]

  private init(_ table: Table) {
    self.table = table
    let names = table.columns.map(\.name)
    width = names.count
    list = names.joined(separator: ", ")
    byID = "SELECT \(list) FROM \(table.rawValue) WHERE id = ?"
    let all = names + (table.hasFoldedName ? ["name_folded"] : [])
    let places = all.indices.map { "?\($0 + 1)" }
    var (columns, values) = (all, places)
    if table == .deals {
      let place = { (name: String) in all.firstIndex(of: name).map { places[$0] } ?? "NULL" }
      columns.append("words")
      values.append(
        Schema.words(company: place("company_id"), contact: place("contact_id"), name: place("name_folded")))
    }
    insert =
      "INSERT INTO \(table.rawValue) (\(columns.joined(separator: ", "))) VALUES (\(values.joined(separator: ", ")))"
    ranges = table.columns.map(\.kind.range)
    delete = "DELETE FROM \(table.rawValue) WHERE id = ?"
  }

  /// Every field under the name of the table's alias.
  func list(of alias: String) -> String {
    table.columns.map { "\(alias).\($0.name)" }.joined(separator: ", ")
  }

  func select(_ rest: String) -> String { "SELECT \(list) FROM \(table.rawValue) \(rest)" }

  /// Sets only the columns named, so that SQLite looks only at the indexes, references and triggers of those.
  func update(_ names: [String]) -> String {
    "UPDATE \(table.rawValue) SET \(names.map { $0 + " = ?" }.joined(separator: ", ")) WHERE id = ?"
  }

  static let users = TableSQL(.users)
  static let companies = TableSQL(.companies)
  static let contacts = TableSQL(.contacts)
  static let pipelines = TableSQL(.pipelines)
  static let stages = TableSQL(.stages)
  static let deals = TableSQL(.deals)
  static let stageHistory = TableSQL(.stageHistory)
  static let activities = TableSQL(.activities)
  static let tasks = TableSQL(.tasks)
  static let goals = TableSQL(.goals)
  static let reviews = TableSQL(.reviews)
}

extension Table {
  var sql: TableSQL {
    switch self {
    case .users: .users
    case .companies: .companies
    case .contacts: .contacts
    case .pipelines: .pipelines
    case .stages: .stages
    case .deals: .deals
    case .stageHistory: .stageHistory
    case .activities: .activities
    case .tasks: .tasks
    case .goals: .goals
    case .reviews: .reviews
    }
  }

  /// Whether the file keeps the folded name too, for searches.
  var hasFoldedName: Bool {
    switch self {
    case .users, .companies, .contacts, .deals: true
    case .pipelines, .stages, .stageHistory, .activities, .tasks, .goals, .reviews: false
    }
  }
}

extension Row {
  /// The name as searches compare it; nil for rows that are not searched by name.
  var foldedName: String? {
    switch self {
    case .user(let user): folded(user.name)
    case .company(let company): folded(company.name)
    case .contact(let contact): folded(contact.displayName)
    case .deal(let deal): folded(deal.name)
    case .pipeline, .stage, .transition, .activity, .followUp, .goal, .review: nil
    }
  }
}

extension Row {
  /// Whether the folded name may follow from the field.
  static func namesARow(_ field: String) -> Bool {
    switch field {
    case "name", "email", "first_name", "last_name": true
    default: false
    }
  }
}

extension Statement {
  /// The row whose fields begin at the column.
  func row(of table: Table, at column: Int = 0) throws(StoreError) -> Row {
    switch table {
    case .users: .user(try entity(at: column))
    case .companies: .company(try entity(at: column))
    case .contacts: .contact(try entity(at: column))
    case .pipelines: .pipeline(try entity(at: column))
    case .stages: .stage(try entity(at: column))
    case .deals: .deal(try entity(at: column))
    case .stageHistory: .transition(try entity(at: column))
    case .activities: .activity(try entity(at: column))
    case .tasks: .followUp(try entity(at: column))
    case .goals: .goal(try entity(at: column))
    case .reviews: .review(try entity(at: column))
    }
  }

  /// The entity whose fields begin at the column. Set field by field here, where the compiler knows the type, which
  /// takes half the time of going through a list of values.
  func entity<E: Stored>(_ type: E.Type = E.self, at column: Int = 0) throws(StoreError) -> E {
    guard let id = Identifier<E>(text(column)) else {
      throw .damaged("\(E.table.rawValue): \(scalar(column).shown) is not an id")
    }
    var entity = E(id: id)
    let (fields, ranges) = (E.fields, E.table.sql.ranges)
    for index in fields.indices.dropFirst() {
      let scalar = scalar(column + index)
      var isValue = true
      if case .integer(let number) = scalar { isValue = ranges[index].contains(number) }
      guard isValue, fields[index].set(&entity, scalar) else {
        throw .damaged("\(E.table.rawValue) \(id): \(fields[index].name) is \(scalar.shown)")
      }
    }
    return entity
  }
}

/// What several questions ask of tasks.
enum TaskSQL {
  /// When a task's day or hour comes, for sorting: a day without an hour counts as ten in the morning. Written exactly
  /// as the index `tasks_next` has it, or SQLite would not use that.
  static let dueMoment = "due_at + 36000 * (due_at % 86400 = 0)"
}

extension FieldKind {
  /// Which whole numbers a file may hold for it. Positions are below 0 while stages change places.
  fileprivate var range: ClosedRange<Int64> {
    switch self {
    case .money: 0...Int64.max
    case .number(let range): -1_000_000...range.upperBound
    case .id, .text, .currency, .moment, .date, .word, .color, .flag, .json: Int64.min...Int64.max
    }
  }
}
