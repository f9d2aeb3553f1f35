import Sales
import Screen

/// What `forecast` answers, as JSON and as lines.
struct ForecastAnswer {
  let past: SalesPast
  let results: [ForecastResult]
  let group: Forecast.Group?

  /// The longest one, which the months and groups are of.
  private var longest: ForecastResult? { results.last }

  // MARK: JSON

  var json: JSON {
    var members = [JSON.Member("totals", .array(results.flatMap(totals)))]
    members.append(JSON.Member("months", .array(longest.map(months) ?? [])))
    if group != nil { members.append(JSON.Member("rows", .array(longest.map(rows) ?? []))) }
    return .object([JSON.Member("data", .object(members))])
  }

  private func totals(_ result: ForecastResult) -> [JSON] {
    result.totals.map { line in
      let span =
        result.span.days.map { JSON.Member("days", .number($0)) }
        ?? JSON.Member("month", .string(monthText(result.span.month ?? result.span.start)))
      return .object([currency(line), span] + numbers(line, adding: 0) + [learned(result)])
    }
  }

  private func months(_ result: ForecastResult) -> [JSON] {
    result.months.map { line in
      let days = result.span.partDays[line.part ?? 0]
      let won = result.won(line)
      return .object(
        [
          JSON.Member("month", .string(monthText(days.first))), currency(line),
          JSON.Member("to", .string(days.last.description)), JSON.Member("won", amount(won)),
        ] + numbers(line, adding: won) + [learned(result)])
    }
  }

  private func rows(_ result: ForecastResult) -> [JSON] {
    result.forecast.groups.map { line in
      .object([JSON.Member(group?.rawValue ?? "", .string(name(line))), currency(line)] + numbers(line, adding: 0))
    }
  }

  private func currency(_ line: Forecast.Line) -> JSON.Member {
    JSON.Member("currency", .string(past.currencies[Int(line.currency)].code))
  }

  private func learned(_ result: ForecastResult) -> JSON.Member {
    JSON.Member("learned_from", .number(result.forecast.learnedFrom))
  }

  private func numbers(_ line: Forecast.Line, adding won: Double) -> [JSON.Member] {
    forecastNumbers(line, adding: won)
  }

  private func name(_ line: Forecast.Line) -> String {
    guard let place = line.group, place >= 0 else { return group == .stage ? "unknown" : "" }
    switch group {
    case .owner: return past.owners[Int(place)].name
    case .stage: return past.stages[Int(place)].name
    case nil: return ""
    }
  }

  // MARK: Lines

  func lines(money: MoneyText, glyphs: Glyphs, width: Int?) -> [String] {
    guard let longest else { return [] }
    if longest.forecast.totals.isEmpty && longest.months.isEmpty { return ["No open deals to forecast."] }
    var lines: [String] = []
    for total in longest.forecast.totals {
      if !lines.isEmpty { lines.append("") }
      lines.append(heading(total, longest.forecast))
      lines += table(total.currency, longest, money, glyphs).lines(width: width, isHeaded: true)
      if group != nil {
        lines.append("")
        lines += groupTable(total.currency, longest, money, glyphs).lines(width: width, isHeaded: true)
      }
    }
    return lines
  }

  private func heading(_ line: Forecast.Line, _ forecast: Forecast) -> String {
    let start = "Forecast  value won · \(past.currencies[Int(line.currency)].code) · "
    let deals = counted(forecast.learnedFrom, "closed deal")
    if forecast.isLearned { return start + "learned from \(deals)" }
    return start + "not learned yet: \(forecast.learnedFrom) of \(ForecastLearner.fewestDeals) closed deals. "
      + "The weighted sum is shown."
  }

  private func table(_ currency: Int32, _ longest: ForecastResult, _ money: MoneyText, _ glyphs: Glyphs) -> TextTable {
    var rows: [(name: String, won: Double?, line: Forecast.Line)] = []
    for line in longest.months where line.currency == currency {
      rows.append((monthName(line, longest), longest.won(line), line))
    }
    for result in results {
      guard let days = result.span.days else { continue }
      rows += result.totals.filter { $0.currency == currency }.map { ("next \(counted(days, "day"))", nil, $0) }
    }
    var table = TextTable(glyphs: glyphs)
    let code = past.currencies[Int(currency)]
    table.add("Won in", rows.map(\.name), isNumber: false, isText: true)
    table.add("won", rows.map { $0.won.map { moneyCell($0, code, money) } ?? "" }, isNumber: true, isText: false)
    addNumbers(
      to: &table, rows.map { ($0.line, $0.won ?? 0) }, code, money, isLearned: longest.forecast.isLearned)
    return table
  }

  private func groupTable(
    _ currency: Int32, _ longest: ForecastResult, _ money: MoneyText, _ glyphs: Glyphs
  ) -> TextTable {
    let lines = longest.forecast.groups.filter { $0.currency == currency }
    var table = TextTable(glyphs: glyphs)
    let code = past.currencies[Int(currency)]
    let title = group == .stage ? "Stage" : "Owner"
    table.add(
      "\(title), to \(DateText.full(longest.through))", lines.map { name($0).isEmpty ? "nobody" : name($0) },
      isNumber: false, isText: true)
    table.add("deals", lines.map { grouped($0.deals) }, isNumber: true, isText: false)
    addNumbers(to: &table, lines.map { ($0, 0) }, code, money, isLearned: longest.forecast.isLearned)
    return table
  }

  private func addNumbers(
    to table: inout TextTable, _ rows: [(line: Forecast.Line, won: Double)], _ code: Currency, _ money: MoneyText,
    isLearned: Bool
  ) {
    for (title, number) in [("10%", \Forecast.Line.p10), ("50%", \.p50), ("90%", \.p90)] {
      let cells = rows.map { isLearned ? moneyCell($0.line[keyPath: number] + $0.won, code, money) : "-" }
      table.add(title, cells, isNumber: true, isText: false)
    }
    table.add("weighted", rows.map { moneyCell($0.line.weighted, code, money) }, isNumber: true, isText: false)
  }

  /// `Dec 2026`, and `Mar 2027 to 1 Mar` where the days end within it.
  private func monthName(_ line: Forecast.Line, _ result: ForecastResult) -> String {
    let (first, last) = result.span.partDays[line.part ?? 0]
    let (year, month, _) = first.civil
    let name = "\(DateText.months[month - 1]) \(year)"
    return last == last.endOfMonth ? name : "\(name) to \(last.civil.day) \(DateText.months[month - 1])"
  }
}

/// The five numbers of a line, each with what was won before.
func forecastNumbers(_ line: Forecast.Line, adding won: Double = 0) -> [JSON.Member] {
  [
    JSON.Member("p10", amount(line.p10 + won)), JSON.Member("p50", amount(line.p50 + won)),
    JSON.Member("p90", amount(line.p90 + won)), JSON.Member("mean", amount(line.mean + won)),
    JSON.Member("weighted", amount(line.weighted)),
  ]
}

/// Whole minor units.
func amount(_ value: Double) -> JSON { .number(Int128(value.rounded())) }

func moneyCell(_ value: Double, _ currency: Currency, _ money: MoneyText) -> String {
  value < 0.5 ? "-" : money.sum(Money(minor: Int128(value.rounded()), currency: currency))
}
