/// How a text file's bytes stand for characters.
enum TextEncoding: String, Hashable, Sendable {
  case utf8 = "UTF-8"
  case utf16 = "UTF-16"
  case windows1252 = "Windows-1252"

  /// The bytes as UTF-8 without a byte order mark, and what they were.
  ///
  /// Only a mark tells UTF-16. What is no valid UTF-8 is taken for Windows-1252, in which older spreadsheets save; any
  /// bytes at all are valid there, so this never fails.
  static func decoded(_ bytes: [UInt8]) -> (utf8: [UInt8], encoding: TextEncoding) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return decoded(Array(bytes.dropFirst(3))) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (utf16(bytes, highFirst: false), .utf16) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (utf16(bytes, highFirst: true), .utf16) }
    if String(validating: bytes, as: UTF8.self) != nil { return (bytes, .utf8) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 { result.append(byte) } else { result += Array(String(scalar(ofWindows1252: byte)).utf8) }
    }
    return (result, .windows1252)
  }

  private static func utf16(_ bytes: [UInt8], highFirst: Bool) -> [UInt8] {
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
      let (high, low) = highFirst ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
      return UInt16(high) << 8 | UInt16(low)
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// What Windows-1252 has at 0x80 to 0x9F; 0 where it has nothing, which keeps its control character.
  private static let specials: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]

  private static func scalar(ofWindows1252 byte: UInt8) -> Unicode.Scalar {
    guard (0x80...0x9F).contains(byte), let special = Unicode.Scalar(specials[Int(byte - 0x80)]), special.value > 0
    else { return Unicode.Scalar(byte) }
    return special
  }
}
