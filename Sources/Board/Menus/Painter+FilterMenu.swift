import Sales
import Screen

// The menus of filters and of orders.
extension Painter {
  /// The terms at the left, what is saved at the right, each with the key that chooses it.
  mutating func paintFilterMenu(isForgetting: Bool) {
    var rows: [PopupRow] = []
    // Where there is no room for both, the words say it.
    let hasTerms = layout.size.columns >= 60
    for index in 0..<max(isForgetting ? 0 : FilterChoice.all.count, model.board.savedFilters.count) {
      var spans = isForgetting ? [] : term(index, isWhole: hasTerms)
      if model.board.savedFilters.indices.contains(index) {
        spans += saved(index, hasTerms ? 18 : max(3, layout.size.columns - 31))
      } else if index == 0, !model.filterText.isEmpty {
        spans.append(Span(hasTerms ? "s saves one here" : "s saves one", .muted))
      }
      rows.append(PopupRow(left: spans))
    }
    if !isForgetting {
      let forget = model.board.savedFilters.isEmpty ? [] : [("x", hasTerms ? "forget a saved one" : "forget")]
      let save = model.filterText.isEmpty ? [] : [("s", "save")]
      let keys = save + forget + [("/", "type"), ("esc", "leave")]
      rows.append(
        PopupRow(left: keys.flatMap { [Span($0.0, .key), Span(" \($0.1)" + (hasTerms ? "   " : " "), .muted)] }))
    }
    paintRows(rows, title: [Span(isForgetting ? "Forget which filter?" : "Filter", .title)], least: 38)
  }

  /// In always as many cells, so that what is saved stands under each other.
  private func term(_ index: Int, isWhole: Bool) -> [Span] {
    guard FilterChoice.all.indices.contains(index) else {
      return [Span(padded("", isWhole ? 38 : 23), .text)]
    }
    let choice = FilterChoice.all[index]
    let isOn = model.filterText.hasTerm(choice.term)
    return [
      Span(String(choice.key), .key), Span(isOn ? " *" : "  ", .strong),
      Span(padded(choice.words, 20), isOn ? .strong : .text),
    ] + (isWhole ? [Span(padded(choice.term, 15), .muted)] : [])
  }

  private func saved(_ index: Int, _ cells: Int) -> [Span] {
    let saved = model.board.savedFilters[index]
    return [Span("\(index + 1)", .key), Span("  " + fit(saved.name, cells), .text)]
  }

  mutating func paintOrders() {
    let rows = Order.allCases.map { order in
      PopupRow(
        left: [Span(" \(order.key)", .key), Span("  " + order.words, .text)],
        right: order == model.board.order ? [Span("is now", .muted)] : [])
    }
    let leave = PopupRow(left: [Span("esc", .key), Span(" leave it", .text)])
    paintRows(rows + [leave], title: [Span("Order", .title)])
  }
}
