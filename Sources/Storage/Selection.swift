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

    /// Whether all that it can find has been found for the other one: it has all its terms, or longer ones.
    func narrows(_ other: Question) -> Bool {
      guard closedSince == other.closedSince, version == other.version else { return false }
      return other.filter.terms.allSatisfy { old in
        filter.terms.contains { new in
          if new == old { return true }
          guard case .text(let long) = new.test, case .text(let short) = old.test else { return false }
          return !new.isNegated && !old.isNegated && long.contains(short)
        }
      }
    }
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
    let last = connection.selection
    // Until it stands, there is none: an interruption undoes what was done to the tables.
    connection.selection = nil
    let isWhole: Bool
    if let last, last.isWhole, question.narrows(last.question) {
      try narrow(to: filter)
      isWhole = true
    } else {
      try connection.runScript(Selection.tables)
      isWhole = try select(filter, closedSince)
    }
    connection.selection = Selection(question: question, isWhole: isWhole)
    return isWhole
  }

  /// Drops what no longer matches: while a word is typed, each letter leaves some of those found for the one before.
  private func narrow(to filter: Filter) throws(StoreError) {
    let match = Match(filter, after: [])
    try connection.run(
      """
      DELETE FROM temp.selection WHERE deal NOT IN (
        SELECT d.rowid FROM temp.selection AS s CROSS JOIN deals AS d ON d.rowid = s.deal WHERE true\(match.condition))
      """, match.arguments)
  }

  /// False where the matches are too many.
  private func select(_ filter: Filter, _ closedSince: Timestamp) throws(StoreError) -> Bool {
    let limit = try selectionLimit()
    if let driver = Driver(filter) {
      if try find(driver, limit) {
        var rest = filter
        // The hits are those of a text exactly; a word may also stand inside another one.
        if driver.isExact { rest.terms.remove(at: driver.index) }
        return try fill("temp.hits CROSS JOIN deals AS d ON d.rowid = hits.deal", rest, closedSince, limit)
      }
      // A single term has just been found to hold for many.
      if filter.terms.count == 1 { return false }
    }
    return try fill("deals AS d NOT INDEXED", filter, closedSince, limit, isForMost: true)
  }

  /// One deal in twenty: where more match, a column's first twenty cards are some hundred steps along its index.
  private func selectionLimit() throws(StoreError) -> Int {
    let deals = Int(try connection.integer("SELECT max(rowid) FROM deals"))
    return min(max(deals / 20, 200), 20_000)
  }

  /// The term that is looked for first, by the indexes that hold nothing but names.
  private struct Driver {
    /// Which of the filter's terms it is.
    let index: Int
    let text: String
    /// Whether the term holds for all that hold the text.
    let isExact: Bool
    /// Where it is looked for.
    let tables: [String]

    /// Nil where no term has such an index.
    init?(_ filter: Filter) {
      var terms: [(index: Int, text: String, isExact: Bool, tables: [String])] = []
      for (index, term) in filter.terms.enumerated() where !term.isNegated {
        switch term.test {
        case .text(let text): terms.append((index, text, true, ["deals", "companies", "contacts"]))
        case .word(.company, let text): terms.append((index, text, false, ["companies"]))
        case .word(.contact, let text): terms.append((index, text, false, ["contacts"]))
        default: continue
        }
      }
      // The longest one is likely to be the rarest.
      guard let longest = terms.max(by: { $0.text.utf8.count < $1.text.utf8.count }) else { return nil }
      (index, text, isExact, tables) = longest
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
