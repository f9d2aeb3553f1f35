import Sales
import Support
import Testing

@testable import Storage

@Suite("The file and the reference") struct ReferenceTests {
  @Test("answer the same after the same random changes, also when reopened", arguments: 1...16)
  func sameAnswers(seed: UInt64) throws {
    let pair = try StorePair(seed: seed)
    for step in 1...60 {
      try commit(pair.next(), on: pair)
      // Undo and redo in a row, as keys make them.
      while pair.oneIn(3) {
        let next = pair.oneIn(2) ? pair.reference.lastDone(by: pair.user) : pair.reference.lastUndone(by: pair.user)
        if let action = next?.action { try commit(.revert(action.id), on: pair) }
      }
      if pair.oneIn(12) { try pair.reopen() }
      if step % 15 == 0 { try compareAnswers(pair) }
    }
    #expect(try pair.store.violations() == [], "\(pair.story)")
  }

  @Test("name nobody when a bulk conflicts with what it has done itself, and else whoever set the field last")
  func conflicts() throws {
    let pair = try StorePair(seed: 1)
    let draft = DealDraft(values: [.set(\.name, "Deal")], stage: StageName(pipeline: nil, stage: "Qualified"))
    try commit(.createDeal(draft), on: pair)
    let deal = try #require(pair.reference.records.all(Deal.self).first).id
    for value in [Int64(5), 6] { try commit(.editDeal(deal, [.set(\.value, value)]), on: pair) }
    try commit(.editDeal(deal, [.set(\.name, "Other")]), on: pair)
    try commit(.editDeal(deal, [.set(\.value, 7)], seen: [.set(\.value, 5)]), on: pair)
    let own: [Change] = [
      .editDeal(deal, [.set(\.value, 8)]), .editDeal(deal, [.set(\.value, 9)], seen: [.set(\.value, 6)]),
    ]
    try commit(.bulk(own), on: pair)
    try commit(.deleteDeal(deal), on: pair)
    let deletion = try #require(pair.reference.lastDone(by: pair.user)?.action)
    try commit(.revert(deletion.id), on: pair)
    try commit(.editDeal(deal, [.set(\.value, 7)], seen: [.set(\.value, 5)]), on: pair)
  }

  @Test("put a whole day among the hours of the same day at the same place")
  func wholeDays() throws {
    let pair = try StorePair(seed: 1)
    let day = pair.present.today.midnightUTC
    let times = [0, 1, 35_999, 36_000, 36_001, 50_000].map { day.advanced(bySeconds: $0) } + [nil]
    for first in times {
      let followUps = [first, pair.pick(times) ?? nil, pair.pick(times) ?? nil].map { due in
        [Assignment<FollowUp>.set(\.title, "Call"), .set(\.dueAt, due), .set(\.status, .pending)]
      }
      let draft = DealDraft(
        values: [.set(\.name, "Deal")], stage: StageName(pipeline: nil, stage: "Qualified"),
        followUps: followUps + [[.set(\.title, "Done"), .set(\.dueAt, day), .set(\.status, .completed)]])
      try commit(.createDeal(draft), on: pair)
    }
    for due in times {
      let deal = try #require(pair.reference.records.all(Deal.self).last).id
      try commit(.createFollowUp([.set(\.title, "Mail"), .set(\.dealID, deal), .set(\.dueAt, due)]), on: pair)
    }
    try compareAnswers(pair)
  }

  private func commit(_ change: Change, on pair: StorePair) throws {
    let expected = Result { () throws(StoreError) in try pair.reference.commit(change, by: pair.user) }
    let found = Result { () throws(StoreError) in try pair.store.commit(change, by: pair.user) }
    try #require(found == expected, "\(pair.story)")
    try #require(try pair.store.lastDone(by: pair.user) == pair.reference.lastDone(by: pair.user), "\(pair.story)")
    try #require(try pair.store.lastUndone(by: pair.user) == pair.reference.lastUndone(by: pair.user), "\(pair.story)")
  }

  private func compareAnswers(_ pair: StorePair) throws {
    let (store, reference, present) = (pair.store, pair.reference, pair.present)
    for table in Table.allCases { try #require(try store.count(table) == reference.count(table), "\(pair.story)") }
    for (key, row) in reference.records.rows { try #require(try store.row(key) == row, "\(pair.story)") }
    let plans = reference.pipelines()
    try #require(try store.pipelines() == plans, "\(pair.story)")
    for plan in plans {
      let id = plan.pipeline.id
      try #require(try store.dealCounts(of: id) == reference.dealCounts(of: id), "\(pair.story)")
    }
    let filters = [Filter.all] + (0..<6).map { _ in pair.filter() }
    for filter in filters {
      for plan in plans {
        let since = filter.closedSince(present)
        try #require(
          try store.totals(of: plan.pipeline.id, filter: filter, closedSince: since)
            == reference.totals(of: plan.pipeline.id, filter: filter, closedSince: since), "\(filter) \(pair.story)")
        try #require(
          try store.attentionCount(of: plan.pipeline.id, filter: filter, present: present)
            == reference.attentionCount(of: plan.pipeline.id, filter: filter, present: present),
          "\(filter) \(pair.story)")
        try #require(
          try store.parkedCount(of: plan.pipeline.id, filter: filter, present: present)
            == reference.parkedCount(of: plan.pipeline.id, filter: filter, present: present),
          "\(filter) \(pair.story)")
        try #require(
          try store.attentionQueue(of: plan.pipeline.id, filter: filter, present: present, limit: 9)
            == reference.attentionQueue(of: plan.pipeline.id, filter: filter, present: present, limit: 9),
          "\(filter) \(pair.story)")
        for stage in plan.stages where filter.isAll || pair.oneIn(3) { try compareWindows(pair, stage.id, filter) }
      }
    }
    for plan in plans {
      let latest = pair.number(in: 1...50)
      try #require(
        try store.closedStays(of: plan.pipeline.id, latest: latest)
          == reference.closedStays(of: plan.pipeline.id, latest: latest), "\(latest) \(pair.story)")
    }
    for case .deal(let id) in reference.records.rows.keys {
      let entries = pair.number(in: 1...40)
      try #require(
        try store.detail(of: id, present: present, entries: entries)
          == reference.detail(of: id, present: present, entries: entries), "\(pair.story)")
      try compareTimeline(pair, id)
      try #require(try store.links(of: id) == reference.links(of: id), "\(pair.story)")
    }
    try compareJournal(pair)
    try compareAgenda(pair)
    for (company, name) in [(nil, "acme"), ("", "Hooli"), ("g", "globex ROLLOUT"), ("i", ""), ("naive", "x")] {
      try #require(
        try store.quickAddFacts(company: company, name: name) == reference.quickAddFacts(company: company, name: name),
        "\(pair.story)")
    }
  }

  /// Pages of any size put together are the whole.
  private func compareTimeline(_ pair: StorePair, _ deal: DealID) throws {
    let whole = pair.reference.timeline(of: deal, from: .newest, limit: .max)
    try #require(whole.rest.isEnd)
    var found = TimelinePage(rest: .newest)
    let limit = pair.number(in: 1...7)
    while !found.rest.isEnd {
      let page = try pair.store.timeline(of: deal, from: found.rest, limit: limit)
      try #require(page == pair.reference.timeline(of: deal, from: found.rest, limit: limit), "\(pair.story)")
      found.append(page)
    }
    try #require(found == whole, "\(limit) \(pair.story)")
  }

  private func compareWindows(_ pair: StorePair, _ stage: StageID, _ filter: Filter) throws {
    let (store, reference, present) = (pair.store, pair.reference, pair.present)
    for order in Order.allCases {
      let query = ColumnQuery(
        stage: stage, filter: filter, order: order, tomorrow: present.tomorrowStarts,
        closedSince: filter.closedSince(present))
      let all = reference.window(query, around: .start, before: 0, after: .max / 2)
      var anchors: [Anchor] = [.start, .end] + all.cards.prefix(3).map { .at($0.key) }
      // Places where a card of another column stands, or none.
      for case .deal(let deal) in reference.records.rows.values where pair.oneIn(12) {
        if let card = reference.card(deal.id, order: order, present: present) {
          anchors.append(.at(card.key))
          try #require(try store.card(deal.id, order: order, present: present) == card, "\(pair.story)")
        }
      }
      for anchor in anchors {
        let (before, after) = (pair.number(in: 0...4), pair.number(in: 0...5))
        let expected = reference.window(query, around: anchor, before: before, after: after)
        let found = try store.window(query, around: anchor, before: before, after: after)
        try #require(found == expected, "\(order) \(anchor) \(before) \(after) \(pair.story)")
        let isBackward = pair.oneIn(2)
        let next = reference.attentive(query, from: anchor, isBackward: isBackward, present: present)
        try #require(
          try store.attentive(query, from: anchor, isBackward: isBackward, present: present) == next,
          "\(order) \(anchor) \(isBackward) \(pair.story)")
      }
    }
  }

  /// As people in several zones see it, some of them where the whole day of the others has not begun or is over.
  private func compareAgenda(_ pair: StorePair) throws {
    for hours in [0, 2, -11, 14] {
      let present = Present(now: pair.present.now, zone: .fixed(seconds: hours * 3600))
      let all = pair.reference.agenda(around: .start, before: 0, after: .max / 2, present: present)
      var anchors: [AgendaAnchor] = [.start, .end]
      for case .followUp(let task) in pair.reference.records.rows.values where pair.oneIn(4) {
        if let due = task.dueAt { anchors.append(.at(due, task.id)) }
      }
      anchors += [-1, 0, 1, 2].map { .at(present.today.advanced(byDays: $0).midnightUTC, FollowUpID(bits: 0)) }
      anchors += all.items.prefix(3).compactMap { item in item.followUp.dueAt.map { .at($0, item.followUp.id) } }
      for anchor in anchors {
        let (before, after) = (pair.number(in: 0...4), pair.number(in: 0...5))
        let expected = pair.reference.agenda(around: anchor, before: before, after: after, present: present)
        let found = try pair.store.agenda(around: anchor, before: before, after: after, present: present)
        try #require(found == expected, "\(hours) \(anchor) \(before) \(after) \(pair.story)")
      }
      try #require(
        try pair.store.agendaCounts(at: present) == pair.reference.agendaCounts(at: present), "\(hours) \(pair.story)")
    }
  }

  @Test("divide the same tasks into days in every zone, the hours before the whole day")
  func agenda() throws {
    let pair = try StorePair(seed: 1)
    let today = pair.present.today
    let hours = [-36, -25, -24, -11, -10, -1, 0, 1, 9, 10, 11, 12, 13, 14, 23, 24, 25, 34, 36, 47, 48, 49, 60]
    let dues = hours.map { today.midnightUTC.advanced(bySeconds: Int64($0) * 3600) }
    let changes = (dues + dues).map { due in Change.createFollowUp([.set(\.title, "Call"), .set(\.dueAt, due)]) }
    try commit(.bulk(changes + [.createFollowUp([.set(\.title, "Some day")])]), on: pair)
    try compareAgenda(pair)
    let present = Present(now: pair.present.now, zone: .utc)
    let page = try pair.store.agenda(around: .start, before: 0, after: 99, present: present)
    let found = page.items.compactMap { $0.followUp.dueAt }.map { ($0.seconds - today.midnightUTC.seconds) / 3600 }
    let once: [Int64] = [-36, -25, -24, -11, -10, -1, 1, 9, 10, 11, 12, 13, 14, 23, 0, 25, 34, 36, 47, 24]
    #expect(found == once.flatMap { [$0, $0] })
    #expect(try pair.store.agendaCounts(at: present) == [.overdue: 12, .today: 18, .tomorrow: 10])
  }

  private func compareJournal(_ pair: StorePair) throws {
    let (store, reference) = (pair.store, pair.reference)
    let occasion = SQLRecords.Occasion(action: ActionID(bits: 0), number: 0)
    let pace = Pace(parts: nil, nil)
    let records = SQLRecords(store.connection, occasion, pace, IDMaker(random: SystemRandomNumberGenerator()))
    for action in reference.records.actions {
      try #require(try records.action(action.id) == action, "\(pair.story)")
      let journal = reference.records.journal(of: action.id)
      let pages = try records.journal(of: action.id, before: .max, limit: .max).map(\.entry)
      try #require(Array(pages.reversed()) == journal, "\(pair.story)")
      try #require(
        try records.rowsWrittenSince(action.id) == reference.records.rowsWrittenSince(action.id), "\(pair.story)")
      guard let key = pair.pick(journal)?.key else { continue }
      try #require(
        try records.journal(of: key, after: action.id) == reference.records.journal(of: key, after: action.id))
      try #require(
        try records.journal(of: key, in: action.id) == reference.records.journal(of: key, in: action.id))
      let field = pair.pick(key.table.columns)?.name ?? "id"
      let (found, expected) = (
        try records.lastChange(of: field, on: key), reference.records.lastChange(of: field, on: key)
      )
      try #require(found?.by == expected?.by && found?.at == expected?.at, "\(field) \(key) \(pair.story)")
    }
    for case .user(let user) in reference.records.rows.keys {
      try #require(try store.lastDone(by: user) == reference.lastDone(by: user), "\(pair.story)")
      try #require(try store.lastUndone(by: user) == reference.lastUndone(by: user), "\(pair.story)")
    }
  }
}
