import Sales
import Screen

// The verbs that a typed line completes.
extension Model {
  /// Opens the line, and asks the store for what it wants to know.
  mutating func openLine(_ verb: LineVerb) -> [Effect] {
    let (cards, closed) = verb.isForOpen ? openTargets : (targets, 0)
    let deals = cards.map(\.deal.id)
    mode = .line(LineForm(verb: verb, deals: deals, leftOut: closed, seen: [DealID: Card](cards)))
    switch verb {
    case .owner: return [.ask(.users)]
    case .closeDate: return deals.count == 1 ? [readDetail(of: deals[0])] : []
    case .step, .doneAndNext, .log, .value, .park, .dueDate: return []
    }
  }

  mutating func typeLine(_ key: Key, _ form: LineForm) -> [Effect] {
    var form = form
    switch key {
    case .escape, .control("c"): return leave(typed: form.editor)
    case .enter: return submit(form)
    case .tab: return goOnWithNextDeal() ?? []
    default: if form.editor.handle(key) { mode = .line(form) }
    }
    return []
  }

  private mutating func submit(_ form: LineForm) -> [Effect] {
    let reading = reading(of: form)
    guard reading.fault.isEmpty, let change = oneChange(reading.changes) else {
      let isGone = !form.deals.isEmpty && !form.deals.contains { card($0) != nil }
      notices.promptRefusal = isGone ? outOfSight(form.deals, form.seen) : reading.fault
      return []
    }
    if let task = form.task, form.verb == .dueDate || reading.deals.isEmpty {
      return [.commit(change, .task(title: task.title, event: reading.event))]
    }
    let event = reading.event + leftOut(form.leftOut)
    return [.commit(change, .line(form.deals.filter { card($0) != nil }, event: event))]
  }

  /// A line that somebody else's change forbids stays, with what they made of it; enter then saves one's own knowingly.
  mutating func refuseLine(_ error: StoreError) -> [Effect]? {
    guard case .conflict(let conflict) = error.cause else { return nil }
    if case .followUp(let task) = conflict.key { return refuseLine(conflict, of: task) }
    guard case .deal(let deal) = conflict.key, mode.seen != nil else { return nil }
    mode.seen?[deal] = nil
    let words = self.words(of: conflict, isOfMany: targets.count > 1)
    if mode.editor == nil { say("", subject: conflict.title, ": " + words) } else { notices.promptRefusal = words }
    return reload()
  }

  /// Both values: one's own stands in the line, where a line is typed about the field.
  private func words(of conflict: Conflict, isOfMany: Bool) -> String {
    // Without a line the sentence begins with the deal.
    let whose = isOfMany && mode.editor != nil ? " of \(conflict.title)" : ""
    let isPlace = conflict.field == "stage_id" || conflict.field == "status"
    let isTyped = !isPlace && mode.feature?.typesItsField == true
    let what = isPlace || isTyped ? "" : FieldText.label(conflict.field) + " "
    let before = isTyped ? "" : ", was \(text(conflict.expected, of: conflict) ?? "another"),"
    let found = text(conflict.found, of: conflict) ?? "another"
    return "\(what)now \(found)\(whose)\(before)\(who(conflict)); \(mode.feature?.again ?? "")"
  }

  /// The value as people say it; nil where they have no word for it.
  private func text(_ value: Scalar, of conflict: Conflict) -> String? {
    ScalarText(present: world.present, money: money) { conflict.names[$0] }
      .text(value, of: conflict.field, in: conflict.key.table, currency: conflict.currency)
  }

  private func who(_ conflict: Conflict) -> String { conflict.by.map { " by \($0)" } ?? "" }

  private mutating func refuseLine(_ conflict: Conflict, of task: FollowUpID) -> [Effect]? {
    guard case .line(var form) = mode else { return nil }
    form.rebase(task, onto: conflict)
    mode = .line(form)
    let found = (text(conflict.found, of: conflict) ?? "without one") + who(conflict)
    notices.promptRefusal =
      form.verb == .doneAndNext ? "\(conflict.title) is \(found) already" : "now \(found); enter saves yours"
    return reload()
  }

  /// What the store knows goes to the line that asked.
  mutating func receivedFacts(users: [User]) {
    guard case .line(var form) = mode, form.verb == .owner else { return }
    form.users = users
    mode = .line(form)
  }

  mutating func receivedFacts(detail: DealDetail?) {
    guard case .line(var form) = mode, let detail, form.deals == [detail.card.deal.id] else { return }
    form.slips = detail.slips
    mode = .line(form)
  }

  /// Puts an open deal to sleep without a day, or wakes it.
  mutating func stall() -> [Effect] {
    let cards = targets
    let status: DealStatus = cards.allSatisfy { $0.deal.status == .stalled } ? .open : .stalled
    let deals = cards.map(\.deal).filter { $0.isActive && $0.status != status }
    let changes = deals.map { Change.editDeal($0.id, [.set(\.status, status)], seen: [.set(\.status, $0.status)]) }
    let event = (deals.count == 1 ? " is " : " are ") + (status == .open ? "open again" : "stalled")
    let closed = openTargets.closed
    return commitEffect(changes, deals.map(\.id), event + leftOut(closed), isToldWhole: closed > 0)
  }

  /// Copies through the terminal, which is the only way home over ssh.
  mutating func copy(_ word: String, _ text: (Card) -> String) -> [Effect] {
    let cards = targets
    let (words, isOrAre) = cards.count == 1 ? (word, "is") : (word + "s", "are")
    let deals = subject(of: cards.map(\.deal.id))
    say("The \(words) of ", subject: deals, " \(isOrAre) in the clipboard, if the terminal lets it.")
    return [.copy(cards.map(text).joined(separator: "\n"))]
  }

  func line(of card: Card) -> String {
    let deal = card.deal
    return [
      deal.name, card.company, money.exact(deal.value, deal.currency), stage(deal.stageID)?.name,
      deal.expectedClose.map { "closes " + DateText.full($0.utcDay) }, deal.id.description,
    ].compactMap(\.self).joined(separator: " · ")
  }
}
