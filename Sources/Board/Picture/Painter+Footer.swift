import Sales
import Screen

// The footer, and the frame of the first run.
extension Painter {
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
    case .board where model.view == .triage && model.pane == nil: (model.triage?.top ?? 0) < triageText.lastTop
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
    case .prefix(let key):
      let following = model.keys.bindings(after: key).map { $0.label.dropFirst(key.name.count) }
      return [(following.joined(separator: " "), "after \(key.name)"), ("esc", "leave it")]
    case .board:
      if model.view == .triage, model.pane == nil { return triageHints }
      if model.notices.isFirstRun, model.pane == nil {
        return Keymap.board.hints(of: [.add, .palette, .pipelines, .quit])
      }
      return model.keys.hints(where: model.hasObject)
    case .filter: return [("enter", "keep"), ("esc", "clear"), (glyphs.upDown, "move"), ("ctrl-u", "empty")]
    case .filterMenu(let isForgetting):
      let digits = digits(model.board.savedFilters.count)
      if isForgetting { return [(digits, "forget"), ("esc", "leave it")] }
      let saved = model.board.savedFilters.isEmpty ? [] : [(digits, "saved filter")]
      let save = model.filterText.isEmpty ? [] : [("s", "save")]
      return saved + save + [("/", "type"), ("esc", "leave it")]
    case .saveFilter: return [("enter", "save"), ("esc", "cancel")]
    case .reasons: return [("enter", "save"), ("esc", "cancel"), ("ctrl-u", "empty")]
    case .orders: return [("u v c i n", "order"), ("esc", "leave it")]
    case .moveTo(let form):
      let stages = model.board.pipelines.first { $0.pipeline.id == form.pipeline }?.stages.count ?? 0
      let isOwn = form.pipeline == model.board.pipeline
      let others = isOwn || model.choices(isMove: true).count > 1 ? [("p", "pipeline")] : []
      return [(digits(min(9, stages)), "stage")] + others + [("esc", isOwn ? "cancel" : "back")]
    case .pipelines(_, let moving):
      return moving == nil
        ? [(glyphs.upDown, "choose"), ("enter", "open"), ("esc", "cancel")]
        : [(glyphs.upDown, "choose"), ("enter", "its stages"), ("esc", "back")]
    case .quickAdd(let form):
      let isFaulty = model.quickAdd(form.editor.text).fault != nil
      return (isFaulty ? [] : [("enter", "add")]) + [("tab", "complete"), ("esc", "cancel")]
    case .lost(let form):
      if form.isNote { return [("enter", "save the note"), ("esc", "back")] + stepHints(form.rest) }
      // After words a digit is one more of them.
      let reasons = form.editor.isEmpty ? [(digits(min(9, model.board.lossReasons.count + 1)), "reason")] : []
      return reasons + [("enter", "save the text"), ("esc", "cancel")] + stepHints(form.rest)
    case .won(let form): return [("enter", "won"), ("esc", "cancel")] + stepHints(form.rest)
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

  /// What becomes of the open steps of deals that are closed, and the key that changes it.
  private func stepHints(_ rest: ClosingRest) -> [(keys: String, words: String)] {
    guard !rest.steps.isEmpty else { return [] }
    let steps = counted(rest.steps.count, "open step")
    return [("tab", rest.dropsSteps ? "keeps \(steps), silent" : "drops \(steps)")]
  }

  /// The digits of so many choices.
  private func digits(_ count: Int) -> String { count > 1 ? "1-\(count)" : "1" }

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
    let place = "Saved in " + model.world.setting.place
    canvas.put(fit(place, inside.columns, at: .middle), row: inside.row + 9, column: inside.column, role: .muted)
  }
}
