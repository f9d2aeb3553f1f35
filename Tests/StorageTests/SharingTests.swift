import Foundation
import Sales
import Support
import Testing

@testable import Storage

@Suite("Several programs at one file") struct SharingTests {
  private let folder = TemporaryFolder()
  private let clock = TestClock()
  private let one: SQLiteStore
  private let other: SQLiteStore
  private let user: UserID

  init() throws {
    let (clock, path) = (clock, folder.database)
    func open(seed: UInt64) throws -> SQLiteStore {
      let options = StoreOptions(clock: { clock.milliseconds }, random: SeededGenerator(seed: seed), patience: 50)
      return try SQLiteStore.open(path: path, options: options)
    }
    let one = try open(seed: 1)
    self.one = one
    other = try open(seed: 2)
    user = try #require(try one.user(named: "ana")).id
    _ = try one.commit(.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages), by: user)
  }

  @Test("nothing is written once the file is gone or another one is in its place", arguments: [true, false])
  func replaced(isOtherThere: Bool) throws {
    let folder = TemporaryFolder()
    let store = try SQLiteStore.open(path: folder.database)
    let user = try #require(try store.user(named: "ana"))
    try FileManager.default.moveItem(atPath: folder.database, toPath: folder.path + "/moved.db")
    if isOtherThere {
      let other = try SQLiteStore.open(path: folder.database)
      _ = try other.user(named: "bo")
      #expect(try other.check() == [])
    }
    #expect(throws: StoreError.replaced) { try store.commit(.createCompany([.set(\.name, "Acme")]), by: user.id) }
    #expect(throws: StoreError.replaced) { try store.set("draft", of: user.id, to: "x") }
    #expect(try store.pipelines().isEmpty)
  }

  @Test("two first starts at one moment make one pipeline")
  func firstStart() throws {
    for round in 0..<8 {
      let folder = TemporaryFolder()
      let path = folder.database
      DispatchQueue.concurrentPerform(iterations: 2) { index in
        guard let store = try? SQLiteStore.open(path: path) else { return }
        store.patience = 10_000
        guard let user = try? store.user(named: index == 0 ? "ana" : "bo"), (try? store.pipelines().isEmpty) == true
        else { return }
        // Both have found no pipeline by now.
        Thread.sleep(forTimeInterval: 0.05)
        _ = try? store.commit(.createFirstPipeline, by: user.id)
      }
      let store = try SQLiteStore.open(path: path)
      #expect(try store.pipelines().map(\.pipeline.name) == ["Sales Pipeline"], "round \(round)")
      #expect(try store.count(.users) == 2)
    }
  }

  @Test("While one writes the other waits, gives up, reads on, and writes afterwards")
  func busy() throws {
    try one.connection.run("BEGIN IMMEDIATE")
    try one.connection.run("UPDATE pipelines SET name = 'Changed'")
    #expect(throws: StoreError.busy) { try other.commit(.createUser(name: "bo"), by: user) }
    #expect(throws: StoreError.busy) { try other.set("order", of: user, to: "value") }
    other.patience = 0
    #expect(throws: StoreError.busy) { try other.commit(.createUser(name: "bo"), by: user) }
    #expect(try other.pipelines().map(\.pipeline.name) == ["Sales Pipeline"])
    one.connection.rollBack()
    #expect(try other.commit(.createUser(name: "bo"), by: user).action != nil)
    #expect(try one.count(.users) == 2)
  }

  @Test("Waiting ends when the other is done in time")
  func patience() throws {
    other.patience = 60_000
    try one.connection.run("BEGIN IMMEDIATE")
    let one = UncheckedBox(one)
    let thread = Thread {
      usleep(100_000)
      one.value.connection.rollBack()
    }
    thread.start()
    #expect(try other.commit(.createUser(name: "bo"), by: user).action != nil)
  }

  @Test("The mark moves when the other writes or the file is another one, and only then")
  func marks() throws {
    let mark = try one.mark()
    _ = try one.commit(.createUser(name: "bo"), by: user)
    _ = try one.pipelines()
    #expect(try one.mark() == mark)
    _ = try other.commit(.createUser(name: "cem"), by: user)
    let moved = try one.mark()
    #expect(moved != mark)
    #expect(try one.mark() == moved)
    try other.backup(to: folder.path + "/copy.db")
    rename(folder.path + "/copy.db", folder.database)
    #expect(try one.mark() != moved)
    unlink(folder.database)
    #expect(try one.mark().inode == 0)
  }

  @Test("One state answers everything inside reading, also while the other writes")
  func reading() throws {
    try one.reading { () throws(StoreError) in
      _ = try one.count(.users)
      _ = try other.commit(.createUser(name: "bo"), by: user)
      try one.reading { () throws(StoreError) in _ = try one.pipelines() }
      #expect((try? one.count(.users)) == 1)
    }
    #expect(try one.count(.users) == 2)
  }

  @Test(
    "Ids rise in the order of commits and times are those of the clock, whoever makes them and wherever the clock goes")
  func order() throws {
    var random = SeededGenerator(seed: 5)
    var ids: [ActionID] = []
    var rows: [UInt128] = []
    var times: [Timestamp] = []
    var clocks: [Timestamp] = []
    for number in 1...200 {
      clock.milliseconds += Int64.random(in: -3000...3000, using: &random) * (random.oneIn(3) ? 1 : 0)
      let store = random.oneIn(2) ? one : other
      let commit = try store.commit(.createCompany([.set(\.name, "Firm \(number)")]), by: user)
      let action = try #require(commit.action)
      ids.append(action.id)
      times.append(action.at)
      clocks.append(Timestamp(seconds: clock.milliseconds / 1000))
      guard case .company(let company) = commit.edits.first?.after else { continue }
      rows += [action.id.bits, company.id.bits]
    }
    #expect(ids == ids.sorted() && Set(ids).count == 200)
    // Order is the number's; a moment is the clock's, wherever that goes.
    #expect(times == clocks)
    #expect(rows == rows.sorted() && Set(rows).count == 400)
  }

  @Test("An undo that waits for the lock takes back what was done meanwhile, not what was the last before")
  func undoMeanwhile() throws {
    _ = try one.commit(.createCompany([.set(\.name, "Acme")]), by: user)
    let (undone, done) = (UncheckedBox<ActionID?>(nil), DispatchSemaphore(value: 0))
    let (waiting, user) = (UncheckedBox(one), user)
    waiting.value.patience = 60_000
    var isAsked = false
    other.progress = { _, _ in
      if isAsked { return }
      isAsked = true
      Thread.detachNewThread {
        undone.value = try? waiting.value.revertLast(redo: false, by: user)?.reverted.id
        done.signal()
      }
      usleep(200_000)
    }
    let deals = (0..<300).map { number in
      DealDraft(values: [.set(\.name, "Deal \(number)")], stage: StageName(pipeline: nil, stage: "Qualified"))
    }
    let made = try other.commit(.importDeals(ImportBatch(deals: deals)), by: user)
    done.wait()
    #expect(isAsked && undone.value == made.action?.id)
    #expect(try one.count(.deals) == 0 && one.count(.companies) == 1)
  }

  @Test("Two programs that make the same file at once both find it whole")
  func making() throws {
    for round in 0..<20 {
      let path = folder.path + "/new-\(round).db"
      let results = UncheckedBox([StoreError?](repeating: nil, count: 4))
      DispatchQueue.concurrentPerform(iterations: 4) { index in
        do throws(StoreError) {
          let options = StoreOptions(clock: { 1 }, random: SeededGenerator(seed: UInt64(index)))
          _ = try SQLiteStore.open(path: path, options: options).user(named: "ana")
        } catch {
          results.lock.withLock { results.value[index] = error }
        }
      }
      #expect(results.value.compactMap(\.self) == [])
      let store = try SQLiteStore.open(path: path, options: StoreOptions(clock: { 2 }))
      #expect(try store.count(.users) == 1)
      #expect(try store.check() == [])
    }
  }

  @Test("Settings are each user's own, are written over and go away")
  func settings() throws {
    let bo = try #require(try one.user(named: "bo")).id
    try one.set("order", of: user, to: "value")
    try one.set("order", of: bo, to: "idle")
    try one.set("filter", of: bo, to: "Ö'\"\0x")
    #expect(try other.setting("order", of: user) == "value")
    #expect(try other.setting("filter", of: bo) == "Ö'\"\0x")
    try other.set("order", of: user, to: "newest")
    #expect(try one.setting("order", of: user) == "newest")
    try one.set("order", of: user, to: nil)
    #expect(try one.setting("order", of: user) == nil)
    #expect(try one.setting("order", of: bo) == "idle")
    try one.set("order", of: user, to: nil)
  }

  @Test("a setting to which several add at once has what each of them added")
  func added() throws {
    let path = folder.database
    let user = user
    DispatchQueue.concurrentPerform(iterations: 4) { index in
      let store = try? SQLiteStore.open(path: path, options: StoreOptions(clock: { 1 }))
      for round in 0..<10 { try? store?.update("draft", of: user) { ($0 ?? "") + "\(index)\(round) " } }
    }
    let words = try #require(try one.setting("draft", of: user)).split(separator: " ")
    #expect(Set(words).count == 40 && words.count == 40)
  }
}

/// What a test hands to another thread, which it waits for or locks against.
final class UncheckedBox<Value>: @unchecked Sendable {
  var value: Value
  let lock = NSLock()

  init(_ value: Value) {
    self.value = value
  }
}
