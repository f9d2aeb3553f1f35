import Sales
import Screen

// The message row, and the rows above it that a sentence takes which is longer.
extension Painter {
  mutating func paintMessageRow() {
    let row = layout.messageRow
    let end = layout.size.columns - 1
    if case .field(let form) = model.mode, PaneText(model, layout)?.shows(form) == true {
      // What is typed stands further up, and is not written over.
      paintSentence(fieldHint(form), row: row, below: canvas.cursor.row)
    } else if let prompt = prompt {
      paintPrompt(prompt, row: row)
    } else if let banner = model.notices.banner {
      paintBanner(banner, row: row)
    } else if let pending = model.notices.pending, model.notices.message.isEmpty {
      let seconds = max(0, model.world.present.now.seconds - pending.since.seconds)
      let reasons = [model.world.otherWriter?.words, "waiting for another writer", "waiting"].compactMap(\.self)
      let words = reasons.map { "\(glyphs.shown($0)), \(seconds) s \(glyphs.dot) Esc withdraws" }
      canvas.put(firstFitting(words, end - 1), row: row, column: 1, role: .soon)
    } else if model.notices.message.isEmpty, case .stages(let editor) = model.mode,
      let question = stagesQuestion(editor)
    {
      paintSentence(question, row: row)
    } else if model.notices.isMessageWhole {
      paintWhole(model.notices.message, row: row)
    } else {
      paintSentence(model.notices.message, row: row)
    }
  }

  /// A sentence in one row where it fits, with the name in it cut in its middle; else in as many as it needs, since
  /// what is cut off its end is what became of it and the key that takes it back.
  mutating func paintSentence(_ sentence: [Span], row: Int, below top: Int = -1) {
    let cells = layout.size.columns - 2
    let line = named(sentence, cells)
    if width(line) <= cells {
      canvas.put(line, row: row, column: 1)
    } else {
      paintWhole(sentence, row: row, below: top)
    }
  }

  /// Where a popup ends: above all rows of the sentence that says why a menu is still there, or what is typed in it.
  var popupEnd: Int {
    guard model.mode.editor == nil else { return max(1, layout.cardsEnd - refusalRows) }
    let cells = layout.size.columns - 2
    guard model.notices.banner == nil, width(named(model.notices.message, cells)) > cells else {
      return layout.cardsEnd
    }
    return max(1, layout.cardsEnd - lines(of: model.notices.message, to: cells, atMost: .max).count + 1)
  }

  /// The message in as many rows as it needs, upward over what stands there.
  mutating func paintWhole(_ message: [Span], row: Int, below top: Int = -1) {
    let cells = layout.size.columns - 2
    let most = max(1, row - max(top, layout.lineRow + 1))
    let lines = lines(of: message, to: cells, atMost: most)
    for (place, line) in lines.enumerated() {
      let row = row - lines.count + 1 + place
      canvas.fill(row: row, columns: 0..<layout.size.columns, role: .text)
      canvas.put(fitted(line, cells), row: row, column: 1)
    }
  }

  /// As many rows as the sentence needs upward over the cards, but few unless it was asked for: it stays.
  private mutating func paintBanner(_ banner: String, row: Int) {
    let hint = "esc hides"
    let cells = layout.size.columns - 4 - hint.count
    let rows = model.notices.isBannerWhole ? max(1, row - layout.lineRow - 1) : min(layout.isOneColumn ? 6 : 3, row)
    var lines = wrapped("! " + glyphs.shown(banner), to: cells)
    if lines.count > rows { lines = lines.prefix(rows - 1) + [fit(lines[(rows - 1)...].joined(separator: " "), cells)] }
    let top = max(0, row - lines.count + 1)
    for (place, line) in lines.enumerated() where top + place <= row {
      canvas.fill(row: top + place, columns: 0..<layout.size.columns, role: .banner)
      canvas.put(line, row: top + place, column: 1, role: .banner)
    }
    canvas.putRight(hint, row: row, end: layout.size.columns - 1, role: .banner)
  }
}
