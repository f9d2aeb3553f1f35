extension Canvas: CustomStringConvertible {
  /// The rows as text, without the blanks at their ends.
  package var text: [String] {
    (0..<size.rows).map { row in
      var line = ""
      for column in 0..<size.columns where self[row, column].columns > 0 { line.append(self[row, column].text) }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The picture for people and for golden files: the rows, then each row's stretches in another style than plain text
  /// (`4: fill(0) 0-25, alert 27-35`, both ends included, `+` where underlined), then the cursor.
  package var description: String {
    let runs = (0..<size.rows).compactMap { row in
      let stretches = self.stretches(row: row)
      return stretches.isEmpty ? nil : "\(row): \(stretches.joined(separator: ", "))"
    }
    let place = "cursor \(cursor.row),\(cursor.column)\(cursor.isVisible ? "" : " hidden")"
    return (text + ["--"] + runs + [place]).joined(separator: "\n") + "\n"
  }

  private func stretches(row: Int) -> [String] {
    var result: [String] = []
    var start = 0
    for column in 1...max(1, size.columns) {
      let style = self[row, start].style
      guard column >= size.columns || self[row, column].style != style else { continue }
      if style != .text && start < size.columns {
        result.append("\(style.role.name)\(style.isUnderlined ? "+" : "") \(start)-\(column - 1)")
      }
      start = column
    }
    return result
  }
}
