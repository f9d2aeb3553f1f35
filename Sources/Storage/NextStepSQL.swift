import Sales

/// What is asked of the next step of a deal `d`: from `next_due_at` wherever that decides, since a look at the tasks of
/// each deal takes longer than all else that is asked of it.
enum NextStepSQL {
  /// Whether it has none. A parked deal has another day in `next_due_at`.
  static let isMissing = "iif(d.parked_until IS NULL, d.next_due_at IS NULL, \(CardSQL.nextTask("id")) IS NULL)"

  /// Whether the moment at which it is due passes; `wholeDays` decides for those of midnight UTC. Both are handed SQL
  /// that is null without a step, and make 0 of that.
  ///
  /// `next_due_at` holds a whole day as its 10:00Z, which is a moment as well: where the two would not be told the same,
  /// the task says which it is.
  static func isDue(_ passes: (String) -> String, wholeDays: (String) -> String) -> String {
    let (moment, day) = ("d.next_due_at", "(d.next_due_at - 36000)")
    return """
      CASE WHEN d.parked_until IS NULL AND (\(day) % 86400 <> 0 OR (\(passes(moment))) = (\(wholeDays(day))))
        THEN \(passes(moment))
        ELSE (SELECT \(MomentSQL.test("due", passes, wholeDays: wholeDays))
          FROM (SELECT \(CardSQL.nextTask("due_at")) AS due)) END
      """
  }
}

/// Moments of exactly midnight UTC stand for a whole day (contract §1, dates).
enum MomentSQL {
  /// Whether the moment passes; `wholeDays` decides for those that stand for a day.
  static func test(_ moment: String, _ passes: (String) -> String, wholeDays: (String) -> String) -> String {
    "iif(\(moment) % 86400 = 0, \(wholeDays(moment)), \(passes(moment)))"
  }
}
