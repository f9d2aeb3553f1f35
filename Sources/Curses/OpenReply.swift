/// An answer of the terminal that has begun and not ended: what is left of it is discarded, however late it comes.
///
/// Its letters, digits and slashes are keys of the board, so they must never be read as such.
struct OpenReply: Hashable {
  enum Kind: Hashable {
    /// `ESC ] number`: a colour, mostly.
    case command
    /// `ESC P` and the like, whose text may hold every printable character.
    case text
    /// `ESC [` and what follows up to a final letter, with the marker (`?`, `<`, `>`, `=`) if there is one.
    case control(UInt8?)
    /// An old mouse report, of whose three bytes so many are missing.
    case mouse(Int)
  }

  /// What the next bytes are.
  enum Verdict: Hashable {
    /// The first byte belongs to the answer.
    case belongs
    /// So many bytes end it; `isBare` when an ESC does so alone, which some terminals send for `ESC \`.
    case ends(Int, isBare: Bool)
    /// An ESC that may be the end or the beginning of a key.
    case undecided
    /// Somebody typed it: no such byte is in this answer.
    case foreign
  }

  private(set) var kind: Kind
  /// Another answer came into the middle of this one and has ended: its rest follows at once or not at all.
  var isInterrupted = false
  /// Bytes came with a pause between, so a byte that does not fit was typed.
  private var isSplit = false
  private var count = 0

  /// Milliseconds of silence after which the rest is not expected any more.
  static let patience = 10_000
  /// The same where another answer came into the middle.
  static let interruptedPatience = 2_000
  /// No answer that is asked for is longer; one without an end may not swallow everything.
  private static let longest = 4096
  /// The longest colour is `11;rgba:` and four times four digits with slashes between.
  private static let longestSplit = 48

  init(_ kind: Kind) {
    self.kind = kind
  }

  mutating func take() {
    count += 1
    if case .mouse(let left) = kind { kind = .mouse(left - 1) }
  }

  /// Notes that nothing came for a time that is longer than a terminal pauses by itself.
  mutating func pause() {
    isSplit = true
  }

  /// Nil where there is no byte to judge.
  func verdict(on bytes: [UInt8], hasWaited: Bool) -> Verdict? {
    if case .mouse(0) = kind { return .ends(0, isBare: false) }
    if count >= Self.longest || isSplit && kind == .command && count >= Self.longestSplit {
      return .ends(0, isBare: false)
    }
    guard let first = bytes.first else { return nil }
    switch kind {
    case .command, .text: return verdictOnString(bytes, hasWaited)
    case .control(let marker):
      if (0x20...0x3f).contains(first) { return .belongs }
      guard (0x40...0x7e).contains(first) else { return .foreign }
      return !isSplit || Self.finals(marker).contains(first) ? .ends(1, isBare: false) : .foreign
    case .mouse: return first >= 0x20 && first != 0x7f ? .belongs : .ends(0, isBare: false)
    }
  }

  private func verdictOnString(_ bytes: [UInt8], _ hasWaited: Bool) -> Verdict {
    switch bytes[0] {
    case 0x07: return .ends(1, isBare: false)
    case 0x1b: break
    case 0..<0x20, 0x7f: return .foreign
    default: return kind == .text || !isSplit || Self.isOfColor(bytes[0]) ? .belongs : .foreign
    }
    guard bytes.count > 1 else { return hasWaited ? .ends(1, isBare: true) : .undecided }
    switch bytes[1] {
    case UInt8(ascii: "\\"): return .ends(2, isBare: false)
    // A key or another answer.
    case UInt8(ascii: "["), UInt8(ascii: "O"), UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"): return .foreign
    default: return .ends(1, isBare: true)
    }
  }

  private static func isOfColor(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "g"), UInt8(ascii: "r"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: Array(";:/#?".utf8).contains(byte)
    }
  }

  /// What answers with the marker end with: attributes, modes, places, keyboards, graphics; mouse reports.
  private static func finals(_ marker: UInt8?) -> [UInt8] {
    switch marker {
    case UInt8(ascii: "<"): Array("Mm".utf8)
    case UInt8(ascii: "?"), UInt8(ascii: ">"), UInt8(ascii: "="): Array("cnyuRSqm".utf8)
    default: Array(0x40...0x7e)
    }
  }
}

extension OpenReply {
  /// The answer that bytes with an ESC in front begin, and how many of them say so; nil while they may be a key.
  ///
  /// `isTyped` says that the byte after `ESC ]`, `ESC P` or `ESC [` came late, so that it has to fit all the more.
  static func beginning(_ bytes: [UInt8], isTyped: Bool) -> (kind: Kind, length: Int)? {
    guard bytes.count > 2, bytes[0] == 0x1b else { return nil }
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[2])
    switch bytes[1] {
    case UInt8(ascii: "]"):
      // The numbers of colours begin with 1 and 4; the others, such as 52 for the clipboard, and titles hold any text.
      if isTyped || Array("14".utf8).contains(bytes[2]) { return isDigit ? (.command, 3) : nil }
      return isDigit || Array("lLI".utf8).contains(bytes[2]) ? (.text, 3) : nil
    case UInt8(ascii: "P"):
      return Array(">!".utf8).contains(bytes[2]) || isDigit && (!isTyped || bytes[2] < UInt8(ascii: "2"))
        ? (.text, 3) : nil
    case UInt8(ascii: "_"): return bytes[2] == UInt8(ascii: "G") ? (.text, 3) : nil
    case UInt8(ascii: "["): return Array("?<>=".utf8).contains(bytes[2]) ? (.control(bytes[2]), 3) : nil
    default: return nil
    }
  }

  /// The bytes without the answers in them that are whole.
  static func removed(from bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x1b) else { return bytes }
    var (result, rest): ([UInt8], ArraySlice<UInt8>) = ([], bytes[...])
    while let first = rest.first {
      if first == 0x1b, let end = end(of: Array(rest.prefix(128))) {
        rest = rest.dropFirst(end)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// The length of the whole answer that the bytes begin with.
  private static func end(of bytes: [UInt8]) -> Int? {
    guard let (kind, length) = beginning(bytes, isTyped: true) else { return nil }
    var (reply, place) = (OpenReply(kind), length)
    reply.pause()
    while place < bytes.count {
      switch reply.verdict(on: Array(bytes[place...].prefix(2)), hasWaited: false) {
      case .belongs: (place, _) = (place + 1, reply.take())
      case .ends(let more, let isBare): return isBare || more == 0 ? nil : place + more
      case .undecided, .foreign, nil: return nil
      }
    }
    return nil
  }
}
