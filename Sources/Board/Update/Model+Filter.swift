import Sales
import Screen

// Typing a filter: every key shows what matches.
extension Model {
  mutating func typeFilter(_ key: Key, _ editor: LineEditor) -> [Effect] {
    var editor = editor
    switch key {
    case .enter: return keepFilter()
    case .escape, .control("c"):
      mode = .board
      return filterText.isEmpty ? [] : setFilter("")
    case .down: return moveFocus(by: 1)
    case .up: return moveFocus(by: -1)
    case .backspace where editor.isEmpty:
      mode = .board
      return []
    default: break
    }
    guard editor.handle(key) else { return [] }
    return filterChanged(editor)
  }

  /// A line that is not understood is not kept: what it leaves out would be missed on the board.
  private mutating func keepFilter() -> [Effect] {
    if let fault = filterReading.fault {
      promptRefusal = "not kept: " + fault.sentence
    } else {
      mode = .board
    }
    return []
  }

  mutating func filterChanged(_ editor: LineEditor) -> [Effect] {
    mode = .filter(editor)
    return editor.text == filterText ? [] : setFilter(editor.text)
  }

  mutating func setFilter(_ text: String) -> [Effect] {
    let before = filter
    filterText = text
    guard filter != before else { return [] }
    attention = nil
    return reload()
  }
}
