import CSQLite
import Sales

/// One connection to a file, with the statements prepared on it. Used by one thread.
final class Connection {
  let handle: OpaquePointer
  private(set) var statements: [String: Statement] = [:]
  /// Statements by a few bytes of their texts, since a row of an import takes a dozen statements of some 700 bytes, and
  /// a dictionary hashes each text whole.
  private var shortcuts = [(sql: String, statement: Statement)?](repeating: nil, count: Connection.shortcutCount)
  private static let shortcutCount = 256
  /// How many are kept. A board uses some sixty, but each kind of filter and list has texts of its own.
  static let mostStatements = 200
  /// How many times a statement was asked for.
  private var uses = 0
  private(set) var counts = StoreCounts()
  private let watch = Watch()
  /// What the tables of the last filter hold; nil when nothing that can be used.
  var selection: Selection?
  private(set) var memory: Memory?
  /// Whether the first change of each run of the log sets the file's stamp (`LogStamp`).
  var isStamped = false
  /// How many times it has set it.
  private(set) var stampRenewals = 0

  /// How a file is opened.
  enum Access {
    case readWrite
    /// Reads what others write, as long as the log's index is there or can be made.
    case readOnly
    /// Takes no lock, makes no file, and looks at nothing but the file itself.
    case immutable
    /// A database of its own that is gone with the connection.
    case memory
  }

  /// The first statement is the timeout, so that no later one fails because another process is opening the file too.
  init(path: String, mode: Access, patience: Int) throws(StoreError) {
    _ = Self.isConfigured
    var handle: OpaquePointer?
    let flags =
      (mode == .readWrite || mode == .memory ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY)
      | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(Self.address(of: path, mode), &handle, flags, nil)
    guard code == SQLITE_OK, let handle else {
      let error = StoreError(code, of: handle)
      sqlite3_close_v2(handle)
      throw error
    }
    self.handle = handle
    addTextFunctions(to: handle)
    sqlite3_busy_timeout(handle, Int32(clamping: patience))
  }

  deinit {
    shortcuts.removeAll()
    statements.removeAll()
    sqlite3_close_v2(handle)
  }

  /// Set up once, before the first connection.
  private static let isConfigured = dealboard_sqlite_without_memory_counts() == SQLITE_OK

  /// A `file:` address, so that no path is taken for `:memory:` or for parameters.
  private static func address(of path: String, _ mode: Access) -> String {
    if mode == .memory { return ":memory:" }
    var address = path.hasPrefix("/") ? "file://" : "file:./"
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"), 0x80...: address += "%" + String(byte, radix: 16)
      default: address.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return address + (mode == .immutable ? "?immutable=1" : "")
  }

  /// Whether the file is gone from its path, or another one is there.
  var hasMoved: Bool {
    var answer: Int32 = 0
    return sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &answer) == SQLITE_OK && answer != 0
  }

  func setPatience(_ milliseconds: Int) {
    sqlite3_busy_timeout(handle, Int32(clamping: milliseconds))
  }

  /// Leaves the log as it is when the last connection closes.
  func leaveLogOnClose() {
    _ = dealboard_sqlite_no_checkpoint_on_close(handle)
  }

  // MARK: Statements

  /// The statement for that text, prepared at its first use or when it has long not been used.
  private func prepared(_ sql: String) throws(StoreError) -> Statement {
    uses += 1
    let place = Self.shortcut(to: sql)
    if let shortcut = shortcuts[place], shortcut.sql == sql { return used(shortcut.statement, sql) }
    if let known = statements[sql] {
      shortcuts[place] = (sql, known)
      return used(known, sql)
    }
    if statements.count >= Self.mostStatements { forgetOldestStatement() }
    let statement = try Statement(sql, on: handle)
    statement.lastUse = uses
    statements[sql] = statement
    shortcuts[place] = (sql, statement)
    return statement
  }

  private func used(_ statement: Statement, _ sql: String) -> Statement {
    precondition(!statement.isBusy, "a statement is not used inside its own loop: \(sql)")
    statement.lastUse = uses
    return statement
  }

  /// From the length and the last bytes, in which statements differ most.
  private static func shortcut(to sql: String) -> Int {
    var mix = sql.utf8.count &* 31
    for byte in sql.utf8.suffix(24) { mix = mix &* 33 &+ Int(byte) }
    return (mix ^ mix >> 16) & (shortcutCount - 1)
  }

  private func forgetOldestStatement() {
    // One that stands on a row stays known, so that it is still not used inside its own loop.
    let oldest = statements.lazy.filter { !$0.value.isBusy }.min { $0.value.lastUse < $1.value.lastUse }
    guard let oldest else { return }
    statements[oldest.key] = nil
    let place = Self.shortcut(to: oldest.key)
    if shortcuts[place]?.sql == oldest.key { shortcuts[place] = nil }
  }

  func run(_ sql: String, _ arguments: [Scalar] = []) throws(StoreError) {
    let statement = try prepared(sql)
    defer { statement.reset(adding: &counts) }
    try statement.bind(arguments)
    while try statement.step() { counts.rows += 1 }
  }

  /// Runs statements that stand in one text, such as a migration's.
  func runScript(_ sql: String) throws(StoreError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw StoreError(code, of: handle) }
  }

  /// What `read` makes of each row.
  func all<Value>(
    _ sql: String, _ arguments: [Scalar] = [], _ read: (Statement) throws(StoreError) -> Value
  ) throws(StoreError) -> [Value] {
    let statement = try prepared(sql)
    defer { statement.reset(adding: &counts) }
    try statement.bind(arguments)
    var values: [Value] = []
    while try statement.step() {
      counts.rows += 1
      values.append(try read(statement))
    }
    return values
  }

  /// Hands each row to `take`.
  func each(
    _ sql: String, _ arguments: [Scalar], _ take: (Statement) throws(StoreError) -> Void
  ) throws(StoreError) {
    let statement = try prepared(sql)
    defer { statement.reset(adding: &counts) }
    try statement.bind(arguments)
    while try statement.step() {
      counts.rows += 1
      try take(statement)
    }
  }

  /// What `read` makes of the first row; nil when there is none.
  func first<Value>(
    _ sql: String, _ arguments: [Scalar] = [], _ read: (Statement) throws(StoreError) -> Value
  ) throws(StoreError) -> Value? {
    let statement = try prepared(sql)
    defer { statement.reset(adding: &counts) }
    try statement.bind(arguments)
    guard try statement.step() else { return nil }
    counts.rows += 1
    return try read(statement)
  }

  /// Does work that belongs to no question, and that comes now and then.
  func uncounted<Value>(_ work: () throws(StoreError) -> Value) throws(StoreError) -> Value {
    let before = counts
    defer { counts = before }
    return try work()
  }

  /// The number in the first row's first column, 0 when there is no row.
  func integer(_ sql: String, _ arguments: [Scalar] = []) throws(StoreError) -> Int64 {
    try first(sql, arguments) { row in row.integer(0) } ?? 0
  }

  /// How many rows the last insert, update or delete wrote, triggers not counted.
  var changedRows: Int { Int(sqlite3_changes(handle)) }

  // MARK: Transactions

  /// All of it durably, or nothing of it.
  func transaction<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
    try run("BEGIN IMMEDIATE")
    selection = nil
    do throws(StoreError) {
      if isStamped { try renewStamp() }
      let value = try body()
      // From here on a key press comes too late; an interrupted COMMIT would only be rolled back.
      watch.isPaused = true
      defer { watch.isPaused = false }
      try run("COMMIT")
      return value
    } catch {
      rollBack()
      throw error
    }
  }

  /// Sets a new stamp where this change may begin the log again: once the file has all of it. Whether it does is only
  /// known afterwards, and a stamp too many does no harm.
  private func renewStamp() throws(StoreError) {
    if let state = logState, state.copied < state.frames { return }
    try uncounted { () throws(StoreError) in try run(LogStamp.renew) }
    stampRenewals += 1
  }

  /// A full disk or a failed COMMIT may have ended the transaction already.
  func rollBack() {
    guard sqlite3_get_autocommit(handle) == 0 else { return }
    watch.isPaused = true
    defer { watch.isPaused = false }
    _ = sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
  }

  /// Ends a transaction in which nothing but tables of the connection's own was written.
  func endReading() {
    watch.isPaused = true
    defer { watch.isPaused = false }
    if sqlite3_get_autocommit(handle) == 0, sqlite3_exec(handle, "COMMIT", nil, nil, nil) == SQLITE_OK { return }
    // An interruption has ended it already, and has emptied those tables.
    selection = nil
    rollBack()
  }

  /// How much of the file is held in memory, in KiB.
  enum Memory: Int {
    case little = 2048
    /// The index of filters, for some 100,000 deals.
    case muchForFilters = 24_576
    case muchForLongChanges = 12_288
    case littleForSorting = 6144
  }

  func useMemory(_ memory: Memory) throws(StoreError) {
    guard memory != self.memory else { return }
    self.memory = memory
    // Not as a statement that is kept: SQLite sets it when the statement is prepared, and so only once.
    try runScript("PRAGMA cache_size = -\(memory.rawValue)")
    if memory == .little { sqlite3_db_release_memory(handle) }
  }

  // MARK: Interruption

  /// Asked about every millisecond of work; answering true ends the statement under way.
  var isInterrupted: (() -> Bool)? {
    get { watch.isInterrupted }
    set {
      watch.isInterrupted = newValue
      guard newValue != nil else {
        sqlite3_progress_handler(handle, 0, nil, nil)
        return
      }
      let stepsBetween: Int32 = 20_000
      sqlite3_progress_handler(
        handle, stepsBetween,
        { context in
          guard let context else { return 0 }
          return Unmanaged<Watch>.fromOpaque(context).takeUnretainedValue().answer
        }, Unmanaged.passUnretained(watch).toOpaque())
    }
  }
}

/// What SQLite's progress handler, a C function, looks at; the connection keeps it alive.
private final class Watch {
  var isInterrupted: (() -> Bool)?
  var isPaused = false
  var answer: Int32 { !isPaused && isInterrupted?() == true ? 1 : 0 }
}
