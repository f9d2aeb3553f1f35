package import Sales
package import Screen

/// A verb that one typed line completes, on one deal or on many.
package struct LineForm: Hashable, Sendable {
  package let verb: LineVerb
  package let deals: [DealID]
  /// The task that it is about, where that is not what is next on the deals.
  package var task: FollowUp?
  package var editor = LineEditor()
  /// The colleagues, for the owner; nil until the store has answered.
  package var users: [User]?
  /// How often the close date of the only deal was moved later; nil until the store has answered.
  package var slips: Int?
}

package enum LineVerb: String, Hashable, Sendable, CaseIterable {
  case step, doneAndNext, log, closeDate, value, owner, park, dueDate

  /// What stands before the line.
  var label: String {
    switch self {
    case .step: "next step "
    case .doneAndNext: "done; next step "
    case .log: "log "
    case .closeDate: "close date "
    case .value: "value "
    case .owner: "owner "
    case .park: "park until "
    case .dueDate: "move to "
    }
  }

  /// How such a line is written.
  var example: String {
    switch self {
    case .step: "call fri 10:00 price"
    case .doneAndNext: "call fri 10:00 price"
    case .log: "call, email, meeting or note, then words"
    case .closeDate: "2w, eom, fri, 12 apr, none"
    case .value: "12k, +10%, €9,500"
    case .owner: "initials, name, me, none"
    case .park: "2w, eom, 12 apr, none"
    case .dueDate: "fri, 2w, mon 10:00, any, none"
    }
  }
}

/// What the line of a form means, as far as it is typed.
struct LineReading {
  /// What enter commits; empty while the line cannot be taken.
  var changes: [Change] = []
  /// What it comes to, beside the line.
  var preview = ""
  /// Goes on from the deal's name when it is done: `: close date now 12 Dec`.
  var event = ""
  /// Why the line cannot be taken.
  var fault = ""
}

extension Model {
  /// What `enter` does with the line that is typed: a pure reading, which the prompt shows at every key.
  func reading(of form: LineForm) -> LineReading {
    let cards = form.deals.compactMap(card)
    let text = form.editor.text.trimmed
    switch form.verb {
    case .step: return step(text, cards, done: [])
    case .doneAndNext: return step(text, cards, done: form.done(among: cards))
    case .dueDate: return form.task.map { dueDate(text, $0) } ?? LineReading(fault: "the task is gone")
    case .log: return log(text, cards)
    case .closeDate: return closeDate(text, cards, form)
    case .value: return value(text, cards)
    case .owner: return owner(text, cards, form.users ?? [])
    case .park: return park(text, cards)
    }
  }

  private static let nothing = ["none", "-"]

  private func closeDate(_ text: String, _ cards: [Card], _ form: LineForm) -> LineReading {
    let isCleared = Self.nothing.contains(text.lowercased())
    let day = DateReader.read(text, today: present.today)
    guard isCleared || day != nil else { return LineReading(fault: text.isEmpty ? "a date" : "“\(text)” is no date") }
    var reading = LineReading()
    reading.changes = cards.map { card in
      .editDeal(
        card.deal.id, [.set(\.expectedClose, day?.midnightUTC)], seen: [.set(\.expectedClose, card.deal.expectedClose)])
    }
    let words = day.map { DateText.short($0, today: present.today) } ?? "cleared"
    reading.event = ": close date now \(words)"
    reading.preview = day.map(inWords) ?? "no close date"
    return reading
  }

  private func inWords(_ day: Day) -> String {
    "\(DateText.long(day)), \(DateText.relative(day, today: present.today))"
  }

  private func value(_ text: String, _ cards: [Card]) -> LineReading {
    var reading = LineReading()
    var last: Money?
    for card in cards {
      guard let money = ValueText.read(text, of: card.deal), let minor = Int64(exactly: money.minor) else {
        return LineReading(fault: text.isEmpty ? "an amount" : "“\(text)” makes no value of \(card.deal.name)")
      }
      last = money
      reading.changes.append(
        .editDeal(
          card.deal.id, [.set(\.value, minor), .set(\.currency, money.currency)],
          seen: [.set(\.value, card.deal.value), .set(\.currency, card.deal.currency)]))
    }
    guard let last else { return reading }
    reading.preview = cards.count == 1 ? self.money.exact(last) : ""
    reading.event = cards.count == 1 ? ": value now \(self.money.exact(last))" : " have new values"
    return reading
  }

  private func owner(_ text: String, _ cards: [Card], _ users: [User]) -> LineReading {
    let word = folded(text)
    var owner: User?
    if !Self.nothing.contains(word) {
      if text.isEmpty { return LineReading(fault: "a name") }
      let found = word == "me" ? users.filter { $0.id == setting.user?.id } : Self.users(word, among: users)
      guard found.count == 1 else {
        let names = (found.isEmpty ? users : found).prefix(6).map(\.name).joined(separator: ", ")
        return LineReading(fault: found.isEmpty ? "nobody is called so; there are \(names)" : "which: \(names)?")
      }
      owner = found[0]
    }
    var reading = LineReading()
    reading.changes = cards.map { card in
      .editDeal(card.deal.id, [.set(\.ownerID, owner?.id)], seen: [.set(\.ownerID, card.deal.ownerID)])
    }
    reading.preview = owner?.name ?? "no owner"
    let what = cards.count == 1 ? "it" : "them"
    reading.event = ": \(owner?.name ?? "nobody") owns \(what) now"
    return reading
  }

  /// The login itself, else those with these initials, else those with a word that begins so.
  private static func users(_ word: String, among users: [User]) -> [User] {
    let same = users.filter { folded($0.name) == word }
    if !same.isEmpty { return same }
    let initialed = users.filter { folded(initials(of: $0.name)) == word }
    if !initialed.isEmpty { return initialed }
    return users.filter { user in
      folded(user.name).split { !$0.isLetter && !$0.isNumber }.contains { $0.hasPrefix(word) }
        || folded(user.name).hasPrefix(word)
    }
  }

  private func park(_ text: String, _ cards: [Card]) -> LineReading {
    let isWoken = Self.nothing.contains(text.lowercased())
    let day = DateReader.read(text, today: present.today)
    guard isWoken || day != nil else { return LineReading(fault: text.isEmpty ? "a date" : "“\(text)” is no date") }
    if let day, day <= present.today { return LineReading(fault: "a later day than today; it sleeps until then") }
    var reading = LineReading()
    // What is closed has no alarms; parked, it would sleep unasked once it is open again.
    reading.changes = cards.filter(\.deal.isActive).map { card in
      let until = day.map { setting.zone.moment(of: $0, hour: 0) }
      return .editDeal(
        card.deal.id, [.set(\.parkedUntil, until)], seen: [.set(\.parkedUntil, card.deal.parkedUntil)])
    }
    let isOne = cards.count == 1
    reading.event =
      day.map { " \(isOne ? "sleeps" : "sleep") until \(DateText.short($0, today: present.today))" }
      ?? " \(isOne ? "is" : "are") awake again"
    reading.preview = day.map(inWords) ?? "awake"
    return reading
  }
}

// What is done and what is to be done.
extension Model {
  private func log(_ text: String, _ cards: [Card]) -> LineReading {
    let line = LogText(text)
    guard !line.subject.isEmpty else { return LineReading(fault: "what happened, in words") }
    var reading = LineReading()
    reading.changes = cards.map { card in
      .createActivity([
        .set(\.type, line.type), .set(\.subject, line.subject), .set(\.dealID, card.deal.id),
        .set(\.contactID, card.deal.contactID), .set(\.companyID, card.deal.companyID),
        .set(\.ownerID, setting.user?.id),
      ])
    }
    reading.preview = "a \(line.type == .email ? "mail" : line.type.rawValue), now"
    reading.event = ": \(line.type.rawValue) logged, \(line.subject)"
    return reading
  }

  private func step(_ text: String, _ cards: [Card], done: [(id: FollowUpID, title: String)]) -> LineReading {
    var reading = LineReading()
    for step in done {
      reading.changes.append(.editFollowUp(step.id, [.set(\.status, .completed)]))
      reading.event = ": \(step.title) is done"
    }
    if !done.isEmpty, text.isEmpty {
      reading.preview = "nothing planned after it"
      return reading
    }
    let line = StepText(text, today: present.today)
    guard !line.title.isEmpty, let due = line.dueAt(in: setting.zone), let day = line.day else {
      return LineReading(fault: line.title.isEmpty ? "what is to be done" : "a day, such as fri, 2w or 12 apr")
    }
    for card in cards {
      reading.changes.append(
        .createFollowUp([
          .set(\.title, line.title), .set(\.dueAt, due), .set(\.dealID, card.deal.id),
          .set(\.contactID, card.deal.contactID), .set(\.companyID, card.deal.companyID),
          .set(\.ownerID, setting.user?.id),
        ]))
    }
    let time = due.isAllDay ? "" : " " + DateText.time(due, zone: setting.zone)
    let when = DateText.planned(day, today: present.today) + time
    reading.preview = "\(line.title), \(when)"
    reading.event += (reading.event.isEmpty ? ": " : "; ") + "\(line.title), \(when)"
    return reading
  }
}

// Another day for a task.
extension Model {
  /// An hour stays unless another is named or `any` takes it away; an hour alone stays on the day.
  private func dueDate(_ text: String, _ task: FollowUp) -> LineReading {
    let nothing = LineReading(
      changes: [.editFollowUp(task.id, [.set(\.dueAt, nil)])], preview: "no day", event: " has no day now")
    if Self.nothing.contains(text.lowercased()) { return nothing }
    var words = text.lowercased().split(separator: " ").map(String.init)
    var time = task.dueAt.flatMap { $0.isAllDay ? nil : setting.zone.time(of: $0) }
    if let index = words.firstIndex(where: { DateReader.time($0) != nil || $0 == "any" }) {
      time = DateReader.time(words.remove(at: index))
    }
    let own = task.dueAt.map { max(present.today, setting.zone.calendarDay(of: $0)) }
    let isOnlyTime = words.isEmpty && !text.isEmpty
    guard let day = isOnlyTime ? own : DateReader.read(words.joined(separator: " "), today: present.today) else {
      return LineReading(fault: text.isEmpty ? "a day, such as fri, 2w or 12 apr" : "“\(text)” is no date")
    }
    guard day >= present.today else { return LineReading(fault: "a day from today on") }
    let due = time.map { setting.zone.dueMoment(of: day, hour: $0.hour, minute: $0.minute) } ?? day.midnightUTC
    let hour = due.isAllDay ? "" : " " + DateText.time(due, zone: setting.zone)
    return LineReading(
      changes: [.editFollowUp(task.id, [.set(\.dueAt, due)])], preview: inWords(day) + hour,
      event: " is for \(DateText.planned(day, today: present.today))\(hour) now")
  }
}

extension LineForm {
  /// The steps that are done by it: the task, else what is next on the deals.
  fileprivate func done(among cards: [Card]) -> [(id: FollowUpID, title: String)] {
    task.map { [($0.id, $0.title)] } ?? cards.compactMap(\.nextStep).map { ($0.id, $0.title) }
  }
}
