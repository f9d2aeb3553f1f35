package import Sales

extension DictionaryStore {
  package func row(_ key: Key) -> Row? { records.row(key) }

  package func rows(called name: String, in table: Table, limit: Int) -> [Row] {
    let fitting = records.rows.values.filter { $0.key.table == table && $0.isCalled(name) }
    return Array(fitting.sorted { $0.key.id < $1.key.id }.prefix(limit))
  }

  package func rows<E: Stored>(_ query: ListQuery<E>) -> [E] {
    let fitting = records.all(E.self) { entity in
      if case .deal(let deal) = entity.row, !matches(deal, query.filter) { return false }
      return query.terms.allSatisfy { $0.fits(entity.row) }
    }
    let sorted = fitting.sorted { query.isOrdered(query.key(of: $0), query.key(of: $1)) }
    let rest = sorted.filter { entity in query.after.map { query.isOrdered($0, query.key(of: entity)) } ?? true }
    return Array(rest.prefix(query.limit))
  }

  package func journal(after place: JournalPlace?, matching match: JournalMatch, limit: Int) -> [JournaledEdit] {
    let edits = records.journal.enumerated().map { index, edit in (number: Int64(index + 1), edit: edit) }
    let matching = edits.filter { number, edit in
      number > place?.number ?? 0 && match.tables.contains(edit.entry.key.table)
        && match.kinds.contains(edit.entry.kind)
    }
    journaledEdits += min(limit, matching.count)
    return matching.prefix(limit).compactMap { number, edit in
      records.action(edit.action).map { action in
        JournaledEdit(
          place: JournalPlace(number: number), action: action, entry: edit.entry,
          made: edit.entry.kind == .create ? made(edit.entry.key, in: action.id) : nil)
      }
    }
  }

  package func journalEnd() -> JournalPlace? {
    records.journal.isEmpty ? nil : JournalPlace(number: Int64(records.journal.count))
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

extension Row {
  fileprivate func isCalled(_ name: String) -> Bool {
    let folded = folded(name)
    return switch self {
    case .user(let user): user.name.isSame(folded)
    case .company(let company): company.name.isSame(folded) || company.domain?.isSameAddress(name) == true
    case .contact(let contact): contact.displayName.isSame(folded) || contact.email.isSameAddress(name)
    case .pipeline(let pipeline): pipeline.name.isSame(folded)
    case .stage(let stage): stage.name.isSame(folded)
    case .deal(let deal): deal.name.isSame(folded)
    case .activity(let activity): activity.subject?.hasBytes(of: name) == true
    case .followUp(let followUp): followUp.title.hasBytes(of: name)
    case .transition, .goal, .review: false
    }
  }
}

extension String {
  fileprivate func isSame(_ folded: String) -> Bool { Sales.folded(self).hasBytes(of: folded) }

  /// Addresses and domains are compared without the case of ASCII letters.
  fileprivate func isSameAddress(_ other: String) -> Bool {
    utf8.map(Self.lowercased).elementsEqual(other.utf8.map(Self.lowercased))
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }

  /// As a file compares text; Swift takes two spellings of one accent for equal.
  fileprivate func hasBytes(of other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
