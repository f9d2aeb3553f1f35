/// Reads dates as people type them: `2w`, `+1m`, `in 2 weeks`, `eom`, `next month`, `q1`, `fri`, `12 apr`, `12/20`, `15th`.
package enum DateReader {
  /// Which day of a stretch such as `next month` is meant: work begins on the first, and a deal closes by the last.
  package enum Edge: Sendable {
    case start, end
  }

  /// The day that the words mean, seen from today; nil when they mean none, or two, as `3/4` does where the notation does
  /// not say whether the day or the month comes first.
  ///
  /// A weekday is the next one after today; a day and month without a year, the next such day.
  package static func read(
    _ text: String, today: Day, _ notation: Notation = .unknown, _ edge: Edge = .start
  ) -> Day? {
    let words = words(of: text)
    if words.first == "in" {
      let rest = Array(words.dropFirst())
      return length(rest, spelled: true).flatMap { span($0, today: today) } ?? period(rest, today: today, edge)
    }
    if let day = period(words, today: today, edge) ?? weekday(words, today: today) { return day }
    switch words.count {
    case 1: return single(words[0], today: today, notation)
    case 2, 3: return length(words).flatMap { span($0, today: today) } ?? dayAndMonth(words, today: today)
    default: return nil
    }
  }

  /// Why the text is not a date, and what to type instead, without a full stop at its end.
  package static func fault(of text: String, today: Day, _ notation: Notation) -> String {
    question(text, today: today, notation) ?? "\"\(text)\" is not a date. Try 2w, fri, 12 apr or next month"
  }

  /// Both meanings of a date that has two, and how to write each; nil for any other text.
  package static func question(_ text: String, today: Day, _ notation: Notation) -> String? {
    guard let days = NumericDate(text)?.days(today: today, notation.dayOrder, .ahead), days.count == 2 else {
      return nil
    }
    let texts = days.map { DateText.short($0, today: today) }
    let typed = days.map { day in
      let (year, month, date) = day.civil
      let name = "\(date) \(DateText.months[month - 1].lowercased())"
      return year == today.civil.year || NumericDate(text)?.year == nil ? name : name + " \(year)"
    }
    return "\"\(text)\" can be \(texts[0]) or \(texts[1]). Write \(typed[0]) or \(typed[1])"
  }

  /// In lower case, without commas at their ends and without `the` and `of`, so that `15th of the month` is `15th month`.
  static func words(of text: String) -> [String] {
    text.lowercased().split(separator: " ").map { $0.last == "," ? String($0.dropLast()) : String($0) }
      .filter { $0 != "the" && $0 != "of" }
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

  private static func single(_ word: String, today: Day, _ notation: Notation) -> Day? {
    switch word {
    case "today", "tod": return today
    case "tomorrow", "tom": return today.advanced(byDays: 1)
    case "eow": return end(of: "week", today: today)
    case "eom": return end(of: "month", today: today)
    case "eoq": return end(of: "quarter", today: today)
    case "eoy": return end(of: "year", today: today)
    default: break
    }
    if let days = NumericDate(word)?.days(today: today, notation.dayOrder, .ahead) {
      return days.count == 1 ? days[0] : nil
    }
    return Day(word) ?? span(word, today: today) ?? ordinal(word).flatMap { Day.nearest(date: $0, to: today, .ahead) }
  }

  /// Work ends on Friday.
  private static func end(of unit: String, today: Day) -> Day? {
    if unit == "week" { return today.advanced(byDays: (4 - today.weekday + 7) % 7) }
    return PeriodReader.around(today, unit: unit)?.upperBound
  }

  /// `next month`, `q1`, `end of month`, `end of next week`, `start of q1`: its first day, but none that is past, or its
  /// last one; of a week the Friday.
  private static func period(_ words: [String], today: Day, _ edge: Edge) -> Day? {
    switch words.first {
    case "end", "start", "beginning":
      let (rest, isEnd) = (Array(words.dropFirst()), words[0] == "end")
      if isEnd, rest.count == 1, let day = end(of: rest[0], today: today) { return day }
      return period(rest, today: today, isEnd ? .end : .start)
    default:
      guard let days = PeriodReader.read(words, today: today, .ahead), words.first != "last" else { return nil }
      if edge == .start { return max(days.lowerBound, today) }
      return words.last == "week" ? days.lowerBound.advanced(byDays: 4) : days.upperBound
    }
  }

  /// The number of `15th`; nil for any other word.
  static func ordinal(_ word: String) -> Int? {
    guard let number = Int(word.dropLast(2)), (1...31).contains(number), word.first?.isNumber == true else {
      return nil
    }
    return ["st", "nd", "rd", "th"].contains(word.suffix(2)) ? number : nil
  }

  /// `2w`, also where it is written `2 weeks` or, spelled, `two weeks`; nil for words that are no length.
  static func length(_ words: [String], spelled: Bool = false) -> String? {
    if words.count == 1 { return words[0] }
    let units = ["day", "week", "month", "year"]
    guard words.count == 2 else { return nil }
    let names = ["a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    let word = ["an", "one"].contains(words[0]) ? "a" : words[0]
    let count = spelled ? names.firstIndex(of: word).map { "\($0 + 1)" } ?? word : word
    return units.first { [$0, $0 + "s"].contains(words[1]) }.map { count + $0.prefix(1) }
  }

  private static func span(_ word: String, today: Day) -> Day? {
    let digits = word.drop { $0 == "+" }
    guard word.count - digits.count <= 1, let unit = digits.last, let count = Int(digits.dropLast()),
      count >= 0
    else { return nil }
    let most = ["m": 600, "y": 50][unit] ?? 5000
    return count <= most ? today.advanced(by: count, unit) : nil
  }

  /// `fri`, the next one after today; `this fri`, also today; `next fri` and `fri next week`, in the next week.
  private static func weekday(_ words: [String], today: Day) -> Day? {
    var words = words
    let isNext = words.suffix(2) == ["next", "week"] || words.prefix(2) == ["next", "week"] || words.first == "next"
    let isThis = words.first == "this"
    words.removeAll { ["next", "week", "this"].contains($0) && (isNext || isThis) }
    guard words.count == 1, let index = index(of: words[0], in: DateText.wholeWeekdays) else { return nil }
    if isNext { return today.advanced(byDays: 7 - today.weekday + index) }
    let days = (index - today.weekday + 7) % 7
    return today.advanced(byDays: days == 0 && !isThis ? 7 : days)
  }

  /// `12 apr`, `apr 12`, `15th april`, `3 jan 2027`.
  private static func dayAndMonth(_ words: [String], today: Day) -> Day? {
    func number(_ word: String) -> Int? {
      Int(word) ?? ordinal(word) ?? Int(word.hasSuffix(".") ? word.dropLast() : "")
    }
    let numberFirst = number(words[0]) != nil
    guard let date = number(words[numberFirst ? 0 : 1]),
      let month = index(of: words[numberFirst ? 1 : 0], in: DateText.wholeMonths)
    else { return nil }
    if words.count == 3 {
      guard let year = Int(words[2]), words[2].count == 4 else { return nil }
      return Day(year: year, month: month + 1, day: date)
    }
    return Day.nearest(month: month + 1, date: date, to: today, .ahead)
  }

  /// The name that the word begins, at least three letters of it.
  static func index(of word: String, in names: [String]) -> Int? {
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
