/// The one thing that a card says about its deal: a sign and a word, the first that holds.
package struct CardSign: Hashable, Sendable {
  /// `!`, `?`, `•`, `=`, or nothing before a planned day and an outcome.
  package let mark: Mark
  package let word: String
  /// What the word becomes where cells are short; the same when there is nothing shorter.
  package let shortWord: String
  /// What it becomes where even that has no room; the mark stays.
  package let leastWord: String

  /// Which mark stands before the word.
  package enum Mark: Hashable, Sendable {
    /// Late: somebody is needed.
    case alert
    /// Due today.
    case today
    /// Something is missing.
    case missing
    /// Asleep: stalled or parked.
    case asleep
    /// Planned for a later day.
    case planned
    case won
    case lost

    /// The sign itself, of which that for today is a glyph; nothing before a planned day and an outcome.
    package func sign(today bullet: String) -> String {
      switch self {
      case .alert: "!"
      case .today: bullet
      case .missing: "?"
      case .asleep: "="
      case .planned, .won, .lost: ""
      }
    }
  }

  init(_ mark: Mark, _ word: String, short: String? = nil, least: String = "") {
    self.mark = mark
    self.word = word
    shortWord = short ?? word
    leastWord = least
  }
}

extension Card {
  /// The sign of a deal in that stage.
  package func sign(in stage: Stage, at present: Present) -> CardSign {
    if let outcome = outcomeSign(at: present) { return outcome }
    let reasons = attention(in: stage, at: present)
    if let late = reasons.lazy.compactMap(\.lateSign).first { return late }
    if let today = todaySign(at: present) { return today }
    // The stage's limit has a place of its own, the days at the card's end.
    for reason in reasons {
      switch reason {
      case .pastClose(let days): return CardSign(.alert, "past \(DateText.days(days))", least: "past")
      case .idle(let days, _): return CardSign(.alert, "idle \(DateText.days(days))", short: "idle")
      case .noStep: return CardSign(.missing, "no step")
      case .noValue: return CardSign(.missing, "no value")
      case .noCloseDate: return CardSign(.missing, "no date")
      case .noOwner: return CardSign(.missing, "no owner")
      case .overdue, .slow: continue
      }
    }
    return restingSign(at: present)
  }

  private func outcomeSign(at present: Present) -> CardSign? {
    switch deal.status {
    case .won:
      let day = deal.closedAt.map { DateText.short(present.zone.calendarDay(of: $0), today: present.today) }
      return CardSign(.won, day.map { "won " + $0 } ?? "won", least: "won")
    case .lost: return CardSign(.lost, deal.lossReason ?? "lost")
    case .open, .stalled: return nil
    }
  }

  private func todaySign(at present: Present) -> CardSign? {
    guard !isParked(at: present), let step = nextStep, step.day(in: present.zone) == present.today else { return nil }
    return CardSign(.today, step.dueAt.isAllDay ? "today" : DateText.time(step.dueAt, zone: present.zone))
  }

  private func restingSign(at present: Present) -> CardSign {
    if let until = deal.parkedUntil, isParked(at: present) {
      return CardSign(.asleep, "to " + DateText.short(present.zone.calendarDay(of: until), today: present.today))
    }
    if deal.status == .stalled { return CardSign(.asleep, "stalled") }
    return CardSign(.planned, nextStep.map { DateText.planned($0.day(in: present.zone), today: present.today) } ?? "")
  }

  /// Whole days in its stage; for a closed deal, since it closed where that is known.
  package func stageDays(at present: Present) -> Int {
    (deal.closedAt ?? deal.stageEnteredAt).wholeDays(until: present.now)
  }

  /// Whether it has been in the stage for longer than the stage allows.
  package func isOverStageLimit(in stage: Stage, at present: Present) -> Bool {
    attention(in: stage, at: present).contains {
      if case .slow = $0 { true } else { false }
    }
  }
}

extension Attention {
  /// How late the next step is; nil for the other reasons.
  fileprivate var lateSign: CardSign? {
    guard case .overdue(let days, let hours) = self else { return nil }
    let span = days > 0 ? DateText.days(days) : hours > 0 ? "\(hours)h" : "now"
    return CardSign(.alert, days + hours > 0 ? span + " late" : span, short: span)
  }
}

extension FollowUp {
  /// The sign of an open task among those of its day: how late it is, else its hour; nil without a day.
  package func sign(at present: Present) -> CardSign? {
    guard let dueAt else { return nil }
    let step = NextStep(id: id, title: title, dueAt: dueAt)
    if let late = step.lateness(at: present)?.lateSign { return late }
    let hour = dueAt.isAllDay ? "any" : DateText.time(dueAt, zone: present.zone)
    return CardSign(step.day(in: present.zone) == present.today ? .today : .planned, hour)
  }
}

extension NextStep {
  /// The calendar day it is due: the UTC date of an all-day step, else the local one.
  package func day(in zone: Zone) -> Day { zone.calendarDay(of: dueAt) }
}

/// The initials by which a colleague goes on a card: `BO` for `bo`, `AL` for `ada.lovelace`.
package func initials(of login: String) -> String {
  let parts = login.split { !$0.isLetter && !$0.isNumber }
  let letters = parts.count > 1 ? parts.prefix(2).compactMap(\.first) : Array((parts.first ?? "").prefix(2))
  return String(letters).uppercased()
}
