package import Sales

/// The deals that a filter with few of them selects, kept in a table of the connection's own.
///
/// Where many deals match, a column's first cards are found after a few steps along its index, and nothing is kept. Where
/// few do, each column would be walked to its end, so then the file is looked through once and all columns, sums and
/// counts are answered from what was found. Which it is, a sample tells.
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

  /// The deals that a board shows, by an index that holds what most terms ask for; to be asked for each of `ranges`,
  /// whose first argument is since when closed deals are shown.
  static let shown = "deals AS d INDEXED BY deals_for_filters"
  static func ranges(of filter: Filter) -> [String] {
    (filter.allows(closed: false) ? ["d.closed_at IS NULL"] : [])
      + (filter.allows(closed: true) ? ["d.closed_at >= ?1"] : [])
  }

  fileprivate static let tables = """
    CREATE TEMP TABLE IF NOT EXISTS selection (
      stage_id, deal, id, closed_at, next_due_at, stage_entered_at, currency, value, expected_close, touched_at,
      PRIMARY KEY (stage_id, deal)) WITHOUT ROWID;
    DELETE FROM temp.selection;
    """
}

extension SQLiteStore {
  /// Whether the deals that match and are shown are few, and then all in `temp.selection`.
  func isSelected(_ filter: Filter, closedSince: Timestamp) throws(StoreError) -> Bool {
    guard !filter.isAll else {
      if connection.memory == .muchForFilters { try connection.useMemory(.little) }
      return false
    }
    // Whoever types a filter looks through the same pages at every letter.
    try connection.useMemory(.muchForFilters)
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

  /// Reads the index that filters look through; of very many deals only as many as the memory for filters holds.
  /// Closed deals come before the open ones, so that what most filters look through is surely held.
  package func readAhead() throws(StoreError) {
    try connection.useMemory(.muchForFilters)
    for range in ["d.closed_at IS NOT NULL ORDER BY d.closed_at DESC LIMIT 50000", "d.closed_at IS NULL LIMIT 100000"] {
      _ = try connection.integer(
        "SELECT count(words) FROM (SELECT d.words FROM \(Selection.shown) WHERE \(range))")
    }
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
    let deals = try connection.integer("SELECT max(rowid) FROM deals")
    if try isCommon(filter, closedSince, deals) { return false }
    let columns = Selection.columns.split(separator: " ").map { "d." + $0 }.joined(separator: " ")
    var room = min(max(Int(deals) / 16, 200), 20_000)
    for range in Selection.ranges(of: filter) {
      var match = Match(filter, after: [closedSince.scalar])
      let most = match.bind(.integer(Int64(room + 1)))
      try connection.run(
        """
        INSERT INTO temp.selection (deal, \(Selection.columns)) SELECT d.rowid, \(columns) FROM \(Selection.shown)
        WHERE \(range)\(match.condition) LIMIT \(most)
        """, match.arguments)
      room -= connection.changedRows
      if room < 0 { return false }
    }
    return true
  }

  /// Whether one deal in thirty matches of some hundred that lie evenly in the file: then a column's first twenty cards
  /// are some hundred steps along its index, which takes less than to look at every deal.
  private func isCommon(_ filter: Filter, _ closedSince: Timestamp, _ deals: Int64) throws(StoreError) -> Bool {
    var match = Match(filter, after: [closedSince.scalar])
    let (last, step) = (match.bind(.integer(deals)), match.bind(.integer(max(1, deals / 200))))
    return try connection.integer(
      """
      WITH RECURSIVE sample (place) AS (SELECT 1 UNION ALL SELECT place + \(step) FROM sample WHERE place < \(last))
      SELECT 30 * total(true\(match.condition)) >= count(*) FROM sample CROSS JOIN deals AS d ON d.rowid = sample.place
      WHERE d.closed_at IS NULL OR d.closed_at >= ?1
      """, match.arguments) == 1
  }
}
