package import Sales

extension DictionaryStore {
  package func pipelines() -> [PipelinePlan] {
    let pipelines = records.pipelines()
    return (pipelines.filter(\.isDefault) + pipelines.filter { !$0.isDefault }).map { pipeline in
      let stages = records.stages(of: pipeline.id)
      let deals = records.all(Deal.self) { $0.pipelineID == pipeline.id }
      let active = deals.filter(\.isActive)
      return PipelinePlan(
        pipeline: pipeline, stages: stages, tallies: Tally.merged((active.isEmpty ? deals : active).map(Tally.init)))
    }
  }

  /// Every stage of the pipeline has an entry.
  package func totals(of pipeline: PipelineID, filter: Filter, closedSince: Timestamp) -> [StageID: StageTotals] {
    var totals: [StageID: StageTotals] = [:]
    for stage in records.stages(of: pipeline) {
      let deals = deals(in: stage.id, filter)
      let closed = deals.filter { !$0.isActive && $0.closingPlace >= closedSince }
      totals[stage.id] = StageTotals(
        active: Tally.merged(deals.filter(\.isActive).map(Tally.init)), closed: Tally.merged(closed.map(Tally.init)))
    }
    return totals
  }

  package func window(_ query: ColumnQuery, around anchor: Anchor, before: Int, after: Int) -> Window {
    beforeWindow?(query)
    let order = ColumnOrder(order: query.order, tomorrow: query.tomorrow)
    let shown = deals(in: query.stage, query.filter).filter { deal in
      deal.isActive || deal.closingPlace >= query.closedSince
    }
    let cards = shown.map { card($0, order) }.sorted { order.precedes($0.key, $1.key) }
    let place =
      switch anchor {
      case .start: 0
      case .end: cards.count
      case .at(let key): cards.firstIndex { !order.precedes($0.key, key) } ?? cards.count
      }
    let start = max(0, place - before)
    let end = min(cards.count, place + after)
    let stand: Window.Place =
      if place < before {
        .afterStart(0)
      } else if place + after > cards.count {
        .beforeEnd(0)
      } else if start <= Window.far {
        .afterStart(start)
      } else {
        cards.count - end < Window.far ? .beforeEnd(cards.count - end) : .farFromBoth
      }
    return Window(cards: Array(cards[start..<end]), place: stand, anchorIndex: place - start)
  }

  package func cards(_ query: ColumnQuery, from anchor: Anchor, limit: Int) -> [Card] {
    window(query, around: anchor, before: 0, after: limit).cards
  }

  package func card(_ deal: DealID, order: Order, present: Present) -> Card? {
    guard case .deal(let deal) = records.rows[.deal(deal)] else { return nil }
    return card(deal, ColumnOrder(order: order, tomorrow: present.tomorrowStarts))
  }

  package func attentionCount(of pipeline: PipelineID, filter: Filter, present: Present) -> Int {
    let order = ColumnOrder(order: .newest, tomorrow: present.tomorrowStarts)
    return records.stages(of: pipeline).reduce(0) { count, stage in
      let cards = deals(in: stage.id, filter).map { card($0, order) }
      return count + cards.count { !$0.attention(in: stage, at: present).isEmpty }
    }
  }

  package func dealCounts(of pipeline: PipelineID) -> [StageID: DealCount] {
    let counts = records.stages(of: pipeline).map { stage in
      let deals = records.all(Deal.self) { $0.stageID == stage.id }
      let active = deals.count(where: \.isActive)
      return (stage.id, DealCount(active: active, closed: deals.count - active))
    }
    return Dictionary(uniqueKeysWithValues: counts)
  }

  package func parkedCount(of pipeline: PipelineID, filter: Filter, present: Present) -> Int {
    records.stages(of: pipeline).reduce(0) { count, stage in
      count + deals(in: stage.id, filter).count { $0.isActive && ($0.parkedUntil.map { $0 > present.now } ?? false) }
    }
  }

  package func attentionQueue(of pipeline: PipelineID, filter: Filter, present: Present, limit: Int) -> [DealID] {
    let order = ColumnOrder(order: .newest, tomorrow: present.tomorrowStarts)
    let waiting = records.stages(of: pipeline).flatMap { stage in
      deals(in: stage.id, filter).compactMap { deal in
        card(deal, order).urgency(in: stage, at: present).map { (urgency: $0, id: deal.id) }
      }
    }
    return waiting.sorted { ($0.urgency, $0.id) < ($1.urgency, $1.id) }.prefix(limit).map(\.id)
  }

  package func attentive(_ query: ColumnQuery, from anchor: Anchor, isBackward: Bool, present: Present) -> Card? {
    guard let stage = records.all(Stage.self).first(where: { $0.id == query.stage }) else { return nil }
    let all = window(query, around: anchor, before: .max / 2, after: .max / 2)
    var own: SortKey?
    if case .at(let key) = anchor { own = key }
    let side = isBackward ? all.cards[..<all.anchorIndex] : all.cards[all.anchorIndex...]
    let found = side.filter { $0.key != own && !$0.attention(in: stage, at: present).isEmpty }
    return isBackward ? found.last : found.first
  }

  package func readAhead() {}

  package func links(of deal: DealID) -> DealLinks {
    DealLinks(
      activities: records.all(Activity.self) { $0.dealID == deal }.count,
      followUps: records.all(FollowUp.self) { $0.dealID == deal }.count,
      openSteps: records.all(FollowUp.self) { $0.dealID == deal && $0.status == .pending }.count)
  }

  package func quickAddFacts(company: String?, name: String) -> QuickAddFacts {
    let prefix = folded(company ?? "")
    let matches = records.all(Company.self) { !prefix.isEmpty && folded($0.name).hasPrefix(prefix) }
      .sorted { ($0.name.unicodeScalars.count, $0.id) < ($1.name.unicodeScalars.count, $1.id) }
    let companies = matches.prefix(8).map { company in
      QuickAddFacts.CompanyMatch(
        company: company, openDeals: records.all(Deal.self) { $0.companyID == company.id && $0.isActive }.count)
    }
    return QuickAddFacts(
      companies: companies, sameName: records.all(Deal.self) { folded($0.name) == folded(name) }.last)
  }
}

extension DictionaryStore {
  private func deals(in stage: StageID, _ filter: Filter) -> [Deal] {
    records.all(Deal.self) { $0.stageID == stage && matches($0, filter) }
  }

  func company(of deal: Deal) -> Company? {
    records.all(Company.self) { $0.id == deal.companyID }.first
  }

  func contact(of deal: Deal) -> Contact? {
    records.all(Contact.self) { $0.id == deal.contactID }.first
  }

  func login(_ user: UserID?) -> String? { records.all(User.self) { $0.id == user }.first?.name }

  func card(_ deal: Deal, _ order: ColumnOrder) -> Card {
    let planned = records.all(FollowUp.self) { $0.dealID == deal.id && $0.status == .pending && $0.dueAt != nil }
    let next = planned.min { ($0.dueKey, $0.id) < ($1.dueKey, $1.id) }
    let step = next.flatMap { step in step.dueAt.map { NextStep(id: step.id, title: step.title, dueAt: $0) } }
    return Card(
      deal: deal, company: company(of: deal)?.name, contact: contact(of: deal)?.displayName,
      owner: login(deal.ownerID), nextStep: step,
      key: order.key(deal, nextDue: deal.parkedUntil ?? next?.dueKey))
  }
}

extension FollowUp {
  /// When it sorts: a whole day at 10:00Z, by when the morning's work is under way; without a day last.
  var dueKey: Timestamp {
    guard let dueAt else { return Timestamp(seconds: .max) }
    return dueAt.isAllDay ? dueAt.advanced(bySeconds: 36_000) : dueAt
  }
}
