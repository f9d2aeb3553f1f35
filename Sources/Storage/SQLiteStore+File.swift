import Glibc
package import Sales

// The file as a file: whether it has changed, a copy, whether it is whole.
extension SQLiteStore {
  /// Looks whether the file is still the one that was opened.
  @discardableResult
  func lookAtFile() -> FileWatch.Change? {
    let found = try? connection.uncounted { () throws(StoreError) in fileChange == nil ? watch?.look(connection) : nil }
    guard let change = found else { return fileChange }
    fileChange = change
    connection.leaveLogOnClose()
    switch change {
    case .moved:
      guard readOnlyReason == nil else { break }
      watch?.removeLog()
      connection.copyLog()
    // Nobody but those who have it open can find this log any more.
    case .logRemoved: if watch?.isLogPlaceFree == true { connection.copyLog() }
    case .indexRemoved, .overwritten: break
    }
    return change
  }

  package func mark() throws(StoreError) -> FileMark {
    // Looked first: what was cut off may not be read any more.
    let isReplaced = lookAtFile() != nil
    let look = (try? FileLook(path: path)) ?? nil
    try lookAgain(look)
    // An unlocked file has no version that SQLite would count; then the time of its last change is one.
    let version =
      if let unlocked { unlocked.changedAt } else { (try? connection.integer("PRAGMA data_version")) ?? -1 }
    return FileMark(
      version: version, device: look?.device ?? 0, inode: look?.inode ?? 0, isReplaced: isReplaced)
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
      try OpenedFile.renewStamp(of: copy)
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
    var faults: [String] = []
    try connection.collect(&faults) { (take) throws(StoreError) in
      try connection.each("PRAGMA integrity_check", []) { row in
        for line in row.text(0).split(separator: "\n") where line != "ok" { take(String(line)) }
      }
    }
    do throws(StoreError) {
      faults += try SchemaCheck(connection, schema).faults
    } catch {
      if error == .interrupted || error == .busy { throw error }
      faults.append("the schema cannot be read: \(error.detail)")
    }
    let rows = RowCheck(connection: connection)
    for table in Table.allCases {
      try connection.collect(&faults) { (take) throws(StoreError) in try rows.values(of: table, take) }
    }
    try connection.collect(&faults) { (take) throws(StoreError) in try rows.journal(take) }
    return faults + (try connection.faults(of: FileCheck.all))
  }

  package func repair(keeping copy: String) throws(StoreError) -> [String] {
    let faults = try check()
    if faults.isEmpty { return [] }
    PrivateFile.removeUnfinished(copy)
    let isMade = try PrivateFile.make(copy) { (path) throws(StoreError) in try connection.copy(to: path) }
    if !isMade { throw .failed("\(copy) exists already") }
    try requireWritable()
    return try connection.transaction { () throws(StoreError) in
      var done: [String] = []
      // An index is made again from its table.
      if faults.contains(where: { $0.contains(" index ") }) { mend("REINDEX;", "made the indexes again", &done) }
      for repair in try SchemaCheck(connection, schema).repairs { mend(repair.sql, repair.words, &done) }
      for check in FileCheck.all {
        guard let repair = check.repair else { continue }
        let isBroken = (try? connection.first(check.sql) { _ in true }) ?? nil
        if isBroken == true { mend(repair.sql, repair.words, &done) }
      }
      return done
    }
  }

  /// What cannot be mended, such as an index of values that stand twice, stays as it is.
  private func mend(_ sql: String, _ words: String, _ done: inout [String]) {
    do throws(StoreError) {
      try connection.runScript("SAVEPOINT mending; \(sql) RELEASE mending;")
      done.append(words)
    } catch {
      try? connection.runScript("ROLLBACK TO mending; RELEASE mending;")
    }
  }

  package func schemaVersion() throws(StoreError) -> Int { Int(try connection.integer("PRAGMA user_version")) }
}
