import Screen

/// The keys of one screen: a table that dispatch, help, footer, palette, README and tests read.
package struct Keymap: Sendable {
  /// What the help calls them.
  package let title: String
  package let bindings: [Binding]
  /// Every key or pair of keys with what it asks for.
  let verbs: [[Key]: Verb]

  init(_ title: String, _ bindings: [Binding]) {
    self.title = title
    self.bindings = bindings
    var verbs: [[Key]: Verb] = [:]
    for binding in bindings {
      for notation in binding.keys {
        let keys = notation.split(separator: " ").map { part -> Key in
          guard let key = Key(String(part)) else { preconditionFailure("\(part) is no key") }
          return key
        }
        precondition(verbs.updateValue(binding.verb, forKey: keys) == nil, "\(notation) is bound twice")
      }
    }
    self.verbs = verbs
  }

  /// The bindings that begin with the key, in the order of the table; none when it is no prefix.
  func bindings(after prefix: Key) -> [Binding] {
    bindings.filter { $0.keys.contains { $0.split(separator: " ").count == 2 && $0.hasPrefix(prefix.name + " ") } }
  }

  package func binding(of verb: Verb) -> Binding? { bindings.first { $0.verb == verb } }

  /// What the footer says, by rank.
  var hints: [(keys: String, words: String)] {
    bindings.compactMap(\.footer).sorted { $0.rank < $1.rank }.map { ($0.keys, $0.words) }
  }
}

extension Keymap {
  package static let board = Keymap("Keys on the board", boardBindings)
}

extension Keymap {
  /// The keys of the list of tasks.
  package static let today = Keymap(
    "Keys of today's tasks",
    [
      Binding(
        "j,down", .down, .move, "to the task below", shown: "j", help: .row(keys: "j k", words: "down, up")),
      Binding("k,up", .up, .move, "to the task above", shown: "k", help: .grouped),
      Binding(
        "g g,home", .first, .move, "to the first task", shown: "gg",
        help: .row(keys: "gg G", words: "first, last task")),
      Binding("G,end", .last, .move, "to the last task", help: .grouped),
      Binding(
        "ctrl-d", .halfPageDown, .move, "half a page down",
        help: .row(keys: "ctrl-d u", words: "half a page down, up")),
      Binding("ctrl-u", .halfPageUp, .move, "half a page up", help: .grouped),
      Binding("pgdn", .pageDown, .move, "a page down", help: .row(keys: "pgdn up", words: "a page down, up")),
      Binding("pgup", .pageUp, .move, "a page up", help: .grouped),

      Binding("c", .doneAndNext, .tasks, "done, plan the next step", footer: (1, "c", "done, plan next")),
      Binding("C", .done, .tasks, "done, nothing after it", footer: (5, "C", "done")),
      Binding("D", .dueDate, .tasks, "move to another day, in words", footer: (2, "D", "move the date")),
      Binding("x", .drop, .tasks, "drop: it need not be done", footer: (4, "x", "drop")),
      Binding("enter", .open, .tasks, "open the deal", footer: (3, "enter", "open the deal")),
      Binding(
        "u", .undo, .tasks, "undo", help: .row(keys: "u U", words: "undo, redo"), footer: (6, "u", "undo")),
      Binding("U,ctrl-r", .redo, .tasks, "redo", help: .grouped),

      Binding("esc,q,T,ctrl-c", .clear, .views, "back to the board", footer: (7, "esc", "board")),
      Binding("t", .triage, .views, "triage: what needs attention, one by one"),

      Binding("?,f1", .help, .program, "these keys"),
      Binding("ctrl-l", .redraw, .program, "draw the screen anew"),
      Binding("R,f5", .reload, .program, "read the file anew"),
      Binding("ctrl-z", .suspend, .program, "stop for a while, until fg"),
    ])
}

extension Model {
  /// The table of the screen that has the keys.
  var keys: Keymap { isToday ? .today : .board }
}
