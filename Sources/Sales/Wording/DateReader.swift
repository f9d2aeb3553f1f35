/// Reads dates as people type them: `2w`, `+1m`, `in 2 weeks`, `eom`, `fri`, `12 apr`, `2026-04-12`.
package enum DateReader {
  /// The day that the words mean, seen from today; nil when they mean none.
  ///
  /// A weekday is the next one after today; a day and month without a year, the next such day.
  package static func read(_ text: String, today: Day) -> Day? {
    let words = text.lowercased().split(separator: " ").map(String.init)
    if words.first == "in" { return length(Array(words.dropFirst())).flatMap { span($0, today: today) } }
    switch words.count {
    case 1: return single(words[0], today: today)
    case 2, 3: return length(words).flatMap { span($0, today: today) } ?? dayAndMonth(words, today: today)
    default: return nil
    }
  }

  /// `10:00`, `9:30`, `9am` or `3:15pm` as hour and minute.
  package static func time(_ text: String) -> (hour: Int, minute: Int)? {
    let half = halfOfDay(text)
    let parts = (half?.rest ?? text[...]).split(separator: ":", omittingEmptySubsequences: false)
    guard (half == nil ? 2...2 : 1...2).contains(parts.count), (1...2).contains(parts[0].count),
      parts.count == 1 || parts[1].count == 2,
      let hour = Int(parts[0]), let minute = parts.count == 1 ? 0 : Int(parts[1]), (0..<60).contains(minute)
    else { return nil }
    guard let half else { return (0..<24).contains(hour) ? (hour, minute) : nil }
    return (1...12).contains(hour) ? (hour % 12 + half.first, minute) : nil
  }

  /// Whether people would read the word as a time, even if there is none such. `1:1` is a talk of two.
  static func isLikeTime(_ text: String) -> Bool {
    let half = halfOfDay(text)
    let parts = (half?.rest ?? text[...]).split(separator: ":", omittingEmptySubsequences: false)
    let areNumbers = parts.allSatisfy { (1...2).contains($0.utf8.count) && $0.utf8.allSatisfy(\.isDigit) }
    return areNumbers && (parts.count == 2 || half != nil) && text != "1:1"
  }

  /// The digits before `am` or `pm`, and the hour at which that half of the day begins.
  private static func halfOfDay(_ text: String) -> (rest: Substring, first: Int)? {
    guard let first = ["am": 0, "pm": 12][text.suffix(2).lowercased()], text.first?.isNumber == true else { return nil }
    return (text.dropLast(2), first)
  }

  private static func single(_ word: String, today: Day) -> Day? {
    switch word {
    case "today", "tod": return today
    case "tomorrow", "tom": return today.advanced(byDays: 1)
    case "eow": return today.advanced(byDays: (4 - today.weekday + 7) % 7)
    case "eom": return today.endOfMonth
    case "eoq": return today.advanced(byMonths: 2 - (today.civil.month - 1) % 3).endOfMonth
    case "eoy": return Day(year: today.civil.year, month: 12, day: 31)
    default: return Day(word) ?? span(word, today: today) ?? weekday(word, today: today)
    }
  }

  /// `2w`, also where it is written `2 weeks`; nil for words that are no length.
  static func length(_ words: [String]) -> String? {
    if words.count == 1 { return words[0] }
    let units = ["day", "week", "month", "year"]
    guard words.count == 2 else { return nil }
    return units.first { [$0, $0 + "s"].contains(words[1]) }.map { words[0] + $0.prefix(1) }
  }

  private static func span(_ word: String, today: Day) -> Day? {
    let digits = word.drop { $0 == "+" }
    guard word.count - digits.count <= 1, let unit = digits.last, let count = Int(digits.dropLast()),
      count >= 0
    else { return nil }
    let most = ["m": 600, "y": 50][unit] ?? 5000
    return count <= most ? today.advanced(by: count, unit) : nil
  }

  private static func weekday(_ word: String, today: Day) -> Day? {
    guard let index = index(of: word, in: DateText.wholeWeekdays) else { return nil }
    return today.advanced(byDays: (index - today.weekday + 6) % 7 + 1)
  }

  private static func dayAndMonth(_ words: [String], today: Day) -> Day? {
    let numberFirst = Int(words[0]) != nil
    guard let date = Int(words[numberFirst ? 0 : 1]),
      let month = index(of: words[numberFirst ? 1 : 0], in: DateText.wholeMonths)
    else { return nil }
    if words.count == 3 {
      guard let year = Int(words[2]), words[2].count == 4 else { return nil }
      return Day(year: year, month: month + 1, day: date)
    }
    // 29 February may be years away.
    return (0...8).lazy.compactMap { Day(year: today.civil.year + $0, month: month + 1, day: date) }
      .first { $0 >= today }
  }

  /// The name that the word begins, at least three letters of it.
  private static func index(of word: String, in names: [String]) -> Int? {
    word.count >= 3 ? names.firstIndex { $0.lowercased().hasPrefix(word) } : nil
  }
}

extension Day {
  /// So many days, weeks, months or years later, by the first letter of the unit; nil for another letter.
  func advanced(by count: Int, _ unit: Character) -> Day? {
    switch unit {
    case "d": advanced(byDays: count)
    case "w": advanced(byDays: 7 * count)
    case "m": advanced(byMonths: count)
    case "y": advanced(byMonths: 12 * count)
    default: nil
    }
  }
}
