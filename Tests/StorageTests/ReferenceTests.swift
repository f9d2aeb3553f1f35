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
    let filters = [Filter.all, Filter(words: ["o"]), Filter(words: ["globex"]), Filter(words: ["a", "x"])]
    for filter in filters {
      for plan in plans {
        let since = present.closedDealsShownSince
        try #require(
          try store.totals(of: plan.pipeline.id, filter: filter, closedSince: since)
            == reference.totals(of: plan.pipeline.id, filter: filter, closedSince: since), "\(filter) \(pair.story)")
        try #require(
          try store.attentionCount(of: plan.pipeline.id, filter: filter, present: present)
            == reference.attentionCount(of: plan.pipeline.id, filter: filter, present: present),
          "\(filter) \(pair.story)")
        for stage in plan.stages where filter.isAll || pair.oneIn(3) { try compareWindows(pair, stage.id, filter) }
      }
    }
    for case .deal(let id) in reference.records.rows.keys {
      try #require(
        try store.detail(of: id, present: present) == reference.detail(of: id, present: present), "\(pair.story)")
      try #require(try store.links(of: id) == reference.links(of: id), "\(pair.story)")
    }
    try compareJournal(pair)
    for (company, name) in [(nil, "acme"), ("", "Hooli"), ("g", "globex ROLLOUT"), ("i", ""), ("naive", "x")] {
      try #require(
        try store.quickAddFacts(company: company, name: name) == reference.quickAddFacts(company: company, name: name),
        "\(pair.story)")
    }
  }

  private func compareWindows(_ pair: StorePair, _ stage: StageID, _ filter: Filter) throws {
    let (store, reference, present) = (pair.store, pair.reference, pair.present)
    for order in Order.allCases {
      let query = ColumnQuery(
        stage: stage, filter: filter, order: order, tomorrow: present.tomorrowStarts,
        closedSince: present.closedDealsShownSince)
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
      }
    }
  }

  private func compareJournal(_ pair: StorePair) throws {
    let (store, reference) = (pair.store, pair.reference)
    let occasion = SQLRecords.Occasion(action: ActionID(bits: 0), number: 0)
    let pace = Pace(.createUser(name: ""), progress: nil, isInterrupted: nil)
    let records = SQLRecords(store.connection, occasion, pace, IDMaker(random: SystemRandomNumberGenerator()))
    for action in reference.records.actions {
      try #require(try records.action(action.id) == action, "\(pair.story)")
      let journal = reference.records.journal(of: action.id)
      try #require(try records.journal(of: action.id) == journal, "\(pair.story)")
      guard let key = pair.pick(journal)?.key else { continue }
      try #require(
        try records.journal(of: key, after: action.id) == reference.records.journal(of: key, after: action.id))
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
