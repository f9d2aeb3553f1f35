import Sales
import Screen

/// What `forecast --backtest` answers, as JSON and as lines.
struct BacktestAnswer {
  let past: SalesPast
  let test: Backtest
  let days: Int

  var json: JSON {
    let dates = test.rows.map { row in
      JSON.object(
        [
          JSON.Member("as_of", .string(row.day.description)),
          JSON.Member("currency", .string(past.currencies[Int(row.line.currency)].code)),
        ] + forecastNumbers(row.line)
          + [JSON.Member("actual", amount(row.actual)), JSON.Member("learned_from", .number(row.learnedFrom))])
    }
    var members = [JSON.Member("dates", .array(dates))]
    if let error = test.error { members.append(JSON.Member("error", share(error))) }
    if let error = test.weightedError { members.append(JSON.Member("weighted_error", share(error))) }
    members.append(JSON.Member("held", .number(test.held)))
    return .object([JSON.Member("data", .object(members))])
  }

  /// Four decimals, such as `0.2684`.
  private func share(_ number: Double) -> JSON {
    let parts = Int128((min(number, 1e12) * 10_000).rounded())
    let digits = String(parts % 10_000)
    return .number("\(parts / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits)
  }

  func lines(money: MoneyText, glyphs: Glyphs, width: Int?) -> [String] {
    if test.rows.isEmpty {
      return ["Nothing to test: no \(counted(days, "day")) from a first of a month with open deals are over."]
    }
    let title = "Tested on the past: \(counted(days, "day")) from each first of a month, as known then"
    var lines = [title]
    lines += table(money, glyphs).lines(width: width, isHeaded: true)
    let unlearned = test.rows.count { $0.learnedFrom < ForecastLearner.fewestDeals }
    if unlearned > 0 {
      lines.append(
        "* learned from fewer than \(ForecastLearner.fewestDeals) closed deals: the weighted sum stands for the forecast"
      )
    }
    return lines
  }

  private func table(_ money: MoneyText, _ glyphs: Glyphs) -> TextTable {
    let rows = test.rows
    var table = TextTable(glyphs: glyphs)
    let codes = rows.map { past.currencies[Int($0.line.currency)] }
    let names = rows.map { row in
      let (year, month, _) = row.day.civil
      let code = Set(codes).count > 1 ? " " + past.currencies[Int(row.line.currency)].code : ""
      return "\(DateText.months[month - 1]) \(year)\(code)"
        + (row.learnedFrom < ForecastLearner.fewestDeals ? " *" : "")
    }
    table.add("From", names + ["mean"], isNumber: false, isText: true)
    for (title, number) in [
      ("came", \Backtest.Row.actual), ("10%", \.line.p10), ("50%", \.line.p50), ("90%", \.line.p90),
    ] {
      let cells = zip(rows, codes).map { moneyCell($0[keyPath: number], $1, money) }
      table.add(title, cells + [""], isNumber: true, isText: false)
    }
    let held = rows.map { $0.isInRange ? "yes" : "no" }
    table.add("in range", held + ["\(test.held) of \(rows.count)"], isNumber: true, isText: false)
    table.add("missed by", rows.map { percent($0.error) } + [percent(test.error)], isNumber: true, isText: false)
    let weighted = rows.map { percent($0.weightedError) } + [percent(test.weightedError)]
    table.add("weighted by", weighted, isNumber: true, isText: false)
    return table
  }

  private func percent(_ share: Double?) -> String {
    share.map { grouped(Int((min($0, 1e12) * 100).rounded())) + "%" } ?? "-"
  }
}
