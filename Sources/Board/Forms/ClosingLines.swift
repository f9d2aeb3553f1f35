package import Sales
package import Screen

/// What a line that closes deals has beside its text.
package struct ClosingRest: Hashable, Sendable {
  /// How many marked deals are closed otherwise and so not among those of the line.
  package var leftOut = 0
  /// The open steps of the deals, once the store has answered.
  package var steps: [FollowUp] = []
  /// Whether the steps are dropped with the closing, rather than kept silent until the deal is reopened.
  package var dropsSteps = false

  /// What becomes of the open steps, and the key that changes it.
  var hints: [KeyHint] {
    guard !steps.isEmpty else { return [] }
    let steps = counted(steps.count, "open step")
    return [("tab", dropsSteps ? "keeps \(steps), silent" : "drops \(steps)")]
  }
}

/// Why deals were lost.
package struct LostForm: Hashable, Sendable {
  /// As many reasons as there are digits, without the one for other reasons.
  static let mostReasons = 8

  package var deals: [DealID]
  /// The lost stage they go to; nil when the pipeline has none.
  package var stage: StageID?
  package var seen: [DealID: Card] = [:]
  package var editor = LineEditor()
  /// Whether `9` was pressed and the note to it is being typed.
  package var isNote = false
  package var rest = ClosingRest()
}

extension LostForm: ClosingFeature {
  static let outcome = StageType.lost

  var mode: Mode { .lost(self) }
  func press(_ key: Key, in model: inout Model) -> [Effect] { model.typeLost(key, self) }

  func draft(in model: Model) -> Draft? {
    editor.isEmpty ? nil : .closing(isNote ? .note : .lost, deals, stage, editor.text)
  }
}

/// For how much and when a deal was won; of several only when.
package struct WonForm: Hashable, Sendable {
  package var deals: [DealID]
  package var stage: StageID?
  package var editor: LineEditor
  /// What stood in the line before anything was typed.
  package var offered = ""
  package var seen: [DealID: Card] = [:]
  package var rest = ClosingRest()
}

extension WonForm: ClosingFeature {
  static let outcome = StageType.won

  var mode: Mode { .won(self) }
  func press(_ key: Key, in model: inout Model) -> [Effect] { model.typeWon(key, self) }

  var typesItsField: Bool { deals.count == 1 }
  // Of several deals nobody typed a value, and those that they have stay.
  var again: String { deals.count > 1 ? "enter wins them so" : "enter saves yours" }
  func draft(in model: Model) -> Draft? {
    editor.isEmpty || editor.text == offered ? nil : .closing(.won, deals, stage, editor.text)
  }
}
