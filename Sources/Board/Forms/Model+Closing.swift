import Sales
import Screen

// The lines that close deals: why one was lost, for how much and when one was won.
extension Model {
  /// Asks for what closes the deals, which then go to the first stage that means it, if there is one.
  mutating func openClosing(_ outcome: StageType) -> [Effect] {
    // Those that are so already are counted by the line; those closed otherwise are left out.
    let isMixed = targets.contains(where: \.deal.isActive)
    let cards = targets.filter { !isMixed || $0.deal.isActive || $0.deal.status == outcome.status }
    let closed = targets.count - cards.count
    let stage = outcome.status.flatMap { plan?.stage(meaning: $0) }?.id
    let seen = [DealID: Card](cards)
    mode =
      outcome == .won
      ? .won(wonForm(of: cards.map(\.deal), in: stage, seen: seen))
      : .lost(LostForm(deals: cards.map(\.deal.id), stage: stage, seen: seen))
    mode.closingRest?.leftOut = closed
    return askForSteps(of: cards.map(\.deal.id))
  }

  /// Asks for the open steps of deals that are to be closed, which are dropped or kept silent.
  func askForSteps(of deals: [DealID]) -> [Effect] { deals.isEmpty ? [] : [.ask(.openSteps(deals))] }

  mutating func receivedSteps(_ steps: [FollowUp], of deal: DealID) {
    guard let line = mode.feature as? any ClosingFeature, line.deals.first == deal else { return }
    mode.closingRest?.steps = steps
  }

  /// What becomes of the open steps, in words to go on with; empty where there are none.
  func fate(of rest: ClosingRest) -> String {
    guard !rest.steps.isEmpty else { return "" }
    return "\(counted(rest.steps.count, "open step")) \(rest.dropsSteps ? "dropped" : "kept silent")"
  }

  mutating func typeLost(_ key: Key, _ form: LostForm) -> [Effect] {
    var form = form
    switch key {
    case .escape, .control("c"):
      guard form.isNote else { return leave(typed: form.editor) }
      form.isNote = false
      form.editor = LineEditor()
    case .tab where cards(of: form.deals).isEmpty: return goOnWithNextDeal() ?? []
    case .tab where !form.rest.steps.isEmpty: form.rest.dropsSteps.toggle()
    case .enter:
      let typed = form.editor.text
      guard typed.contains(where: { !$0.isWhitespace }) else {
        notices.promptRefusal = form.isNote ? "the note needs words" : "a digit, or your own words"
        return []
      }
      return lose(form, reason: form.isNote ? "other: " + typed : typed)
    case .character(let character) where form.editor.isEmpty && !form.isNote && "123456789".contains(character):
      let index = (character.wholeNumberValue ?? 1) - 1
      let reasons = board.lossReasons.prefix(LostForm.mostReasons)
      if index < reasons.count {
        // In the line until the deal is closed, so that enter can say it again after a conflict.
        form.editor = LineEditor(reasons[index])
        mode = .lost(form)
        return lose(form, reason: reasons[index])
      }
      guard index == reasons.count else {
        notices.promptRefusal = "there are \(reasons.count + 1) reasons"
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
    close(
      form.deals, as: .lost, in: form.stage, seen: form.seen, form.rest, event: ", \(reason)"
    ) { _ in
      [.set(\.lossReason, reason)]
    }
  }

  /// Closes the deals. Each must still have the stage and status that the person had before their
  /// eyes; those that are closed so already stay as they are.
  private mutating func close(
    _ deals: [DealID], as status: DealStatus, in stage: StageID?, seen: [DealID: Card], _ rest: ClosingRest,
    event: String = "", _ values: (Deal) -> [DealValue]
  ) -> [Effect] {
    let asked = deals
    let deals = cards(of: asked).map { seen.asSeen($0).deal }
    guard !deals.isEmpty else {
      notices.promptRefusal = outOfSight(asked, seen)
      return []
    }
    let others = deals.filter { $0.status != status }
    let closed = others.isEmpty ? deals : others
    let target = stage.flatMap(anyStage)
    let all = [.set(\.status, status)] + (target.map(entering) ?? [])
    let changes = closed.map { deal in
      Change.editDeal(
        deal.id, all + values(deal), seen: deal.place(closing: status) + [.set(\.status, deal.status)])
    }
    let closedIDs = Set(closed.map(\.id))
    let dropped = rest.dropsSteps ? rest.steps.filter { $0.dealID.map(closedIDs.contains) == true } : []
    let drops = dropped.map {
      Change.editFollowUp($0.id, [.set(\.status, .cancelled)], seen: [.set(\.status, $0.status)])
    }
    let verb = closed.count == 1 ? "is" : "are"
    let place = target.flatMap(otherPipeline).map { " in \($0.name)" } ?? ""
    let fate = fate(of: rest)
    let besides = (fate.isEmpty ? "" : "; " + fate) + leftOut(rest.leftOut)
    return commitEffect(
      changes + drops, deals.map(\.id), " \(verb) \(status.rawValue)" + place + event + besides,
      isToldWhole: !place.isEmpty || !besides.isEmpty)
  }

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
    case .tab where cards(of: form.deals).isEmpty: return goOnWithNextDeal() ?? []
    case .tab where !form.rest.steps.isEmpty:
      form.rest.dropsSteps.toggle()
      mode = .won(form)
    case .enter: return submit(form)
    default: if form.editor.handle(key) { mode = .won(form) }
    }
    return []
  }

  private mutating func submit(_ form: WonForm) -> [Effect] {
    let reading = reading(of: form)
    guard reading.fault.isEmpty else {
      notices.promptRefusal = reading.fault
      return []
    }
    var amount: [DealValue] = []
    if let money = reading.money, let deal = onlyDeal(of: form),
      money.minor != deal.value || money.currency != deal.currency
    {
      amount = [.set(\.value, money.minor), .set(\.currency, money.currency)]
    }
    // As on another day, now is not on the day that is called today.
    let day = world.setting.isDated || reading.day != world.present.today ? reading.day : nil
    let board = self
    return close(form.deals, as: .won, in: form.stage, seen: form.seen, form.rest) { deal in
      (day.map { [.set(\.closedAt, board.moment(closing: deal, on: $0))] } ?? []) + amount
    }
  }

  private func onlyDeal(of form: WonForm) -> Deal? {
    form.deals.count == 1 ? cards(of: form.deals).first.map(form.seen.asSeen)?.deal : nil
  }

  /// What the line of a won deal means.
  func reading(of form: WonForm) -> WonReading {
    var reading = WonReading(day: world.present.today)
    var words = form.editor.text.split(whereSeparator: \.isWhitespace).map(String.init)
    if form.deals.count == 1 {
      guard let deal = onlyDeal(of: form) else {
        reading.fault = outOfSight(form.deals, form.seen)
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
      let question = words.lazy.compactMap {
        DateReader.question($0, today: world.present.today, world.setting.notation)
      }.first
      reading.fault = question ?? "a day up to today, such as today, mon, 12 nov or 2025-11-14"
      return reading
    }
    reading.day = day
    if let deal = cards(of: form.deals).map({ form.seen.asSeen($0).deal }).first(where: { created($0) > day }) {
      let first = DateText.short(created(deal), today: world.present.today)
      reading.fault = "\(glyphs.shown(deal.name)) was created on \(first): give that day or a later one"
    }
    return reading
  }

  private func created(_ deal: Deal) -> Day { world.setting.zone.calendarDay(of: deal.createdAt) }

  /// Winning is never in the future.
  private func wonDay(_ words: some Sequence<String>) -> Day? {
    DaysReader.pastDay(words.joined(separator: " "), today: world.present.today, world.setting.notation)
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
