import CSQLite
import Glibc
import Sales

/// Brings a file to the present schema, one step after the other, each all or nothing.
struct Migrator {
  let path: String
  let connection: Connection
  let migrations: [Migration]
  /// Whether a file of an older schema is copied before its first step.
  var keepsCopy = true

  func run() throws(StoreError) {
    try connection.requireKnown(migrations)
    let first = try version()
    if first < migrations.count { try requireOwnNumber(first) }
    for (step, migration) in migrations.enumerated().dropFirst(first) {
      try connection.transaction { () throws(StoreError) in
        // Another process may have taken the same step while this one waited.
        if try version() != step { return }
        if keepsCopy && step == first && first > 0 { try keepCopy(of: first) }
        try connection.runScript(migration.script)
        // Both lie in the first page, so they become true together with the tables.
        try connection.runScript("PRAGMA application_id = \(Schema.applicationID)")
        try connection.runScript("PRAGMA user_version = \(step + 1)")
      }
    }
  }

  private func version() throws(StoreError) -> Int { Int(try connection.integer("PRAGMA user_version")) }

  /// Throws where the tables are those of a later step than the number says: the steps would make them twice.
  private func requireOwnNumber(_ first: Int) throws(StoreError) {
    try connection.transaction { () throws(StoreError) in
      guard try version() == first, let real = try SchemaCheck.step(of: connection, migrations, stated: first) else {
        return
      }
      throw .unusable(
        "\(shown(path)) says that its schema has version \(first), and its tables are those of version \(real): somebody "
          + "changed the number. Put it back: sqlite3 \(quotedForShell(path)) 'PRAGMA user_version = \(real)'")
    }
  }

  /// So that the version of the program that wrote it can still be used. Made while this connection holds the write
  /// lock, so that nobody else makes it too, and through another one, since a copy shows no change under way.
  private func keepCopy(of version: Int) throws(StoreError) {
    let connection = try Connection(path: path, mode: .readWrite, patience: 0)
    let name = "\(path).version-\(version)"
    // Nobody else is making one, so what is there is of somebody who was ended over it.
    PrivateFile.removeUnfinished(name)
    try PrivateFile.make(name, replacing: true) { (copy) throws(StoreError) in
      try connection.copy(to: copy)
    }
  }
}

extension Connection {
  /// Copies what the log has into the file, as far as nobody reads what was before.
  func copyLog() {
    for attempt in 0..<10 {
      if attempt > 0 { usleep(10_000) }
      var (frames, copied): (Int32, Int32) = (0, 0)
      let code = sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_PASSIVE, &frames, &copied)
      if code == SQLITE_OK, copied >= frames { return }
    }
  }

  /// Copies the file as it is now into an empty one; others may go on writing meanwhile.
  func copy(to path: String) throws(StoreError) {
    let target = try Connection(path: path, mode: .readWrite, patience: 0)
    guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else {
      throw StoreError(sqlite3_errcode(target.handle), of: target.handle)
    }
    let allPages: Int32 = -1
    let code = sqlite3_backup_step(backup, allPages)
    sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE else { throw StoreError(code, of: target.handle) }
  }
}
