package import Sales

extension SQLiteStore {
  package func rows(called name: String, in table: Table, limit: Int) throws(StoreError) -> [Row] {
    switch table {
    case .users: try rows(User.self, called: name, Self.byFoldedName, limit)
    case .companies: try rows(Company.self, called: name, Self.byFoldedName + " OR domain = ?2", limit)
    case .contacts: try rows(Contact.self, called: name, Self.byFoldedName + " OR email = ?2", limit)
    case .deals: try rows(Deal.self, called: name, Self.byFoldedName, limit)
    case .activities: try rows(Activity.self, called: name, "subject = ?2", limit)
    case .tasks: try rows(FollowUp.self, called: name, "title = ?2", limit)
    case .stageHistory, .goals, .reviews: []
    case .pipelines: try few(Pipeline.self, limit) { folded($0.name) == folded(name) }
    case .stages: try few(Stage.self, limit) { folded($0.name) == folded(name) }
    }
  }

  private static let byFoldedName = "name_folded = ?1"

  private func rows<E: Stored>(
    _ type: E.Type, called name: String, _ condition: String, _ limit: Int
  ) throws(StoreError) -> [Row] {
    try connection.all(
      E.table.sql.select("WHERE \(condition) ORDER BY id LIMIT ?3"),
      [.text(folded(name)), .text(name), .integer(Int64(limit))]
    ) { (row) throws(StoreError) in try row.entity(E.self).row }
  }

  /// Of tables that keep no folded names, since they only ever have a few rows.
  private func few<E: Stored>(_ type: E.Type, _ limit: Int, where fits: (E) -> Bool) throws(StoreError) -> [Row] {
    Array(try rows(ListQuery<E>()).filter(fits).prefix(limit).map(\.row))
  }
}

// MARK: - Names next to one that nobody has

extension SQLiteStore {
  package func names(near name: String, in table: Table, limit: Int) throws(StoreError) -> [String] {
    var names: [String] = []
    for order in NameOrder.all(of: table) {
      let place = order.isFolded ? folded(name) : name
      let column = order.column
      for half in ["\(column) < ?1 ORDER BY \(column) DESC", "\(column) >= ?1 ORDER BY \(column)"] {
        names += try connection.all(
          "SELECT \(order.shown) FROM \(table.rawValue) WHERE \(half) LIMIT ?2", [.text(place), .integer(Int64(limit))]
        ) { $0.text(0) }
      }
    }
    return names
  }
}

/// A column in whose order names stand, and what they are shown as.
private struct NameOrder {
  let column: String
  let shown: String
  let isFolded: Bool

  /// Those by which `rows(called:in:limit:)` finds rows. An index serves each but subjects and titles, whose rows are
  /// looked for by a walk over all of them too.
  static func all(of table: Table) -> [NameOrder] {
    switch table {
    case .users, .deals: [byName("name")]
    case .companies: [byName("name"), plain("domain")]
    case .contacts:
      [byName("coalesce(first_name || ' ' || last_name, first_name, last_name, email)"), plain("email")]
    case .activities: [plain("subject")]
    case .tasks: [plain("title")]
    case .pipelines, .stages, .stageHistory, .goals, .reviews: []
    }
  }

  private static func byName(_ shown: String) -> NameOrder {
    NameOrder(column: "name_folded", shown: shown, isFolded: true)
  }

  private static func plain(_ column: String) -> NameOrder {
    NameOrder(column: column, shown: column, isFolded: false)
  }
}

// Users by their login.
extension SQLiteStore {
  package func user(named login: String) throws(StoreError) -> User? {
    if let known = try user(ofLogin: login) { return known }
    guard readOnlyReason == nil else { return nil }
    // Nobody is there yet to make the first one: whoever is made has made it.
    _ = try commit(.createUser(name: login), by: UserID(bits: 0))
    return try user(ofLogin: login)
  }

  private func user(ofLogin login: String) throws(StoreError) -> User? {
    try connection.first(
      Table.users.sql.select("WHERE name_folded = ? ORDER BY id LIMIT 1"), [.text(folded(login))]
    ) { (row) throws(StoreError) in try row.entity() }
  }
}
