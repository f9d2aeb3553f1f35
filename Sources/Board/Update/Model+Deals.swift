import Sales
import Screen

// The verbs on the focused deal. Each becomes one change; the store says what came of it.
extension Model {
  mutating func performOnDeal(_ verb: Verb) -> [Effect] {
    switch verb {
    case .add:
      // Nobody adds a deal to have it won or lost at once: from a closed stage it goes to the first open one.
      guard let focused = column?.stage else { return [] }
      let stage = focused.type == .open ? focused : stages.first { $0.type == .open } ?? focused
      return quickAddChanged(QuickAddForm(stage: stage.id))
    case .undo:
      guard let last = done.last else { return [.ask(.lastReversible(redo: false, besides: refusedUndos))] }
      return [.commit(.revert(last), .undo)]
    case .redo:
      guard let last = undone.last else { return [.ask(.lastReversible(redo: true))] }
      return [.commit(.revert(last), .redo)]
    default: break
    }
    let seen = [DealID: Card](targets)
    guard let deal = targets.first?.deal else { return [] }
    switch verb {
    case .moveTo: mode = .moveTo(MoveForm(deal: deal.id, pipeline: deal.pipelineID, seen: seen))
    case .won:
      mode = .won(wonForm(of: targets.map(\.deal), in: firstStage(.won), seen: seen))
    case .lost: mode = .lost(LostForm(deals: targets.map(\.deal.id), stage: firstStage(.lost), seen: seen))
    case .reopen:
      let closed = targets.filter { !$0.deal.isActive }.map(\.deal.id)
      return commit(closed.map { .reopenDeal($0) }, closed, " are open again")
    case .edit: return [.ask(.edit(deal.id, .form))]
    case .editOutside: return [.ask(.edit(deal.id, .editor))]
    case .delete:
      let deals = targets.map(\.deal.id)
      mode = .delete(DeleteForm(deals: deals, seen: seen))
      return [.ask(.links(deals))]
    default: break
    }
    return []
  }

  /// The line with what enter alone takes; of many deals only the day is asked for.
  func wonForm(of deals: [Deal], in stage: StageID?, seen: [DealID: Card]) -> WonForm {
    var line = "today"
    if deals.count == 1, let deal = deals.first {
      let amount = MoneyText(hasSigns: false).exact(deal.value, deal.currency)
      line = "\(amount.drop { !$0.isNumber }) \(deal.currency.code) today"
    }
    return WonForm(deals: deals.map(\.id), stage: stage, editor: LineEditor(line), offered: line, seen: seen)
  }

  private func firstStage(_ type: StageType) -> StageID? { stages.first { $0.type == type }?.id }

  /// What a form about the deal is about: it, or the marked deals.
  func group(of deal: DealID) -> [Card] { marks.isEmpty ? card(deal).map { [$0] } ?? [] : targets }

  /// Those of the deals that are in sight or marked: what the filter hides by now is not acted on.
  func cards(of deals: [DealID]) -> [Card] { deals.compactMap { marks[$0] ?? card($0) } }

  /// Commits the changes as one step. The event goes on from `3 deals`; of one deal the commit itself tells, unless the
  /// event says more.
  func commit(
    _ changes: [Change], _ deals: [DealID], _ event: String, isToldWhole: Bool = false
  ) -> [Effect] {
    guard let change = step(changes), let first = deals.first else { return [] }
    return [.commit(change, deals.count == 1 && !isToldWhole ? .edit(first) : .line(deals, event: event))]
  }

  /// The question stays until the deals are gone, so that `y` can say it again after a conflict.
  mutating func answerDelete(_ key: Key, _ form: DeleteForm) -> [Effect] {
    let deals = cards(of: form.deals).map { form.seen.asSeen($0).deal }
    switch key {
    case .character("y"):
      guard let first = deals.first else {
        mode = .board
        say(form.deals.count == 1 ? "The deal is not in sight any more." : "The deals are not in sight any more.")
        return []
      }
      let changes = deals.map { Change.deleteDeal($0.id, seen: $0.givenValues) }
      guard deals.count > 1 else { return [.commit(changes[0], .delete(first.id))] }
      return commit(changes, deals.map(\.id), " were deleted")
    case .enter, .escape, .character("q"), .character("d"), .control("c"):
      mode = .board
      say("", subject: subject(of: form.deals), form.deals.count == 1 ? " is kept." : " are kept.")
    default: say("y deletes it, enter keeps it.")
    }
    return []
  }

  // MARK: Undo of what another session did

  mutating func offer(_ commit: Commit?, redo: Bool) -> [Effect] {
    guard let commit, let action = commit.action else {
      say(redo ? "There is nothing to redo." : "There is nothing to undo.")
      return []
    }
    mode = .confirmRevert(commit, redo: redo)
    let text = text(of: commit)
    let day = DateText.planned(setting.zone.day(of: action.at), today: present.today)
    let time = DateText.time(action.at, zone: setting.zone)
    let verb = redo ? "Redo" : "Undo"
    say("\(verb) of \(day) \(time): ", subject: text.subject, " \(text.event)? y does it, esc leaves it")
    return []
  }

  mutating func answerRevert(_ key: Key, _ commit: Commit, redo: Bool) -> [Effect] {
    switch key {
    case .character("y"), .enter:
      mode = .board
      guard let action = commit.action else { return [] }
      // Asked for, it is as good as one of this session's own.
      if redo { undone.append(action.id) } else { done.append(action.id) }
      return [.commit(.revert(action.id), redo ? .redo : .undo)]
    case .escape, .character("q"), .character("n"), .control("c"):
      mode = .board
      say("Left as it is.")
    default:
      mode = .board
      say("Left as it is; \(key.name) was not taken.")
    }
    return []
  }

  func stageName(_ id: StageID) -> String? {
    anyStage(id)?.name
  }

  /// The commit in words.
  func text(of commit: Commit) -> CommitText {
    let values = ScalarText(present: present, money: money) { commit.names[$0] }
    return commit.text(stageName: stageName, values: values)
  }

  // MARK: What came of it

  mutating func take(_ commit: Commit, _ intent: Intent) -> [Effect] {
    pending = nil
    banner = nil
    leaveForm()
    guard let action = commit.action else {
      say("Nothing changed.")
      return []
    }
    if let reverted = action.reverts {
      done.removeAll { $0 == reverted }
      undone.removeAll { $0 == reverted }
    }
    switch intent {
    case .undo: undone.append(action.id)
    case .redo: done.append(action.id)
    case .edit, .line, .task, .add, .delete, .stages:
      done.append(action.id)
      undone = []
    }
    let text = text(of: commit)
    if intent != .add { rangeStart = nil }
    var event = " \(text.event)"
    switch intent {
    case .undo: say("Undone: ", subject: text.subject, event, hint: "U redoes it")
    case .redo: say("Redone: ", subject: text.subject, event, hint: "u undoes it")
    case .edit, .add, .delete, .stages: say("", subject: text.subject, event, hint: "u undoes it")
    case .task(let title, let words):
      event = words
      say("", subject: title, event, hint: "u undoes it")
    case .line(let deals, let words):
      event = words
      say("", subject: subject(of: deals, changed: commit.deals.count), event, hint: "u undoes it")
    }
    wantTask(of: commit, intent)
    let back = marksBack(commit, action)
    return takeTriaged(commit, intent, event: event) + reload(following: commit.mainDeal, marking: back)
  }

  /// A form stays open until its change is made, so that nothing typed is lost to a refusal.
  private mutating func leaveForm() {
    switch mode {
    case .quickAdd, .lost, .won, .line, .form, .field, .moveTo, .delete: mode = .board
    case .stages: leaveStageLine()
    case .board, .prefix, .filter, .filterMenu, .saveFilter, .reasons, .orders, .pipelines, .confirmRevert, .palette,
      .help:
      break
    }
  }

  /// Only a conflict is answered in a menu.
  private mutating func leaveMenu() {
    switch mode {
    case .moveTo, .delete: mode = .board
    default: break
    }
  }

  mutating func take(_ error: StoreError, _ intent: Intent) -> [Effect] {
    // A form whose change waited comes back with what was typed, unless something else has the keys by now.
    if let waiting = pending, mode == .board { mode = waiting.mode }
    pending = nil
    // An undo that others' changes forbid makes way for the one before it.
    if intent == .undo, error.isAboutTheChange, let refused = done.popLast() { refusedUndos.insert(refused) }
    if intent == .redo, !undone.isEmpty, error.isAboutTheChange { undone.removeLast() }
    if error == .interrupted {
      say(error.sentence)
      return []
    }
    if let effects = refuseLine(error) { return effects }
    leaveMenu()
    guard error.isAboutTheChange else {
      banner = (intent.isNotDone ?? "Not saved: ") + error.sentence
      // The line that is typed stands where the banner is, and stays to be saved again.
      if mode.editor != nil { promptRefusal = "not saved: " + error.sentence }
      return []
    }
    if let effects = refuseForm(error) ?? refuseField(error) ?? refuseStageLine(error) { return effects }
    say((intent.isNotDone ?? "") + sentence(of: error))
    return reload()
  }

  /// What was refused, in the words of people: rows by what they are called.
  func sentence(of error: StoreError) -> String { error.sentence(at: present, .byTitle(title)) }

  /// What the row is called, as far as the board has it.
  private func title(of key: Sales.Key) -> String? {
    switch key {
    case .deal(let id):
      if case .form(let form) = mode, form.seen.id == id { return form.seen.name }
      if case .line(let form) = mode, let seen = form.seen[id] { return seen.deal.name }
      return card(id)?.deal.name
    case .stage(let id): return anyStage(id)?.name
    case .pipeline(let id): return pipelines.first { $0.pipeline.id == id }?.pipeline.name
    case .followUp(let id):
      if case .line(let form) = mode, form.task?.id == id { return form.task?.title }
      return today.items.first { $0.followUp.id == id }?.followUp.title
    case .contact, .company: return pane?.detail?.row(key)?.title
    case .user, .transition, .activity: return nil
    }
  }

  /// Another process holds the lock: the change waits, and the board goes on.
  mutating func hold(_ change: Change, _ intent: Intent) {
    guard pending == nil else { return }
    pending = Pending(change: change, intent: intent, since: present.now, mode: mode)
    mode = .board
  }
}

extension Intent {
  /// What comes before the reason, where the sentence itself does not say what was refused.
  fileprivate var isNotDone: String? {
    switch self {
    case .undo: "Not undone: "
    case .redo: "Not redone: "
    case .edit, .line, .task, .add, .delete, .stages: nil
    }
  }
}

extension StoreError {
  /// What was refused, whichever of several changes it was.
  var cause: StoreError {
    if case .refusedAt(_, let error) = self { return error.cause }
    return self
  }
}
