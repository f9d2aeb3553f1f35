import Foundation
import Sales
import Support
import Testing

@testable import Storage

/// What somebody did to a file with another program.
struct Damage: CustomTestStringConvertible, Sendable {
  let sql: String
  /// What the doctor says of it.
  let words: String
  let isRepairable: Bool

  init(_ sql: String, _ words: String, repairable: Bool = false) {
    (self.sql, self.words, isRepairable) = (sql, words, repairable)
  }

  var testDescription: String { sql }

  static let all = schema + kept + values + histories + journal + rest

  private static let schema = [
    Damage("DROP INDEX deals_by_touch", "the index deals_by_touch is missing", repairable: true),
    Damage("DROP INDEX tasks_next", "the index tasks_next is missing", repairable: true),
    Damage("DROP INDEX pipelines_default", "the index pipelines_default is missing", repairable: true),
    Damage("DROP TRIGGER edits_stay", "the trigger edits_stay is missing", repairable: true),
    Damage("DROP TRIGGER deals_counted", "the trigger deals_counted is missing", repairable: true),
    Damage("DROP TABLE settings", "the table settings is missing", repairable: true),
    Damage("DROP TABLE stage_totals", "the table stage_totals is missing", repairable: true),
    Damage("DROP TABLE log_stamp", "the table log_stamp is missing", repairable: true),
    Damage("DROP TABLE tasks", "the table tasks is missing"),
    Damage("ALTER TABLE deals ADD COLUMN extra TEXT", "the table deals is not as it was made"),
    Damage("ALTER TABLE companies DROP COLUMN website", "the table companies is not as it was made"),
    Damage("ALTER TABLE contacts RENAME COLUMN phone TO telephone", "the table contacts is not as it was made"),
    Damage(
      "DROP INDEX deals_by_name; CREATE INDEX deals_by_name ON deals (name)", "the index deals_by_name is not as it",
      repairable: true),
    Damage(
      "DROP TRIGGER deals_parked; CREATE TRIGGER deals_parked AFTER INSERT ON deals BEGIN SELECT 1; END",
      "the trigger deals_parked is not as it", repairable: true),
    Damage(
      "CREATE TRIGGER gone AFTER UPDATE ON deals BEGIN DELETE FROM tasks; END", "the trigger gone is not dealboard's"),
    Damage("CREATE UNIQUE INDEX one ON deals (name)", "the index one is not dealboard's"),
  ]

  private static let kept = [
    Damage("UPDATE stage_totals SET deals = deals + 1", "are not its deals' sums", repairable: true),
    Damage("UPDATE stage_totals SET value_low = value_low + 1", "are not its deals' sums", repairable: true),
    Damage("DELETE FROM stage_totals", "are not its deals' sums", repairable: true),
    Damage("UPDATE stage_totals SET deals = -5", "are not its deals' sums", repairable: true),
    Damage("UPDATE deals SET next_due_at = 5", "next_due_at of deal_", repairable: true),
    Damage("UPDATE deals SET words = 'x'", "words of deal_", repairable: true),
    Damage("UPDATE deals SET name_folded = 'x'", "name_folded of deal_", repairable: true),
    Damage("UPDATE companies SET name_folded = 'x'", "name_folded of comp_", repairable: true),
    Damage("UPDATE contacts SET name_folded = 'x'", "name_folded of cont_", repairable: true),
    Damage("UPDATE users SET name_folded = 'x'", "name_folded of user_", repairable: true),
    Damage("DELETE FROM log_stamp", "log_stamp", repairable: true),
    Damage("UPDATE log_stamp SET stamp = 'x'", "log_stamp", repairable: true),
    Damage("UPDATE deals SET last_activity_at = 5", "last_activity_at of deal_", repairable: true),
    Damage("UPDATE deals SET last_activity_at = NULL", "last_activity_at of deal_", repairable: true),
  ]

  private static let values = [
    Damage("UPDATE deals SET value = -5", "value is -5"),
    Damage("UPDATE deals SET currency = 'usd'", "currency is \"usd\""),
    Damage("UPDATE deals SET status = 'waiting'", "status is \"waiting\""),
    Damage("UPDATE deals SET name = ''", "name is \"\""),
    Damage("UPDATE deals SET name = CAST(x'41C328' AS TEXT)", "name is not valid UTF-8"),
    Damage("UPDATE deals SET name = 'a' || char(0) || 'b'", "name is text with a NUL"),
    Damage("UPDATE deals SET created_at = 9000000000000000000", "created_at is 9000000000000000000"),
    Damage("UPDATE deals SET expected_close = -9223372036854775807 - 1", "expected_close is -9223372036854775808"),
    Damage("UPDATE deals SET metadata = '[1'", "metadata is not a JSON object"),
    Damage("UPDATE deals SET owner_id = 'ana'", "owner_id is \"ana\""),
    Damage("UPDATE activities SET type = 'fax'", "type is \"fax\""),
    Damage("UPDATE tasks SET priority = 'max'", "priority is \"max\""),
    Damage("UPDATE stages SET color = 'red'", "color is \"red\""),
    Damage("UPDATE stages SET probability = 101", "probability is 101"),
    Damage("UPDATE pipelines SET is_default = 7", "is_default is 7"),
    Damage("UPDATE actions SET at = 9000000000000000000", "at is 9000000000000000000"),
  ]

  private static let histories = [
    Damage("DELETE FROM stage_history", "has no stage_history"),
    Damage(
      "DELETE FROM stage_history WHERE from_stage_id IS NULL", "does not begin with an entry from nowhere"),
    Damage(
      "UPDATE stage_history SET from_stage_id = 'stg_00000000000000000000000000' WHERE from_stage_id IS NOT NULL",
      "is broken at sh_"),
    Damage(
      "UPDATE stage_history SET entered_at = entered_at - 1", "stage_entered_at of deal_", repairable: true),
    Damage("UPDATE deals SET stage_entered_at = 5", "stage_entered_at of deal_", repairable: true),
    Damage("UPDATE stage_history SET entered_at = 5 WHERE from_stage_id IS NOT NULL", "goes back at sh_"),
    Damage("UPDATE deals SET closed_at = 5 WHERE closed_at IS NOT NULL", "closed_at of deal_"),
    Damage("UPDATE deals SET created_at = created_at + 900000 WHERE status = 'lost'", "is before its created_at"),
    Damage(
      "UPDATE deals SET stage_id = (SELECT id FROM stages WHERE position = 3)", "does not end in its stage"),
  ]

  private static let journal = [
    Damage("UPDATE edits SET fields = '{\"name\":[1' WHERE kind = 'update'", "cannot be read"),
    Damage("UPDATE edits SET fields = '{\"nose\":[1,2]}' WHERE kind = 'update'", "has a field that cannot be read"),
    Damage("UPDATE edits SET fields = '{}' WHERE kind = 'delete'", "does not hold its row"),
    Damage("UPDATE edits SET row_id = 'x'", "names no row"),
    Damage("UPDATE edits SET kind = 'x'", "is of no kind"),
    Damage("DELETE FROM edits WHERE number = 3", "1 edits are missing"),
    Damage("DELETE FROM edits; DELETE FROM actions", "the making of deal_"),
    Damage("DELETE FROM tasks WHERE id = (SELECT max(id) FROM tasks)", "is gone, and the journal does not say"),
    Damage("DELETE FROM edits WHERE action = (SELECT max(number) FROM actions)", "has no edits"),
    Damage("DELETE FROM actions WHERE number = 2", "1 actions are missing"),
    Damage("UPDATE actions SET root = (SELECT id FROM actions WHERE number = 1)", "does not lead to what it reverts"),
  ]

  private static let rest = [
    Damage("UPDATE pipelines SET is_default = 0", "0 of 2 pipelines are the default", repairable: true),
    Damage(
      "DROP INDEX pipelines_default; UPDATE pipelines SET is_default = 1", "2 of 2 pipelines are the default"),
    Damage("UPDATE stages SET position = position + 1 WHERE position = 4", "leaves a gap", repairable: true),
    Damage("UPDATE stages SET position = -7 - position * 3", "leaves a gap", repairable: true),
    Damage("UPDATE deals SET company_id = 'comp_00000000000000000000000000'", "refers to one of companies"),
    Damage("DELETE FROM users", "refers to one of users"),
    Damage("UPDATE deals SET stage_id = 'stg_00000000000000000000000000'", "refers to one of stages"),
  ]
}

@Suite("The doctor") struct DoctorTests {
  private let folder = TemporaryFolder()
  private let clock = TestClock()
  private var options: StoreOptions {
    StoreOptions(clock: { [clock] in clock.milliseconds }, random: SeededGenerator(seed: 1), patience: 100)
  }

  /// A file with something of everything: moves, an undo, a deleted row, steps, activities, people.
  private func makeFile() throws {
    let store = try SQLiteStore.open(path: folder.database, options: options)
    let user = try #require(try store.user(named: "ana")).id
    func commit(_ change: Change) throws {
      clock.milliseconds += 60_000
      _ = try store.commit(change, by: user)
    }
    try commit(.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages))
    try commit(.createPipeline([.set(\.name, "Second")], stages: [[.set(\.name, "New")]]))
    for number in 0..<4 {
      let draft = DealDraft(
        values: [.set(\.name, "Deal \(number)"), .set(\.value, Int64(number * 1000))],
        stage: StageName(pipeline: nil, stage: "Qualified"), company: "Firm \(number)",
        contact: "Ada <ada\(number)@firm.example>",
        followUps: [[.set(\.title, "Call"), .set(\.dueAt, Timestamp(seconds: clock.milliseconds / 1000))]],
        activities: [[.set(\.type, .note), .set(\.status, .completed)]])
      try commit(.createDeal(draft))
    }
    let stages = try store.pipelines()[0].stages
    for deal in try store.rows(ListQuery<Deal>()) { try commit(.editDeal(deal.id, [.set(\.stageID, stages[1].id)])) }
    if let last = try store.rows(ListQuery<Deal>()).last {
      try commit(.editDeal(last.id, [.set(\.status, .lost), .set(\.lossReason, "price")]))
    }
    try commit(.createCompany([.set(\.name, "Gone")]))
    _ = try store.revertLast(redo: false, by: user)
    try store.set("order", of: user, to: "value")
  }

  /// Does it as a program that knows no rule: without triggers, which are made again as they were.
  private func harm(_ damage: Damage) throws {
    let file = try Connection(path: folder.database, mode: .readWrite, patience: 0)
    try file.runScript("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
    if damage.sql.contains("TRIGGER") || damage.sql.contains("DROP") || damage.sql.contains("ALTER") {
      return try file.runScript(damage.sql)
    }
    let triggers = try file.all("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid") {
      (name: $0.text(0), sql: $0.text(1))
    }
    for trigger in triggers { try file.runScript("DROP TRIGGER \(trigger.name)") }
    try file.runScript(damage.sql)
    #expect(file.changedRows > 0 || damage.sql.hasPrefix("CREATE"), "\(damage.sql)")
    for trigger in triggers { try file.runScript(trigger.sql) }
  }

  @Test("finds nothing in a file that only the rules have written") func healthy() throws {
    try makeFile()
    let store = try SQLiteStore.open(path: folder.database, options: options)
    #expect(try store.check() == [])
    #expect(try store.repair(keeping: folder.path + "/copy.db") == [])
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/copy.db"))
  }

  @Test("finds each damage, and mends it where the rest of the file tells how", arguments: Damage.all)
  func damage(_ damage: Damage) throws {
    try makeFile()
    try harm(damage)
    let faults: [String]
    do throws(StoreError) {
      let store = try SQLiteStore.open(path: folder.database, options: options)
      faults = try store.check()
      #expect(faults.contains { $0.contains(damage.words) }, "\(faults)")
      let done = try store.repair(keeping: folder.path + "/copy.db")
      let left = try store.check()
      #expect(left.isEmpty == damage.isRepairable, "\(done) \(left)")
      if damage.isRepairable { #expect(!done.isEmpty) }
      #expect(FileManager.default.fileExists(atPath: folder.path + "/copy.db"))
    } catch {
      // Without one of its tables it is not opened at all.
      #expect(error.isDamage && damage.sql.hasPrefix("DROP TABLE"), "\(error)")
    }
  }

  @Test("names as many rows of a kind as can be read, and counts the rest") func many() throws {
    try makeFile()
    let store = try SQLiteStore.open(path: folder.database, options: options)
    let user = try #require(try store.user(named: "ana")).id
    let deals = (0..<80).map { number in
      DealDraft(values: [.set(\.name, "More \(number)")], stage: StageName(pipeline: nil, stage: "Qualified"))
    }
    _ = try store.commit(.importDeals(ImportBatch(deals: deals)), by: user)
    try harm(Damage("UPDATE deals SET words = 'x'", ""))
    #expect(try store.check().last == "and 34 more of that kind")
  }
}
