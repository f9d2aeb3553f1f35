/// What a stage's own past suggests for it; nil where too few deals have passed through to learn from.
package struct StageLesson: Hashable, Sendable {
  /// Days after which a deal there needs attention: half as much again as the median of the deals that were won.
  package var limit: Learned?
  /// Percent of the deals closed since that were won.
  package var chance: Learned?

  /// A number, and from how many deals it is learned.
  package struct Learned: Hashable, Sendable {
    package let value: Int
    package let deals: Int

    package init(value: Int, deals: Int) {
      self.value = value
      self.deals = deals
    }
  }

  package init(limit: Learned? = nil, chance: Learned? = nil) {
    self.limit = limit
    self.chance = chance
  }

  /// Fewer deals than this say nothing.
  package static let fewestDeals = 5
  /// Only so many deals, those closed last, are learned from: old ones say little about how the team sells now, and the
  /// work stays the same however many there are.
  package static let mostDeals = 10_000
}

/// How many closed deals of one fate were in a stage for so many whole days, all their stays there together.
package struct ClosedStay: Hashable, Sendable {
  package let stage: StageID
  package let isWon: Bool
  package let days: Int
  package let deals: Int

  package init(stage: StageID, isWon: Bool, days: Int, deals: Int) {
    self.stage = stage
    self.isWon = isWon
    self.days = days
    self.deals = deals
  }
}

extension StageLesson {
  /// What the stays teach about each stage that has any.
  package static func lessons(from stays: [ClosedStay]) -> [StageID: StageLesson] {
    Dictionary(grouping: stays, by: \.stage).mapValues { stays in
      let won = stays.filter(\.isWon)
      return StageLesson(limit: limit(won), chance: chance(won, of: stays))
    }
  }

  private static func limit(_ won: [ClosedStay]) -> Learned? {
    let count = won.reduce(0) { $0 + $1.deals }
    guard count >= fewestDeals else { return nil }
    // Both middle values of an even number, the same one twice of an odd number; half as much again, rounded up.
    let sum = days((count - 1) / 2, of: won) + days(count / 2, of: won)
    return Learned(value: max(1, (3 * sum + 3) / 4), deals: count)
  }

  /// The days of the deal at that place, from 0, when all stand in order of their days.
  static func days(_ place: Int, of stays: [ClosedStay]) -> Int {
    var before = 0
    for stay in stays.sorted(by: { $0.days < $1.days }) {
      before += stay.deals
      if before > place { return stay.days }
    }
    return 0
  }

  private static func chance(_ won: [ClosedStay], of all: [ClosedStay]) -> Learned? {
    let (part, whole) = (won.reduce(0) { $0 + $1.deals }, all.reduce(0) { $0 + $1.deals })
    guard whole >= fewestDeals else { return nil }
    return Learned(value: (200 * part + whole) / (2 * whole), deals: whole)
  }
}

extension StageTransition {
  /// The rows of a history, oldest first, that still hold. An undone move leaves both its own row and one that begins
  /// where the stage before began, so such a row voids all from the one on that it repeats; and a stage that was left in
  /// the second of its entry was no visit. A clock that went back makes no row void.
  package static func standing(_ history: [StageTransition]) -> [StageTransition] {
    var visits: [StageTransition] = []
    for row in history {
      if let repeated = visits.lastIndex(where: { $0.toStageID == row.toStageID && $0.enteredAt == row.enteredAt }) {
        visits.removeSubrange(repeated...)
      }
      while let last = visits.last, last.enteredAt == row.enteredAt { visits.removeLast() }
      visits.append(row)
    }
    return visits
  }

  /// The visits that hold, each with its seconds: until the deal left the stage or, where that came first, until `end`,
  /// when it was closed, or now while it is open. Never less than none, whatever the clocks said.
  package static func stays(
    _ history: [StageTransition], until end: Timestamp
  ) -> [(visit: StageTransition, seconds: Int64)] {
    let visits = standing(history)
    return visits.enumerated().map { index, visit in
      let left = index + 1 < visits.count ? min(visits[index + 1].enteredAt, end) : end
      return (visit, max(0, left.seconds - visit.enteredAt.seconds))
    }
  }
}
