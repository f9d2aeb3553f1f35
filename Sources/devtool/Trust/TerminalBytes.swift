/// Whether bytes that were sent to a terminal can act on it.
enum TerminalBytes {
  /// What a command that prints lines sent that no line should hold; nil for nothing.
  static func fault(_ bytes: [UInt8]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return "bytes that are not UTF-8" }
    let acting = text.unicodeScalars.first { $0 != "\n" && $0 != "\r" && $0 != "\t" && isActing($0) }
    return acting.map { "U+" + String($0.value, radix: 16) } ?? loneReturn(bytes)
  }

  /// A return that no line feed follows; the terminal itself puts one before each.
  private static func loneReturn(_ bytes: [UInt8]) -> String? {
    let isLone = zip(bytes, bytes.dropFirst() + [0]).contains { $0 == 0x0d && $1 != 0x0a && $1 != 0x0d }
    return isLone ? "a return in a line" : nil
  }

  /// What a program with a screen sent besides what draws one; nil for nothing.
  static func faultOfScreen(_ bytes: [UInt8]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return "bytes that are not UTF-8" }
    let scalars = Array(text.unicodeScalars)
    // What cancels a sequence that was cut, at the end.
    let drawing: Set<UnicodeScalar> = ["\u{1b}", "\n", "\r", "\t", "\u{8}", "\u{18}", "\u{e}", "\u{f}"]
    for (place, scalar) in scalars.enumerated() {
      if isActing(scalar), !drawing.contains(scalar) { return "U+" + String(scalar.value, radix: 16) }
      guard scalar == "\u{1b}" else { continue }
      let next = scalars.dropFirst(place + 1).first ?? " "
      if !"[()=>78M".unicodeScalars.contains(next) { return "ESC \(next)" }
      // Questions, which the terminal would answer as if typed.
      let final = scalars.dropFirst(place + 2).first { $0.value >= 0x40 }
      if next == "[", let final, "cnq".unicodeScalars.contains(final) { return "a question to the terminal" }
    }
    return nil
  }

  private static func isActing(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f...0x9f, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }
}
