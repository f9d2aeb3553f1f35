import Sales
import Screen

// Triage: one deal at a time; every verb acts on it and goes on to the next.
extension Model {
  /// Goes on where it was left, or asks for the queue.
  mutating func openTriage() -> [Effect] {
    if let walk = triage, walk.isOf(board.pipeline, filterText), let deal = walk.current {
      enterTriage()
      // What was settled on the board meanwhile is passed over.
      triage?.isHeld = false
      return [readDetail(of: deal)]
    }
    keepWalk()
    return askForQueue()
  }

  /// A walk of other deals makes way for one of these, and goes on where it was left once it is asked for again.
  private mutating func keepWalk() {
    guard let walk = triage, !walk.isOf(board.pipeline, filterText) else { return }
    if let kept = walk.kept { unfinished.walks.keep(kept) }
    triage = nil
  }

  /// As many as make a walk, besides those that this one has had already.
  private func askForQueue() -> [Effect] {
    guard let pipeline = board.pipeline else { return [] }
    let kept = unfinished.walks.first { $0.isOf(pipeline, filterText) }
    let seen = triage.flatMap { $0.hasMore && $0.isOver ? $0.queue.count : nil } ?? kept?.past.count ?? 0
    return [.ask(.queue(pipeline, board.filter, limit: seen + Triage.longest))]
  }

  private mutating func enterTriage() {
    view = .triage
    pane = nil
  }

  mutating func receivedQueue(_ queue: [DealID], total: Int, filter: Filter) -> [Effect] {
    guard filter == self.board.filter, let pipeline = board.pipeline else { return [] }
    if let walk = triage, walk.isOver, walk.hasMore, walk.isOf(pipeline, filterText) {
      enterTriage()
      triage?.extend(by: queue, ofAll: total)
      return triage?.current.map { [readDetail(of: $0)] } ?? []
    }
    guard let first = queue.first else {
      say(filterText.isEmpty ? "No deal needs attention." : "No deal of the filter needs attention.")
      if view == .triage { return leaveTriage() }
      return []
    }
    triage = Triage(pipeline: pipeline, filterText: filterText, queue: queue, total: total)
    enterTriage()
    guard let index = unfinished.walks.firstIndex(where: { $0.isOf(pipeline, filterText) }) else {
      return [readDetail(of: first)]
    }
    triage?.resume(unfinished.walks.remove(at: index))
    if let place = triage?.place, place > 0 {
      say("This is where it was left; k goes back to the \(counted(place, "deal")) before.")
    }
    return triage?.current.map { [readDetail(of: $0)] } ?? []
  }

  /// Notes where the walk stands for the next start of the board, whichever way this one ends.
  func keepingPlace() -> [Effect] {
    guard let triage else { return [] }
    var walks = unfinished.walks
    if let kept = triage.kept { walks.keep(kept) }
    return [.set(.triagePlace, walks.isEmpty ? nil : walks.setting)]
  }

  mutating func leaveTriage() -> [Effect] {
    view = .board
    pane = nil
    if let triage, !triage.isOver, notices.message.isEmpty {
      say("Triage: \(grouped(triage.place)) of \(grouped(triage.total)) seen; t goes on with it.")
    }
    return reload(following: triage?.current)
  }

  /// What the verb does to the walk; nil for those that act as they do on the board.
  mutating func performInTriage(_ verb: Verb) -> [Effect]? {
    switch verb {
    case .clear: return leaveTriage()
    case .skip: return skip()
    case .back: return stepBack()
    case .halfPageDown: return scrollSummary(by: layout.cardsEnd / 2)
    case .halfPageUp: return scrollSummary(by: -layout.cardsEnd / 2)
    default: return nil
    }
  }

  private mutating func skip() -> [Effect] {
    guard let deal = triage?.current else { return [] }
    if triage?.outcomes[deal] == nil, let name = triage?.detail?.card.deal.name {
      triage?.outcomes[deal] = .skipped(name: name)
    }
    return goOn()
  }

  private mutating func goOn() -> [Effect] {
    guard let place = triage?.place else { return [] }
    triage?.go(to: place + 1, isBackward: false)
    guard let walk = triage, walk.isOver else { return triage?.current.map { [readDetail(of: $0)] } ?? [] }
    pane = nil
    return walk.hasMore ? askForQueue() : []
  }

  private mutating func stepBack() -> [Effect] {
    guard let triage, triage.place > 0 else {
      say("This is the first deal of the queue.")
      return []
    }
    self.triage?.origin = triage.place
    return go(to: triage.place - 1)
  }

  private mutating func go(to place: Int) -> [Effect] {
    triage?.go(to: place, isBackward: true)
    return triage?.current.map { [readDetail(of: $0)] } ?? []
  }

  private mutating func scrollSummary(by rows: Int) -> [Effect] {
    guard let triage else { return [] }
    let last = TriageText(self, layout).lastTop
    let next = min(max(0, triage.top + rows), last)
    if next == triage.top { say(rows < 0 ? "This is the top." : "This is the end.") }
    self.triage?.top = next
    return []
  }

  /// The deal to be shown has been read. One that is gone, or needs nobody any more, is passed over.
  mutating func receivedTriaged(_ deal: DealID, _ detail: DealDetail?) -> [Effect] {
    guard view == .triage, let triage, triage.current == deal else { return [] }
    guard let detail else {
      if let gone = triage.detail?.card.deal, gone.id == deal {
        // The next deal must not slip under a key that was meant for this one.
        say("", subject: gone.name, " was deleted by somebody else; j goes on.")
        return []
      }
      guard triage.isBackward else { return goOn() }
      if triage.place > 0 { return go(to: triage.place - 1) }
      guard let origin = triage.origin else { return goOn() }
      say("The deals before it are gone; u takes back what was done here.")
      self.triage?.origin = nil
      return go(to: origin)
    }
    let isUrgent = !detail.card.attention(in: detail.stage, at: world.present).isEmpty
    guard triage.isHeld || isUrgent else { return goOn() }
    self.triage?.detail = detail
    self.triage?.isHeld = true
    if pane != nil, pane?.deal != deal { pane = Pane(deal: deal, detail: detail) }
    return []
  }

  /// After a verb the walk goes on, unless the deal is open; after an undo it is back at the deal, and so it is when it
  /// is gone on with after one on the board.
  mutating func receivedTriaged(_ commit: Commit, _ intent: Intent, event: String) -> [Effect] {
    guard let action = commit.action, let walk = triage else { return [] }
    let isShown = view == .triage
    let about: DealID? =
      switch intent {
      case .edit(let deal), .delete(let deal): isShown ? deal : nil
      case .line(let deals, _): isShown ? deals.first : nil
      case .undo, .redo: action.reverts.flatMap { walk.deals[$0] } ?? (isShown ? commit.mainDeal : nil)
      case .task, .add, .stages: nil
      }
    guard let about, let place = walk.queue.firstIndex(of: about) else { return [] }
    triage?.deals[action.id] = about
    if intent == .undo {
      triage?.outcomes[about] = nil
      let effects = go(to: place)
      return isShown ? effects : []
    }
    let name = walk.detail?.card.deal.name ?? card(about)?.deal.name ?? text(of: commit).subject
    triage?.outcomes[about] = .done(name: name, event: event)
    guard isShown else { return [] }
    triage?.place = place
    if pane != nil, intent != .delete(about) { return [] }
    return goOn()
  }

  /// Why the verb is for the board only; nil when the screen has it.
  func triageRefusal(of verb: Verb) -> String? {
    guard view == .triage, keys.binding(of: verb) == nil else { return nil }
    if triage?.isOver == true { return "This is the end; t looks again, esc leaves." }
    return verb.boardOnly.map { "\($0); esc goes back to the board." }
  }
}
