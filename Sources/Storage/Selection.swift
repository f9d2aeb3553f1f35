import Sales

/// The deals that a filter with few of them selects, kept in a table of the connection's own.
///
/// Where many deals match, a column's first cards are found after a few steps along its index, and nothing is kept. Where
/// few do, each column would be walked to its end, so then the file is looked through once and all columns, sums and
/// counts are answered from what was found.
struct Selection {
  /// What was looked for, in which state of the file.
  struct Question: Hashable {
    let filter: Filter
    let closedSince: Timestamp
    let version: Int64
  }

  let question: Question
  /// Whether the table holds all that match; false where they are too many.
  let isWhole: Bool

  /// The columns that orders and sums need, by the names that they have on `deals`.
  static let columns =
    "stage_id, id, closed_at, next_due_at, stage_entered_at, currency, value, expected_close, touched_at"

  fileprivate static let tables = """
    CREATE TEMP TABLE IF NOT EXISTS hits (deal INTEGER PRIMARY KEY);
    CREATE TEMP TABLE IF NOT EXISTS selection (
      stage_id, deal, id, closed_at, next_due_at, stage_entered_at, currency, value, expected_close, touched_at,
      PRIMARY KEY (stage_id, deal)) WITHOUT ROWID;
    DELETE FROM temp.hits;
    DELETE FROM temp.selection;
    """
}

extension SQLiteStore {
  /// Whether the deals that match and are shown are few, and then all in `temp.selection`.
  func isSelected(_ filter: Filter, closedSince: Timestamp) throws(StoreError) -> Bool {
    guard !filter.isAll else { return false }
    let question = Selection.Question(
      filter: filter, closedSince: closedSince, version: try connection.integer("PRAGMA data_version"))
    if let known = connection.selection, known.question == question { return known.isWhole }
    // Until it stands, there is none: an interruption empties the tables again.
    connection.selection = nil
    try connection.runScript(Selection.tables)
    let isWhole = try select(filter, closedSince)
    connection.selection = Selection(question: question, isWhole: isWhole)
    return isWhole
  }

  /// False where the matches are too many.
  private func select(_ filter: Filter, _ closedSince: Timestamp) throws(StoreError) -> Bool {
    let limit = try selectionLimit()
    if let driver = Driver(filter) {
      if try find(driver, limit) {
        return try fill("temp.hits CROSS JOIN deals AS d ON d.rowid = hits.deal", filter, closedSince, limit)
      }
      // A single term has just been found to hold for many.
      if filter.terms.count == 1 { return false }
    }
    return try fill("deals AS d NOT INDEXED", filter, closedSince, limit, isForMost: true)
  }

  /// One deal in fifty: then a column's first twenty cards are a thousand steps away on average.
  private func selectionLimit() throws(StoreError) -> Int {
    let deals = Int(try connection.integer("SELECT max(rowid) FROM deals"))
    return min(max(deals / 50, 200), 20_000)
  }

  /// The term that is looked for first, by the indexes that hold nothing but names.
  private struct Driver {
    let text: String
    /// Where it is looked for.
    let tables: [String]

    /// Nil where no term has such an index.
    init?(_ filter: Filter) {
      var terms: [(text: String, tables: [String])] = []
      for term in filter.terms where !term.isNegated {
        switch term.test {
        case .text(let text): terms.append((text, ["deals", "companies", "contacts"]))
        case .word(.company, let text): terms.append((text, ["companies"]))
        case .word(.contact, let text): terms.append((text, ["contacts"]))
        default: continue
        }
      }
      // The longest one is likely to be the rarest.
      guard let longest = terms.max(by: { $0.text.utf8.count < $1.text.utf8.count }) else { return nil }
      (text, tables) = longest
    }
  }

  /// Puts the deals that the driver may hold for into `temp.hits`; false where they are too many.
  private func find(_ driver: Driver, _ limit: Int) throws(StoreError) -> Bool {
    for table in driver.tables {
      let found =
        switch table {
        case "companies": "companies AS l INDEXED BY companies_by_name CROSS JOIN deals AS d ON d.company_id = l.id"
        case "contacts": "contacts AS l INDEXED BY contacts_by_name CROSS JOIN deals AS d ON d.contact_id = l.id"
        default: "deals AS d INDEXED BY deals_by_name"
        }
      let name = table == "deals" ? "d.name_folded" : "l.name_folded"
      try connection.run(
        "INSERT OR IGNORE INTO temp.hits SELECT d.rowid FROM \(found) WHERE instr(\(name), ?1) LIMIT ?2",
        [.text(driver.text), .integer(Int64(limit + 1))])
      if try connection.integer("SELECT count(*) FROM temp.hits") > limit { return false }
    }
    return true
  }

  private func fill(
    _ source: String, _ filter: Filter, _ closedSince: Timestamp, _ limit: Int, isForMost: Bool = false
  ) throws(StoreError) -> Bool {
    var match = Match(filter, after: [closedSince.scalar], isForMost: isForMost)
    let most = match.bind(.integer(Int64(limit + 1)))
    let columns = Selection.columns.split(separator: " ").map { "d." + $0 }.joined(separator: " ")
    try connection.run(
      """
      INSERT INTO temp.selection (deal, \(Selection.columns)) SELECT d.rowid, \(columns) FROM \(source)
      WHERE (d.closed_at IS NULL OR d.closed_at >= ?1)\(match.condition) LIMIT \(most)
      """, match.arguments)
    return connection.changedRows <= limit
  }
}
