import Sales
import Screen

// Which step of the practice tour has been done.
extension Tour {
  /// The tour after a message that turned one board into the other; nil once the next key follows its end.
  func after(_ message: Message, from before: Model, to after: Model) -> Tour? {
    guard let step else {
      if message.isKey, before.mode == .board, before.view == .board { return nil }
      return self
    }
    var tour = self
    if step.deed.isDone(by: message, from: before, to: after) { tour.done += 1 }
    return tour
  }
}

extension Model {
  /// Where it was left; from its beginning where it is in sight or over.
  mutating func takeUpTour() -> [Effect] {
    tour = tour == nil ? leftTour ?? Tour() : Tour()
    leftTour = nil
    settleAll()
    return []
  }
}

extension Tour.Deed {
  fileprivate func isDone(by message: Message, from before: Model, to after: Model) -> Bool {
    switch self {
    case .otherDeal:
      return message.isKey && before.focusedColumn == after.focusedColumn
        && before.focusedCard?.deal.id != after.focusedCard?.deal.id
    case .otherStage: return message.isKey && before.focusedColumn != after.focusedColumn
    case .opened: return before.pane == nil && after.pane != nil
    case .filtered:
      guard case .filter = before.mode, after.mode == .board else { return false }
      return !after.filterText.isEmpty
    case .triaged: return before.view != .triage && after.view == .triage
    case .helped:
      guard case .help = after.mode else { return false }
      return true
    case .planned, .moved, .undone, .added:
      guard case .committed(let commit, let intent) = message, let action = commit.action else { return false }
      return isDone(commit, intent, isRevert: action.reverts != nil)
    }
  }

  private func isDone(_ commit: Commit, _ intent: Intent, isRevert: Bool) -> Bool {
    switch self {
    case .undone: intent == .undo
    case .added: intent == .add
    case .planned: !isRevert && commit.edits.contains { $0.before == nil && $0.key.table == .tasks }
    case .moved: !isRevert && commit.edits.contains { $0.before == nil && $0.key.table == .stageHistory }
    case .otherDeal, .otherStage, .opened, .filtered, .triaged, .helped: false
    }
  }
}

extension Message {
  fileprivate var isKey: Bool {
    guard case .input(let input) = self, case .key = input else { return false }
    return true
  }
}
