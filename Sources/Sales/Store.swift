/// The seam between what decides and what keeps: commits are transactions, everything else is a question.
package protocol Store: AnyObject {
  /// Why nothing can be written here; nil when it can.
  var readOnlyReason: ReadOnlyReason? { get }
  /// The file system that other hosts share too, such as `NFS`, on which the file is; nil for a local disk.
  var networkFileSystem: String? { get }

  /// Asked now and then during a long question or change; answering true ends it with `interrupted`.
  var isInterrupted: (() -> Bool)? { get set }
  /// Told now and then during a long change how many of how many parts are done.
  var progress: ((_ done: Int, _ of: Int) -> Void)? { get set }
  /// How long a commit waits for another writer, in milliseconds: 50 for the board, 10,000 for commands.
  var patience: Int { get set }

  /// The colleague of that login, made at the first use; nil when missing in a store that cannot be written.
  func user(named login: String) throws(StoreError) -> User?
  /// Applies the change in one durable transaction, or throws with nothing written.
  func commit(_ change: Change, by user: UserID) throws(StoreError) -> Commit
  /// Applies the change as `commit` does if the condition, which is asked in the same transaction, holds; nil, with
  /// nothing written, where it does not. The receipt that is made of the commit is kept with it, for a day.
  func commit(
    _ change: Change, by user: UserID, if condition: () throws(StoreError) -> Bool, keeping: (Commit) -> Receipt?
  ) throws(StoreError) -> Commit?
  /// The receipt of that key that the user's change of the last 24 hours left; nil when there is none.
  func receipt(_ key: String, of user: UserID) throws(StoreError) -> Receipt?
  /// Applies all parts of an import as one action in one durable transaction, or throws with nothing written. `progress`
  /// is told of rows, and a refusal has the place of its row among those of all parts.
  ///
  /// A rehearsal does the same and drops it at the end, for what its counts say.
  func commit(_ source: ImportSource, isRehearsal: Bool, by user: UserID) throws(StoreError) -> ImportResult
  /// The login's newest action that is in effect and none of those refused, and what it did; nil when there is none.
  ///
  /// Who gives a file without a pipeline one has begun it, and that is nobody's to take back.
  func lastDone(by user: UserID, besides refused: Set<ActionID>) throws(StoreError) -> Commit?
  /// The login's action that was undone last and not followed by another, as the revert that `revert` would redo.
  func lastUndone(by user: UserID) throws(StoreError) -> Commit?
  /// Reverts what `lastDone`, or for a redo `lastUndone`, finds: found in the same transaction, so that nothing that the
  /// login does meanwhile comes between. Nil when there is none.
  func revertLast(redo: Bool, by user: UserID) throws(StoreError) -> (reverted: Action, commit: Commit)?

  /// Answers the questions inside from one state of the file; nothing may be written inside.
  func reading<Value>(_ questions: () throws(StoreError) -> Value) throws(StoreError) -> Value
  /// Equal as long as nobody else wrote to the file and it is still the same file.
  func mark() throws(StoreError) -> FileMark

  /// Default first, then in order of creation.
  func pipelines() throws(StoreError) -> [PipelinePlan]
  func totals(
    of pipeline: PipelineID, filter: Filter, closedSince: Timestamp
  ) throws(StoreError) -> [StageID: StageTotals]
  /// Up to so many cards before the anchor and so many from it on.
  func window(_ query: ColumnQuery, around anchor: Anchor, before: Int, after: Int) throws(StoreError) -> Window
  /// Up to so many cards from the anchor on, without a count of where they stand.
  func cards(_ query: ColumnQuery, from anchor: Anchor, limit: Int) throws(StoreError) -> [Card]
  /// The card with its place in the order; its stage is `query.stage` only if it is shown there. Nil when it is gone.
  func card(_ deal: DealID, order: Order, present: Present) throws(StoreError) -> Card?
  /// Open deals of the pipeline that need attention (`Attention`).
  func attentionCount(of pipeline: PipelineID, filter: Filter, present: Present) throws(StoreError) -> Int
  /// The first card after the anchor that needs attention, or the last one before it; nil when the column has none.
  func attentive(
    _ query: ColumnQuery, from anchor: Anchor, isBackward: Bool, present: Present
  ) throws(StoreError) -> Card?
  /// How many deals each stage of the pipeline holds, those closed long ago too.
  func dealCounts(of pipeline: PipelineID) throws(StoreError) -> [StageID: DealCount]
  /// Deals of the pipeline that sleep until a later day, and so raise no alarm.
  func parkedCount(of pipeline: PipelineID, filter: Filter, present: Present) throws(StoreError) -> Int
  /// The same deals as `attentionCount`, at most `limit`: in order of their first reason, as `Attention` lists them, then
  /// of how long it has held, of something missing since nobody touched the deal; those alike in order of id.
  func attentionQueue(
    of pipeline: PipelineID, filter: Filter, present: Present, limit: Int
  ) throws(StoreError) -> [DealID]
  /// With the newest entries of its timeline, so many of each list at most.
  func detail(of deal: DealID, present: Present, entries: Int) throws(StoreError) -> DealDetail?
  /// The entries of its timeline from the place on, so many of each list at most; of a deal that is gone, what is left.
  func timeline(of deal: DealID, from place: TimelinePlace, limit: Int) throws(StoreError) -> TimelinePage
  /// Up to so many open tasks before the anchor and so many from it on, in the order of `AgendaPlace`.
  func agenda(
    around anchor: AgendaAnchor, before: Int, after: Int, present: Present
  ) throws(StoreError) -> AgendaPage
  /// How many open tasks each part of the agenda has.
  func agendaCounts(at present: Present) throws(StoreError) -> [AgendaDay: Int]
  /// How long closed deals of the pipeline were in its open stages, of so many deals closed last: by stage, then lost
  /// before won, then by days.
  func closedStays(of pipeline: PipelineID, latest: Int) throws(StoreError) -> [ClosedStay]
  /// Hands on every deal of the pipeline that the filter fits, in no particular order; with their histories those made
  /// between the moments.
  func eachReportedDeal(
    of pipeline: PipelineID, filter: Filter, madeIn made: ClosedRange<Timestamp>, _ take: (ReportedDeal) -> Void
  ) throws(StoreError)
  /// The completed activities on those deals that occurred from the moment on, by who did them and by currency.
  func doneCounts(of pipeline: PipelineID, filter: Filter, since: Timestamp) throws(StoreError) -> [DoneCount]
  /// Hands on the journal from the first action on that is dated at the moment or later, in the order of commits:
  /// the edits of rows in those tables.
  func eachEdit(
    since moment: Timestamp, in tables: [Table], _ take: (Action, JournalEntry) -> Void
  ) throws(StoreError)
  /// What a forecast learns from: every deal with its stages, values and outcomes through time, as of one moment.
  func salesPast() throws(StoreError) -> SalesPast
  /// Reads what a filter looks through into memory, as far as it has room there, so that the first letter of one does
  /// not wait for the disk. Answers nothing.
  func readAhead() throws(StoreError)
  /// What deleting the deal would leave without one.
  func links(of deal: DealID) throws(StoreError) -> DealLinks
  /// What quick add shows beside its line: companies whose names begin with the text, none without one, and a deal
  /// of exactly that name.
  func quickAddFacts(company: String?, name: String) throws(StoreError) -> QuickAddFacts
  /// How many rows the file has of that kind.
  func count(_ table: Table) throws(StoreError) -> Int

  /// Nil when there is none.
  func row(_ key: Key) throws(StoreError) -> Row?
  /// The rows of that name, whatever its case, in order of id: contacts by address too, companies by domain, activities
  /// and tasks by their exact subject and title.
  func rows(called name: String, in table: Table, limit: Int) throws(StoreError) -> [Row]
  /// Names by which rows are found, next to that one in the order of folded text: at most so many before it and so many
  /// after, in no particular order.
  func names(near name: String, in table: Table, limit: Int) throws(StoreError) -> [String]
  /// `query.after` is a key that the query accepts.
  func rows<E: Stored>(_ query: ListQuery<E>) throws(StoreError) -> [E]
  /// The matching edits after the place, in the order of commits; from the first one when there is no place.
  func journal(
    after place: JournalPlace?, matching match: JournalMatch, limit: Int
  ) throws(StoreError) -> [JournaledEdit]
  /// The newest action; nil in a file without any.
  func newestAction() throws(StoreError) -> Action?
  /// The actions that a clock dated after the moment, in the order of commits. Reads every action.
  func actions(after moment: Timestamp) throws(StoreError) -> [Action]
  /// Where the last edit stands; nil before the first.
  func journalEnd() throws(StoreError) -> JournalPlace?
  /// Writes a copy of the file as it is now; a file that is there is not replaced.
  func backup(to path: String) throws(StoreError)
  /// Writes a copy of the file as it was before the first action that is dated at the moment or later, journal and all;
  /// settings are those of now. A file that is there is not replaced.
  func backup(to path: String, before moment: Timestamp) throws(StoreError)
  /// What is wrong with the file, a line each; empty when it is whole.
  func check() throws(StoreError) -> [String]
  /// Copies the file, as it is, to a new one, then counts again what is kept besides the fields and makes what the schema
  /// lacks. A line for each thing done; none, with nothing written and nothing copied, where nothing is wrong.
  func repair(keeping copy: String) throws(StoreError) -> [String]
  /// How many migrations the file has behind it.
  func schemaVersion() throws(StoreError) -> Int

  /// A user's setting, such as an order or the loss reasons; nil when never set.
  func setting(_ name: String, of user: UserID) throws(StoreError) -> String?
  /// Sets it to what the change makes of it; nobody else sets it in between.
  func update(_ name: String, of user: UserID, _ change: (String?) -> String?) throws(StoreError)
}

extension Store {
  /// Sets a setting whatever it was before; nil forgets it.
  package func set(_ name: String, of user: UserID, to value: String?) throws(StoreError) {
    try update(name, of: user) { _ in value }
  }

  /// When the last change was made, where that is later than the clock says by more than clocks differ: one of the two
  /// is wrong. Nil where the file agrees with the clock.
  package func dateAhead(of now: Timestamp) throws(StoreError) -> Timestamp? {
    guard let last = try newestAction(), last.at > now.advanced(bySeconds: Limits.clockLead) else { return nil }
    return last.at
  }

  /// The colleague of that login; nil where the file does not know it. Writes nothing.
  package func knownUser(named login: String) throws(StoreError) -> User? {
    try rows(called: login, in: .users, limit: 1).lazy.compactMap(User.init(row:)).first
  }

  /// The newest action that is in effect, whatever was refused.
  package func lastDone(by user: UserID) throws(StoreError) -> Commit? { try lastDone(by: user, besides: []) }
}

/// A change as it was committed.
package struct Commit: Hashable, Sendable {
  /// Nil when the change changed nothing, and so was not recorded.
  package let action: Action?
  /// Of a very large action that is undone or redone only the first few thousand.
  package let edits: [Edit]
  /// How many edits of deals are left out of `edits`.
  package let omittedDeals: Int
  /// Whether it takes back what was in effect. A redo does not: it is told as the first doing was.
  package let isUndo: Bool
  /// What those are called, by id, that its rows point at now and did not before, and the deals of its tasks and
  /// activities; empty until they are looked up.
  package let names: [String: String]

  package init(
    action: Action?, edits: [Edit], omittedDeals: Int = 0, isUndo: Bool = false, names: [String: String] = [:]
  ) {
    self.action = action
    self.edits = edits
    self.omittedDeals = omittedDeals
    self.isUndo = isUndo
    self.names = names
  }

  /// The commit with names from those rows; without any where they are more than a sentence names.
  package func named<E: Error>(by row: (Key) throws(E) -> Row?) throws(E) -> Commit {
    let keys = newcomers
    guard keys.count <= 10 else { return self }
    var names: [String: String] = [:]
    for key in keys { names[key.id] = try row(key)?.title }
    return Commit(action: action, edits: edits, omittedDeals: omittedDeals, isUndo: isUndo, names: names)
  }

  private var newcomers: Set<Key> {
    var keys: Set<Key> = []
    for case (let before?, let after?) in edits.lazy.map({ ($0.before, $0.after) }) {
      for (column, (old, new)) in zip(after.key.table.columns, zip(before.scalars, after.scalars)) {
        guard column.isReference, old != new, case .text(let id) = new, let key = Key(id: id) else { continue }
        // Whoever tells of it knows the stages.
        if key.table != .stages { keys.insert(key) }
      }
    }
    for edit in edits {
      switch edit.after ?? edit.before {
      case .followUp(let task): task.dealID.map { _ = keys.insert(.deal($0)) }
      case .activity(let activity): activity.dealID.map { _ = keys.insert(.deal($0)) }
      default: break
      }
    }
    return keys
  }
}

/// Why a file can be read and not written.
package enum ReadOnlyReason: Hashable, Sendable {
  /// The file itself may not be written.
  case file
  /// Its folder may not be written, which the write-ahead log needs.
  case folder
}

/// What tells one state of the file from another.
package struct FileMark: Hashable, Sendable {
  package let version: Int64
  package let device: UInt64
  package let inode: UInt64
  /// Whether the file or its log is no longer what was opened: nothing may be written any more.
  package let isReplaced: Bool

  package init(version: Int64, device: UInt64, inode: UInt64, isReplaced: Bool = false) {
    self.version = version
    self.device = device
    self.inode = inode
    self.isReplaced = isReplaced
  }
}

/// What a restore has done.
package struct Restored: Hashable, Sendable {
  /// Where the file that was there is now; nil when none was.
  package let kept: String?
  package let deals: Int

  package init(kept: String?, deals: Int) {
    self.kept = kept
    self.deals = deals
  }
}

/// A database that a group of users works on together.
package struct SharedDatabase: Hashable, Sendable {
  /// Absolute and without links.
  package let path: String
  package let group: String
  /// Whether it was made just now.
  package let isNew: Bool

  package init(path: String, group: String, isNew: Bool) {
    self.path = path
    self.group = group
    self.isNew = isNew
  }
}
