// Activities and tasks, and what they do to the deal they are linked to (contract §3, §6).

extension Records {
  /// What an import brings is no news, so it wakes no stalled deal.
  mutating func createActivity(
    _ values: [Assignment<Activity>], isImport: Bool = false, _ occasion: Occasion
  ) throws(StoreError) {
    let activity = try makeActivity(values, occasion)
    try insert(activity)
    try activityChanged(from: nil, to: activity, isImport: isImport, occasion)
  }

  /// A new activity that keeps the rules, not yet written.
  mutating func makeActivity(
    _ values: [Assignment<Activity>], _ occasion: Occasion
  ) throws(StoreError) -> Activity {
    try Activity.require(["type"], in: values)
    var activity = Activity(id: try makeID(Activity.self))
    activity.occurredAt = occasion.now
    try activity.assign(values, at: occasion.now)
    if !values.names("status") { activity.status = activity.usualStatus(at: occasion.now) }
    try requireReferences(in: values)
    try requireNotAhead(activity, occasion)
    activity.begin(at: occasion.now)
    return activity
  }

  mutating func editActivity(
    _ id: ActivityID, _ values: [Assignment<Activity>], isImport: Bool = false, _ occasion: Occasion
  ) throws(StoreError) {
    let before = try existing(id)
    var after = before
    try after.assign(values, at: occasion.now)
    try requireReferences(in: values)
    if after.status != before.status || after.occurredAt != before.occurredAt {
      try requireNotAhead(after, occasion)
    }
    if try update(before, to: after, occasion) {
      try activityChanged(from: before, to: after, isImport: isImport, occasion)
    }
  }

  mutating func deleteActivity(_ id: ActivityID, _ occasion: Occasion) throws(StoreError) {
    let activity = try existing(id)
    try remove(activity)
    try activityChanged(from: activity, to: nil, occasion)
  }

  private func requireNotAhead(_ activity: Activity, _ occasion: Occasion) throws(StoreError) {
    let latest = occasion.now.advanced(bySeconds: Limits.completedAhead)
    if activity.status == .completed && activity.occurredAt > latest { throw .refusing(.completedAhead, "occurred_at") }
  }

  /// Keeps the deals on both sides of the edit right.
  private mutating func activityChanged(
    from before: Activity?, to after: Activity?, isImport: Bool = false, _ occasion: Occasion
  ) throws(StoreError) {
    if let left = before?.dealID, left != after?.dealID {
      try updateDeal(left, occasion)
    }
    guard let after, let deal = after.dealID else { return }
    let isCompleted = after.status == .completed
    let wasCompletedHere = before?.status == .completed && before?.dealID == deal
    try updateDeal(
      deal, touchedAt: isCompleted ? after.occurredAt : nil, revives: isCompleted && !wasCompletedHere && !isImport,
      occasion)
  }

  /// Recomputes `last_activity_at`, and for a human touch raises `touched_at` and wakes a stalled deal.
  mutating func updateDeal(
    _ id: DealID, touchedAt: Timestamp? = nil, revives: Bool = false, _ occasion: Occasion
  ) throws(StoreError) {
    guard let before = try find(id) else { return }
    var after = before
    after.lastActivityAt = try lastActivity(of: id)
    if let touchedAt { after.touch(at: touchedAt, now: occasion.now) }
    if revives && after.status == .stalled { after.status = .open }
    try update(before, to: after, occasion)
  }

  /// A task that an import brings as completed was completed before, so it does not touch its deal.
  mutating func createFollowUp(
    _ values: [Assignment<FollowUp>], isImport: Bool = false, _ occasion: Occasion
  ) throws(StoreError) {
    let followUp = try makeFollowUp(values, occasion)
    try insert(followUp)
    if !isImport { try followUpChanged(from: nil, to: followUp, occasion) }
  }

  /// A new task that keeps the rules, not yet written.
  mutating func makeFollowUp(
    _ values: [Assignment<FollowUp>], _ occasion: Occasion
  ) throws(StoreError) -> FollowUp {
    try FollowUp.require(["title"], in: values)
    var followUp = FollowUp(id: try makeID(FollowUp.self))
    try followUp.assign(values)
    try requireReferences(in: values)
    followUp.begin(at: occasion.now)
    return followUp
  }

  mutating func editFollowUp(
    _ id: FollowUpID, _ values: [Assignment<FollowUp>], seen: [Assignment<FollowUp>], isImport: Bool = false,
    _ occasion: Occasion
  ) throws(StoreError) {
    let before = try existing(id)
    try requireUnchanged(before, since: seen)
    var after = before
    try after.assign(values)
    try requireReferences(in: values)
    if try update(before, to: after, occasion), !isImport {
      try followUpChanged(from: before, to: after, occasion)
    }
  }

  /// Completing a task is a human touch of its deal.
  private mutating func followUpChanged(
    from before: FollowUp?, to after: FollowUp, _ occasion: Occasion
  ) throws(StoreError) {
    guard after.status == .completed, before?.status != .completed, let deal = after.dealID else { return }
    try updateDeal(deal, touchedAt: occasion.now, occasion)
  }
}

// The defaults that depend on the present (contract §6).
extension Activity {
  fileprivate mutating func assign(_ values: [Assignment<Activity>], at now: Timestamp) throws(StoreError) {
    try assign(values)
    if values.clears("occurred_at") { occurredAt = now }
    if values.clears("status") { status = usualStatus(at: now) }
  }

  fileprivate func usualStatus(at now: Timestamp) -> ActivityStatus { occurredAt > now ? .scheduled : .completed }
}
