import Sales
import Screen

// Commands by name, each with the key that would have done it.
extension Painter {
  mutating func paintPalette(_ typed: String, chosen: Int) {
    let found = PaletteSearch.search(typed, in: model.keys)
    let room = min(10, max(1, layout.cardsEnd - 3))
    let first = max(0, min(chosen - room + 1, found.count - room))
    let rows = found.enumerated().dropFirst(first).prefix(room).map { index, binding in
      let refusal = model.refusal(of: binding.verb)
      let name = matched(binding.summary, typed.isEmpty ? [] : [folded(typed)]).map { piece, isMatch in
        Span(piece, isMatch ? .match : refusal == nil ? .text : .muted)
      }
      return PopupRow(
        left: name, right: [refusal.map { Span(fit($0, 24), .muted) } ?? Span(binding.label, .key)],
        isChosen: index == chosen)
    }
    let none = [PopupRow(left: [Span("no command has these letters", .muted)])]
    paintRows(
      rows.isEmpty ? none : Array(rows), title: [Span("Commands", .title)],
      note: [Span("\(found.count) of \(PaletteSearch.all(of: model.keys).count)", .muted)], atLeft: true, least: 46)
  }
}

/// The commands that the palette offers, and how typing finds them.
enum PaletteSearch {
  /// Every binding of the screen that makes sense by name.
  static func all(of keys: Keymap) -> [Binding] {
    keys.bindings.filter { $0.verb.stageIndex == nil && $0.verb != .palette && $0.verb != .clear }
  }

  /// Those that hold the typed text, the ones that begin with it first, then those that have its letters in order.
  static func search(_ typed: String, in keys: Keymap) -> [Binding] {
    let (wanted, all) = (folded(typed), all(of: keys))
    guard !wanted.isEmpty else { return all }
    func rank(_ binding: Binding) -> Int? {
      let name = folded(binding.summary)
      if name.hasPrefix(wanted) { return 0 }
      if name.split(separator: " ").contains(where: { $0.hasPrefix(wanted) }) { return 1 }
      if name.contains(wanted) { return 2 }
      var rest = Substring(wanted)
      for letter in name where letter == rest.first { rest.removeFirst() }
      return rest.isEmpty ? 3 : nil
    }
    return all.compactMap { binding in rank(binding).map { (binding, $0) } }
      .enumerated().sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }.map(\.element.0)
  }
}
