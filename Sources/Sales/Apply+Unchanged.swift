// Whether an action can still be reverted: nothing that it set may have another value now.

extension Records {
  /// Only rows that were written since can have another value.
  mutating func requireUnchanged(since action: ActionID) throws(StoreError) {
    for key in try rowsWrittenSince(action) {
      switch try Outcome(of: journal(of: key, in: action)) {
      case .gone:
        // Already put back, by an earlier undo.
        if try row(key) != nil { throw .refusing(.nothingToRevert) }
      case .set(let fields):
        guard let found = try row(key) else { throw try deletedSince(action, key) }
        try require(fields, in: found)
      case .made:
        guard let found = try row(key) else { throw try deletedSince(action, key) }
        try require(valuesBefore(journal(of: key, after: action)), in: found)
      }
    }
  }

  private mutating func deletedSince(_ action: ActionID, _ key: Key) throws(StoreError) -> StoreError {
    guard let last = try journal(of: key, after: action).last(where: { $0.kind == .delete })?.deletedRow else {
      return .notFound(key)
    }
    return .refusing(.deletedSince(title: last.title, by: try lastChange(of: "id", on: key)?.by))
  }

  private mutating func require(_ fields: [String: Scalar], in found: Row) throws(StoreError) {
    for (column, value) in zip(found.key.table.columns, found.scalars) where column.access != .derived {
      guard let expected = fields[column.name], expected != value else { continue }
      throw try conflict(found.key, column.name, expected: expected, found: value)
    }
  }

  /// What the fields held before the first of the entries that changed them.
  private func valuesBefore(_ entries: [JournalEntry]) -> [String: Scalar] {
    var values: [String: Scalar] = [:]
    for entry in entries {
      for change in entry.fields where values[change.name] == nil { values[change.name] = change.before }
    }
    return values
  }
}

/// How one action left one row.
private enum Outcome {
  case made
  case set([String: Scalar])
  case gone

  init(of entries: [JournalEntry]) {
    self = .set([:])
    for entry in entries {
      switch (entry.kind, self) {
      case (.create, _): self = .made
      case (.delete, _): self = .gone
      case (.update, .set(var fields)):
        for change in entry.fields { fields[change.name] = change.after }
        self = .set(fields)
      case (.update, .made), (.update, .gone): break
      }
    }
  }
}
