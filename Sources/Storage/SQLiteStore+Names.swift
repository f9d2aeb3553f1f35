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
    case .stageHistory: []
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
