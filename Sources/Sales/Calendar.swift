// Dates and times as text, without Foundation: the civil calendar after Howard Hinnant's public-domain day count.

extension Day {
  /// The date of that year, month (1 to 12) and day of the month; nil when there is none, such as 30 February.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), (1...Day.length(ofMonth: month, year: year)).contains(day) else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(number: era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month (1 to 12) and day of the month.
  package var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Days in the month, 28 to 31.
  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The same day of the month so many months later, or that month's last day when it is shorter.
  package func advanced(byMonths count: Int) -> Day {
    let (year, month, day) = civil
    let months = year * 12 + month - 1 + count
    let target = (year: Int(Int64(months).floorDivided(by: 12)), month: Int(Int64(months).floorRemainder(by: 12)) + 1)
    let last = Day.length(ofMonth: target.month, year: target.year)
    guard let result = Day(year: target.year, month: target.month, day: min(day, last)) else {
      preconditionFailure("a day cut to its month's length exists")
    }
    return result
  }

  /// The last day of its month.
  package var endOfMonth: Day {
    let (year, month, day) = civil
    return advanced(byDays: Day.length(ofMonth: month, year: year) - day)
  }
}

extension Day: CustomStringConvertible, LosslessStringConvertible {
  /// Reads `YYYY-MM-DD`; nil for anything else and for dates that do not exist.
  package init?(_ text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4), reader.skip("-"), let month = reader.number(digits: 2),
      reader.skip("-"), let day = reader.number(digits: 2), reader.isAtEnd
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  package var description: String {
    let (year, month, day) = civil
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

extension Timestamp: CustomStringConvertible, LosslessStringConvertible {
  /// Reads RFC 3339 with any offset and fraction (which is dropped), or `YYYY-MM-DD` for midnight UTC.
  package init?(_ text: String) {
    if let day = Day(text) {
      self = day.midnightUTC
      return
    }
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4), reader.skip("-"), let month = reader.number(digits: 2),
      reader.skip("-"), let day = reader.number(digits: 2), reader.skip("T") || reader.skip("t") || reader.skip(" "),
      let hour = reader.number(digits: 2), reader.skip(":"), let minute = reader.number(digits: 2),
      reader.skip(":"), let second = reader.number(digits: 2), hour < 24, minute < 60, second <= 60,
      let date = Day(year: year, month: month, day: day)
    else { return nil }
    if reader.skip(".") {
      guard reader.skipDigits() > 0 else { return nil }
    }
    guard let offset = reader.offset(), reader.isAtEnd else { return nil }
    // A leap second is read as the second before it, since the count has no place for it.
    let seconds = Int64(hour * 3600 + minute * 60 + min(second, 59) - offset)
    self = date.midnightUTC.advanced(bySeconds: seconds)
  }

  /// When something is due, read like any other moment. A date and midnight with `Z`, in which the wire has dates, are the
  /// whole day; any other text names an hour, and one that falls on midnight UTC is due a second later, as
  /// `Zone.dueMoment` has it.
  package init?(due text: String) {
    guard let moment = Timestamp(text) else { return nil }
    let namesHour = Day(text) == nil && text.last != "Z" && text.last != "z"
    self = moment.isAllDay && namesHour ? moment.advanced(bySeconds: 1) : moment
  }

  /// RFC 3339 in UTC with `Z` and whole seconds.
  package var description: String {
    let second = Int(seconds.floorRemainder(by: Day.seconds))
    return "\(utcDay)T\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))Z"
  }

  /// The date alone where the moment is its midnight UTC.
  package var dateOrMoment: String { isAllDay ? utcDay.description : description }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(abs(number))
  return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// Walks over ASCII digits and marks; everything it does not know ends the walk with nil or false.
struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = text[...].utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func number(digits: Int) -> Int? {
    guard rest.count >= digits else { return nil }
    var value = 0
    for byte in rest.prefix(digits) {
      guard byte.isDigit else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    rest = rest.dropFirst(digits)
    return value
  }

  mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == mark.value else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func skipDigits() -> Int {
    let count = rest.prefix { $0.isDigit }.count
    rest = rest.dropFirst(count)
    return count
  }

  /// `Z`, `z` or `±hh:mm` as seconds east of UTC.
  mutating func offset() -> Int? {
    if skip("Z") || skip("z") { return 0 }
    let sign: Int
    if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
    guard let hours = number(digits: 2), skip(":"), let minutes = number(digits: 2), hours < 24, minutes < 60 else {
      return nil
    }
    return sign * (hours * 3600 + minutes * 60)
  }
}
