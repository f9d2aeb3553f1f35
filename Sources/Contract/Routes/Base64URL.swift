/// The base64 of RFC 4648 §5, whose letters need no escape in a path or a query, without padding.
enum Base64URL {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var letters: [UInt8] = []
    var (bits, count): (UInt32, UInt32) = (0, 0)
    for byte in bytes {
      bits = (bits << 8 | UInt32(byte)) & 0xFFFF
      count += 8
      while count >= 6 {
        count -= 6
        letters.append(alphabet[Int(bits >> count & 63)])
      }
    }
    if count > 0 { letters.append(alphabet[Int(bits << (6 - count) & 63)]) }
    return String(decoding: letters, as: UTF8.self)
  }

  /// Nil for other letters and for what `encode` would have written otherwise.
  static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var (bits, count): (UInt32, UInt32) = (0, 0)
    for letter in text.utf8 {
      guard let digit = digit(letter) else { return nil }
      bits = (bits << 6 | digit) & 0xFFFF
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> count))
    }
    return count < 6 && bits & (1 << count - 1) == 0 ? bytes : nil
  }

  private static func digit(_ letter: UInt8) -> UInt32? {
    switch letter {
    case 65...90: UInt32(letter) - 65
    case 97...122: UInt32(letter) - 71
    case 48...57: UInt32(letter) + 4
    case UInt8(ascii: "-"): 62
    case UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
