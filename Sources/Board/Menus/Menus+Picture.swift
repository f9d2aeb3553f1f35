import Sales
import Screen

extension PrefixMenu {
  func hints(on painter: Painter) -> [KeyHint] {
    let following = painter.model.keys.bindings(after: key).map { $0.label.dropFirst(key.name.count) }
    return [(following.joined(separator: " "), "after \(key.name)"), ("esc", "leave it")]
  }

  func paintPopup(on painter: inout Painter) { painter.paintPrefix(key) }
}

extension FilterMenu {
  func hints(on painter: Painter) -> [KeyHint] {
    let model = painter.model
    let digits = Painter.digits(model.board.savedFilters.count)
    if isForgetting { return [(digits, "forget"), ("esc", "leave it")] }
    let saved = model.board.savedFilters.isEmpty ? [] : [(digits, "saved filter")]
    let save = model.filterText.isEmpty ? [] : [("s", "save")]
    return saved + save + [("/", "type"), ("esc", "leave it")]
  }

  func paintPopup(on painter: inout Painter) { painter.paintFilterMenu(isForgetting: isForgetting) }
}

extension OrderMenu {
  func hints(on painter: Painter) -> [KeyHint] {
    [(Order.allCases.map { String($0.key) }.joined(separator: " "), "order"), ("esc", "leave it")]
  }

  func paintPopup(on painter: inout Painter) { painter.paintOrders() }
}

extension Painter {
  fileprivate mutating func paintPrefix(_ key: Key) {
    let rows = model.keys.bindings(after: key).map { binding in
      PopupRow(left: [Span(" " + binding.label.dropFirst(key.name.count), .key), Span("  " + binding.summary, .text)])
    }
    let leave = PopupRow(left: [Span("esc", .key), Span(" leave it", .text)])
    paintRows(rows + [leave], title: [Span(key.name + " \(glyphs.ellipsis)", .title)])
  }
}
