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
  mutating func resumeTour() -> [Effect] {
    tour = tour == nil ? unfinished.tour ?? Tour() : Tour()
    unfinished.tour = nil
    settleAll()
    return []
  }
}

extension Tour.Deed {
  fileprivate func isDone(by message: Message, from before: Model, to after: Model) -> Bool {
    switch self {
    case .otherDeal:
      return message.isKey && before.board.focusedColumn == after.board.focusedColumn
        && before.focusedCard?.deal.id != after.focusedCard?.deal.id
    case .otherStage: return message.isKey && before.board.focusedColumn != after.board.focusedColumn
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
      return isDone(commit, intent, isRevert: action.reverts != nil, on: before)
    }
  }

  private func isDone(_ commit: Commit, _ intent: Intent, isRevert: Bool, on board: Model) -> Bool {
    switch self {
    case .undone: intent == .undo
    case .added: intent == .add
    case .planned: !isRevert && commit.edits.contains { $0.before == nil && $0.key.table == .tasks }
    case .moved: !isRevert && commit.edits.contains { isMove($0, on: board) }
    case .otherDeal, .otherStage, .opened, .filtered, .triaged, .helped: false
    }
  }

  /// Of a deal that stays open, or goes to the stage beside its own: `w` and `x` do something else.
  private func isMove(_ edit: Edit, on board: Model) -> Bool {
    guard let before = edit.before.flatMap(Deal.init(row:)), let after = edit.after.flatMap(Deal.init(row:)),
      before.stageID != after.stageID
    else { return false }
    let places = [before, after].compactMap { board.columnIndex(of: $0.stageID) }
    return before.status == after.status || places.count == 2 && abs(places[0] - places[1]) == 1
  }
}

extension Message {
  fileprivate var isKey: Bool {
    guard case .input(let input) = self, case .key = input else { return false }
    return true
  }
}
