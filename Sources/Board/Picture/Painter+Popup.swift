import Sales
import Screen

// What opens upward from the message row and helps to choose or to type.
extension Painter {
  mutating func paintPopup() { model.mode.feature?.paintPopup(on: &self) }

  /// One row of a popup: what stands at the left, and what at the right end.
  struct PopupRow {
    var left: [Span]
    var right: [Span] = []
    var isChosen = false
  }

  /// Draws a frame that holds the rows, its bottom edge above the message row, and returns the place of its first row.
  ///
  /// Menus stand away from the focused column; `atLeft` puts it there in any case.
  @discardableResult
  mutating func paintRows(
    _ rows: [PopupRow], title: [Span], note: [Span] = [], atLeft: Bool? = nil, least: Int = 0, most: Int = .max
  ) -> Rect {
    let widest = rows.map { width($0.left) + ($0.right.isEmpty ? 0 : 2 + width($0.right)) }.max() ?? 0
    let columns = min(layout.size.columns, most, max(least, widest + 4, width(title) + width(note) + 8))
    let end = popupEnd
    let height = min(rows.count + 2, end)
    let isLeft = atLeft ?? !isFocusLeft
    let rect = Rect(
      row: end - height, column: isLeft ? 0 : layout.size.columns - columns, rows: height,
      columns: columns)
    let inside = canvas.frame(rect, title: fitted(title, columns - 4), note: note)
    for (index, row) in shown(rows, in: inside.rows).enumerated() {
      let line = inside.row + index
      let right = rightPart(of: row, in: inside.columns)
      if row.isChosen {
        canvas.fill(row: line, columns: inside.column - 1..<inside.column + inside.columns + 1, role: .select)
      }
      let left = fitted(row.left, inside.columns - (right.isEmpty ? 0 : width(right) + 1))
      canvas.put(row.isChosen ? chosen(left) : left, row: line, column: inside.column)
      canvas.putRight(row.isChosen ? chosen(right) : right, row: line, end: inside.column + inside.columns)
    }
    return inside
  }

  /// As many of the rows as there is room for, the last of which says how many there are besides.
  private func shown(_ rows: [PopupRow], in room: Int) -> [PopupRow] {
    guard rows.count > room, room > 1 else { return Array(rows.prefix(room)) }
    let more = PopupRow(left: [Span("\(glyphs.below) \(rows.count - room + 1) more", .text)])
    return rows.prefix(room - 1) + [more]
  }

  /// What stands at the right end goes where it would leave less than half of the row.
  private func rightPart(of row: PopupRow, in cells: Int) -> [Span] {
    let needed = width(row.right)
    return needed <= cells / 2 || width(row.left) + 1 + needed <= cells ? row.right : []
  }

  func chosen(_ spans: [Span]) -> [Span] {
    spans.map { span in
      if case .fill = span.style.role { return span }
      return Span(span.text, .select)
    }
  }

  private var isFocusLeft: Bool {
    guard let slot = layout.slot(of: model.board.focusedColumn) else { return true }
    return slot.column + slot.width / 2 <= layout.size.columns / 2
  }

  /// A sentence in as many rows as a popup on this screen needs.
  func prose(_ sentence: String) -> [PopupRow] {
    wrapped(glyphs.shown(sentence), to: layout.size.columns - 4).map { PopupRow(left: [Span($0, .text)]) }
  }

  /// Nine of the rows, the chosen one among them, and which they are where there are more.
  func stageRows(_ rows: [PopupRow], chosen: Int?) -> (rows: [PopupRow], note: [Span]) {
    let most = max(1, min(9, popupEnd - 4))
    let first = max(0, min((chosen ?? 0) - most + 1, rows.count - most))
    let shown = rows.indices.dropFirst(first).prefix(most).map { index in
      var row = rows[index]
      row.isChosen = index == chosen
      return row
    }
    let note = rows.count > most ? [Span("\(first + 1)-\(first + shown.count) of \(rows.count)", .muted)] : []
    return (shown, note)
  }

  /// The stages' digits on their colours. Those of the pipeline in sight are on the canvas already.
  mutating func chips(of plan: PipelinePlan) -> [Span] {
    let isInSight = plan.pipeline.id == model.board.pipeline
    let base = isInSight ? 0 : canvas.tints.append(row: plan.stages.map { RGB($0.color ?? Painter.plainColor) })
    return plan.stages.indices.map { index in
      Span(chip(index).text, .fill(Tint(base + index)))
    }
  }
}
