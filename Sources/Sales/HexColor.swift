/// A stage's colour, 24 bits of red, green and blue (contract §4).
package struct HexColor: ScalarConvertible, CustomStringConvertible, LosslessStringConvertible {
  package let red: UInt8
  package let green: UInt8
  package let blue: UInt8

  package init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The colour whose hex digits the number has, such as 0x3b82f6.
  package init(_ digits: UInt32) {
    self.init(red: UInt8(digits >> 16 & 0xff), green: UInt8(digits >> 8 & 0xff), blue: UInt8(digits & 0xff))
  }

  /// Reads `#rrggbb` or `#rgb` in either case; nil for anything else.
  package init?(_ text: String) {
    guard text.utf8.first == UInt8(ascii: "#") else { return nil }
    let nibbles = text.dropFirst().utf8.map { UInt8(String(UnicodeScalar($0)), radix: 16) }
    let digits = nibbles.compactMap(\.self)
    guard digits.count == nibbles.count else { return nil }
    switch digits.count {
    case 3: self.init(red: digits[0] * 17, green: digits[1] * 17, blue: digits[2] * 17)
    case 6:
      self.init(
        red: digits[0] << 4 | digits[1], green: digits[2] << 4 | digits[3], blue: digits[4] << 4 | digits[5])
    default: return nil
    }
  }

  /// `#rrggbb` in lower case.
  package var description: String {
    "#"
      + [red, green, blue].map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
  }

  package init?(scalar: Scalar) {
    guard case .text(let text) = scalar else { return nil }
    self.init(text)
  }
  package var scalar: Scalar { .text(description) }
}
