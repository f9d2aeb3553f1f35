package import Sales

/// The store in one SQLite file.
///
/// Used by one thread. Every question is answered from the file; nothing is kept in memory but prepared
/// statements and what few deals the last filter selected.
package final class SQLiteStore: Store {
  let path: String
  var connection: Connection
  private var ids: IDMaker
  /// The last action that `ids` gave a number to; another one in the file is somebody else's.
  private var lastAction: ActionID?
  /// Milliseconds since 1970.
  let clock: () -> Int64
  /// The steps that the file's schema is made of.
  let schema: [Migration]
  private var readingDepth = 0
  /// From how many deals on a change writes without the indexes that it does not ask.
  var leastForBulk = 4000
  var listLimits = ListLimits()
  /// What the file looked like when it was opened without locks; nil when it was opened with them.
  var unlocked: FileLook?
  /// Nil for a file read without locks.
  var watch: FileWatch?
  /// What somebody else did to the file under this store, which only opening it again ends.
  var fileChange: FileWatch.Change?

  package let readOnlyReason: ReadOnlyReason?
  package var isInterrupted: (() -> Bool)? {
    didSet { connection.isInterrupted = isInterrupted }
  }
  package var progress: ((_ done: Int, _ of: Int) -> Void)?
  package var patience: Int {
    didSet { connection.setPatience(patience) }
  }

  init(_ opened: OpenedFile, options: StoreOptions) {
    path = opened.path
    connection = opened.connection
    readOnlyReason = opened.readOnlyReason
    unlocked = opened.unlocked
    ids = IDMaker(random: options.random)
    clock = options.clock
    schema = options.migrations
    patience = options.patience
    if unlocked == nil { watch = try? FileWatch(path, connection) }
  }

  deinit {
    // Whoever leaves a file that has moved takes its log along.
    lookAtFile()
  }

  /// Opens the file, made and brought to the present schema when needed.
  ///
  /// Throws `foreign`, `damaged` or `newerSchema`, with the file untouched, for one that is not ours to use. A file that
  /// may only be read is opened for reading, with `readOnlyReason` set.
  package static func open(
    path: String, options: StoreOptions = StoreOptions()
  ) throws(StoreError) -> SQLiteStore {
    SQLiteStore(try OpenedFile.open(path, options), options: options)
  }

  /// What has been done since the file was opened.
  package var counts: StoreCounts { connection.counts }
}

// Writing.
extension SQLiteStore {
  package func commit(_ change: Change, by user: UserID) throws(StoreError) -> Commit {
    let pace = Pace(parts: try parts(of: change), progress)
    return try write(pace) { () throws(StoreError) in try perform(change, by: user, pace) }
  }

  package func revertLast(redo: Bool, by user: UserID) throws(StoreError) -> (reverted: Action, commit: Commit)? {
    // How much there is to do is known once what to revert is, which is under the lock.
    let pace = Pace(parts: nil, progress)
    var found: Action?
    let commit = try write(pace) { () throws(StoreError) in
      found = redo ? try undoneAction(by: user) : try doneAction(by: user)
      guard let found else { return Commit(action: nil, edits: []) }
      pace.parts = try dealsTouched(by: found.id)
      if pace.isLong { try connection.useMemory(.muchForLongChanges) }
      return try perform(.revert(found.id), by: user, pace)
    }
    return found.map { ($0, commit) }
  }

  /// How much there is to do, for those who wait for it.
  func parts(of change: Change) throws(StoreError) -> Int? {
    switch change {
    case .bulk(let changes): changes.count
    case .importDeals(let batch): batch.rows.count
    case .removeStage(let stage, dealsTo: .some): try dealCount(in: stage)
    case .revert(let action): try dealsTouched(by: action)
    default: nil
    }
  }

  func write(_ pace: Pace, _ body: () throws(StoreError) -> Commit) throws(StoreError) -> Commit {
    try requireWritable()
    if isInterrupted?() == true { throw .interrupted }
    if pace.isLong { try connection.useMemory(.muchForLongChanges) }
    defer { if pace.isLong { try? connection.useMemory(.little) } }
    let commit = try connection.transaction(body)
    if let action = commit.action { lastAction = action.id }
    pace.finish()
    return commit
  }

  func requireWritable() throws(StoreError) {
    guard readOnlyReason == nil else { throw .readOnly }
    precondition(readingDepth == 0, "nothing is written while reading from one state")
    // Its log would be written beside the other file, which would take it for its own.
    if lookAtFile() != nil { throw .replaced }
  }

  func perform(_ change: Change, by user: UserID, _ pace: Pace) throws(StoreError) -> Commit {
    var (records, now) = try beginRecords(pace)
    // Ids that a refused change was given are not given again.
    defer { ids = records.ids }
    if change.reverted != nil { records.mostEdits = Self.mostRevertedEdits }
    try apply(change, to: &records, at: now, by: user)
    guard let action = try end(&records, reverting: change.reverted, at: now, by: user) else {
      return Commit(action: nil, edits: [])
    }
    try records.restoreIndexes()
    let isUndo = action.reverts == nil ? false : try isUndone(action.root)
    return try Commit(action: action, edits: records.edits, omittedDeals: records.omittedDeals, isUndo: isUndo)
      .named { (key) throws(StoreError) in try row(key) }
  }

  /// How many edits of an undo, or of the action that one would take back, are held in memory.
  static let mostRevertedEdits = 5000

  package func commit(
    _ source: ImportSource, isRehearsal: Bool, by user: UserID
  ) throws(StoreError) -> ImportResult {
    let pace = Pace(parts: nil, isLong: source.rows.map { $0 >= Pace.long } ?? true, nil)
    var (counts, refusals) = (ImportCounts(), [ImportRefusal]())
    var isRehearsed = false
    do throws(StoreError) {
      let commit = try write(pace) { () throws(StoreError) in
        var (records, now) = try beginRecords(pace)
        records.bulk.isImport = true
        if let rows = source.rows { pace.rows = (done: 0, of: rows) }
        // One, by which the action is known to have changed something.
        records.mostEdits = 1
        defer { ids = records.ids }
        var done = ImportProgress(source.rules, isRehearsal: isRehearsal)
        try source.forEachPart { (batch) throws(StoreError) in
          try applyImport(batch, &done, to: &records, at: now, by: user)
          guard let rows = source.rows else { return }
          pace.rows = (done: done.rows, of: rows)
          progress?(min(done.rows, rows), rows)
        }
        // What ends an import may delete stages, which asks for the indexes.
        if !isRehearsal { try records.restoreIndexes() }
        try finishImport(done, in: &records, at: now, by: user)
        (counts, refusals) = (done.counts, done.refusals)
        counts.created = records.created
        let action = try end(&records, reverting: nil, at: now, by: user)
        // An error is what rolls a transaction back.
        isRehearsed = isRehearsal
        if isRehearsal { throw .interrupted }
        try records.restoreIndexes()
        return Commit(action: action, edits: [])
      }
      return ImportResult(action: commit.action, counts: counts)
    } catch {
      guard isRehearsed else { throw error }
      return ImportResult(action: nil, counts: counts, refusals: refusals)
    }
  }

  private func beginRecords(_ pace: Pace) throws(StoreError) -> (records: SQLRecords, now: Timestamp) {
    let number = try beginAction()
    let now = Timestamp(seconds: clock().floorDivided(by: 1000))
    let occasion = SQLRecords.Occasion(action: ids.next(), number: number)
    var records = SQLRecords(connection, occasion, pace, ids)
    records.bulk = BulkIndexes(least: leastForBulk)
    return (records, now)
  }

  /// Records the action; nil, with nothing recorded, when nothing was written.
  private func end(
    _ records: inout SQLRecords, reverting: ActionID?, at now: Timestamp, by user: UserID
  ) throws(StoreError) -> Action? {
    guard !records.edits.isEmpty else { return nil }
    try records.flushJournal()
    try records.settlePositions()
    let action = try records.action(reverting: reverting, at: now, by: user)
    try connection.run(
      "INSERT INTO actions (number, id, at, by_user, reverts, root) VALUES (?, ?, ?, ?, ?, ?)",
      [
        .integer(records.occasion.number), action.id.scalar, action.at.scalar, action.by.scalar,
        action.reverts.scalar, action.root.scalar,
      ])
    return action
  }

  /// The action's number, by which actions are ordered. Ids are given the clock's time, but never one before the last
  /// action's, so that they rise in the order of commits although clocks differ and go back. Moments are the clock's own:
  /// one write with a wrong clock must not date what follows.
  private func beginAction() throws(StoreError) -> Int64 {
    let last = try connection.first("SELECT number, id FROM actions ORDER BY number DESC LIMIT 1") {
      (row) throws(StoreError) in (number: row.integer(0), id: try row.value(1, as: ActionID.self))
    }
    ids.milliseconds = clock()
    guard let last else { return 1 }
    let milliseconds = Int64(last.id.bits >> 80)
    // What ids somebody else gave out within that millisecond is not known, so theirs are passed over.
    ids.milliseconds = max(ids.milliseconds, last.id == lastAction ? milliseconds : milliseconds + 1)
    guard last.number < .max else { throw .damaged("an action has the last number that there is") }
    return last.number + 1
  }

  package func setting(_ name: String, of user: UserID) throws(StoreError) -> String? {
    try connection.first("SELECT value FROM settings WHERE user_id = ? AND name = ?", [user.scalar, .text(name)]) {
      row in row.text(0)
    }
  }

  package func update(_ name: String, of user: UserID, _ change: (String?) -> String?) throws(StoreError) {
    try requireWritable()
    try connection.transaction { () throws(StoreError) in
      guard let value = change(try setting(name, of: user)) else {
        try connection.run("DELETE FROM settings WHERE user_id = ? AND name = ?", [user.scalar, .text(name)])
        return
      }
      try connection.run(
        "INSERT INTO settings VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        [user.scalar, .text(name), .text(value)])
    }
  }
}

// Reading.
extension SQLiteStore {
  package func reading<Value>(_ questions: () throws(StoreError) -> Value) throws(StoreError) -> Value {
    if readingDepth == 0 {
      switch lookAtFile() {
      case .overwritten, .indexRemoved: throw .replaced
      case .moved, .logRemoved, nil: try connection.run("BEGIN")
      }
    }
    readingDepth += 1
    defer {
      readingDepth -= 1
      if readingDepth == 0 { connection.endReading() }
    }
    return try questions()
  }

  package func newestAction() throws(StoreError) -> Action? {
    try connection.first("SELECT \(Connection.actionColumns) FROM actions ORDER BY number DESC LIMIT 1") {
      (row) throws(StoreError) in try row.action()
    }
  }

  package func actions(after moment: Timestamp) throws(StoreError) -> [Action] {
    try connection.all(
      "SELECT \(Connection.actionColumns) FROM actions WHERE at > ? ORDER BY number", [moment.scalar]
    ) { (row) throws(StoreError) in try row.action() }
  }

  package func count(_ table: Table) throws(StoreError) -> Int {
    Int(try connection.integer("SELECT count(*) FROM \(table.rawValue)"))
  }
}

extension SQLRecords {
  /// The action under way, as it is recorded. Whoever makes the login of a new colleague is that colleague, since there
  /// is nobody yet.
  fileprivate mutating func action(reverting: ActionID?, at now: Timestamp, by user: UserID) throws(StoreError)
    -> Action
  {
    var maker = user
    if case .user(let made) = edits.first?.after, try row(.user(user)) == nil { maker = made.id }
    var root = occasion.action
    if let reverting, let reverted = try action(reverting) { root = reverted.root }
    return Action(id: occasion.action, at: now, by: maker, reverts: reverting, root: root)
  }
}

extension Change {
  fileprivate var reverted: ActionID? {
    guard case .revert(let action) = self else { return nil }
    return action
  }
}
