import Sales

/// The indexes and triggers that a long change takes away while it writes, and makes again at its end, in the same
/// transaction.
///
/// Sorting all rows of an index once costs far less than finding a place in it for each. Others read the file as it was
/// until the change is done, so nobody sees the tables without them.
struct BulkIndexes {
  /// Their texts as the schema had them, in its order.
  fileprivate var texts: [String] = []
  /// What the triggers on deals would have counted meanwhile.
  fileprivate var totals = StageTotalsTally()
  /// Whether the change only makes and updates rows, so that nothing asks what refers to a company or a stage.
  var isImport = false
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

  /// Those among them that only serve references which no import asks.
  private static let keptForDeletions: Set<String> = [
    "deals_by_contact", "deals_by_company", "deals_in_stage", "activities_by_contact", "activities_by_company",
    "tasks_by_contact", "tasks_by_company", "contacts_by_company",
  ]

  fileprivate func keeps(_ index: String) -> Bool {
    Self.kept.contains(index) && !(isImport && Self.keptForDeletions.contains(index))
  }

  /// The triggers by which every insert of a deal is a statement of several writes, for which SQLite copies all pages
  /// that it is going to change.
  fileprivate static let triggers = [
    "deals_counted", "deals_discounted", "deals_recounted", "deals_parked", "deals_named",
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
    let triggers = BulkIndexes.triggers.map { "'\($0)'" }.joined(separator: ", ")
    let entries = try connection.all(
      """
      SELECT type, name, sql FROM sqlite_schema
      WHERE type = 'index' AND tbl_name IN (\(tables)) AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE %'
        OR type = 'trigger' AND name IN (\(triggers))
      ORDER BY rowid
      """
    ) { row in (type: row.text(0), name: row.text(1), text: row.text(2)) }
    for entry in entries where entry.type == "trigger" || !bulk.keeps(entry.name) {
      try connection.runScript("DROP \(entry.type) \"\(entry.name)\"")
      bulk.texts.append(entry.text)
    }
  }

  /// Does what the triggers would have done.
  mutating func noteInBulk(_ edit: Edit) throws(StoreError) {
    if bulk.texts.isEmpty { return }
    bulk.totals.note(edit)
    guard edit.before == nil, case .deal(let deal) = edit.after, let parked = deal.parkedUntil else { return }
    try connection.run("UPDATE deals SET next_due_at = ? WHERE id = ?", [parked.scalar, deal.id.scalar])
  }

  /// Makes the indexes and triggers again; does nothing when none were taken away.
  mutating func restoreIndexes() throws(StoreError) {
    if bulk.texts.isEmpty { return }
    try bulk.totals.write(to: connection)
    // Sorting takes as much memory again as the file is given. What does not fit goes to a file without a name; where
    // tables of a filter are in memory already, it stays there.
    try connection.useMemory(.littleForSorting)
    try? connection.runScript("PRAGMA temp_store = FILE")
    defer { try? connection.runScript("PRAGMA temp_store = MEMORY") }
    for text in bulk.texts { try connection.runScript(text) }
    bulk.texts = []
  }
}
