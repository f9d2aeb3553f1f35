/// One cell of the screen.
package struct Cell: Hashable, Sendable {
  /// One grapheme cluster that is safe to send; a space in a blank cell.
  package let text: Character
  /// How many cells the cluster fills from here on; 0 in the cells that it covers after the first.
  package let columns: Int
  package var style: Style

  init(_ text: Character, columns: Int, style: Style) {
    self.text = text
    self.columns = columns
    self.style = style
  }

  /// A cell with nothing on it.
  package static func blank(_ style: Style = .text) -> Cell {
    Cell(" ", columns: 1, style: style)
  }
}

/// How many rows and columns a screen has.
package struct Size: Hashable, Sendable {
  package var rows: Int
  package var columns: Int

  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }
}

/// A part of the screen: its first row and column, counted from 0, and how many of them.
package struct Rect: Hashable, Sendable {
  package var row: Int
  package var column: Int
  package var rows: Int
  package var columns: Int

  package init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = rows
    self.columns = columns
  }
}

/// Where the terminal's own cursor goes.
///
/// It follows the focus even when hidden: screen readers and input methods ask it.
package struct Cursor: Hashable, Sendable {
  package var row: Int
  package var column: Int
  package var isVisible: Bool

  package init(row: Int, column: Int, isVisible: Bool) {
    self.row = row
    self.column = column
    self.isVisible = isVisible
  }
}

/// A picture of the whole screen in roles, without any terminal.
///
/// Whatever is put on it, every row has exactly its cells: clusters lie whole or not at all, and nothing but printable
/// text gets in. Drawing outside the edges is not an error; what is outside is left out.
package struct Canvas: Hashable, Sendable {
  package let size: Size
  /// The stage colours that `Tint` counts from 0, in the order of the stages.
  package var tints: Tints
  package let glyphs: Glyphs
  /// Every cell, row by row.
  package private(set) var cells: [Cell]
  package var cursor = Cursor(row: 0, column: 0, isVisible: false)

  /// A blank canvas.
  ///
  /// A negative size counts as 0.
  package init(size: Size, tints: Tints = Tints(), glyphs: Glyphs = .unicode) {
    self.size = Size(rows: max(0, size.rows), columns: max(0, size.columns))
    self.tints = tints
    self.glyphs = glyphs
    cells = Array(repeating: .blank(), count: self.size.rows * self.size.columns)
  }

  /// The cell at a place; a blank one outside the edges.
  package subscript(row: Int, column: Int) -> Cell {
    guard (0..<size.rows).contains(row), (0..<size.columns).contains(column) else { return .blank() }
    return cells[row * size.columns + column]
  }
}

extension Canvas {
  /// Puts text at a place and returns how many columns it filled, clipped ones not counted.
  ///
  /// Text goes through `Glyphs.shown` first. It ends before `limit` columns are exceeded and at the screen's edge, without
  /// an ellipsis: `cut` it before. A wide sign that an edge cuts leaves blanks in the cells that are inside.
  @discardableResult
  package mutating func put(
    _ text: String, row: Int, column: Int, within limit: Int = .max, style: Style = .text
  ) -> Int {
    guard (0..<size.rows).contains(row), limit > 0, column < size.columns else { return 0 }
    let start = row * size.columns
    let end = limit < size.columns - column ? column + limit : size.columns
    if isPrintableASCII(text) { return putPlain(text, start: start, column: column, end: end, style: style) }
    var next = column
    if !glyphs.isASCII && isSimple(text) {
      for scalar in text.unicodeScalars where next < end {
        let width = columns(of: scalar)
        next += putClipped(Character(scalar), columns: width, row: row, column: next, end: end, style: style)
      }
    } else {
      for cluster in glyphs.shown(text) where next < end {
        let width = columns(of: cluster)
        next += putClipped(cluster, columns: width, row: row, column: next, end: end, style: style)
      }
    }
    return max(0, min(next, end) - max(column, 0))
  }

  /// Puts text in a role; see the other `put`.
  @discardableResult
  package mutating func put(_ text: String, row: Int, column: Int, within limit: Int = .max, role: Role) -> Int {
    put(text, row: row, column: column, within: limit, style: Style(role))
  }

  /// Puts pieces one after the other and returns the columns filled.
  @discardableResult
  package mutating func put(_ spans: [Span], row: Int, column: Int, within limit: Int = .max) -> Int {
    spans.reduce(0) { used, span in
      used + put(span.text, row: row, column: column + used, within: limit - used, style: span.style)
    }
  }

  /// Printable ASCII, the usual case, cell by cell.
  private mutating func putPlain(_ text: String, start: Int, column: Int, end: Int, style: Style) -> Int {
    var next = column
    for byte in text.utf8 where next < end {
      if next >= 0 {
        release(start + next, row: start)
        cells[start + next] = Cell(Character(UnicodeScalar(byte)), columns: 1, style: style)
      }
      next += 1
    }
    return max(0, next - max(column, 0))
  }

  /// Puts one cluster, or blanks in those of its cells that are inside; returns its columns.
  private mutating func putClipped(
    _ cluster: Character, columns: Int, row: Int, column: Int, end: Int, style: Style
  ) -> Int {
    let start = row * size.columns
    if column >= 0 && column + columns <= end {
      putCluster(cluster, columns: columns, at: start + column, row: start, style: style)
    } else {
      clear(row: row, columns: max(column, 0)..<max(min(column + columns, end), column, 0), style: style)
    }
    return columns
  }

  private mutating func putCluster(_ cluster: Character, columns: Int, at place: Int, row: Int, style: Style) {
    guard columns > 0 else { return }
    for covered in place..<place + columns { release(covered, row: row) }
    cells[place] = Cell(cluster, columns: columns, style: style)
    for covered in place + 1..<place + columns { cells[covered] = Cell(" ", columns: 0, style: style) }
  }

  private mutating func blank(_ place: Int, row: Int, style: Style) {
    release(place, row: row)
    cells[place] = .blank(style)
  }

  /// Before a cell changes: if it is part of a wide cluster, the whole cluster turns to blanks in their own style.
  private mutating func release(_ place: Int, row: Int) {
    guard cells[place].columns != 1 else { return }
    var first = place
    while cells[first].columns == 0 && first > row { first -= 1 }
    for covered in first..<first + max(1, cells[first].columns) { cells[covered] = .blank(cells[covered].style) }
  }

  /// Blanks cells in a style.
  ///
  /// For `Canvas+Drawing` only.
  mutating func clear(row: Int, columns range: Range<Int>, style: Style) {
    guard (0..<size.rows).contains(row) else { return }
    let start = row * size.columns
    for column in range.clamped(to: 0..<size.columns) { blank(start + column, row: start, style: style) }
  }
}
