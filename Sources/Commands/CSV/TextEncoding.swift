/// How a text file's bytes stand for characters; the raw value is its name in reports.
enum TextEncoding: String, CaseIterable, Hashable, Sendable {
  case utf8 = "UTF-8"
  case utf16 = "UTF-16"
  case windows1252 = "Windows-1252"
  case windows1250 = "Windows-1250"
  case windows1251 = "Windows-1251"
  case windows1253 = "Windows-1253"
  case windows1254 = "Windows-1254"
  case latin2 = "ISO-8859-2"

  /// The encoding that people type, in any letter case; Latin-1 is the part of Windows-1252 that files use. Nil for
  /// anything else.
  init?(typed text: String) {
    let name = text.lowercased().filter { $0.isLetter || $0.isNumber }
    switch name {
    case "utf8": self = .utf8
    case "utf16", "utf16le", "utf16be": self = .utf16
    case "windows1252", "cp1252", "latin1", "iso88591", "iso885915": self = .windows1252
    case "windows1250", "cp1250": self = .windows1250
    case "windows1251", "cp1251": self = .windows1251
    case "windows1253", "cp1253", "greek", "iso88597": self = .windows1253
    case "windows1254", "cp1254", "latin5", "iso88599": self = .windows1254
    case "latin2", "iso88592": self = .latin2
    default: return nil
    }
  }
}

/// A text file's bytes as UTF-8, and what they were.
struct DecodedText {
  /// Where a byte sequence is broken, it is left as it is, and strings made of it have U+FFFD there.
  let utf8: [UInt8]
  /// Where the text begins: behind a byte order mark.
  let start: Int
  let encoding: TextEncoding
  /// How many broken byte sequences there are.
  let replaced: Int
  /// A word that shows how letters were read where their encoding is a guess; nil where nothing was guessed.
  let guessedWord: String?

  /// Reads the encoding from the bytes unless it is stated. A byte order mark shows it, zero bytes in every other place
  /// show UTF-16. What has more broken sequences than whole ones beyond ASCII has one byte a letter, as older
  /// spreadsheets save; its letters tell which of these encodings it is (`LegacyGuess`).
  init(_ bytes: [UInt8], stated: TextEncoding? = nil) {
    if stated.map({ $0 == .utf8 || $0 == .utf16 }) ?? true, let order = UTF16Order(bytes, isStated: stated == .utf16) {
      self.init(utf16: bytes, order)
      return
    }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let census = UTF8Census(bytes[start...])
    if stated == .utf8 || stated == nil && (start > 0 || census.broken <= census.whole) {
      self.init(bytes, from: start, .utf8, replaced: census.broken)
      return
    }
    let guess = stated == nil ? LegacyGuess(bytes[start...]) : nil
    let encoding = stated ?? guess?.encoding ?? .windows1252
    let table = LegacyTable.utf8(of: encoding)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes[start...] {
      if byte < 0x80 { result.append(byte) } else { result += table[Int(byte - 0x80)] }
    }
    self.init(result, encoding, guessedWord: guess?.word)
  }

  private init(utf16 bytes: [UInt8], _ order: UTF16Order) {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var replaced = 0
    var index = order.start
    func unit(_ index: Int) -> UInt32? {
      guard index + 1 < bytes.count else { return nil }
      let (high, low) = order.isHighFirst ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
      return UInt32(high) << 8 | UInt32(low)
    }
    while let first = unit(index) {
      index += 2
      var code = first
      if (0xD800...0xDBFF).contains(first), let second = unit(index), (0xDC00...0xDFFF).contains(second) {
        code = 0x10000 + (first - 0xD800) << 10 + second - 0xDC00
        index += 2
      }
      let scalar = Unicode.Scalar(code)
      if scalar == nil { replaced += 1 }
      result += UTF8.encodedOrNone(scalar ?? "\u{FFFD}")
    }
    self.init(result, .utf16, replaced: replaced)
  }

  private init(
    _ utf8: [UInt8], from start: Int = 0, _ encoding: TextEncoding, replaced: Int = 0, guessedWord: String? = nil
  ) {
    self.guessedWord = guessedWord
    self.utf8 = utf8
    self.start = start
    self.encoding = encoding
    self.replaced = replaced
  }
}

extension UTF8 {
  /// The scalar's one to four bytes.
  fileprivate static func encodedOrNone(_ scalar: Unicode.Scalar) -> [UInt8] { encode(scalar).map(Array.init) ?? [] }
}

/// In which order UTF-16 has the two bytes of a unit.
private struct UTF16Order {
  let isHighFirst: Bool
  /// Where the text begins: behind a byte order mark.
  let start: Int

  /// Nil where nothing shows UTF-16.
  init?(_ bytes: [UInt8], isStated: Bool) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      (isHighFirst, start) = (bytes[0] == 0xFE, 2)
      return
    }
    let sample = bytes.prefix(1024)
    let units = sample.count / 2
    let highZeros = stride(from: 0, to: units * 2, by: 2).count { sample[$0] == 0 }
    let lowZeros = stride(from: 1, to: units * 2, by: 2).count { sample[$0] == 0 }
    // Column names and separators are ASCII, so one byte of many units is zero, and hardly ever the other.
    let isShown =
      units > 1 && max(highZeros, lowZeros) * 5 >= units * 2 && min(highZeros, lowZeros) * 5 <= max(highZeros, lowZeros)
    guard isShown || isStated else { return nil }
    (isHighFirst, start) = (highZeros > lowZeros, 0)
  }
}

/// How much of some bytes is UTF-8. After table 3-7 of the Unicode standard: no overlong form, no surrogate, nothing
/// above U+10FFFF.
private struct UTF8Census {
  /// Sequences of two bytes and more.
  var whole = 0
  /// What a decoder replaces.
  var broken = 0

  init(_ bytes: ArraySlice<UInt8>) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let lead = bytes[index]
      index += 1
      if lead < 0x80 { continue }
      var second: ClosedRange<UInt8> = 0x80...0xBF
      let more: Int
      switch lead {
      case 0xC2...0xDF: more = 1
      case 0xE0: (more, second) = (2, 0xA0...0xBF)
      case 0xED: (more, second) = (2, 0x80...0x9F)
      case 0xE1...0xEF: more = 2
      case 0xF0: (more, second) = (3, 0x90...0xBF)
      case 0xF4: (more, second) = (3, 0x80...0x8F)
      case 0xF1...0xF3: more = 3
      default: more = 0
      }
      var found = 0
      while found < more, index < bytes.endIndex, second.contains(bytes[index]) {
        second = 0x80...0xBF
        index += 1
        found += 1
      }
      if more > 0, found == more { whole += 1 } else { broken += 1 }
    }
  }
}
