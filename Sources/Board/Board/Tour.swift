import Sales
import Screen

/// A practice tour of ten keys for the demo board: what to press next, and why. It watches what was done, by whatever
/// key, and goes on by itself.
package struct Tour: Hashable, Sendable {
  /// How many steps have been done.
  package internal(set) var done = 0

  package var isOver: Bool { done == Tour.steps.count }
  package var step: Step? { isOver ? nil : Tour.steps[done] }

  /// What to press next, and what having done so means.
  package struct Step: Sendable {
    package let key: String
    /// Goes on from the key: what it does, and where it needs a line, which.
    package let words: String
    let deed: Deed
  }

  /// What somebody can have done, known by what it changed.
  enum Deed: Sendable {
    case otherDeal, otherStage, opened, planned, moved, undone, added, filtered, triaged, helped
  }

  /// How many rows its longest line needs on a screen that wide.
  static func rows(columns: Int) -> Int { columns >= 80 ? 1 : 2 }

  package static let steps = [
    Step(key: "j", words: "goes down, k up: the filled card has the focus", deed: .otherDeal),
    Step(key: "l", words: "goes to the next stage, h back, a digit to any", deed: .otherStage),
    Step(key: "enter", words: "opens the deal with its past; esc closes it", deed: .opened),
    Step(key: "s", words: "plans the next step: type call fri, then enter", deed: .planned),
    Step(key: "L", words: "moves the deal on one stage, saved at once", deed: .moved),
    Step(key: "u", words: "takes that back, as it does every change", deed: .undone),
    Step(key: "a", words: "adds a deal in a line: Acme 12k close:2w, enter", deed: .added),
    Step(key: "/", words: "filters: type value>20k, enter; later esc", deed: .filtered),
    Step(key: "t", words: "goes through what needs attention, one by one", deed: .triaged),
    Step(key: "?", words: "shows every key there is, wherever you are", deed: .helped),
  ]
}
