package import Sales

/// The whole `Store` by plain filtering and sorting in memory: what every other store must agree with.
package final class DictionaryStore: Store {
  package private(set) var records: DictionaryRecords
  private var settings: [SettingKey: String] = [:]
  private var receipts: [SettingKey: (receipt: Receipt, at: Int64)] = [:]
  /// Milliseconds since 1970.
  private let clock: () -> Int64
  private(set) var committed: [ActionID: Commit] = [:]

  package var readOnlyReason: ReadOnlyReason?
  package var isInterrupted: (() -> Bool)?
  /// Called before each column is read, which is how a test makes reading slow.
  package var beforeWindow: ((ColumnQuery) -> Void)?
  package var progress: ((_ done: Int, _ of: Int) -> Void)?
  package var patience = 50

  private var readingDepth = 0
  /// Whether questions are being answered as of one moment.
  package var isReading: Bool { readingDepth > 0 }

  package var networkFileSystem: String?
  /// What `backup` has written, by the file's name.
  package private(set) var copies: [String: DictionaryRecords] = [:]
  /// How many pages of timelines have been asked for.
  package internal(set) var timelineReads = 0
  /// How many edits of the journal have been handed out.
  package internal(set) var journaledEdits = 0
  /// What `check` is to find.
  package var faults: [String] = []

  private struct SettingKey: Hashable {
    let name: String
    let user: UserID
  }

  /// Ids are the same for the same seed, clock and changes.
  package init(seed: UInt64 = 1, clock: @escaping () -> Int64) {
    records = DictionaryRecords(seed: seed)
    self.clock = clock
  }

  package func user(named login: String) throws(StoreError) -> User? {
    if let known = records.user(named: login) { return known }
    guard readOnlyReason == nil else { return nil }
    _ = try commit(.createUser(name: login), by: UserID(bits: 0))
    return records.user(named: login)
  }

  package func commit(_ change: Change, by user: UserID) throws(StoreError) -> Commit {
    guard readOnlyReason == nil else { throw .readOnly }
    precondition(!isReading, "nothing is written while reading from one state")
    if isInterrupted?() == true { throw .interrupted }
    var copy = records
    let now = begin(&copy)
    do {
      try apply(change, to: &copy, at: now, by: user)
    } catch {
      records.keepIDs(of: copy)
      throw error
    }
    let action = copy.end(at: now, by: copy.maker(else: user), reverting: change.reverted)
    let isUndo = copy.actions.count { $0.root == action?.root }.isMultiple(of: 2) && action != nil
    let commit = Commit(action: action, edits: action == nil ? [] : copy.edits, isUndo: isUndo).named { copy.rows[$0] }
    records = copy
    if let action { committed[action.id] = commit }
    progress?(1, 1)
    return commit
  }

  package func commit(
    _ change: Change, by user: UserID, if condition: () throws(StoreError) -> Bool, keeping: (Commit) -> Receipt?
  ) throws(StoreError) -> Commit? {
    guard try condition() else { return nil }
    let commit = try commit(change, by: user)
    if let receipt = keeping(commit) {
      receipts[SettingKey(name: receipt.key, user: user)] = (receipt, clock().floorDivided(by: 1000))
    }
    return commit
  }

  package func receipt(_ key: String, of user: UserID) -> Receipt? {
    guard let kept = receipts[SettingKey(name: key, user: user)] else { return nil }
    return kept.at > clock().floorDivided(by: 1000) - Receipt.lifetime ? kept.receipt : nil
  }

  package func commit(
    _ source: ImportSource, isRehearsal: Bool, by user: UserID
  ) throws(StoreError) -> ImportResult {
    guard readOnlyReason == nil else { throw .readOnly }
    precondition(!isReading, "nothing is written while reading from one state")
    if isInterrupted?() == true { throw .interrupted }
    var copy = records
    let now = begin(&copy)
    var done = ImportProgress(source.rules, isRehearsal: isRehearsal)
    do {
      try source.forEachPart { (batch) throws(StoreError) in
        try applyImport(batch, &done, to: &copy, at: now, by: user)
        progress?(done.rows, source.rows ?? done.rows)
      }
      try finishImport(done, in: &copy, at: now, by: user)
    } catch {
      records.keepIDs(of: copy)
      throw error
    }
    var counts = done.counts
    for edit in copy.edits where edit.before == nil { counts.created[edit.key.table, default: 0] += 1 }
    guard !isRehearsal else {
      records.keepIDs(of: copy)
      return ImportResult(action: nil, counts: counts, refusals: done.refusals)
    }
    let action = copy.end(at: now, by: user, reverting: nil)
    records = copy
    if let action { committed[action.id] = Commit(action: action, edits: copy.edits).named { copy.rows[$0] } }
    return ImportResult(action: action, counts: counts)
  }

  /// Begins an action; answers its moment.
  private func begin(_ records: inout DictionaryRecords) -> Timestamp {
    let last = records.actions.last.map { Int64($0.id.bits >> 80) } ?? 0
    records.begin(milliseconds: max(clock(), last))
    return Timestamp(seconds: clock().floorDivided(by: 1000))
  }

  package func lastDone(by user: UserID, besides refused: Set<ActionID>) -> Commit? {
    let done = chains(of: user).filter { $0.actions.count % 2 == 1 }.compactMap(\.actions.last)
    return done.last { !refused.contains($0.id) }.flatMap { committed[$0.id] }?.named { records.rows[$0] }
  }

  package func lastDone(by user: UserID) -> Commit? { lastDone(by: user, besides: []) }

  package func revertLast(redo: Bool, by user: UserID) throws(StoreError) -> (reverted: Action, commit: Commit)? {
    guard let action = (redo ? lastUndone(by: user) : lastDone(by: user))?.action else { return nil }
    return (action, try commit(.revert(action.id), by: user))
  }

  package func lastUndone(by user: UserID) -> Commit? {
    let chains = chains(of: user)
    let undone = chains.filter { $0.actions.count % 2 == 0 }.compactMap(\.actions.last)
    guard let last = undone.max(by: { $0.id < $1.id }), let newest = chains.last, newest.root < last.id else {
      return nil
    }
    return committed[last.id]?.named { records.rows[$0] }
  }

  /// The login's first doings, oldest first, each with itself and what was reverted of it since.
  private func chains(of user: UserID) -> [(root: ActionID, actions: [Action])] {
    let roots = records.actions.filter { action in
      let tables = records.journal(of: action.id).map(\.key.table)
      return action.reverts == nil && action.by == user && tables.contains { $0 != .users } && !isOpening(action)
    }
    return roots.map { root in (root.id, records.actions.filter { $0.root == root.id }) }
  }

  /// Whether it makes a pipeline, and nothing for it, where there was none.
  private func isOpening(_ action: Action) -> Bool {
    let entries = records.journal(of: action.id)
    guard entries.first?.key.table == .pipelines, !entries.contains(where: { $0.key.table == .deals }) else {
      return false
    }
    let before = records.journal.filter { $0.action < action.id && $0.entry.key.table == .pipelines }.map(\.entry.kind)
    return before.count { $0 == .create } == before.count { $0 == .delete }
  }

  package func reading<Value>(_ questions: () throws(StoreError) -> Value) throws(StoreError) -> Value {
    if isInterrupted?() == true { throw .interrupted }
    readingDepth += 1
    defer { readingDepth -= 1 }
    return try questions()
  }

  package func mark() -> FileMark {
    FileMark(version: Int64(records.actions.count), device: 0, inode: 0)
  }

  package func newestAction() -> Action? { records.actions.last }

  package func actions(after moment: Timestamp) -> [Action] { records.actions.filter { $0.at > moment } }

  package func count(_ table: Table) -> Int { records.rows.keys.count { $0.table == table } }

  package func backup(to path: String) throws(StoreError) {
    if copies[path] != nil { throw .failed("\(path) exists already") }
    copies[path] = records
  }

  package func backup(to path: String, before moment: Timestamp) throws(StoreError) {
    throw .failed("the reference keeps no past")
  }

  package func check() -> [String] { records.violations + faults }

  package func repair(keeping copy: String) throws(StoreError) -> [String] {
    if faults.isEmpty { return [] }
    try backup(to: copy)
    defer { faults = [] }
    return faults.map { "mended: \($0)" }
  }

  package func schemaVersion() -> Int { 1 }

  package func setting(_ name: String, of user: UserID) -> String? {
    settings[SettingKey(name: name, user: user)]
  }

  package func update(_ name: String, of user: UserID, _ change: (String?) -> String?) {
    precondition(!isReading, "nothing is written while reading from one state")
    let key = SettingKey(name: name, user: user)
    settings[key] = change(settings[key])
  }
}

extension DictionaryRecords {
  /// Whoever makes the login of a new colleague is that colleague, since there is nobody yet.
  fileprivate func maker(else user: UserID) -> UserID {
    guard rows[.user(user)] == nil, case .user(let made) = edits.first?.after else { return user }
    return made.id
  }
}

extension Change {
  fileprivate var reverted: ActionID? {
    guard case .revert(let action) = self else { return nil }
    return action
  }
}
