// What a commit logged or took back, in words.

extension Commit {
  /// Nil when it neither logged nor deleted an activity.
  var activityText: CommitText? {
    let logged = edits(of: Activity.self).filter { ($0.before == nil) != ($0.after == nil) }
    guard let first = logged.first, let activity = first.after ?? first.before else { return nil }
    let isOne = logged.count == 1
    let event =
      first.after == nil
      ? (isUndo ? "\(isOne ? "is" : "are") gone again" : "\(isOne ? "was" : "were") deleted")
      : (isUndo ? "\(isOne ? "is" : "are") back" : "\(isOne ? "was" : "were") logged")
    guard !isOne else {
      return CommitText(subject: Row.activity(activity).title, event: whose(activity.dealID) + event)
    }
    let types = Set(logged.compactMap { ($0.after ?? $0.before)?.type })
    let noun = types.count == 1 ? activity.type.plural : "activities"
    return CommitText(subject: "\(grouped(logged.count)) \(noun)", event: event)
  }
}

extension ActivityType {
  fileprivate var plural: String {
    switch self {
    case .call, .email, .meeting, .note, .task: rawValue + "s"
    case .custom, .other: "activities"
    }
  }
}
