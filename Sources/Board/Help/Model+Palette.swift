import Sales
import Screen

// The palette, and the help, which scrolls: both lie over the screen that they were called from.
extension Model {
  /// Whether the key asks for help where it is pressed. In a line that is typed `?` is a letter like any other, and F1
  /// asks: what has been typed is there again afterwards. A question in the message row is answered first.
  func opensHelp(_ key: Key) -> Bool {
    guard Keymap.board.verbs[[key]] == .help else { return false }
    if mode.feature?.keepsHelpKeys == true { return false }
    if mode.editor != nil, case .character = key { return false }
    return true
  }

  mutating func openHelp() -> [Effect] {
    (resting, mode) = (ground, .help(HelpScreen()))
    return []
  }

  mutating func openPalette() -> [Effect] {
    (resting, mode) = (mode, .palette(CommandPalette(LineEditor(), chosen: 0)))
    return []
  }

  mutating func typePalette(_ key: Key, _ editor: LineEditor, chosen: Int) -> [Effect] {
    var editor = editor
    let found = PaletteSearch.search(editor.text, in: keys)
    switch key {
    case .escape, .control("c"): mode = resting
    case .down, .control("n"): mode = .palette(CommandPalette(editor, chosen: (chosen + 1) % max(1, found.count)))
    case .up, .control("p"):
      mode = .palette(CommandPalette(editor, chosen: (chosen + max(1, found.count) - 1) % max(1, found.count)))
    case .tab:
      guard found.indices.contains(chosen) else { return [] }
      mode = .palette(CommandPalette(LineEditor(found[chosen].summary), chosen: 0))
    case .enter:
      guard found.indices.contains(chosen) else {
        notices.promptRefusal = "no command has these letters"
        return []
      }
      mode = resting
      return perform(found[chosen].verb)
    default:
      if editor.handle(key) { mode = .palette(CommandPalette(editor, chosen: 0)) }
    }
    return []
  }

  mutating func pressInHelp(_ key: Key, _ before: HelpScreen) -> [Effect] {
    var help = before
    if var editor = help.search {
      switch key {
      case .escape, .control("c"): mode = .help(HelpScreen())
      case .enter, .down, .up: break
      default: if editor.handle(key) { mode = .help(HelpScreen(search: editor)) }
      }
      return []
    }
    let last = HelpPage(size: world.size, search: "", keys: keys).lastTop
    switch key {
    case .escape, .character("q"), .character("?"), .function(1), .control("c"):
      mode = resting
      return []
    case .character("/"): help = HelpScreen(search: LineEditor())
    case .character("j"), .down: help.top = min(last, help.top + 1)
    case .character("k"), .up: help.top = max(0, help.top - 1)
    case .pageDown, .control("d"): help.top = min(last, help.top + world.size.rows / 2)
    case .pageUp, .control("u"): help.top = max(0, help.top - world.size.rows / 2)
    case .character("g"), .home: help.top = 0
    case .character("G"), .end: help.top = last
    default: return []
    }
    mode = .help(help)
    return []
  }
}
