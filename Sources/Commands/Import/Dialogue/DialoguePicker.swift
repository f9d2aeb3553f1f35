import Sales
import Screen

/// A menu of many names that letters narrow.
struct DialoguePicker {
  struct Item: Hashable {
    let name: String
    /// What stands at the right: what taking it does, or where it is in use.
    let note: String
    /// The answer, nil for a column that is not read.
    let answer: String?
  }

  /// What stands in the frame's edge: `Field`.
  let title: String
  /// What stands before the typed letters: `Read Phase as `.
  let label: String
  let items: [Item]
  private(set) var editor = LineEditor()
  private(set) var chosen = 0

  static let mostRows = 10

  init(title: String, label: String, items: [Item], answer: String?) {
    (self.title, self.label, self.items) = (title, label, items)
    chosen = items.firstIndex { $0.answer == answer } ?? 0
  }

  /// Those that fit the letters: word starts first, then initials, then letters inside; of each the shortest first.
  var matches: [Item] {
    let letters = folded(editor.text.trimmed)
    if letters.isEmpty { return items }
    let ranked = items.enumerated().compactMap { place, item -> (rank: Int, length: Int, place: Int, item: Item)? in
      Self.rank(of: folded(item.name), letters).map { ($0, item.name.count, place, item) }
    }
    return ranked.sorted { ($0.rank, $0.length, $0.place) < ($1.rank, $1.length, $1.place) }.map(\.item)
  }

  var chosenItem: Item? {
    let matches = matches
    return matches.indices.contains(chosen) ? matches[chosen] : nil
  }

  private static func rank(of name: String, _ letters: String) -> Int? {
    let words = name.split { !$0.isLetter && !$0.isNumber }
    if name.hasPrefix(letters) || words.contains(where: { $0.hasPrefix(letters) }) { return 0 }
    if String(words.compactMap(\.first)).hasPrefix(letters) { return 1 }
    return range(of: letters, in: name) == nil ? nil : 2
  }

  /// Where the letters stand in a name, by characters; nil where they do not stand together.
  static func range(of letters: String, in name: String) -> Range<Int>? {
    let (name, letters) = (Array(folded(name)), Array(folded(letters)))
    guard !letters.isEmpty, name.count >= letters.count else { return nil }
    let starts = (0...name.count - letters.count).filter { name[$0..<$0 + letters.count].elementsEqual(letters) }
    let first = starts.first { $0 == 0 || !name[$0 - 1].isLetter && !name[$0 - 1].isNumber } ?? starts.first
    return first.map { $0..<$0 + letters.count }
  }

  mutating func type(_ text: String) {
    editor.insert(text)
    chosen = 0
  }

  /// Whether the key did something.
  mutating func handle(_ key: Screen.Key) -> Bool {
    let before = editor.text
    switch key {
    case .up, .control("p"): return move(by: -1)
    case .down, .control("n"): return move(by: 1)
    case .pageUp: return move(by: -Self.mostRows)
    case .pageDown: return move(by: Self.mostRows)
    default:
      guard editor.handle(key) else { return false }
      if editor.text != before { chosen = 0 }
      return true
    }
  }

  private mutating func move(by step: Int) -> Bool {
    let before = chosen
    chosen = max(0, min(chosen + step, matches.count - 1))
    return chosen != before
  }

  /// The rows in sight, the chosen one among them.
  func window(_ most: Int) -> Range<Int> {
    let count = matches.count
    let room = min(count, Self.mostRows, max(1, most))
    let first = max(0, min(chosen - room + 1, count - room))
    return first..<first + room
  }
}
