// What people and programs may put into a field (contract §1, §3).

extension Entity {
  /// Sets the fields named, each checked and in its stored form; refuses by field what is no value for it.
  mutating func assign(_ assignments: [Assignment<Self>]) throws(StoreError) {
    let columns = Self.table.columns
    for assignment in assignments {
      guard let index = columns.firstIndex(where: { $0.name == assignment.field }) else {
        throw .refusing(.unknownField, assignment.field)
      }
      let field = Self.fields[index]
      switch field.access {
      case .readOnly, .derived: throw .refusing(.readOnlyField, field.name)
      case .writable, .local: break
      }
      var value = try columns[index].kept(assignment.value)
      if value == .null && field.hasDefault { value = field.get(Self(id: id)) }
      guard field.set(&self, value) else { throw .refusing(.invalid(field.kind), field.name) }
    }
  }

  /// What whoever makes a row must give.
  static var requiredFields: [String] {
    table.columns.filter { $0.isRequired && !$0.hasDefault && $0.access == .writable }.map(\.name)
  }

  /// Refuses the first of these fields that the assignments leave out.
  static func require(_ names: [String], in assignments: [Assignment<Self>]) throws(StoreError) {
    for name in names where !assignments.contains(where: { $0.field == name }) {
      throw .refusing(.required, name)
    }
  }
}

extension Collection {
  /// Whether one of the assignments names the field.
  func names<Owner>(_ field: String) -> Bool where Element == Assignment<Owner> {
    contains { $0.field == field }
  }

  /// Whether one of the assignments takes the field's value away.
  func clears<Owner>(_ field: String) -> Bool where Element == Assignment<Owner> {
    contains { $0.field == field && $0.value == .null }
  }
}

extension Column {
  /// The value as it is kept: text trimmed, blank text as nothing, JSON without spaces. Refuses what is no value for it.
  package func kept(_ value: Scalar) throws(StoreError) -> Scalar {
    let kept = try kind == .json ? json(value) : trimmed(value)
    if kept == .null && isRequired && !hasDefault { throw .refusing(.required, name) }
    guard isInRange(kept) else { throw .refusing(.invalid(kind), name) }
    guard kind == .text, case .text(let text) = kept else { return kept }
    if text.utf8.contains(0) { throw .refusing(.holdsNUL, name) }
    if text.utf8.count > Limits.nameLength, isName, text.unicodeScalars.count > Limits.nameLength {
      throw .refusing(.tooLong, name)
    }
    return kept
  }

  private func trimmed(_ value: Scalar) -> Scalar {
    switch (kind, value) {
    case (.text, .text(let text)):
      let trimmed = text.trimmed
      return trimmed.isEmpty ? .null : .text(trimmed)
    default: return value
    }
  }

  /// The file's own check would refuse what is no object too, but in words that nobody typed.
  private func json(_ value: Scalar) throws(StoreError) -> Scalar {
    guard case .text(let text) = value, text != Metadata.empty.text, text != NextStepDraft.mark.text else {
      return value
    }
    guard let json = try? JSON(text), case .object = json else { throw .refusing(.invalid(kind), name) }
    if json.holdsNUL { throw .refusing(.holdsNUL, name) }
    return .text(json.text)
  }

  private func isInRange(_ value: Scalar) -> Bool {
    guard case .integer(let number) = value else { return true }
    switch kind {
    case .money: return number >= 0
    case .number(let range): return range.contains(number)
    case .moment, .date: return Limits.moments.contains(number)
    case .id, .text, .currency, .word, .color, .flag, .json: return true
    }
  }

  /// The fields that stand for the row where it is listed, which the contract limits in length.
  private var isName: Bool {
    switch name {
    case "name", "title", "subject", "first_name", "last_name", "email", "domain": true
    default: false
    }
  }
}

/// The bounds of what fields take.
package enum Limits {
  /// How long a name may be, in Unicode scalars, which is what SQLite's `length` counts (contract §1).
  package static let nameLength = 255
  /// The years 1 to 9999, which RFC 3339 can write.
  package static let moments: ClosedRange<Int64> = -62_135_596_800...253_402_300_799
  /// How far ahead a completed activity may lie, in seconds, for clocks that differ (contract §3).
  static let completedAhead: Int64 = 300
  /// Seconds.
  static let halfDay: Int64 = 43_200
  /// How far ahead of the clock a change may be dated, in seconds, before one of the two is called wrong.
  package static let clockLead: Int64 = 300
}

extension String {
  /// Without white space at both ends; every other control character stays (contract §1).
  package var trimmed: String {
    // Nearly every text begins and ends with a letter or digit, which the bytes tell at once.
    let plain: Range<UInt8> = 0x21..<0x7F
    if let first = utf8.first, let last = utf8.last, plain.contains(first), plain.contains(last) { return self }
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}

extension StoreError {
  static func refusing(_ rule: Rule, _ field: String? = nil) -> StoreError { .refused(Refusal(rule, field: field)) }
}
