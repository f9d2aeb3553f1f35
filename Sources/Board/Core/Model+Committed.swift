import Sales
import Screen

// What came of a change: it is told, or why it was not made.
extension Model {
  func stageName(_ id: StageID) -> String? {
    anyStage(id)?.name
  }

  /// The commit in words.
  func text(of commit: Commit) -> CommitText {
    let values = ScalarText(present: world.present, money: money) { commit.names[$0] }
    return commit.text(stageName: stageName, values: values)
  }

  mutating func received(commit: Commit, _ intent: Intent) -> [Effect] {
    notices.pending = nil
    notices.banner = nil
    // A form stays open until its change is made, so that nothing typed is lost to a refusal.
    if let feature = mode.feature { mode = feature.afterCommit }
    guard let action = commit.action else {
      say("Nothing was changed.")
      return []
    }
    note(action, intent)
    let event = tell(commit, intent)
    wantTask(of: commit, intent)
    let back = marksBack(commit, action)
    if intent == .stages { followPipeline(commit) }
    return receivedTriaged(commit, intent, event: event) + reload(following: commit.mainDeal, marking: back)
  }

  /// Keeps what `u` and `U` revert next.
  private mutating func note(_ action: Action, _ intent: Intent) {
    if let reverted = action.reverts {
      history.done.removeAll { $0 == reverted }
      history.undone.removeAll { $0 == reverted }
    }
    switch intent {
    case .undo: history.undone.append(action.id)
    case .redo: history.done.append(action.id)
    case .edit, .line, .task, .add, .delete, .stages:
      history.done.append(action.id)
      history.undone = []
    }
  }

  /// Says what was done, and answers the part of the sentence after the name.
  private mutating func tell(_ commit: Commit, _ intent: Intent) -> String {
    let text = text(of: commit)
    let event = " \(text.event)"
    switch intent {
    case .undo: say("Undone: ", subject: text.subject, event, hint: "U redoes it")
    case .redo: say("Redone: ", subject: text.subject, event, hint: "u undoes it")
    case .edit, .add, .delete, .stages: say("", subject: text.subject, event, hint: "u undoes it")
    case .task(let title, let words):
      say("", subject: title, words, hint: "u undoes it")
      return words
    case .line(let deals, let words):
      say("", subject: subject(of: deals, changed: commit.deals.count), words, hint: "u undoes it")
      return words
    }
    return event
  }

  mutating func received(refusal error: StoreError, _ intent: Intent) -> [Effect] {
    // A form whose change waited comes back with what was typed, unless something else has the keys by now.
    if let waiting = notices.pending, mode == .board { mode = waiting.mode }
    notices.pending = nil
    // An undo that others' changes forbid makes way for the one before it.
    if intent == .undo, error.isAboutTheChange, let refused = history.done.popLast() {
      history.refusedUndos.insert(refused)
    }
    if intent == .redo, !history.undone.isEmpty, error.isAboutTheChange { history.undone.removeLast() }
    if error == .interrupted {
      say(error.sentence)
      return []
    }
    if let effects = refuseLine(error) { return effects }
    let sentence = sentence(of: error)
    // Only a conflict is answered in a menu.
    if let feature = mode.feature { mode = feature.afterRefusal }
    guard error.isAboutTheChange else {
      notices.banner = (intent.isNotDone ?? "Not saved: ") + error.sentence
      // The line that is typed stands where the banner is, and stays to be saved again.
      if mode.editor != nil { notices.promptRefusal = "not saved: " + error.sentence }
      return []
    }
    if let effects = refuseForm(error) ?? refuseField(error) ?? refuseStageLine(error) { return effects }
    say((intent.isNotDone ?? "") + sentence)
    return reload()
  }

  /// What was refused, in the words of people: rows by what they are called.
  func sentence(of error: StoreError) -> String { error.sentence(at: world.present, .byTitle(title), money: money) }

  /// What the row is called, as far as the board has it.
  private func title(of key: Sales.Key) -> String? {
    switch key {
    case .deal(let id):
      if case .form(let form) = mode, form.seen.id == id { return form.seen.name }
      if let seen = mode.seen?[id] { return seen.deal.name }
      return card(id)?.deal.name
    case .stage(let id): return anyStage(id)?.name
    case .pipeline(let id): return board.pipelines.first { $0.pipeline.id == id }?.pipeline.name
    case .followUp(let id):
      if case .line(let form) = mode, form.task?.id == id { return form.task?.title }
      return today.items.first { $0.followUp.id == id }?.followUp.title
    case .contact, .company: return pane?.detail?.row(key)?.title
    case .user, .transition, .activity, .goal, .review: return nil
    }
  }

  /// Another process holds the lock: the change waits, and the board goes on.
  mutating func hold(_ change: Change, _ intent: Intent) {
    guard notices.pending == nil else { return }
    notices.pending = Pending(change: change, intent: intent, since: world.present.now, mode: mode)
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
