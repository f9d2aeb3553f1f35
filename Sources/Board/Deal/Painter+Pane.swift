import Sales
import Screen

// The deal beside the board: why it needs somebody, its facts, its time in stages, its timeline.
extension Painter {
  mutating func paintPane() {
    guard let pane = model.pane, let text = PaneText(model, layout) else { return }
    let rect = text.rect
    if let edge = layout.paneColumn, edge > 0 {
      for row in 0..<layout.cardsEnd { canvas.put(glyphs.thread, row: row, column: edge, role: .border) }
    }
    paintPaneTitle(pane, rect)
    if pane.hasKeys { canvas.cursor = Cursor(row: 0, column: rect.column, isVisible: false) }
    for (index, line) in text.shown(from: pane.top).enumerated() {
      let row = 1 + index
      let taken = line.right.isEmpty ? 0 : width(line.right) + 1
      let left = fitted(line.left, rect.columns - taken)
      let isChosen = pane.hasKeys && line.place != nil && line.place == model.chosenField && line.caret == nil
      if isChosen {
        canvas.fill(row: row, columns: rect.column - 1..<rect.column + rect.columns, role: .select)
        canvas.cursor = Cursor(row: row, column: rect.column, isVisible: false)
      }
      canvas.put(isChosen ? chosen(left) : left, row: row, column: rect.column)
      canvas.putRight(line.right, row: row, end: rect.column + rect.columns)
      if let caret = line.caret { canvas.cursor = Cursor(row: row, column: rect.column + caret, isVisible: true) }
    }
  }

  /// The name, and where the deal stands if both fit.
  private mutating func paintPaneTitle(_ pane: Pane, _ rect: Rect) {
    let card = pane.detail?.card ?? model.card(pane.deal)
    let stage = pane.detail?.stage ?? card.flatMap { model.stage($0.deal.stageID) }
    let index = stage.flatMap { model.columnIndex(of: $0.id) }
    let role = index.map { Role.fill(Tint($0)) } ?? .title
    let start = layout.paneColumn.map { $0 > 0 ? $0 + 1 : 0 } ?? 0
    canvas.fill(row: 0, columns: start..<layout.size.columns, role: index == nil ? .text : role)
    let name = card?.deal.name ?? ""
    let place = (index.map { chip($0).text.dropFirst() + " " } ?? "") + (stage?.name ?? "")
    let room = rect.columns - width(place) - 2
    let hasPlace = room >= min(width(name), rect.columns / 2)
    if hasPlace { canvas.putRight(place, row: 0, end: rect.column + rect.columns, role: role) }
    canvas.put(fit(name, hasPlace ? room : rect.columns, at: .middle), row: 0, column: rect.column, role: role)
  }
}
