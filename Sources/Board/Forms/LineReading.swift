import Sales
import Screen

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
    let cards = form.deals.compactMap(card).map(form.asSeen)
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
        card.deal.id, [.set(\.parkedUntil, until)],
        seen: [.set(\.parkedUntil, card.deal.parkedUntil), .set(\.status, card.deal.status)])
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
    reading.changes = done.map { .editFollowUp($0.id, [.set(\.status, .completed)]) }
    if let first = done.first {
      reading.event = done.count == 1 ? ": \(first.title) is done" : ": \(done.count) steps are done"
    }
    if !done.isEmpty, text.isEmpty {
      reading.preview = "nothing planned after it"
      return reading
    }
    let line = StepText(text, today: present.today)
    guard !line.title.isEmpty, let due = line.dueAt(in: setting.zone), let day = line.day else {
      let what = line.day == nil ? "what is to be done" : "words too, what is to be done"
      return LineReading(fault: line.title.isEmpty ? what : "a day, such as fri, 2w or 12 apr")
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
