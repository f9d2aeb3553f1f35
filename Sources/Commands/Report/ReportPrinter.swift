import Sales
import Screen

/// Prints reports as text, JSON or comma-separated values.
struct ReportPrinter {
  let job: Job
  let form: Job.PrintedForm
  /// The filter's terms as they were typed.
  let typed: String

  func print(_ report: Report) {
    switch form {
    case .json: job.out.write(json(of: report).text + "\n")
    case .csv:
      let header = ["section", "line", "figure", "amount", "unit", "terms"]
      job.out.write(job.csvLine(header, for: job.out))
      for cells in rows(of: report) { job.out.write(job.csvLine(cells, for: job.out)) }
    case .text: printText(report)
    }
  }

  /// Reports of several owners beside each other.
  func print(_ owners: [(owner: String?, report: Report)]) {
    switch form {
    case .json:
      let members = owners.map { owner, report in
        JSON.object([.init("owner", owner.map(JSON.string) ?? .null), .init("report", json(of: report))])
      }
      job.out.write(JSON.object([.init("owners", .array(members))]).text + "\n")
    case .csv:
      job.out.write(
        job.csvLine(["owner", "section", "line", "figure", "amount", "unit", "terms"], for: job.out))
      for (owner, report) in owners {
        for cells in rows(of: report) {
          job.out.write(job.csvLine([formulaGuarded(owner ?? "")] + cells, for: job.out))
        }
      }
    case .text: printSideBySide(owners)
    }
  }

  // MARK: Text

  private func printText(_ report: Report) {
    line(title(of: report))
    for section in report.sections {
      job.out.line()
      line("\(section.kind.title)  \(section.definition)")
      if section.lines.isEmpty { job.out.line("  none") }
      printTable(section.lines, report.currency)
      if section.kind == .forecast, let tested = report.tested { line("Tested  \(tested)") }
    }
  }

  private func title(of report: Report) -> String {
    var facts = [report.pipeline, periodText(report.period), report.currency.code]
    if report.currencies.count > 1 { facts[2] += ", 1 of \(report.currencies.count) currencies" }
    facts.append(counted(report.deals, "deal"))
    if !typed.isEmpty { facts.append(typed) }
    return "Report  " + facts.map(job.glyphs.shown).joined(separator: " \(job.glyphs.dot) ")
  }

  private func periodText(_ period: ReportPeriod) -> String {
    "\(DateText.full(period.days.lowerBound)) to \(DateText.full(period.days.upperBound))"
  }

  private func printTable(_ lines: [ReportLine], _ currency: Currency) {
    guard let first = lines.first else { return }
    var table = TextTable(glyphs: job.glyphs)
    table.add("", lines.map { "  " + job.glyphs.shown($0.label) }, isNumber: false, isText: true)
    for (place, figure) in first.figures.enumerated() {
      table.add(figure.name, lines.map { text($0.figures[place], currency) }, isNumber: true, isText: false)
    }
    for text in table.lines(width: job.out.width, isHeaded: true) { job.out.line(text) }
  }

  private func printSideBySide(_ owners: [(owner: String?, report: Report)]) {
    guard let first = owners.first?.report else { return job.out.line("none") }
    line(
      title(of: first).replacing(
        "\(job.glyphs.dot) \(counted(first.deals, "deal"))", with: "\(job.glyphs.dot) by owner"))
    // Sections whose lines are alike for all owners.
    let kinds: Set<ReportSection.Kind> = [.funnel, .winRate, .velocity, .forecast, .slipped]
    for (place, section) in first.sections.enumerated() where kinds.contains(section.kind) {
      job.out.line()
      line("\(section.kind.title)  \(section.definition)")
      var table = TextTable(glyphs: job.glyphs)
      let figures = section.lines.flatMap { line in line.figures.map { (line.label, $0.name) } }
      table.add(
        "", figures.map { "  \(job.glyphs.shown($0))  \($1)" }, isNumber: false, isText: true)
      for (owner, report) in owners {
        let cells = report.sections[place].lines.flatMap { $0.figures.map { text($0, report.currency) } }
        table.add(job.glyphs.shown(owner ?? "no owner"), cells, isNumber: true, isText: false)
      }
      for text in table.lines(width: job.out.width, isHeaded: true) { job.out.line(text) }
    }
  }

  private func text(_ figure: ReportFigure, _ currency: Currency) -> String {
    switch figure.amount {
    case .count(let count)?: grouped(count)
    case .money(let minor)?: job.money.sum(Money(minor: minor, currency: currency))
    case .percent(let percent)?: "\(percent)%"
    case .days(let days)?: "\(grouped(days))d"
    case .text(let text)?: job.glyphs.shown(text)
    case nil: "-"
    }
  }

  private func line(_ text: String) {
    job.out.line(job.out.width.map { cut(text, to: $0, at: .end, glyphs: job.glyphs) } ?? text)
  }

  // MARK: For programs

  private func rows(of report: Report) -> [[String]] {
    report.sections.flatMap { section in
      section.lines.flatMap { line in
        line.figures.map { figure in
          let (amount, unit) = plain(figure.amount, report.currency)
          return [
            section.kind.rawValue, formulaGuarded(line.label), figure.name, amount, unit,
            formulaGuarded(figure.terms ?? ""),
          ]
        }
      }
    }
  }

  private func plain(_ amount: ReportFigure.Amount?, _ currency: Currency) -> (amount: String, unit: String) {
    switch amount {
    case .count(let count)?: (String(count), "")
    case .money(let minor)?: (decimalText(minor, currency), currency.code)
    case .percent(let percent)?: (String(percent), "%")
    case .days(let days)?: (String(days), "days")
    case .text(let text)?: (formulaGuarded(text), "")
    case nil: ("", "")
    }
  }

  private func json(of report: Report) -> JSON {
    let days = report.period.days
    return .object([
      .init("pipeline", .string(report.pipeline)), .init("from", .string(days.lowerBound.description)),
      .init("to", .string(days.upperBound.description)), .init("currency", .string(report.currency.code)),
      .init("currencies", .array(report.currencies.map { .string($0.code) })), .init("deals", .number(report.deals)),
      .init("filter", .string(report.filter)), .init("sections", .array(report.sections.map(json))),
      .init("tested", report.tested.map(JSON.string) ?? .null),
    ])
  }

  private func json(of section: ReportSection) -> JSON {
    let lines = section.lines.map { line in
      JSON.object([
        .init("label", .string(line.label)),
        .init("figures", .object(line.figures.map { .init($0.name.replacing(" ", with: "_"), json(of: $0)) })),
      ])
    }
    return .object([
      .init("name", .string(section.kind.rawValue)), .init("definition", .string(section.definition)),
      .init("lines", .array(lines)),
    ])
  }

  /// `{"count": 12, "terms": "…"}`; null where there is nothing to compute it from.
  private func json(of figure: ReportFigure) -> JSON {
    let member: JSON.Member
    switch figure.amount {
    case .count(let count)?: member = .init("count", .number(count))
    case .money(let minor)?: member = .init("minor", .number(minor))
    case .percent(let percent)?: member = .init("percent", .number(percent))
    case .days(let days)?: member = .init("days", .number(days))
    case .text(let text)?: member = .init("text", .string(text))
    case nil: return .null
    }
    return .object([member] + (figure.terms.map { [.init("terms", .string($0))] } ?? []))
  }
}
