import Screen

/// Turns the bytes that a terminal sends into keys and pastes.
///
/// Pure: the caller reads and keeps the time.
///
/// Bytes are read as UTF-8 whatever the locale says, since terminals send nothing else any more; broken UTF-8, control
/// strings, mouse reports and unknown sequences are dropped without a word.
struct KeyDecoder {
  /// What the bytes so far amount to.
  enum Result: Hashable {
    case input(Input)
    /// Not decided yet: more bytes may come. After so many milliseconds without one, call `waited()`.
    case waiting(milliseconds: Int)
    case empty
  }

  private let escapeDelay: Int
  private let described: [[UInt8]: Key]
  private var bytes: [UInt8] = []
  private var paste: PasteCollector?
  /// A lone ESC was given as a key because nothing followed in time.
  ///
  /// What follows now may be the rest of its sequence, late on a slow line, and must not act as letters.
  private var isAfterLoneEscape = false
  /// How late that may be, in milliseconds; what comes after is what somebody typed.
  private static let latest = 300
  /// The time for the rest of a sequence has passed.
  private var hasWaited = false

  /// Takes the sequences of the terminal's own description as well.
  init(escapeDelay: Int, described: [[UInt8]: Key] = [:]) {
    self.escapeDelay = escapeDelay
    self.described = described
  }

  /// `silence` is for how many milliseconds nothing has come before.
  mutating func feed(_ more: some Sequence<UInt8>, after silence: Int) {
    if silence > Self.latest { isAfterLoneEscape = false }
    bytes += more
    hasWaited = false
  }

  /// No byte came in the time that `next` asked for: what is there counts as complete.
  mutating func waited() {
    hasWaited = true
  }

  /// The next key or paste.
  mutating func next() -> Result {
    while true {
      if paste != nil { return nextOfPaste() }
      guard let first = bytes.first else { return .empty }
      switch step(first) {
      case .key(let key, let length):
        take(length)
        return .input(.key(key))
      case .loneEscape:
        take(1)
        isAfterLoneEscape = true
        hasWaited = false
        return .input(.key(.escape))
      case .drop(let length): take(length)
      case .startPaste(let length):
        take(length)
        paste = PasteCollector()
      case .more:
        return .waiting(milliseconds: escapeDelay)
      }
    }
  }

  private mutating func take(_ length: Int) {
    bytes.removeFirst(min(length, bytes.count))
    isAfterLoneEscape = false
  }

  private mutating func nextOfPaste() -> Result {
    guard var collector = paste else { return .empty }
    collector.take(&bytes)
    if collector.isComplete || hasWaited {
      paste = nil
      hasWaited = false
      return .input(.paste(collector.text))
    }
    paste = collector
    return .waiting(milliseconds: PasteCollector.patience)
  }
}

extension KeyDecoder {
  /// What the front of the bytes is, and how many of them.
  private enum Step {
    case key(Key, Int)
    case loneEscape
    case drop(Int)
    case startPaste(Int)
    /// Undecided; never when `hasWaited`.
    case more
  }

  private func step(_ first: UInt8) -> Step {
    if first == 0x1b { return escapeStep() }
    if isAfterLoneEscape && (first == UInt8(ascii: "[") || first == UInt8(ascii: "O")), let late = lateTail() {
      return late
    }
    switch first {
    case 0x09: return .key(.tab, 1)
    case 0x0a, 0x0d: return .key(.enter, 1)
    case 0x7f: return .key(.backspace, 1)
    case 0x01...0x1a: return .key(.control(Character(UnicodeScalar(first + 0x60))), 1)
    // Ctrl with a sign, and with space or @, which send the same.
    case 0x1c...0x1f: return .key(.control(Character(UnicodeScalar(first + 0x40))), 1)
    case 0x00: return .key(.control(" "), 1)
    default: return characterStep(at: 0) { Key.character($0) }
    }
  }

  private func escapeStep() -> Step {
    guard bytes.count > 1 else { return hasWaited ? .loneEscape : .more }
    if let (key, length) = describedKey() { return .key(key, length) }
    let second = bytes[1]
    switch second {
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      switch sequence(from: 1) {
      case .some(let step): return step
      case .none where bytes.count == 2 && hasWaited: return .key(.alt(Character(UnicodeScalar(second))), 2)
      case .none: return hasWaited ? .drop(bytes.count) : .more
      }
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
      return stringStep(opener: second)
    case 0x7f: return .key(.control("w"), 2)
    case 0..<0x20: return .loneEscape
    default: return characterStep(at: 1) { Key.alt($0) }
    }
  }

  /// The longest sequence of the terminal's description that the bytes begin with.
  private func describedKey() -> (Key, Int)? {
    for length in stride(from: min(bytes.count, 12), through: 2, by: -1) {
      if let key = described[Array(bytes[..<length])] { return (key, length) }
    }
    return nil
  }

  /// A control sequence whose `[` or `O` stands at `start`; nil while it is incomplete.
  private func sequence(from start: Int) -> Step? {
    var place = start + 1
    if bytes[start] == UInt8(ascii: "[") && place < bytes.count && bytes[place] == UInt8(ascii: "[") {
      guard place + 1 < bytes.count else { return nil }
      return found(consoleKey(final: bytes[place + 1]), place + 2)
    }
    while place < bytes.count, (0x20...0x3f).contains(bytes[place]), place < 64 { place += 1 }
    guard place < bytes.count else { return nil }
    let final = bytes[place]
    // Something else interrupts it: drop what there is and read on from there.
    guard (0x40...0x7e).contains(final) else { return .drop(place) }
    if bytes[start] == UInt8(ascii: "O") { return found(applicationKey(final: final), place + 1) }
    let parameters = String(decoding: bytes[(start + 1)..<place], as: UTF8.self)
    if final == UInt8(ascii: "~") && parameters == "200" { return .startPaste(place + 1) }
    // The console's old mouse reports carry three bytes after the sequence.
    if final == UInt8(ascii: "M") && parameters.isEmpty {
      return bytes.count >= place + 4 || hasWaited ? .drop(place + 4) : nil
    }
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 1 }
    return found(
      parameters.first == "<" || parameters.first == "?" ? nil : controlKey(parameters: numbers, final: final),
      place + 1)
  }

  private func found(_ key: Key?, _ length: Int) -> Step {
    key.map { .key($0, length) } ?? .drop(length)
  }

  /// The rest of a sequence whose ESC was already given as a key: dropped, since the key has acted.
  private func lateTail() -> Step? {
    switch sequence(from: 0) {
    case .key(_, let length), .drop(let length): .drop(length)
    case .startPaste(let length): .startPaste(length)
    case .none where !hasWaited: .more
    case .none, .loneEscape, .more: nil
    }
  }

  /// A control string, as answers to questions are: up to BEL or ESC \, and never without end.
  private func stringStep(opener: UInt8) -> Step {
    for place in bytes.indices.dropFirst(2) {
      if bytes[place] == 0x07 { return .drop(place + 1) }
      if bytes[place] == 0x1b {
        guard place + 1 < bytes.count else { break }
        return .drop(bytes[place + 1] == UInt8(ascii: "\\") ? place + 2 : place)
      }
      if place > 4096 { return .drop(place) }
    }
    guard hasWaited else { return .more }
    return bytes.count == 2 ? .key(.alt(Character(UnicodeScalar(opener))), 2) : .drop(bytes.count)
  }

  /// A character in UTF-8 at a place; everything before it belongs to the key.
  private func characterStep(at place: Int, _ key: (Character) -> Key) -> Step {
    switch utf8Scalar(bytes[place...]) {
    case .scalar(let scalar, let length):
      let isControl = (0x80...0x9f).contains(scalar.value)
      return isControl ? .drop(place + length) : .key(key(Character(scalar)), place + length)
    case .incomplete: return hasWaited ? .drop(bytes.count) : .more
    case .broken: return .drop(place + 1)
    }
  }
}
