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
    if text == "{}" { return [] }
    var text = text
    return text.withUTF8 { bytes in
      var reader = Reader(bytes: bytes)
      return reader.fields()
    }
  }

  private struct Reader {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Where the next byte stands.
    var place = 0

    mutating func fields() -> [JournalEntry.FieldChange]? {
      guard take("{") else { return nil }
      var fields: [JournalEntry.FieldChange] = []
      repeat {
        guard case .text(let name) = value(), take(":"), take("["), let before = value(), take(","),
          let after = value(), take("]")
        else { return nil }
        fields.append(JournalEntry.FieldChange(name: name, before: before, after: after))
      } while take(",")
      return take("}") && place == bytes.count ? fields : nil
    }

    private mutating func take(_ mark: Unicode.Scalar) -> Bool {
      guard place < bytes.count, bytes[place] == UInt8(ascii: mark) else { return false }
      place += 1
      return true
    }

    private mutating func value() -> Scalar? {
      if take("\"") { return string().map { .text($0) } }
      if bytes[place...].starts(with: "null".utf8) {
        place += 4
        return .null
      }
      let digits = bytes[place...].prefix { $0 == UInt8(ascii: "-") || $0.isDigit }
      guard let number = Int64(String(decoding: digits, as: UTF8.self)) else { return nil }
      place += digits.count
      return .integer(number)
    }

    /// What stands before the next quote.
    private mutating func string() -> String? {
      let rest = bytes[place...]
      guard let end = rest.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
        return nil
      }
      if bytes[end] == UInt8(ascii: "\\") { return escapedString() }
      place = end + 1
      return String(decoding: rest[..<end], as: UTF8.self)
    }

    private mutating func escapedString() -> String? {
      var content: [UInt8] = []
      while place < bytes.count {
        let byte = bytes[place]
        place += 1
        switch byte {
        case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
        case UInt8(ascii: "\\"):
          guard let escaped = escaped() else { return nil }
          content.append(escaped)
        default: content.append(byte)
        }
      }
      return nil
    }

    /// Only control characters are written by number, and those are one byte.
    private mutating func escaped() -> UInt8? {
      guard place < bytes.count else { return nil }
      let mark = bytes[place]
      place += 1
      guard mark == UInt8(ascii: "u") else { return mark }
      let digits = bytes[place...].prefix(4)
      place += digits.count
      return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }
  }
}
