package import Sales

// What can be undone and redone: chains of an action and the reverts of it, known by the action at their root.
extension SQLiteStore {
  package func lastDone(by user: UserID, besides refused: Set<ActionID>) throws(StoreError) -> Commit? {
    try doneAction(by: user, besides: refused).map { (action) throws(StoreError) in
      try commit(of: action, isUndo: false)
    }
  }

  package func lastUndone(by user: UserID) throws(StoreError) -> Commit? {
    try undoneAction(by: user).map { (action) throws(StoreError) in try commit(of: action, isUndo: true) }
  }

  func doneAction(by user: UserID, besides refused: Set<ActionID> = []) throws(StoreError) -> Action? {
    let ids = refused.map { "\"\($0)\"" }.joined(separator: ",")
    // A root and an even number of reverts are in effect.
    return try connection.first(
      """
      SELECT last.id, last.at, last.by_user, last.reverts, last.root
      FROM actions AS roots JOIN actions AS last ON last.number = \(Self.lastOfChain)
      WHERE \(Self.isRoot) AND \(Self.lengthOfChain) % 2 = 1 AND last.id NOT IN (SELECT value FROM json_each(?2))
      ORDER BY roots.number DESC LIMIT 1
      """, [user.scalar, .text("[\(ids)]")]
    ) { (row) throws(StoreError) in try row.action() }
  }

  func undoneAction(by user: UserID) throws(StoreError) -> Action? {
    // Whatever was undone before the login's newest doing cannot be redone any more.
    try connection.first(
      """
      SELECT last.id, last.at, last.by_user, last.reverts, last.root
      FROM actions AS last CROSS JOIN actions AS roots ON roots.id = last.root
      WHERE last.number > (SELECT max(roots.number) FROM actions AS roots WHERE \(Self.isRoot))
        AND \(Self.isRoot) AND last.number = \(Self.lastOfChain) AND \(Self.lengthOfChain) % 2 = 0
      ORDER BY last.number DESC LIMIT 1
      """, [user.scalar]
    ) { (row) throws(StoreError) in try row.action() }
  }

  /// A first doing of the login. The making of a colleague and that of the first pipeline are never undone, so they begin
  /// no chain.
  private static let isRoot = """
    roots.by_user = ?1 AND roots.reverts IS NULL
      AND EXISTS (SELECT 1 FROM edits WHERE action = roots.number AND row_id NOT GLOB 'user_*') AND NOT (\(isOpening))
    """
  /// The making of a pipeline, and of nothing for it, where there was none: as many had been deleted as made.
  private static let isOpening = """
    (SELECT row_id FROM edits WHERE action = roots.number ORDER BY number LIMIT 1) GLOB 'pipe_*'
      AND NOT EXISTS (SELECT 1 FROM edits WHERE action = roots.number AND row_id GLOB 'deal_*')
      AND 0 = (SELECT total((kind = 'create') - (kind = 'delete')) FROM edits
        WHERE row_id GLOB 'pipe_*' AND action < roots.number)
    """
  private static let lastOfChain = "(SELECT max(links.number) FROM actions AS links WHERE links.root = roots.id)"
  static let lengthOfChain = "(SELECT count(*) FROM actions AS links WHERE links.root = roots.id)"

  /// Whether the chain has an even number of links, so that its last one is an undo.
  func isUndone(_ root: ActionID) throws(StoreError) -> Bool {
    try connection.integer("SELECT count(*) FROM actions WHERE root = ?", [root.scalar]) % 2 == 0
  }

  /// The action with its edits, from the journal: each row as it is now, taken back edit by edit.
  private func commit(of action: Action, isUndo: Bool) throws(StoreError) -> Commit {
    let most = Int64(Self.mostRevertedEdits)
    let records = try connection.all(
      """
      SELECT edits.action = ours.number, edits.row_id, edits.kind, edits.fields
      FROM actions AS ours JOIN edits ON edits.row_id IN (
        SELECT row_id FROM edits WHERE action = ours.number ORDER BY number LIMIT ?2)
      WHERE ours.id = ?1 AND +edits.action >= ours.number
      ORDER BY edits.number DESC
      """, [action.id.scalar, .integer(most)]
    ) { (row) throws(StoreError) in (isOurs: row.integer(0) == 1, entry: try row.entry(at: 1)) }
    var rows: [Key: Row?] = [:]
    var edits: [Edit] = []
    for (isOurs, entry) in records {
      let after = if let known = rows[entry.key] { known } else { try row(entry.key) }
      let before = try entry.undone(on: after)
      rows.updateValue(before, forKey: entry.key)
      if isOurs { edits.append(Edit(before: before, after: after)) }
    }
    let omitted = try edits.count < Self.mostRevertedEdits ? 0 : dealEdits(of: action) - edits.count { $0.isOfDeal }
    return try Commit(action: action, edits: edits.reversed(), omittedDeals: omitted, isUndo: isUndo)
      .named { (key) throws(StoreError) in try row(key) }
  }

  private func dealEdits(of action: Action) throws(StoreError) -> Int {
    Int(
      try connection.integer(
        """
        SELECT count(*) FROM edits
        WHERE action = (SELECT number FROM actions WHERE id = ?) AND row_id GLOB 'deal_*'
        """, [action.id.scalar]))
  }

  package func row(_ key: Key) throws(StoreError) -> Row? {
    try connection.first(key.table.sql.byID, [.text(key.id)]) { (row) throws(StoreError) in
      try row.row(of: key.table)
    }
  }
}

extension Edit {
  fileprivate var isOfDeal: Bool {
    if case .deal = key { true } else { false }
  }
}

extension JournalEntry {
  /// The row before the edit, from the row after it.
  func undone(on after: Row?) throws(StoreError) -> Row? {
    let incomplete = StoreError.damaged("the journal of \(key.id) is incomplete")
    guard (after == nil) == (kind == .delete) else { throw incomplete }
    switch kind {
    case .create: return nil
    case .delete:
      guard let row = deletedRow else { throw incomplete }
      return row
    case .update:
      var scalars = after?.scalars ?? []
      for change in fields {
        guard let index = key.table.columns.firstIndex(where: { $0.name == change.name }) else { throw incomplete }
        scalars[index] = change.before
      }
      guard let row = Row(table: key.table, scalars: scalars) else { throw incomplete }
      return row
    }
  }
}
