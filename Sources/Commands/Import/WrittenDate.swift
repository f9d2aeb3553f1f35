import Sales

// How programs write dates: `2026-03-16`, `2026-03-16T12:00:00Z`, `16.03.2026`, `3/16/26, 4:05 PM`, `16. März 2026`,
// `Mon, 16 Mar 2026 12:00:00 GMT`. Nothing in a text is ignored: what is not understood makes it no date.
extension WrittenDate {
  /// The two numbers of a date that leaves open which is the day; nil for every other text.
  static func openPair(_ text: String) -> (first: Int, second: Int)? {
    guard let (date, _) = split(text), date.contains(where: { "/-".contains($0) }), let parts = parts(of: date),
      parts[0].utf8.count <= 2, let first = number(parts[0]), let second = number(parts[1]), year(parts[2]) != nil
    else { return nil }
    return (first, second)
  }

  /// Whether it is written as `2026-03-16`, as most programs write dates; told from the bytes alone, since an import asks
  /// this of every date.
  static func isYearFirst(_ text: String) -> Bool {
    guard text.utf8.count == 10 else { return false }
    for (place, byte) in text.utf8.enumerated() {
      guard place == 4 || place == 7 ? byte == UInt8(ascii: "-") : byte.isDigit else { return false }
    }
    return true
  }

  /// Whether the text is a date, whichever order its numbers have.
  static func couldBeDate(_ text: String) -> Bool {
    read(text, order: .dayFirst) != nil || read(text, order: .monthFirst) != nil
  }

  /// Nil when the text is not a date.
  static func read(_ text: String, order: DateOrder) -> WrittenDate? {
    if let day = Day(text) { return WrittenDate(day: day, time: nil) }
    guard var (date, clock) = split(text) else { return nil }
    guard let written = clock else { return day(date, order).map { WrittenDate(day: $0, time: nil) } }
    // `Mon Mar 16 12:00:00 2026`, as C writes it.
    if let last = written.split(separator: " ").last, last.utf8.count == 4, number(last) != nil,
      written.contains(" "), day(date, order) == nil
    {
      date += " " + last
      clock = written.dropLast(5)
    }
    guard let day = day(date, order), let clock, let time = ClockReader(clock).time else { return nil }
    return WrittenDate(day: day, time: time)
  }

  /// Date and time of day apart; the time begins at the digits before the first colon, or behind the T of
  /// `20260316T1200Z`.
  private static func split(_ text: String) -> (date: String, clock: Substring?)? {
    let text = withoutCharacters(text.trimmed)[...]
    guard let colon = text.firstIndex(of: ":") else {
      let halves = text.split(separator: "T", omittingEmptySubsequences: false)
      guard halves.count == 2, halves[0].utf8.count == 8, halves[0].utf8.allSatisfy(\.isDigit) else {
        return (String(text), nil)
      }
      return (String(halves[0]), halves[1])
    }
    var start = colon
    while start > text.startIndex, text[text.index(before: start)].isASCII, text[text.index(before: start)].isNumber {
      start = text.index(before: start)
    }
    guard text.distance(from: start, to: colon) <= 2 else { return nil }
    var date = text[..<start]
    if let last = date.last, last == "T" || last == "t", date.dropLast().last?.isNumber == true { date.removeLast() }
    return (String(date), text[start...])
  }

  /// `2026年3月16日` as `2026-3-16`.
  private static func withoutCharacters(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }), text.contains("年"), text.contains("月") else { return text }
    return String(text.compactMap { $0 == "年" || $0 == "月" ? "-" : $0 == "日" ? nil : $0 })
  }

  private static func day(_ date: String, _ order: DateOrder) -> Day? {
    guard let parts = parts(of: date) else { return nil }
    if parts.count == 1 { return compactDay(parts[0]) }
    if let index = parts.indices.prefix(2).first(where: { parts[$0].first?.isLetter == true }) {
      return namedDay(parts, month: index)
    }
    guard let first = number(parts[0]), let second = number(parts[1]), let third = number(parts[2]) else { return nil }
    if parts[0].utf8.count == 4 { return Day(year: first, month: second, day: third) }
    guard let year = year(parts[2]) else { return nil }
    // Nobody writes the month first with dots.
    let isDayFirst = order == .dayFirst || date.contains(".")
    return isDayFirst ? Day(year: year, month: second, day: first) : Day(year: year, month: first, day: second)
  }

  /// The three parts of a date without a weekday before them, or the eight digits of `20260316`; nil for anything else.
  private static func parts(of date: String) -> [Substring]? {
    var parts = date[...].split { "-/., ()".contains($0) || $0.isWhitespace }
    parts.removeAll(where: CalendarWords.isJoint)
    // `mar` is Tuesday in French and March in most languages; only a fourth part can be the weekday.
    if parts.count == 4, let first = parts.first, CalendarWords.isWeekday(first) { parts.removeFirst() }
    return parts.count == 3 || parts.count == 1 && parts[0].utf8.count == 8 ? parts : nil
  }

  private static func compactDay(_ text: Substring) -> Day? {
    guard let year = number(text.prefix(4)), let month = number(text.dropFirst(4).prefix(2)),
      let day = number(text.suffix(2)), (1900...2200).contains(year)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// `16 Mar 2026`, `Mar 16th, 2026`, `2026-Mar-16`.
  private static func namedDay(_ parts: [Substring], month index: Int) -> Day? {
    guard let month = CalendarWords.month(parts[index]) else { return nil }
    let other = parts[1 - index]
    if index == 1, other.utf8.count == 4, let year = number(other), let date = number(withoutOrdinal(parts[2])) {
      return Day(year: year, month: month, day: date)
    }
    guard let date = number(withoutOrdinal(other)), let year = year(parts[2]) else { return nil }
    return Day(year: year, month: month, day: date)
  }

  /// `5th`, `1er` and `5º` are 5, 1 and 5.
  private static func withoutOrdinal(_ text: Substring) -> Substring {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let suffix = text.dropFirst(digits.count).lowercased()
    return ["st", "nd", "rd", "th", "er", "º", "ª", "°"].contains(suffix) ? digits : text
  }

  /// Two digits mean 1970 to 2069.
  private static func year(_ text: Substring) -> Int? {
    guard let year = number(text) else { return nil }
    switch text.utf8.count {
    case 2: return year < 70 ? 2000 + year : 1900 + year
    case 4: return year
    default: return nil
    }
  }

  fileprivate static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 4, text.utf8.allSatisfy({ $0.isDigit }) else { return nil }
    return Int(text)
  }
}

/// Reads a time of day: `12:00`, `12:00:30.5`, `4:05 PM`, `1200`, each perhaps with a zone such as `Z`, `UTC`, `+01:00`
/// or `GMT+0100 (Central European Standard Time)`.
private struct ClockReader {
  /// Nil when the text is not a time of day.
  var time: WrittenDate.Time?
  private var rest: Substring

  init(_ text: Substring) {
    rest = text
    guard let hours = hours(), let minutes = minutes(), let seconds = seconds() else { return }
    guard let hour = takeHalf(of: hours), let offset = takeZone(), rest.isEmpty else { return }
    let second = hour * 3600 + minutes * 60 + min(seconds, 59)
    time = WrittenDate.Time(seconds: second, offset: offset.seconds)
  }

  private mutating func digits(_ most: Int) -> Substring {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }.prefix(most)
    rest = rest.dropFirst(digits.count)
    return digits
  }

  private mutating func hours() -> Int? { WrittenDate.number(digits(2)).flatMap { $0 < 24 ? $0 : nil } }

  private mutating func minutes() -> Int? {
    if rest.first == ":" { rest.removeFirst() }
    let text = digits(2)
    return text.utf8.count == 2 ? WrittenDate.number(text).flatMap { $0 < 60 ? $0 : nil } : nil
  }

  /// The seconds, 0 where there are none; their fraction is dropped.
  private mutating func seconds() -> Int? {
    let isColon = rest.first == ":"
    guard isColon || rest.first?.isNumber == true else { return 0 }
    if isColon { rest.removeFirst() }
    let text = digits(2)
    guard text.utf8.count == 2, let second = WrittenDate.number(text), second <= 60 else { return nil }
    if let mark = rest.first, ".,".contains(mark) {
      rest.removeFirst()
      if digits(Int.max).isEmpty { return nil }
    }
    return second
  }

  /// The hour of the day, with `PM` taken where it stands.
  private mutating func takeHalf(of hour: Int) -> Int? {
    skipSpace()
    for (words, isAfternoon) in [(["a.m.", "am"], false), (["p.m.", "pm"], true)] {
      guard let word = words.first(where: { rest.lowercased().hasPrefix($0) }) else { continue }
      rest = rest.dropFirst(word.count)
      return (1...12).contains(hour) ? hour % 12 + (isAfternoon ? 12 : 0) : nil
    }
    if rest.lowercased().hasPrefix("uhr") { rest = rest.dropFirst(3) }
    return hour
  }

  /// The zone, local where there is none; nil when something else stands there.
  private mutating func takeZone() -> (seconds: Int?, Void)? {
    skipSpace()
    if rest.isEmpty { return (nil, ()) }
    var offset: Int?
    let word = rest.prefix(while: \.isLetter)
    if !word.isEmpty {
      guard let known = CalendarWords.offset(ofZone: word) else { return nil }
      offset = known
      rest = rest.dropFirst(word.count)
    }
    if let sign = rest.first, "+-−".contains(sign), offset ?? 0 == 0 {
      guard let stated = takeOffset() else { return nil }
      offset = stated
    }
    guard let offset else { return nil }
    skipSpace()
    // The zone's name behind its offset says nothing more.
    if let open = rest.first, open == "(" || open == "[", rest.last == (open == "(" ? ")" : "]") { rest = "" }
    if CalendarWords.offset(ofZone: rest) == offset { rest = "" }
    return (offset, ())
  }

  /// `+01:00`, `+0100`, `-5`.
  private mutating func takeOffset() -> Int? {
    let isWest = rest.removeFirst() != "+"
    let hours = digits(2)
    if rest.first == ":" { rest.removeFirst() }
    let minutes = digits(2)
    guard let hour = WrittenDate.number(hours), hour <= 18, minutes.isEmpty || minutes.utf8.count == 2,
      let minute = minutes.isEmpty ? 0 : WrittenDate.number(minutes), minute < 60
    else { return nil }
    return (hour * 3600 + minute * 60) * (isWest ? -1 : 1)
  }

  private mutating func skipSpace() { rest = rest.drop(while: \.isWhitespace) }
}
