import Sales
import Screen

// The palette, and the help, which scrolls: both lie over the screen that they were called from.
extension Model {
  /// Whether the key asks for help where it is pressed. In a line that is typed `?` is a letter like any other, and F1
  /// asks: what has been typed is there again afterwards. A question in the message row is answered first.
  func opensHelp(_ key: Key) -> Bool {
    guard Keymap.board.verbs[[key]] == .help else { return false }
    switch mode {
    case .help, .confirmRevert: return false
    default: break
    }
    if mode.editor != nil, case .character = key { return false }
    return true
  }

  mutating func openHelp() -> [Effect] {
    (resting, mode) = (ground, .help(top: 0, search: nil))
    return []
  }

  mutating func openPalette() -> [Effect] {
    (resting, mode) = (mode, .palette(LineEditor(), chosen: 0))
    return []
  }

  mutating func typePalette(_ key: Key, _ editor: LineEditor, chosen: Int) -> [Effect] {
    var editor = editor
    let found = PaletteSearch.search(editor.text, in: keys)
    switch key {
    case .escape, .control("c"): mode = resting
    case .down, .control("n"): mode = .palette(editor, chosen: (chosen + 1) % max(1, found.count))
    case .up, .control("p"):
      mode = .palette(editor, chosen: (chosen + max(1, found.count) - 1) % max(1, found.count))
    case .tab:
      guard found.indices.contains(chosen) else { return [] }
      mode = .palette(LineEditor(found[chosen].summary), chosen: 0)
    case .enter:
      guard found.indices.contains(chosen) else {
        notices.promptRefusal = "no command has these letters"
        return []
      }
      mode = resting
      return perform(found[chosen].verb)
    default:
      if editor.handle(key) { mode = .palette(editor, chosen: 0) }
    }
    return []
  }

  mutating func pressInHelp(_ key: Key, top: Int, search: LineEditor?) -> [Effect] {
    if var editor = search {
      switch key {
      case .escape, .control("c"): mode = .help(top: 0, search: nil)
      case .enter, .down, .up: break
      default: if editor.handle(key) { mode = .help(top: 0, search: editor) }
      }
      return []
    }
    let last = HelpPage(size: world.size, search: "", keys: keys).lastTop
    switch key {
    case .escape, .character("q"), .character("?"), .function(1), .control("c"): mode = resting
    case .character("/"): mode = .help(top: 0, search: LineEditor())
    case .character("j"), .down: mode = .help(top: min(last, top + 1), search: nil)
    case .character("k"), .up: mode = .help(top: max(0, top - 1), search: nil)
    case .pageDown, .control("d"): mode = .help(top: min(last, top + world.size.rows / 2), search: nil)
    case .pageUp, .control("u"): mode = .help(top: max(0, top - world.size.rows / 2), search: nil)
    case .character("g"), .home: mode = .help(top: 0, search: nil)
    case .character("G"), .end: mode = .help(top: last, search: nil)
    default: break
    }
    return []
  }
}
