import Foundation
import Sales
import Support
import Testing

@testable import Storage

@Suite("What goes wrong in the middle of a change") struct FailureTests {
  private let folder = TemporaryFolder()
  private let store: SQLiteStore
  private let user: UserID

  init() throws {
    let store = try SQLiteStore.open(
      path: folder.database,
      options: StoreOptions(clock: { 1_773_662_400_000 }, random: SeededGenerator(seed: 1), patience: 50))
    self.store = store
    user = try #require(try store.user(named: "ana")).id
    _ = try store.commit(.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages), by: user)
  }

  @Test("An interrupted import leaves nothing, and the next one runs", arguments: [1, 2, 7, 40])
  func interrupted(calls: Int) throws {
    var asked = 0
    store.isInterrupted = {
      asked += 1
      return asked > calls
    }
    let before = try dump()
    #expect(throws: StoreError.interrupted) { try store.commit(.importDeals(batch(5000)), by: user) }
    #expect(try dump() == before)
    store.isInterrupted = nil
    _ = try store.commit(.importDeals(batch(300)), by: user)
    #expect(try store.count(.deals) == 300)
    #expect(try store.violations() == [])
  }

  @Test("An interrupted question can be asked again")
  func interruptedQuestion() throws {
    _ = try store.commit(.importDeals(batch(6000)), by: user)
    let pipeline = try store.pipelines()[0].pipeline.id
    let present = Present(now: Timestamp(seconds: 1_773_662_400), zone: .utc)
    let rare = Filter(words: ["deal 77"])
    store.isInterrupted = { true }
    #expect(throws: StoreError.interrupted) {
      try store.attentionCount(of: pipeline, filter: .all, present: present)
    }
    #expect(throws: StoreError.interrupted) {
      try store.reading { () throws(StoreError) in
        try store.totals(of: pipeline, filter: rare, closedSince: present.closedDealsShownSince)
      }
    }
    #expect(throws: StoreError.interrupted) { try store.commit(.createUser(name: "bo"), by: user) }
    store.isInterrupted = { false }
    #expect(try store.attentionCount(of: pipeline, filter: .all, present: present) == 6000)
    let found = try store.totals(of: pipeline, filter: rare, closedSince: present.closedDealsShownSince)
    #expect(found.values.reduce(0) { $0 + $1.deals } == (0..<6000).count { "deal \($0)".contains("deal 77") })
    #expect(try store.commit(.createUser(name: "bo"), by: user).action != nil)
  }

  @Test("An import tells how far it is, and so does what takes it back")
  func progress() throws {
    var told: [Int] = []
    store.progress = { done, all in
      #expect(all == 1000)
      told.append(done)
    }
    _ = try store.commit(.importDeals(batch(1000)), by: user)
    #expect(told.count > 3)
    #expect(told == told.sorted() && told.last == 1000)
    told = []
    _ = try store.revertLast(redo: false, by: user)
    #expect(told.count > 3)
    #expect(told == told.sorted() && told.last == 1000)
  }

  @Test("A full disk leaves nothing of the change, and smaller ones go on")
  func full() throws {
    let pages = try store.connection.integer("PRAGMA page_count")
    try store.connection.run("PRAGMA max_page_count = \(pages + 8)")
    let before = try dump()
    #expect(throws: StoreError.full) { try store.commit(.importDeals(batch(2000)), by: user) }
    #expect(try dump() == before)
    #expect(try store.violations() == [])
    _ = try store.commit(.createUser(name: "bo"), by: user)
  }

  @Test("A change that is refused at its end leaves nothing")
  func refused() throws {
    let before = try dump()
    let changes: [Change] = [.createUser(name: "bo"), .createCompany([.set(\.name, "Firm")]), .createUser(name: " ")]
    #expect(throws: StoreError.refusedAt(index: 2, .refused(Refusal(.required, field: "name")))) {
      try store.commit(.bulk(changes), by: user)
    }
    #expect(try dump() == before)
  }

  @Test("A commit that the file refuses leaves nothing")
  func refusedCommit() throws {
    // A user who is not there is found out when the action is written, after everything else.
    let before = try dump()
    let error = #expect(throws: StoreError.self) {
      try store.commit(.createCompany([.set(\.name, "Firm")]), by: UserID(bits: 77))
    }
    guard case .failed = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try dump() == before)
    #expect(try store.commit(.createCompany([.set(\.name, "Firm")]), by: user).action != nil)
  }

  @Test("A change that changes nothing is not recorded")
  func empty() throws {
    let before = try dump()
    #expect(try store.commit(.createUser(name: "ANA"), by: user) == Commit(action: nil, edits: []))
    #expect(try store.commit(.bulk([]), by: user) == Commit(action: nil, edits: []))
    #expect(try dump() == before)
  }

  @Test("The pipeline that a file begins with is nobody's to undo, a later one is")
  func opening() throws {
    #expect(try store.lastDone(by: user) == nil)
    #expect(try store.revertLast(redo: false, by: user)?.reverted == nil)
    let later = try store.commit(.createPipeline([.set(\.name, "Partners")], stages: []), by: user)
    #expect(try store.lastDone(by: user) == later)
    #expect(try store.lastDone(by: user, besides: [#require(later.action).id]) == nil)
    #expect(try store.revertLast(redo: false, by: user)?.reverted == later.action)
    #expect(try store.pipelines().map(\.pipeline.name) == ["Sales Pipeline"])
    #expect(try store.revertLast(redo: true, by: user)?.commit.action != nil)
    #expect(try store.pipelines().count == 2)
  }

  @Test("What is left of a backup over which the program was killed is gone after the next one there")
  func killedBackup() throws {
    let copy = folder.path + "/copy.db"
    var left = ""
    try PrivateFile.make(copy) { (path) throws(StoreError) in left = path }
    try FileManager.default.removeItem(atPath: copy)
    let other = folder.path + "/other.db.unfinished.abcdef"
    for path in [left, other] { try Data("part".utf8).write(to: URL(fileURLWithPath: path)) }
    try store.backup(to: copy)
    #expect([left, other, copy].map(FileManager.default.fileExists(atPath:)) == [false, true, true])
  }

  @Test("A file with a page destroyed is not copied, and no part of a copy is left")
  func damagedBackup() throws {
    _ = try store.commit(.importDeals(batch(400)), by: user)
    let healthy = folder.path + "/healthy.db"
    try store.backup(to: healthy)
    #expect(try SQLiteStore.open(path: healthy).check() == [])
    var bytes = try Data(contentsOf: URL(fileURLWithPath: healthy))
    let page = bytes.count / 4096 / 2 * 4096
    bytes.replaceSubrange(page..<page + 4096, with: Data(repeating: 0xFF, count: 4096))
    try bytes.write(to: URL(fileURLWithPath: healthy))
    let damaged = try SQLiteStore.open(path: healthy)
    let error = #expect(throws: StoreError.self) { try damaged.backup(to: folder.path + "/copy.db") }
    guard case .damaged(let words) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!words.contains("\n"))
    #expect(!(try FileManager.default.contentsOfDirectory(atPath: folder.path)).contains { $0.hasPrefix("copy.db") })
  }

  private func dump() throws -> [String] {
    var lines: [String] = []
    for table in Table.allCases.map(\.rawValue) + ["actions", "edits", "stage_totals", "settings"] {
      lines += try store.connection.all("SELECT * FROM \(table)") { row in "\(table) \(row.scalars(0..<2))" }
    }
    return lines
  }

  private func batch(_ count: Int) -> ImportBatch {
    ImportBatch(
      deals: (0..<count).map { number in
        DealDraft(
          values: [.set(\.name, "Deal \(number)"), .set(\.value, Int64(number))],
          stage: StageName(pipeline: nil, stage: number % 3 == 0 ? "Qualified" : "Negotiation"),
          company: "Firm \(number % 50)")
      })
  }
}
