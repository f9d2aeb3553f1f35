// Goals and the review list.

extension Records {
  /// One goal for each owner, period and currency, or number of deals: one that is there gets the target.
  mutating func setGoal(
    of owner: UserID, period: String, currency: Currency?, target: Int64, _ occasion: Occasion
  ) throws(StoreError) {
    guard let period = GoalPeriod(period)?.description else { throw .refusing(.invalid(.text), "period") }
    let values: [Assignment<Goal>] = [
      .set(\.ownerID, owner), .set(\.period, period), .set(\.currency, currency), .set(\.target, target),
    ]
    try requireReferences(in: values)
    if let before = try goals(of: owner).first(where: { $0.period == period && $0.currency == currency }) {
      var after = before
      try after.assign([.set(\.target, target)])
      try update(before, to: after, occasion)
      return
    }
    var goal = Goal(id: try makeID(Goal.self))
    try goal.assign(values)
    goal.begin(at: occasion.now)
    try insert(goal)
  }

  /// One item for each deal: one that is there gets the reason and is open again.
  mutating func reviewDeal(_ id: DealID, reason: String, _ occasion: Occasion) throws(StoreError) {
    let deal = try existing(id)
    let known = try rows(referringTo: deal.key).lazy.compactMap(ReviewItem.init(row:)).first
    let values: [Assignment<ReviewItem>] = [.set(\.dealID, id), .set(\.reason, reason)]
    guard let known else {
      var item = ReviewItem(id: try makeID(ReviewItem.self))
      try item.assign(values)
      item.begin(at: occasion.now)
      return try insert(item)
    }
    var item = known
    try item.assign(values)
    item.createdAt = occasion.now
    try update(known, to: item, occasion)
  }
}
