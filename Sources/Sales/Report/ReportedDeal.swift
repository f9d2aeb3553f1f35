/// A deal with what a report needs of other rows.
package struct ReportedDeal: Hashable, Sendable {
  package let deal: Deal
  /// When its next step is due: the earliest pending task that has a day; nil without one.
  package let nextDue: Timestamp?
  /// The rows of its stage history, oldest first; read only of deals made in the report's period.
  package let history: [StageTransition]

  package init(deal: Deal, nextDue: Timestamp?, history: [StageTransition]) {
    self.deal = deal
    self.nextDue = nextDue
    self.history = history
  }

  /// Whether its next step is late and it is not parked, as `is:overdue` has it.
  func isOverdue(at present: Present) -> Bool {
    guard deal.isActive, deal.parkedUntil.map({ $0 <= present.now }) ?? true, let nextDue else { return false }
    return NextStep(id: FollowUpID(bits: 0), title: "", dueAt: nextDue).lateness(at: present) != nil
  }
}

/// Completed activities of one user on deals of one currency.
package struct DoneCount: Hashable, Sendable {
  /// Who did them: the owner of the activity, else who recorded it.
  package let user: UserID
  package let currency: Currency
  package let activities: Int

  package init(user: UserID, currency: Currency, activities: Int) {
    self.user = user
    self.currency = currency
    self.activities = activities
  }
}

/// What was due in a month when it began: the deals, and which of them were neither won nor lost by its end.
package struct Slippage: Hashable, Sendable {
  /// The first day of the month.
  package let month: Day
  /// When the month began and ended where the user is.
  package let start: Timestamp
  package let end: Timestamp
  private var atStart = JournalFold(fields: ["expected_close", "status"])
  private var atEnd = JournalFold(fields: ["status"])
  private var hasEnded = false

  /// Of the last month that is over.
  package init(before present: Present) {
    let (year, month, _) = present.today.civil
    guard let this = Day(year: year, month: month, day: 1) else { preconditionFailure("every month has a first day") }
    self.month = this.advanced(byMonths: -1)
    start = present.zone.moment(of: self.month)
    end = present.zone.moment(of: this)
  }

  /// Adds an edit of the journal, in the order of commits, from the first action of the month on.
  package mutating func add(_ action: Action, _ entry: JournalEntry) {
    guard case .deal = entry.key else { return }
    hasEnded = hasEnded || action.at >= end
    atStart.add(action, entry)
    if hasEnded { atEnd.add(action, entry) }
  }

  /// Whether the deal, as it is now, was open and due in the month when that began, and whether it slipped; nil when it
  /// was not due.
  func slipped(_ deal: Deal) -> Bool? {
    let last = month.advanced(byMonths: 1)
    guard case .deal(let before)? = atStart.before(of: .deal(deal.id), now: .deal(deal)), before.isActive,
      let close = before.expectedClose?.utcDay, close >= month, close < last
    else { return nil }
    guard case .deal(let after)? = atEnd.before(of: .deal(deal.id), now: .deal(deal)) else { return nil }
    return after.isActive
  }
}
