import Sales
import Screen

// The footer.
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
    if case .stages(let editor) = model.mode { return stagesInSight(editor).upperBound < model.stages.count }
    guard model.mode == .board else { return false }
    return model.isToday ? hasTasksBelow : isTriage && (model.triage?.top ?? 0) < triageText.lastTop
  }

  /// Keys and what they do, by rank, as many as fit before the column `end`.
  mutating func paintHints(_ hints: [KeyHint], row: Int, end: Int) {
    var next = 1
    for hint in hints {
      let spans = [Span(hint.keys, .key), Span(" " + hint.words, .muted)]
      guard next + width(spans) <= end else { break }
      next += canvas.put(spans, row: row, column: next) + 3
    }
  }

  private var footerHints: [KeyHint] {
    if let feature = model.mode.feature { return feature.hints(on: self) }
    if isTriage { return triageHints }
    if model.notices.isFirstRun, model.pane == nil {
      return Keymap.board.hints(of: [.add, .palette, .pipelines, .quit])
    }
    return model.keys.hints(where: model.hasObject)
  }

  /// The digits of so many choices.
  static func digits(_ count: Int) -> String { count > 1 ? "1-\(count)" : "1" }
}
