import Sales
import Screen

// Triage: one deal at a time; every verb acts on it and goes on to the next.
extension Model {
  /// Goes on where it was left, or asks for the queue.
  mutating func openTriage() -> [Effect] {
    guard let pipeline else { return [] }
    if let walk = triage, walk.pipeline == pipeline, walk.filterText == filterText, let deal = walk.current {
      enter(.triage)
      // What was settled on the board meanwhile is passed over.
      triage?.isHeld = false
      return [.ask(.detail(deal))]
    }
    return [.ask(.queue(pipeline, filter))]
  }

  private mutating func enter(_ view: View) {
    self.view = view
    pane = nil
    (marks, rangeStart) = ([:], nil)
  }

  mutating func takeQueue(_ queue: [DealID], total: Int, filter: Filter) -> [Effect] {
    guard filter == self.filter, let pipeline else { return [] }
    guard let first = queue.first else {
      say(filterText.isEmpty ? "No deal needs attention." : "No deal of the filter needs attention.")
      if view == .triage { return leaveTriage() }
      return []
    }
    triage = Triage(pipeline: pipeline, filterText: filterText, queue: queue, total: total)
    enter(.triage)
    let last = triagePlace
    triagePlace = nil
    guard let place = last.flatMap({ queue.firstIndex(of: $0) }), place > 0 else { return [.ask(.detail(first))] }
    say("This is where it was left; k goes back to the \(counted(place, "deal")) before.")
    triage?.go(to: place, isBackward: false)
    return [.ask(.detail(queue[place]))]
  }

  /// Notes where the walk stands for the next start of the board, whichever way this one ends.
  func keepingPlace() -> [Effect] {
    guard let triage else { return [] }
    return [.set(.triagePlace, triage.current?.description)]
  }

  mutating func leaveTriage() -> [Effect] {
    view = .board
    pane = nil
    if let triage, !triage.isOver, message.isEmpty {
      say("Triage: \(triage.place) of \(grouped(triage.queue.count)) seen; t goes on with it.")
    }
    return reload(following: triage?.current)
  }

  /// What triage itself answers; nil for the verbs, which act as they do on the board.
  mutating func pressInTriage(_ key: Key) -> [Effect]? {
    guard let triage else { return nil }
    switch key {
    case .escape, .character("q"), .control("c"): return leaveTriage()
    case .character("j"), .down: return skip()
    case .character("k"), .up: return stepBack()
    case .control("d"), .pageDown: return scrollSummary(by: layout.messageRow / 2)
    case .control("u"), .pageUp: return scrollSummary(by: -layout.messageRow / 2)
    case .character("t") where !triage.isOver:
      say("This is triage: a verb or j goes on to the next deal, esc leaves.")
      return []
    default: return nil
    }
  }

  private mutating func skip() -> [Effect] {
    guard let deal = triage?.current else {
      say("This is the end; t looks again, esc leaves.")
      return []
    }
    if triage?.outcomes[deal] == nil, let name = triage?.detail?.card.deal.name {
      triage?.outcomes[deal] = .skipped(name: name)
    }
    return goOn()
  }

  private mutating func goOn() -> [Effect] {
    guard let place = triage?.place else { return [] }
    triage?.go(to: place + 1, isBackward: false)
    if triage?.isOver == true { pane = nil }
    return triage?.current.map { [.ask(.detail($0))] } ?? []
  }

  private mutating func stepBack() -> [Effect] {
    guard let triage, triage.place > 0 else {
      say("This is the first deal of the queue.")
      return []
    }
    return go(to: triage.place - 1)
  }

  private mutating func go(to place: Int) -> [Effect] {
    triage?.go(to: place, isBackward: true)
    return triage?.current.map { [.ask(.detail($0))] } ?? []
  }

  private mutating func scrollSummary(by rows: Int) -> [Effect] {
    guard let triage, triage.isOver else {
      say("There is no more of this deal here; enter opens it.")
      return []
    }
    let last = lastSummaryTop
    let next = min(max(0, triage.top + rows), last)
    if next == triage.top { say(rows < 0 ? "This is the top." : "This is the end.") }
    self.triage?.top = next
    return []
  }

  /// The deal to be shown has been read. One that is gone, or needs nobody any more, is passed over.
  mutating func takeTriaged(_ deal: DealID, _ detail: DealDetail?) -> [Effect] {
    guard view == .triage, let triage, triage.current == deal else { return [] }
    guard let detail else {
      return triage.isBackward && triage.place > 0 ? go(to: triage.place - 1) : goOn()
    }
    let isUrgent = !detail.card.attention(in: detail.stage, at: present).isEmpty
    guard triage.isHeld || isUrgent else { return goOn() }
    self.triage?.detail = detail
    self.triage?.isHeld = true
    if pane != nil, pane?.deal != deal { pane = Pane(deal: deal, detail: detail) }
    return []
  }

  /// After a verb the walk goes on; after an undo it is back at the deal.
  mutating func takeTriaged(_ commit: Commit, _ intent: Intent, event: String) -> [Effect] {
    guard view == .triage, let action = commit.action, let walk = triage else { return [] }
    let about: DealID? =
      switch intent {
      case .edit(let deal), .delete(let deal): deal
      case .line(let deals, _): deals.first
      case .undo, .redo: action.reverts.flatMap { walk.deals[$0] } ?? commit.mainDeal
      case .task, .add, .stages: nil
      }
    guard let about, let place = walk.queue.firstIndex(of: about) else { return [] }
    triage?.deals[action.id] = about
    if intent == .undo {
      triage?.outcomes[about] = nil
      return go(to: place)
    }
    let name = walk.detail?.card.deal.name ?? card(about)?.deal.name ?? text(of: commit).subject
    triage?.outcomes[about] = .done(name: name, event: event)
    triage?.place = place
    return goOn()
  }

  /// Why the verb is for the board only; nil when it acts here too.
  func triageRefusal(of verb: Verb) -> String? {
    guard view == .triage, let words = verb.boardOnly else { return nil }
    return "\(words); esc goes back to the board."
  }
}

extension Verb {
  /// What the verb needs that one deal at a time has not; nil when it acts on the deal.
  fileprivate var boardOnly: String? {
    switch self {
    case .left, .right, .first, .last, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .stage1, .stage2, .stage3,
      .stage4, .stage5, .stage6, .stage7, .stage8, .stage9, .up, .down:
      "Triage shows one deal at a time"
    case .mark, .markRange, .markStage, .markAll: "Marks are for the board"
    case .nextAttention, .lastAttention: "Triage goes on with j and back with k"
    case .filter, .filterMenu, .clear: "Triage keeps the board's filter"
    case .fold, .foldAll, .unfoldAll, .cardSize, .order, .pipelines, .stages, .add: "That is for the board"
    default: nil
    }
  }
}
