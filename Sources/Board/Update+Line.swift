import Sales
import Screen

// The verbs that a typed line completes.
extension Model {
  /// Opens the line, and asks the store for what it wants to know.
  mutating func openLine(_ verb: LineVerb) -> [Effect] {
    let deals = targets.map(\.deal.id)
    mode = .line(LineForm(verb: verb, deals: deals))
    switch verb {
    case .owner: return [.users]
    case .closeDate: return deals.count == 1 ? [.detail(deals[0])] : []
    case .step, .doneAndNext, .log, .value, .park: return []
    }
  }

  mutating func typeLine(_ key: Key, _ form: LineForm) -> [Effect] {
    var form = form
    switch key {
    case .escape, .control("c"): return leave(typed: form.editor)
    case .enter: return submit(form)
    default: if form.editor.handle(key) { mode = .line(form) }
    }
    return []
  }

  private mutating func submit(_ form: LineForm) -> [Effect] {
    let reading = reading(of: form)
    guard reading.fault.isEmpty, let change = reading.change else {
      let isGone = form.deals.allSatisfy { card($0) == nil }
      promptRefusal = isGone ? "the deal is not in sight any more" : reading.fault
      return []
    }
    return [.commit(change, .line(form.deals, event: reading.event))]
  }

  /// What the store knows goes to the line that asked.
  mutating func takeFacts(users: [User]) {
    guard case .line(var form) = mode, form.verb == .owner else { return }
    form.users = users
    mode = .line(form)
  }

  mutating func takeFacts(detail: DealDetail?) {
    guard case .line(var form) = mode, let detail, form.deals == [detail.card.deal.id] else { return }
    form.slips = detail.slips
    mode = .line(form)
  }

  /// Puts an open deal to sleep without a day, or wakes it.
  mutating func stall() -> [Effect] {
    let cards = targets
    let status: DealStatus = cards.allSatisfy { $0.deal.status == .stalled } ? .open : .stalled
    let changes = cards.filter { $0.deal.isActive && $0.deal.status != status }.map { card in
      Change.editDeal(card.deal.id, [.set(\.status, status)], seen: [.set(\.status, card.deal.status)])
    }
    guard let first = changes.first else { return [] }
    return [.commit(changes.count == 1 ? first : .bulk(changes), .edit(cards[0].deal.id))]
  }

  /// Copies through the terminal, which is the only way home over ssh.
  mutating func copy(_ verb: Verb) -> [Effect] {
    guard let card = focusedCard else { return [] }
    let deal = card.deal
    let (words, text): (String, String) =
      switch verb {
      case .copyID: ("The id", deal.id.description)
      case .copyName: ("The name", deal.name)
      default:
        (
          "The line",
          [
            deal.name, card.company, money.exact(deal.value, deal.currency), stage(deal.stageID)?.name,
            deal.expectedClose.map { "closes " + DateText.full($0.utcDay) }, deal.id.description,
          ].compactMap(\.self).joined(separator: " · ")
        )
      }
    say("\(words) of ", subject: deal.name, " is in the clipboard, if the terminal lets programs write it.")
    return [.copy(text)]
  }
}
