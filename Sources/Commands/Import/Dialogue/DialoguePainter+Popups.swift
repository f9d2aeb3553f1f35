import Sales
import Screen

// What opens upward from the message row.
extension DialoguePainter {
  /// Draws a frame for so many rows and returns its inside.
  private mutating func frame(rows: Int, columns: Int, title: String, note: String = "", isRight: Bool = true) -> Rect {
    let columns = min(columns, canvas.size.columns)
    let rows = min(rows + 2, messageRow - 1)
    let rect = Rect(
      row: messageRow - rows, column: isRight ? canvas.size.columns - columns : 0, rows: rows, columns: columns)
    return canvas.frame(rect, title: title, note: note)
  }

  mutating func paint(_ picker: DialoguePicker) {
    let matches = picker.matches
    guard !matches.isEmpty else {
      let inside = frame(rows: 1, columns: 42, title: picker.title, note: "0 of \(picker.items.count)")
      let words = "Nothing matches \"\(picker.editor.text)\"."
      canvas.put(fit(words, inside.columns), row: inside.row, column: inside.column, role: .muted)
      return
    }
    let shown = picker.window(messageRow - 4)
    let note =
      matches.count < picker.items.count
      ? "\(matches.count) of \(picker.items.count)"
      : matches.count > shown.count ? "\(shown.lowerBound + 1)-\(shown.upperBound) of \(matches.count)" : ""
    let inside = frame(rows: shown.count, columns: 42, title: picker.title, note: note)
    for (place, index) in shown.enumerated() where place < inside.rows {
      paint(matches[index], letters: picker.editor.text.trimmed, isChosen: index == picker.chosen, inside, place)
    }
  }

  private mutating func paint(
    _ item: DialoguePicker.Item, letters: String, isChosen: Bool, _ inside: Rect, _ place: Int
  ) {
    let row = inside.row + place
    let right = inside.column + inside.columns
    if isChosen { canvas.fill(row: row, columns: inside.column - 1..<right + 1, role: .select) }
    let style = RowStyle(isChosen: isChosen)
    let name = fit(item.name, inside.columns, at: .middle)
    let range = DialoguePicker.range(of: letters, in: name)
    var column = inside.column
    for (index, character) in name.enumerated() {
      let isMatch = range?.contains(index) == true
      let role: Role = isChosen ? .select : isMatch ? .match : .text
      column += canvas.put(
        String(character), row: row, column: column, style: Style(role, isUnderlined: isChosen && isMatch))
    }
    let note = fit(item.note, right - column - 2)
    canvas.putRight(note, row: row, end: right, role: style(.muted))
  }

  mutating func paint(_ form: DialogueForm) {
    let inside = frame(rows: form.lines.count, columns: 42, title: "How the file is written")
    for (place, line) in form.lines.enumerated() where place < inside.rows {
      let row = inside.row + place
      let isChosen = place == form.chosen
      if isChosen {
        canvas.fill(row: row, columns: inside.column - 1..<inside.column + inside.columns + 1, role: .select)
        canvas.cursor = Cursor(row: row, column: inside.column, isVisible: false)
      }
      let style = RowStyle(isChosen: isChosen)
      canvas.put(line.title, row: row, column: inside.column, role: style(.text))
      canvas.put(
        fit(form.value(of: line), inside.columns - 16), row: row, column: inside.column + 16, role: style(.strong))
    }
  }

  mutating func paintHelp() {
    let keys = dialogue.helpKeys
    let widest = keys.map { width($0.keys) }.max() ?? 0
    let longest = keys.map { width($0.help) }.max() ?? 0
    let inside = frame(rows: keys.count, columns: widest + longest + 6, title: "Keys", isRight: false)
    for (place, key) in keys.enumerated() where place < inside.rows {
      let row = inside.row + place
      canvas.put(key.keys, row: row, column: inside.column, role: .key)
      let column = inside.column + widest + 2
      canvas.put(fit(key.help, inside.column + inside.columns - column), row: row, column: column)
    }
  }
}
