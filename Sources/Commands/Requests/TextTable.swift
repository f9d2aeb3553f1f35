import Screen

/// Rows and columns of text, as wide as a terminal has room for.
struct TextTable {
  private let glyphs: Glyphs
  private var columns: [Column] = []
  /// Text is not cut below this many columns; then whole columns at the right go.
  private static let least = 10
  private static let gap = 2

  private struct Column {
    let title: String
    let cells: [String]
    let isNumber: Bool
    let isText: Bool
    var width: Int
  }

  init(glyphs: Glyphs) {
    self.glyphs = glyphs
  }

  /// A column; every one has as many cells.
  mutating func add(_ title: String, _ cells: [String], isNumber: Bool, isText: Bool) {
    let width = ([title] + cells).map { Screen.columns(of: $0) }.max() ?? 0
    columns.append(Column(title: title, cells: cells, isNumber: isNumber, isText: isText, width: width))
  }

  /// A line for the titles, if they are wanted, and one for each row. Without a width nothing is cut.
  func lines(width: Int?, isHeaded: Bool) -> [String] {
    let columns = width.map(fitted) ?? columns
    let rows = columns.first?.cells.indices ?? 0..<0
    let titles = isHeaded ? [line(columns) { $0.title }] : []
    return titles + rows.map { row in line(columns) { $0.cells[row] } }
  }

  /// The columns that have room, the widest text cut first.
  private func fitted(to width: Int) -> [Column] {
    var columns = columns
    while true {
      var excess = columns.map(\.width).reduce(Self.gap * (columns.count - 1), +) - width
      while excess > 0, let widest = Self.widestText(columns) {
        columns[widest].width -= 1
        excess -= 1
      }
      if excess <= 0 || columns.count == 1 { return columns }
      columns.removeLast()
      // What the others have lost for it they get back.
      for index in columns.indices { columns[index].width = self.columns[index].width }
    }
  }

  private static func widestText(_ columns: [Column]) -> Int? {
    columns.indices.filter { columns[$0].isText && columns[$0].width > least }.max {
      columns[$0].width < columns[$1].width
    }
  }

  private func line(_ columns: [Column], _ cell: (Column) -> String) -> String {
    var text = ""
    for (index, column) in columns.enumerated() {
      let shown = cut(cell(column), to: column.width, at: index == 0 ? .middle : .end, glyphs: glyphs)
      let space = String(repeating: " ", count: max(0, column.width - Screen.columns(of: shown)))
      text +=
        (index == 0 ? "" : String(repeating: " ", count: Self.gap)) + (column.isNumber ? space + shown : shown + space)
    }
    while text.last == " " { text.removeLast() }
    return text
  }
}
