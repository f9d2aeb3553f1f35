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

  let escapeDelay: Int
  private let described: [[UInt8]: Key]
  var bytes: [UInt8] = []
  private var paste: PasteCollector?
  /// For how many milliseconds a lone ESC has been given as a key because nothing followed in time; nil otherwise.
  ///
  /// What follows now may be the rest of its sequence, late on a slow line, and must not act as letters.
  private var sinceLoneEscape: Int?
  /// How many bytes were there before the last pause that is longer than the delay of Esc; nil for none.
  private var lateFrom: Int?
  /// An answer of the terminal that has begun, and one that it interrupted.
  private var reply: OpenReply?
  private var interrupted: OpenReply?
  /// An answer was ended by a bare ESC, so that a `\` after it is the rest of its end.
  private var isAfterBareEnd = false
  /// How late the rest of a key may be, in milliseconds; what comes after is what somebody typed.
  static let latest = 300
  /// The same for an answer of the terminal, and how long its first bytes wait for the one that decides.
  static let latestReply = 2_000
  /// The time for the rest of a sequence has passed.
  var hasWaited = false

  /// Takes the sequences of the terminal's own description as well.
  init(escapeDelay: Int, described: [[UInt8]: Key] = [:]) {
    self.escapeDelay = escapeDelay
    self.described = described
  }

  /// `silence` is for how many milliseconds nothing has come before.
  mutating func feed(_ more: some Sequence<UInt8>, after silence: Int) {
    if let since = sinceLoneEscape, bytes.isEmpty {
      sinceLoneEscape = since + silence <= Self.latestReply ? since + silence : nil
    }
    if silence > escapeDelay, !bytes.isEmpty { lateFrom = bytes.count }
    if silence > escapeDelay { reply?.pause() }
    if silence > OpenReply.patience { (reply, isAfterBareEnd) = (nil, false) }
    if silence > OpenReply.interruptedPatience {
      interrupted = nil
      if reply?.isInterrupted == true { reply = nil }
    }
    bytes += more
    hasWaited = false
  }

  /// No byte came in the time that `next` asked for: what is there counts as complete.
  mutating func waited() {
    hasWaited = true
  }

  /// Whether the rest of an answer of the terminal is to come.
  var isReplyDue: Bool { reply != nil || bytes.first == 0x1b && bytes.count > 1 && paste == nil }

  /// Drops what the bytes so far amount to.
  mutating func dropInputs() {
    while case .input = next() {}
  }

  /// Drops what has been read and is not an input yet.
  mutating func forget() {
    bytes = []
    (paste, sinceLoneEscape, lateFrom, reply, interrupted) = (nil, nil, nil, nil, nil)
    isAfterBareEnd = false
  }

  /// The next key or paste.
  mutating func next() -> Result {
    while true {
      if paste != nil { return nextOfPaste() }
      if let result = discardReply() { return result }
      guard let first = bytes.first else { return .empty }
      if isAfterBareEnd, first != 0x1b {
        isAfterBareEnd = false
        if first == UInt8(ascii: "\\") {
          take(1)
          continue
        }
      }
      switch step(first) {
      case .key(let key, let length):
        take(length)
        return .input(.key(key))
      case .loneEscape:
        take(1)
        sinceLoneEscape = 0
        hasWaited = false
        return .input(.key(.escape))
      case .noEscape:
        // Read again with the ESC that it belongs to.
        sinceLoneEscape = nil
        bytes.insert(0x1b, at: 0)
        return .input(.escapeTakenBack)
      case .drop(let length): take(length)
      case .startPaste(let length):
        take(length)
        paste = PasteCollector()
      case .startReply(let kind, let length):
        take(length)
        if let reply { interrupted = reply }
        reply = OpenReply(kind)
      case .more(let milliseconds): return .waiting(milliseconds: milliseconds)
      }
    }
  }

  private mutating func take(_ length: Int) {
    bytes.removeFirst(min(length, bytes.count))
    (sinceLoneEscape, lateFrom) = (nil, nil)
  }

  /// Drops what belongs to the answer under way; nil once the bytes in front are something else.
  private mutating func discardReply() -> Result? {
    while let open = reply {
      switch open.verdict(on: bytes, hasWaited: hasWaited) {
      case .belongs:
        take(1)
        reply?.take()
      case .ends(let length, let isBare):
        take(length)
        isAfterBareEnd = isBare || isAfterBareEnd
        reply = interrupted
        reply?.isInterrupted = true
        interrupted = nil
        if isBare { hasWaited = false }
      case .undecided: return .waiting(milliseconds: escapeDelay)
      case .foreign, nil: return nil
      }
    }
    return nil
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
    /// What was given as a lone ESC belongs to what is here.
    case noEscape
    case startReply(OpenReply.Kind, Int)
    /// Undecided for so many milliseconds; never when `hasWaited`.
    case more(Int)
  }

  private func step(_ first: UInt8) -> Step {
    if first == 0x1b { return escapeStep() }
    if let since = sinceLoneEscape, let late = lateTail(first, since) { return late }
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
    guard bytes.count > 1 else { return hasWaited ? .loneEscape : .more(escapeDelay) }
    if let (key, length) = describedKey() { return .key(key, length) }
    let second = bytes[1]
    // Whoever looks seldom finds both at once: a key that comes that late was not held with Alt.
    if lateFrom == 1, !Array("[O]P_".utf8).contains(second) { return .loneEscape }
    if let (kind, length) = OpenReply.beginning(bytes, isTyped: lateFrom == 2) { return .startReply(kind, length) }
    switch second {
    case UInt8(ascii: "["), UInt8(ascii: "O"): return sequenceStep(second)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"):
      // No key of the board, so it may wait for what tells an answer from it.
      return bytes.count > 2 || hasWaited ? .key(.alt(Character(UnicodeScalar(second))), 2) : .more(Self.latestReply)
    case 0x7f: return .key(.control("w"), 2)
    case 0..<0x20: return .loneEscape
    default: return characterStep(at: 1) { Key.alt($0) }
    }
  }

  private func sequenceStep(_ second: UInt8) -> Step {
    let alt = Step.key(.alt(Character(UnicodeScalar(second))), 2)
    // What is typed after Alt and a bracket comes later than the rest of any sequence, and is none.
    if lateFrom == 2, second == UInt8(ascii: "["), bytes.count > 2, !continuesSequence(bytes[2]) { return alt }
    if let step = sequence(from: 1) { return step }
    if second == UInt8(ascii: "O") {
      return !hasWaited ? .more(escapeDelay) : bytes.count == 2 ? alt : .drop(bytes.count)
    }
    guard hasWaited else { return .more(Self.latestReply) }
    return bytes.count == 2 ? alt : .startReply(.control(nil), bytes.count)
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
    if final == UInt8(ascii: "M") && parameters.isEmpty { return .startReply(.mouse(3), place + 1) }
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 1 }
    return found(
      parameters.first == "<" || parameters.first == "?" ? nil : controlKey(parameters: numbers, final: final),
      place + 1)
  }

  private func found(_ key: Key?, _ length: Int) -> Step {
    key.map { .key($0, length) } ?? .drop(length)
  }

  /// What comes so many milliseconds after an ESC that was given as a key: nil where it was typed.
  private func lateTail(_ first: UInt8, _ since: Int) -> Step? {
    let isBracket = first == UInt8(ascii: "[")
    guard isBracket || Array("]PO_".utf8).contains(first) else { return nil }
    // Somebody may have typed it: so it waits no longer than that can be told from a line that pauses.
    let wait = since <= Self.latest && first != UInt8(ascii: "O") ? Self.latest : escapeDelay
    guard bytes.count > 1 else { return hasWaited ? nil : .more(wait) }
    if first == UInt8(ascii: "P"), Array("01".utf8).contains(bytes[1]) {
      guard bytes.count > 2 else { return hasWaited ? nil : .more(wait) }
      return Array("$+".utf8).contains(bytes[2]) ? .noEscape : nil
    }
    if OpenReply.beginning([0x1b] + bytes.prefix(2), isTyped: true) != nil { return .noEscape }
    // Nobody types the two at once.
    if isBracket, lateFrom == nil, isFocusReport(bytes[1]) { return .noEscape }
    guard since <= Self.latest, isBracket || first == UInt8(ascii: "O") else { return nil }
    switch sequence(from: 0) {
    case .key, .drop, .startPaste, .startReply: return .noEscape
    case .none where !hasWaited && isBracket: return .more(Self.latest)
    case .none, .loneEscape, .noEscape, .more: return nil
    }
  }

  /// A character in UTF-8 at a place; everything before it belongs to the key.
  private func characterStep(at place: Int, _ key: (Character) -> Key) -> Step {
    switch utf8Scalar(bytes[place...]) {
    case .scalar(let scalar, let length):
      let isControl = (0x80...0x9f).contains(scalar.value)
      return isControl ? .drop(place + length) : .key(key(Character(scalar)), place + length)
    case .incomplete: return hasWaited ? .drop(bytes.count) : .more(escapeDelay)
    case .broken: return .drop(place + 1)
    }
  }
}
