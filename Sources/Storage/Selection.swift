package import Sales

/// The deals that a filter with few of them selects, kept in a table of the connection's own.
///
/// Where many deals match, a column's first cards are found after a few steps along its index, and nothing is kept. Where
/// few do, the column would be walked to its end, so then its part of the file is looked through once, and cards, sums and
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

  /// What is looked through at once: the closed deals lie by their day, all stages among each other.
  enum Part: Hashable {
    case open(StageID)
    case closed

    fileprivate func condition(_ match: inout Match) -> String {
      switch self {
      case .open(let stage): "\(Range.open.condition) AND d.stage_id = \(match.bind(stage.scalar))"
      case .closed: Range.closed.condition
      }
    }
  }

  var question: Question
  /// The parts in which many match.
  var common: Set<Part>
  /// How many more may be kept; less than none where they were too many, and the table is of no use.
  var room: Int
  /// Of which parts the table holds all that match.
  var parts: Set<Part> = []

  /// The columns that orders and sums need, by the names that they have on `deals`.
  static let columns =
    "stage_id, id, closed_at, next_due_at, stage_entered_at, currency, value, expected_close, touched_at"

  /// The deals that a board shows, by an index that holds what most terms ask for; to be asked for one `Range` at a time.
  static let shown = "deals AS d INDEXED BY deals_for_filters"

  enum Range: CaseIterable {
    case open, closed

    static func all(in filter: Filter) -> [Range] {
      allCases.filter { filter.allows(closed: $0 == .closed) }
    }

    /// The first argument is since when closed deals are shown.
    var condition: String { self == .open ? "d.closed_at IS NULL" : "d.closed_at >= ?1" }

    func parts(of stages: [StageID]) -> [Part] { self == .open ? stages.map(Part.open) : [.closed] }
  }

  fileprivate static let table = """
    CREATE TEMP TABLE IF NOT EXISTS selection (
      stage_id, deal, id, closed_at, next_due_at, stage_entered_at, currency, value, expected_close, touched_at,
      PRIMARY KEY (stage_id, deal)) WITHOUT ROWID;
    DELETE FROM temp.selection;
    """
}

extension SQLiteStore {
  /// Whether few deals match in these parts, and then all of them are in `temp.selection`.
  func isSelected(
    _ parts: [Selection.Part], _ filter: Filter, closedSince: Timestamp
  ) throws(StoreError) -> Bool {
    guard !filter.isAll else {
      if connection.memory == .muchForFilters { try connection.useMemory(.little) }
      return false
    }
    // Whoever types a filter looks through the same pages at every letter.
    try connection.useMemory(.muchForFilters)
    let question = Selection.Question(
      filter: filter, closedSince: closedSince, version: try connection.integer("PRAGMA data_version"))
    var selection: Selection
    if let known = connection.selection, known.question == question {
      selection = known
    } else {
      selection = try begin(question)
    }
    if selection.common.isDisjoint(with: parts) {
      for part in parts where selection.room >= 0 && !selection.parts.contains(part) {
        // Until it stands, there is none: an interruption undoes what was done to the table.
        connection.selection = nil
        try select(part, into: &selection)
      }
    }
    connection.selection = selection
    return selection.room >= 0 && selection.parts.isSuperset(of: parts)
  }

  /// Reads the index that filters look through; of very many deals only as many as the memory for filters holds.
  /// Closed deals come before the open ones, so that what most filters look through is surely held.
  package func readAhead() throws(StoreError) {
    try connection.useMemory(.muchForFilters)
    for range in ["d.closed_at IS NOT NULL ORDER BY d.closed_at DESC LIMIT 50000", "d.closed_at IS NULL LIMIT 100000"] {
      _ = try connection.integer(
        "SELECT count(words) FROM (SELECT d.words FROM \(Selection.shown) WHERE \(range))")
    }
    // The deals of the sample lie far from each other.
    _ = try common(Selection.Question(filter: .all, closedSince: Timestamp(seconds: 0), version: 0))
  }

  /// While a word is typed, each letter leaves some of those found for the one before.
  private func begin(_ question: Selection.Question) throws(StoreError) -> Selection {
    let last = connection.selection
    connection.selection = nil
    if var selection = last, selection.room >= 0, question.narrows(selection.question) {
      let match = Match(question.filter, after: [])
      try connection.run(
        """
        DELETE FROM temp.selection WHERE deal NOT IN (
          SELECT d.rowid FROM temp.selection AS s CROSS JOIN deals AS d ON d.rowid = s.deal WHERE true\(match.condition))
        """, match.arguments)
      selection.question = question
      selection.room += connection.changedRows
      if !selection.common.isEmpty { selection.common = try common(question).subtracting(selection.parts) }
      return selection
    }
    try connection.runScript(Selection.table)
    let room = min(max(try deals() / 16, 200), 20_000)
    return Selection(question: question, common: try common(question), room: room)
  }

  private func select(_ part: Selection.Part, into selection: inout Selection) throws(StoreError) {
    let columns = Selection.columns.split(separator: " ").map { "d." + $0 }.joined(separator: " ")
    var match = Match(selection.question.filter, after: [selection.question.closedSince.scalar])
    let condition = part.condition(&match)
    let most = match.bind(.integer(Int64(selection.room + 1)))
    try connection.run(
      """
      INSERT INTO temp.selection (deal, \(Selection.columns)) SELECT d.rowid, \(columns) FROM \(Selection.shown)
      WHERE \(condition)\(match.condition) LIMIT \(most)
      """, match.arguments)
    selection.room -= connection.changedRows
    selection.parts.insert(part)
  }

  /// The parts in which one deal in thirty matches of some hundred that lie all over the file: there a column's first
  /// twenty cards are some hundred steps along its index, which takes less than to look at every deal.
  private func common(_ question: Selection.Question) throws(StoreError) -> Set<Selection.Part> {
    var match = Match(question.filter, after: [question.closedSince.scalar])
    let deals = match.bind(.integer(max(1, Int64(try deals()))))
    // Every so many deals would be the same stage again where they were made stage by stage, so a prime scatters them.
    let parts = try connection.all(
      """
      WITH RECURSIVE sample (turn) AS (SELECT 1 UNION ALL SELECT turn + 1 FROM sample WHERE turn < min(400, \(deals)))
      SELECT CASE WHEN d.closed_at IS NULL THEN d.stage_id END AS stage
      FROM sample CROSS JOIN deals AS d ON d.rowid = 1 + turn * 2654435761 % \(deals)
      WHERE d.closed_at IS NULL OR d.closed_at >= ?1
      GROUP BY stage HAVING 30 * total(true\(match.condition)) >= count(*)
      """, match.arguments
    ) { (row) throws(StoreError) in row.isNull(0) ? Selection.Part.closed : .open(try row.value(0)) }
    return Set(parts)
  }

  /// About how many there are.
  private func deals() throws(StoreError) -> Int { Int(try connection.integer("SELECT max(rowid) FROM deals")) }
}
