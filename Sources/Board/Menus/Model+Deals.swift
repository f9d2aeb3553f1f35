import Sales
import Screen

// The verbs on the focused deal. Each becomes one change; the store says what came of it.
extension Model {
  mutating func openQuickAdd() -> [Effect] {
    // Nobody adds a deal to have it won or lost at once: from a closed stage it goes to the first open one.
    guard let focused = column?.stage else { return [] }
    let stage = focused.type == .open ? focused : stages.first { $0.type == .open } ?? focused
    return quickAddChanged(QuickAddForm(stage: stage.id))
  }

  mutating func reopen() -> [Effect] {
    let closed = targets.filter { !$0.deal.isActive }.map(\.deal.id)
    return commitEffect(closed.map { .reopenDeal($0) }, closed, " are open again")
  }

  func askToEdit(for purpose: FormPurpose) -> [Effect] {
    targets.first.map { [.ask(.edit($0.deal.id, purpose))] } ?? []
  }

  mutating func askToDelete() -> [Effect] {
    let cards = targets
    guard !cards.isEmpty else { return [] }
    let deals = cards.map(\.deal.id)
    mode = .delete(DeleteForm(deals: deals, seen: [DealID: Card](cards)))
    return [.ask(.links(deals))]
  }

  /// The deals that the menu moves: its own, or the marked ones without those it leaves out.
  func group(of form: MoveForm) -> [Card] {
    marked.isEmpty ? card(form.deal).map { [$0] } ?? [] : targets.filter { !form.leftOut.contains($0.deal.id) }
  }

  /// Those of the deals that are in sight or marked: what the filter hides by now is not acted on.
  func cards(of deals: [DealID]) -> [Card] { deals.compactMap { board.marks[$0] ?? card($0) } }

  /// Commits the changes as one step. The event goes on from `3 deals`; of one deal the commit itself tells, unless the
  /// event says more.
  func commitEffect(
    _ changes: [Change], _ deals: [DealID], _ event: String, isToldWhole: Bool = false
  ) -> [Effect] {
    guard let change = oneChange(changes), let first = deals.first else { return [] }
    return [.commit(change, deals.count == 1 && !isToldWhole ? .edit(first) : .line(deals, event: event))]
  }

  /// The question stays until the deals are gone, so that `y` can say it again after a conflict. One deal that has left
  /// the board meanwhile is still the one that is named: the store says what has become of it.
  mutating func answerDelete(_ key: Key, _ form: DeleteForm) -> [Effect] {
    let inSight = cards(of: form.deals)
    let asked = inSight.isEmpty && form.deals.count == 1 ? form.deals.compactMap { form.seen[$0] } : inSight
    let deals = asked.map { form.seen.asSeen($0).deal }
    switch key {
    case .character("y"):
      guard let first = deals.first else {
        mode = .board
        say(form.deals.count == 1 ? "The deal is not in sight any more." : "The deals are not in sight any more.")
        return []
      }
      let changes = deals.map { Change.deleteDeal($0.id, droppingSteps: true, seen: $0.givenValues) }
      guard deals.count > 1 else { return [.commit(changes[0], .delete(first.id))] }
      return commitEffect(changes, deals.map(\.id), " were deleted")
    case .enter, .escape, .character("q"), .character("d"), .control("c"):
      mode = .board
      say("", subject: subject(of: form.deals), form.deals.count == 1 ? " is kept." : " are kept.")
    default: say("y deletes it, enter keeps it.")
    }
    return []
  }

  // MARK: Undo

  /// What this session did last, else what the login did, which is asked first.
  func revertLast(redo: Bool) -> [Effect] {
    guard let last = redo ? history.undone.last : history.done.last else {
      return [.ask(.lastReversible(redo: redo, besides: redo ? [] : history.refusedUndos))]
    }
    return [.commit(.revert(last), redo ? .redo : .undo)]
  }

  mutating func offer(_ commit: Commit?, redo: Bool) -> [Effect] {
    guard let commit, let action = commit.action else {
      say(redo ? "There is nothing to redo." : "There is nothing to undo.")
      return []
    }
    (resting, mode) = (ground, .confirmRevert(RevertQuestion(commit: commit, redo: redo)))
    let text = text(of: commit)
    let day = DateText.planned(world.setting.zone.day(of: action.at), today: world.present.today)
    let time = DateText.time(action.at, zone: world.setting.zone)
    let what = redo ? "Redo what was undone" : "Undo what was done"
    say("\(what) \(day) at \(time): ", subject: text.subject, " \(text.event)? y does it")
    return []
  }

  mutating func answerRevert(_ key: Key, _ commit: Commit, redo: Bool) -> [Effect] {
    switch key {
    case .character("y"), .enter:
      mode = resting
      guard let action = commit.action else { return [] }
      // Asked for, it is as good as one of this session's own.
      if redo { history.undone.append(action.id) } else { history.done.append(action.id) }
      return [.commit(.revert(action.id), redo ? .redo : .undo)]
    case .escape, .character("q"), .character("n"), .control("c"):
      mode = resting
      say("Left as it is.")
    default:
      mode = resting
      say("Left as it is; \(key.name) was not taken.")
    }
    return []
  }
}
