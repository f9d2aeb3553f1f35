/// Forecasts from earlier days, made with what was known then, beside what came: how far off they are, and whether the
/// stage of a deal tells more than its age alone.
struct ForecastTests {
  let past: SalesPast
  let lesson: ForecastLesson
  let knowsStages: [Bool]
  /// By pipeline.
  private var samples: [[Sample]]
  private var squares = 0.0
  private var tests = 0.0

  private struct Sample {
    let chance: Double
    let standing: Standing
    let isWon: Bool
  }

  private struct Sum {
    var deals = 0.0
    var expected = 0.0
    var variance = 0.0
    var came = 0.0

    /// Adds a deal that is worth so much, 1 where deals are counted.
    mutating func add(_ chance: Double, worth value: Double = 1, isWon: Bool) {
      deals += 1
      expected += chance * value
      variance += chance * (1 - chance) * value * value
      if isWon { came += value }
    }
  }

  init(past: SalesPast, lesson: ForecastLesson, knowsStages: [Bool]) {
    self.past = past
    self.lesson = lesson
    self.knowsStages = knowsStages
    samples = Array(repeating: [], count: past.pipelines.count)
  }

  /// Adds the test of a forecast of so many days from the day on.
  mutating func add(_ known: [PipelineLesson], from day: Int, days: Int) {
    var chances = known.map { $0.hazards.map { AgeChances($0, before: [days]) } }
    var sums = [Sum](repeating: Sum(), count: past.currencies.count)
    for spell in past.spells where spell.isOpen(at: day) {
      let place = Int(spell.pipeline)
      guard let chance = chances[place]?.of(age: day - Int(spell.origin))[0] else { continue }
      let isWon = spell.isWon && Int(spell.to) < day + days
      if knowsStages[place], let visit = past.visit(of: spell.deal, at: day) {
        let standing = Standing(stage: visit.stage, band: Standing.band(days: day - Int(visit.day)))
        samples[place].append(Sample(chance: chance, standing: standing, isWon: isWon))
      }
      guard let value = past.value(of: spell, at: day).map(Double.init) else { continue }
      sums[Int(spell.currency)].add(chance, worth: value, isWon: isWon)
    }
    for sum in sums where sum.expected > 0 { add(sum) }
  }

  /// What chance alone explains is taken from the miss. Where nothing came, as bad as a tenth.
  private mutating func add(_ sum: Sum) {
    let miss = ForecastNumbers.ln(max(0.1, sum.came / sum.expected))
    squares += max(0, miss * miss - sum.variance / (sum.expected * sum.expected))
    tests += 1
  }

  var spread: Double {
    let usual = ForecastLearner.usualSpread * ForecastLearner.usualSpread * ForecastLearner.usualSpreadTests
    return ((usual + squares) / (ForecastLearner.usualSpreadTests + tests)).squareRoot()
  }

  /// By how much the odds of deals in a stage, then at an age in it, differ from what their age says; 1 is left out.
  func odds(ofPipeline place: Int) -> [Standing: Double] {
    let samples = samples[place]
    let expected = samples.reduce(0) { $0 + $1.chance }
    let won = samples.count { $0.isWon }
    guard expected > 0, won > 0 else { return [:] }
    // How the stages differ is asked, not how right the forecasts were as a whole.
    let level = Double(won) / expected
    let chances = samples.map { min(0.99, $0.chance * level) }
    let byStage = odds(zip(samples, chances)) { Standing(stage: $0.standing.stage, band: nil) }
    let better = zip(samples, chances).map { sample, chance in
      scaled(chance, by: byStage[Standing(stage: sample.standing.stage, band: nil)] ?? 1)
    }
    return byStage.merging(odds(zip(samples, better)) { $0.standing }) { $1 }
  }

  /// The odds of each group, drawn towards 1; none where the groups differ by no more than chance makes them.
  private func odds(
    _ samples: Zip2Sequence<[Sample], [Double]>, of group: (Sample) -> Standing
  ) -> [Standing: Double] {
    var groups: [Standing: Sum] = [:]
    for (sample, chance) in samples {
      groups[group(sample), default: Sum()].add(chance, isWon: sample.isWon)
    }
    // Pearson's statistic is about one for each group where they do not differ.
    let statistic = groups.values.reduce(0) { total, sum in
      let miss = sum.came - sum.expected
      return total + (sum.variance > 0 ? miss * miss / sum.variance : 0)
    }
    guard groups.count > 1, statistic > 2 * Double(groups.count) else { return [:] }
    return groups.compactMapValues { sum in
      let mean = sum.expected / sum.deals
      guard mean > 0, mean < 1 else { return nil }
      let prior = ForecastLearner.priorDeals
      return (sum.came + prior * mean) / (sum.deals - sum.came + prior * (1 - mean)) * (1 - mean) / mean
    }
  }
}

/// The chance whose odds are so many times those of the chance given.
func scaled(_ chance: Double, by odds: Double) -> Double { chance * odds / (1 - chance + chance * odds) }
