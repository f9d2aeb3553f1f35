import Glibc
package import Sales

extension SQLiteStore {
  /// Puts a copy of the backup in the file's place, and keeps the file that is there, with its log, beside it.
  ///
  /// Throws with both untouched when the backup is not a whole database of ours or when a program has the file open.
  package static func restore(
    _ path: String, from backup: String, options: StoreOptions = StoreOptions()
  ) throws(StoreError) -> Restored {
    try Restoring(path: resolvedPath(path), backup: resolvedPath(backup), options: options).run()
  }
}

private struct Restoring {
  let path: String
  let backup: String
  let options: StoreOptions

  func run() throws(StoreError) -> Restored {
    let source = try FileLook(path: backup)
    guard let source else { throw .unusable("\(shown(backup)) does not exist. Check its name.") }
    let present = try FileLook(path: path)
    if let present, (present.device, present.inode) == (source.device, source.inode) {
      throw .unusable("\(shown(backup)) is the database itself. Name a backup of it.")
    }
    try PrivateFile.makeFolder(of: path)
    PrivateFile.removeUnfinished(path)
    var deals = 0
    var kept: String?
    // What comes to the place meanwhile is kept too.
    try PrivateFile.make(path, replacing: true) { (copy) throws(StoreError) in
      deals = try fill(copy)
      kept = try keepPresent(beside: copy)
    }
    _ = try OpenedFile.open(path, options)
    return Restored(kept: kept, deals: deals)
  }

  /// Copies the backup and checks the copy; answers how many deals it has.
  private func fill(_ copy: String) throws(StoreError) -> Int {
    do {
      try source().copy(to: copy)
    } catch {
      // What is said of a database does not help with a backup.
      switch error {
      case .damaged(let detail):
        throw .unusable("\(shown(backup)) is damaged (\(detail)), and nothing was changed. Choose another backup.")
      case .foreign(let detail):
        throw .unusable("\(shown(backup)) is no backup (\(detail)), and nothing was changed. Choose another one.")
      default: throw error
      }
    }
    let faults: [String]
    let deals: Int
    do {
      let connection = try OpenedFile.connect(copy, options, keepsCopy: false)
      let store = SQLiteStore(
        OpenedFile(path: copy, connection: connection, readOnlyReason: nil, unlocked: nil), options: options)
      faults = try store.check()
      deals = try store.count(.deals)
    }
    if let fault = faults.first {
      let more = faults.count > 1 ? " and \(faults.count - 1) more" : ""
      throw .unusable(
        "\(shown(backup)) is damaged (\(fault)\(more)), and nothing was changed. Choose another backup, or see what "
          + "dealboard doctor --repair can mend in a copy of it.")
    }
    try OpenedFile.renewStamp(of: copy)
    return deals
  }

  /// The backup, opened so that nothing beside it changes.
  private func source() throws(StoreError) -> Connection {
    var options = options
    options.create = false
    try OpenedFile.requireAccess(backup)
    let look = try FileLook(path: backup)
    guard let look, look.size > 0 else { throw .foreign("\(backup) is empty") }
    try OpenedFile.requireOurs(backup, look, options)
    if let fault = OpenedFile.logFault(backup, look) { throw fault }
    let hasLog = OpenedFile.hasLog(backup)
    let connection = try Connection(
      path: backup, mode: hasLog ? .readWrite : .immutable, patience: options.patience)
    if hasLog { connection.leaveLogOnClose() }
    try connection.requireKnown(options.migrations)
    return connection
  }

  /// Moves what is at the place aside, under a lock that keeps every other program out; nil when nothing is there.
  private func keepPresent(beside copy: String) throws(StoreError) -> String? {
    let parts = ["", "-wal", "-journal"].filter { access(path + $0, F_OK) == 0 }
    if parts.isEmpty { return nil }
    let lock = FileLock(path)
    if parts[0].isEmpty {
      guard let lock else { throw .readOnly }
      if !lock.take() { throw .unusable(inUse(lock.holder)) }
      shareAlike(copy)
    }
    // Of a file that was replaced under a board only log and index are left.
    if FileLock.isIndexHeld(path + "-shm") { throw .unusable(inUse(nil)) }
    let kept = freeName()
    for part in parts where link(path + part, kept + part) != 0 {
      throw .failed("\(kept + part) cannot be made: \(String(cString: strerror(errno)))")
    }
    // The new file first: whoever finds it beside the old log sees that the log is not its own.
    guard rename(copy, path) == 0 else {
      throw .failed("\(path) cannot be made: \(String(cString: strerror(errno)))")
    }
    for part in ["-wal", "-journal", "-shm"] { unlink(path + part) }
    PrivateFile.syncFolder(of: path)
    withExtendedLifetime(lock) {}
    return kept
  }

  /// Makes the new file as open to the team as the one before.
  private func shareAlike(_ copy: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    _ = chown(copy, geteuid() == 0 ? status.st_uid : UInt32.max, status.st_gid)
    chmod(copy, status.st_mode & 0o7777)
  }

  private func inUse(_ holder: pid_t?) -> String {
    "\(shown(path)) is open in another program\(holder.map { " (process \($0))" } ?? ""), and nothing was changed. "
      + "Quit every board that has it open, then try again."
  }

  /// `d.db.before-2026-03-16-120000`, in UTC.
  private func freeName() -> String {
    var seconds = time_t(options.clock() / 1000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    let name = "\(path).before-\(day)-\(two(parts.tm_hour))\(two(parts.tm_min))\(two(parts.tm_sec))"
    var number = 1
    var free = name
    while ["", "-wal", "-journal"].contains(where: { access(free + $0, F_OK) == 0 }) {
      number += 1
      free = "\(name)-\(number)"
    }
    return free
  }
}
