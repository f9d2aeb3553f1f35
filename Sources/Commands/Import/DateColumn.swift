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

/// What the texts of one date field show about the order of day and month.
struct DateVotes: Hashable, Sendable {
  /// Up to three that can be read both ways.
  private(set) var examples: [String] = []
  /// The first that has the day first, and the first that has the month first.
  private(set) var dayFirst: String?
  private(set) var monthFirst: String?

  init() {}

  mutating func add(_ text: String) {
    guard let pair = WrittenDate.openPair(text) else { return }
    if pair.first > 12 { dayFirst = dayFirst ?? text }
    if pair.second > 12 { monthFirst = monthFirst ?? text }
    if pair.first != pair.second, examples.count < 3 { examples.append(text) }
  }
}

/// Reads all dates of one field the same way. Whether the day or the month comes first is decided from every row,
/// never row by row.
struct DateColumn: Sendable {
  /// Nil while no row needs it.
  let order: DateOrder?

  /// - Throws: when the rows leave the order open, or contradict one another.
  init(_ votes: DateVotes, stated: DateOrder?, title: String) throws(ImportProblem) {
    guard stated == nil else {
      order = stated
      return
    }
    switch (votes.dayFirst, votes.monthFirst) {
    case (let first?, let second?): throw .contradictoryDates(column: title, [first, second])
    case (.some, nil): order = .dayFirst
    case (nil, .some): order = .monthFirst
    case (nil, nil):
      if !votes.examples.isEmpty { throw .ambiguousDates(column: title, votes.examples) }
      order = nil
    }
  }

  /// Nil when the text is not a date.
  func read(_ text: String) -> WrittenDate? { WrittenDate.read(text, order: order ?? .dayFirst) }
}
