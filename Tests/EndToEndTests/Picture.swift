/// What stands on a terminal's screen, and where its cursor is.
struct Picture: CustomStringConvertible, Equatable {
  let rows: [String]
  let cursorRow: Int
  let cursorColumn: Int

  var text: String { rows.joined(separator: "\n") }
  /// The row above the footer, where the board speaks and lines are typed.
  var message: String { rows.dropLast().last ?? "" }
  var footer: String { rows.last ?? "" }
  var description: String { text + "\n(cursor in row \(cursorRow), column \(cursorColumn))" }

  func contains(_ words: String) -> Bool { text.contains(words) }

  /// What stands in the row and the column of the cursor, which is on the focused card.
  var focus: String {
    guard rows.indices.contains(cursorRow), let column = columns.first(where: { $0.contains(cursorColumn) }) else {
      return ""
    }
    return cut(rows[cursorRow], column)
  }

  /// The rows under a stage's heading, trimmed and without the empty ones.
  func cards(in stage: String) -> [String] {
    guard let line = lineRow, let column = columns.first(where: { heading(of: $0).contains(stage) }) else { return [] }
    return rows[(line + 1)...].dropLast(2).map { cut($0, column) }.filter { !$0.isEmpty }
  }

  /// The line between headings and cards.
  private var lineRow: Int? {
    rows.firstIndex { row in row.contains("─") && row.allSatisfy { $0 == "─" || $0 == " " } }
  }

  /// Where the stages stand: the pieces of that line.
  private var columns: [Range<Int>] {
    guard let lineRow else { return [] }
    var found: [Range<Int>] = []
    for (place, sign) in rows[lineRow].enumerated() where sign == "─" {
      if let last = found.last, last.upperBound == place {
        found[found.count - 1] = last.lowerBound..<place + 1
      } else {
        found.append(place..<place + 1)
      }
    }
    return found
  }

  private func heading(of column: Range<Int>) -> String {
    rows.prefix(lineRow ?? 0).map { cut($0, column) }.joined(separator: "\n")
  }

  private func cut(_ row: String, _ column: Range<Int>) -> String {
    var piece = row.dropFirst(column.lowerBound).prefix(column.count)
    while let first = piece.first, " ▌│".contains(first) { piece.removeFirst() }
    while piece.last == " " { piece.removeLast() }
    return String(piece)
  }
}
