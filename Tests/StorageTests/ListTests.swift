import Sales
import Support
import Testing

@testable import Storage

@Suite("Lists of the file and of the reference") struct ListTests {
  @Test("hold the same rows in the same order, page by page, for random terms and sorts", arguments: 1...8)
  func sameRows(seed: UInt64) throws {
    let pair = try StorePair(seed: seed)
    for step in 1...40 {
      pair.change()
      if step % 10 != 0 { continue }
      for _ in 1...12 {
        try compare(Deal.self, pair)
        try compare(FollowUp.self, pair)
      }
      for _ in 1...3 {
        try compare(Activity.self, pair)
        try compare(Contact.self, pair)
        try compare(Company.self, pair)
        try compare(Pipeline.self, pair)
        try compare(Stage.self, pair)
        try compare(StageTransition.self, pair)
        try compare(User.self, pair)
      }
    }
  }

  @Test("hold the same rows by amount and status, whichever way they are read", arguments: [Int64(0), 3, 50_000])
  func valueRows(most: Int64) throws {
    let pair = try StorePair(seed: UInt64(most + 1))
    pair.store.listLimits = ListLimits(mostSorted: most, mostFetched: most)
    pair.change(times: 60)
    for _ in 0..<60 {
      var query = ListQuery<Deal>(limit: pair.number(in: 1...7))
      for field in ["value", "status", "value"].prefix(pair.number(in: 1...3)) {
        let deal = pair.pick(pair.reference.records.all(Deal.self))
        let comparison = field == "status" ? .equal : pair.pick(ListTerm.Comparison.allCases) ?? .atLeast
        query.terms.append(ListTerm(field, comparison, deal?.row.value(of: field) ?? .null))
      }
      if pair.oneIn(2) { query.sort = [ListSort("value", isDescending: pair.oneIn(2))] }
      try compare(query, pair)
    }
  }

  private func compare<E: Stored>(_ type: E.Type, _ pair: StorePair) throws {
    var query = ListQuery<E>(terms: (0..<pair.number(in: 0...2)).map { _ in term(E.self, pair) })
    if E.table == .deals, pair.oneIn(2) { query.filter = pair.filter() }
    for _ in 0..<pair.number(in: 0...2) {
      let field = pair.pick(fields(of: E.self).dropFirst()) ?? ""
      if query.sort.contains(where: { $0.field == field }) { continue }
      query.sort.append(ListSort(field, isDescending: pair.oneIn(2)))
    }
    query.limit = pair.number(in: 1...7)
    try compare(query, pair)
  }

  /// Page by page.
  private func compare<E: Stored>(_ first: ListQuery<E>, _ pair: StorePair) throws {
    var query = first
    var rows: [E] = []
    repeat {
      rows = pair.reference.rows(query)
      try #require(try pair.store.rows(query) == rows, "\(query) \(pair.story)")
      query.after = rows.last.map { query.key(of: $0) }
      if let key = query.after { #expect(query.accepts(key: key)) }
    } while rows.count == query.limit
  }

  /// Without those that the file compares whatever their case; no list is asked for by them.
  private func fields<E: Stored>(of type: E.Type) -> [String] {
    let uncased = ["users.name", "contacts.email", "companies.domain"]
    return E.fields.map(\.name).filter { !uncased.contains("\(E.table.rawValue).\($0)") }
  }

  /// With the value of a row that is there, if any is.
  private func term<E: Stored>(_ type: E.Type, _ pair: StorePair) -> ListTerm {
    let field = pair.pick(fields(of: E.self)) ?? "id"
    let row = pair.pick(pair.reference.records.all(E.self))
    let comparison = pair.pick(ListTerm.Comparison.allCases) ?? .equal
    let fallback = field == "last_activity_at" ? "created_at" : nil
    return ListTerm(field, else: fallback, comparison, row?.row.value(of: field) ?? .null)
  }

  @Test("hold the same journal, with new rows as they were made", arguments: 1...6)
  func sameJournal(seed: UInt64) throws {
    let pair = try StorePair(seed: seed)
    pair.change(times: 80)
    var place: JournalPlace?
    var seen = 0
    while true {
      let limit = pair.number(in: 1...40)
      let page = try pair.store.journal(after: place, matching: JournalMatch(), limit: limit)
      #expect(page == pair.reference.journal(after: place, matching: JournalMatch(), limit: limit), "\(pair.story)")
      #expect(page.allSatisfy { ($0.entry.kind == .create) == ($0.made != nil) })
      seen += page.count
      guard let last = page.last else { break }
      place = last.place
    }
    for _ in 1...20 {
      let match = JournalMatch(
        tables: Table.allCases.filter { _ in pair.oneIn(3) } + [.deals],
        kinds: JournalEntry.Kind.allCases.filter { _ in pair.oneIn(2) } + [.update])
      let (place, limit) = (JournalPlace(number: Int64(pair.number(in: 0...seen))), pair.number(in: 1...9))
      #expect(
        try pair.store.journal(after: place, matching: match, limit: limit)
          == pair.reference.journal(after: place, matching: match, limit: limit), "\(match) \(pair.story)")
    }
    #expect(seen == pair.reference.records.journal.count && seen > 40)
  }

  @Test("read the journal in its own order, without a sort", arguments: [1, 2])
  func journalSteps(tables: Int) throws {
    let pair = try StorePair(seed: 3)
    for _ in 1...30 { _ = try? pair.store.commit(pair.next(), by: pair.user) }
    let match = JournalMatch(tables: Array([Table.deals, .tasks].prefix(tables)), kinds: [.delete])
    let before = pair.store.counts
    _ = try pair.store.journal(after: JournalPlace(number: 1), matching: match, limit: 5)
    let spent = pair.store.counts - before
    #expect(spent.sorts == 0 && spent.fullScanSteps == 0)
  }

  @Test("take no key of another length, order or kind")
  func forgedKeys() {
    let id = DealID(bits: 7).scalar
    let query = ListQuery<Deal>(sort: [ListSort("value", isDescending: true), ListSort("expected_close")])
    #expect(query.accepts(key: [.integer(5), .integer(6), id]) && query.accepts(key: [.integer(5), .null, id]))
    let forged: [[Scalar]] = [
      [], [id], [.integer(5), id], [.null, .integer(6), id], [.text("5"), .integer(6), id], [.integer(5), id, id],
      [.integer(5), .integer(6), .integer(7)], [.integer(5), .integer(6), .text("x")],
      [.integer(5), .integer(6), ContactID(bits: 7).scalar], [.integer(5), .integer(6), id, id],
    ]
    for key in forged { #expect(!query.accepts(key: key), "\(key)") }
  }
}
