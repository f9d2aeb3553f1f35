import Sales

/// The rows inside one write transaction of the file.
struct SQLRecords {
  let connection: Connection
  let occasion: Occasion
  /// What is told now and then while rows are written; SQLite itself asks whether to go on.
  let pace: Pace
  var ids: IDMaker
  /// What was written, up to so many edits. The journal has them all.
  private(set) var edits: [Edit] = []
  var mostEdits = Int.max
  /// How many edits of deals are not among them.
  private(set) var omittedDeals = 0
  /// How many rows were made, by table.
  private(set) var created: [Table: Int] = [:]
  /// Where stages stand that were written in this transaction. In the file they stand at numbers below 0 meanwhile, each
  /// at its own, so that no two ever meet however they change places.
  private var positions: [StageID: Int] = [:]
  private var lastFreePosition = 0
  var bulk = BulkIndexes(least: .max)
  private let journal = JournalBuffer()
  /// Rows of tables with few rows, which every deal asks for again; a write to one of these tables forgets them.
  private var knownRows: [Key: Row] = [:]

  /// The action under way.
  struct Occasion {
    let action: ActionID
    /// Its place in the order of commits.
    let number: Int64
  }

  init(_ connection: Connection, _ occasion: Occasion, _ pace: Pace, _ ids: IDMaker) {
    self.connection = connection
    self.occasion = occasion
    self.pace = pace
    self.ids = ids
  }

  /// Puts the stages where they belong; two at one position are refused here.
  func settlePositions() throws(StoreError) {
    for (stage, position) in positions.sorted(by: { $0.key < $1.key }) {
      try connection.run(
        "UPDATE stages SET position = ? WHERE id = ?", [.integer(Int64(position)), .text(stage.description)])
    }
  }

  /// The row as the rules see it.
  func settled(_ row: Row) -> Row {
    guard case .stage(let stage) = row else { return row }
    return .stage(settled(stage))
  }

  func settled(_ stage: Stage) -> Stage {
    guard let position = positions[stage.id] else { return stage }
    var settled = stage
    settled.position = position
    return settled
  }

  /// The row as it was read before; nil where it was not, or may have changed.
  func known(_ key: Key) -> Row? { key.table.hasFewRows ? knownRows[key] : nil }

  /// Keeps the row where its table has few.
  mutating func remember(_ row: Row) -> Row {
    if row.key.table.hasFewRows { knownRows[row.key] = row }
    return row
  }

  /// The position to write for now.
  private mutating func freePosition(for stage: Stage) -> Int {
    positions[stage.id] = stage.position
    lastFreePosition -= 1
    return lastFreePosition
  }
}

// Writing.
extension SQLRecords {
  mutating func write(_ edit: Edit) throws(StoreError) {
    guard let entry = try put(edit) else { return }
    try journal.add(entry, of: occasion.number, to: connection)
    try noteInBulk(edit)
    if entry.kind == .create { created[entry.key.table, default: 0] += 1 }
    if edits.count < mostEdits { edits.append(edit) } else if case .deal = entry.key { omittedDeals += 1 }
    pace.note(entry.key)
    try considerIndexes(after: entry.kind, of: entry.key)
  }

  /// Writes the row without journaling it, and answers what the journal would keep.
  @discardableResult
  mutating func put(_ edit: Edit) throws(StoreError) -> JournalEntry? {
    guard let entry = edit.journalEntry else { return nil }
    if entry.key.table.hasFewRows { knownRows = [:] }
    switch entry.kind {
    case .create: if let row = edit.after { try insert(row) }
    case .update: if let row = edit.after { try update(row, entry.fields) }
    case .delete: try delete(entry.key)
    }
    return entry
  }

  /// Writes the entries of the journal that are held back.
  func flushJournal() throws(StoreError) { try journal.flush(occasion.number, to: connection) }

  private mutating func insert(_ row: Row) throws(StoreError) {
    var values = row.scalars
    if case .stage(var stage) = row {
      stage.position = freePosition(for: stage)
      values = stage.scalars
    }
    StoredClosing.complete(&values, of: row)
    if let name = row.foldedName { values.append(.text(name)) }
    try connection.run(row.key.table.sql.insert, values)
  }

  private mutating func update(_ row: Row, _ fields: [JournalEntry.FieldChange]) throws(StoreError) {
    var names = fields.map(\.name)
    var values = fields.map(\.after)
    if case .stage(let stage) = row, let index = names.firstIndex(of: "position") {
      values[index] = .integer(Int64(freePosition(for: stage)))
    }
    StoredClosing.complete(&names, &values, of: row)
    if names.contains(where: Row.namesARow), let name = row.foldedName {
      names.append("name_folded")
      values.append(.text(name))
    }
    let key = row.key
    try connection.run(key.table.sql.update(names), values + [.text(key.id)])
    try requireOneRow(key)
  }

  private mutating func delete(_ key: Key) throws(StoreError) {
    if case .stage(let stage) = key { positions[stage] = nil }
    try connection.run(key.table.sql.delete, [.text(key.id)])
    try requireOneRow(key)
  }

  /// The rules have read the row in this transaction, so only a fault of theirs can miss it.
  private func requireOneRow(_ key: Key) throws(StoreError) {
    guard connection.changedRows == 1 else { throw .failed("\(key.id) is not as the edit says") }
  }
}

extension Table {
  /// Whether a file has so few of its rows that they may all be held in memory.
  fileprivate var hasFewRows: Bool {
    switch self {
    case .users, .pipelines, .stages: true
    case .companies, .contacts, .deals, .stageHistory, .activities, .tasks, .goals, .reviews: false
    }
  }
}

/// Ids that only ever rise, for one moment.
struct IDMaker {
  var source = IdentifierSource()
  var random: any RandomNumberGenerator
  var milliseconds: Int64 = 0

  mutating func next<E: Identified>(_ type: E.Type = E.self) -> Identifier<E> {
    Identifier(bits: source.next(milliseconds: milliseconds, using: &random))
  }
}

/// Tells how far a long change is.
///
/// A class, since the rules copy nothing back to whoever asks.
final class Pace {
  /// Nil for what is done in one.
  var parts: Int?
  private let progress: ((_ done: Int, _ of: Int) -> Void)?
  private var written = 0
  private var deals = 0
  /// How many rows an import has in all, nil where that is not known, and how many of them are done.
  var rows: (done: Int, of: Int)?

  /// Of how many parts on enough is written that it pays to hold more of the file in memory meanwhile.
  static let long = 1000
  private let isLongAnyway: Bool

  init(parts: Int?, isLong: Bool = false, _ progress: ((_ done: Int, _ of: Int) -> Void)?) {
    self.parts = parts
    isLongAnyway = isLong
    self.progress = progress
  }

  /// How many deals are going to be made or deleted, if it goes on as it did for so many.
  func expected(_ deals: Int) -> Int {
    if let parts { return parts }
    guard let rows, deals > 0 else { return deals }
    // The part under way does not count yet.
    return deals * rows.of / max(rows.done, deals)
  }

  var isLong: Bool { isLongAnyway || parts.map { $0 >= Self.long } ?? false }

  func note(_ key: Key) {
    written += 1
    if case .deal = key { deals += 1 }
    guard let parts, written % 256 == 0 else { return }
    // Most parts write one deal; what is told is never more than all.
    progress?(min(deals, parts), parts)
  }

  func finish() {
    progress?(parts ?? 1, parts ?? 1)
  }
}
