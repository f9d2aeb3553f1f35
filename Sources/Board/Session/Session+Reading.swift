import Sales

// Reading.
extension Session {
  func read(_ question: Question) throws(StoreError) -> Answer {
    let present = model.world.present
    switch question {
    case .detail(let deal, let entries):
      return .detail(deal, try store.detail(of: deal, present: present, entries: entries))
    case .timeline(let deal, let place):
      return .timeline(deal, try store.timeline(of: deal, from: place, limit: TimelinePage.size), from: place)
    case .queue(let pipeline, let filter, let limit): return try queue(pipeline, filter, limit: limit)
    case .today(let question): return .today(try readTasks(question))
    case .links(let deals):
      let all = try store.reading { () throws(StoreError) in
        try deals.map { deal throws(StoreError) in try store.links(of: deal) }
      }
      return .links(deals[0], DealLinks(all))
    case .openSteps(let deals):
      return .openSteps(deals[0], try openSteps(of: deals))
    case .edit(let deal, let purpose):
      return .edit(try store.card(deal, order: .urgency, present: present), purpose)
    case .dealCounts(let pipeline, let stage):
      return .dealCounts(try store.dealCounts(of: pipeline), of: pipeline, removing: stage)
    case .kept(let draft):
      return try store.reading { () throws(StoreError) in
        var cards: [Card] = []
        for deal in draft.deals { cards += try store.card(deal, order: .urgency, present: present).map { [$0] } ?? [] }
        return .kept(draft, cards)
      }
    case .meaning(let name, let field):
      return .meaning(name, field: field, try store.meaning(of: name, as: field, me: model.world.setting.user?.id))
    case .facts(let company, let name, let line):
      return .facts(try store.quickAddFacts(company: company, name: name), line: line)
    case .mark(let stages, let filter, let order): return .mark(try shown(stages, filter, order), filter: filter)
    case .users: return .users(try store.rows(ListQuery<User>(sort: [ListSort("name")])))
    case .lastReversible(let redo, let refused):
      let last = try model.world.setting.user.flatMap { user throws(StoreError) in
        redo ? try store.lastUndone(by: user.id) : try store.lastDone(by: user.id, besides: refused)
      }
      return .lastReversible(last, redo: redo)
    }
  }

  /// Everything that one picture needs, from one state of the file. The column that has the focus is read first, and
  /// after each it is told which stand.
  func readBoard(
    _ question: BoardQuestion, columnsStand: (BoardAnswer) -> Void
  ) throws(StoreError) -> BoardAnswer {
    let present = model.world.present
    return try store.reading { () throws(StoreError) -> BoardAnswer in
      var result = BoardAnswer(question: question, pipelines: [], totals: nil, windows: [:], followed: nil)
      if let stage = question.only {
        let anchor = question.anchors[stage] ?? .start
        result.windows[stage] = try window(question, stage, anchor, present)
        return result
      }
      result.pipelines = try store.pipelines()
      guard let plan = result.plan else { return result }
      if question.filter.isAll { result.totals = try totals(of: plan.pipeline.id, .all) }
      result.marked = try marked(question, present)
      let focused = question.focused
      let stages = plan.stages.map(\.id)
      for stage in stages.filter({ $0 == focused }) + stages.filter({ $0 != focused }) {
        result.windows[stage] = try window(question, stage, question.anchors[stage] ?? .start, present)
        columnsStand(result)
      }
      try follow(question, present, into: &result)
      return result
    }
  }

  func totals(of pipeline: PipelineID, _ filter: Filter) throws(StoreError) -> [StageID: StageTotals] {
    try store.totals(of: pipeline, filter: filter, closedSince: filter.closedSince(model.world.present))
  }

  private func window(
    _ question: BoardQuestion, _ stage: StageID, _ anchor: Anchor, _ present: Present
  ) throws(StoreError) -> Window {
    try store.window(
      column(question, stage, present), around: anchor, before: question.before, after: question.after)
  }

  private func column(_ question: BoardQuestion, _ stage: StageID, _ present: Present) -> ColumnQuery {
    ColumnQuery(stage: stage, filter: question.filter, order: question.order, at: present)
  }

  /// The marked deals as they are now, without those that the filter hides.
  private func marked(_ question: BoardQuestion, _ present: Present) throws(StoreError) -> [Card] {
    var cards: [Card] = []
    for deal in question.marked {
      guard let card = try store.card(deal, order: question.order, present: present) else { continue }
      let shown = try store.cards(column(question, card.deal.stageID, present), from: .at(card.key), limit: 1)
      cards += shown.filter { $0.deal.id == deal }
    }
    return cards
  }

  /// The tasks around the wanted one while that is there, else around the anchor.
  func readTasks(_ question: TodayQuestion) throws(StoreError) -> TodayAnswer {
    let present = model.world.present
    return try store.reading { () throws(StoreError) -> TodayAnswer in
      var anchor = question.anchor
      if let wanted = question.wanted, case .followUp(let task)? = try store.row(FollowUp.key(wanted)),
        let due = task.dueAt
      {
        anchor = .at(due, wanted)
      }
      let page = try store.agenda(around: anchor, before: question.before, after: question.after, present: present)
      return TodayAnswer(question: question, page: page, counts: try store.agendaCounts(at: present))
    }
  }

  /// The nearest deal that needs attention: from the focus to the end of its column, then column by column, around the
  /// end of the board, and back to the focus.
  func readAttentive(_ question: AttentiveQuestion) throws(StoreError) -> AttentiveAnswer {
    let present = model.world.present
    let (stages, step) = (question.stages, question.isBackward ? -1 : 1)
    return try store.reading { () throws(StoreError) -> AttentiveAnswer in
      for turn in 0...stages.count {
        let place = question.start + turn * step
        let isAround = !stages.indices.contains(place)
        let stage = stages[(place + stages.count) % stages.count]
        let query = ColumnQuery(stage: stage, filter: question.filter, order: question.order, at: present)
        var anchor = question.isBackward ? Anchor.end : .start
        if turn == 0, let focus = question.focus { anchor = .at(focus) }
        let card = try store.attentive(query, from: anchor, isBackward: question.isBackward, present: present)
        if let card { return .found(card, isAround: isAround) }
      }
      return .none
    }
  }

  private func openSteps(of deals: [DealID]) throws(StoreError) -> [FollowUp] {
    try store.reading { () throws(StoreError) -> [FollowUp] in
      var steps: [FollowUp] = []
      for deal in deals {
        steps += try store.rows(
          ListQuery<FollowUp>(terms: [
            ListTerm("deal_id", .equal, deal.scalar), ListTerm("status", .equal, FollowUpStatus.pending.scalar),
          ]))
      }
      return steps
    }
  }

  /// What needs attention, for a walk through it. The whole is counted only where there is more than is read.
  private func queue(_ pipeline: PipelineID, _ filter: Filter, limit: Int) throws(StoreError) -> Answer {
    let present = model.world.present
    return try store.reading { () throws(StoreError) -> Answer in
      let queue = try store.attentionQueue(of: pipeline, filter: filter, present: present, limit: limit)
      let total =
        queue.count < limit ? queue.count : try store.attentionCount(of: pipeline, filter: filter, present: present)
      return .queue(queue, total: total, filter: filter)
    }
  }

  /// What the filter shows of the stages, and one more than can be marked where there are more.
  private func shown(_ stages: [StageID], _ filter: Filter, _ order: Order) throws(StoreError) -> [Card] {
    let present = model.world.present
    return try store.reading { () throws(StoreError) -> [Card] in
      var cards: [Card] = []
      for stage in stages where cards.count <= Model.mostMarks {
        let question = BoardQuestion(
          pipeline: nil, filter: filter, order: order, anchors: [:], only: stage, before: 0,
          after: Model.mostMarks + 1 - cards.count)
        cards += try window(question, stage, .start, present).cards
      }
      return cards
    }
  }

  /// Finds the deal that has the focus; out of its column's window, the window moves to it.
  private func follow(
    _ question: BoardQuestion, _ present: Present, into result: inout BoardAnswer
  ) throws(StoreError) {
    guard let deal = question.follow, let card = try store.card(deal, order: question.order, present: present),
      let current = result.windows[card.deal.stageID]
    else { return }
    if !current.cards.contains(where: { $0.deal.id == deal }) {
      let moved = try window(question, card.deal.stageID, .at(card.key), present)
      // What the filter hides is not followed.
      guard moved.cards.contains(where: { $0.deal.id == deal }) else { return }
      result.windows[card.deal.stageID] = moved
    }
    result.followed = card
  }
}
