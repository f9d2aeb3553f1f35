/// What was known of one pipeline on a day about when its deals are won.
struct PipelineLesson {
  /// Nil where too few deals were closed to learn from.
  let hazards: AgeHazards?
  /// How many closed deals it is learned from; where that is too few, how many there were.
  let deals: Int
  /// The share of closed deals that were won, for stages without a chance of their own: with one more of each kind, so
  /// that it is a half where nothing is known.
  let share: Double
  /// How much the odds of deals in a stage, and at an age in the stage, differ from the pipeline's; by `Standing`.
  var odds: [Standing: Double] = [:]
}

/// Where in the pipeline a deal stands.
struct Standing: Hashable {
  let stage: Int32
  /// The band of days in the stage; nil for all of them.
  let band: Int?

  /// Days in a stage: under two weeks, under six, longer. Finer bands have too few deals in most files.
  static func band(days: Int) -> Int { days < 14 ? 0 : days < 42 ? 1 : 2 }
}

/// What was known of the whole file on a day.
struct ForecastLesson {
  /// By the pipeline's place.
  var pipelines: [PipelineLesson]
  /// The standard deviation of the logarithm of what came over what was forecast, which no number of deals averages out.
  var spread: Double
}

/// Learns from a past what was known on a day.
package struct ForecastLearner: Sendable {
  let past: SalesPast
  /// By pipeline: the days on which deals were closed, ascending.
  private let closings: [[Int]]
  private let wins: [[Int]]

  /// Fewer closed deals than this teach nothing.
  package static let fewestDeals = 30
  /// A quarter of a year: the shortest time that holds every part of the quarters by which many firms sell.
  static let windowDays = 91
  /// The window doubles until it has so many closed deals, or all.
  static let enoughDeals = 200
  /// How wrong forecasts are before a file has shown it, and as how many tests that counts.
  static let usualSpread = 0.3
  static let usualSpreadTests = 4.0
  /// A stage's deals count together with so many that do as the pipeline does.
  static let priorDeals = 20.0

  package init(_ past: SalesPast) {
    self.past = past
    var (closings, wins) = ([[Int]](repeating: [], count: past.pipelines.count), [[Int]]())
    wins = closings
    for spell in past.spells where spell.to != SalesPast.never {
      closings[Int(spell.pipeline)].append(Int(spell.to))
      if spell.isWon { wins[Int(spell.pipeline)].append(Int(spell.to)) }
    }
    self.closings = closings.map { $0.sorted() }
    self.wins = wins.map { $0.sorted() }
  }

  /// What was known when the day began, for a forecast of so many days.
  func lesson(on day: Int, days: Int) -> ForecastLesson {
    var lesson = ForecastLesson(pipelines: base(on: day), spread: Self.usualSpread)
    var tests = ForecastTests(past: past, lesson: lesson, knowsStages: stagesAreKnown(on: day))
    // The tests do not overlap, so that no deal's outcome counts twice; a year back at most.
    for number in 1...max(1, min(8, 364 / days)) {
      let start = day - number * days
      let known = base(on: start)
      if known.allSatisfy({ $0.hazards == nil }) { break }
      tests.add(known, from: start, days: days)
    }
    lesson.spread = tests.spread
    for place in lesson.pipelines.indices { lesson.pipelines[place].odds = tests.odds(ofPipeline: place) }
    return lesson
  }

  /// How many closed deals of the pipeline were known when the day began.
  func closedDeals(ofPipeline place: Int, before day: Int) -> Int { count(closings[place], before: day) }

  /// The hazards alone, without a test of them.
  private func base(on day: Int) -> [PipelineLesson] {
    let firsts = past.pipelines.indices.map { firstDay(ofPipeline: $0, on: day) }
    var counts = firsts.map { $0 == nil ? nil : AgeHazards.Counts() }
    for spell in past.spells {
      if let first = firsts[Int(spell.pipeline)] { counts[Int(spell.pipeline)]?.add(spell, from: first, until: day) }
    }
    return past.pipelines.indices.map { place in
      let closed = count(closings[place], before: day)
      let share = (Double(count(wins[place], before: day)) + 1) / (Double(closed) + 2)
      let used = firsts[place].map { closed - count(closings[place], before: $0) } ?? closed
      return PipelineLesson(hazards: counts[place].map(AgeHazards.init), deals: used, share: share)
    }
  }

  /// Where the window begins; nil where there is too little to learn from.
  private func firstDay(ofPipeline place: Int, on day: Int) -> Int? {
    let days = closings[place]
    let known = count(days, before: day)
    guard known >= Self.fewestDeals else { return nil }
    var length = Self.windowDays
    while known - count(days, before: day - length) < min(known, Self.enoughDeals) { length *= 2 }
    return day - length
  }

  /// By pipeline: whether the file knows the stages of most deals before they were closed. An import that has only the
  /// last stage does not say in which stages deals are won.
  private func stagesAreKnown(on day: Int) -> [Bool] {
    var (known, all) = ([Int](repeating: 0, count: past.pipelines.count), [Int]())
    all = known
    for spell in past.spells where Int(spell.to) < day {
      all[Int(spell.pipeline)] += 1
      if past.visit(of: spell.deal, at: Int(spell.to)) != nil { known[Int(spell.pipeline)] += 1 }
    }
    return zip(known, all).map { 2 * $0 > $1 }
  }

  private func count(_ days: [Int], before day: Int) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] < day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
