import Sales

extension SQLRecords: Records {
  mutating func makeID<E: Identified>(_ type: E.Type) -> Identifier<E> { ids.next(type) }

  mutating func row(_ key: Key) throws(StoreError) -> Row? {
    if let known = known(key) { return known }
    let row = try connection.first(key.table.sql.byID, [.text(key.id)]) { (row) throws(StoreError) in
      try row.row(of: key.table)
    }
    return row.map { remember(settled($0)) }
  }

  func stages(of pipeline: PipelineID) throws(StoreError) -> [Stage] {
    try all(Stage.self, "WHERE pipeline_id = ? ORDER BY position", pipeline.scalar).map(settled)
      .sorted { ($0.position, $0.id) < ($1.position, $1.id) }
  }

  func pipelines() throws(StoreError) -> [Pipeline] { try all(Pipeline.self, "ORDER BY id") }

  func deals(in stage: StageID) throws(StoreError) -> [DealID] {
    try connection.all("SELECT id FROM deals WHERE stage_id = ? ORDER BY id", [stage.scalar]) {
      (row) throws(StoreError) in try row.value(0)
    }
  }

  func holdsDeals(_ stage: StageID) throws(StoreError) -> Bool {
    try connection.integer("SELECT EXISTS (SELECT 1 FROM deals WHERE stage_id = ?)", [stage.scalar]) == 1
  }

  func deal(externalID: String) throws(StoreError) -> Deal? {
    try first(Deal.self, "WHERE external_id = ?", .text(externalID))
  }

  func contact(email: String) throws(StoreError) -> Contact? {
    try first(Contact.self, "WHERE email = ?", .text(email))
  }

  func contact(named name: String) throws(StoreError) -> Contact? { try oldest(Contact.self, named: name) }

  func contact(named name: String, of company: CompanyID?) throws(StoreError) -> Contact? {
    try first(
      Contact.self, "WHERE name_folded = ? AND company_id IS ? ORDER BY id LIMIT 1", .text(folded(name)),
      company.scalar)
  }

  func deals(named name: String, of company: CompanyID?, after id: DealID?, limit: Int) throws(StoreError) -> [Deal] {
    try all(
      Deal.self, "WHERE name_folded = ? AND company_id IS ? AND id > ? ORDER BY id LIMIT ?", .text(folded(name)),
      company.scalar, .text(id?.description ?? ""), .integer(Int64(limit)))
  }

  func deals(named name: String, limit: Int) throws(StoreError) -> [Deal] {
    try all(
      Deal.self, "WHERE name_folded = ? ORDER BY id LIMIT ?", .text(folded(name)), .integer(Int64(limit)))
  }

  func company(domain: String) throws(StoreError) -> Company? {
    try first(Company.self, "WHERE domain = ?", .text(domain))
  }

  func company(named name: String, exactly domain: String?) throws(StoreError) -> Company? {
    try first(
      Company.self, "WHERE name_folded = ? AND domain IS ? ORDER BY id LIMIT 1", .text(folded(name)), domain.scalar)
  }

  func company(named name: String) throws(StoreError) -> Company? { try oldest(Company.self, named: name) }
  func user(named name: String) throws(StoreError) -> User? { try oldest(User.self, named: name) }

  private func oldest<E: Stored>(_ type: E.Type, named name: String) throws(StoreError) -> E? {
    try first(type, "WHERE name_folded = ? ORDER BY id LIMIT 1", .text(folded(name)))
  }

  func goals(of owner: UserID) throws(StoreError) -> [Goal] {
    try all(Goal.self, "WHERE owner_id = ? ORDER BY id", owner.scalar)
  }

  func history(of deal: DealID) throws(StoreError) -> [StageTransition] {
    try all(StageTransition.self, "WHERE deal_id = ? ORDER BY id", deal.scalar)
  }

  func lastActivity(of deal: DealID) throws(StoreError) -> Timestamp? {
    try connection.first(
      """
      SELECT occurred_at FROM activities WHERE deal_id = ? AND status = 'completed'
      ORDER BY occurred_at DESC LIMIT 1
      """, [deal.scalar]
    ) { (row) throws(StoreError) in try row.value(0) }
  }

  func rows(referringTo key: Key) throws(StoreError) -> [Row] {
    var rows: [Row] = []
    for table in Table.allCases {
      guard let condition = ReferenceSQL.condition(on: key.table, in: table) else { continue }
      rows += try connection.all(table.sql.select("WHERE \(condition) ORDER BY id"), [.text(key.id)]) {
        (row) throws(StoreError) in settled(try row.row(of: table))
      }
    }
    return rows
  }

  func firstRow(referringTo key: Key) throws(StoreError) -> Row? {
    for table in Table.allCases {
      guard let condition = ReferenceSQL.condition(on: key.table, in: table) else { continue }
      let row = try connection.first(table.sql.select("WHERE \(condition) ORDER BY id LIMIT 1"), [.text(key.id)]) {
        (row) throws(StoreError) in settled(try row.row(of: table))
      }
      if let row { return row }
    }
    return nil
  }

  func openDeals(idleSince moment: Timestamp) throws(StoreError) -> [Deal] {
    try all(
      Deal.self, "WHERE status = 'open' AND coalesce(last_activity_at, created_at) < ? ORDER BY id", moment.scalar)
  }

  private func all<E: Stored>(_ type: E.Type, _ rest: String, _ arguments: Scalar...) throws(StoreError) -> [E] {
    try connection.all(E.table.sql.select(rest), arguments) { (row) throws(StoreError) in try row.entity(E.self) }
  }

  private func first<E: Stored>(_ type: E.Type, _ rest: String, _ arguments: Scalar...) throws(StoreError) -> E? {
    try connection.first(E.table.sql.select(rest), arguments) { (row) throws(StoreError) in try row.entity(E.self) }
  }
}

// The journal.
extension SQLRecords {
  func action(_ id: ActionID) throws(StoreError) -> Action? { try connection.action(id) }

  func journal(
    of action: ActionID, before place: Int64, limit: Int
  ) throws(StoreError) -> [(place: Int64, entry: JournalEntry)] {
    try flushJournal()
    return try connection.all(
      """
      SELECT number, row_id, kind, fields FROM edits
      WHERE action = (SELECT number FROM actions WHERE id = ?) AND number < ? ORDER BY number DESC LIMIT ?
      """, [action.scalar, .integer(place), .integer(Int64(limit))]
    ) { (row) throws(StoreError) in (row.integer(0), try row.entry(at: 1)) }
  }

  func journal(of key: Key, in action: ActionID) throws(StoreError) -> [JournalEntry] {
    try flushJournal()
    return try connection.entries(
      "WHERE row_id = ? AND action = (SELECT number FROM actions WHERE id = ?) ORDER BY number",
      [.text(key.id), action.scalar])
  }

  func rowsWrittenSince(_ action: ActionID) throws(StoreError) -> [Key] {
    try flushJournal()
    return try connection.all(
      """
      WITH ours AS (SELECT number FROM actions WHERE id = ?)
      SELECT later.row_id, (SELECT min(number) FROM edits WHERE row_id = later.row_id AND +action = ours.number) AS place
      FROM ours CROSS JOIN edits AS later INDEXED BY edits_by_action ON later.action > ours.number
      WHERE later.row_id NOT GLOB 'sh_*' AND later.row_id NOT GLOB 'user_*' AND place IS NOT NULL
      GROUP BY later.row_id ORDER BY place
      """, [action.scalar]
    ) { (row) throws(StoreError) in
      guard let key = Key(id: row.text(0)) else { throw .damaged("the journal of \(row.text(0))") }
      return key
    }
  }

  func journal(of key: Key, after action: ActionID) throws(StoreError) -> [JournalEntry] {
    try flushJournal()
    return try connection.entries(
      "WHERE row_id = ? AND action > (SELECT number FROM actions WHERE id = ?) ORDER BY number",
      [.text(key.id), action.scalar])
  }

  func lastChange(of field: String, on key: Key) throws(StoreError) -> (by: String, at: Timestamp)? {
    try flushJournal()
    // What the action under way has changed itself has no action yet, and so nobody to name.
    let last = try connection.first(
      """
      SELECT users.name, actions.at FROM edits
      LEFT JOIN actions ON actions.number = edits.action LEFT JOIN users ON users.id = actions.by_user
      WHERE row_id = ? AND (kind <> 'update' OR json_type(fields, '$.' || ?) IS NOT NULL)
      ORDER BY edits.number DESC LIMIT 1
      """, [.text(key.id), .text(field)]
    ) { (row) throws(StoreError) in (by: row.optionalText(0), at: try row.value(1, as: Timestamp?.self)) }
    guard let last, let name = last.by, let at = last.at else { return nil }
    return (name, at)
  }
}

extension Connection {
  static let actionColumns = "actions.id, actions.at, actions.by_user, actions.reverts, actions.root"

  func action(_ id: ActionID) throws(StoreError) -> Action? {
    try first("SELECT \(Self.actionColumns) FROM actions WHERE id = ?", [id.scalar]) { (row) throws(StoreError) in
      try row.action()
    }
  }

  /// The entries of the journal that the rest of the question selects.
  func entries(_ rest: String, _ arguments: [Scalar]) throws(StoreError) -> [JournalEntry] {
    try all("SELECT row_id, kind, fields FROM edits \(rest)", arguments) { (row) throws(StoreError) in
      try row.entry()
    }
  }
}

extension Statement {
  func action(at column: Int = 0) throws(StoreError) -> Action {
    Action(
      id: try value(column), at: try value(column + 1), by: try value(column + 2), reverts: try value(column + 3),
      root: try value(column + 4))
  }

  /// An entry from its row's id, its kind and its fields.
  func entry(at column: Int = 0) throws(StoreError) -> JournalEntry {
    guard let key = Key(id: text(column)), let kind = JournalEntry.Kind(rawValue: text(column + 1)),
      let fields = JournalText.decode(text(column + 2))
    else { throw .damaged("the journal of \(text(column))") }
    return JournalEntry(key: key, kind: kind, fields: fields)
  }
}

/// Which columns of each table hold ids of another one, as a condition on the id.
private enum ReferenceSQL {
  /// Nil where there are none, and for history, which may point at what is gone.
  static func condition(on table: Table, in other: Table) -> String? { conditions[table]?[other] }

  private static let conditions = Dictionary(
    uniqueKeysWithValues: Table.allCases.map { table in
      let pairs = Table.allCases.compactMap { other -> (Table, String)? in
        let names = other.columns.filter { $0.kind == .id(prefix: table.idPrefix) && $0.name != "id" }.map(\.name)
        if other == .stageHistory || names.isEmpty { return nil }
        return (other, names.map { "\($0) = ?1" }.joined(separator: " OR "))
      }
      return (table, Dictionary(uniqueKeysWithValues: pairs))
    })
}
