enum UTF8Check {
  /// Where the first byte sequence begins that is not UTF-8; nil when all of it is. After table 3-7 of the Unicode
  /// standard: no overlong form, no surrogate, nothing above U+10FFFF.
  static func firstFault(in bytes: [UInt8]) -> Int? {
    var offset = 0
    while offset < bytes.count {
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch bytes[offset] {
      case 0...0x7F:
        offset += 1
        continue
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      case 0xF1...0xF3: length = 4
      default: return offset
      }
      guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return offset }
      for index in offset + 2..<offset + max(length, 2) where !(0x80...0xBF).contains(bytes[index]) { return offset }
      offset += length
    }
    return nil
  }
}
