package import Sales

extension DictionaryStore {
  package func row(_ key: Key) -> Row? { records.row(key) }

  package func rows<E: Stored>(_ query: ListQuery<E>) -> [E] {
    let fitting = records.all(E.self) { entity in query.terms.allSatisfy { $0.fits(entity.row) } }
    let sorted = fitting.sorted { query.isOrdered(query.key(of: $0), query.key(of: $1)) }
    let rest = sorted.filter { entity in query.after.map { query.isOrdered($0, query.key(of: entity)) } ?? true }
    return Array(rest.prefix(query.limit))
  }

  package func journal(after place: JournalPlace?, limit: Int) -> [JournaledEdit] {
    let edits = records.journal.enumerated().map { index, edit in (number: Int64(index + 1), edit: edit) }
    return edits.filter { $0.number > place?.number ?? 0 }.prefix(limit).compactMap { number, edit in
      records.action(edit.action).map { action in
        JournaledEdit(
          place: JournalPlace(number: number), action: action, entry: edit.entry,
          made: edit.entry.kind == .create ? made(edit.entry.key, in: action.id) : nil)
      }
    }
  }

  /// As the commit left it; no action writes a row that it has made a second time.
  private func made(_ key: Key, in action: ActionID) -> Row? {
    committed[action]?.edits.first { $0.before == nil && $0.after?.key == key }?.after
  }
}

extension ListTerm {
  fileprivate func fits(_ row: Row) -> Bool {
    var found = row.value(of: field) ?? .null
    if found == .null, let fallback { found = row.value(of: fallback) ?? .null }
    if found == .null || value == .null { return false }
    return switch comparison {
    case .equal: found == value
    case .atLeast: !found.isBelow(value)
    case .atMost: !value.isBelow(found)
    case .above: value.isBelow(found)
    case .below: found.isBelow(value)
    }
  }
}

extension ListQuery {
  /// Whether a row with the first key comes before one with the second.
  fileprivate func isOrdered(_ left: [Scalar], _ right: [Scalar]) -> Bool {
    for (index, (left, right)) in zip(left, right).enumerated() where left != right {
      if left == .null || right == .null { return right == .null }
      return index < sort.count && sort[index].isDescending ? right.isBelow(left) : left.isBelow(right)
    }
    return false
  }
}

extension Scalar {
  /// As SQLite compares: numbers by size, text by its bytes.
  fileprivate func isBelow(_ other: Scalar) -> Bool {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): left < right
    case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    default: false
    }
  }
}
