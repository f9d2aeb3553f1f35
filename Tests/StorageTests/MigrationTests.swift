import Foundation
import Sales
import Support
import Testing

@testable import Storage

@Suite("Migrations") struct MigrationTests {
  private let folder = TemporaryFolder()
  /// The steps that our own files have behind them.
  private static let base = Schema.migrations.count
  private let next = Migration(name: "next", script: "CREATE TABLE next (id TEXT) STRICT; DROP INDEX deals_by_touch;")

  @Test("A new step runs on an old file, which is copied before")
  func step() throws {
    let before = try makeFile()
    let store = try open([next])
    #expect(try store.connection.integer("PRAGMA user_version") == Self.base + 1)
    #expect(try store.connection.integer("SELECT count(*) FROM next") == 0)
    #expect(try store.count(.users) == 1)
    let copy = folder.database + ".version-\(Self.base)"
    #expect(try Data(contentsOf: URL(fileURLWithPath: copy)).count == before.count)
    #expect(try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int == 0o600)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("version-\(Self.base).") }
        == [])
    let old = try SQLiteStore.open(path: copy, options: StoreOptions(clock: { 1 }))
    #expect(try old.count(.users) == 1)
    #expect(try old.check() == [])
  }

  @Test("What is left of a copy over which the program was killed is gone once the step is taken, and nothing else is")
  func killed() throws {
    _ = try makeFile()
    let copy = folder.database + ".version-\(Self.base)"
    // As the copy is called while it is made.
    var left: [String] = []
    try PrivateFile.make(copy) { (path) throws(StoreError) in left = [path, path + "-journal"] }
    let others = [copy + ".backup", folder.database + ".unfinished.abcdef"]
    for path in left + others { try Data("part".utf8).write(to: URL(fileURLWithPath: path)) }
    _ = try open([next])
    #expect(left.filter(FileManager.default.fileExists(atPath:)) == [])
    #expect(others.filter(FileManager.default.fileExists(atPath:)) == others)
    #expect(try SQLiteStore.open(path: copy, options: StoreOptions(clock: { 1 })).check() == [])
  }

  @Test("A file from before close dates had hours takes one, also through a connection that was open all the while")
  func closeHours() throws {
    var options = StoreOptions(clock: { 1_773_662_400_000 }, random: SeededGenerator(seed: 1))
    options.migrations = Array(options.migrations.prefix { $0.name != "close dates with an hour" })
    let old = try SQLiteStore.open(path: folder.database, options: options)
    let user = try #require(try old.user(named: "ana"))
    _ = try old.commit(.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages), by: user.id)
    let draft = DealDraft(values: [.set(\.name, "Acme")], stage: StageName(pipeline: nil, stage: "Qualified"))
    _ = try old.commit(.createDeal(draft), by: user.id)
    let deal = try #require(try old.rows(ListQuery<Deal>()).first)
    let noon = Timestamp(seconds: 1_773_662_400)
    #expect(throws: StoreError.self) { try old.commit(.editDeal(deal.id, [.set(\.expectedClose, noon)]), by: user.id) }
    let store = try open([])
    for (connection, hour) in [(store, 0), (old, 3600)] as [(SQLiteStore, Int64)] {
      let moment = noon.advanced(bySeconds: hour)
      _ = try connection.commit(.editDeal(deal.id, [.set(\.expectedClose, moment)]), by: user.id)
      #expect(try store.rows(ListQuery<Deal>()).first?.expectedClose == moment)
    }
    #expect(try store.check() == [])
  }

  @Test("Names that were folded by fewer letters are found in a file from then")
  func foldedNames() throws {
    var options = StoreOptions(clock: { 1_773_662_400_000 }, random: SeededGenerator(seed: 1))
    options.migrations = Array(options.migrations.prefix { $0.name != "folded names anew" })
    let old = try SQLiteStore.open(path: folder.database, options: options)
    let user = try #require(try old.user(named: "İnci"))
    _ = try old.commit(.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages), by: user.id)
    let stage = StageName(pipeline: nil, stage: "Qualified")
    let draft = DealDraft(
      values: [.set(\.name, "İstanbul plan")], stage: stage, company: "İzmir AŞ",
      contact: "Ali İz <ali@izmir.example>")
    _ = try old.commit(.createDeal(draft), by: user.id)
    for table in ["users", "deals", "companies", "contacts"] {
      try old.connection.run("UPDATE \(table) SET name_folded = replace(name_folded, 'i', 'i' || char(775))")
    }
    let words = ["istanbul", "ali iz", "izmir as"]
    #expect(try old.connection.integer("SELECT count(*) FROM deals WHERE instr(words, 'istanbul')") == 0)
    let store = try open([])
    for word in words {
      #expect(try store.connection.integer("SELECT count(*) FROM deals WHERE instr(words, '\(word)')") == 1, "\(word)")
    }
    #expect(try store.user(named: "inci").map(\.id) == user.id)
    #expect(try store.check() == [])
  }

  @Test("Names that were folded with their compatibility forms are found in a file from then")
  func compatibilityForms() throws {
    var options = StoreOptions(clock: { 1_773_662_400_000 }, random: SeededGenerator(seed: 1))
    options.migrations = Array(options.migrations.prefix { $0.name != "folded compatibility forms" })
    let old = try SQLiteStore.open(path: folder.database, options: options)
    let user = try #require(try old.user(named: "ana"))
    _ = try old.commit(.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages), by: user.id)
    let stage = StageName(pipeline: nil, stage: "Qualified")
    let draft = DealDraft(values: [.set(\.name, "Ёлка")], stage: stage, company: "ＡＣＭＥ")
    _ = try old.commit(.createDeal(draft), by: user.id)
    try old.connection.run("UPDATE deals SET name_folded = 'ёлка'")
    try old.connection.run("UPDATE companies SET name_folded = 'ａｃｍｅ'")
    let store = try open([])
    for word in ["елка", "acme"] {
      #expect(try store.connection.integer("SELECT count(*) FROM deals WHERE instr(words, '\(word)')") == 1, "\(word)")
    }
    #expect(try store.rows(called: "Acme", in: .companies, limit: 2).count == 1)
    #expect(try store.check() == [])
  }

  @Test("A step that fails leaves the file at the step before, and the next attempt succeeds")
  func failure() throws {
    _ = try makeFile()
    let broken = Migration(name: "broken", script: next.script + "CREATE TABLE deals (id TEXT);")
    #expect(throws: StoreError.self) { try open([broken]) }
    let store = try open([])
    #expect(try store.connection.integer("PRAGMA user_version") == Self.base)
    #expect(try store.connection.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'next'") == 0)
    #expect(
      try open([next, Migration(name: "empty", script: "")]).connection.integer("PRAGMA user_version") == Self.base + 2)
  }

  @Test("Several programs that find an old file take each step once")
  func race() throws {
    _ = try makeFile()
    let (path, next) = (folder.database, next)
    let results = UncheckedBox([StoreError?](repeating: nil, count: 4))
    DispatchQueue.concurrentPerform(iterations: 4) { index in
      do throws(StoreError) {
        _ = try Self.open(path, [next])
      } catch {
        results.lock.withLock { results.value[index] = error }
      }
    }
    #expect(results.value.compactMap(\.self) == [])
    #expect(try open([next]).check() == [])
  }

  @Test("A number that somebody put back is named with the cure, and nothing is changed", arguments: [0, 1, base - 1])
  func numberPutBack(number: Int) throws {
    _ = try makeFile()
    let file = try Connection(path: folder.database, mode: .readWrite, patience: 0)
    try file.run("PRAGMA user_version = \(number)")
    do throws(StoreError) {
      _ = try open([])
      Issue.record("It was opened.")
    } catch {
      #expect("\(error)".contains("PRAGMA user_version = \(Self.base)"), "\(error)")
    }
    try file.run("PRAGMA user_version = \(Self.base)")
    #expect(try open([]).check() == [])
  }

  @Test("A step that another program took while this one waited for it is not taken again")
  func taken() throws {
    _ = try makeFile()
    let other = try Connection(path: folder.database, mode: .readWrite, patience: 0)
    try other.run("BEGIN IMMEDIATE")
    let (path, next) = (folder.database, next)
    let result = UncheckedBox<StoreError?>(nil)
    let isDone = DispatchSemaphore(value: 0)
    let thread = Thread {
      do throws(StoreError) {
        _ = try Self.open(path, [next])
      } catch {
        result.value = error
      }
      isDone.signal()
    }
    thread.start()
    // Long enough to begin waiting; if it is not, the test proves less but is not wrong.
    usleep(100_000)
    try other.runScript(next.script)
    try other.runScript("PRAGMA user_version = \(Self.base + 1); COMMIT")
    isDone.wait()
    #expect(result.value == nil)
    #expect(try open([next]).check() == [])
  }

  private func makeFile() throws -> Data {
    _ = try open([]).user(named: "ana")
    return try Data(contentsOf: URL(fileURLWithPath: folder.database))
  }

  private func open(_ more: [Migration]) throws(StoreError) -> SQLiteStore { try Self.open(folder.database, more) }

  private static func open(_ path: String, _ more: [Migration]) throws(StoreError) -> SQLiteStore {
    var options = StoreOptions(clock: { 1_773_662_400_000 }, random: SeededGenerator(seed: 1))
    options.migrations += more
    return try SQLiteStore.open(path: path, options: options)
  }
}
