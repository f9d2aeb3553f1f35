package import Sales

// The file as it was: a copy in which the journal is taken back, edit by edit, from its end.
extension SQLiteStore {
  package func backup(to path: String, before moment: Timestamp) throws(StoreError) {
    try backup(to: path)
    let copy = try SQLiteStore.open(path: path, options: StoreOptions(create: false))
    try copy.rewind(to: moment)
  }

  /// Takes back every action from the first one on that is dated at the moment or later, and forgets it. Only ever for a
  /// copy of somebody's file.
  private func rewind(to moment: Timestamp) throws(StoreError) {
    guard let first = try firstAction(since: moment) else { return }
    // Users that are taken away still have made actions.
    try connection.runScript("PRAGMA foreign_keys = OFF")
    try connection.transaction { () throws(StoreError) in
      var records = SQLRecords(
        connection, SQLRecords.Occasion(action: ActionID(bits: 0), number: first), Pace(parts: nil, nil),
        IDMaker(random: SystemRandom()))
      var next = Int64.max
      while let page = try edits(from: first, below: next) {
        for (number, entry) in page {
          let after = try records.row(entry.key)
          try records.put(Edit(before: after, after: try entry.undone(on: after)))
          next = number
        }
      }
      try records.settlePositions()
      // The two triggers that keep the journal as it is give way, and come back as they were.
      let triggers = try connection.all(
        "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name IN ('edits_last', 'actions_last')", []
      ) { (row) throws(StoreError) in row.text(0) }
      try connection.runScript("DROP TRIGGER edits_last; DROP TRIGGER actions_last")
      try connection.run("DELETE FROM edits WHERE action >= ?", [.integer(first)])
      try connection.run("DELETE FROM actions WHERE number >= ?", [.integer(first)])
      for trigger in triggers { try connection.runScript(trigger) }
      // What foreign keys would have taken along.
      try connection.run("DELETE FROM stage_totals WHERE stage_id NOT IN (SELECT id FROM stages)")
    }
  }

  /// The last edits below the number, the last one first; nil where there are none.
  private func edits(
    from action: Int64, below number: Int64
  ) throws(StoreError) -> [(number: Int64, entry: JournalEntry)]? {
    let page = try connection.all(
      """
      SELECT number, row_id, kind, fields FROM edits WHERE number < ? AND action >= ? ORDER BY number DESC LIMIT 1000
      """, [.integer(number), .integer(action)]
    ) { (row) throws(StoreError) in (number: row.integer(0), entry: try row.entry(at: 1)) }
    return page.isEmpty ? nil : page
  }
}
