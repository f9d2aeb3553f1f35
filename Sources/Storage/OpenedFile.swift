import Glibc
import Sales

/// A file that has been found to be ours, connected to.
struct OpenedFile {
  let path: String
  let connection: Connection
  let readOnlyReason: ReadOnlyReason?
  /// What the file looked like when it was opened without locks; nil when it was opened with them.
  let unlocked: FileLook?

  /// How long a log that is not the file's own is waited for: a board whose file was replaced takes it away itself.
  private static let logPatience = 2000

  /// Looks first and touches nothing: a file that is not ours, damaged or too new stays byte for byte as it is.
  static func open(_ path: String, _ options: StoreOptions) throws(StoreError) -> OpenedFile {
    let path = try resolvedPath(path)
    try waitForExcluder(path, options)
    var waited = 0
    while true {
      if let opened = try openOnce(path, options, isLast: waited >= min(options.patience, logPatience)) {
        return opened
      }
      usleep(20_000)
      waited += 20
    }
  }

  /// Waits while another program lets nobody into the file. Throws when it still does in the end.
  private static func waitForExcluder(_ path: String, _ options: StoreOptions) throws(StoreError) {
    var waited = 0
    while let process = FileLock.excluder(of: path) {
      let name = processName(process).map { "\($0), process \(process)" } ?? "process \(process)"
      let holder = "Another program (\(name)) has \(shown(path)) to itself"
      if waited >= options.patience {
        throw .unusable(holder + ". Quit it, or wait until it is done, and start again.")
      }
      // Whoever closes the file as the last one has it for a moment.
      if waited == excluderPatience {
        options.tellWaiting(holder + ". Waiting for it \(options.patience / 1000) s; Ctrl-C ends that.")
      }
      usleep(20_000)
      waited += 20
    }
  }

  /// How long nothing is said of such a program, in milliseconds.
  private static let excluderPatience = 300

  private static func processName(_ process: pid_t) -> String? {
    let file = fopen("/proc/\(process)/comm", "r")
    guard let file else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 64)
    guard fgets(&line, 64, file) != nil else { return nil }
    return String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Nil when it is to be tried again: another file came to its place, or the log is not its own.
  private static func openOnce(
    _ path: String, _ options: StoreOptions, isLast: Bool
  ) throws(StoreError) -> OpenedFile? {
    var look = try FileLook(path: path)
    if look == nil {
      guard options.create else { throw .failed("\(path) does not exist") }
      try PrivateFile.makeFolder(of: path)
      // Another process that makes it at the same time makes the same.
      let isMade = try PrivateFile.make(path) { (path) throws(StoreError) in _ = try connect(path, options) }
      look = try FileLook(path: path)
      // A log that was there before the file is that of one which was moved or removed.
      if isMade, logFault(path, look) != nil { setLogAside(path) }
    }
    try requireAccess(path)
    // An empty file is as good as none, and keeps its mode.
    if let look, look.size > 0 { try requireOurs(path, look, options) }
    if let fault = logFault(path, look) {
      if isLast { throw fault }
      return nil
    }
    if let reason = readOnlyReason(path) { return try openReading(path, reason, options) }
    let connection = try connect(path, options)
    if connection.hasMoved && !isLast {
      connection.leaveLogOnClose()
      return nil
    }
    shareLog(path)
    return OpenedFile(path: path, connection: connection, readOnlyReason: nil, unlocked: nil)
  }

  /// Whoever still has the log open goes on with it under its other name.
  private static func setLogAside(_ path: String) {
    var number = 1
    while access("\(path)-wal.left-\(number)", F_OK) == 0 { number += 1 }
    rename(path + "-wal", "\(path)-wal.left-\(number)")
    unlink(path + "-shm")
  }

  /// A connection that reads and writes, to a file brought to the present schema.
  static func connect(
    _ path: String, _ options: StoreOptions, keepsCopy: Bool = true
  ) throws(StoreError) -> Connection {
    let connection = try Connection(path: path, mode: .readWrite, patience: options.patience)
    do throws(StoreError) {
      try connection.configure()
      try Migrator(path: path, connection: connection, migrations: options.migrations, keepsCopy: keepsCopy).run()
      try connection.useLog(patience: options.patience)
      connection.isStamped =
        try connection.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'log_stamp' AND type = 'table'") == 1
    } catch {
      // What cannot be used stays as it is.
      connection.leaveLogOnClose()
      throw error
    }
    return connection
  }

  /// Gives a copy a stamp of its own, so that no log of the file that it was copied from is taken for its own.
  static func renewStamp(of copy: String) throws(StoreError) {
    let connection = try Connection(path: copy, mode: .readWrite, patience: 0)
    let isStamped = try connection.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'log_stamp'") == 1
    if isStamped { try connection.run(LogStamp.renew) }
  }

  static func requireOurs(_ path: String, _ look: FileLook, _ options: StoreOptions) throws(StoreError) {
    let header = try FileHeader(path: path)
    guard header.applicationID == Schema.applicationID else {
      throw .foreign("\(path) is another program's database")
    }
    // What lies in the log may be newer than the file and complete it, so then only SQLite can judge.
    if hasLog(path) { return }
    if let size = header.size, look.size < size { throw .damaged("\(path) is shorter than it says") }
    do throws(StoreError) {
      let connection = try Connection(path: path, mode: .immutable, patience: options.patience)
      for table in Schema.tables(at: Int(header.version)) {
        _ = try connection.first("SELECT id FROM \(table.rawValue) LIMIT 1") { _ in }
      }
    } catch {
      // Another process that began to write at this moment makes an unlocked look worthless.
      if hasLog(path) { return }
      if Int(header.version) > options.migrations.count { throw .newerSchema(Int(header.version)) }
      throw .damaged("\(path): \(error.detail)")
    }
    if Int(header.version) > options.migrations.count { throw .newerSchema(Int(header.version)) }
  }

  private static func readOnlyReason(_ path: String) -> ReadOnlyReason? {
    // As the effective user, as whom files are opened too.
    if faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0 { return .file }
    if faccessat(AT_FDCWD, PrivateFile.folder(of: path), W_OK | X_OK, AT_EACCESS) != 0 { return .folder }
    return nil
  }

  static func hasLog(_ path: String) -> Bool {
    var status = stat()
    return stat(path + "-wal", &status) == 0 && status.st_size > 0
  }

  /// Reads along with whoever writes. Without a log nobody is writing, and then SQLite needs no lock, for which it
  /// would make a log's index: one made by a reader, with the reader's rights, would lock the writers out.
  static func openReading(
    _ path: String, _ reason: ReadOnlyReason, _ options: StoreOptions
  ) throws(StoreError) -> OpenedFile {
    let look = try FileLook(path: path)
    let isShared = access(path + "-shm", F_OK) == 0
    // What only the log holds would silently be missing.
    if !isShared && hasLog(path) {
      throw .failed("\(path)-wal holds changes that can only be read where it may be written")
    }
    let connection = try Connection(path: path, mode: isShared ? .readOnly : .immutable, patience: options.patience)
    try connection.configure()
    try connection.requireKnown(options.migrations)
    return OpenedFile(
      path: path, connection: connection, readOnlyReason: reason, unlocked: isShared ? nil : look)
  }
}

extension Connection {
  /// `trusted_schema` stays on: SQLite before 3.41 would refuse `json_valid` in the checks of our own tables, and it has
  /// no function of ours that a schema may call.
  fileprivate func configure() throws(StoreError) {
    for setting in [
      "foreign_keys = ON", "synchronous = FULL", "mmap_size = 0", "temp_store = MEMORY",
      // After a large change the log is cut back to this.
      "journal_size_limit = 4194304",
    ] {
      try run("PRAGMA \(setting)")
    }
    try useMemory(.little)
  }

  /// Throws for a file that a newer version of the program has written.
  func requireKnown(_ migrations: [Migration]) throws(StoreError) {
    let version = Int(try integer("PRAGMA user_version"))
    guard version > migrations.count else { return }
    leaveLogOnClose()
    throw .newerSchema(version)
  }

  /// Readers go on while somebody writes. Changing to it takes the whole file for a moment, for which SQLite does not
  /// wait by itself.
  fileprivate func useLog(patience: Int) throws(StoreError) {
    var waited = 0
    while true {
      do throws(StoreError) {
        try run("PRAGMA journal_mode = WAL")
        return
      } catch {
        guard error == .busy, waited < patience else { throw error }
        usleep(10_000)
        waited += 10
      }
    }
  }
}
