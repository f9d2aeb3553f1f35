import Sales
import Screen

// The message row, the footer, and the frame of the first run.
extension Painter {
  mutating func paintMessageRow() {
    let row = layout.messageRow
    let end = layout.size.columns - 1
    if case .field(let form) = model.mode, isInSight(form) {
      canvas.put(fitted(fieldHint(form), end - 1), row: row, column: 1)
    } else if let prompt = prompt {
      paintPrompt(prompt, row: row, end: end)
    } else if let banner = model.banner {
      paintBanner(banner, row: row)
    } else if let pending = model.pending, model.message.isEmpty {
      let seconds = max(0, model.present.now.seconds - pending.since.seconds)
      let words = "waiting for another writer, \(seconds) s \(glyphs.dot) Esc withdraws"
      canvas.put(fit(words, end - 1), row: row, column: 1, role: .soon)
    } else if model.message.isEmpty, case .stages(let editor) = model.mode, let question = stagesQuestion(editor) {
      canvas.put(named(question, end - 1), row: row, column: 1)
    } else if model.isMessageWhole {
      paintWhole(model.message, row: row)
    } else {
      canvas.put(named(model.message, end - 1), row: row, column: 1)
    }
  }

  /// The message in as many rows as it needs, upward over what stands there.
  private mutating func paintWhole(_ message: [Span], row: Int) {
    let cells = layout.size.columns - 2
    let most = max(1, row - layout.lineRow - 1)
    var lines = lines(of: message, to: cells)
    if lines.count > most {
      let rest = lines[(most - 1)...].joined(separator: [Span(" ", .text)])
      lines = lines.prefix(most - 1) + [fitted(Array(rest), cells)]
    }
    for (place, line) in lines.enumerated() {
      let row = row - lines.count + 1 + place
      canvas.fill(row: row, columns: 0..<layout.size.columns, role: .text)
      canvas.put(line, row: row, column: 1)
    }
  }

  /// The pieces as lines of so many cells, each character in its own style.
  func lines(of spans: [Span], to cells: Int) -> [[Span]] {
    var left = spans.flatMap { span in glyphs.shown(span.text).map { Span(String($0), span.style.role) } }[...]
    return wrapped(left.map(\.text).joined(), to: cells).map { line in
      line.map { character in
        // Where a line ends, the blank between two words is gone.
        left = left.drop { $0.text != String(character) }
        return left.popFirst() ?? Span(String(character), .text)
      }
    }
  }

  /// The spans of a sentence in so many cells: the name in it is cut in its middle, so that what became of it and the
  /// key that takes it back stay in sight; what is still too long is cut at the end.
  func named(_ spans: [Span], _ cells: Int) -> [Span] {
    let excess = width(spans) - cells
    guard excess > 0, let place = spans.firstIndex(where: { $0.style.role == .strong }) else {
      return fitted(spans, cells)
    }
    var spans = spans
    let name = spans[place].text
    // What is left of a name must still tell it from others.
    let room = max(width(name) - excess, min(width(name), 16))
    spans[place] = Span(fit(name, room, at: .middle), .strong)
    return fitted(spans, cells)
  }

  /// One row, cut, or as many as the sentence needs upward over the cards where one is too narrow or it was asked for.
  private mutating func paintBanner(_ banner: String, row: Int) {
    let hint = "esc hides"
    let cells = layout.size.columns - 4 - hint.count
    let rows = model.isBannerWhole ? max(1, row - layout.lineRow - 1) : layout.isOneColumn ? 3 : 1
    var lines = wrapped("! " + glyphs.shown(banner), to: cells)
    if lines.count > rows { lines = lines.prefix(rows - 1) + [fit(lines[(rows - 1)...].joined(separator: " "), cells)] }
    let top = max(0, row - lines.count + 1)
    for (place, line) in lines.enumerated() where top + place <= row {
      canvas.fill(row: top + place, columns: 0..<layout.size.columns, role: .banner)
      canvas.put(line, row: top + place, column: 1, role: .banner)
    }
    canvas.putRight(hint, row: row, end: layout.size.columns - 1, role: .banner)
  }

  /// The spans cut at the end to so many cells.
  func fitted(_ spans: [Span], _ cells: Int) -> [Span] {
    guard width(spans) > cells else { return spans }
    var left = cells
    var result: [Span] = []
    for span in spans {
      // A cell stays free for the sign that says that the rest is missing.
      guard width(span.text) >= left else {
        result.append(span)
        left -= width(span.text)
        continue
      }
      let text = fit(span.text + glyphs.ellipsis, left)
      return result + [Span(text, span.style.role, isUnderlined: span.style.isUnderlined)]
    }
    return result
  }

  // MARK: The footer

  mutating func paintFooter() {
    guard let row = layout.footerRow else { return }
    let end = layout.size.columns - 1
    let more = hasMoreBelow && end >= 30 ? [Span("\(glyphs.below) more   ", .text)] : []
    let help = more + [Span("?", .key), Span(" help", .muted)]
    canvas.putRight(help, row: row, end: end)
    paintHints(footerHints, row: row, end: end - 3 - width(help))
  }

  /// Whether a list that fills the screen goes on below it. The board's columns and the help count theirs themselves.
  private var hasMoreBelow: Bool {
    switch model.mode {
    case .stages(let editor): stagesInSight(editor).upperBound < model.stages.count
    case .board where model.isToday: hasTasksBelow
    case .board where model.view == .triage && model.pane == nil: (model.triage?.top ?? 0) < lastSummaryTop
    default: false
    }
  }

  /// Keys and what they do, by rank, as many as fit before the column `end`.
  mutating func paintHints(_ hints: [(keys: String, words: String)], row: Int, end: Int) {
    var next = 1
    for hint in hints {
      let spans = [Span(hint.keys, .key), Span(" " + hint.words, .muted)]
      guard next + width(spans) <= end else { break }
      next += canvas.put(spans, row: row, column: next) + 3
    }
  }

  private var footerHints: [(keys: String, words: String)] {
    switch model.mode {
    case .board, .prefix:
      if model.view == .triage, model.pane == nil { return triageHints }
      if model.isFirstRun, model.pane == nil { return Keymap.board.hints(of: [.add, .palette, .pipelines, .quit]) }
      return model.keys.hints
    case .filter: return [("enter", "keep"), ("esc", "clear"), (glyphs.upDown, "move"), ("ctrl-u", "empty")]
    case .filterMenu(let isForgetting):
      return isForgetting
        ? [("1-9", "forget"), ("esc", "leave it")]
        : [("1-9", "saved filter"), ("s", "save"), ("/", "type"), ("esc", "leave it")]
    case .saveFilter: return [("enter", "save"), ("esc", "cancel")]
    case .reasons: return [("enter", "save"), ("esc", "cancel"), ("ctrl-u", "empty")]
    case .orders: return [("u v c i n", "order"), ("esc", "leave it")]
    case .moveTo(let form):
      let stages = model.pipelines.first { $0.pipeline.id == form.pipeline }?.stages.count ?? 0
      let isOwn = form.pipeline == model.pipeline
      let others = isOwn || model.choices(isMove: true).count > 1 ? [("p", "pipeline")] : []
      return [("1-\(min(9, stages))", "stage")] + others + [("esc", isOwn ? "cancel" : "back")]
    case .pipelines(_, let moving):
      return moving == nil
        ? [(glyphs.upDown, "choose"), ("enter", "open"), ("esc", "cancel")]
        : [(glyphs.upDown, "choose"), ("enter", "its stages"), ("esc", "back")]
    case .quickAdd: return [("enter", "add"), ("tab", "complete"), ("esc", "cancel")]
    case .lost(let form):
      return form.isNote
        ? [("enter", "save the note"), ("esc", "back")]
        : [("1-9", "reason"), ("enter", "save the text"), ("esc", "cancel")]
    case .won: return [("enter", "won"), ("esc", "cancel")]
    case .stages(let editor): return stagesHints(editor)
    case .form(let form):
      let leave = model.isLeaving ? "drop it" : "cancel"
      guard form.strays.isEmpty else {
        return [("ctrl-o", "to the line in your editor"), ("ctrl-x", "drop the line"), ("esc", leave)]
      }
      return [("enter", "save"), ("tab", "next field"), ("esc", leave), ("ctrl-o", "in your editor")]
    case .field, .line: return [("enter", "save"), ("esc", "cancel"), ("ctrl-u", "empty")]
    case .delete: return [("enter", "keep it"), ("y", "delete"), ("esc", "keep it")]
    case .confirmRevert(_, let redo): return [("y", redo ? "redo" : "undo"), ("esc", "leave it")]
    case .palette: return [(glyphs.upDown, "choose"), ("tab", "complete"), ("enter", "run"), ("esc", "close")]
    case .help: return []
    }
  }

  // MARK: The first run

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
    let place = "Saved in " + model.setting.place
    canvas.put(fit(place, inside.columns, at: .middle), row: inside.row + 9, column: inside.column, role: .muted)
  }
}
