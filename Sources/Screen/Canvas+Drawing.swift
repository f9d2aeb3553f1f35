extension Canvas {
  /// Blanks a stretch of a row in a role, so that its background shows; what stood there goes.
  package mutating func fill(row: Int, columns: Range<Int>, role: Role) {
    clear(row: row, columns: columns, style: Style(role))
  }

  /// Blanks a part of the screen.
  package mutating func erase(_ rect: Rect) {
    for row in rect.visibleRows(of: size) { clear(row: row, columns: rect.columnRange, style: .text) }
  }

  /// Puts text so that it ends before the column `end`, and returns the columns filled.
  ///
  /// Too long for the row, it loses its front.
  @discardableResult
  package mutating func putRight(_ text: String, row: Int, end: Int, style: Style = .text) -> Int {
    let shown = glyphs.shown(text)
    return put(shown, row: row, column: end - columns(of: shown), style: style)
  }

  /// Puts text in a role so that it ends before the column `end`.
  @discardableResult
  package mutating func putRight(_ text: String, row: Int, end: Int, role: Role) -> Int {
    putRight(text, row: row, end: end, style: Style(role))
  }

  /// Puts pieces so that the last ends before the column `end`.
  @discardableResult
  package mutating func putRight(_ spans: [Span], row: Int, end: Int) -> Int {
    let shown = spans.map { span in Span(text: glyphs.shown(span.text), style: span.style) }
    let width = shown.reduce(0) { $0 + columns(of: $1.text) }
    return put(shown, row: row, column: end - width)
  }

  /// Draws a rule over a stretch of a row.
  package mutating func rule(row: Int, columns: Range<Int>, role: Role = .border) {
    let inside = columns.clamped(to: 0..<size.columns)
    put(String(repeating: glyphs.rule, count: inside.count), row: row, column: inside.lowerBound, role: role)
  }

  /// Blanks a part of the screen and draws a popup frame around it: `┌ Move to ────┐`.
  ///
  /// The title stands in the top edge with a space on either side, the note at its right end the same way. Returns the
  /// inside, one cell of air left and right already taken off, for text. Smaller than 2 by 4 nothing is drawn.
  @discardableResult
  package mutating func frame(_ rect: Rect, title: [Span] = [], note: [Span] = []) -> Rect {
    erase(rect)
    let inside = Rect(
      row: rect.row + 1, column: rect.column + 2, rows: max(0, rect.rows - 2), columns: max(0, rect.columns - 4))
    guard rect.rows >= 2, rect.columns >= 4 else { return inside }
    let (last, bottom) = (rect.column + rect.columns - 1, rect.row + rect.rows - 1)
    for (row, left, right) in [
      (rect.row, glyphs.topLeft, glyphs.topRight), (bottom, glyphs.bottomLeft, glyphs.bottomRight),
    ] {
      put(left, row: row, column: rect.column, role: .border)
      rule(row: row, columns: rect.column + 1..<last)
      put(right, row: row, column: last, role: .border)
    }
    for row in rect.row + 1..<bottom {
      put(glyphs.thread, row: row, column: rect.column, role: .border)
      put(glyphs.thread, row: row, column: last, role: .border)
    }
    label(title, note: note, in: rect)
    return inside
  }

  /// Draws a popup frame with a title in its usual role.
  @discardableResult
  package mutating func frame(_ rect: Rect, title: String, note: String = "") -> Rect {
    frame(rect, title: title.isEmpty ? [] : [Span(title, .title)], note: note.isEmpty ? [] : [Span(note, .muted)])
  }

  /// The words in a frame's top edge; the note only where it leaves the title whole.
  private mutating func label(_ title: [Span], note: [Span], in rect: Rect) {
    let space = [Span(" ", .border)]
    let end = rect.column + rect.columns - 1
    var next = rect.column + 1
    if !title.isEmpty {
      next += put(space + title + space, row: rect.row, column: next, within: rect.columns - 2)
    }
    let words = space + note + space
    let width = words.reduce(0) { $0 + columns(of: glyphs.shown($1.text)) }
    if !note.isEmpty && end - width > next { putRight(words, row: rect.row, end: end) }
  }
}

extension Span {
  init(text: String, style: Style) {
    self.text = text
    self.style = style
  }
}

extension Rect {
  var columnRange: Range<Int> { column..<column + max(0, columns) }

  func visibleRows(of size: Size) -> Range<Int> {
    (row..<row + max(0, rows)).clamped(to: 0..<size.rows)
  }
}
