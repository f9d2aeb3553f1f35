import Sales

/// Days and times as spreadsheets count them.
enum SerialDate {
  private static let daySeconds = 86_400
  /// The last day of the year 9999, counted from 1900.
  private static let last = 2_958_465.0

  /// `2026-03-05`, with ` 14:30:15` where the number has a time of day, or `14:30:15` alone below 1. Rounded to the
  /// second.
  ///
  /// Nil for what is not a moment: below zero, past the year 9999, and 60, the day that 1900 did not have.
  static func text(_ serial: Double, startsIn1904: Bool) -> String? {
    guard serial >= 0, serial <= last else { return nil }
    let seconds = Int((serial * Double(daySeconds)).rounded())
    let (number, time) = seconds.quotientAndRemainder(dividingBy: daySeconds)
    if serial < 1 { return number == 0 ? clock(time) : nil }
    guard let day = day(number, startsIn1904: startsIn1904) else { return nil }
    return time == 0 ? day.description : "\(day) \(clock(time))"
  }

  private static func day(_ number: Int, startsIn1904: Bool) -> Day? {
    if startsIn1904 { return Day(year: 1904, month: 1, day: 1)?.advanced(byDays: number) }
    if number == 60 { return nil }
    return Day(year: 1899, month: 12, day: number < 60 ? 31 : 30)?.advanced(byDays: number)
  }

  /// Days as hours and minutes, `36:00`, with seconds where there are some. Nil below zero.
  static func duration(_ serial: Double) -> String? {
    guard serial >= 0, serial <= last else { return nil }
    let seconds = Int((serial * Double(daySeconds)).rounded())
    let rest = seconds % 60 == 0 ? "" : ":" + twoDigits(seconds % 60)
    return "\(seconds / 3600):\(twoDigits(seconds / 60 % 60))\(rest)"
  }

  /// The text of a cell of type `d` in the form of `text`: ISO 8601 in any of its lengths, or `PT14H30M15S`. What is
  /// neither stays as it is. A zone is left out: spreadsheets have none, and writers add `Z` to local times.
  static func text(iso text: String) -> String {
    if text.hasPrefix("PT") { return time(period: text.dropFirst(2)) ?? text }
    let parts = text.split(maxSplits: 1) { "Tt ".contains($0) }
    if let first = parts.first, let day = Day(String(first)) {
      guard parts.count > 1 else { return day.description }
      guard let seconds = seconds(clock: parts[1]) else { return text }
      let (days, time) = seconds.quotientAndRemainder(dividingBy: daySeconds)
      let date = day.advanced(byDays: days).description
      return time == 0 ? date : "\(date) \(clock(time))"
    }
    return seconds(clock: text[...]).map(clock) ?? text
  }

  /// Seconds since midnight of `14:30`, `14:30:15` or `14:30:15.999Z`, rounded.
  private static func seconds(clock text: Substring) -> Int? {
    let zone = text.firstIndex { "Zz+-".contains($0) } ?? text.endIndex
    let parts = text[..<zone].split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hours = Int(parts[0]), let minutes = Int(parts[1]),
      let seconds = parts.count == 3 ? Double(parts[2]) : 0, (0...24).contains(hours), (0..<60).contains(minutes),
      (0..<61).contains(seconds)
    else { return nil }
    return hours * 3600 + minutes * 60 + Int(seconds.rounded())
  }

  /// `0H11M0.000S`, with any of its three parts.
  private static func time(period text: Substring) -> String? {
    var total = 0.0
    var number = ""
    for character in text {
      guard let unit = ["H": 3600.0, "M": 60, "S": 1][character] else {
        number.append(character)
        continue
      }
      guard let value = Double(number), value >= 0, value < 1e9 else { return nil }
      total += value * unit
      number = ""
    }
    guard number.isEmpty else { return nil }
    let seconds = Int(total.rounded())
    return seconds < daySeconds ? clock(seconds) : duration(Double(seconds) / Double(daySeconds))
  }

  private static func clock(_ seconds: Int) -> String {
    "\(twoDigits(seconds / 3600)):\(twoDigits(seconds / 60 % 60)):\(twoDigits(seconds % 60))"
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
