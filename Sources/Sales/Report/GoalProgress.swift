/// How far a goal is reached.
package struct GoalProgress: Hashable, Sendable {
  package let goal: Goal
  /// Minor units or deals, won by the owner in the period by closing date.
  package let won: Int128

  /// Whole percent, halves rounded up; nil for a goal of nothing.
  package var percent: Int? {
    guard case .percent(let percent)? = ReportFigure.Amount.share(won, of: Int128(goal.target)) else { return nil }
    return percent
  }
}

extension Store {
  /// Every goal with what has been won for it, the latest period first, then by owner as `users` sorts them.
  package func goalProgress(in zone: Zone) throws(StoreError) -> [GoalProgress] {
    try reading { () throws(StoreError) in
      var all: [GoalProgress] = []
      for goal in try rows(ListQuery<Goal>(sort: [ListSort("period", isDescending: true)])) {
        all.append(GoalProgress(goal: goal, won: try won(for: goal, in: zone)))
      }
      return all
    }
  }

  /// From the sums of the owner's won deals, pipeline by pipeline.
  func won(for goal: Goal, in zone: Zone) throws(StoreError) -> Int128 {
    guard let days = GoalPeriod(goal.period)?.days else { return 0 }
    let (first, after) = (days.lowerBound, days.upperBound.advanced(byDays: 1))
    let filter = Filter(terms: [
      Filter.Term(.owner(goal.ownerID)), Filter.Term(.statuses([.won])),
      Filter.Term(
        .moment(
          .closed, Filter.Span(from: zone.moment(of: first), below: zone.moment(of: after)),
          wholeDays: Filter.Span(from: first.midnightUTC, below: after.midnightUTC))),
    ])
    var won: Int128 = 0
    for plan in try pipelines() {
      let totals = try totals(of: plan.pipeline.id, filter: filter, closedSince: .distantPast)
      for tally in totals.values.flatMap(\.closed) {
        guard let currency = goal.currency else {
          won += Int128(tally.deals)
          continue
        }
        if tally.sum.currency == currency { won += tally.sum.minor }
      }
    }
    return won
  }
}
