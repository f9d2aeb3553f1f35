/// What a stretch of the journal up to its end changed, row by row: how each row was before, and who changed it last.
///
/// Edits go in in the order of commits. A field that was changed and changed back counts as unchanged.
package struct JournalFold: Hashable, Sendable {
  private(set) var rows: [Key: RowFold] = [:]
  /// Only these fields are kept; nil keeps all.
  private let fields: Set<String>?

  package struct RowFold: Hashable, Sendable {
    /// Whether the row was not there before.
    package var isNew: Bool
    /// The values before, of the fields that changed.
    package var before: [String: Scalar] = [:]
    /// Who set a field last, and when.
    package var setters: [String: Setter] = [:]
    /// Who made the row last.
    package var maker: Setter?
    /// Who deleted it last, and the row as it was then.
    package var deleter: Setter?
    package var deleted: Row?
  }

  package struct Setter: Hashable, Sendable {
    package let user: UserID
    package let at: Timestamp
  }

  package init(fields: Set<String>? = nil) {
    self.fields = fields
  }

  package var keys: [Key] { Array(rows.keys) }

  package subscript(key: Key) -> RowFold? { rows[key] }

  package mutating func add(_ action: Action, _ entry: JournalEntry) {
    let setter = Setter(user: action.by, at: action.at)
    var row = rows[entry.key] ?? RowFold(isNew: entry.kind == .create)
    switch entry.kind {
    case .create: row.maker = setter
    case .delete:
      row.deleter = setter
      row.deleted = entry.deletedRow
    case .update: break
    }
    for change in entry.fields where fields?.contains(change.name) ?? true {
      if row.before[change.name] == nil { row.before[change.name] = change.before }
      if entry.kind == .update { row.setters[change.name] = setter }
    }
    rows[entry.key] = row
  }

  /// The row as it was before the stretch, from the row as it is now; nil where it was not there.
  package func before(of key: Key, now row: Row?) -> Row? {
    guard let fold = rows[key] else { return row }
    if fold.isNew { return nil }
    return (row ?? fold.deleted)?.setting(fold.before)
  }
}
