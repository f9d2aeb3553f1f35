/// Reads weeks, months, quarters and years as people name them: `next week`, `q1`, `jan 2026`, `this quarter`.
enum PeriodReader {
  /// From the first to the last day; nil for words that name none.
  ///
  /// A month or quarter without a year is, ahead, the next one that is not over, and back, the last one that has begun.
  static func read(_ words: [String], today: Day, _ direction: DaysReader.Direction) -> ClosedRange<Day>? {
    guard let last = words.last, words.count <= 2 else { return nil }
    if words.count == 2, let steps = ["last": -1, "this": 0, "next": 1][words[0]] {
      return around(today, unit: last, steps: steps)
    }
    guard let (first, length) = months(words[0]) else { return nil }
    if words.count == 2 {
      guard last.utf8.count == 4, let year = Int(last) else { return nil }
      return range(length, from: first, year: year)
    }
    let years = direction == .ahead ? [0, 1] : [0, -1]
    return years.lazy.compactMap { range(length, from: first, year: today.civil.year + $0) }
      .first { direction == .ahead ? $0.upperBound >= today : $0.lowerBound <= today }
  }

  /// The week, from Monday, the month, quarter or year that holds today, or one so many steps away; nil for another word.
  static func around(_ today: Day, unit: String, steps: Int = 0) -> ClosedRange<Day>? {
    let (year, month, _) = today.civil
    switch unit {
    case "week":
      let monday = today.advanced(byDays: 7 * steps - today.weekday)
      return monday...monday.advanced(byDays: 6)
    case "month": return range(1, from: month, year: year, later: steps)
    case "quarter": return range(3, from: (month - 1) / 3 * 3 + 1, year: year, later: 3 * steps)
    case "year": return range(12, from: 1, year: year, later: 12 * steps)
    default: return nil
    }
  }

  /// So many months from that one on, or from so many months later.
  static func range(_ count: Int, from month: Int, year: Int, later: Int = 0) -> ClosedRange<Day>? {
    guard let first = Day(year: year, month: month, day: 1)?.advanced(byMonths: later) else { return nil }
    return first...first.advanced(byMonths: count).advanced(byDays: -1)
  }

  /// The first month of `q3` or `jul` and how many there are.
  private static func months(_ word: String) -> (first: Int, count: Int)? {
    if let quarter = ["q1", "q2", "q3", "q4"].firstIndex(of: word) { return (quarter * 3 + 1, 3) }
    return DateReader.index(of: word, in: DateText.wholeMonths).map { ($0 + 1, 1) }
  }
}
