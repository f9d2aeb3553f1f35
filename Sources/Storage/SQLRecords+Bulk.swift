import Sales

/// The indexes that a long change takes away while it writes, and makes again at its end, in the same transaction.
///
/// Sorting all rows of an index once costs far less than finding a place in it for each. Others read the file as it was
/// until the change is done, so nobody sees the tables without them.
struct BulkIndexes {
  /// Their texts as the schema had them, in its order.
  fileprivate var texts: [String] = []
  /// How many deals were made or deleted.
  fileprivate var deals = 0
  /// From how many deals on it can pay.
  private let least: Int
  /// At how many deals made or deleted it is next decided.
  fileprivate var nextLook: Int

  init(least: Int) {
    self.least = least
    nextLook = max(1, least / 4)
  }

  /// Whether so many deals are enough, and at least half as many as there are.
  fileprivate func pays(_ deals: Int, of held: () throws(StoreError) -> Int) throws(StoreError) -> Bool {
    guard deals >= least else { return false }
    return try held() <= deals * 2
  }

  /// The indexes that the rules ask while they write, and those of references. All others only serve questions of boards
  /// and lists. Unique ones are rules themselves and always stay.
  static let kept: Set<String> = [
    "deals_by_external_id", "deals_by_name", "deals_by_contact", "deals_by_company", "deals_in_stage",
    "stage_history_by_deal", "activities_by_deal", "activities_by_contact", "activities_by_company", "tasks_by_deal",
    "tasks_next", "tasks_by_contact", "tasks_by_company", "contacts_by_name", "contacts_by_company",
    "companies_by_name", "edits_by_action",
  ]

  /// The tables that a long change writes to row by row.
  static let tables = ["deals", "stage_history", "contacts", "companies", "activities", "tasks", "edits"]
}

extension SQLRecords {
  /// Takes the indexes away once it is clear that the change makes or deletes many deals, and at least half as many as
  /// there are.
  mutating func considerIndexes(after kind: JournalEntry.Kind, of key: Key) throws(StoreError) {
    guard case .deal = key, kind != .update else { return }
    bulk.deals += 1
    guard bulk.deals == bulk.nextLook, bulk.texts.isEmpty else { return }
    bulk.nextLook *= 2
    let pays = try bulk.pays(pace.expected(bulk.deals)) { () throws(StoreError) in
      Int(try connection.integer("SELECT count(*) FROM deals"))
    }
    if pays { try dropIndexes() }
  }

  private mutating func dropIndexes() throws(StoreError) {
    let tables = BulkIndexes.tables.map { "'\($0)'" }.joined(separator: ", ")
    let indexes = try connection.all(
      """
      SELECT name, sql FROM sqlite_schema
      WHERE type = 'index' AND tbl_name IN (\(tables)) AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE %'
      ORDER BY rowid
      """
    ) { row in (name: row.text(0), text: row.text(1)) }
    for index in indexes where !BulkIndexes.kept.contains(index.name) {
      try connection.runScript("DROP INDEX \"\(index.name)\"")
      bulk.texts.append(index.text)
    }
  }

  /// Makes the indexes again; does nothing when none were taken away.
  mutating func restoreIndexes() throws(StoreError) {
    if bulk.texts.isEmpty { return }
    // Sorting takes as much memory again as the file is given.
    try connection.useMemory(.littleForSorting)
    for text in bulk.texts { try connection.runScript(text) }
    bulk.texts = []
  }
}
