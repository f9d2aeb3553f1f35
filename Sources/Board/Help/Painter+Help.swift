import Sales
import Screen

// The keys, from the keymap's table.
extension Painter {
  mutating func paintHelp(top: Int, search: LineEditor?) {
    let typed = search?.text ?? ""
    let page = HelpPage(size: layout.size, search: typed, keys: model.keys)
    let top = min(top, page.lastTop)
    paintHelpTitle(page, isSearch: !typed.isEmpty)
    let words = folded(typed).split(separator: " ").map(String.init)
    for place in page.places where place.row >= top && place.row < top + page.height {
      paintEntry(place.entry, row: 2 + place.row - top, column: place.column, of: page.columns, words)
    }
    if page.listed == 0 { canvas.put("no key has these letters", row: 2, column: 1, role: .muted) }
    if let search {
      paintPrompt(Prompt(label: "/", editor: search), row: layout.messageRow)
    } else if model.notices.message.isEmpty {
      canvas.put("/ type to search", row: layout.messageRow, column: 1, role: .muted)
    } else {
      canvas.put(fitted(model.notices.message, layout.size.columns - 2), row: layout.messageRow, column: 1)
    }
    paintHelpFooter(page, top: top, isSearch: search != nil)
  }

  private mutating func paintHelpTitle(_ page: HelpPage, isSearch: Bool) {
    let end = layout.size.columns - 1
    canvas.put(model.keys.title, row: 0, column: 1, role: .title)
    let count = isSearch ? "\(page.listed) found" : counted(page.count, "key")
    if width(count) + 3 + width(model.keys.title) < end { canvas.putRight(count, row: 0, end: end, role: .muted) }
  }

  private mutating func paintEntry(_ entry: HelpPage.Entry, row: Int, column: Int, of columns: Int, _ found: [String]) {
    guard row < layout.messageRow else { return }
    let size = layout.size.columns
    let start = 1 + column * size / columns
    let end = min(size - 1, (column + 1) * size / columns)
    switch entry {
    case .heading(let name): canvas.put(fit(name, end - start), row: row, column: start, role: .title)
    case .keys(let keys, let words):
      // Eight cells for the keys, one of air before them and two after.
      let text = start + 11
      var next = text - 2 - width(keys)
      for (piece, isMatch) in matched(keys, found) {
        next += canvas.put(piece, row: row, column: next, role: isMatch ? .match : .key)
      }
      putMatched(fit(words, end - text), found, row: row, column: text, role: .text)
    }
  }

  private mutating func paintHelpFooter(_ page: HelpPage, top: Int, isSearch: Bool) {
    guard let row = layout.footerRow else { return }
    let hidden = page.hidden(top: top)
    var words: [String] = []
    if hidden.above > 0 { words.append("\(glyphs.above) \(hidden.above)") }
    if hidden.below > 0 { words.append("\(glyphs.below) \(hidden.below)") }
    let end = layout.size.columns - 1
    let more = words.isEmpty ? "" : words.joined(separator: "  ") + " more"
    canvas.putRight(more, row: row, end: end, role: .text)
    let hints = isSearch ? [("esc", "back to all keys")] : [("j k", "scroll"), ("/", "search"), ("esc", "close")]
    paintHints(hints, row: row, end: end - (more.isEmpty ? 0 : width(more) + 3))
  }
}
