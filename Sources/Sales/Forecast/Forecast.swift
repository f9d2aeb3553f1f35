/// What may be won of the deals that are open on a day, and when.
package struct Forecast: Sendable {
  /// Which deals it is about; nil for all.
  package struct Scope: Sendable {
    package var pipeline: Int32?
    package var owner: Int32?
    package var currency: Int32?

    package init(pipeline: Int32? = nil, owner: Int32? = nil, currency: Int32? = nil) {
      self.pipeline = pipeline
      self.owner = owner
      self.currency = currency
    }

    func holds(_ spell: SalesPast.Spell) -> Bool {
      (pipeline ?? spell.pipeline) == spell.pipeline && (owner ?? spell.owner) == spell.owner
        && (currency ?? spell.currency) == spell.currency
    }
  }

  /// By what the deals are told apart besides currency.
  package enum Group: String, CaseIterable, Sendable {
    case owner, stage
  }

  /// One row of numbers, all in minor units of one currency.
  package struct Line: Sendable {
    package let currency: Int32
    /// The place of the owner or stage, -1 for none; nil for a total.
    package var group: Int32?
    /// A part of the days, from 0; nil for all of them.
    package var part: Int?
    /// What 10, 50 and 90 of 100 runs stay below.
    package var p10 = 0.0
    package var p50 = 0.0
    package var p90 = 0.0
    /// The sum of chance times value.
    package var mean = 0.0
    /// The sum of the stage's chance times value; of a part, for the deals that are expected to close in it.
    package var weighted = 0.0
    package var deals = 0

    init(currency: Int32, group: Int32? = nil, part: Int? = nil) {
      self.currency = currency
      self.group = group
      self.part = part
    }
  }

  /// By currency, in the order of the codes.
  package internal(set) var totals: [Line] = []
  /// By currency and part of the days.
  package internal(set) var parts: [Line] = []
  /// By currency and group.
  package internal(set) var groups: [Line] = []
  /// From how many closed deals it is learned; below `ForecastLearner.fewestDeals` it is the weighted sum.
  package internal(set) var learnedFrom = 0

  package var isLearned: Bool { learnedFrom >= ForecastLearner.fewestDeals }

  /// The weighted sum in the place of what nothing is learned for; the range is what chances of stages are worth.
  var weightedOnly: Forecast {
    var forecast = self
    forecast.totals = totals.map(\.weightedOnly)
    forecast.parts = parts.map(\.weightedOnly)
    forecast.groups = groups.map(\.weightedOnly)
    return forecast
  }
}

extension Forecast.Line {
  fileprivate var weightedOnly: Self {
    var line = self
    (line.p50, line.mean) = (weighted, weighted)
    (line.p10, line.p90) = (min(p10, weighted), max(p90, weighted))
    return line
  }
}

extension ForecastLearner {
  /// What may be won of the deals in scope from the day on, which is the first that is not known.
  ///
  /// - Parameters:
  ///   - day: The number of the first day of the forecast.
  ///   - bounds: Where its parts end, in days from that day on, ascending, above 0.
  ///   - group: By what rows are added.
  package func forecast(
    on day: Int, bounds: [Int], scope: Forecast.Scope = Forecast.Scope(), by group: Forecast.Group? = nil
  ) -> Forecast {
    let lesson = lesson(on: day, days: bounds.last ?? 1)
    var runs = ForecastRuns(parts: bounds.count, spread: lesson.spread)
    var chances = lesson.pipelines.map { $0.hazards.map { AgeChances($0, before: bounds) } }
    let typical = typicalValues(on: day)
    var used = Set<Int32>()
    for spell in past.spells where spell.isOpen(at: day) && scope.holds(spell) {
      used.insert(spell.pipeline)
      let visit = past.visit(of: spell.deal, at: day)
      let known = lesson.pipelines[Int(spell.pipeline)]
      let value = past.value(of: spell, at: day).map(Double.init)
      let chance = stageChance(visit?.stage, else: known.share)
      // What an open deal does not say is not guessed for the sum that people know from the board.
      let weighted = chance * (value ?? (spell.to == SalesPast.never ? 0 : typical[Int(spell.currency)]))
      var deal = ForecastRuns.Deal(
        currency: spell.currency, group: place(of: spell, visit, by: group),
        value: value ?? typical[Int(spell.currency)], weighted: weighted,
        expectedPart: bounds.firstIndex { Int(spell.expected) >= day && Int(spell.expected) < day + $0 })
      if let ages = chances[Int(spell.pipeline)]?.of(age: day - Int(spell.origin)) {
        deal.chances = adjusted(ages, visit, on: day, known.odds)
        deal.isLearned = true
      } else {
        deal.chances = bounds.indices.map { ($0 >= deal.expectedPart ?? bounds.count) ? chance : 0 }
        deal.undatedChance = chance
      }
      runs.add(deal)
    }
    var forecast = runs.forecast(currencies: past.currencies)
    forecast.learnedFrom = learned(lesson, used)
    return forecast.isLearned ? forecast : forecast.weightedOnly
  }

  /// Where some pipelines have learned and others not, those that have count.
  private func learned(_ lesson: ForecastLesson, _ used: Set<Int32>) -> Int {
    let lessons = lesson.pipelines.enumerated().filter { used.isEmpty || used.contains(Int32($0.offset)) }.map(
      \.element)
    let able = lessons.filter { $0.hazards != nil }
    return (able.isEmpty ? lessons : able).reduce(0) { $0 + $1.deals }
  }

  private func adjusted(
    _ chances: [Double], _ visit: SalesPast.Visit?, on day: Int, _ odds: [Standing: Double]
  ) -> [Double] {
    guard let visit, !odds.isEmpty else { return chances }
    let band = Standing.band(days: day - Int(visit.day))
    let factor =
      (odds[Standing(stage: visit.stage, band: nil)] ?? 1) * (odds[Standing(stage: visit.stage, band: band)] ?? 1)
    return factor == 1 ? chances : chances.map { scaled($0, by: factor) }
  }

  private func place(of spell: SalesPast.Spell, _ visit: SalesPast.Visit?, by group: Forecast.Group?) -> Int32 {
    switch group {
    case nil: 0
    case .owner: spell.owner
    case .stage: visit?.stage ?? -1
    }
  }

  private func stageChance(_ stage: Int32?, else share: Double) -> Double {
    stage.flatMap { past.stages[Int($0)].probability }.map { Double($0) / 100 } ?? share
  }

  /// By currency: the mean value of the deals won by then, else of those open then; 0 where there is none.
  private func typicalValues(on day: Int) -> [Double] {
    var (won, open) = ([(Double, Double)](repeating: (0, 0), count: past.currencies.count), [(Double, Double)]())
    open = won
    for spell in past.spells {
      let place = Int(spell.currency)
      if spell.isWon, Int(spell.to) < day {
        if spell.value > 0 { won[place] = (won[place].0 + Double(spell.value), won[place].1 + 1) }
      } else if spell.isOpen(at: day), let value = past.value(of: spell, at: day) {
        open[place] = (open[place].0 + Double(value), open[place].1 + 1)
      }
    }
    return zip(won, open).map { won, open in
      won.1 > 0 ? won.0 / won.1 : open.1 > 0 ? open.0 / open.1 : 0
    }
  }

  /// The value won in the days from `first` to before `end`; with `openOn` only of deals that were open then.
  package func won(from first: Int, until end: Int, openOn day: Int? = nil, scope: Forecast.Scope) -> [Int32: Double] {
    var sums: [Int32: Double] = [:]
    for spell in past.spells
    where spell.isWon && Int(spell.to) >= first && Int(spell.to) < end && scope.holds(spell)
      && day.map(spell.isOpen(at:)) != false
    {
      sums[spell.currency, default: 0] += Double(spell.value)
    }
    return sums
  }
}
