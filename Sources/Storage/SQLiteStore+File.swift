import Glibc
package import Sales

// The file as a file: whether it has changed, a copy, whether it is whole.
extension SQLiteStore {
  package func mark() throws(StoreError) -> FileMark {
    let look = try FileLook(path: path)
    try lookAgain(look)
    // An unlocked file has no version that SQLite would count; then the time of its last change is one.
    let version = if let unlocked { unlocked.changedAt } else { try connection.integer("PRAGMA data_version") }
    return FileMark(version: version, device: look?.device ?? 0, inode: look?.inode ?? 0)
  }

  /// A file read without locks is opened anew once somebody has written to it, since SQLite does not look.
  private func lookAgain(_ look: FileLook?) throws(StoreError) {
    guard let unlocked, let reason = readOnlyReason, look?.inode == unlocked.inode else { return }
    guard look != unlocked || OpenedFile.hasLog(path) else { return }
    let opened = try OpenedFile.openReading(path, reason, StoreOptions(patience: patience))
    connection = opened.connection
    connection.isInterrupted = isInterrupted
    self.unlocked = opened.unlocked
  }

  /// Writes a copy of the file as it is now; others may go on writing meanwhile. A file that is there is not replaced.
  package func backup(to path: String) throws(StoreError) {
    PrivateFile.removeUnfinished(path)
    let isMade = try PrivateFile.make(path) { (copy) throws(StoreError) in
      try connection.copy(to: copy)
      // Page for page a damaged file is copied as it is, and who has a copy believes it to be good.
      let check = try Connection(path: copy, mode: .immutable, patience: 0)
      let fault = try check.first("PRAGMA quick_check(1)") { row in row.text(0) } ?? "no answer"
      // The first line only names the database.
      if fault != "ok" { throw .damaged(fault.split(separator: "\n").last.map(String.init) ?? fault) }
    }
    if !isMade { throw .failed("\(path) exists already") }
  }

  /// What is wrong with the file, a line each; empty when it is whole.
  package func check() throws(StoreError) -> [String] {
    let faults = try connection.all("PRAGMA integrity_check") { row in row.text(0) }.filter { $0 != "ok" }
    let orphans = try connection.all("PRAGMA foreign_key_check") { row in
      "a row of \(row.text(0)) refers to one of \(row.text(2)) that is not there"
    }
    let totals = try connection.all(Self.wrongTotals) { row in
      "stage_totals of \(row.text(0)) are not its deals' sums"
    }
    let days = try connection.all(Self.wrongDays) { row in "next_due_at of \(row.text(0)) is not that of its tasks" }
    let words = try connection.all("SELECT id FROM deals WHERE words IS NOT \(Schema.words)") { row in
      "words of \(row.text(0)) are not its names"
    }
    return faults + orphans + totals + days + words
  }

  package func schemaVersion() throws(StoreError) -> Int { Int(try connection.integer("PRAGMA user_version")) }

  /// Stages whose kept sums differ from those of their deals: what only one of the two sides has.
  private static let wrongTotals = """
    WITH kept AS (
      SELECT stage_id, closed_day, status, currency, deals, value_high, value_low FROM stage_totals WHERE deals > 0
    ), counted AS (
      SELECT stage_id,
        CASE WHEN closed_at IS NULL THEN -1 ELSE (closed_at - (closed_at % 86400 + 86400) % 86400) / 86400 END,
        status, currency, count(*), sum(value >> 32), sum(value & 4294967295)
      FROM deals GROUP BY 1, 2, 3, 4
    )
    SELECT DISTINCT stage_id FROM (SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)
      UNION ALL SELECT * FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept))
    """
  private static let wrongDays = """
    SELECT d.id FROM deals AS d WHERE d.next_due_at IS NOT coalesce(d.parked_until, (
      SELECT min(\(TaskSQL.dueMoment)) FROM tasks
      WHERE deal_id = d.id AND status = 'pending' AND due_at IS NOT NULL))
    """
}
