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
  static func read(
    _ text: String, today: Day, _ direction: Direction, _ notation: Notation = .unknown
  ) -> ClosedRange<Day>? {
    let words = DateReader.words(of: text)
    if direction == .back, words.first == "in" { return nil }
    let word = DateReader.length(words) ?? words.joined(separator: " ")
    if let days = named(word, today: today) ?? calendar(word) ?? PeriodReader.read(words, today: today, direction) {
      return days
    }
    if let days = NumericDate(word)?.days(today: today, notation.dayOrder, direction) {
      return days.count == 1 ? days[0]...days[0] : nil
    }
    if direction == .back, let date = DateReader.ordinal(word) {
      return Day.nearest(date: date, to: today, .back).map { $0...$0 }
    }
    // `last fri` is the one before today, as is `fri` where days are past.
    if words.first == "last", words.count == 2, direction == .back { return read(words[1], today: today, .back) }
    guard let ahead = DateReader.read(word, today: today, notation) else { return nil }
    switch direction {
    case .ahead: return isLength(word) ? today...ahead : ahead...ahead
    case .back:
      if isLength(word) { return mirrored(word, today: today).map { $0...today } }
      let day = lastBefore(ahead, word, today: today)
      return day...day
    }
  }

  /// The one day up to today that the words mean: `yesterday`, `mon`, `12 nov`, `3d`, `3 days ago`; nil for none such.
  package static func pastDay(_ text: String, today: Day, _ notation: Notation = .unknown) -> Day? {
    var words = text.lowercased().split(separator: " ").map(String.init)
    if words.last == "ago" {
      words.removeLast()
      guard let length = DateReader.length(words), isLength(length) else { return nil }
    }
    let word = DateReader.length(words) ?? words.joined(separator: " ")
    guard let days = read(word, today: today, .back, notation) else { return nil }
    if isLength(word) { return days.lowerBound }
    return days.lowerBound == days.upperBound && days.upperBound <= today ? days.lowerBound : nil
  }

  /// Whether it is a length, such as `2w`, that reaches from today.
  static func isLength(_ word: String) -> Bool {
    let digits = word.drop { $0 == "+" }.dropLast()
    return !digits.isEmpty && digits.allSatisfy(\.isWholeNumber) && word.last?.isLetter == true
  }

  private static func named(_ word: String, today: Day) -> ClosedRange<Day>? {
    if word == "yesterday" { return today.advanced(byDays: -1)...today.advanced(byDays: -1) }
    return PeriodReader.around(today, unit: word)
  }

  /// `2017` or `2017-05`.
  private static func calendar(_ word: String) -> ClosedRange<Day>? {
    var reader = DigitReader(word)
    guard let year = reader.number(digits: 4) else { return nil }
    if reader.isAtEnd { return PeriodReader.range(12, from: 1, year: year) }
    guard reader.skip("-"), let month = reader.number(digits: 2), reader.isAtEnd else { return nil }
    return PeriodReader.range(1, from: month, year: year)
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
    if parts.count == 2, !word.hasPrefix("next "), !word.hasPrefix("this ") {
      let (_, month, date) = day.civil
      return Day.nearest(month: month, date: date, to: today, .back) ?? day
    }
    let isWeekday = parts.count == 1 && word.allSatisfy(\.isLetter) && !word.hasPrefix("eo") && !word.hasPrefix("tom")
    return isWeekday ? day.advanced(byDays: -7) : day
  }
}
