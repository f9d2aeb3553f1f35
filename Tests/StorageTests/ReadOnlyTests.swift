import Foundation
import Sales
import Support
import Testing

@testable import Storage

@Suite("A file that may only be read") struct ReadOnlyTests {
  private let folder = TemporaryFolder()
  private let options = StoreOptions(clock: { 1_773_662_400_000 }, random: SeededGenerator(seed: 1), patience: 100)

  init() throws {
    let store = try SQLiteStore.open(path: folder.database, options: options)
    guard let user = try store.user(named: "ana") else { throw StoreError.readOnly }
    _ = try store.commit(.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages), by: user.id)
    _ = try store.commit(.createCompany([.set(\.name, "Acme")]), by: user.id)
  }

  @Test("is read, and every change is refused", arguments: [ReadOnlyReason.file, .folder])
  func readOnly(reason: ReadOnlyReason) throws {
    close(reason)
    let (path, options) = (folder.database, options)
    try asNobody {
      let store = try SQLiteStore.open(path: path, options: options)
      #expect(store.readOnlyReason == reason)
      #expect(try store.pipelines().map(\.stages.count) == [5])
      let ana = try #require(try store.user(named: "ana"))
      #expect(try store.user(named: "bo") == nil)
      #expect(throws: StoreError.readOnly) { try store.commit(.createUser(name: "bo"), by: ana.id) }
      #expect(throws: StoreError.readOnly) { try store.set("order", of: ana.id, to: "value") }
      #expect(try store.setting("order", of: ana.id) == nil)
      #expect(try store.lastDone(by: ana.id)?.edits.count == 1)
      #expect(try store.mark() == store.mark())
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["sales.db"])
  }

  @Test("shows what somebody who may write has written since", arguments: [ReadOnlyReason.file, .folder])
  func writtenByOthers(reason: ReadOnlyReason) throws {
    close(reason)
    let (path, options) = (folder.database, options)
    let reader = try asNobody { try SQLiteStore.open(path: path, options: options) }
    let mark = try asNobody { try reader.mark() }
    // By root, or by the owner, to whom the folder is closed as well.
    guard geteuid() == 0 else { return }
    let writer = try SQLiteStore.open(path: path, options: options)
    let user = try #require(try writer.user(named: "ana"))
    _ = try writer.commit(.createPipeline([.set(\.name, "Second")], stages: []), by: user.id)
    let (newMark, pipelines) = try asNobody { (try reader.mark(), try reader.pipelines()) }
    #expect(newMark != mark)
    #expect(pipelines.count == 2)
  }

  @Test("is not read where only its log, which cannot be read, says what was written last")
  func unreadableLog() throws {
    guard geteuid() == 0 else { return }
    let copy = folder.path + "/copy"
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: false)
    let store = try SQLiteStore.open(path: folder.database, options: options)
    _ = try store.user(named: "bo")
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: folder.database + suffix, toPath: copy + "/sales.db" + suffix)
      chmod(copy + "/sales.db" + suffix, 0o444)
    }
    chmod(copy, 0o555)
    chmod(folder.path, 0o755)
    let options = options
    let error = #expect(throws: StoreError.self) {
      try asNobody { try SQLiteStore.open(path: copy + "/sales.db", options: options) }
    }
    guard case .failed(let words) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(words.contains("-wal holds changes"))
  }

  private func close(_ reason: ReadOnlyReason) {
    switch reason {
    case .file:
      chmod(folder.database, 0o444)
      chmod(folder.path, 0o777)
    case .folder:
      chmod(folder.database, 0o666)
      chmod(folder.path, 0o555)
    }
  }
}
