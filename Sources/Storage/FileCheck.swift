import Sales

/// One promise of the file that SQL can tell broken.
struct FileCheck: Sendable {
  /// Selects what breaks it: where in the first column, other facts after it.
  let sql: String
  let words: @Sendable (Statement) -> String
  /// What counts it again, where the rest of the file tells what is right, and what is said of that.
  var repair: (sql: String, words: String)?

  /// How many rows of one kind are named; the rest is counted.
  static let most = 50

  static let all = references + kept + histories + journal + pipelines

  private static let references = [
    FileCheck(sql: "PRAGMA foreign_key_check") { row in
      "a row of \(row.text(0)) refers to one of \(row.text(2)) that is not there"
    }
  ]

  /// What the store and its triggers keep besides the fields.
  private static let kept =
    [
      FileCheck(
        sql: wrongTotals, words: { "stage_totals of \($0.text(0)) are not its deals' sums" },
        repair: (
          "DELETE FROM stage_totals; INSERT INTO stage_totals SELECT * FROM (\(countedTotals));", "counted stage_totals"
        )),
      FileCheck(
        sql: "SELECT id FROM deals AS d WHERE next_due_at IS NOT \(nextDue)",
        words: { "next_due_at of \($0.text(0)) is not that of its tasks" },
        repair: (
          "UPDATE deals AS d SET next_due_at = \(nextDue) WHERE next_due_at IS NOT \(nextDue);", "counted next_due_at"
        )),
    ]
    + [("users", "name"), ("companies", "name"), ("contacts", Schema.displayName), ("deals", "name")].map {
      (table: String, name: String) in
      FileCheck(
        sql: "SELECT id FROM \(table) WHERE name_folded IS NOT folded(\(name))",
        words: { "name_folded of \($0.text(0)) is not its name" },
        repair: (
          "UPDATE \(table) SET name_folded = folded(\(name)) WHERE name_folded IS NOT folded(\(name));",
          "folded the names of \(table)"
        ))
    } + [
      // After the names, of which they are made.
      FileCheck(
        sql: "SELECT id FROM deals WHERE words IS NOT \(Schema.words)",
        words: { "words of \($0.text(0)) are not its names" },
        repair: ("UPDATE deals SET words = \(Schema.words) WHERE words IS NOT \(Schema.words);", "made search words")),
      FileCheck(
        sql:
          "SELECT count(*) FROM log_stamp WHERE stamp GLOB 'dealboard-log:*' AND length(stamp) = 79 HAVING count(*) <> 1",
        words: { _ in "log_stamp does not have its one row" },
        repair: (
          """
          DELETE FROM log_stamp;
          INSERT INTO log_stamp VALUES (1, 'dealboard-log:\(LogStamp.none):' || lower(hex(randomblob(16))));
          """, "made a new log_stamp"
        )),
      FileCheck(
        sql: "SELECT id FROM deals AS d WHERE last_activity_at IS NOT \(lastActivity)",
        words: { "last_activity_at of \($0.text(0)) is not that of its activities" },
        repair: (
          "UPDATE deals AS d SET last_activity_at = \(lastActivity) WHERE last_activity_at IS NOT \(lastActivity);",
          "counted last_activity_at"
        )),
    ]

  private static let nextDue = """
    coalesce(d.parked_until, (
      SELECT min(\(TaskSQL.dueMoment)) FROM tasks
      WHERE deal_id = d.id AND status = 'pending' AND due_at IS NOT NULL))
    """

  private static let lastActivity =
    "(SELECT max(occurred_at) FROM activities WHERE deal_id = d.id AND status = 'completed')"

  /// Actions and edits are numbered without gaps, since they are only ever added.
  private static let journal =
    [Table.deals, .companies, .contacts, .activities, .tasks].flatMap { table in
      [
        FileCheck(
          sql: """
            SELECT id FROM \(table.rawValue) AS r
            WHERE NOT EXISTS (SELECT 1 FROM edits WHERE row_id = r.id AND kind = 'create')
            """,
          words: { "the making of \($0.text(0)) is missing from the journal" }),
        FileCheck(
          sql: """
            SELECT row_id FROM edits AS e WHERE kind = 'create' AND row_id GLOB '\(table.idPrefix)_*'
            AND NOT EXISTS (SELECT 1 FROM \(table.rawValue) WHERE id = e.row_id)
            AND NOT EXISTS (SELECT 1 FROM edits WHERE row_id = e.row_id AND kind = 'delete' AND number > e.number)
            """,
          words: { "\($0.text(0)) is gone, and the journal does not say who deleted it" }),
      ]
    } + [
      FileCheck(
        sql: "SELECT max(number) - count(*) FROM actions HAVING max(number) <> count(*) OR min(number) < 1",
        words: { "\(max(1, $0.integer(0))) actions are missing from the journal" }),
      FileCheck(
        sql: "SELECT max(number) - count(*) FROM edits HAVING max(number) <> count(*) OR min(number) < 1",
        words: { "\(max(1, $0.integer(0))) edits are missing from the journal" }),
      FileCheck(
        sql: "SELECT id FROM actions AS a WHERE NOT EXISTS (SELECT 1 FROM edits WHERE action = a.number)",
        words: { "the action \($0.text(0)) has no edits" }),
      FileCheck(
        sql: """
          SELECT a.id FROM actions AS a LEFT JOIN actions AS r ON r.id = a.reverts
          WHERE a.root IS NOT coalesce(r.root, a.id) OR r.number >= a.number
          """,
        words: { "the action \($0.text(0)) does not lead to what it reverts" }),
    ]

  private static let countedTotals = """
    SELECT stage_id,
      CASE WHEN closed_at IS NULL THEN -1 ELSE (closed_at - (closed_at % 86400 + 86400) % 86400) / 86400 END
        AS closed_day,
      status, currency, count(*) AS deals, sum(value >> 32) AS value_high, sum(value & 4294967295) AS value_low
    FROM deals GROUP BY 1, 2, 3, 4
    """

  /// Stages whose kept sums differ from those of their deals: what only one of the two sides has.
  private static let wrongTotals = """
    WITH kept AS (
      SELECT stage_id, closed_day, status, currency, deals, value_high, value_low FROM stage_totals
      WHERE deals <> 0 OR value_high <> 0 OR value_low <> 0
    ), counted AS (\(countedTotals))
    SELECT DISTINCT stage_id FROM (SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)
      UNION ALL SELECT * FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept))
    """
}

extension Connection {
  /// The faults that the checks find, a line each; what cannot be read is a fault too.
  func faults(of checks: [FileCheck]) throws(StoreError) -> [String] {
    var faults: [String] = []
    for check in checks {
      try collect(&faults) { (take) throws(StoreError) in try each(check.sql, []) { row in take(check.words(row)) } }
    }
    return faults
  }

  /// Adds what `find` hands on, up to as many as are named, and how many there are besides.
  func collect(
    _ faults: inout [String], _ find: ((String) -> Void) throws(StoreError) -> Void
  ) throws(StoreError) {
    var found: [String] = []
    var count = 0
    var failure: StoreError?
    do throws(StoreError) {
      try find { fault in
        count += 1
        if found.count < FileCheck.most { found.append(fault) }
      }
    } catch {
      failure = error
    }
    faults += found
    if count > found.count { faults.append("and \(count - found.count) more of that kind") }
    switch failure {
    case nil: return
    case .damaged(let words), .failed(let words), .foreign(let words): faults.append("not readable: \(words)")
    case .some(let error): throw error
    }
  }
}
