import Sales

/// Which of two numbers in `3/4/2026` is the day.
enum DateOrder: String, CaseIterable, Hashable, Sendable {
  case dayFirst = "dmy"
  case monthFirst = "mdy"
}

/// A date as a cell has it: a calendar day, perhaps with an hour.
struct WrittenDate: Hashable, Sendable {
  /// The day as it is written.
  let day: Day
  /// Nil for a day alone.
  let time: Time?

  struct Time: Hashable, Sendable {
    let seconds: Int
    /// Seconds east of UTC; nil for local time.
    let offset: Int?
  }

  /// The moment meant; a day alone is its midnight UTC, which stands for the whole day.
  func moment(in zone: Zone) -> Timestamp {
    guard let time else { return day.midnightUTC }
    if let offset = time.offset { return day.midnightUTC.advanced(bySeconds: Int64(time.seconds - offset)) }
    return zone.moment(of: day, hour: time.seconds / 3600, minute: time.seconds / 60 % 60)
      .advanced(bySeconds: Int64(time.seconds % 60))
  }
}

/// What the texts of one date field show about how they are written.
struct DateVotes: Hashable, Sendable {
  /// Up to three that can be read both ways.
  private(set) var examples: [String] = []
  /// The first that has the day first, and the first that has the month first.
  private(set) var dayFirst: String?
  private(set) var monthFirst: String?
  /// The kind of number that every text so far is; nil where they differ or are not numbers.
  private(set) var number: NumberDate?
  /// Whether one of them is a date as people write it.
  private(set) var hasDates = false
  private var isEmpty = true

  init() {}

  mutating func add(_ text: String) {
    if text.isEmpty { return }
    if WrittenDate.isYearFirst(text) {
      (number, isEmpty, hasDates) = (nil, false, true)
      return
    }
    let kind = NumberDate(text)
    number = isEmpty || number == kind ? kind : nil
    isEmpty = false
    if !hasDates, kind == nil { hasDates = WrittenDate.couldBeDate(text) }
    guard let pair = WrittenDate.openPair(text) else { return }
    if pair.first > 12 { dayFirst = dayFirst ?? text }
    if pair.second > 12 { monthFirst = monthFirst ?? text }
    if pair.first != pair.second, examples.count < 3 { examples.append(text) }
  }

  /// The order that the texts show; nil where none does, or where they contradict one another.
  var order: DateOrder? {
    switch (dayFirst, monthFirst) {
    case (.some, nil): .dayFirst
    case (nil, .some): .monthFirst
    case (.some, .some), (nil, nil): nil
    }
  }
}

/// Reads all dates of one field the same way. Whether the day or the month comes first is decided from every row,
/// never row by row.
struct DateColumn: Sendable {
  /// Nil while no row needs it.
  let order: DateOrder?
  /// The header of the other column that shows the order; nil where the column itself does, or people state it.
  let orderSource: String?
  /// How the column's numbers stand for dates; nil where not every text is such a number.
  let number: NumberDate?
  /// Whether a text of the column is a date as people write it.
  private let hasDates: Bool
  /// Whether serial numbers count days from 1904.
  private let startsIn1904: Bool

  /// - Parameter others: What the file's other date columns show, by header.
  /// - Throws: when the rows leave the order open, or contradict one another.
  init(
    _ votes: DateVotes, stated: DateOrder?, title: String, others: [(title: String, votes: DateVotes)] = [],
    startsIn1904: Bool = false
  ) throws(ImportProblem) {
    (number, hasDates, self.startsIn1904) = (votes.number, votes.hasDates, startsIn1904)
    if stated == nil, let first = votes.dayFirst, let second = votes.monthFirst {
      throw .contradictoryDates(column: title, [first, second])
    }
    if let known = stated ?? votes.order {
      (order, orderSource) = (known, nil)
      return
    }
    if votes.examples.isEmpty {
      (order, orderSource) = (nil, nil)
      return
    }
    let shown = others.filter { $0.votes.order != nil }
    guard let first = shown.first, shown.allSatisfy({ $0.votes.order == first.votes.order }) else {
      throw .ambiguousDates(column: title, votes.examples)
    }
    (order, orderSource) = (first.votes.order, first.title)
  }

  /// Nil when the text is not a date.
  func read(_ text: String) -> WrittenDate? {
    // Among other dates a spreadsheet's number is a cell that lost its format.
    number.flatMap { $0.date(text, startsIn1904: startsIn1904) } ?? WrittenDate.read(text, order: order ?? .dayFirst)
      ?? (hasDates ? NumberDate.serial.date(text, startsIn1904: startsIn1904) : nil)
  }
}

/// How a plain number stands for a date. Only the whole column can tell, since a lone number may be anything.
enum NumberDate: Hashable, Sendable {
  /// Days since 30 December 1899 or, in workbooks that say so, since 1 January 1904; a fraction is the time of day.
  case serial
  /// Seconds since 1970 in UTC.
  case seconds
  case milliseconds

  /// Nil for what is not a number, and for numbers that would be days outside 1954 to 2146.
  init?(_ text: String) {
    let whole = text.prefix { $0.isASCII && $0.isNumber }
    let fraction = text.dropFirst(whole.count)
    let hasFraction = fraction.count > 1 && ".,".contains(fraction.first ?? " ")
    guard let value = Int64(whole), fraction.isEmpty || hasFraction && fraction.dropFirst().utf8.allSatisfy(\.isDigit)
    else { return nil }
    switch value {
    case 20_000...90_000: self = .serial
    case 100_000_000...5_000_000_000 where !hasFraction || fraction.count <= 7: self = .seconds
    case 100_000_000_000...5_000_000_000_000 where !hasFraction: self = .milliseconds
    default: return nil
    }
  }

  /// Nil when the text is another kind of number.
  func date(_ text: String, startsIn1904: Bool = false) -> WrittenDate? {
    guard NumberDate(text) == self, let whole = Int64(text.prefix { $0.isASCII && $0.isNumber }) else { return nil }
    switch self {
    case .serial:
      let serialOf1970 = startsIn1904 ? Self.serialOf1970From1904 : Self.serialOf1970
      let digits = text.drop { $0.isASCII && $0.isNumber }.dropFirst()
      guard !digits.isEmpty, let fraction = Double("0." + digits) else {
        return WrittenDate(day: Day(number: Int(whole) - serialOf1970), time: nil)
      }
      let seconds = Int((fraction * 86_400).rounded())
      let day = Day(number: Int(whole) - serialOf1970 + seconds / 86_400)
      return WrittenDate(day: day, time: WrittenDate.Time(seconds: seconds % 86_400, offset: nil))
    case .seconds, .milliseconds:
      let seconds = self == .seconds ? whole : whole / 1000
      let moment = Timestamp(seconds: seconds)
      let time = WrittenDate.Time(seconds: Int(seconds - moment.utcDay.midnightUTC.seconds), offset: 0)
      return WrittenDate(day: moment.utcDay, time: time)
    }
  }

  /// 1 January 1970 as a spreadsheet counts it.
  private static let serialOf1970 = 25_569
  private static let serialOf1970From1904 = 24_107
}
