/// A field's value in the form that file, journal and wire share: nothing, a whole number or text.
package enum Scalar: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)
}

/// A type that a field can have.
package protocol ScalarConvertible: Hashable, Sendable {
  /// Nil when the scalar is of another kind or not one of the type's values.
  init?(scalar: Scalar)
  var scalar: Scalar { get }
}

extension String: ScalarConvertible {
  package init?(scalar: Scalar) {
    guard case .text(let text) = scalar else { return nil }
    self = text
  }
  package var scalar: Scalar { .text(self) }
}

extension Int64: ScalarConvertible {
  package init?(scalar: Scalar) {
    guard case .integer(let number) = scalar else { return nil }
    self = number
  }
  package var scalar: Scalar { .integer(self) }
}

extension Int: ScalarConvertible {
  package init?(scalar: Scalar) {
    guard case .integer(let number) = scalar else { return nil }
    self.init(exactly: number)
  }
  package var scalar: Scalar { .integer(Int64(self)) }
}

extension Bool: ScalarConvertible {
  package init?(scalar: Scalar) {
    switch scalar {
    case .integer(0): self = false
    case .integer(1): self = true
    default: return nil
    }
  }
  package var scalar: Scalar { .integer(self ? 1 : 0) }
}

extension Timestamp: ScalarConvertible {
  package init?(scalar: Scalar) {
    // Others than the years 1 to 9999 are none that anybody wrote, and arithmetic with them could overflow.
    guard case .integer(let seconds) = scalar,
      seconds == Timestamp.beforeAny.seconds || Limits.moments.contains(seconds)
    else { return nil }
    self.init(seconds: seconds)
  }
  package var scalar: Scalar { .integer(seconds) }
}

extension Identifier: ScalarConvertible {
  package init?(scalar: Scalar) {
    guard case .text(let text) = scalar else { return nil }
    self.init(text)
  }
  package var scalar: Scalar { .text(description) }
}

extension Optional: ScalarConvertible where Wrapped: ScalarConvertible {
  package init?(scalar: Scalar) {
    if scalar == .null {
      self = Self.none
    } else {
      guard let value = Wrapped(scalar: scalar) else { return nil }
      self = Self.some(value)
    }
  }
  package var scalar: Scalar { self?.scalar ?? .null }
}

/// A closed list of words, such as a deal's status; each is stored and sent as its raw value.
package protocol Word: ScalarConvertible, CaseIterable, RawRepresentable where RawValue == String {}

extension Word {
  package init?(scalar: Scalar) {
    guard case .text(let text) = scalar else { return nil }
    self.init(rawValue: text)
  }
  package var scalar: Scalar { .text(rawValue) }
}

/// A JSON object kept as its text. What is set is checked by `Column.kept`; what a file has is only carried, since others
/// may have written more into it than is read here.
package struct Metadata: ScalarConvertible {
  package let text: String

  /// `text` is a JSON object; nothing here checks it.
  package init(text: String) {
    self.text = text
  }

  package static let empty = Metadata(text: "{}")

  package init?(scalar: Scalar) {
    guard case .text(let text) = scalar else { return nil }
    self.init(text: text)
  }
  package var scalar: Scalar { .text(text) }
}
