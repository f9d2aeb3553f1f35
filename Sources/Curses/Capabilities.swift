import CNcurses
import Screen

/// What the description of the open terminal says; valid only after the screen was opened.
enum Capabilities {
  /// A string capability without the padding marks (`$<5>`) that old terminals needed; empty when absent.
  static func bytes(_ name: String) -> [UInt8] {
    guard let text = screen_capability(name) else { return [] }
    return withoutPadding(Array(String(cString: text).utf8))
  }

  static func withoutPadding(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.first {
      if rest.starts(with: Array("$<".utf8)), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  static var colors: ColorFacts {
    // RGB comes as a flag, a number or a text.
    let hasRGB = tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || screen_capability("RGB") != nil
    return ColorFacts(colors: Int(tigetnum("colors")), hasRGB: hasRGB)
  }

  /// Whether it takes control sequences (`ESC [`), those that it does not know without a trace.
  static var hasControlSequences: Bool { bytes("cup").starts(with: [0x1b, UInt8(ascii: "[")]) }

  /// What puts the terminal back without ncurses, for the crash handler: attributes, colours, keypad, cursor, screen.
  ///
  /// GNU screen and mosh promise another screen and have none, as `Terminal.leave` says.
  static func restoring(rows: Int) -> [UInt8] {
    var bottom: [UInt8] = []
    if let text = screen_move_sequence(Int32(max(0, rows - 1)), 0) {
      bottom = withoutPadding(Array(String(cString: text).utf8))
    }
    return TerminalModes.cancel + bytes("sgr0") + bytes("op") + bytes("rmkx") + bytes("cnorm") + TerminalModes.pasteOff
      + bytes("clear")
      + bottom + bytes("rmcup")
  }

  /// The sequences that this terminal's description gives for keys.
  static var keys: [[UInt8]: Key] {
    let names: [(String, Key)] = [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
      ("kpp", .pageUp), ("knp", .pageDown), ("kich1", .insert), ("kdch1", .delete), ("kcbt", .backTab),
      ("kri", .shiftUp), ("kind", .shiftDown), ("kLFT", .shiftLeft), ("kRIT", .shiftRight),
    ]
    let functions = (1...12).map { ("kf\($0)", Key.function($0)) }
    return (names + functions).reduce(into: [:]) { table, entry in
      let sequence = bytes(entry.0)
      // Shorter ones are plain control characters, which mean what they mean everywhere.
      if sequence.count > 1, sequence.first == 0x1b { table[sequence] = entry.1 }
    }
  }
}

/// Modes that ncurses does not know of; nothing for terminals that would show the bytes.
enum TerminalModes {
  static var pasteOn: [UInt8] { sequence("?2004h") }
  static var pasteOff: [UInt8] { sequence("?2004l") }
  /// Ends a sequence that was cut.
  static var cancel: [UInt8] { Capabilities.hasControlSequences ? [0x18] : [] }

  private static func sequence(_ text: String) -> [UInt8] {
    Capabilities.hasControlSequences ? Array("\u{1b}[\(text)".utf8) : []
  }
}
