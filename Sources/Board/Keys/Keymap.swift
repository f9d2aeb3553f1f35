package import Screen

/// Where a group of keys stands in the help: those of one screen first.
package enum KeyGroup: String, CaseIterable, Sendable {
  case pane = "The open deal"
  case triage = "Triage"
  case tasks = "Tasks"
  case table = "Stages"
  case pipelines = "Pipelines"
  case move = "Move about"
  case deals = "Deals"
  case facts = "Steps and facts"
  case select = "Select"
  case find = "Find"
  case views = "Views"
  case program = "Program"
}

/// One row of a keymap: which keys ask for which verb, and how help, footer and palette say it.
package struct Binding: Sendable {
  /// As the footer says it, and its rank there from 1.
  package typealias Hint = (rank: Int, keys: String, words: String)

  /// In the notation of `Key`; two keys with a space between are a prefix and the key after it.
  package private(set) var keys: [String]
  package let verb: Verb
  package let group: KeyGroup
  /// As the help screen says it.
  package let summary: String
  /// Nil when it has no place in the footer.
  package private(set) var footer: Hint?
  /// As the palette and the help show the keys; the first key when nil.
  package let shown: String?
  let help: HelpEntry

  /// How the help screen lists a binding.
  enum HelpEntry: Hashable, Sendable {
    case itself
    /// It and those that are grouped after it, in one row.
    case row(keys: String, words: String)
    /// In the row of one before it.
    case grouped
  }

  init(
    _ keys: String, _ verb: Verb, _ group: KeyGroup, _ summary: String, shown: String? = nil,
    help: HelpEntry = .itself, footer: Hint? = nil
  ) {
    self.keys = keys.split(separator: ",").map(String.init)
    self.verb = verb
    self.group = group
    self.summary = summary
    self.shown = shown
    self.help = help
    self.footer = footer
  }

  /// The key that teaches itself beside the words.
  package var label: String { shown ?? keys.first ?? "" }

  /// Half a page down and up, where whole pages do the same.
  static func halfPages(_ group: KeyGroup) -> [Binding] {
    [
      Binding(
        "ctrl-d,pgdn", .halfPageDown, group, "half a page down",
        help: .row(keys: "ctrl-d u", words: "half a page down, up")),
      Binding("ctrl-u,pgup", .halfPageUp, group, "half a page up", help: .grouped),
    ]
  }

  /// The row on another screen, which has a use of its own for some of the keys; nil when it has one for all.
  fileprivate func inherited(without taken: Set<String>, hint: Hint?) -> Binding? {
    var row = self
    row.keys.removeAll(where: taken.contains)
    row.footer = hint
    return row.keys.isEmpty ? nil : row
  }
}

/// The keys of one screen: a table that dispatch, help, footer, palette, README and tests read.
package struct Keymap: Sendable {
  /// What the help calls them.
  package let title: String
  package let bindings: [Binding]
  /// Every key or pair of keys with what it asks for.
  let verbs: [[Key]: Verb]

  /// The screen's own rows, then those of the screen beneath that are wanted, unless a row of its own has the verb or
  /// the key. `hints` are the places of those in the footer.
  init(
    _ title: String, _ own: [Binding], over base: Keymap? = nil, hints: [Verb: Binding.Hint] = [:],
    where isWanted: (Verb) -> Bool = { _ in true }
  ) {
    let (verbs, keys) = (Set(own.map(\.verb)), Set(own.flatMap(\.keys)))
    let inherited = base?.bindings.filter { !verbs.contains($0.verb) && isWanted($0.verb) } ?? []
    self.title = title
    bindings = own + inherited.compactMap { $0.inherited(without: keys, hint: hints[$0.verb]) }
    self.verbs = Keymap.verbs(of: bindings)
  }

  private static func verbs(of bindings: [Binding]) -> [[Key]: Verb] {
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
    return verbs
  }

  /// The bindings that begin with the key, in the order of the table; none when it is no prefix.
  func bindings(after prefix: Key) -> [Binding] {
    bindings.filter { $0.keys.contains { $0.split(separator: " ").count == 2 && $0.hasPrefix(prefix.name + " ") } }
  }

  /// The first row that asks for the verb; nil where the screen has none.
  package func binding(of verb: Verb) -> Binding? { bindings.first { $0.verb == verb } }

  /// What the footer says of the verbs that are wanted, by rank.
  func hints(where isWanted: (Verb) -> Bool) -> [(keys: String, words: String)] {
    let hints = bindings.filter { isWanted($0.verb) }.compactMap(\.footer)
    return hints.sorted { $0.rank < $1.rank }.map { ($0.keys, $0.words) }
  }

  /// What it says of these, in this order.
  func hints(of verbs: [Verb]) -> [(keys: String, words: String)] {
    verbs.compactMap { binding(of: $0)?.footer.map { ($0.keys, $0.words) } }
  }
}

extension Keymap {
  /// Every table there is.
  package static let all = [
    board, pane, record, beside, triage, triageEnd, paneInTriage, recordInTriage, besideInTriage, today, stages,
  ]
}

extension Model {
  /// The table of the screen that has the keys, or has them again when help or palette is closed.
  var keys: Keymap {
    if case .stages = ground { return .stages }
    guard let pane else {
      switch view {
      case .board: return .board
      case .triage: return triage?.isOver == true ? .triageEnd : .triage
      case .today: return .today
      }
    }
    let isTriage = view == .triage
    if !pane.hasKeys { return isTriage ? .besideInTriage : .beside }
    if pane.showsRecord { return isTriage ? .recordInTriage : .record }
    return isTriage ? .paneInTriage : .pane
  }
}

/// In this target a key is one that is pressed; rows have a key of their own in `Sales`.
package typealias Key = Screen.Key
