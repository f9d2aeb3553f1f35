/// Why a deal needs somebody, computed from the deal, its stage and the present, never stored.
package enum Attention: Hashable, Sendable {
  /// The next step's time has passed: by so many whole days, else by so many hours.
  case overdue(days: Int, hours: Int)
  /// The close date has passed.
  case pastClose(days: Int)
  /// Untouched for longer than the stage allows, with nothing planned.
  case idle(days: Int, limit: Int)
  /// In the stage for longer than it allows.
  case slow(days: Int, limit: Int)
  case noStep
  case noValue
  case noCloseDate
  case noOwner

  /// Whether something is missing rather than late.
  package var isMissing: Bool {
    switch self {
    case .overdue, .pastClose, .idle, .slow: false
    case .noStep, .noValue, .noCloseDate, .noOwner: true
    }
  }
}

extension Card {
  /// Whether it sleeps until a later day.
  package func isParked(at present: Present) -> Bool {
    deal.parkedUntil.map { $0 > present.now } ?? false
  }

  /// Every reason in the order of urgency; none for closed and parked deals, and on stalled ones only a planned step.
  package func attention(in stage: Stage, at present: Present) -> [Attention] {
    guard deal.isActive, !isParked(at: present) else { return [] }
    var reasons: [Attention] = []
    if let step = nextStep, let late = step.lateness(at: present) { reasons.append(late) }
    guard deal.status == .open else { return reasons }
    if let close = deal.expectedClose, close.utcDay < present.today {
      reasons.append(.pastClose(days: present.today.number - close.utcDay.number))
    }
    let idleDays = deal.touchedAt.wholeDays(until: present.now)
    let isPlanned = nextStep.map { $0.lateness(at: present) == nil } ?? false
    if let limit = stage.idleLimitDays, idleDays > limit, !isPlanned {
      reasons.append(.idle(days: idleDays, limit: limit))
    }
    let stageDays = deal.stageEnteredAt.wholeDays(until: present.now)
    if let limit = stage.stageLimitDays, stageDays > limit { reasons.append(.slow(days: stageDays, limit: limit)) }
    if nextStep == nil { reasons.append(.noStep) }
    if deal.value == 0 { reasons.append(.noValue) }
    if deal.expectedClose == nil { reasons.append(.noCloseDate) }
    if deal.ownerID == nil { reasons.append(.noOwner) }
    return reasons
  }
}

extension NextStep {
  /// How late it is; nil when it is not. An all-day step is late from the local day after its date on.
  package func lateness(at present: Present) -> Attention? {
    if dueAt.isAllDay {
      let days = present.today.number - dueAt.utcDay.number
      return days > 0 ? .overdue(days: days, hours: 0) : nil
    }
    guard dueAt < present.now else { return nil }
    return .overdue(
      days: dueAt.wholeDays(until: present.now), hours: Int((present.now.seconds - dueAt.seconds) / 3600))
  }
}
