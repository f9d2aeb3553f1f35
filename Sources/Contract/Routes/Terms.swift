import Sales

extension Query {
  /// What rows of the list must be, one term for each filter (contract §3, §6). `now` dates what is counted in days.
  func terms(now: Timestamp) -> [ListTerm] {
    // In one order whatever the order in the request, so that the same question is the same statement.
    filters.sorted { $0.key < $1.key }.map { name, value in Self.term(name, value, now) }
  }

  private static func term(_ name: String, _ value: Scalar, _ now: Timestamp) -> ListTerm {
    switch name {
    case "min_value": ListTerm("value", .atLeast, value)
    case "max_value": ListTerm("value", .atMost, value)
    case "created_after": ListTerm("created_at", .above, value)
    case "created_before": ListTerm("created_at", .below, value)
    case "due_after": ListTerm("due_at", .above, value)
    case "due_before": ListTerm("due_at", .below, value)
    case "days_since_activity_gt": idleTerm(value, now)
    // The others have the name of the field that they ask for.
    default: ListTerm(name, .equal, value)
    }
  }

  private static func idleTerm(_ days: Scalar, _ now: Timestamp) -> ListTerm {
    ListTerm("last_activity_at", else: "created_at", .below, now.idleSince(moreThan: Int(scalar: days) ?? 0).scalar)
  }
}
