// What is to be done when: the open tasks that have a day, up to the end of tomorrow, of no deal or of any that does
// not sleep until a later day.

/// A part of the agenda: a calendar day where the user is, or all the days before.
package enum AgendaDay: Int, CaseIterable, Sendable {
  case overdue, today, tomorrow

  /// The part that what is due then belongs to; nil from the day after tomorrow on.
  package init?(of due: Timestamp, at present: Present) {
    switch present.zone.calendarDay(of: due).number - present.today.number {
    case ..<0: self = .overdue
    case 0: self = .today
    case 1: self = .tomorrow
    default: return nil
    }
  }
}

/// An open task, with the deal that it is about.
package struct AgendaItem: Hashable, Sendable {
  package let followUp: FollowUp
  package let deal: Deal?

  package init(followUp: FollowUp, deal: Deal?) {
    self.followUp = followUp
    self.deal = deal
  }
}

/// From where a page of the agenda is read.
package enum AgendaAnchor: Hashable, Sendable {
  case start
  case end
  /// The task that was due then, or the place where it was.
  case at(Timestamp, FollowUpID)
}

/// The agenda's order: all that is overdue by its time; then, of today and of tomorrow, what has an hour, and after it
/// what has the whole day. Of those due at the same moment, the one planned last comes first.
package struct AgendaPlace: Hashable, Comparable, Sendable {
  /// 0 for what is overdue, 1 and 2 for today, 3 and 4 for tomorrow.
  package let range: Int
  package let due: Timestamp
  package let id: FollowUpID

  /// Nil where the agenda has ended by then.
  package init?(due: Timestamp, id: FollowUpID, at present: Present) {
    guard let day = AgendaDay(of: due, at: present) else { return nil }
    range = day == .overdue ? 0 : 2 * day.rawValue - (due.isAllDay ? 0 : 1)
    self.due = due
    self.id = id
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.range, left.due, right.id) < (right.range, right.due, left.id)
  }
}

/// Some consecutive items of the agenda.
package struct AgendaPage: Hashable, Sendable {
  package var items: [AgendaItem]
  /// Where in `items` the anchor stands: its task or, when that is gone, the first one after it.
  package var anchorIndex: Int
  package var hasMoreBefore: Bool
  package var hasMoreAfter: Bool

  package init(items: [AgendaItem], anchorIndex: Int, hasMoreBefore: Bool, hasMoreAfter: Bool) {
    self.items = items
    self.anchorIndex = anchorIndex
    self.hasMoreBefore = hasMoreBefore
    self.hasMoreAfter = hasMoreAfter
  }
}
