import CSQLite
import Glibc
import Sales

/// Whether the file, its log and its index are still those that were opened, and as long as they must be.
///
/// SQLite looks at none of that once it has opened them: it would go on writing into a log that nobody will ever find,
/// or beside another file's pages.
struct FileWatch {
  /// What somebody else did to the file.
  enum Change {
    /// Gone from its place, or another one is there. What is open can still be read.
    case moved
    /// The log is gone from its place, or another one is there. What is open can still be read.
    case logRemoved
    /// The index is gone from its place: who opens the file now shares no locks with this program.
    case indexRemoved
    /// The file or its log was cut off or written over: what is read may be anything.
    case overwritten
  }

  let path: String
  let file: FileLook?
  private let log: UInt64?
  private let index: UInt64?
  private var indexSize: Int64
  private var seenFile: FileLook?
  private var seenLog: FileLook?
  /// The stamp as this connection last read it; nil in a file without any.
  private var stamp: LogStamp?
  private var stampPlace: (offset: Int64, size: Int)?
  private let pageSize: Int
  /// The newest action at the last look, which only ever grows.
  private var newest: (number: Int64, id: String)?
  private var version: Int64
  private var renewals: Int

  /// Of a file that the connection has begun to read, so that its log and index are there.
  init(_ path: String, _ connection: Connection) throws(StoreError) {
    self.path = path
    file = try FileLook(path: path)
    log = Self.look(path + "-wal")?.inode
    let index = Self.look(path + "-shm")
    self.index = index?.inode
    indexSize = index?.size ?? 0
    pageSize = Int(try connection.integer("PRAGMA page_size"))
    let root = try connection.integer("SELECT rootpage FROM sqlite_schema WHERE name = 'log_stamp'")
    if root > 0 { stampPlace = ((root - 1) * Int64(pageSize), pageSize) }
    version = try connection.integer("PRAGMA data_version")
    renewals = connection.stampRenewals
    try remember(connection)
    seenFile = file
  }

  private static func look(_ path: String) -> FileLook? { (try? FileLook(path: path)) ?? nil }

  private mutating func remember(_ connection: Connection) throws(StoreError) {
    if stampPlace != nil { stamp = try connection.first(LogStamp.read) { LogStamp($0.text(0)) } ?? nil }
    newest = try connection.first("SELECT number, id FROM actions ORDER BY number DESC LIMIT 1") {
      ($0.integer(0), $0.text(1))
    }
  }

  /// What has happened to the file since it was opened; nil when nothing.
  mutating func look(_ connection: Connection) -> Change? {
    // What a colleague is just writing can be seen half; what somebody else did stays.
    for attempt in 0..<4 {
      if attempt > 0 { usleep(2000) }
      guard let change = lookOnce(connection) else { return nil }
      if change != .overwritten { return change }
    }
    return .overwritten
  }

  private mutating func lookOnce(_ connection: Connection) -> Change? {
    guard let now = Self.look(path), (now.device, now.inode) == (file?.device, file?.inode) else { return .moved }
    // A connection without a log has nothing more to look at.
    guard let log, let index else { return nil }
    let logNow = Self.look(path + "-wal")
    if logNow?.inode != log { return .logRemoved }
    guard let indexNow = Self.look(path + "-shm"), indexNow.inode == index else { return .indexRemoved }
    // Beyond its end a look would end the program. Zeros are an index that SQLite makes from the log again.
    if indexNow.size < indexSize { truncate(path + "-shm", off_t(indexSize)) }
    indexSize = max(indexSize, indexNow.size)
    if isLogCut(connection, logNow) { return .overwritten }
    do throws(StoreError) {
      let version = try connection.integer("PRAGMA data_version")
      if version != self.version {
        if try wentBack(connection) { return .overwritten }
        self.version = version
        try remember(connection)
      }
      if renewals != connection.stampRenewals {
        renewals = connection.stampRenewals
        try remember(connection)
      }
    } catch {
      return error.isDamage ? .overwritten : nil
    }
    guard now != seenFile else { return nil }
    if isFileCut(connection, now) { return .overwritten }
    seenFile = now
    return nil
  }

  /// Whether the log is shorter than its index says, or begins otherwise.
  private mutating func isLogCut(_ connection: Connection, _ look: FileLook?) -> Bool {
    guard let look, let state = connection.logState, state.frames > 0 else { return false }
    let needed = 32 + Int64(state.frames) * Int64(pageSize + 24)
    // Another program may have begun the log again between the two looks.
    guard look.size >= needed || connection.logState?.frames != state.frames else { return true }
    guard look != seenLog else { return false }
    if !LogContents.begins(path, with: state.salt), connection.logState?.salt == state.salt { return true }
    seenLog = look
    return false
  }

  /// Whether the journal has lost what it had: it is only ever added to.
  private func wentBack(_ connection: Connection) throws(StoreError) -> Bool {
    guard let newest else { return false }
    let id = try connection.first("SELECT id FROM actions WHERE number = ?", [.integer(newest.number)]) { $0.text(0) }
    return id != newest.id
  }

  /// Whether the file itself is too short or has another stamp than the state that this connection reads.
  private func isFileCut(_ connection: Connection, _ look: FileLook) -> Bool {
    guard let header = connection.fileBytes(at: 0, 100), header.starts(with: FileHeader.mark) else { return true }
    let pages = header[28..<32].reduce(0) { $0 << 8 | Int64($1) }
    // A checkpoint under way writes the first page before the last one, and never cuts what it still needs.
    if let seenFile, look.size < seenFile.size, look.size < pages * Int64(pageSize) { return true }
    guard let stamp, let stampPlace else { return false }
    guard let page = connection.fileBytes(at: stampPlace.offset, stampPlace.size) else {
      return look.size > 0 && stampPlace.offset < look.size ? false : stamp.before != LogStamp.none
    }
    // Before the first checkpoint of a new table its page is only in the log.
    guard let found = LogStamp(page: page) else { return stamp.before != LogStamp.none }
    return !stamp.belongs(to: found)
  }

  /// Takes log and index of a file that has moved out of the way of the one that is there now, which would take them for
  /// its own. Only those that are this file's, and only while nobody uses the new file.
  func removeLog() {
    if let now = Self.look(path), FileLock.isHeld(path), now.inode != file?.inode { return }
    if let log, Self.look(path + "-wal")?.inode == log { unlink(path + "-wal") }
    if let index, Self.look(path + "-shm")?.inode == index { unlink(path + "-shm") }
  }

  /// Whether the place of the log is free, so that nobody has gone on with another one.
  var isLogPlaceFree: Bool { (Self.look(path + "-wal")?.size ?? 0) == 0 }
}

extension LogContents {
  /// Whether the log's header has the salt.
  static func begins(_ path: String, with salt: [UInt8]) -> Bool {
    let log = open(path + "-wal", O_RDONLY | O_CLOEXEC)
    guard log >= 0 else { return true }
    defer { close(log) }
    var bytes = [UInt8](repeating: 0, count: 8)
    return pread(log, &bytes, 8, 16) == 8 && bytes == salt
  }
}

extension StoreError {
  var isDamage: Bool {
    switch self {
    case .damaged, .foreign: true
    // A page that should be there is not.
    case .failed(let words): words.contains("I/O error")
    case .refused, .refusedAt, .notFound, .conflict, .busy, .readOnly, .replaced, .newerSchema, .full, .interrupted,
      .unusable:
      false
    }
  }
}

extension Connection {
  /// How many frames the log has, how many of them the file has already, and its salt; nil without a log.
  var logState: (frames: UInt32, copied: UInt32, salt: [UInt8])? {
    var state = dealboard_log_state()
    guard dealboard_sqlite_log_state(handle, &state) == SQLITE_OK else { return nil }
    return (state.frames, state.copied_frames, withUnsafeBytes(of: state.salt) { Array($0) })
  }

  /// Bytes of the file itself, whatever log and cache have; nil where it ends before.
  func fileBytes(at place: Int64, _ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return dealboard_sqlite_read_file(handle, &bytes, Int32(count), place) == SQLITE_OK ? bytes : nil
  }
}
