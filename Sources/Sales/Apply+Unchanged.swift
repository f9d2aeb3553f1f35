// Whether an action can still be reverted: nothing that it set may have another value now.

extension Records {
  mutating func requireUnchanged(since action: ActionID, _ entries: [JournalEntry]) throws(StoreError) {
    for outcome in Outcome.all(of: entries) {
      switch outcome.state {
      case .gone:
        // Already put back, by an earlier undo.
        if try row(outcome.key) != nil { throw .refusing(.nothingToRevert) }
      case .set(let fields):
        guard let found = try row(outcome.key) else { throw try deletedSince(action, outcome.key) }
        try require(fields, in: found)
      case .made:
        guard let found = try row(outcome.key) else { throw try deletedSince(action, outcome.key) }
        try require(valuesBefore(journal(of: outcome.key, after: action)), in: found)
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
private struct Outcome {
  enum State {
    case made
    case set([String: Scalar])
    case gone
  }

  let key: Key
  private(set) var state: State

  /// In the order in which the action first wrote the rows; history is left out, it is only ever added to.
  static func all(of entries: [JournalEntry]) -> [Outcome] {
    var places: [Key: Int] = [:]
    var outcomes: [Outcome] = []
    for entry in entries where entry.key.table != .stageHistory {
      if let place = places[entry.key] {
        outcomes[place].add(entry)
      } else {
        places[entry.key] = outcomes.count
        outcomes.append(Outcome(entry))
      }
    }
    return outcomes
  }

  private init(_ entry: JournalEntry) {
    key = entry.key
    state = .set([:])
    add(entry)
  }

  private mutating func add(_ entry: JournalEntry) {
    switch (entry.kind, state) {
    case (.create, _): state = .made
    case (.delete, _): state = .gone
    case (.update, .set(var fields)):
      for change in entry.fields { fields[change.name] = change.after }
      state = .set(fields)
    case (.update, .made), (.update, .gone): break
    }
  }
}
