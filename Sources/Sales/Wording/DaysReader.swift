/// Reads stretches of days as people type them in a filter: `2017`, `2017-05`, `month`, `2w`, `eom`, `12 apr`.
package enum DaysReader {
  /// Whether a length such as `2w` ends today or begins today.
  package enum Direction: Sendable {
    case back, ahead
  }

  /// From the first to the last day meant, seen from today; nil when the words mean none.
  ///
  /// A length such as `2w` reaches that far from today. A weekday, or a day without a year, is the nearest one in the
  /// direction.
  static func read(_ text: String, today: Day, _ direction: Direction) -> ClosedRange<Day>? {
    let word = DateReader.length(text.lowercased().split(separator: " ").map(String.init)) ?? text.lowercased()
    if let days = named(word, today: today) ?? calendar(word) { return days }
    guard let ahead = DateReader.read(word, today: today) else { return nil }
    switch direction {
    case .ahead: return isLength(word) ? today...ahead : ahead...ahead
    case .back:
      if isLength(word) { return mirrored(word, today: today).map { $0...today } }
      let day = lastBefore(ahead, word, today: today)
      return day...day
    }
  }

  /// The one day up to today that the words mean: `yesterday`, `mon`, `12 nov`, `3d`, `3 days ago`; nil for none such.
  package static func pastDay(_ text: String, today: Day) -> Day? {
    var words = text.lowercased().split(separator: " ").map(String.init)
    if words.last == "ago" {
      words.removeLast()
      guard let length = DateReader.length(words), isLength(length) else { return nil }
    }
    let word = DateReader.length(words) ?? words.joined(separator: " ")
    guard let days = read(word, today: today, .back) else { return nil }
    if isLength(word) { return days.lowerBound }
    return days.lowerBound == days.upperBound && days.upperBound <= today ? days.lowerBound : nil
  }

  /// Whether it is a length, such as `2w`, that reaches from today.
  static func isLength(_ word: String) -> Bool {
    let digits = word.drop { $0 == "+" }.dropLast()
    return !digits.isEmpty && digits.allSatisfy(\.isWholeNumber) && word.last?.isLetter == true
  }

  private static func named(_ word: String, today: Day) -> ClosedRange<Day>? {
    let (year, month, _) = today.civil
    switch word {
    case "yesterday": return today.advanced(byDays: -1)...today.advanced(byDays: -1)
    case "week": return today.advanced(byDays: -today.weekday)...today.advanced(byDays: 6 - today.weekday)
    case "month": return months(1, from: month, year: year)
    case "quarter": return months(3, from: (month - 1) / 3 * 3 + 1, year: year)
    case "year": return months(12, from: 1, year: year)
    default: return nil
    }
  }

  /// `2017` or `2017-05`.
  private static func calendar(_ word: String) -> ClosedRange<Day>? {
    var reader = DigitReader(word)
    guard let year = reader.number(digits: 4) else { return nil }
    if reader.isAtEnd { return months(12, from: 1, year: year) }
    guard reader.skip("-"), let month = reader.number(digits: 2), reader.isAtEnd else { return nil }
    return months(1, from: month, year: year)
  }

  private static func months(_ count: Int, from month: Int, year: Int) -> ClosedRange<Day>? {
    Day(year: year, month: month, day: 1).map { $0...$0.advanced(byMonths: count).advanced(byDays: -1) }
  }

  /// The day so long ago.
  private static func mirrored(_ length: String, today: Day) -> Day? {
    guard let count = Int(length.drop { $0 == "+" }.dropLast()), let unit = length.last else { return nil }
    return today.advanced(by: -count, unit)
  }

  /// `DateReader` looks ahead: the same weekday was a week before, the same date in one of the years before.
  private static func lastBefore(_ day: Day, _ word: String, today: Day) -> Day {
    guard day > today else { return day }
    let parts = word.split(separator: " ")
    if parts.count == 2 {
      let (_, month, date) = day.civil
      return (0...8).lazy.compactMap { Day(year: today.civil.year - $0, month: month, day: date) }
        .first { $0 <= today } ?? day
    }
    let isWeekday = parts.count == 1 && word.allSatisfy(\.isLetter) && !word.hasPrefix("eo") && !word.hasPrefix("tom")
    return isWeekday ? day.advanced(byDays: -7) : day
  }
}
