/// Makes the sections of a report from the counts of one currency.
struct ReportSections {
  let basis: ReportBasis
  let currency: Currency
  let part: ReportPart
  private let terms: ReportTerms

  init(basis: ReportBasis, currency: Currency, part: ReportPart) {
    self.basis = basis
    self.currency = currency
    self.part = part
    let pipeline = ReportTerms.exactly("pipeline", basis.plan.pipeline.name, among: basis.pipelines)
    terms = ReportTerms(
      base: [basis.line, pipeline, "value>=\(currency.code)0"].filter { !$0.isEmpty }.joined(separator: " "))
  }

  var all: [ReportSection] { [funnel, winRate, velocity, forecast, ages, losses, owners, slipped] }

  private var stageNames: [String] { basis.plan.stages.map(\.name) }
  private var closedInPeriod: String { basis.period.terms("closed") }

  // MARK: The past

  private var funnel: ReportSection {
    let made = basis.period.terms("created")
    let whole = part.furthest.reduce(0) { $0 + $1.deals }
    let lines = basis.funnel.enumerated().map { place, stage in
      let sum = DealSum.sum(part.furthest[place...])
      let line = terms.with(ReportTerms.term("reached", folded(stage.name)), made)
      return ReportLine(
        label: stage.name, stage: stage.id,
        figures: [
          ReportFigure("deals", .count(sum.deals), terms: line), ReportFigure("share", .share(sum.deals, of: whole)),
          ReportFigure("value", .money(sum.minor), terms: line),
        ])
    }
    return ReportSection(
      kind: .funnel, definition: "deals created in the period that came to the stage; skipped stages count",
      lines: lines)
  }

  private var winRate: ReportSection {
    let closed = part.won + part.lost
    let sets = [terms.with("status:won", closedInPeriod), terms.with("status:closed", closedInPeriod)]
    let count = ReportLine(
      label: "by count",
      figures: [
        ReportFigure("rate", .share(part.won.deals, of: closed.deals)),
        ReportFigure("won", .count(part.won.deals), terms: sets[0]),
        ReportFigure("of", .count(closed.deals), terms: sets[1]),
      ])
    let value = ReportLine(
      label: "by value",
      figures: [
        ReportFigure("rate", .share(part.won.minor, of: closed.minor)),
        ReportFigure("won", .money(part.won.minor), terms: sets[0]),
        ReportFigure("of", .money(closed.minor), terms: sets[1]),
      ])
    return ReportSection(
      kind: .winRate, definition: "won of won and lost, by closing date in the period", lines: [count, value])
  }

  private var velocity: ReportSection {
    let won = terms.with("status:won", closedInPeriod)
    let (deals, closed) = (Int128(part.won.deals), Int128((part.won + part.lost).deals))
    let line = ReportLine(
      label: "velocity",
      figures: [
        ReportFigure("a day", moneyADay.map { .money($0) }),
        ReportFigure("open deals", .count(part.open.deals), terms: terms.with(ReportTerms.open)),
        ReportFigure("win rate", .share(deals, of: closed)),
        ReportFigure("mean won", deals > 0 ? .money(part.won.minor.dividedHalfUp(by: deals)) : nil, terms: won),
        ReportFigure(
          "mean days", deals > 0 ? .days(Int(Int128(part.cycleDays).dividedHalfUp(by: deals))) : nil, terms: won),
      ])
    return ReportSection(
      kind: .velocity,
      definition: "open deals x win rate by count x mean value won / mean days from creation to winning", lines: [line])
  }

  /// From the exact sums, rounded once; nil without a deal won, and where all were won on the day of their making.
  private var moneyADay: Int128? {
    let closed = Int128((part.won + part.lost).deals)
    guard part.won.deals > 0, part.cycleDays > 0 else { return nil }
    // open x (won / closed) x (sum / won) / (days / won)
    let (product, overflow) = part.won.minor.multipliedReportingOverflow(by: Int128(part.open.deals * part.won.deals))
    return overflow ? nil : product.dividedHalfUp(by: closed * Int128(part.cycleDays))
  }

  private var losses: ReportSection {
    let lost = terms.with("status:lost", closedInPeriod)
    let all = part.losses.values.map(\.reason).filter { !$0.isEmpty }
    let sorted = part.losses.sorted {
      ($1.value.sum.deals, $1.value.sum.minor, $0.key) < ($0.value.sum.deals, $0.value.sum.minor, $1.key)
    }
    let lines = sorted.map { key, loss in
      let which = key.isEmpty ? "no:reason" : ReportTerms.exactly("reason", loss.reason, among: all)
      return line(key.isEmpty ? "no reason" : loss.reason, loss.sum, terms: lost + " " + which)
    }
    let total = lines.isEmpty ? [] : [line("all", part.lost, terms: lost)]
    return ReportSection(kind: .lost, definition: "deals lost in the period", lines: lines + total)
  }

  private func line(_ label: String, _ sum: DealSum, terms: String) -> ReportLine {
    ReportLine(
      label: label,
      figures: [
        ReportFigure("deals", .count(sum.deals), terms: terms), ReportFigure("value", .money(sum.minor), terms: terms),
      ])
  }

  private var slipped: ReportSection {
    let month = basis.slippage.month
    let line = ReportLine(
      label: month.monthText,
      figures: [
        ReportFigure("share", .share(part.slipped.deals, of: part.due.deals)),
        ReportFigure("slipped", .count(part.slipped.deals)), ReportFigure("of", .count(part.due.deals)),
      ])
    return ReportSection(
      kind: .slipped, definition: "of deals due in the month when it began, neither won nor lost by its end",
      lines: [line])
  }
}

// MARK: - Open deals

extension ReportSections {
  private var forecast: ReportSection {
    let today = basis.present.today
    var (allOpen, allWeighted, allWon) = (DealSum(), Int128(0), DealSum())
    var lines: [ReportLine] = []
    for row in ForecastRow.all {
      let byStage = part.forecast[row] ?? [:]
      let (open, weighted) = (DealSum.sum(byStage.values), weighted(byStage))
      let won = row == .month(0) ? part.wonThisMonth : DealSum()
      (allOpen, allWeighted, allWon) = (allOpen + open, allWeighted + weighted, allWon + won)
      let line = terms.with(ReportTerms.open, row.terms(today: today))
      let wonLine = row.wonTerms(today: today).map { terms.with($0) }
      lines.append(
        forecastLine(row.label(today: today), open, weighted, wonLine == nil ? nil : won, (line, wonLine)))
    }
    let sets = (terms.with(ReportTerms.open), ForecastRow.month(0).wonTerms(today: today).map { terms.with($0) })
    lines.append(forecastLine("all", allOpen, allWeighted, allWon, sets))
    return ReportSection(
      kind: .forecast, definition: "open deals by close date; weighted by the chance of each stage; won in this month",
      lines: lines)
  }

  private func forecastLine(
    _ label: String, _ open: DealSum, _ weighted: Int128, _ won: DealSum?, _ terms: (open: String, won: String?)
  ) -> ReportLine {
    ReportLine(
      label: label,
      figures: [
        ReportFigure("deals", .count(open.deals), terms: terms.open),
        ReportFigure("open", .money(open.minor), terms: terms.open),
        ReportFigure("weighted", .money(weighted), terms: terms.open),
        ReportFigure("won", won.map { .money($0.minor) }, terms: terms.won),
      ])
  }

  /// Rounded for each stage; a stage without a chance adds nothing.
  private func weighted(_ sums: [StageID: DealSum]) -> Int128 {
    basis.plan.stages.reduce(0) { sum, stage in
      guard let percent = stage.probability, let part = sums[stage.id] else { return sum }
      return sum + (Money(minor: part.minor, currency: currency).weighted(percent: percent)?.minor ?? 0)
    }
  }

  private var ages: ReportSection {
    let lines = basis.plan.stages.filter { $0.type == .open || part.ages[$0.id] != nil }.map { stage in
      let age = part.ages[stage.id] ?? AgePart()
      let median = basis.medians[stage.id]
      let line = terms.with(ReportTerms.open, ReportTerms.exactly("stage", stage.name, among: stageNames))
      func figure(_ name: String, _ sum: DealSum, _ range: (Int) -> String) -> ReportFigure {
        ReportFigure(name, median.map { _ in .count(sum.deals) }, terms: median.map { line + " " + range($0) })
      }
      return ReportLine(
        label: stage.name, stage: stage.id,
        figures: [
          ReportFigure("deals", .count(age.all.deals), terms: line),
          figure("to median", age.under) { "age<=\($0)" },
          figure("to twice", age.toTwice) { "age>\($0) age<=\(2 * $0)" },
          figure("beyond", age.beyond) { "age>\(2 * $0)" },
          ReportFigure("median", median.map { .days($0) }),
          ReportFigure("oldest", age.all.deals > 0 ? .days(age.oldest) : nil),
        ])
    }
    return ReportSection(
      kind: .age, definition: "open deals by their days in the stage, against the median of deals since won",
      lines: lines)
  }

  private var owners: ReportSection {
    let names = Array(basis.users.values)
    let known = part.owners.keys.compactMap(\.self).sorted { basis.name(of: $0) < basis.name(of: $1) }
    let lines = (known.map(Optional.some) + (part.owners[nil] == nil ? [] : [nil])).map { user -> ReportLine in
      let owner = part.owners[user] ?? OwnerPart()
      let name = user.map { basis.name(of: $0) }
      let whose = name.map { ReportTerms.exactly("owner", $0, among: names) } ?? "no:owner"
      func count(_ name: String, _ sum: DealSum, _ range: String) -> ReportFigure {
        ReportFigure(name, .count(sum.deals), terms: terms.with(whose, range))
      }
      return ReportLine(
        label: name ?? "no owner",
        figures: [
          ReportFigure("done", .count(owner.done)), count("overdue", owner.overdue, "is:overdue"),
          count("no step", owner.withoutStep, "\(ReportTerms.open) no:step"),
          ReportFigure("won", .money(owner.won.minor), terms: terms.with(whose, "status:won", closedInPeriod)),
          ReportFigure("open", .money(owner.open.minor), terms: terms.with(whose, ReportTerms.open)),
          ReportFigure("goal", user.flatMap { basis.goals[currency]?[$0] }.map { .percent($0) }),
        ])
    }
    return ReportSection(
      kind: .owners,
      definition: "activities done since \(DateText.short(basis.monday, today: basis.present.today)); "
        + "won in the period, by the owner now; goal of the quarter", lines: lines)
  }
}

extension ForecastRow {
  /// The month of the row; nil of the others.
  fileprivate func month(from today: Day) -> ReportPeriod? {
    guard case .month(let later) = self else { return nil }
    let first = today.firstOfMonth(later: later)
    return ReportPeriod(days: first...first.endOfMonth)
  }

  fileprivate func terms(today: Day) -> String {
    switch self {
    case .pastDue: "close<\(today)"
    case .month(0): "close>=\(today) close<=\(today.endOfMonth)"
    case .month: month(from: today)?.terms("close") ?? ""
    case .later: "close>\(today.firstOfMonth(later: Self.months - 1).endOfMonth)"
    case .noDate: "no:close"
    }
  }

  /// Deals are won up to today, so of the months only this one has any.
  fileprivate func wonTerms(today: Day) -> String? {
    self == .month(0) ? month(from: today).map { "status:won " + $0.terms("closed") } : nil
  }

  fileprivate func label(today: Day) -> String {
    switch self {
    case .pastDue: "past due"
    case .month(let later): today.firstOfMonth(later: later).monthText
    case .later: "later"
    case .noDate: "no date"
    }
  }
}

extension Day {
  /// `Nov 2025`.
  var monthText: String { "\(DateText.months[civil.month - 1]) \(civil.year)" }
}

extension Int128 {
  /// The quotient by a number above 0, halves away from zero.
  func dividedHalfUp(by divisor: Int128) -> Int128 {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    let isHalf = rest.magnitude >= divisor.magnitude - rest.magnitude
    return isHalf ? quotient + (self < 0 ? -1 : 1) : quotient
  }
}
