import Sales
import Screen

// The frame of the first run, over an empty board.
extension Painter {
  mutating func paintWelcome() {
    let lines: [(keys: String, words: String)] = [
      ("a", "add a deal, in one line"), ("?", "see the keys"), ("q", "leave, and in the shell:"),
    ]
    let shell = [("dealboard import deals.csv", "your deals"), ("dealboard demo", "a full board to try")]
    let rect = Rect(row: 8, column: (layout.boardWidth - 58) / 2, rows: 12, columns: 58)
    guard rect.row + rect.rows <= layout.cardsEnd, rect.column >= 0 else {
      let lines = wrapped("This board is empty. a adds a deal, ? shows the keys.", to: layout.size.columns - 2)
      for (index, line) in lines.suffix(max(1, layout.messageRow - layout.lineRow)).enumerated() {
        canvas.put(line, row: layout.messageRow - lines.count + 1 + index, column: 1)
      }
      return
    }
    let inside = canvas.frame(rect, title: "Welcome to dealboard")
    canvas.put("This board is empty. Start it with one of these:", row: inside.row + 1, column: inside.column)
    for (index, line) in lines.enumerated() {
      let spans = [Span(line.keys, .key), Span("  " + line.words, .text)]
      canvas.put(spans, row: inside.row + 3 + index, column: inside.column + 2)
    }
    for (index, line) in shell.enumerated() {
      canvas.put(line.0, row: inside.row + 6 + index, column: inside.column + 5)
      canvas.put(line.1, row: inside.row + 6 + index, column: inside.column + 33, role: .muted)
    }
    let place = "Saved in " + model.world.setting.place
    canvas.put(fit(place, inside.columns, at: .middle), row: inside.row + 9, column: inside.column, role: .muted)
  }
}
