/// The escapes of SpreadsheetML texts: `_x000D_` is the UTF-16 unit 0x000D, `_x005F_` a low line before what would look
/// like an escape.
enum EscapedText {
  /// With the line ends of every writer as LF.
  static func decoded(_ text: String) -> String {
    let utf8 = text.utf8
    guard utf8.contains(where: { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "\r") }) else { return text }
    var units: [UInt16] = []
    var rest = text.utf16[...]
    while let unit = rest.first {
      if unit == lowLine, let escaped = escape(rest) {
        units.append(escaped)
        rest = rest.dropFirst(7)
      } else {
        units.append(unit)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: withLineFeeds(units), as: UTF16.self)
  }

  private static let lowLine = UInt16(UInt8(ascii: "_"))
  private static let letterX = UInt16(UInt8(ascii: "x"))
  private static let lineFeed: UInt16 = 0x0A
  private static let carriageReturn: UInt16 = 0x0D

  /// The unit that `_xHHHH_` at the start stands for; nil when there is no such escape.
  private static func escape(_ text: Substring.UTF16View) -> UInt16? {
    let units = Array(text.prefix(7))
    guard units.count == 7, units[1] == letterX, units[6] == lowLine else { return nil }
    var value: UInt16 = 0
    for unit in units[2...5] {
      guard let digit = Unicode.Scalar(unit).flatMap({ Character($0).hexDigitValue }), unit < 0x80 else { return nil }
      value = value << 4 | UInt16(digit)
    }
    return value
  }

  private static func withLineFeeds(_ units: [UInt16]) -> [UInt16] {
    guard units.contains(carriageReturn) else { return units }
    var result: [UInt16] = []
    for (index, unit) in units.enumerated() {
      if unit != carriageReturn {
        result.append(unit)
      } else if index + 1 == units.count || units[index + 1] != lineFeed {
        result.append(lineFeed)
      }
    }
    return result
  }
}
