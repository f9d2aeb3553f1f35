package import Sales

extension SQLiteStore {
  /// One search of an index for the usual questions: no sort or one, no filter or one that an index serves. Others read
  /// more rows than they answer.
  package func rows<E: Stored>(_ query: ListQuery<E>) throws(StoreError) -> [E] {
    let query = try bounded(query)
    if let clause = try valueClause(query) { return try select(query, clause) }
    guard query.sort.count == 1, let sort = query.sort.first else { return try select(query, ListClause(query)) }
    let isMissingLast = !ListClause.isRequired(sort.field, in: E.table)
    var rows: [E] = []
    if query.after?.first != .null {
      rows =
        sort.isDescending && query.terms.isEmpty && query.filter.isAll
        ? try fallingGroups(query, by: sort.field) : try select(query, ListClause(query, withValue: sort))
    }
    if isMissingLast, rows.count < query.limit {
      rows += try select(query, ListClause(query, withoutValue: sort), limit: query.limit - rows.count)
    }
    return rows
  }

  /// A deal's id holds the second of its creation, so that bounds of creation are bounds of ids, in whose order lists
  /// are read. Files from before ids held it have deals of which that is not so.
  private func bounded<E: Stored>(_ query: ListQuery<E>) throws(StoreError) -> ListQuery<E> {
    let bounds = query.terms.filter(\.isOfCreation).flatMap(\.boundsOfIDs)
    guard E.table == .deals, !bounds.isEmpty else { return query }
    let misdated = try connection.first(
      "SELECT id FROM deals INDEXED BY deals_misdated WHERE \(Schema.misdated) LIMIT 1"
    ) { row in row.text(0) }
    var bounded = query
    if misdated == nil { bounded.terms += bounds }
    return bounded
  }

  private func select<E: Stored>(
    _ query: ListQuery<E>, _ clause: ListClause, limit: Int? = nil
  ) throws(StoreError) -> [E] {
    try connection.all(
      clause.selection(of: E.table), clause.arguments + [.integer(Int64(limit ?? query.limit))]
    ) { (row) throws(StoreError) in try row.entity() }
  }

  /// Rows by falling values and, where these are equal, rising ids. No index is read in both directions at once, so it
  /// is one search for each value.
  private func fallingGroups<E: Stored>(_ query: ListQuery<E>, by field: String) throws(StoreError) -> [E] {
    let column = ListClause.column(field, in: E.table)
    var rows: [E] = []
    var value = query.after?.first
    if let value, let id = query.after?.last {
      rows = try select(query, ListClause(E.table, ["\(column) = ?", "id > ?"], [value, id]))
    }
    while rows.count < query.limit {
      let bound = value == nil ? "" : " WHERE \(column) < ?"
      let clause = ListClause(
        E.table, ["\(column) = (SELECT max(\(column)) FROM \(E.table.rawValue)\(bound))"], value.map { [$0] } ?? [])
      let group: [E] = try select(query, clause, limit: query.limit - rows.count)
      guard let last = group.last else { break }
      rows += group
      value = E.field(field)?.get(last)
    }
    return rows
  }

  package func journal(
    after place: JournalPlace?, matching match: JournalMatch, limit: Int
  ) throws(StoreError) -> [JournaledEdit] {
    let edits = try connection.all(
      """
      SELECT edits.number, edits.row_id, edits.kind, edits.fields, \(Connection.actionColumns)
      FROM edits JOIN actions ON actions.number = edits.action
      WHERE edits.number > ? AND \(match.sql) ORDER BY edits.number LIMIT ?
      """, [.integer(place?.number ?? 0), .integer(Int64(limit))]
    ) { (row) throws(StoreError) in
      (number: row.integer(0), entry: try row.entry(at: 1), action: try row.action(at: 4))
    }
    var journaled: [JournaledEdit] = []
    for edit in edits {
      journaled.append(
        JournaledEdit(
          place: JournalPlace(number: edit.number), action: edit.action, entry: edit.entry,
          made: try made(by: edit.entry, number: edit.number)))
    }
    return journaled
  }

  package func journalEnd() throws(StoreError) -> JournalPlace? {
    let last = try connection.integer("SELECT coalesce(max(number), 0) FROM edits")
    return last == 0 ? nil : JournalPlace(number: last)
  }

  private func made(by entry: JournalEntry, number: Int64) throws(StoreError) -> Row? {
    guard entry.kind == .create else { return nil }
    // A row that comes back after its delete is made anew.
    let later = try connection.entries(
      """
      WHERE row_id = ?1 AND number > ?2 AND number <= coalesce(
        (SELECT min(number) FROM edits WHERE row_id = ?1 AND number > ?2 AND kind = 'delete'), 9223372036854775807)
      ORDER BY number
      """, [.text(entry.key.id), .integer(number)])
    return entry.madeRow(later: later, present: later.last?.kind == .delete ? nil : try row(entry.key))
  }
}

/// The part of a SELECT that says which rows, in which order, and how many at most.
struct ListClause {
  private var conditions: [String]
  private(set) var arguments: [Scalar]
  private var order = ["id"]
  /// The index to read by; nil leaves it to SQLite.
  var index: String?
  /// Whether the index holds all that is asked, so that rows are fetched only for the page.
  var fetchesLast = false

  /// What SQL compares: the column, but for a closing day that nobody knows, which is none.
  static func column(_ field: String, in table: Table) -> String {
    table == .deals && field == "closed_at" ? "nullif(closed_at, \(StoredClosing.unknown))" : field
  }

  init(_ table: Table, _ conditions: [String], _ arguments: [Scalar]) {
    self.conditions = conditions
    self.arguments = arguments
  }

  /// All rows of the query, sorted by any number of fields.
  init<E: Stored>(_ query: ListQuery<E>) {
    self.init(terms: query)
    if let key = query.after { add(after: key, in: query.sort, of: E.table) }
    order =
      query.sort.flatMap { sort in
        let column = Self.column(sort.field, in: E.table)
        return (Self.isRequired(sort.field, in: E.table) ? [] : ["\(column) IS NULL"])
          + [column + (sort.isDescending ? " DESC" : "")]
      } + ["id"]
  }

  /// The rows of the query that have a value to sort by.
  init<E: Stored>(_ query: ListQuery<E>, withValue sort: ListSort) {
    self.init(terms: query)
    let column = Self.column(sort.field, in: E.table)
    if let key = query.after, let value = key.first {
      if sort.isDescending {
        // Said again where an index can use it.
        conditions.append("\(column) <= ?")
        arguments.append(value)
        add(after: key, in: [sort], of: E.table)
      } else {
        conditions.append("(\(column), id) > (?, ?)")
        arguments += key
      }
    }
    if !Self.isRequired(sort.field, in: E.table) { conditions.append("\(column) IS NOT NULL") }
    order = [column + (sort.isDescending ? " DESC" : ""), "id"]
  }

  /// The rows of the query that have none, which come after them.
  init<E: Stored>(_ query: ListQuery<E>, withoutValue sort: ListSort) {
    self.init(terms: query)
    conditions.append("\(Self.column(sort.field, in: E.table)) IS NULL")
    if let key = query.after, key.first == .null, let id = key.last {
      conditions.append("id > ?")
      arguments.append(id)
    }
  }

  /// The rows of the query's terms, of those behind the id where there is one.
  init<E: Stored>(terms query: ListQuery<E>, after id: Scalar? = nil) {
    self.init(E.table, [], [])
    defer {
      if let id {
        conditions.append("id > ?")
        arguments.append(id)
      }
    }
    if E.table == .deals, !query.filter.isAll {
      // Its arguments have numbers, so they come first.
      let match = Match(query.filter, after: [])
      conditions.append("TRUE" + match.condition)
      arguments = match.arguments
    }
    for term in query.terms { add(term, of: E.table) }
  }

  private mutating func add(_ term: ListTerm, of table: Table) {
    // The plus keeps SQLite from the index of creation, whose order is none of the list's.
    let field = table == .deals && term.isOfCreation ? "+created_at" : Self.column(term.field, in: table)
    let value = term.fallback.map { "coalesce(\(field), \($0))" } ?? field
    conditions.append("\(value) \(term.comparison.sql) ?")
    arguments.append(term.value)
  }

  /// The rows behind the key: equal in the first values and behind it in the next one, for each of them in turn.
  private mutating func add(after key: [Scalar], in sort: [ListSort], of table: Table) {
    var equal: [String] = []
    var equalArguments: [Scalar] = []
    var branches: [String] = []
    for (sort, value) in zip(sort + [ListSort("id")], key) {
      // Nothing comes behind a missing value, and a missing value behind every other.
      let column = Self.column(sort.field, in: table)
      if value != .null {
        let rest = Self.isRequired(sort.field, in: table) ? "" : " OR \(column) IS NULL"
        branches.append((equal + ["(\(column) \(sort.isDescending ? "<" : ">") ?\(rest))"]).joined(separator: " AND "))
        arguments += equalArguments + [value]
      }
      equal.append("\(column) IS ?")
      equalArguments.append(value)
    }
    conditions.append("(\(branches.joined(separator: " OR ")))")
  }

  /// The statement; its last argument is how many rows at most.
  func selection(of table: Table) -> String {
    let rest = "\(source) ORDER BY \(order.joined(separator: ", ")) LIMIT ?"
    guard fetchesLast else { return table.sql.select(rest) }
    // The plus keeps SQLite from walking through the table in that order.
    let last = order.map { "+\($0)" }.joined(separator: ", ")
    return table.sql.select("WHERE rowid IN (SELECT rowid FROM \(table.rawValue) \(rest)) ORDER BY \(last)")
  }

  /// A statement that counts the rows; its last argument is how far.
  func counting(_ table: Table) -> String { "SELECT count(*) FROM (SELECT 1 FROM \(table.rawValue) \(source) LIMIT ?)" }

  private var source: String {
    let condition = conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))"
    return "AS d\(index.map { " INDEXED BY \($0)" } ?? "")\(condition)"
  }

  static func isRequired(_ field: String, in table: Table) -> Bool {
    field == "id" || table.column(field)?.isRequired ?? true
  }
}

extension ListTerm {
  fileprivate var isOfCreation: Bool { field == "created_at" && fallback == nil }

  /// Between which ids of deals the creation lies; none where ids cannot say.
  fileprivate var boundsOfIDs: [ListTerm] {
    guard case .integer(let second) = value else { return [] }
    func bound(_ comparison: Comparison, _ second: Int64) -> [ListTerm] {
      DealID.first(createdAt: Timestamp(seconds: second)).map { [ListTerm("id", comparison, $0.scalar)] } ?? []
    }
    let next = second.saturatingSuccessor
    return switch comparison {
    case .atLeast: bound(.atLeast, second)
    case .above: bound(.atLeast, next)
    case .below: bound(.below, second)
    case .atMost: bound(.below, next)
    case .equal: bound(.atLeast, second) + bound(.below, next)
    }
  }
}

extension Int64 {
  fileprivate var saturatingSuccessor: Int64 { self == .max ? self : self + 1 }
}

extension JournalMatch {
  /// A row's table is told by the prefix of its id. The plus keeps SQLite from reading by the rows' index, after which
  /// it would have to sort. The words are ours, so they stand in the statement.
  fileprivate var sql: String {
    let kinds = kinds.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    let prefixes = tables.map { "+edits.row_id GLOB '\($0.idPrefix)_*'" }.joined(separator: " OR ")
    return "edits.kind IN (\(kinds)) AND (\(prefixes))"
  }
}

extension ListTerm.Comparison {
  fileprivate var sql: String {
    switch self {
    case .equal: "="
    case .atLeast: ">="
    case .atMost: "<="
    case .above: ">"
    case .below: "<"
    }
  }
}
