/// A JSON value as it was written: members in their order, numbers as their text (RFC 8259).
///
/// There is no `==`: text of Swift is equal when it looks the same, and on the wire only the same bytes are. Compare
/// `text`.
package enum JSON: Sendable {
  case null
  case bool(Bool)
  /// The digits as they were written, so that no number is ever rounded.
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  /// One name and its value.
  package struct Member: Sendable {
    package let name: String
    package let value: JSON

    package init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  package static func number(_ number: some BinaryInteger) -> JSON { .number(number.description) }

  /// The value of that member; nil when there is none and when this is no object.
  package subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// A whole number from 0 to `Int64.max`, written without sign, fraction or exponent; else nil (contract §1, money).
  package var wholeNumber: Int64? {
    guard case .number(let text) = self, text.utf8.allSatisfy(\.isDigit) else { return nil }
    return Int64(text)
  }
}

extension JSON {
  /// Whether U+0000 is in a text or a name anywhere in it. Readers keep the depth small.
  package var holdsNUL: Bool {
    switch self {
    case .null, .bool, .number: false
    case .string(let text): text.utf8.contains(0)
    case .array(let items): items.contains(where: \.holdsNUL)
    case .object(let members): members.contains { $0.name.utf8.contains(0) || $0.value.holdsNUL }
    }
  }
}
