import Sales

@testable import Storage

extension SQLiteStore {
  /// What the file keeps besides the fields and what it should be, where the two differ; what is damaged besides.
  func violations() throws(StoreError) -> [String] {
    try check() + totalsViolations() + dueViolations() + nameViolations() + wordViolations() + positionViolations()
  }

  private func totalsViolations() throws(StoreError) -> [String] {
    var expected: [String: (deals: Int64, high: Int64, low: Int64)] = [:]
    let deals = try connection.all(Table.deals.sql.select("")) { (row) throws(StoreError) in try row.entity(Deal.self) }
    for deal in deals {
      // A closed deal may lack its day; it then counts under the day of the moment that stands for none.
      let closing = deal.closedAt ?? (deal.status.isClosed ? Timestamp(seconds: StoredClosing.unknown) : nil)
      let day = closing.map { "\($0.utcDay.number)" } ?? "-1"
      let key = "\(deal.stageID) \(day) \(deal.status.rawValue) \(deal.currency)"
      let sum = expected[key] ?? (0, 0, 0)
      expected[key] = (sum.deals + 1, sum.high + deal.value >> 32, sum.low + deal.value & 0xFFFF_FFFF)
    }
    let kept = try connection.all("SELECT * FROM stage_totals WHERE deals <> 0 OR value_high <> 0 OR value_low <> 0") {
      row in
      (
        key: "\(row.text(0)) \(row.integer(1)) \(row.text(2)) \(row.text(3))",
        sums: (deals: row.integer(4), high: row.integer(5), low: row.integer(6))
      )
    }
    var violations: [String] = []
    for (key, sums) in kept {
      let right = expected.removeValue(forKey: key) ?? (0, 0, 0)
      if right != sums { violations.append("stage_totals \(key) are \(sums), not \(right)") }
    }
    return violations + expected.map { "stage_totals lack \($0.key) \($0.value)" }
  }

  private func dueViolations() throws(StoreError) -> [String] {
    try connection.all(
      """
      SELECT d.id, d.next_due_at, coalesce(d.parked_until, (
          SELECT min(CASE due_at % 86400 WHEN 0 THEN due_at + 36000 ELSE due_at END)
          FROM tasks WHERE deal_id = d.id AND status = 'pending')) AS due
      FROM deals AS d WHERE d.next_due_at IS NOT due
      """
    ) { row in "next_due_at of \(row.text(0)) is \(row.scalar(1)), not \(row.scalar(2))" }
  }

  private func nameViolations() throws(StoreError) -> [String] {
    var violations: [String] = []
    for table in Table.allCases where table.hasFoldedName {
      let rows = try connection.all("SELECT \(table.sql.list), name_folded FROM \(table.rawValue)") {
        (row) throws(StoreError) in (row: try row.row(of: table), name: row.text(table.sql.width))
      }
      violations += rows.filter { $0.row.foldedName != $0.name }.map { "\($0.row.key.id) is found as \($0.name)" }
    }
    return violations
  }

  /// Words are put together here from the rows themselves, not by the SQL that keeps them.
  private func wordViolations() throws(StoreError) -> [String] {
    func names(of table: Table) throws(StoreError) -> [String: String] {
      let rows = try connection.all("SELECT id, name_folded FROM \(table.rawValue)") { ($0.text(0), $0.text(1)) }
      return Dictionary(uniqueKeysWithValues: rows)
    }
    let (companies, contacts) = (try names(of: .companies), try names(of: .contacts))
    return try connection.all("SELECT id, words, name_folded, company_id, contact_id FROM deals") { row in
      let expected = [row.text(2), companies[row.text(3)] ?? "", contacts[row.text(4)] ?? ""].joined(separator: "\n")
      return expected == row.text(1) ? nil : "\(row.text(0)) is found as \(row.text(1))"
    }.compactMap(\.self)
  }

  private func positionViolations() throws(StoreError) -> [String] {
    try connection.all("SELECT id FROM stages WHERE position < 0") { row in "\(row.text(0)) stands nowhere" }
  }
}
