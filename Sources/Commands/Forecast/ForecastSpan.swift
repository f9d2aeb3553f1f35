import Sales

/// The days of one forecast, and where its months end.
struct ForecastSpan {
  /// The first day that is not known.
  let start: Day
  /// How many days it is about; nil for a month.
  let days: Int?
  let month: Day?
  /// Where its parts end, in days from `start` on.
  let bounds: [Int]
  /// Which of the parts are asked for.
  let shown: Range<Int>

  init(start: Day, days: Int) {
    self.start = start
    self.days = days
    month = nil
    let end = start.number + days
    var bounds: [Int] = []
    var next = start.endOfMonth.advanced(byDays: 1)
    while next.number < end {
      bounds.append(next.number - start.number)
      next = next.advanced(byMonths: 1)
    }
    self.bounds = bounds + [days]
    shown = 0..<self.bounds.count
  }

  /// On the last day of a month nothing of it is left; then it is about the day after, which is not shown.
  init(start: Day, month: Day) {
    self.start = start
    days = nil
    self.month = month
    let (first, end) = (month.number - start.number, month.endOfMonth.number + 1 - start.number)
    bounds = first > 0 ? [first, end] : [max(1, end)]
    shown = end <= 0 ? 0..<0 : bounds.count - 1..<bounds.count
  }

  /// The month of each part, and the last day that it reaches to.
  var partDays: [(first: Day, last: Day)] {
    bounds.map { bound in
      let last = start.advanced(byDays: bound - 1)
      return (last.advanced(byDays: 1 - last.civil.day), last)
    }
  }
}

/// A forecast with what was won before it in the months that it is about.
struct ForecastResult {
  let span: ForecastSpan
  let forecast: Forecast
  /// By part, then currency: won since the month began.
  let won: [[Int32: Double]]
  let through: Day

  /// The rows for the whole: for a month, what is left of it.
  var totals: [Forecast.Line] {
    span.month == nil ? forecast.totals : months
  }

  var months: [Forecast.Line] {
    forecast.parts.filter { $0.part.map(span.shown.contains) == true }
  }

  func won(_ line: Forecast.Line) -> Double { line.part.flatMap { won[$0][line.currency] } ?? 0 }
}
