/// Lets the open deals be won or not, many times over, and sorts what came out.
///
/// In each run one common shock moves all deals together, as a good or bad quarter does: without it the range of many
/// deals would be far too narrow.
struct ForecastRuns {
  struct Deal {
    let currency: Int32
    let group: Int32
    let value: Double
    let weighted: Double
    let expectedPart: Int?
    /// The chance to be won before each part's end.
    var chances: [Double] = []
    /// The chance to be won at all, where nobody knows when.
    var undatedChance: Double?
    var isLearned = false

    init(currency: Int32, group: Int32, value: Double, weighted: Double, expectedPart: Int?) {
      self.currency = currency
      self.group = group
      self.value = value
      self.weighted = weighted
      self.expectedPart = expectedPart
    }
  }

  private struct Key: Hashable {
    let currency: Int32
    let group: Int32
  }

  /// What a run reads of a deal.
  private struct Draw {
    let key: Int32
    let isLearned: Bool
    let value: Double
    let chance: Double
  }

  private let parts: Int
  private let spread: Double
  private var keys: [Key: Int32] = [:]
  private var ordered: [Key] = []
  private var draws: [Draw] = []
  /// The chances before the parts' ends, deal by deal.
  private var chances: [Double] = []
  /// Exact sums, by key and part; after the parts come all of them.
  private var means: [Double] = []
  private var weighted: [Double] = []
  private var deals: [Int] = []

  /// So many runs put the 10 and 90 of 100 within a hundredth of a deviation; fewer where there are very many deals,
  /// whose own chances average out.
  private static let mostRuns = 1000
  private static let fewestRuns = 200
  private static let mostDraws = 10_000_000
  private static let mostSums = 2_000_000
  /// How uncertain a stage's own chance is, as a deviation of the logarithm of its odds.
  private static let unlearnedSpread = 1.0
  private static let seed: UInt64 = 20_261_201

  init(parts: Int, spread: Double) {
    self.parts = parts
    self.spread = spread
  }

  mutating func add(_ deal: Deal) {
    let place = place(of: Key(currency: deal.currency, group: deal.group))
    let chance = deal.undatedChance ?? deal.chances.last ?? 0
    draws.append(Draw(key: place, isLearned: deal.isLearned, value: deal.value, chance: chance))
    chances += deal.chances
    let first = Int(place) * (parts + 1)
    var before = 0.0
    for part in 0..<parts {
      means[first + part] += (deal.chances[part] - before) * deal.value
      before = deal.chances[part]
    }
    means[first + parts] += chance * deal.value
    if let part = deal.expectedPart { weighted[first + part] += deal.weighted }
    weighted[first + parts] += deal.weighted
    deals[Int(place)] += 1
  }

  private mutating func place(of key: Key) -> Int32 {
    if let place = keys[key] { return place }
    let place = Int32(ordered.count)
    keys[key] = place
    ordered.append(key)
    means += Array(repeating: 0, count: parts + 1)
    weighted += Array(repeating: 0, count: parts + 1)
    deals.append(0)
    return place
  }

  /// The rows, by currency in the order of the codes, then by group.
  func forecast(currencies: [Currency]) -> Forecast {
    let cells = max(1, ordered.count * (parts + 1))
    let runs = max(
      Self.fewestRuns, min(Self.mostRuns, Self.mostDraws / max(1, draws.count), Self.mostSums / cells))
    let sums = simulate(runs)
    var forecast = Forecast()
    let used = Set(ordered.map(\.currency)).sorted { currencies[Int($0)] < currencies[Int($1)] }
    for currency in used {
      let places = ordered.indices.filter { ordered[$0].currency == currency }
      forecast.totals.append(line(Forecast.Line(currency: currency), places, part: parts, sums, runs))
      for part in 0..<parts {
        forecast.parts.append(line(Forecast.Line(currency: currency, part: part), places, part: part, sums, runs))
      }
      for place in places.sorted(by: { ordered[$0].group < ordered[$1].group }) {
        let group = Forecast.Line(currency: currency, group: ordered[place].group)
        forecast.groups.append(line(group, [place], part: parts, sums, runs))
      }
    }
    return forecast
  }

  /// What was won in each run, by key, part and run.
  private func simulate(_ runs: Int) -> [Double] {
    var dice = ForecastDice(seed: Self.seed)
    var sums = [Double](repeating: 0, count: ordered.count * (parts + 1) * runs)
    for run in 0..<runs {
      // The shocks stand at even steps of their distribution, which leaves less to luck than drawing them.
      let shock = ForecastNumbers.normalQuantile((Double(run) + 0.5) / Double(runs))
      let hazard = ForecastNumbers.exp(spread * shock)
      let odds = ForecastNumbers.exp(Self.unlearnedSpread * shock)
      for (index, draw) in draws.enumerated() {
        let number = dice.next()
        let needed = draw.isLearned ? number / hazard : number / (number + odds * (1 - number))
        guard needed < draw.chance else { continue }
        let first = Int(draw.key) * (parts + 1)
        sums[(first + parts) * runs + run] += draw.value
        if let part = (0..<parts).first(where: { needed < chances[index * parts + $0] }) {
          sums[(first + part) * runs + run] += draw.value
        }
      }
    }
    return sums
  }

  private func line(
    _ line: Forecast.Line, _ places: [Int], part: Int, _ sums: [Double], _ runs: Int
  ) -> Forecast.Line {
    var line = line
    var results = [Double](repeating: 0, count: runs)
    for place in places {
      let cell = place * (parts + 1) + part
      line.mean += means[cell]
      line.weighted += weighted[cell]
      line.deals += deals[place]
      for run in 0..<runs { results[run] += sums[cell * runs + run] }
    }
    results.sort()
    (line.p10, line.p50, line.p90) = (results[runs / 10], results[runs / 2], results[runs * 9 / 10])
    return line
  }
}
