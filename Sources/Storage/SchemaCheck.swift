import Sales

/// What a file's schema has and should have.
struct SchemaCheck {
  struct Entry: Hashable, Sendable {
    let type: String
    let name: String
    let table: String
    let sql: String
    let isUnique: Bool
  }

  let expected: [Entry]
  let present: [Entry]

  init(_ connection: Connection, _ migrations: [Migration]) throws(StoreError) {
    let isPresent = migrations.map(\.name) == Schema.migrations.map(\.name)
    expected = try isPresent ? Self.current.get() : Self.made(by: migrations)
    present = try connection.schemaEntries()
  }

  /// How many steps the file's tables have behind them where those are not as many as are stated; nil where they are, or
  /// where no number of steps makes such tables.
  static func step(
    of connection: Connection, _ migrations: [Migration], stated: Int
  ) throws(StoreError) -> Int? {
    let present = try connection.schemaEntries()
    if present.isEmpty { return nil }
    let known = Set(try made(by: migrations).map(\.name))
    // Somebody's own tables and views say nothing.
    let ours = Set(present.filter { known.contains($0.name) })
    for step in stated...migrations.count where ours == Set(try made(by: Array(migrations.prefix(step)))) {
      return step == stated ? nil : step
    }
    return nil
  }

  private static let current = Result { () throws(StoreError) in try made(by: Schema.migrations) }

  /// What the steps make of nothing.
  private static func made(by migrations: [Migration]) throws(StoreError) -> [Entry] {
    let model = try Connection(path: "", mode: .memory, patience: 0)
    try Migrator(path: "", connection: model, migrations: migrations, keepsCopy: false).run()
    return try model.schemaEntries()
  }

  var faults: [String] {
    let found = Dictionary(present.map { ($0.name, $0) }) { first, _ in first }
    let known = Set(expected.map(\.name))
    let own = Set(expected.filter { $0.type == "table" }.map(\.name))
    let differing = expected.compactMap { entry -> String? in
      guard let other = found[entry.name] else { return "the \(entry.type) \(entry.name) is missing" }
      return other.sql == entry.sql && other.type == entry.type
        ? nil : "the \(entry.type) \(entry.name) is not as it was made"
    }
    // Tables, views and plain indexes of somebody's own do no harm; these change or refuse what the board writes.
    let foreign = present.filter { !known.contains($0.name) && own.contains($0.table) }.compactMap { entry in
      entry.type == "trigger" || entry.isUnique ? "the \(entry.type) \(entry.name) is not dealboard's" : nil
    }
    return differing + foreign
  }

  /// What can be made again from the rest of the file: indexes, triggers, and tables that only hold what is counted.
  var repairs: [(sql: String, words: String)] {
    let found = Dictionary(present.map { ($0.name, $0) }) { first, _ in first }
    let derived = ["stage_totals", "log_stamp"]
    return expected.compactMap { entry in
      let other = found[entry.name]
      guard other?.sql != entry.sql else { return nil }
      if entry.type == "table" {
        guard derived.contains(entry.name) || entry.name == "settings" && other == nil else { return nil }
      }
      let drop = other.map { "DROP \($0.type) \"\(entry.name)\"; " } ?? ""
      return ("\(drop)\(entry.sql);", "made the \(entry.type) \(entry.name)")
    }
  }
}

extension Connection {
  fileprivate func schemaEntries() throws(StoreError) -> [SchemaCheck.Entry] {
    try all(
      """
      SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite^_%' ESCAPE '^'
      ORDER BY type = 'trigger', type = 'index', rowid
      """
    ) { row in
      let sql = row.text(3)
      return SchemaCheck.Entry(
        type: row.text(0), name: row.text(1), table: row.text(2), sql: sql,
        isUnique: sql.uppercased().hasPrefix("CREATE UNIQUE"))
    }
  }
}
