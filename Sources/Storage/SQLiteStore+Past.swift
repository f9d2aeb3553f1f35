package import Sales

extension SQLiteStore {
  package func salesPast() throws(StoreError) -> SalesPast {
    try reading { () throws(StoreError) in
      var owners: [(id: UserID, name: String)] = []
      try connection.each("SELECT id, name FROM users ORDER BY id", []) { (row) throws(StoreError) in
        owners.append((try row.value(0), row.text(1)))
      }
      var builder = SalesPast.Builder(plans: try pipelines(), owners: owners)
      try addDeals(to: &builder)
      try addVisits(to: &builder)
      try addEdits(to: &builder)
      return builder.finish()
    }
  }

  /// Closed deals whose day nobody knows are neither open nor known to be closed at any time, and left out.
  private func addDeals(to builder: inout SalesPast.Builder) throws(StoreError) {
    try connection.each(
      """
      SELECT id, pipeline_id, owner_id, currency, value, status, expected_close, created_at, closed_at FROM deals
      WHERE closed_at IS NULL OR closed_at > \(StoredClosing.unknown) ORDER BY rowid
      """, []
    ) { (row) throws(StoreError) in
      guard let pipeline = builder.pipeline(row.text(1)) else { throw .damaged("a deal is in no pipeline") }
      guard let currency = builder.currency(row.text(3)) else { throw .damaged("\(row.text(3)) is not a currency") }
      let spell = SalesPast.Spell(
        origin: row.day(7) ?? 0, to: row.day(8) ?? SalesPast.never, isWon: row.text(5) == DealStatus.won.rawValue,
        pipeline: pipeline, owner: builder.owner(row.optionalText(2)), currency: currency, value: row.integer(4),
        expected: row.day(6) ?? SalesPast.never)
      builder.add(spell, id: row.text(0))
    }
  }

  /// Read in the order in which it was written, which is far quicker than deal by deal.
  private func addVisits(to builder: inout SalesPast.Builder) throws(StoreError) {
    try connection.each("SELECT id, deal_id, to_stage_id, entered_at FROM stage_history ORDER BY rowid", []) {
      (row) throws(StoreError) in
      builder.addVisit(row.text(0), of: row.text(1), stage: row.text(2), at: Timestamp(seconds: row.integer(3)))
    }
  }

  /// What the journal has of values, and of closed deals that were opened again. The texts are only looked through for the
  /// names, which is quick; the few that have one are read.
  private func addEdits(to builder: inout SalesPast.Builder) throws(StoreError) {
    try connection.each(
      """
      SELECT e.row_id, a.at, e.fields FROM edits AS e CROSS JOIN actions AS a ON a.number = e.action
      WHERE e.kind = 'update' AND (instr(e.fields, '"value"') OR instr(e.fields, '"closed_at"')) ORDER BY e.number
      """, []
    ) { (row) throws(StoreError) in
      guard let fields = JournalText.decode(row.text(2)) else {
        throw .damaged("an edit in the journal cannot be read")
      }
      builder.addEdit(of: row.text(0), at: Timestamp(seconds: row.integer(1)), fields)
    }
  }
}

extension Statement {
  /// The UTC date of a moment; nil for none.
  fileprivate func day(_ column: Int) -> Int32? {
    isNull(column) ? nil : Timestamp(seconds: integer(column)).forecastDay
  }
}
