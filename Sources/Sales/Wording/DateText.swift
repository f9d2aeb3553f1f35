/// Dates and spans as people read them; English in every locale, since the board's words are.
package enum DateText {
  /// From January and from Monday on, as people may type them whole.
  package static let wholeMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  static let wholeWeekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
  /// `Jan` and `Mon`, by which they are shown.
  package static let months = wholeMonths.map { String($0.prefix(3)) }
  package static let weekdays = wholeWeekdays.map { String($0.prefix(3)) }

  /// `12 Nov`, and `27 Feb 26` in another year, `31 Dec 9999` in another lifetime.
  package static func short(_ day: Day, today: Day) -> String {
    let (year, month, date) = day.civil
    let text = "\(date) \(months[month - 1])"
    switch abs(year - today.civil.year) {
    case 0: return text
    case 1..<100: return text + " " + twoDigits(abs(year) % 100)
    default: return text + " \(year)"
    }
  }

  /// `12 Sep 2025`.
  package static func full(_ day: Day) -> String {
    let (year, month, date) = day.civil
    return "\(date) \(months[month - 1]) \(year)"
  }

  /// `Fri 14 Nov 2025`.
  package static func long(_ day: Day) -> String { "\(weekdays[day.weekday]) \(full(day))" }

  /// `tomorrow`, `Mon` up to six days ahead, then `27 Nov`.
  package static func planned(_ day: Day, today: Day) -> String {
    switch day.number - today.number {
    case 0: "today"
    case 1: "tomorrow"
    case 2...6: weekdays[day.weekday]
    default: short(day, today: today)
    }
  }

  /// `today`, `tomorrow`, `in 5 days`, `in 4 weeks`, `6 days ago`.
  package static func relative(_ day: Day, today: Day) -> String {
    let days = day.number - today.number
    return switch days {
    case 0: "today"
    case 1: "tomorrow"
    case -1: "yesterday"
    case 2..<14: "in \(days) days"
    case 14..<63: "in \(days / 7) weeks"
    case 63..<730: "in \(days / 30) months"
    case 730...: "in \(days / 365) years"
    case (-99)...(-2): "\(-days) days ago"
    case (-729)...(-100): "\(-days / 30) months ago"
    default: "\(-days / 365) years ago"
    }
  }

  /// `15:00`.
  package static func time(_ moment: Timestamp, zone: Zone) -> String {
    let (hour, minute) = zone.time(of: moment)
    return time(hour: hour, minute: minute)
  }

  package static func time(hour: Int, minute: Int) -> String { "\(twoDigits(hour)):\(twoDigits(minute))" }

  /// Days as a card shows them: `18d`, from 1,000 on in years, `3y`.
  package static func days(_ count: Int) -> String { count < 1000 ? "\(count)d" : "\(count / 365)y" }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
