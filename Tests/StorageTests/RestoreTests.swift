import Foundation
import Sales
import Support
import Testing

@testable import Storage

@Suite("Restoring") struct RestoreTests {
  private let folder = TemporaryFolder()
  private let options = StoreOptions(clock: { 1_773_662_400_000 }, random: SeededGenerator(seed: 1), patience: 100)
  private var backup: String { folder.path + "/backup.db" }
  private var kept: String { folder.database + ".before-2026-03-16-120000" }

  @discardableResult
  private func add(_ company: String, to path: String) throws -> SQLiteStore {
    let store = try SQLiteStore.open(path: path, options: options)
    let user = try #require(try store.user(named: "ana"))
    _ = try store.commit(.createCompany([.set(\.name, company)]), by: user.id)
    return store
  }

  private func companies(_ path: String) throws -> [String] {
    try SQLiteStore.open(path: path, options: options).rows(ListQuery<Company>()).map(\.name).sorted()
  }

  /// The file and a backup of it, and then a log of a program that was killed.
  private func makeKilled() throws {
    try add("Acme", to: folder.database).backup(to: backup)
    let store = try add("Globex", to: folder.database)
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: folder.database + suffix, toPath: folder.path + "/killed.db" + suffix)
    }
    withExtendedLifetime(store) {}
  }

  @Test("puts the backup there and keeps what was there, with the log of a program that was killed")
  func killed() throws {
    try makeKilled()
    let path = folder.path + "/killed.db"
    chmod(path, 0o640)
    let restored = try SQLiteStore.restore(path, from: backup, options: options)
    #expect(restored == Restored(kept: path + ".before-2026-03-16-120000", deals: 0))
    #expect(try companies(path) == ["Acme"])
    #expect(try companies(#require(restored.kept)) == ["Acme", "Globex"])
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
    #expect(try companies(backup) == ["Acme"])
    // What is kept is never written over.
    let again = try SQLiteStore.restore(path, from: backup, options: options)
    #expect(again.kept == path + ".before-2026-03-16-120000-2")
  }

  @Test("makes a file that is missing, for its owner only, and moves aside the log that is left of one")
  func missing() throws {
    try makeKilled()
    let path = folder.path + "/a/new.db"
    #expect(try SQLiteStore.restore(path, from: backup, options: options).kept == nil)
    #expect(try companies(path) == ["Acme"])
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    let killed = folder.path + "/killed.db"
    try FileManager.default.removeItem(atPath: killed)
    let restored = try SQLiteStore.restore(killed, from: backup, options: options)
    #expect(try companies(killed) == ["Acme"])
    #expect(FileManager.default.fileExists(atPath: try #require(restored.kept) + "-wal"))
  }

  @Test("puts the backup over a file that cannot be opened", arguments: ["text", "", "cut", "garbled"])
  func damaged(kind: String) throws {
    try makeKilled()
    let path = folder.path + "/killed.db"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    switch kind {
    case "cut": bytes = bytes.prefix(5000)
    case "garbled": for place in 100..<4096 { bytes[place] = UInt8(truncatingIfNeeded: place &* 37) }
    default: bytes = Data(kind.utf8)
    }
    try bytes.write(to: URL(fileURLWithPath: path))
    let log = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
    #expect(throws: StoreError.self) { try SQLiteStore.open(path: path, options: options) }
    let restored = try SQLiteStore.restore(path, from: backup, options: options)
    #expect(try companies(path) == ["Acme"])
    let kept = try #require(restored.kept)
    #expect(try Data(contentsOf: URL(fileURLWithPath: kept)) == bytes)
    #expect(try Data(contentsOf: URL(fileURLWithPath: kept + "-wal")) == log)
  }

  @Test("is refused while the file is open, and for what is not a whole database of ours, with nothing changed")
  func refused() throws {
    let store = try add("Acme", to: folder.database)
    try store.backup(to: backup)
    let path = folder.path
    try Data("text".utf8).write(to: URL(fileURLWithPath: path + "/text.db"))
    try Data().write(to: URL(fileURLWithPath: path + "/empty.db"))
    try store.backup(to: path + "/broken.db")
    let broken = try Connection(path: path + "/broken.db", mode: .readWrite, patience: 0)
    try broken.run("UPDATE companies SET name_folded = 'x'")
    func expectRefused(_ backup: String, _ words: String) throws {
      let before = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      let error = #expect(throws: StoreError.self, "\(backup)") {
        try SQLiteStore.restore(folder.database, from: backup, options: options)
      }
      #expect(error?.sentence.contains(words) == true, "\(error?.sentence ?? "")")
      #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == before)
    }
    try expectRefused(path + "/none.db", "does not exist")
    try expectRefused(folder.database, "is the database itself")
    try expectRefused(path + "/text.db", "is no database")
    try expectRefused(path + "/empty.db", "is empty")
    try expectRefused(path + "/broken.db", "name_folded of comp_")
    try expectRefused(backup, "is open in another program")
    withExtendedLifetime(store) {}
  }

  @Test("brings a backup of an older version to the present schema")
  func older() throws {
    var old = options
    old.migrations = Array(options.migrations.dropLast())
    let store = try SQLiteStore.open(path: backup, options: old)
    _ = try store.user(named: "ana")
    try add("Globex", to: folder.database)
    _ = try SQLiteStore.restore(folder.database, from: backup, options: options)
    #expect(try SQLiteStore.open(path: folder.database, options: options).schemaVersion() == Schema.migrations.count)
    #expect(try store.schemaVersion() == Schema.migrations.count - 1)
  }
}
