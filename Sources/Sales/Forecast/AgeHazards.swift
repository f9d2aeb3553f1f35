/// With which chance a deal of some age is won, and lost, on a day: counted from the deals of one pipeline that were open
/// in a window of time (competing risks, after Aalen and Johansen).
struct AgeHazards {
  /// By age in days; older deals have the last one.
  private(set) var won: [Double] = []
  private(set) var lost: [Double] = []

  /// Ages are counted up to 11 years.
  static let oldest = 4000
  /// A band of ages is a week long at least, and grows until so many deals were closed in it: then its hazard is known to
  /// about a third, and the last band reaches from the oldest closings to every later age.
  static let bandDays = 7
  static let bandClosings = 10

  /// How many deals were open at each age, and how many of them were won and lost then.
  struct Counts {
    fileprivate var starts = [Int](repeating: 0, count: AgeHazards.oldest + 2)
    fileprivate var won = [Int](repeating: 0, count: AgeHazards.oldest + 1)
    fileprivate var lost = [Int](repeating: 0, count: AgeHazards.oldest + 1)

    /// Adds what the days from `first` to before `end` show of the spell.
    mutating func add(_ spell: SalesPast.Spell, from first: Int, until end: Int) {
      let (origin, from, to) = (Int(spell.origin), Int(spell.from), Int(spell.to))
      guard from < end, to >= first else { return }
      let isClosed = to < end
      let youngest = age(max(from, first) - origin)
      let last = age((isClosed ? to : end - 1) - origin)
      guard last >= youngest else { return }
      starts[youngest] += 1
      starts[last + 1] -= 1
      guard isClosed else { return }
      if spell.isWon { won[last] += 1 } else { lost[last] += 1 }
    }

    private func age(_ days: Int) -> Int { min(max(days, 0), AgeHazards.oldest) }
  }

  init(_ counts: Counts) {
    won.reserveCapacity(Self.oldest + 1)
    lost.reserveCapacity(Self.oldest + 1)
    var (open, days, wins, losses) = (0, 0, 0, 0)
    for age in 0...Self.oldest {
      open += counts.starts[age]
      days += open
      wins += counts.won[age]
      losses += counts.lost[age]
      let length = age + 1 - won.count
      if length >= Self.bandDays, wins + losses >= Self.bandClosings {
        close(length, days: days, wins: wins, losses: losses)
        (days, wins, losses) = (0, 0, 0)
      }
    }
    close(Self.oldest + 1 - won.count, days: days, wins: wins, losses: losses)
  }

  private mutating func close(_ length: Int, days: Int, wins: Int, losses: Int) {
    // Where no deal was that old nobody knows more than of the ages before.
    let (win, loss) =
      days > 0 ? (Double(wins) / Double(days), Double(losses) / Double(days)) : (won.last ?? 0, lost.last ?? 0)
    won += Array(repeating: win, count: length)
    lost += Array(repeating: loss, count: length)
  }

  /// The chance that a deal which is so many days old on the first day is won before each of the bounds, in days from
  /// that one on, ascending.
  func chances(age: Int, before bounds: [Int]) -> [Double] {
    var (open, chance, day) = (1.0, 0.0, 0)
    return bounds.map { bound in
      while day < bound {
        let place = min(max(age + day, 0), Self.oldest)
        chance += open * won[place]
        open *= max(0, 1 - won[place] - lost[place])
        day += 1
      }
      return min(1, chance)
    }
  }
}

/// The chances of one pipeline by age, each computed once.
struct AgeChances {
  private let hazards: AgeHazards
  private let bounds: [Int]
  private var known: [[Double]?]

  init(_ hazards: AgeHazards, before bounds: [Int]) {
    self.hazards = hazards
    self.bounds = bounds
    known = Array(repeating: nil, count: AgeHazards.oldest + 1)
  }

  mutating func of(age: Int) -> [Double] {
    let place = min(max(age, 0), AgeHazards.oldest)
    if let chances = known[place] { return chances }
    let chances = hazards.chances(age: place, before: bounds)
    known[place] = chances
    return chances
  }
}
