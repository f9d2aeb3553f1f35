/// A key as the terminal reports it, after escape sequences are decoded.
package enum Key: Hashable, Sendable {
  /// A printable character, space included.
  case character(Character)
  /// Ctrl with a letter in lower case, with space or with one of `\]^_`: all that a terminal tells apart. Ctrl-i and
  /// Ctrl-m never appear: terminals send them as Tab and Enter. Ctrl-h appears, since many terminals send it for
  /// Backspace.
  case control(Character)
  /// Alt with a character. Terminals send ESC and the character, so over a slow line it may come as two keys.
  case alt(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  case shiftUp, shiftDown, shiftLeft, shiftRight
  case controlUp, controlDown, controlLeft, controlRight
  case altUp, altDown, altLeft, altRight
  /// F1 is `.function(1)`.
  case function(Int)
}

extension Key {
  /// The keys that have a name of their own: one table for `name` and for reading a notation back.
  private static let named: [(key: Key, name: String, others: [String])] = [
    (.character(" "), "space", []),
    (.enter, "enter", ["return"]),
    (.escape, "esc", ["escape"]),
    (.tab, "tab", []),
    (.backTab, "shift-tab", ["backtab"]),
    (.backspace, "backspace", []),
    (.delete, "delete", ["del"]),
    (.insert, "insert", ["ins"]),
    (.up, "↑", ["up"]),
    (.down, "↓", ["down"]),
    (.left, "←", ["left"]),
    (.right, "→", ["right"]),
    (.home, "home", []),
    (.end, "end", []),
    (.pageUp, "pgup", ["pageup"]),
    (.pageDown, "pgdn", ["pagedown"]),
    (.shiftUp, "shift-↑", ["shift-up"]),
    (.shiftDown, "shift-↓", ["shift-down"]),
    (.shiftLeft, "shift-←", ["shift-left"]),
    (.shiftRight, "shift-→", ["shift-right"]),
    (.controlUp, "ctrl-↑", ["ctrl-up"]),
    (.controlDown, "ctrl-↓", ["ctrl-down"]),
    (.controlLeft, "ctrl-←", ["ctrl-left"]),
    (.controlRight, "ctrl-→", ["ctrl-right"]),
    (.altUp, "alt-↑", ["alt-up"]),
    (.altDown, "alt-↓", ["alt-down"]),
    (.altLeft, "alt-←", ["alt-left"]),
    (.altRight, "alt-→", ["alt-right"]),
  ]

  /// The key as help shows it: `h`, `ctrl-d`, `alt-b`, `enter`, `space`, `esc`, `↑`, `f1`.
  package var name: String {
    switch self {
    case .control(let character): "ctrl-\(Key.character(character).name)"
    case .alt(let character): "alt-\(Key.character(character).name)"
    case .function(let number): "f\(number)"
    case .character(let character) where character != " ": String(character)
    default: Key.named.first { $0.key == self }?.name ?? ""
    }
  }

  /// What Ctrl can be held with.
  private static let controlled = "abcdefghijklmnopqrstuvwxyz \\]^_"

  /// Reads what `name` writes, and `up`, `left`, `shift-up`, `return` and the like; nil for anything else.
  package init?(_ notation: String) {
    if let entry = Key.named.first(where: { $0.name == notation || $0.others.contains(notation) }) {
      self = entry.key
    } else if notation.hasPrefix("ctrl-"), case .character(let character) = Key(String(notation.dropFirst(5))),
      Key.controlled.contains(character)
    {
      self = .control(character)
    } else if notation.hasPrefix("alt-"), case .character(let character) = Key(String(notation.dropFirst(4))) {
      self = .alt(character)
    } else if notation.hasPrefix("f"), let number = Int(notation.dropFirst()), (1...63).contains(number) {
      self = .function(number)
    } else if let character = Character(only: notation[...]) {
      self = .character(character)
    } else {
      return nil
    }
  }
}

extension Character {
  /// The character that is the whole of `text`; nil when it has none or several.
  fileprivate init?(only text: Substring) {
    guard let first = text.first, text.dropFirst().isEmpty else { return nil }
    self = first
  }
}
