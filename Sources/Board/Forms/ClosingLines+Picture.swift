import Sales
import Screen

extension LostForm {
  func hints(on painter: Painter) -> [KeyHint] {
    if isNote { return [("enter", "save the note"), ("esc", "back")] + rest.hints }
    let digits = Painter.digits(min(9, painter.model.board.lossReasons.count + 1))
    // After words a digit is one more of them.
    let reasons = editor.isEmpty ? [(digits, "reason")] : []
    return reasons + [("enter", "save the text"), ("esc", "cancel")] + rest.hints
  }

  func prompt(on painter: Painter) -> Prompt? {
    Prompt(label: isNote ? "note " : "lost ", editor: editor, hints: painter.subject(deals, closed: .lost))
  }

  func paintPopup(on painter: inout Painter) { painter.paintReasons(self) }
}

extension WonForm {
  func hints(on painter: Painter) -> [KeyHint] { [("enter", "won"), ("esc", "cancel")] + rest.hints }

  func prompt(on painter: Painter) -> Prompt? { painter.wonPrompt(self) }
}

extension Painter {
  fileprivate mutating func paintReasons(_ form: LostForm) {
    guard !form.isNote else { return }
    let names = model.board.lossReasons.prefix(LostForm.mostReasons) + ["other, with a note"]
    // Two columns of the same width, however long the reasons are; one where that would cut them and rows are enough.
    let isNarrow = (names.map(width).max() ?? 0) > (layout.size.columns - 4) / 2 - 4
    let columns = isNarrow && names.count + 3 <= layout.cardsEnd ? 1 : 2
    let half = (names.count + columns - 1) / columns
    let most = max(1, (layout.size.columns - 4) / columns - 4)
    let widest = min(most, max(18, names.prefix(half).map(width).max() ?? 0))
    func reason(_ index: Int) -> [Span] {
      [Span("\(index + 1)", .key), Span(" " + fit(names[index], most), .text)]
    }
    let rows = (0..<half).map { index in
      let left = reason(index)
      guard index + half < names.count else { return PopupRow(left: left) }
      let gap = String(repeating: " ", count: max(2, widest + 4 - width(left)))
      return PopupRow(left: left + [Span(gap, .text)] + reason(index + half))
    }
    let fate = model.fate(of: form.rest)
    let steps =
      fate.isEmpty
      ? []
      : [
        PopupRow(left: [
          Span(fate + "; ", .muted), Span("tab", .key), Span(form.rest.dropsSteps ? " keeps" : " drops", .muted),
        ])
      ]
    paintRows(
      rows + [PopupRow(left: [Span("or type your own words", .muted)])] + steps,
      title: [Span("Why was it lost?", .title)],
      least: 46)
  }

  /// Beside the line: the day, where it is another one than today.
  fileprivate func wonPrompt(_ form: WonForm) -> Prompt {
    let reading = model.reading(of: form)
    let subjects = subject(form.deals, closed: .won)
    let fate = model.fate(of: form.rest)
    // What becomes of the steps goes first where there is no room; the footer has the key.
    let whole = fate.isEmpty ? subjects : subjects.prefix(1).map { joined([$0, fate]) } + subjects
    guard reading.fault.isEmpty, reading.day != model.world.present.today else {
      return Prompt(label: "won ", editor: form.editor, hints: whole)
    }
    let day = model.inWords(reading.day)
    return Prompt(
      label: "won ", editor: form.editor, hints: whole.map { joined([day, $0]) } + [day, DateText.long(reading.day)])
  }

  /// What is to be closed: of one deal its name and its value, which is left out before it is cut; of several how many
  /// are not so already.
  fileprivate func subject(_ deals: [DealID], closed status: DealStatus) -> [String] {
    let cards = model.cards(of: deals)
    let changed = cards.count { $0.deal.status != status }
    guard cards.count < 2 else {
      return [model.subject(of: cards.map(\.deal.id), changed: changed > 0 ? changed : cards.count)]
    }
    guard let card = cards.first else { return [] }
    let names = cuts(of: card.deal.name, to: 6)
    let value = model.money.card(card.deal.value, card.deal.currency)
    return names.filter { width($0) >= 12 || $0 == names[0] }.map { joined([$0, value]) } + names
  }
}
