import Sales
import Screen

// Typing a filter: every key shows what matches.
extension Model {
  /// A deal that was opened out of the list of today leaves it for good: a filter is the board's.
  mutating func openFilter() -> [Effect] {
    view = .board
    mode = .filter(FilterLine(LineEditor(filterText)))
    return [.whenIdle(.readAhead)]
  }

  mutating func typeFilter(_ key: Key, _ editor: LineEditor) -> [Effect] {
    var editor = editor
    switch key {
    case .enter: return keepFilter(editor)
    case .escape, .control("c"):
      mode = .board
      return filterText.isEmpty ? [] : setFilter("")
    case .down: return moveFocus(by: 1)
    case .up: return moveFocus(by: -1)
    case _ where editor.isEmpty && [.backspace, .control("h"), .control("w"), .control("u")].contains(key):
      // One too many must not leave: the letters after it were meant for the line.
      notices.promptRefusal = "the line is empty; esc leaves it"
      return []
    default: break
    }
    guard editor.handle(key) else { return [] }
    return filterChanged(editor)
  }

  /// A line that is not understood is not kept: what it leaves out would be missed on the board. The caret goes to what
  /// is wrong.
  private mutating func keepFilter(_ editor: LineEditor) -> [Effect] {
    if let fault = filterReading.fault {
      var editor = editor
      editor.go(to: fault.range.upperBound)
      mode = .filter(FilterLine(editor))
      notices.promptRefusal = "not kept: " + fault.sentence
      return []
    }
    mode = .board
    return focusMatch()
  }

  /// Where the stage with the focus has no match, the nearest one that has takes it.
  private mutating func focusMatch() -> [Effect] {
    guard column?.window.cards.isEmpty == true else { return [] }
    let matching = board.columns.indices.filter {
      !board.columns[$0].window.cards.isEmpty && !board.foldedStages.contains(board.columns[$0].stage.id)
    }
    guard let nearest = matching.min(by: { abs($0 - board.focusedColumn) < abs($1 - board.focusedColumn) }) else {
      return []
    }
    board.focusedColumn = nearest
    board.columns[nearest].focus = 0
    return focusMoved()
  }

  mutating func filterChanged(_ editor: LineEditor) -> [Effect] {
    mode = .filter(FilterLine(editor))
    return editor.text == filterText ? [] : setFilter(editor.text)
  }

  mutating func setFilter(_ text: String) -> [Effect] {
    let (before, old) = (board.filter, filterText)
    filterText = text
    guard board.filter != before else {
      // It says the same in other letters, such as more of a stage's name.
      if board.shownFilter == old { board.shownFilter = text }
      return []
    }
    board.attention = nil
    return reload()
  }
}
