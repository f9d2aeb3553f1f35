import Sales
import Screen

// Today: the open tasks of all deals by the day, each done, dropped or moved where it stands; what else is done with a
// deal is done with that of the chosen task.
extension Model {
  /// Whether the keys are for the list of tasks, and not for a deal that was opened from it.
  var isToday: Bool { view == .today && pane == nil }

  /// How many rows the list has.
  private var todayHeight: Int { max(1, layout.cardsEnd - 2) }

  mutating func openToday() -> [Effect] {
    let isOverTriage = view == .triage
    view = .today
    pane = nil
    today = Today()
    today.isOverTriage = isOverTriage
    today.home = board.pipeline
    return [readToday()]
  }

  /// Reads the list anew, around the chosen task.
  func readToday(from anchor: AgendaAnchor? = nil) -> Effect {
    let chosen = today.item.flatMap { item in item.followUp.dueAt.map { AgendaAnchor.at($0, item.followUp.id) } }
    let batch = 2 * todayHeight + 2
    return .ask(
      .today(TodayQuestion(anchor: anchor ?? chosen ?? .start, before: batch, after: batch, wanted: today.wanted)))
  }

  mutating func received(today answer: TodayAnswer) -> [Effect] {
    let page = answer.page
    let row = today.lines(at: world.present).firstIndex(of: .task(today.chosen)).map { $0 - today.top } ?? 0
    let old = today.item?.followUp.id
    today.items = page.items
    (today.hasMoreBefore, today.hasMoreAfter) = (page.hasMoreBefore, page.hasMoreAfter)
    (today.counts, today.isRead, today.wanted) = (answer.counts, true, nil)
    // What took the place of a task that is gone has its row, too.
    func place(of task: FollowUpID?) -> Int? { page.items.firstIndex { $0.followUp.id == task } }
    var kept: Int?
    if case .at = answer.question.anchor { kept = place(of: old) }
    today.chosen = min(place(of: answer.question.wanted) ?? kept ?? page.anchorIndex, max(0, page.items.count - 1))
    today.top = (today.lines(at: world.present).firstIndex(of: .task(today.chosen)) ?? 0) - row
    today.settle(height: todayHeight, at: world.present)
    return openKeptLine(answer.question.wanted)
  }

  // MARK: Keys

  /// What the verb does to the list or its chosen task; nil for those that are the same everywhere.
  mutating func performInToday(_ verb: Verb) -> [Effect]? {
    switch verb {
    case .up: return chooseTask(by: -1)
    case .down: return chooseTask(by: 1)
    case .halfPageUp: return chooseTask(by: -max(1, todayHeight / 2))
    case .halfPageDown: return chooseTask(by: max(1, todayHeight / 2))
    case .pageUp: return chooseTask(by: -todayHeight)
    case .pageDown: return chooseTask(by: todayHeight)
    case .first: return chooseEnd(.start)
    case .last: return chooseEnd(.end)
    case .doneAndNext: return openTaskLine(.doneAndNext)
    case .dueDate: return openTaskLine(.dueDate)
    case .done: return settleTask(.completed)
    case .drop: return settleTask(.cancelled)
    case .open: return openDealOfTask(showsRecord: false)
    case .record: return openDealOfTask(showsRecord: true)
    case .clear: return leaveToday()
    default: return Verb.ofDeal.contains(verb) ? onBoardOfTask(verb) : nil
    }
  }

  /// Back to the board as it was: to look at a task is no reason to change the pipeline.
  private mutating func leaveToday() -> [Effect] {
    view = .board
    let home = today.home.flatMap { $0 == board.pipeline ? nil : $0 }
    if let home { switchTo(home) }
    let reading = reload(marking: home == nil ? [] : today.homeMarks)
    return today.isOverTriage ? reading + openTriage() : reading
  }

  private mutating func chooseTask(by step: Int) -> [Effect] {
    let last = today.items.count - 1
    let next = min(max(0, today.chosen + step), last)
    guard next != today.chosen else {
      say("This is the \(step < 0 ? "first" : "last") task.")
      return []
    }
    today.chosen = next
    today.settle(height: todayHeight, at: world.present)
    let isNearEdge =
      today.hasMoreBefore && next < todayHeight || today.hasMoreAfter && last - next < todayHeight
    return isNearEdge ? [readToday()] : []
  }

  private mutating func chooseEnd(_ anchor: AgendaAnchor) -> [Effect] {
    let isInSight = anchor == .start ? !today.hasMoreBefore : !today.hasMoreAfter
    guard !isInSight else { return chooseTask(by: anchor == .start ? -.max / 2 : .max / 2) }
    return [readToday(from: anchor)]
  }

  // MARK: Tasks

  /// Opens the line, about the task and its deal.
  private mutating func openTaskLine(_ verb: LineVerb, _ text: String = "") -> [Effect] {
    guard let item = today.item else { return [] }
    let deals = item.deal.map { [$0.id] } ?? []
    mode = .line(LineForm(verb: verb, deals: deals, task: item.followUp, editor: LineEditor(text)))
    return []
  }

  /// What was typed about the wanted task, if that is the chosen one now.
  private mutating func openKeptLine(_ wanted: FollowUpID?) -> [Effect] {
    guard let kept = today.kept else { return [] }
    today.kept = nil
    guard today.item?.followUp.id == wanted else {
      tellTyped(kept.text, "The task is not open any more.")
      return []
    }
    return openTaskLine(kept.verb, kept.text)
  }

  private func settleTask(_ status: FollowUpStatus) -> [Effect] {
    guard let task = today.item?.followUp else { return [] }
    let event = status == .completed ? " is done" : " is dropped"
    let change = Change.editFollowUp(task.id, [.set(\.status, status)], seen: [.set(\.status, task.status)])
    return [.commit(change, .task(title: task.title, event: event))]
  }

  /// After an undo the task that it brought back is chosen.
  mutating func wantTask(of commit: Commit, _ intent: Intent) {
    guard view == .today, intent == .undo || intent == .redo else { return }
    today.wanted =
      commit.edits.lazy.compactMap { $0.after.flatMap(FollowUp.init(row:)) }
      .first { $0.status == .pending }?.id
  }

  // MARK: The deal of a task

  /// The board goes to the deal, and the pane opens there; when that is closed, the list is back.
  private mutating func openDealOfTask(showsRecord: Bool) -> [Effect] {
    guard let deal = today.item?.deal else { return [] }
    if deal.pipelineID != board.pipeline { switchTo(deal.pipelineID) }
    today.opening = deal.id
    pane = Pane(deal: deal.id, showsRecord: showsRecord)
    return reload(following: deal.id)
  }

  /// Stages, owners and totals are those of the pipeline in sight: the board goes to the deal's first, beneath the list.
  /// Nil when it is there.
  private mutating func onBoardOfTask(_ verb: Verb) -> [Effect]? {
    guard let pipeline = today.item?.deal?.pipelineID, pipeline != self.board.pipeline else { return nil }
    switchTo(pipeline)
    today.verb = verb
    return reload()
  }

  /// The board of the deal's pipeline has been read: now the verb can act.
  mutating func resumeVerb() -> [Effect] {
    guard let verb = today.verb, isToday, today.item?.deal?.pipelineID == board.pipeline else { return [] }
    today.verb = nil
    return perform(verb)
  }

  /// The board has been read: the deal is there, or the sentence says why it is not.
  mutating func settleOpening() {
    guard let id = today.opening else { return }
    today.opening = nil
    guard column?.focused?.deal.id != id else { return }
    pane = nil
    let name = today.item?.deal?.name ?? "The deal"
    guard board.filter.isAll else {
      return say("The board's filter hides ", subject: name, "; esc there ends the filter.")
    }
    say("", subject: name, " is not on the board: it is gone, or was closed more than 30 days ago.")
  }

  /// Why the verb cannot act in the list; nil when it can.
  func todayRefusal(of verb: Verb) -> String? {
    switch verb {
    case .up, .down, .halfPageUp, .halfPageDown, .pageUp, .pageDown, .first, .last: return noTaskRefusal
    case .doneAndNext, .done, .drop, .dueDate: return writeRefusal ?? noTaskRefusal
    case .open: return noTaskRefusal ?? noDealRefusal
    case _ where Verb.ofDeal.contains(verb): return noTaskRefusal ?? noDealRefusal
    case .undo, .redo: return writeRefusal
    default: return nil
    }
  }

  private var noDealRefusal: String? {
    today.item.flatMap { $0.deal == nil ? "\($0.followUp.title) is about no deal." : nil }
  }

  private var noTaskRefusal: String? { today.items.isEmpty ? "There is no task here; esc goes to the board." : nil }
}
