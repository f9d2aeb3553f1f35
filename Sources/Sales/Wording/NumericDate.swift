/// A date in numbers: `20.12.`, `12/20`, `20.12.2026`, `12/20/26`, `2026/12/20`.
struct NumericDate {
  private let first: Int
  private let second: Int
  /// Nil where it has none, and the next or last such day is meant.
  let year: Int?
  /// Whether the day stands first whatever the locale says, as it does before points.
  private let isDayFirst: Bool
  private let isYearFirst: Bool

  /// Nil for any other word; whether there is such a day is not asked.
  init?(_ word: String) {
    guard let separator = word.first(where: { "./-".contains($0) }) else { return nil }
    var parts = word.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    if separator == ".", parts.count > 2, parts.last == "" { parts.removeLast() }
    guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) }), (2...3).contains(parts.count) else {
      return nil
    }
    let numbers = parts.compactMap { Int($0) }
    let lengths = parts.map(\.utf8.count)
    isYearFirst = lengths.count == 3 && lengths[0] == 4
    isDayFirst = separator == "."
    let pair = isYearFirst ? Array(lengths.dropFirst()) : Array(lengths.prefix(2))
    guard numbers.count == parts.count, pair.allSatisfy({ (1...2).contains($0) }) else { return nil }
    // With dashes a pair may be a range, such as 10-12.
    if separator == "-", lengths.count == 2 || !isYearFirst && lengths[2] != 4 { return nil }
    if isYearFirst {
      (year, first, second) = (numbers[0], numbers[1], numbers[2])
      return
    }
    (first, second) = (numbers[0], numbers[1])
    guard lengths.count == 3 else {
      year = nil
      return
    }
    guard lengths[2] == 2 || lengths[2] == 4 else { return nil }
    year = lengths[2] == 2 ? 2000 + numbers[2] : numbers[2]
  }

  /// The days that it can mean: one where the notation or the numbers decide.
  func days(today: Day, _ order: Notation.DayOrder?, _ direction: DaysReader.Direction) -> [Day] {
    let monthFirst = day(month: first, date: second, today: today, direction)
    if isYearFirst { return monthFirst.map { [$0] } ?? [] }
    let dayFirst = day(month: second, date: first, today: today, direction)
    if isDayFirst { return dayFirst.map { [$0] } ?? [] }
    let both = (order == .monthFirst ? [monthFirst, dayFirst] : [dayFirst, monthFirst]).compactMap(\.self)
    return order == nil && both.count == 2 && both[0] != both[1] ? both : Array(both.prefix(1))
  }

  private func day(month: Int, date: Int, today: Day, _ direction: DaysReader.Direction) -> Day? {
    if let year { return Day(year: year, month: month, day: date) }
    return Day.nearest(month: month, date: date, to: today, direction)
  }
}

extension Day {
  /// The next such day from today on, or the last one up to today; nil when no year has it.
  static func nearest(month: Int, date: Int, to today: Day, _ direction: DaysReader.Direction) -> Day? {
    // 29 February may be years away.
    let years = (0...8).lazy.map { today.civil.year + (direction == .ahead ? $0 : -$0) }
    return years.compactMap { Day(year: $0, month: month, day: date) }
      .first { direction == .ahead ? $0 >= today : $0 <= today }
  }

  /// The next month's, or the last month's, day of that date.
  static func nearest(date: Int, to today: Day, _ direction: DaysReader.Direction) -> Day? {
    let (year, month, _) = today.civil
    guard let first = Day(year: year, month: month, day: 1) else { return nil }
    let months = (0...12).lazy.map { first.advanced(byMonths: direction == .ahead ? $0 : -$0).civil }
    return months.compactMap { Day(year: $0.year, month: $0.month, day: date) }
      .first { direction == .ahead ? $0 >= today : $0 <= today }
  }
}
