package import Sales

// What can be undone and redone: chains of an action and the reverts of it, known by the action at their root.
extension SQLiteStore {
  package func lastDone(by user: UserID) throws(StoreError) -> Commit? {
    // A root and an even number of reverts are in effect.
    let last = try connection.first(
      """
      SELECT last.id, last.at, last.by_user, last.reverts, last.root
      FROM actions AS roots JOIN actions AS last ON last.number = \(Self.lastOfChain)
      WHERE \(Self.isRoot) AND \(Self.lengthOfChain) % 2 = 1
      ORDER BY roots.number DESC LIMIT 1
      """, [user.scalar]
    ) { (row) throws(StoreError) in try row.action() }
    return try last.map { (action) throws(StoreError) in try commit(of: action) }
  }

  package func lastUndone(by user: UserID) throws(StoreError) -> Commit? {
    // Whatever was undone before the login's newest doing cannot be redone any more.
    let last = try connection.first(
      """
      SELECT last.id, last.at, last.by_user, last.reverts, last.root
      FROM actions AS last CROSS JOIN actions AS roots ON roots.id = last.root
      WHERE last.number > (SELECT max(roots.number) FROM actions AS roots WHERE \(Self.isRoot))
        AND \(Self.isRoot) AND last.number = \(Self.lastOfChain) AND \(Self.lengthOfChain) % 2 = 0
      ORDER BY last.number DESC LIMIT 1
      """, [user.scalar]
    ) { (row) throws(StoreError) in try row.action() }
    return try last.map { (action) throws(StoreError) in try commit(of: action) }
  }

  /// A first doing of the login. The making of a colleague is never undone, so it begins no chain.
  private static let isRoot = """
    roots.by_user = ?1 AND roots.reverts IS NULL
      AND EXISTS (SELECT 1 FROM edits WHERE action = roots.number AND row_id NOT GLOB 'user_*')
    """
  private static let lastOfChain = "(SELECT max(links.number) FROM actions AS links WHERE links.root = roots.id)"
  static let lengthOfChain = "(SELECT count(*) FROM actions AS links WHERE links.root = roots.id)"

  /// The action with its edits, from the journal: each row as it is now, taken back edit by edit.
  private func commit(of action: Action) throws(StoreError) -> Commit {
    let records = try connection.all(
      """
      SELECT edits.action = ours.number, edits.row_id, edits.kind, edits.fields
      FROM actions AS ours JOIN edits ON edits.row_id IN (SELECT row_id FROM edits WHERE action = ours.number)
      WHERE ours.id = ? AND +edits.action >= ours.number
      ORDER BY edits.number DESC
      """, [action.id.scalar]
    ) { (row) throws(StoreError) in (isOurs: row.integer(0) == 1, entry: try row.entry(at: 1)) }
    var rows: [Key: Row?] = [:]
    var edits: [Edit] = []
    for (isOurs, entry) in records {
      let after = if let known = rows[entry.key] { known } else { try row(entry.key) }
      let before = try entry.undone(on: after)
      rows.updateValue(before, forKey: entry.key)
      if isOurs { edits.append(Edit(before: before, after: after)) }
    }
    return Commit(action: action, edits: edits.reversed())
  }

  package func row(_ key: Key) throws(StoreError) -> Row? {
    try connection.first(key.table.sql.byID, [.text(key.id)]) { (row) throws(StoreError) in
      try row.row(of: key.table)
    }
  }
}

extension JournalEntry {
  /// The row before the edit, from the row after it.
  fileprivate func undone(on after: Row?) throws(StoreError) -> Row? {
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
