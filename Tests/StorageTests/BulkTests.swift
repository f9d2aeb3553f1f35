import Sales
import Support
import Testing

@testable import Storage

@Suite("A long change without the indexes that it does not ask") struct BulkTests {
  private func draft(_ number: Int, _ value: Int64) -> DealDraft {
    var draft = DealDraft(
      values: [.set(\.name, "Deal \(number)"), .set(\.externalID, "\(number)"), .set(\.value, value)],
      stage: StageName(pipeline: nil, stage: number % 3 == 0 ? "Closed Won" : "Qualified"),
      company: "Firm \(number % 40)", contact: "Person \(number)")
    if number % 5 == 0 { draft.values.append(.set(\.parkedUntil, Timestamp(seconds: 1_800_000_000))) }
    draft.nextStep = NextStepDraft(title: "Call", dueAt: Timestamp(seconds: Int64(number) * 3600))
    draft.createdAt = Timestamp(seconds: Int64(number * 7919 % 1000) * 86_400)
    return draft
  }

  private func source(_ count: Int, value: Int64 = 1) -> ImportSource {
    ImportSource(
      parts: stride(from: 0, to: count, by: 100).map { first in
        ImportBatch(deals: (first..<min(first + 100, count)).map { draft($0, value) })
      })
  }

  /// Every row of every table in the order in which they were written.
  private func dump(_ store: SQLiteStore) throws -> [String: [[Scalar]]] {
    var tables: [String: [[Scalar]]] = [:]
    for table in Table.allCases.map(\.rawValue) + ["actions", "edits", "stage_totals"] {
      let width = Int(try store.connection.integer("SELECT count(*) FROM pragma_table_xinfo('\(table)')"))
      let order = table == "stage_totals" ? "1, 2, 3, 4" : "rowid"
      tables[table] = try store.connection.all("SELECT * FROM \(table) ORDER BY \(order)") { row in
        row.scalars(0..<width)
      }
    }
    return tables
  }

  private func indexes(_ store: SQLiteStore) throws -> [String] {
    try store.connection.all("SELECT name || ' ' || sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid") {
      row in row.text(0)
    }
  }

  @Test("leaves the same file as one with them, and the same indexes", arguments: [UInt64(2), 3])
  func same(seed: UInt64) throws {
    let (bulk, plain) = (try StorePair(seed: seed), try StorePair(seed: seed))
    for pair in [bulk, plain] { pair.change(times: 40) }
    (bulk.store.leastForBulk, plain.store.leastForBulk) = (40, .max)
    let before = try indexes(bulk.store)
    let changes: [(SQLiteStore, UserID) throws -> Void] = [
      { store, user in _ = try store.commit(source(400), isRehearsal: false, by: user) },
      { store, user in _ = try store.commit(source(410, value: 2), isRehearsal: false, by: user) },
      { store, user in _ = try store.revertLast(redo: false, by: user) },
      { store, user in _ = try store.revertLast(redo: false, by: user) },
      { store, user in _ = try store.revertLast(redo: true, by: user) },
    ]
    for (number, change) in changes.enumerated() {
      for pair in [bulk, plain] { try change(pair.store, pair.user) }
      try #require(try dump(bulk.store) == dump(plain.store), "after change \(number)")
      #expect(try bulk.store.violations() == [])
      #expect(try indexes(bulk.store).sorted() == before.sorted())
    }
    // They were gone in between, since they now stand behind the others.
    #expect(try indexes(bulk.store) != before)
    #expect(try indexes(plain.store) == before)
  }

  @Test("keeps its indexes when it fails, is interrupted or only rehearsed")
  func ends() throws {
    let pair = try StorePair(seed: 1)
    pair.store.leastForBulk = 40
    let before = try indexes(pair.store)
    var seen: [String]?
    let broken = ImportSource(rows: 200) { take throws(StoreError) in
      try take(ImportBatch(deals: (0..<100).map { draft($0, 1) }))
      try take(ImportBatch(deals: (100..<150).map { draft($0, 1) }))
      seen = try? indexes(pair.store)
      throw .failed("the file ends early")
    }
    #expect(throws: StoreError.failed("the file ends early")) {
      try pair.store.commit(broken, isRehearsal: false, by: pair.user)
    }
    #expect(try indexes(pair.store) == before)
    #expect(seen?.contains { $0.hasPrefix("deals_by_urgency ") } == false)
    var asked = 0
    pair.store.isInterrupted = {
      asked += 1
      return asked > 20
    }
    #expect(throws: StoreError.interrupted) {
      try pair.store.commit(source(3000), isRehearsal: false, by: pair.user)
    }
    pair.store.isInterrupted = nil
    #expect(try indexes(pair.store) == before)
    #expect(try pair.store.commit(source(300), isRehearsal: true, by: pair.user).counts.created[.deals] == 300)
    #expect(try indexes(pair.store) == before)
    #expect(try pair.store.count(.deals) == 0)
    #expect(try pair.store.violations() == [])
  }

  @Test("asks nothing that has to look through a table, in an import and in its undo")
  func scans() throws {
    var scans: [[Int]] = []
    for least in [40, Int.max] {
      let pair = try StorePair(seed: 1)
      pair.store.leastForBulk = least
      let start = pair.store.counts
      _ = try pair.store.commit(source(600), isRehearsal: false, by: pair.user)
      let between = pair.store.counts
      _ = try pair.store.revertLast(redo: false, by: pair.user)
      scans.append([(between - start).fullScanSteps, (pair.store.counts - between).fullScanSteps])
    }
    // The schema itself is looked through once.
    #expect(scans[1] == [0, 0] && scans[0].allSatisfy { $0 < 200 }, "\(scans)")
  }

  @Test("takes as many steps a row for 10,000 rows as for 1,000, again and back")
  func steps() throws {
    var counts: [[StoreCounts]] = []
    for count in [1000, 10_000] {
      let pair = try StorePair(seed: 1)
      pair.store.leastForBulk = 400
      var marks = [pair.store.counts]
      for _ in 0..<2 {
        _ = try pair.store.commit(source(count), isRehearsal: false, by: pair.user)
        marks.append(pair.store.counts)
      }
      _ = try pair.store.revertLast(redo: false, by: pair.user)
      marks.append(pair.store.counts)
      counts.append(zip(marks.dropFirst(), marks).map { $0 - $1 })
    }
    for (few, many) in zip(counts[0], counts[1]) {
      #expect(abs(many.steps - few.steps * 10) * 10 <= few.steps * 10, "\(few.steps) and \(many.steps)")
      #expect(abs(many.statements - few.statements * 10) * 10 <= few.statements * 10)
    }
  }
}
