import Sales
import Screen

/// What the line of a form means, as far as it is typed.
struct LineReading {
  /// What enter commits; empty while the line cannot be taken.
  var changes: [Change] = []
  /// The deals that are changed by it: of several, those that are not so already.
  var deals: [DealID] = []
  /// What it comes to, beside the line.
  var preview = ""
  /// The day that it comes to, for where the preview has no room.
  var day: Day?
  /// Goes on from the deal's name when it is done: `: close date now 12 Dec`.
  var event = ""
  /// Why the line cannot be taken.
  var fault = ""
}

extension Model {
  /// What `enter` does with the line that is typed: a pure reading, which the prompt shows at every key.
  func reading(of form: LineForm) -> LineReading {
    // What the filter hides by now is not acted on, and not counted either.
    let cards = form.deals.compactMap(card).map(form.seen.asSeen)
    if cards.isEmpty, !form.deals.isEmpty { return LineReading(fault: outOfSight(form.deals, form.seen)) }
    let text = form.editor.text.trimmed
    switch form.verb {
    case .step: return step(text, cards, done: [])
    case .doneAndNext: return step(text, cards, done: form.done(among: cards), form.task)
    case .dueDate: return form.task.map { dueDate(text, $0) } ?? LineReading(fault: "the task is gone")
    case .log: return log(text, cards)
    case .closeDate: return closeDate(text, cards, slips: form.slips)
    case .value: return value(text, cards)
    case .owner: return owner(text, cards, form.users ?? [])
    case .park: return park(text, cards)
    }
  }

  private static let nothing = ["none", "-"]

  /// The fields of each deal that it gives values, which must still be what was seen. Of several deals those that have
  /// the values already, or none is meant for, stay as they are.
  private func edits(
    of cards: [Card], _ values: (Deal) -> [DealValue]?, besides shown: [String] = []
  ) -> LineReading {
    var (changing, same): ([Change], [Change]) = ([], [])
    var reading = LineReading()
    for deal in cards.map(\.deal) {
      guard let values = values(deal) else { continue }
      let seen = (values.map(\.field) + shown).compactMap { name in
        Deal.field(name).map { DealValue(field: name, value: $0.get(deal)) }
      }
      let change = Change.editDeal(deal.id, values, seen: seen)
      guard values.contains(where: { !seen.contains($0) }) else {
        same.append(change)
        continue
      }
      changing.append(change)
      reading.deals.append(deal.id)
    }
    reading.changes = changing
    guard changing.isEmpty else { return reading }
    // Of deals that all have it already the store says so.
    return LineReading(
      changes: same, deals: cards.map(\.deal.id), fault: same.isEmpty ? "none of them is changed by it" : "")
  }

  private func closeDate(_ text: String, _ cards: [Card], slips: Int?) -> LineReading {
    let isCleared = Self.nothing.contains(text.lowercased())
    func day(of deal: Deal) -> Day? { isCleared ? nil : self.day(text, after: deal.expectedClose?.utcDay, .end) }
    let days = Set(cards.map { day(of: $0.deal) })
    guard isCleared || days.allSatisfy({ $0.map { $0 >= world.present.today } ?? false }) else {
      return LineReading(fault: noDay(text, "a close date is a day to come"))
    }
    var reading = edits(of: cards) { [.set(\.expectedClose, day(of: $0)?.midnightUTC)] }
    let isOne = reading.deals.count == 1
    guard days.count == 1 else {
      reading.preview = "each \(text.drop { $0 == "+" }) later, a past one from today"
      reading.event = isOne ? " closes later now" : " close later now"
      return reading
    }
    guard let day = days.first.flatMap(\.self) else {
      reading.preview = "no close date"
      reading.event = isOne ? " has no close date now" : " have no close date now"
      return reading
    }
    reading.day = day
    reading.preview = inWords(day)
    reading.event = ": close date now \(DateText.short(day, today: world.present.today))"
    if cards.count == 1, let slips, let before = cards[0].deal.expectedClose, before < day.midnightUTC {
      reading.event += ", moved later \(counted(slips + 1, "time"))"
    }
    return reading
  }

  /// The day that the words mean; a plus counts on from the one that is there, as it does for an amount, and from today
  /// where that is past or there is none.
  private func day(_ text: String, after own: Day?, _ edge: DateReader.Edge = .start) -> Day? {
    let start = text.hasPrefix("+") ? max(world.present.today, own ?? world.present.today) : world.present.today
    return DateReader.read(text, today: start, world.setting.notation, edge)
  }

  /// Why the words are no day: a past one is known, and not meant.
  private func noDay(_ text: String, _ wanted: String) -> String {
    if text.isEmpty { return "a date" }
    let isPast = DaysReader.pastDay(text, today: world.present.today, world.setting.notation) != nil
    return isPast ? "“\(text)” is past; \(wanted)" : noDate(text)
  }

  private func noDate(_ text: String) -> String {
    DateReader.fault(of: text, today: world.present.today, world.setting.notation)
  }

  func inWords(_ day: Day) -> String {
    "\(DateText.long(day)), \(DateText.relative(day, today: world.present.today))"
  }

  private func value(_ text: String, _ cards: [Card]) -> LineReading {
    var last: Money?
    for card in cards {
      last = ValueText.read(text, of: card.deal, notation)
      guard last != nil else { return LineReading(fault: noValue(text, of: card.deal)) }
    }
    var reading = edits(of: cards) { deal in
      ValueText.read(text, of: deal, notation).flatMap { money in
        Int64(exactly: money.minor).map { [.set(\.value, $0), .set(\.currency, money.currency)] }
      }
    }
    guard let last else { return reading }
    reading.preview = cards.count == 1 ? self.money.exact(last) : ""
    let many = reading.deals.count == 1 ? " has a new value" : " have new values"
    reading.event = cards.count == 1 ? ": value now \(self.money.exact(last))" : many
    return reading
  }

  private func noValue(_ text: String, of deal: Deal) -> String {
    if text.isEmpty { return "an amount" }
    let question = AmountReader.question(text, default: deal.currency, notation)
    return question ?? "\"\(text)\" does not make a value of \(deal.name). Try 9,500, 9.5k or +10%"
  }

  private func owner(_ text: String, _ cards: [Card], _ users: [User]) -> LineReading {
    var owner: User?
    if !Self.nothing.contains(folded(text)) {
      if text.isEmpty { return LineReading(fault: "a name") }
      let found = colleagues(text, among: users, me: world.setting.user?.id)
      guard found.count == 1 else {
        let names = (found.isEmpty ? users : found).prefix(6).map(\.name).joined(separator: ", ")
        return LineReading(fault: found.isEmpty ? "nobody is called so; there are \(names)" : "which: \(names)?")
      }
      owner = found[0]
    }
    var reading = edits(of: cards) { _ in [.set(\.ownerID, owner?.id)] }
    reading.preview = owner?.name ?? "no owner"
    let what = cards.count == 1 ? "it" : "them"
    reading.event = ": \(owner?.name ?? "nobody") owns \(what) now"
    return reading
  }

  private func park(_ text: String, _ cards: [Card]) -> LineReading {
    let isWoken = Self.nothing.contains(text.lowercased())
    let day = DateReader.read(text, today: world.present.today, world.setting.notation)
    let wanted = "a later day than today; it sleeps until then"
    guard isWoken || day != nil else { return LineReading(fault: noDay(text, wanted)) }
    if let day, day <= world.present.today { return LineReading(fault: wanted) }
    let until = day.map { world.setting.zone.moment(of: $0, hour: 0) }
    // What is closed has no alarms; parked, it would sleep unasked once it is open again.
    var reading = edits(
      of: cards, { $0.isActive ? [.set(\.parkedUntil, until)] : nil }, besides: ["status"])
    let isOne = reading.deals.count == 1
    reading.event =
      day.map { " \(isOne ? "sleeps" : "sleep") until \(DateText.short($0, today: world.present.today))" }
      ?? " \(isOne ? "is" : "are") awake again"
    reading.day = day
    reading.preview = day.map(inWords) ?? "awake"
    return reading
  }
}

// What is done and what is to be done.
extension Model {
  private func log(_ text: String, _ cards: [Card]) -> LineReading {
    let line = LogText(text)
    guard !line.subject.isEmpty else { return LineReading(fault: "what happened, in words") }
    var reading = LineReading(deals: cards.map(\.deal.id))
    reading.changes = cards.map { card in
      .createActivity([
        .set(\.type, line.type), .set(\.subject, line.subject), .set(\.dealID, card.deal.id),
        .set(\.contactID, card.deal.contactID), .set(\.companyID, card.deal.companyID),
        .set(\.ownerID, world.setting.user?.id),
      ])
    }
    reading.preview = "a \(line.type == .email ? "mail" : line.type.rawValue), now"
    reading.event = ": \(line.type.rawValue) logged, \(line.subject)"
    return reading
  }

  /// `task` is what it is about where there are no deals; the message then begins with it.
  private func step(
    _ text: String, _ cards: [Card], done: [(id: FollowUpID, title: String)], _ task: FollowUp? = nil
  ) -> LineReading {
    var reading = LineReading(deals: cards.map(\.deal.id))
    reading.changes = done.map {
      .editFollowUp($0.id, [.set(\.status, .completed)], seen: [.set(\.status, .pending)])
    }
    if let first = done.first {
      let title = cards.isEmpty ? "" : ": " + first.title
      reading.event = done.count == 1 ? title + " is done" : ": \(done.count) steps are done"
    }
    if !done.isEmpty, text.isEmpty {
      reading.preview = "nothing planned after it"
      return reading
    }
    let line = StepText(text, at: world.present, world.setting.notation)
    if let fault = line.fault { return LineReading(fault: fault) }
    guard !line.title.isEmpty else {
      return LineReading(fault: line.day == nil ? "what is to be done" : "words too, what is to be done")
    }
    let due = line.dueAt(in: world.setting.zone)
    var links: [[Assignment<FollowUp>]] = cards.map(\.deal).map {
      [.set(\.dealID, $0.id), .set(\.contactID, $0.contactID), .set(\.companyID, $0.companyID)]
    }
    if let task, cards.isEmpty { links = [[.set(\.contactID, task.contactID), .set(\.companyID, task.companyID)]] }
    reading.changes += links.map { links in
      .createFollowUp([.set(\.title, line.title), .set(\.dueAt, due), .set(\.ownerID, world.setting.user?.id)] + links)
    }
    let planned = line.title + ", " + when(due)
    reading.preview = planned
    reading.event += (reading.event.isEmpty ? ": " : "; ") + planned
    return reading
  }

  private func when(_ due: Timestamp?) -> String {
    guard let due else { return "without a day" }
    let isTimed = !due.isAllDay
    let time = isTimed ? " " + DateText.time(due, zone: world.setting.zone) : ""
    let day = DateText.planned(world.setting.zone.calendarDay(of: due), today: world.present.today)
    return day + time + (isTimed && due < world.present.now ? ", already past" : "")
  }
}

// Another day for a task.
extension Model {
  /// An hour stays unless another is named or `any` takes it away; an hour alone stays on the day.
  private func dueDate(_ text: String, _ task: FollowUp) -> LineReading {
    func change(_ due: Timestamp?) -> [Change] {
      let seen: [Assignment<FollowUp>] = [.set(\.dueAt, task.dueAt), .set(\.status, task.status)]
      return [.editFollowUp(task.id, [.set(\.dueAt, due)], seen: seen)]
    }
    let nothing = LineReading(changes: change(nil), preview: "no day", event: " has no day now")
    if Self.nothing.contains(text.lowercased()) { return nothing }
    var words = text.lowercased().split(separator: " ").map(String.init)
    var time = task.dueAt.flatMap { $0.isAllDay ? nil : world.setting.zone.time(of: $0) }
    if let index = words.firstIndex(where: { DateReader.time($0) != nil || $0 == "any" }) {
      time = DateReader.time(words.remove(at: index))
    }
    let own = task.dueAt.map { max(world.present.today, world.setting.zone.calendarDay(of: $0)) }
    let isOnlyTime = words.isEmpty && !text.isEmpty
    guard let day = isOnlyTime ? own : day(words.joined(separator: " "), after: own) else {
      return LineReading(fault: text.isEmpty ? "a day, such as fri, 2w or 12 apr" : noDate(text))
    }
    guard day >= world.present.today else { return LineReading(fault: "a day from today on") }
    let due = time.map { world.setting.zone.dueMoment(of: day, hour: $0.hour, minute: $0.minute) } ?? day.midnightUTC
    let hour = due.isAllDay ? "" : " " + DateText.time(due, zone: world.setting.zone)
    return LineReading(
      changes: change(due), preview: inWords(day) + hour,
      event: " is for \(DateText.planned(day, today: world.present.today))\(hour) now")
  }
}
