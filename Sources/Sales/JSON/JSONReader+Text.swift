// Text in double quotes (RFC 8259 §7).

extension JSONReader {
  /// Reads from the opening quote to behind the closing one.
  mutating func string() throws(JSONError) -> String {
    offset += 1
    var start = offset
    var text: [UInt8]?
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        let run = bytes[start..<offset]
        offset += 1
        guard let text else { return String(decoding: run, as: UTF8.self) }
        return String(decoding: text + run, as: UTF8.self)
      case UInt8(ascii: "\\"):
        var longer = text ?? []
        text = nil  // So that the bytes are appended in place.
        longer += bytes[start..<offset]
        longer += UTF8.encode(try escape()) ?? UTF8.encodedReplacementCharacter
        text = longer
        start = offset
      case 0..<0x20: throw fault(.controlCharacter)
      default: offset += 1
      }
    }
    throw fault(.unfinished)
  }

  /// Reads from the backslash to behind the escape.
  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    let start = offset
    offset += 1
    guard let byte = next else { throw fault(.unfinished) }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try codePoint(from: start)
    default: throw JSONError(.escape, at: start)
    }
  }

  /// The code point of one `\u` escape, or of two that make a surrogate pair.
  private mutating func codePoint(from start: Int) throws(JSONError) -> Unicode.Scalar {
    let first = try hexUnit(from: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800..<0xDC00).contains(first), bytes.dropFirst(offset).starts(with: [0x5C, 0x75]) else {
      throw JSONError(.loneSurrogate, at: start)
    }
    let secondStart = offset
    offset += 2
    let second = try hexUnit(from: secondStart)
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
    else { throw JSONError(.loneSurrogate, at: start) }
    return scalar
  }

  private mutating func hexUnit(from start: Int) throws(JSONError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = next else { throw fault(.unfinished) }
      guard let digit = byte.hexDigit else { throw JSONError(.escape, at: start) }
      unit = unit << 4 | UInt16(digit)
      offset += 1
    }
    return unit
  }
}

extension UInt8 {
  /// 0 to 15 for a hexadecimal digit in either case, else nil.
  package var hexDigit: UInt8? {
    switch self {
    case 48...57: self - 48
    case 65...70: self - 55
    case 97...102: self - 87
    default: nil
    }
  }
}
