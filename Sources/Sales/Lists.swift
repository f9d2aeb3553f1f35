// Lists, as programs ask for them: rows of one table in one order, a page at a time, and the journal in the order of
// commits.

/// Rows of one table that fit every term, in one order, from a place on (contract §1, sort and cursor).
package struct ListQuery<E: Entity>: Hashable, Sendable {
  package var terms: [ListTerm]
  /// What people ask besides, of deals; other rows are not asked.
  package var filter: Filter
  /// The id, ascending, breaks ties and is never named here. Missing values come last either way.
  package var sort: [ListSort]
  /// The sort key of the last row seen; nil for the first page.
  package var after: [Scalar]?
  /// The most rows that are answered.
  package var limit: Int

  package init(
    terms: [ListTerm] = [], filter: Filter = .all, sort: [ListSort] = [], after: [Scalar]? = nil, limit: Int = .max
  ) {
    self.terms = terms
    self.filter = filter
    self.sort = sort
    self.after = after
    self.limit = limit
  }

  /// What a cursor to the rows after this one bears: the values that are sorted by, in their order, then the id.
  package func key(of entity: E) -> [Scalar] {
    sort.map { E.field($0.field)?.get(entity) ?? .null } + [entity.id.scalar]
  }

  /// Whether rows of this order can have such a key. One from outside may be forged and is asked about first.
  package func accepts(key: [Scalar]) -> Bool {
    guard key.count == sort.count + 1, let id = key.last, Identifier<E>(scalar: id) != nil else { return false }
    return zip(sort, key).allSatisfy { sort, value in
      guard let field = E.field(sort.field) else { return false }
      return field.kind.stores(value) || value == .null && !field.isRequired
    }
  }
}

/// What rows of a list must be. A missing value fits no comparison.
package struct ListTerm: Hashable, Sendable {
  /// The name of a field, derived and local ones too.
  package let field: String
  /// The field that counts where the first is missing.
  package let fallback: String?
  package let comparison: Comparison
  package let value: Scalar

  /// How the field stands to the value.
  package enum Comparison: CaseIterable, Sendable {
    case equal, atLeast, atMost, above, below
  }

  package init(_ field: String, else fallback: String? = nil, _ comparison: Comparison, _ value: Scalar) {
    self.field = field
    self.fallback = fallback
    self.comparison = comparison
    self.value = value
  }
}

/// One key of a sort.
package struct ListSort: Hashable, Sendable {
  package let field: String
  package let isDescending: Bool

  package init(_ field: String, isDescending: Bool = false) {
    self.field = field
    self.isDescending = isDescending
  }
}

extension FieldKind {
  /// Whether values of the kind are kept in this form.
  fileprivate func stores(_ value: Scalar) -> Bool {
    switch (self, value) {
    case (.id, .text), (.text, .text), (.currency, .text), (.word, .text), (.color, .text), (.json, .text): true
    case (.money, .integer), (.moment, .integer), (.date, .integer), (.number, .integer), (.flag, .integer): true
    default: false
    }
  }
}

/// Where an edit stands in the journal: its number, from 1, rising in the order of commits.
package struct JournalPlace: Hashable, Comparable, Sendable {
  package let number: Int64

  package init(number: Int64) {
    self.number = number
  }

  package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// Which edits are asked for; the others are passed over where they are read, since making a row anew takes time.
package struct JournalMatch: Hashable, Sendable {
  package let tables: [Table]
  package let kinds: [JournalEntry.Kind]

  package init(tables: [Table] = Table.allCases, kinds: [JournalEntry.Kind] = JournalEntry.Kind.allCases) {
    self.tables = tables
    self.kinds = kinds
  }
}

/// One edit as the journal keeps it, with the action that it belongs to.
package struct JournaledEdit: Hashable, Sendable {
  package let place: JournalPlace
  package let action: Action
  package let entry: JournalEntry
  /// For a create, the row as it was made; nil for the other kinds.
  package let made: Row?

  package init(place: JournalPlace, action: Action, entry: JournalEntry, made: Row?) {
    self.place = place
    self.action = action
    self.entry = entry
    self.made = made
  }
}

extension JournalEntry {
  /// The row that a create made, by taking back what was done to it later. `later` is oldest first and ends with the
  /// delete where there was one; `present` is the row now. Nil when the journal does not say.
  package func madeRow(later: [JournalEntry], present: Row?) -> Row? {
    guard kind == .create else { return nil }
    var row = later.last?.kind == .delete ? later.last?.deletedRow : present
    for entry in later.reversed() where entry.kind == .update {
      let before = Dictionary(entry.fields.map { ($0.name, $0.before) }, uniquingKeysWith: { first, _ in first })
      row = row?.setting(before)
    }
    return row
  }
}
