package import Sales

extension SQLiteStore {
  package func rows<E: Stored>(_ query: ListQuery<E>) throws(StoreError) -> [E] {
    var clause = ListClause(E.table)
    for term in query.terms { clause.add(term) }
    if let key = query.after { clause.add(after: key, in: query.sort) }
    return try connection.all(
      E.table.sql.select(clause.text(sort: query.sort)), clause.arguments + [.integer(Int64(query.limit))]
    ) { (row) throws(StoreError) in try row.entity() }
  }

  package func journal(after place: JournalPlace?, limit: Int) throws(StoreError) -> [JournaledEdit] {
    let edits = try connection.all(
      """
      SELECT edits.number, edits.row_id, edits.kind, edits.fields, \(Connection.actionColumns)
      FROM edits JOIN actions ON actions.number = edits.action
      WHERE edits.number > ? ORDER BY edits.number LIMIT ?
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

/// The part of a SELECT that says which rows, in which order.
private struct ListClause {
  private let table: Table
  private var conditions: [String] = []
  private(set) var arguments: [Scalar] = []

  init(_ table: Table) {
    self.table = table
  }

  mutating func add(_ term: ListTerm) {
    let value = term.fallback.map { "coalesce(\(term.field), \($0))" } ?? term.field
    conditions.append("\(value) \(term.comparison.sql) ?")
    arguments.append(term.value)
  }

  /// The rows behind the key: equal in the first values and behind it in the next one, for each of them in turn.
  mutating func add(after key: [Scalar], in sort: [ListSort]) {
    var equal: [String] = []
    var equalArguments: [Scalar] = []
    var branches: [String] = []
    for (sort, value) in zip(sort + [ListSort("id")], key) {
      // Nothing comes behind a missing value, and a missing value behind every other.
      if value != .null {
        let rest = isRequired(sort.field) ? "" : " OR \(sort.field) IS NULL"
        branches.append(
          (equal + ["(\(sort.field) \(sort.isDescending ? "<" : ">") ?\(rest))"]).joined(separator: " AND "))
        arguments += equalArguments + [value]
      }
      equal.append("\(sort.field) IS ?")
      equalArguments.append(value)
    }
    conditions.append("(\(branches.joined(separator: " OR ")))")
  }

  func text(sort: [ListSort]) -> String {
    let keys = sort.flatMap { sort in
      (isRequired(sort.field) ? [] : ["\(sort.field) IS NULL"]) + [sort.field + (sort.isDescending ? " DESC" : "")]
    }
    let condition = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND ")) "
    return condition + "ORDER BY \((keys + ["id"]).joined(separator: ", ")) LIMIT ?"
  }

  private func isRequired(_ field: String) -> Bool { field == "id" || table.column(field)?.isRequired ?? true }
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
