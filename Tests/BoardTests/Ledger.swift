import Sales
import Support

/// What is in one state of the store and was otherwise in an earlier one.
struct Ledger {
  let old: DictionaryRecords
  let new: DictionaryRecords

  /// What the rows alone say that the journal must hold.
  var entries: Set<JournalEntry> {
    Set(changes.compactMap(\.journalEntry))
  }

  /// What the journal holds of it.
  var journaled: [JournalEntry] { new.journal.dropFirst(old.journal.count).map(\.entry) }

  /// The changed rows as people speak of them, deals that changed alike in one line:
  /// `Acme, Globex: stage_id Proposal Sent, history Proposal Sent made`. What the rules keep by themselves is left out.
  var lines: [String] {
    var words: [String: [String]] = [:]
    var subjects: [String] = []
    for edit in changes {
      let subject = subject(of: edit)
      if words[subject] == nil { subjects.append(subject) }
      words[subject, default: []].append(contentsOf: self.words(of: edit))
    }
    let told = subjects.map { (subject: $0, words: words[$0, default: []].joined(separator: ", ")) }
    var lines: [(subjects: [String], words: String)] = []
    for (subject, words) in told {
      if let place = lines.firstIndex(where: { $0.words == words }) {
        lines[place].subjects.append(subject)
      } else {
        lines.append(([subject], words))
      }
    }
    return lines.filter { !$0.words.isEmpty }.map { "\($0.subjects.joined(separator: ", ")): \($0.words)" }
  }

  /// Table by table, in each as the rows were made.
  private var changes: [Edit] {
    let keys = Set(old.rows.keys).union(new.rows.keys).filter { old.rows[$0] != new.rows[$0] }
    let tables: [Table] = [.pipelines, .stages, .deals, .stageHistory, .activities, .tasks]
    func rank(_ key: Key) -> Int { tables.firstIndex(of: key.table) ?? tables.count }
    return keys.sorted { (rank($0), $0.id) < (rank($1), $1.id) }.map { Edit(before: old.rows[$0], after: new.rows[$0]) }
  }

  /// The deal that the row is, or is about; else the row itself.
  private func subject(of edit: Edit) -> String {
    guard let row = edit.before ?? edit.after else { return "" }
    if case .deal = row { return row.title }
    if case .text(let id)? = row.value(of: "deal_id") { return title(of: id) ?? id }
    return "\(row.key.table.rawValue) \(row.title)"
  }

  private func title(of id: String) -> String? {
    Key(id: id).flatMap { old.rows[$0] ?? new.rows[$0] }?.title
  }

  private static let untold: Set<String> = ["updated_at", "touched_at", "stage_entered_at", "last_activity_at"]
  /// What is told of a row that was made.
  private static let made: [Table: [String]] = [
    .deals: ["stage_id", "value"], .tasks: ["due_at"], .activities: ["type"], .stages: ["position"],
    .pipelines: ["is_default"],
  ]

  private func words(of edit: Edit) -> [String] {
    guard let row = edit.after ?? edit.before else { return [] }
    let table = row.key.table
    var name = table == .deals || row.value(of: "deal_id") == nil ? "" : "\(table.rawValue) \(row.title) "
    if table == .stageHistory { name = "history \(row.title) " }
    guard edit.after != nil else { return [name + "gone"] }
    guard let before = edit.before else {
      return [name + "made"] + Self.made[table, default: []].map { told($0, in: row) }
    }
    let changed = table.columns.map(\.name).filter { row.value(of: $0) != before.value(of: $0) }
    return changed.filter { !Self.untold.contains($0) }.map { name + told($0, in: row) }
  }

  private func told(_ field: String, in row: Row) -> String {
    let words =
      switch (row.value(of: field), row.key.table.column(field)?.kind) {
      case (.integer(let seconds)?, .moment?): Timestamp(seconds: seconds).description
      case (.integer(let seconds)?, .date?): Timestamp(seconds: seconds).utcDay.description
      case (.integer(let number)?, _): "\(number)"
      case (.text(let text)?, _): title(of: text) ?? text
      case (.null?, _), (nil, _): "none"
      }
    return "\(field) \(words)"
  }
}
