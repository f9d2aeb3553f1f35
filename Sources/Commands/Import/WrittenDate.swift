import Sales

// How programs write dates: `2026-03-16`, `2026-03-16T12:00:00Z`, `16.03.2026`, `3/16/26 4:05 PM`, `16 Mar 2026`.
extension WrittenDate {
  /// The two numbers of a date that leaves open which is the day; nil for every other text.
  static func openPair(_ text: String) -> (first: Int, second: Int)? {
    guard let (date, _) = split(text), let mark = date.first(where: { "/-".contains($0) }) else { return nil }
    let parts = date.split(separator: mark, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count <= 2, let first = number(parts[0]), let second = number(parts[1]),
      number(parts[2]) != nil
    else { return nil }
    return (first, second)
  }

  /// Nil when the text is no date.
  static func read(_ text: String, order: DateOrder) -> WrittenDate? {
    if let day = Day(text) { return WrittenDate(day: day, time: nil) }
    guard let (date, clock) = split(text), let day = day(date, order) else { return nil }
    guard let clock else { return WrittenDate(day: day, time: nil) }
    guard let time = time(clock) else { return nil }
    return WrittenDate(day: day, time: time)
  }

  /// Date and time of day apart; the time begins at the first `T` after a digit, or at the last word with a colon.
  private static func split(_ text: String) -> (date: Substring, clock: Substring?)? {
    let text = text[...]
    guard let colon = text.firstIndex(of: ":") else { return (text, nil) }
    guard let cut = text[..<colon].lastIndex(where: { $0 == "T" || $0 == "t" || $0 == " " }) else { return nil }
    return (text[..<cut], text[text.index(after: cut)...])
  }

  private static func day(_ date: Substring, _ order: DateOrder) -> Day? {
    let parts = date.split { "-/., ".contains($0) }
    guard parts.count == 3 else { return nil }
    if let named = namedMonth(parts) { return named }
    guard let first = number(parts[0]), let second = number(parts[1]), let third = number(parts[2]) else { return nil }
    if parts[0].utf8.count == 4 { return Day(year: first, month: second, day: third) }
    guard let year = year(parts[2]) else { return nil }
    // Nobody writes the month first with dots.
    let isDayFirst = order == .dayFirst || date.contains(".")
    return isDayFirst ? Day(year: year, month: second, day: first) : Day(year: year, month: first, day: second)
  }

  /// `16 Mar 2026`, `Mar 16, 2026`.
  private static func namedMonth(_ parts: [Substring]) -> Day? {
    let months = DateText.months.map { $0.lowercased() }
    for (word, other) in [(1, 0), (0, 1)] where parts[word].utf8.count >= 3 {
      guard let month = months.firstIndex(of: parts[word].prefix(3).lowercased()) else { continue }
      guard let date = number(parts[other]), let year = year(parts[2]) else { return nil }
      return Day(year: year, month: month + 1, day: date)
    }
    return nil
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

  /// `12:00`, `12:00:30.5`, `4:05 PM`, each perhaps with `Z` or `+01:00`.
  private static func time(_ text: Substring) -> Time? {
    var rest = text
    let offset: Int?
    if let last = rest.last, last == "Z" || last == "z" {
      offset = 0
      rest.removeLast()
    } else if let sign = rest.lastIndex(where: { $0 == "+" || $0 == "-" }) {
      guard let found = zoneOffset(rest[sign...]) else { return nil }
      offset = found
      rest = rest[..<sign]
    } else {
      offset = nil
    }
    var isAfternoon: Bool?
    for (word, value) in [("am", false), ("pm", true)] where rest.lowercased().hasSuffix(word) {
      isAfternoon = value
      rest.removeLast(2)
    }
    let parts = rest.split(separator: ":", omittingEmptySubsequences: false).map { String($0).trimmed[...] }
    guard (2...3).contains(parts.count), var hour = number(parts[0]), let minute = number(parts[1]), minute < 60
    else { return nil }
    if let isAfternoon {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    let second = parts.count < 3 ? 0 : number(parts[2].prefix { $0 != "." })
    guard let second, hour < 24, second <= 60 else { return nil }
    return Time(seconds: hour * 3600 + minute * 60 + min(second, 59), offset: offset)
  }

  private static func zoneOffset(_ text: Substring) -> Int? {
    let digits = text.dropFirst().filter { $0 != ":" }
    guard digits.utf8.count == 4, let value = number(Substring(digits)) else { return nil }
    return (value / 100 * 3600 + value % 100 * 60) * (text.first == "-" ? -1 : 1)
  }

  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 4, text.utf8.allSatisfy({ $0.isDigit }) else { return nil }
    return Int(text)
  }
}
