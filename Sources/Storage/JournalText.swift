import Sales

/// The fields of a journal entry as a JSON object of `[before, after]` by field name, in the order of the fields.
///
/// SQLite's own reader is not used to get them back: it ends a text at an escaped zero.
enum JournalText {
  static func encode(_ fields: [JournalEntry.FieldChange]) -> String {
    if fields.isEmpty { return "{}" }
    var text: [UInt8] = []
    text.reserveCapacity(fields.count * 64)
    text.append(UInt8(ascii: "{"))
    for (index, change) in fields.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      append(change.name, to: &text)
      text += ":[".utf8
      append(change.before, to: &text)
      text.append(UInt8(ascii: ","))
      append(change.after, to: &text)
      text.append(UInt8(ascii: "]"))
    }
    text.append(UInt8(ascii: "}"))
    return String(decoding: text, as: UTF8.self)
  }

  private static func append(_ value: Scalar, to text: inout [UInt8]) {
    switch value {
    case .null: text += "null".utf8
    case .integer(let number): text += String(number).utf8
    case .text(let content): append(content, to: &text)
    }
  }

  private static func append(_ content: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    if content.utf8.contains(where: isEscaped) {
      for byte in content.utf8 { append(byte, to: &text) }
    } else {
      text += content.utf8
    }
    text.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func append(_ byte: UInt8, to text: inout [UInt8]) {
    guard isEscaped(byte) else { return text.append(byte) }
    text.append(UInt8(ascii: "\\"))
    if byte >= 0x20 { return text.append(byte) }
    let digits = String(byte, radix: 16)
    text += ("u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
  }

  /// Nil for a text that `encode` does not write.
  static func decode(_ text: String) -> [JournalEntry.FieldChange]? {
    var reader = Reader(rest: Array(text.utf8)[...])
    guard reader.take("{") else { return nil }
    var fields: [JournalEntry.FieldChange] = []
    if !reader.take("}") {
      repeat {
        guard case .text(let name) = reader.value(), reader.take(":"), reader.take("["), let before = reader.value(),
          reader.take(","), let after = reader.value(), reader.take("]")
        else { return nil }
        fields.append(JournalEntry.FieldChange(name: name, before: before, after: after))
      } while reader.take(",")
      guard reader.take("}") else { return nil }
    }
    return reader.rest.isEmpty ? fields : nil
  }

  private struct Reader {
    var rest: ArraySlice<UInt8>

    mutating func take(_ mark: Unicode.Scalar) -> Bool {
      guard let first = rest.first, first == UInt8(ascii: mark) else { return false }
      rest.removeFirst()
      return true
    }

    mutating func value() -> Scalar? {
      if rest.starts(with: "null".utf8) {
        rest.removeFirst(4)
        return .null
      }
      if take("\"") { return string().map { .text($0) } }
      let digits = rest.prefix { $0 == UInt8(ascii: "-") || $0.isDigit }
      guard let number = Int64(String(decoding: digits, as: UTF8.self)) else { return nil }
      rest.removeFirst(digits.count)
      return .integer(number)
    }

    private mutating func string() -> String? {
      var bytes: [UInt8] = []
      while let byte = rest.popFirst() {
        switch byte {
        case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
        case UInt8(ascii: "\\"):
          guard let escaped = escaped() else { return nil }
          bytes.append(escaped)
        default: bytes.append(byte)
        }
      }
      return nil
    }

    /// Only control characters are written by number, and those are one byte.
    private mutating func escaped() -> UInt8? {
      guard let mark = rest.popFirst() else { return nil }
      guard mark == UInt8(ascii: "u") else { return mark }
      let digits = rest.prefix(4)
      rest = rest.dropFirst(4)
      return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }
  }
}
