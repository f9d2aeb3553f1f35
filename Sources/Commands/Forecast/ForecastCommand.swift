import Sales

extension Job {
  private static let usualDays = [30, 90]
  private static let days = 1...730

  /// Forecasts what is won in the days asked for, or tests such forecasts on the past.
  func forecast() throws(Failure) {
    let today = try present().today
    if invocation.has(.backtest) { return try backtest(today) }
    if let option = [OptionName.from, .to].first(where: invocation.has) {
      throw .usage(.missingOption(.named(.backtest), command: "forecast --\(option.rawValue)"))
    }
    let spans = try forecastSpans(today)
    let group = try forecastGroup()
    let (past, scope) = try readPast()
    let learner = ForecastLearner(past)
    let results = spans.map { span in
      let end = span.bounds.last ?? 1
      return ForecastResult(
        span: span, forecast: learner.forecast(on: span.start.number, bounds: span.bounds, scope: scope, by: group),
        won: span.partDays.map { learner.won(from: $0.first.number, until: span.start.number, scope: scope) },
        through: span.start.advanced(byDays: end - 1))
    }
    let answer = ForecastAnswer(past: past, results: results, group: group)
    if invocation.has(.json) { return out.write(answer.json.text + "\n") }
    for line in answer.lines(money: money, glyphs: glyphs, width: out.width) { out.line(line) }
  }

  private func backtest(_ today: Day) throws(Failure) {
    for option in [OptionName.month, .by] where invocation.has(option) { throw .usage(.exclusive(.backtest, option)) }
    let days = try forecastDays() ?? [90]
    guard let length = days.first, days.count == 1 else {
      throw .usage(.badValue(.days, invocation.value(.days) ?? "", wanted: "one number beside --backtest"))
    }
    let end = today.advanced(byDays: 1)
    let last = try date(.to) ?? today
    let latest = Day(number: min(last.number, end.number - length))
    let usual = latest.advanced(byDays: 1 - latest.civil.day).advanced(byMonths: -7)
    let first = try date(.from) ?? usual
    guard first <= last else {
      throw .usage(.badValue(.to, "\(last)", wanted: "a date on or after --from \(first)"))
    }
    let (past, scope) = try readPast()
    let test = ForecastLearner(past).backtest(from: first, to: last, days: length, before: end, scope: scope)
    let answer = BacktestAnswer(past: past, test: test, days: length)
    if invocation.has(.json) { return out.write(answer.json.text + "\n") }
    for line in answer.lines(money: money, glyphs: glyphs, width: out.width) { out.line(line) }
  }

  private func readPast() throws(Failure) -> (SalesPast, Forecast.Scope) {
    let currency = try forecastCurrency()
    let store = try openExisting()
    store.isInterrupted = platform.watchInterrupts()
    let finder = NameFinder(job: self, store: store)
    let owner = try key(ForecastWord.owner, in: .users, finder)
    let pipeline = try key(ForecastWord.pipeline, in: .pipelines, finder)
    let past = try asking { () throws(StoreError) in try store.salesPast() }
    var scope = Forecast.Scope()
    // What the file has no deal of is at no place, and nothing is in such a scope.
    if let currency { scope.currency = past.currencies.firstIndex(of: currency).map(Int32.init) ?? -1 }
    if let owner { scope.owner = past.owners.firstIndex { Key.user($0.id) == owner }.map(Int32.init) ?? -2 }
    if let pipeline {
      scope.pipeline = past.pipelines.firstIndex { Key.pipeline($0) == pipeline }.map(Int32.init) ?? -1
    }
    return (past, scope)
  }

  private func key(_ word: String, in table: Table, _ finder: NameFinder) throws(Failure) -> Key? {
    guard let text = invocation.value(word: word) else { return nil }
    return try finder.key(text, in: table)
  }

  // MARK: What the line says

  private func forecastCurrency() throws(Failure) -> Currency? {
    guard let text = invocation.value(word: ForecastWord.currency) else { return nil }
    guard let currency = Currency(text.uppercased()) else {
      throw .usage(.badValue(.currency, text, wanted: "the code of a currency, such as EUR"))
    }
    return currency
  }

  private func forecastGroup() throws(Failure) -> Forecast.Group? {
    guard let text = invocation.value(.by) else { return nil }
    guard let group = Forecast.Group(rawValue: text) else {
      throw .usage(.badValue(.by, text, wanted: Forecast.Group.allCases.map(\.rawValue).joined(separator: " or ")))
    }
    return group
  }

  private func date(_ option: OptionName) throws(Failure) -> Day? {
    guard let text = invocation.value(option) else { return nil }
    guard let day = Day(text) else { throw .usage(.badValue(option, text, wanted: "a date such as 2026-03-16")) }
    return day
  }

  private func forecastDays() throws(Failure) -> [Int]? {
    guard let text = invocation.value(.days) else { return nil }
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    let days = numbers.compactMap(\.self).filter(Self.days.contains)
    guard days.count == numbers.count else {
      throw .usage(.badValue(.days, text, wanted: "whole numbers from 1 to \(Self.days.upperBound), such as 30,90"))
    }
    return Set(days).sorted()
  }

  private func forecastSpans(_ today: Day) throws(Failure) -> [ForecastSpan] {
    let start = today.advanced(byDays: 1)
    let days = try forecastDays()
    guard let text = invocation.value(.month) else {
      return (days ?? Self.usualDays).map { ForecastSpan(start: start, days: $0) }
    }
    if days != nil { throw .usage(.exclusive(.days, .month)) }
    let last = today.advanced(byDays: Self.days.upperBound).endOfMonth
    guard let month = Day(text + "-01"), month.endOfMonth >= today, month <= last else {
      let wanted = "a month from \(monthText(today)) to \(monthText(last))"
      throw .usage(.badValue(.month, text, wanted: wanted))
    }
    return [ForecastSpan(start: start, month: month)]
  }
}

/// `2026-12`.
func monthText(_ day: Day) -> String { String(day.description.dropLast(3)) }
