import Sales
import Screen

extension Prompt {
  /// The longest of the hints that fits is shown.
  init(label: String, editor: LineEditor, hints: [String]) {
    self.init(label: label, editor: editor, hint: [Span(hints.first ?? "", .muted)])
    shorter = Array(hints.dropFirst())
  }
}

/// What a comma and a space part, from all of it down to the first: an example is one without the others, too. A comma
/// alone may stand in a number.
func beginnings(of text: String) -> [String] {
  let pieces = text.split(separator: ", ")
  return (1...max(1, pieces.count)).reversed().map { pieces.prefix($0).joined(separator: ", ") }
}

/// A line that is typed: its label, its text, and a hint at the right.
struct Prompt {
  var label: String
  var editor: LineEditor
  var hint: [Span] = []
  /// Why the line is not understood, in place of the hint.
  var refusal: String?
  /// The hint in fewer words, for narrow screens; without any, what does not fit of it is cut.
  var shorter: [String] = []
  /// The pieces that were understood, as ranges of characters.
  var understood: [Range<Int>] = []
  var fault: Range<Int>?
}

extension Painter {
  /// The line that the mode types in the message row; nil when it types none.
  var prompt: Prompt? { model.mode.feature?.prompt(on: self) }

  /// The name, and what is left of it on narrower screens, as long as that tells it from others.
  func cuts(of name: String, to least: Int = 12) -> [String] {
    [name] + (least..<max(least, min(60, width(name)))).reversed().map { fit(name, $0, at: .middle) }
  }

  func joined(_ words: [String]) -> String {
    words.filter { !$0.isEmpty }.joined(separator: " \(glyphs.dot) ")
  }

  /// A hint with shorter forms takes what is typed leaves; one without is cut, and goes when that would leave little.
  private func fittingHint(of prompt: Prompt, _ cells: Int, atLeast least: Int) -> [Span] {
    if prompt.shorter.isEmpty { return fitted(prompt.hint, max(cells, least)) }
    if width(prompt.hint) <= cells { return prompt.hint }
    return [Span(firstFitting(prompt.shorter, cells), prompt.hint.first?.style.role ?? .muted)]
  }

  /// Why the line is not taken, in place of its hint.
  private func refusal(of prompt: Prompt) -> [Span]? {
    (model.notices.promptRefusal ?? prompt.refusal).map { [Span("! " + $0, .alert)] }
  }

  /// A refusal is always seen whole: beside what is typed, which then scrolls in what it leaves, or in rows above the
  /// line. A form says it among its fields.
  private func fitsBeside(_ refusal: [Span], _ prompt: Prompt) -> Bool {
    if case .form = model.mode { return true }
    return width(refusal) <= room(of: prompt) - least(of: prompt)
  }

  /// How many rows above the line its refusal takes.
  var refusalRows: Int {
    guard let prompt, let refusal = refusal(of: prompt), !fitsBeside(refusal, prompt) else { return 0 }
    return lines(of: refusal, to: layout.size.columns - 2, atMost: .max).count
  }

  /// The cells after the label.
  private func room(of prompt: Prompt) -> Int { layout.size.columns - 2 - width(prompt.label) }

  /// How many cells of what is typed stay in sight beside a refusal: all where it points at a place.
  private func least(of prompt: Prompt) -> Int {
    let typed = width(prompt.editor.text) + 1
    return prompt.fault == nil ? min(8, typed) : typed
  }

  mutating func paintPrompt(_ prompt: Prompt, row: Int) {
    let start = 1 + canvas.put(prompt.label, row: row, column: 1, role: .title)
    let (end, typed) = (layout.size.columns - 1, width(prompt.editor.text) + 1)
    var room = room(of: prompt)
    if let refusal = refusal(of: prompt) {
      if fitsBeside(refusal, prompt) {
        let beside = fitted(refusal, max(0, room - least(of: prompt)))
        canvas.putRight(beside, row: row, end: end)
        room -= width(beside) + 2
      } else {
        paintWhole(refusal, row: row - 1)
      }
    } else {
      let hint = fittingHint(of: prompt, max(0, room - 3 - typed), atLeast: max(0, (room - 3) * 3 / 5))
      if typed + 3 + width(hint) <= room { canvas.putRight(hint, row: row, end: end) }
    }
    let (text, caret, first) = prompt.editor.window(columns: room, glyphs: glyphs)
    var next = start
    // Marks are by character of what was typed; where one is shown as several, nobody knows which.
    let isAligned = glyphs.shown(prompt.editor.text).count == prompt.editor.text.count
    for (index, character) in text.enumerated() {
      var role = Role.text
      let place = first + index
      if isAligned, prompt.understood.contains(where: { $0.contains(place) }) { role = .token }
      if isAligned, prompt.fault?.contains(place) == true { role = .alert }
      next += canvas.put(String(character), row: row, column: next, role: role)
    }
    canvas.cursor = Cursor(row: row, column: start + caret, isVisible: true)
  }
}
