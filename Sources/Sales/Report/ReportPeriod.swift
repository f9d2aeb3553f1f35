/// The days that a report looks back on, in the calendar of the person who reads it.
package struct ReportPeriod: Hashable, Sendable {
  package let days: ClosedRange<Day>

  package init(days: ClosedRange<Day>) {
    self.days = days
  }

  /// The twelve months that end today.
  package init(upTo today: Day) {
    days = today.advanced(byMonths: -12).advanced(byDays: 1)...today
  }

  /// Reads what a filter takes for days of the past, such as `2026`, `2026-05`, `q3`, `last quarter` or `90d`; nil for
  /// anything else.
  package init?(_ text: String, today: Day, _ notation: Notation) {
    guard let days = DaysReader.read(text, today: today, .back, notation) else { return nil }
    self.days = days
  }

  /// Whether the moment lies in it. Exactly midnight UTC stands for a date.
  package func contains(_ moment: Timestamp?, _ zone: Zone) -> Bool {
    moment.map { days.contains(zone.calendarDay(of: $0)) } ?? false
  }

  /// From the first to the last moment that may lie in it, whatever the zone.
  package var moments: ClosedRange<Timestamp> {
    days.lowerBound.advanced(byDays: -1).midnightUTC...days.upperBound.advanced(byDays: 2).midnightUTC
  }

  /// Terms of a filter that ask whether the field lies in it.
  func terms(_ key: String) -> String { "\(key)>=\(days.lowerBound) \(key)<=\(days.upperBound)" }
}
