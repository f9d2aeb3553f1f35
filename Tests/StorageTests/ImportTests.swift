import Sales
import Support
import Testing

@testable import Storage

@Suite("An import part by part") struct ImportTests {
  private func draft(_ number: Int, _ value: Int64 = 1) -> DealDraft {
    var draft = DealDraft(
      values: [.set(\.name, "Deal \(number)"), .set(\.externalID, "\(number)"), .set(\.value, value)],
      stage: StageName(pipeline: nil, stage: number % 3 == 0 ? "Closed Won" : "Qualified"),
      company: "Firm \(number % 40)")
    if number % 6 == 0 { draft.closing = .unknown }
    return draft
  }

  private func source(_ count: Int, value: Int64 = 1) -> ImportSource {
    ImportSource(
      parts: stride(from: 0, to: count, by: 100).map { first in
        ImportBatch(deals: (first..<min(first + 100, count)).map { draft($0, value) })
      })
  }

  @Test("is one action with the same rows, counts and answers as in the reference, and one undo takes it back")
  func same() throws {
    let pair = try StorePair(seed: 1)
    for (count, value) in [(730, Int64(1)), (740, 2), (740, 2)] {
      let expected = try pair.reference.commit(source(count, value: value), isRehearsal: false, by: pair.user)
      #expect(try pair.store.commit(source(count, value: value), isRehearsal: false, by: pair.user) == expected)
    }
    for (key, row) in pair.reference.records.rows { try #require(try pair.store.row(key) == row) }
    #expect(try pair.store.check().isEmpty)
    for _ in 0..<2 {
      let undone = try #require(try pair.store.revertLast(redo: false, by: pair.user))
      let expected = try #require(try pair.reference.revertLast(redo: false, by: pair.user))
      #expect(undone.commit == expected.commit)
    }
    #expect(try pair.store.count(.deals) == 0)
    #expect(try pair.store.check().isEmpty)
  }

  @Test("a rehearsal writes nothing and counts the same")
  func rehearsal() throws {
    let pair = try StorePair(seed: 1)
    let rehearsed = try pair.store.commit(source(500), isRehearsal: true, by: pair.user)
    #expect(rehearsed.action == nil && rehearsed.counts.created[.deals] == 500)
    #expect(try pair.store.count(.deals) == 0 && pair.store.count(.companies) == 0)
    #expect(try pair.store.commit(source(500), isRehearsal: false, by: pair.user).counts == rehearsed.counts)
  }

  @Test("what its source throws ends it with nothing written, and so does an interruption")
  func ends() throws {
    let pair = try StorePair(seed: 1)
    let broken = ImportSource(rows: 100) { take throws(StoreError) in
      try take(ImportBatch(deals: (0..<50).map { draft($0) }))
      throw .failed("the file ends early")
    }
    #expect(throws: StoreError.failed("the file ends early")) {
      try pair.store.commit(broken, isRehearsal: false, by: pair.user)
    }
    #expect(try pair.store.count(.deals) == 0)
    var asked = 0
    pair.store.isInterrupted = {
      asked += 1
      return asked > 1
    }
    #expect(throws: StoreError.interrupted) {
      try pair.store.commit(source(5000), isRehearsal: false, by: pair.user)
    }
    pair.store.isInterrupted = nil
    #expect(try pair.store.count(.deals) == 0)
  }

  @Test("an undo of very many rows tells how many deals it was about, though it holds only some of its edits")
  func large() throws {
    let pair = try StorePair(seed: 1)
    let count = SQLiteStore.mostRevertedEdits + 200
    _ = try pair.store.commit(source(count), isRehearsal: false, by: pair.user)
    let done = try #require(try pair.store.lastDone(by: pair.user))
    #expect(done.deals.count + done.omittedDeals == count)
    let undone = try #require(try pair.store.revertLast(redo: false, by: pair.user)).commit
    #expect(undone.edits.count == SQLiteStore.mostRevertedEdits && undone.deals.count + undone.omittedDeals == count)
    #expect(try pair.store.count(.deals) == 0)
  }
}
