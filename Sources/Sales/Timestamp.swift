/// A moment in whole seconds since 1970-01-01T00:00:00Z (contract §1: whole seconds out).
package struct Timestamp: Hashable, Comparable, Sendable {
  package var seconds: Int64

  package init(seconds: Int64) {
    self.seconds = seconds
  }

  package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

  /// A second before the first moment that a field can hold (`Limits.moments`).
  package static let beforeAny = Timestamp(seconds: -62_135_596_801)

  /// The moment so many seconds later, or earlier when negative.
  package func advanced(bySeconds count: Int64) -> Timestamp { Timestamp(seconds: seconds + count) }

  /// The moment so many 86,400-second days later, or earlier when negative.
  package func advanced(byDays count: Int) -> Timestamp { Timestamp(seconds: seconds + Int64(count) * Day.seconds) }

  /// Whole 86,400-second days until `later`, rounded down, never negative (contract §3).
  package func wholeDays(until later: Timestamp) -> Int { max(0, Int((later.seconds - seconds) / Day.seconds)) }

  /// What lies strictly before it is more than so many whole days ago.
  package func idleSince(moreThan days: Int) -> Timestamp {
    // More than N whole days are at least N + 1.
    advanced(byDays: -(days + 1)).advanced(bySeconds: 1)
  }

  /// The UTC date that holds the moment.
  package var utcDay: Day { Day(number: Int(seconds.floorDivided(by: Day.seconds))) }

  /// Whether it is exactly 00:00:00Z, which stands for a whole day rather than an hour.
  package var isAllDay: Bool { seconds.floorRemainder(by: Day.seconds) == 0 }
}

/// A date of the Gregorian calendar, counted in days since 1970-01-01, without a time zone.
package struct Day: Hashable, Comparable, Sendable {
  static let seconds: Int64 = 86_400
  package var number: Int

  package init(number: Int) {
    self.number = number
  }

  package static func < (left: Self, right: Self) -> Bool { left.number < right.number }

  /// Midnight UTC at its start, the form in which calendar fields are stored.
  package var midnightUTC: Timestamp { Timestamp(seconds: Int64(number) * Self.seconds) }

  package func advanced(byDays count: Int) -> Day { Day(number: number + count) }

  /// 0 for Monday to 6 for Sunday.
  package var weekday: Int { Int(Int64(number + 3).floorRemainder(by: 7)) }
}

extension Int64 {
  package func floorDivided(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }

  func floorRemainder(by divisor: Int64) -> Int64 {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}

/// Where people read the clock: the offset from UTC at a moment. The program's rim supplies the local one.
package struct Zone: Sendable {
  /// Seconds east of UTC at the moment.
  package let offset: @Sendable (Timestamp) -> Int

  package init(offset: @escaping @Sendable (Timestamp) -> Int) {
    self.offset = offset
  }

  /// A zone without summer time.
  package static func fixed(seconds: Int) -> Zone { Zone { _ in seconds } }
  package static let utc = Zone.fixed(seconds: 0)

  /// The local date at the moment.
  package func day(of moment: Timestamp) -> Day { moment.advanced(bySeconds: Int64(offset(moment))).utcDay }

  /// The date that a recorded moment stands for: exactly midnight UTC is a date without an hour, the same everywhere.
  package func calendarDay(of moment: Timestamp) -> Day { moment.isAllDay ? moment.utcDay : day(of: moment) }

  /// The hour (0 to 23) and minute that a clock on the wall shows.
  package func time(of moment: Timestamp) -> (hour: Int, minute: Int) {
    let second = moment.advanced(bySeconds: Int64(offset(moment))).seconds.floorRemainder(by: Day.seconds)
    return (Int(second / 3600), Int(second % 3600 / 60))
  }

  /// The moment at which the clock on the wall shows that time; in the gap of a clock change, the hour after it.
  package func moment(of day: Day, hour: Int = 0, minute: Int = 0) -> Timestamp {
    let wall = day.midnightUTC.advanced(bySeconds: Int64(hour * 3600 + minute * 60))
    let guess = wall.advanced(bySeconds: -Int64(offset(wall)))
    return wall.advanced(bySeconds: -Int64(offset(guess)))
  }
}

/// The present, as every question about "today" needs it: read once, then handed around.
package struct Present: Sendable {
  package let now: Timestamp
  package let zone: Zone

  package init(now: Timestamp, zone: Zone) {
    self.now = now
    self.zone = zone
  }

  /// The local date.
  package var today: Day { zone.day(of: now) }
  /// The next local midnight.
  package var tomorrowStarts: Timestamp { zone.moment(of: today.advanced(byDays: 1)) }
  /// Closed deals stay on the board from this moment on: the start of the UTC day 30 days ago, so that totals, which
  /// are kept by UTC day, agree with the cards.
  package var closedDealsShownSince: Timestamp { now.utcDay.advanced(byDays: -30).midnightUTC }
}
