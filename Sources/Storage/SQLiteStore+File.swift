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
    let isMade = try PrivateFile.make(path) { (copy) throws(StoreError) in try connection.copy(to: copy) }
    if !isMade { throw .failed("\(path) exists already") }
  }

  /// What is wrong with the file, in SQLite's words; empty when it is whole.
  package func check() throws(StoreError) -> [String] {
    let faults = try connection.all("PRAGMA integrity_check") { row in row.text(0) }.filter { $0 != "ok" }
    let orphans = try connection.all("PRAGMA foreign_key_check") { row in
      "\(row.text(0)) refers to a row of \(row.text(2)) that is not there"
    }
    return faults + orphans
  }
}
