import Sales
import Screen

extension DeleteForm {
  func hints(on painter: Painter) -> [KeyHint] { [("enter", "keep it"), ("y", "delete"), ("esc", "keep it")] }

  func paintPopup(on painter: inout Painter) { painter.paintDelete(self) }
}

extension Painter {
  /// What is deleted or dropped with the deal.
  private func goesToo(_ links: DealLinks?, isOne: Bool) -> String {
    let whose = isOne ? "Its" : "Their"
    guard let steps = links?.openSteps, steps > 0 else { return "\(whose) history goes too; u brings both back." }
    return "\(whose) history and \(counted(steps, "open step")) go too; u brings all back."
  }

  fileprivate mutating func paintDelete(_ form: DeleteForm) {
    let inSight = model.cards(of: form.deals)
    let cards = inSight.isEmpty ? form.deals.compactMap { form.seen[$0] } : inSight
    let isOne = cards.count == 1
    let sums = model.merged(cards.map { Tally($0.deal) })
    let value =
      isOne
      ? model.money.card(cards[0].deal.value, cards[0].deal.currency)
      : sums.map { model.money.sum($0.sum) }.joined(separator: " + ")
    let subject = isOne ? cards[0].deal.name : counted(cards.count, "deal")
    let whole = [Span(subject, .strong), Span(" \(glyphs.dot) \(value)", .text)]
    var rows = [PopupRow(left: isOne ? named(whole, layout.size.columns - 4) : whole)]
    rows += prose(goesToo(form.links, isOne: isOne))
    if let links = form.links, links.activities + links.followUps > links.openSteps {
      let activities = counted(links.activities, "activity", many: "activities")
      let tasks = counted(links.followUps - links.openSteps, links.openSteps == 0 ? "task" : "settled task")
      rows += prose("\(activities) and \(tasks) stay, without \(isOne ? "a deal" : "deals").")
    }
    rows += prose("Reports count lost deals, not deleted ones.")
    rows.append(PopupRow(left: []))
    // Where rows are few, what it is about and what can be pressed stay.
    rows = Array(rows.prefix(max(1, popupEnd - 3)))
    rows.append(PopupRow(left: [Span(" enter  keep it ", .select), Span("  y", .key), Span("  delete", .text)]))
    let inside = paintRows(rows, title: [Span(isOne ? "Delete this deal?" : "Delete these deals?", .title)], least: 53)
    canvas.cursor = Cursor(row: inside.row + rows.count - 1, column: inside.column + 1, isVisible: false)
  }
}
