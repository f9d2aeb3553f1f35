import Sales
import Screen

// The lines that close deals: why one was lost, for how much and when one was won.
extension Model {
  /// Asks for what closes the deals, which then go to the first stage that means it, if there is one.
  mutating func openClosing(_ outcome: StageType) -> [Effect] {
    let cards = targets
    let stage = stages.first { $0.type == outcome }?.id
    let seen = [DealID: Card](cards)
    mode =
      outcome == .won
      ? .won(wonForm(of: cards.map(\.deal), in: stage, seen: seen))
      : .lost(LostForm(deals: cards.map(\.deal.id), stage: stage, seen: seen))
    return []
  }

  mutating func typeLost(_ key: Key, _ form: LostForm) -> [Effect] {
    var form = form
    switch key {
    case .escape, .control("c"):
      guard form.isNote else { return leave(typed: form.editor) }
      form.isNote = false
      form.editor = LineEditor()
    case .enter:
      let typed = form.editor.text
      guard typed.contains(where: { !$0.isWhitespace }) else {
        promptRefusal = form.isNote ? "the note needs words" : "a digit, or your own words"
        return []
      }
      return lose(form, reason: form.isNote ? "other: " + typed : typed)
    case .character(let character) where form.editor.isEmpty && !form.isNote && "123456789".contains(character):
      let index = (character.wholeNumberValue ?? 1) - 1
      let reasons = lossReasons.prefix(LostForm.mostReasons)
      if index < reasons.count {
        // In the line until the deal is closed, so that enter can say it again after a conflict.
        form.editor = LineEditor(reasons[index])
        mode = .lost(form)
        return lose(form, reason: reasons[index])
      }
      guard index == reasons.count else {
        promptRefusal = "there are \(reasons.count + 1) reasons"
        return []
      }
      form.isNote = true
    default:
      guard form.editor.handle(key) else { return [] }
    }
    mode = .lost(form)
    return []
  }

  private mutating func lose(_ form: LostForm, reason: String) -> [Effect] {
    close(form.deals, as: .lost, [.set(\.lossReason, reason)], in: form.stage, seen: form.seen, event: ", \(reason)")
  }

  /// Closes the deals. Each must still have the stage and status that the person had before their
  /// eyes; those that are closed so already stay as they are.
  private mutating func close(
    _ deals: [DealID], as status: DealStatus, _ values: [DealValue], in stage: StageID?, seen: [DealID: Card],
    event: String = ""
  ) -> [Effect] {
    let deals = cards(of: deals).map { seen.asSeen($0).deal }
    guard !deals.isEmpty else {
      promptRefusal = Self.outOfSight
      return []
    }
    let others = deals.filter { $0.status != status }
    let closed = others.isEmpty ? deals : others
    let target = stage.flatMap(anyStage)
    let all = [.set(\.status, status)] + (target.map(entering) ?? []) + values
    let changes = closed.map { deal in
      Change.editDeal(deal.id, all, seen: deal.place(closing: status) + [.set(\.status, deal.status)])
    }
    let verb = closed.count == 1 ? "is" : "are"
    let place = target.flatMap(otherPipeline).map { " in \($0.name)" } ?? ""
    return commit(
      changes, deals.map(\.id), " \(verb) \(status.rawValue)" + place + event, isToldWhole: !place.isEmpty)
  }

  static let outOfSight = "the deal is not in sight any more"

  // MARK: Won

  /// The line with what enter alone takes; of many deals only the day is asked for.
  func wonForm(of deals: [Deal], in stage: StageID?, seen: [DealID: Card]) -> WonForm {
    var line = "today"
    if deals.count == 1, let deal = deals.first {
      let amount = MoneyText(hasSigns: false).exact(deal.value, deal.currency)
      line = "\(amount.drop { !$0.isNumber }) \(deal.currency.code) today"
    }
    return WonForm(deals: deals.map(\.id), stage: stage, editor: LineEditor(line), offered: line, seen: seen)
  }

  mutating func typeWon(_ key: Key, _ form: WonForm) -> [Effect] {
    var form = form
    switch key {
    case .escape, .control("c"):
      mode = .board
      return []
    case .enter: return submit(form)
    default: if form.editor.handle(key) { mode = .won(form) }
    }
    return []
  }

  private mutating func submit(_ form: WonForm) -> [Effect] {
    let reading = reading(of: form)
    guard reading.fault.isEmpty else {
      promptRefusal = reading.fault
      return []
    }
    var values: [DealValue] = []
    // As on another day, now is not on the day that is called today.
    if setting.isDated || reading.day != present.today {
      values = [.set(\.closedAt, setting.zone.moment(of: reading.day, hour: 12))]
    }
    guard let money = reading.money, let deal = onlyDeal(of: form) else {
      return close(form.deals, as: .won, values, in: form.stage, seen: form.seen)
    }
    if money.minor != deal.value || money.currency != deal.currency {
      values += [.set(\.value, money.minor), .set(\.currency, money.currency)]
    }
    return close(form.deals, as: .won, values, in: form.stage, seen: form.seen)
  }

  private func onlyDeal(of form: WonForm) -> Deal? {
    form.deals.count == 1 ? cards(of: form.deals).first.map(form.seen.asSeen)?.deal : nil
  }

  /// What the line of a won deal means.
  func reading(of form: WonForm) -> WonReading {
    var reading = WonReading(day: present.today)
    var words = form.editor.text.split(whereSeparator: \.isWhitespace).map(String.init)
    if form.deals.count == 1 {
      guard let deal = onlyDeal(of: form) else {
        reading.fault = Self.outOfSight
        return reading
      }
      guard let amount = amount(beginning: words, default: deal.currency) else {
        let text = words.first ?? ""
        let question = AmountReader.question(words.joined(separator: " "), default: deal.currency, notation)
        reading.fault = question ?? (text.isEmpty ? "" : "\"\(text)\" is not an amount. ") + "Try 12k EUR today"
        return reading
      }
      reading.money = (amount.minor, amount.currency ?? deal.currency)
      words.removeFirst(amount.length)
    }
    guard !words.isEmpty else { return reading }
    guard let day = wonDay(words) else {
      let question = words.lazy.compactMap { DateReader.question($0, today: present.today, setting.notation) }.first
      reading.fault = question ?? "a day up to today, such as today, mon, 12 nov or 2025-11-14"
      return reading
    }
    reading.day = day
    return reading
  }

  /// Winning is never in the future.
  private func wonDay(_ words: some Sequence<String>) -> Day? {
    DaysReader.pastDay(words.joined(separator: " "), today: present.today, setting.notation)
  }

  /// The amount that leaves a day or nothing, so that a space may stand in it, `9 500 today`; else the one that the words
  /// begin with.
  private func amount(
    beginning words: [String], default currency: Currency
  ) -> (minor: Int64, currency: Currency?, length: Int)? {
    for length in words.indices.map({ $0 + 1 }) where length == words.count || wonDay(words[length...]) != nil {
      let line = words.prefix(length).joined(separator: " ")
      if let amount = AmountReader.read(line: line, default: currency, notation) {
        return (amount.minor, amount.currency, length)
      }
    }
    return AmountReader.read(words: words, default: currency, notation)
  }
}

extension Deal {
  /// Where it was seen, and what it was worth where it is to be won: whoever wins it means that value.
  fileprivate func place(closing status: DealStatus) -> [DealValue] {
    place + (status == .won ? [.set(\.value, value), .set(\.currency, currency)] : [])
  }
}

/// For how much and when, as a line says it.
struct WonReading {
  /// Nil of several deals, whose values stay.
  var money: (minor: Int64, currency: Currency)?
  var day: Day
  /// Why the line cannot be taken; empty when it can.
  var fault = ""
}
