import Sales
import Screen

extension Model {
  mutating func received(answer: Answer) -> [Effect] {
    switch answer {
    case .detail(let deal, let detail):
      let next = receivedPane(deal, detail)
      receivedFacts(detail: detail)
      return next + receivedField(of: deal, detail) + receivedTriaged(deal, detail)
    case .timeline(let deal, let page, let place):
      if pane?.deal == deal, pane?.detail?.timeline.rest == place { pane?.detail?.timeline.append(page) }
    case .queue(let queue, let total, let filter): return receivedQueue(queue, total: total, filter: filter)
    case .today(let answer): return received(today: answer)
    case .links(let deal, let links):
      if case .delete(var form) = mode, form.deals.first == deal {
        form.links = links
        mode = .delete(form)
      }
    case .openSteps(let deal, let steps): receivedSteps(steps, of: deal)
    case .edit(let card, let purpose): return edit(card, purpose)
    case .dealCounts(let counts, let pipeline, let stage):
      return received(dealCounts: counts, of: pipeline, removing: stage)
    case .kept(let draft, let cards): return open(draft, on: cards)
    case .meaning(let name, let field, let meaning): return receivedMeaning(of: name, field, meaning)
    case .facts(let facts, let line):
      if case .quickAdd(var form) = mode, form.editor.text == line {
        form.facts = facts
        mode = .quickAdd(form)
      }
    case .mark(let cards, let filter): receivedMarks(cards, filter: filter)
    case .users(let users): receivedFacts(users: users)
    case .lastReversible(let commit, let redo): return offer(commit, redo: redo)
    case .attention(let count, let parked, let filter):
      if filter == self.board.filter { (board.attention, self.board.parked) = (count, parked) }
    case .lessons(let lessons, let pipeline):
      if pipeline == self.board.pipeline { self.board.lessons = lessons }
    }
    return []
  }

  mutating func received(board answer: BoardAnswer) -> [Effect] {
    // An answer to an older filter has been overtaken.
    guard answer.question.filter == board.filter, answer.question.order == board.order else { return [] }
    if let only = answer.question.only {
      receivedPage(answer, of: only)
      return followWithPane()
    }
    let old = board.columns
    let (oldFocus, oldPlans) = (column, board.pipelines)
    board.pipelines = answer.pipelines
    rebind(from: oldPlans)
    guard let plan = answer.plan else {
      board.columns = []
      return []
    }
    let isSame = plan.pipeline.id == board.pipeline
    board.pipeline = plan.pipeline.id
    if !isSame, !adopts(plan, answer) {
      board.columns = []
      return reload()
    }
    board.columns = plan.stages.map { stage in
      rebuilt(stage, from: isSame ? old.first { $0.stage.id == stage.id } : nil, answer)
    }
    followStage(among: old)
    if board.filter.isAll {
      board.openDeals = board.columns.reduce(0) { $0 + $1.totals.active.reduce(0) { $0 + $1.deals } }
    }
    board.marks = Dictionary(answer.marked.map { ($0.deal.id, $0) }) { first, _ in first }
    restoreFocus(answer, wasIn: oldFocus)
    settleAll()
    settleOpening()
    noteFirstRun()
    // While the board shows something else than before, the open deal goes with the focus.
    let isFollowed = !isSame || board.shownFilter != filterText || answer.followed != nil || view == .triage
    board.shownFilter = filterText
    let opened = isFollowed ? followWithPane() : keepPane(wasIn: oldFocus)
    return [.whenIdle(.attention(plan.pipeline.id, board.filter))] + learn() + opened + openDraft() + resumeVerb()
  }

  /// Another pipeline comes with its own shape. False where it was read in another order than the one remembered for it.
  private mutating func adopts(_ plan: PipelinePlan, _ answer: BoardAnswer) -> Bool {
    board.lessons = nil
    adoptShape(of: plan.pipeline.id)
    return board.order == answer.question.order
  }

  private mutating func noteFirstRun() {
    guard !world.hasLoaded else { return }
    world.hasLoaded = true
    notices.isFirstRun =
      board.filter.isAll && board.columns.allSatisfy { $0.totals.deals == 0 } && world.setting.readOnly == nil
  }

  /// How many deals the stages hold, and what their past teaches, is wanted on their screen only.
  func learn() -> [Effect] {
    guard case .stages = ground, let pipeline = board.pipeline else { return [] }
    return [.ask(.dealCounts(pipeline, removing: nil)), .whenIdle(.lessons(pipeline))]
  }

  mutating func received(totals: [StageID: StageTotals], of filter: Filter) -> [Effect] {
    guard filter == self.board.filter else { return [] }
    for index in board.columns.indices {
      board.columns[index].totals = totals[board.columns[index].stage.id] ?? StageTotals()
      board.columns[index].isCounted = true
    }
    return []
  }

  private mutating func receivedPage(_ answer: BoardAnswer, of stage: StageID) {
    guard let index = columnIndex(of: stage), let window = answer.windows[stage] else { return }
    let anchor = answer.question.anchors[stage]
    let focused = board.columns[index].focused?.deal.id
    board.columns[index].window = window
    switch anchor {
    case .start: (board.columns[index].focus, board.columns[index].top) = (0, 0)
    case .end:
      board.columns[index].focus = max(0, window.cards.count - 1)
      board.columns[index].top = board.columns[index].focus
    case .at, nil:
      board.columns[index].top = window.anchorIndex
      let wanted = answer.question.follow ?? focused
      board.columns[index].focus = window.cards.firstIndex { $0.deal.id == wanted } ?? window.anchorIndex
    }
    settle(index)
  }

  private func rebuilt(_ stage: Stage, from old: StageColumn?, _ answer: BoardAnswer) -> StageColumn {
    var column = StageColumn(stage: stage)
    // Not looked through yet: it stays as it is.
    guard let window = answer.windows[stage.id] else { return old ?? column }
    column.totals = answer.totals?[stage.id] ?? StageTotals()
    column.isCounted = answer.totals != nil
    column.window = window
    let cards = window.cards
    column.top = min(window.anchorIndex, max(0, cards.count - 1))
    guard let old else { return column }
    // The card that had the focus, else the nearest one above it that is still here.
    let wanted = old.window.cards.prefix(old.focus + 1).reversed()
    column.focus =
      wanted.lazy.compactMap { card in cards.firstIndex { $0.deal.id == card.deal.id } }.first ?? column.top
    return column
  }

  private mutating func restoreFocus(_ answer: BoardAnswer, wasIn old: StageColumn?) {
    if let card = answer.followed, let index = columnIndex(of: card.deal.stageID),
      let place = board.columns[index].window.cards.firstIndex(where: { $0.deal.id == card.deal.id })
    {
      board.foldedStages.remove(card.deal.stageID)
      board.focusedColumn = index
      board.columns[index].focus = place
      return
    }
    if let old, let index = columnIndex(of: old.stage.id) { board.focusedColumn = index }
    board.focusedColumn = min(max(0, board.focusedColumn), max(0, board.columns.count - 1))
    leaveFolded()
  }
}
