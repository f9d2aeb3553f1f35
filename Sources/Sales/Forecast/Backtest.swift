/// Forecasts of the past, made with what was known then, beside what came.
package struct Backtest: Sendable {
  package struct Row: Sendable {
    /// The first day of the forecast.
    package let day: Day
    package let line: Forecast.Line
    package let learnedFrom: Int
    /// The value won in the days of the forecast, of the deals that were open when it was made.
    package let actual: Double

    /// By what part of what came it missed; nil where nothing came.
    package var error: Double? { error(of: line.p50) }
    package var weightedError: Double? { error(of: line.weighted) }
    package var isInRange: Bool { line.p10 <= actual && actual <= line.p90 }

    private func error(of forecast: Double) -> Double? { actual > 0 ? abs(forecast - actual) / actual : nil }
  }

  package let rows: [Row]

  /// The mean of the rows that have one; nil where none has.
  package var error: Double? { mean(rows.compactMap(\.error)) }
  package var weightedError: Double? { mean(rows.compactMap(\.weightedError)) }
  /// In how many rows what came lay inside the range.
  package var held: Int { rows.count { $0.isInRange } }

  private func mean(_ numbers: [Double]) -> Double? {
    numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
  }
}

extension ForecastLearner {
  /// Tests forecasts of so many days from the first of each month that lies in the range of days, and whose days are all
  /// before `end`.
  package func backtest(from first: Day, to last: Day, days: Int, before end: Day, scope: Forecast.Scope) -> Backtest {
    var rows: [Backtest.Row] = []
    var day = first.civil.day == 1 ? first : first.endOfMonth.advanced(byDays: 1)
    while day <= last, day.number + days <= end.number {
      let number = day.number
      let forecast = forecast(on: number, bounds: [days], scope: scope)
      let came = won(from: number, until: number + days, openOn: number, scope: scope)
      rows += forecast.totals.map { line in
        Backtest.Row(day: day, line: line, learnedFrom: forecast.learnedFrom, actual: came[line.currency] ?? 0)
      }
      day = day.advanced(byMonths: 1)
    }
    return Backtest(rows: rows)
  }
}
