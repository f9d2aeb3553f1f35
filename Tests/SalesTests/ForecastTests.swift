import Sales
import Support
import Testing

@Suite("The forecast") struct ForecastTests {
  /// 2026-01-01.
  static let start = 20_454
  static let scope = Forecast.Scope()

  @Test("agrees with the closed form where hazards are constant")
  func closedForm() {
    let history = History(seed: 1, days: 500, perDay: 8) { _, _ in (0.01, 0.006) }
    let day = Self.start + 500
    let forecast = ForecastLearner(history.past).forecast(on: day, bounds: [30, 90])
    let open = history.spells.filter { $0.to == SalesPast.never }
    let value = open.reduce(0) { $0 + Double($1.value) }
    for (part, days) in [30, 90].enumerated() {
      // Won by then: w / (w + l) of those that close, (1 - w - l)^days of which have not.
      var left = 1.0
      for _ in 0..<days { left *= 1 - 0.016 }
      let expected = value * 0.01 / 0.016 * (1 - left)
      let mean = forecast.parts[...part].reduce(0) { $0 + $1.mean }
      #expect(abs(mean / expected - 1) < 0.15, "\(days) days: \(mean), not \(expected)")
    }
    let total = forecast.totals[0]
    #expect(total.p10 < total.p50 && total.p50 < total.p90)
    #expect(abs(total.p50 / total.mean - 1) < 0.05)
    #expect(forecast.learnedFrom >= 200)
  }

  @Test("lets deals rest that are older than any that was won")
  func oldDeals() {
    // Nothing is ever won or lost after day 60.
    let history = History(seed: 2, days: 400, perDay: 6) { age, _ in age < 60 ? (0.012, 0.006) : (0, 0) }
    let day = Self.start + 400
    let forecast = ForecastLearner(history.past).forecast(on: day, bounds: [90])
    let (young, old) = history.open(at: day).reduce(into: (0.0, 0.0)) { sums, spell in
      if day - Int(spell.origin) < 60 { sums.0 += Double(spell.value) } else { sums.1 += Double(spell.value) }
    }
    #expect(old > 2 * young, "the test needs many old deals")
    // A young deal is won with at most 0.012 / 0.018 of certainty.
    #expect(forecast.totals[0].mean < 0.67 * young)
    #expect(forecast.totals[0].weighted > 0.5 * (young + old), "the weighted sum does not see ages")
  }

  @Test("tells stages apart where the history shows that they differ, and only there", arguments: [true, false])
  func stages(differ: Bool) {
    let history = History(seed: 3, days: 500, perDay: 8, stages: 2) { _, stage in
      differ ? (stage == 0 ? (0.003, 0.012) : (0.02, 0.005)) : (0.01, 0.008)
    }
    let forecast = ForecastLearner(history.past).forecast(on: Self.start + 500, bounds: [30], by: .stage)
    let shares = forecast.groups.map { line in
      line.mean / history.open(at: Self.start + 500, stage: line.group).reduce(0) { $0 + Double($1.value) }
    }
    #expect(shares.count == 2)
    if differ {
      #expect(shares[1] > 3 * shares[0], "\(shares)")
    } else {
      #expect(abs(shares[1] / shares[0] - 1) < 0.35, "\(shares)")
    }
  }

  @Test("of a past day knows nothing that came later")
  func noHindsight() {
    let history = History(seed: 4, days: 420, perDay: 5, stages: 2) { _, stage in (0.008 + 0.008 * Double(stage), 0.01)
    }
    for day in [Self.start + 120, Self.start + 200, Self.start + 300] {
      let later = ForecastLearner(history.past).forecast(on: day, bounds: [30, 60], by: .owner)
      let then = ForecastLearner(history.past(until: day)).forecast(on: day, bounds: [30, 60], by: .owner)
      #expect(described(later) == described(then))
    }
  }

  @Test("replays values as they were, and a closing that was taken back")
  func replay() {
    var builder = History.builder(stages: 1)
    builder.add(SalesPast.Spell(origin: 100, value: 900), id: "1")
    let moment = { (day: Int) in Day(number: day).midnightUTC }
    builder.addEdit(
      of: "1", at: moment(120), [.init(name: "value", before: .integer(500), after: .integer(900))])
    builder.addEdit(
      of: "1", at: moment(140),
      [
        .init(name: "status", before: .text("won"), after: .text("open")),
        .init(name: "closed_at", before: .integer(moment(130).seconds), after: .null),
      ])
    let learner = ForecastLearner(builder.finish())
    let weighted = [110, 125, 135, 150].map { learner.forecast(on: $0, bounds: [30]).totals.first?.weighted.rounded() }
    // One of one won, and one more of each kind: two of three.
    #expect(weighted == [250, 450, nil, 600])
    #expect(learner.won(from: 110, until: 160, openOn: 110, scope: Self.scope) == [0: 900])
    #expect(learner.won(from: 131, until: 160, scope: Self.scope) == [:])
  }

  @Test("shows the weighted sum until 30 deals are closed")
  func fewDeals() {
    var builder = History.builder(stages: 1)
    for number in 0..<29 {
      builder.add(SalesPast.Spell(origin: 100, to: 110, isWon: true, value: 100), id: "\(number)")
    }
    builder.add(SalesPast.Spell(origin: 100, value: 1000), id: "29")
    var more = builder
    let few = ForecastLearner(builder.finish()).forecast(on: 200, bounds: [30])
    #expect(few.learnedFrom == 29 && !few.isLearned)
    #expect(few.totals[0].p50 == few.totals[0].weighted && few.totals[0].mean == few.totals[0].weighted)
    more.add(SalesPast.Spell(origin: 100, to: 110, isWon: true, value: 100), id: "30")
    let enough = ForecastLearner(more.finish()).forecast(on: 200, bounds: [30])
    #expect(enough.learnedFrom == 30 && enough.isLearned)
  }

  @Test("of nothing is nothing")
  func nothing() {
    var builder = History.builder(stages: 1)
    let empty = ForecastLearner(builder.finish())
    #expect(empty.forecast(on: 200, bounds: [30]).totals.isEmpty)
    let test = empty.backtest(
      from: Day(number: 0), to: Day(number: 400), days: 30, before: Day(number: 500), scope: Self.scope)
    #expect(test.rows.isEmpty && test.error == nil && test.held == 0)
    var worthless = History.builder(stages: 1)
    for number in 0..<40 {
      let spell = SalesPast.Spell(origin: 1, to: number < 35 ? 20 : SalesPast.never, value: 0)
      worthless.add(spell, id: "\(number)")
    }
    let line = ForecastLearner(worthless.finish()).forecast(on: 100, bounds: [30]).totals[0]
    #expect([line.p10, line.p90, line.mean] == [0, 0, 0])
  }

  @Test("holds what came in about 80 of 100 ranges, and misses it by less than the weighted sum", arguments: [11, 12])
  func backtest(seed: UInt64) {
    let history = History(seed: seed, days: 730, perDay: 4) { age, _ in age < 100 ? (0.008, 0.008) : (0.0005, 0.0005) }
    let first = Day(number: Self.start)
    let test = ForecastLearner(history.past).backtest(
      from: first.advanced(byMonths: 8), to: first.advanced(byMonths: 20), days: 60,
      before: Day(number: Self.start + 730), scope: Self.scope)
    #expect(test.rows.count == 13)
    #expect(test.held >= 10, "\(test.held) of \(test.rows.count)")
    #expect((test.error ?? 1) < 0.3)
    #expect((test.error ?? 1) < (test.weightedError ?? 0) / 2)
  }

  private func described(_ forecast: Forecast) -> [String] {
    (forecast.totals + forecast.parts + forecast.groups).map { "\($0)" } + ["\(forecast.learnedFrom)"]
  }
}

/// Deals that were won and lost with known hazards, the same for the same seed.
private struct History {
  private(set) var spells: [SalesPast.Spell] = []
  private var stageOf: [Int] = []
  private let stages: Int

  /// `hazards` are the chances of a win and a loss on a day, by age and stage. A deal stays in one stage.
  init(
    seed: UInt64, days: Int, perDay: Int, stages: Int = 1, hazards: (_ age: Int, _ stage: Int) -> (Double, Double)
  ) {
    self.stages = stages
    var dice = SeededGenerator(seed: seed)
    for created in 0..<days {
      for _ in 0..<perDay {
        let origin = ForecastTests.start + created
        var spell = SalesPast.Spell(
          origin: Int32(origin), owner: Int32.random(in: -1...1, using: &dice),
          value: Int64.random(in: 50_000...150_000, using: &dice))
        let stage = Int.random(in: 0..<stages, using: &dice)
        for age in 1..<max(1, days - created) {
          let (win, loss) = hazards(age, stage)
          let number = Double.random(in: 0..<1, using: &dice)
          guard number < win + loss else { continue }
          (spell.to, spell.isWon) = (Int32(origin + age), number < win)
          break
        }
        spells.append(spell)
        stageOf.append(stage)
      }
    }
  }

  var past: SalesPast { past(until: .max) }

  /// As the file was when that day began.
  func past(until day: Int) -> SalesPast {
    var builder = Self.builder(stages: stages)
    for (number, spell) in spells.enumerated() where Int(spell.origin) < day {
      var spell = spell
      if Int(spell.to) >= day { (spell.to, spell.isWon) = (SalesPast.never, false) }
      builder.add(spell, id: "\(number)")
    }
    for (number, spell) in spells.enumerated() where Int(spell.origin) < day {
      builder.addVisit(
        "", of: "\(number)", stage: Self.stage(stageOf[number]).id.description,
        at: Day(number: Int(spell.origin)).midnightUTC)
    }
    return builder.finish()
  }

  func open(at day: Int, stage: Int32? = nil) -> [SalesPast.Spell] {
    spells.indices.filter { index in
      Int(spells[index].to) >= day && (stage == nil || Int32(stageOf[index]) == stage)
    }.map { spells[$0] }
  }

  static func builder(stages count: Int) -> SalesPast.Builder {
    let stages = (0..<count).map(stage)
    let owners = ["ana", "bo"].enumerated().map { (id: UserID(bits: UInt128($0.offset + 1)), name: $0.element) }
    var builder = SalesPast.Builder(
      plans: [PipelinePlan(pipeline: Pipeline(id: PipelineID(bits: 1)), stages: stages)], owners: owners)
    _ = builder.currency("USD")
    return builder
  }

  private static func stage(_ number: Int) -> Stage {
    var stage = Stage(id: StageID(bits: UInt128(number + 1)))
    stage.name = "Stage \(number)"
    return stage
  }
}
