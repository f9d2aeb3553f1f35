import Foundation
import Sales
import Support
import Testing

@testable import Storage

@Suite("Opening") struct OpeningTests {
  private let folder = TemporaryFolder()
  private let options = StoreOptions(clock: { 1_773_662_400_000 }, random: SeededGenerator(seed: 1), patience: 100)

  @Test("makes the folders closed to others and the file too, with its log")
  func privateFile() throws {
    let path = folder.path + "/a/b/sales.db"
    let store = try SQLiteStore.open(path: path, options: options)
    _ = try store.user(named: "ana")
    #expect(permissions(folder.path + "/a") == 0o700)
    #expect(permissions(folder.path + "/a/b") == 0o700)
    for suffix in ["", "-wal", "-shm"] { #expect(permissions(path + suffix) == 0o600, "\(suffix)") }
  }

  @Test("leaves the mode of a file that is there, and gives it to the log")
  func keptMode() throws {
    try makeFile()
    chmod(folder.database, 0o660)
    let store = try SQLiteStore.open(path: folder.database, options: options)
    _ = try store.user(named: "bo")
    for suffix in ["", "-wal", "-shm"] { #expect(permissions(folder.database + suffix) == 0o660, "\(suffix)") }
  }

  @Test("takes an empty file as a new one, and names that mean something to SQLite as names")
  func namesAndEmptyFiles() throws {
    try makeEmptyFile("/sales.db")
    _ = try SQLiteStore.open(path: folder.database, options: options).user(named: "ana")
    for name in [":memory:", "a?mode=ro", "50%41#", "file:x", "größe.db"] {
      _ = try SQLiteStore.open(path: folder.path + "/" + name, options: options).user(named: "ana")
      #expect(FileManager.default.fileExists(atPath: folder.path + "/" + name), "\(name)")
    }
  }

  @Test("refuses what is not there unless it may be made, and folders that cannot be made")
  func missing() throws {
    var options = options
    options.create = false
    #expect(throws: StoreError.failed("\(folder.database) does not exist")) {
      try SQLiteStore.open(path: folder.database, options: options)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.database))
    try makeEmptyFile("/file")
    #expect(throws: StoreError.failed("the folder \(folder.path)/file/sub cannot be made: Not a directory")) {
      try SQLiteStore.open(path: folder.path + "/file/sub/x.db", options: self.options)
    }
    #expect(throws: StoreError.foreign("\(folder.path) is no file")) {
      try SQLiteStore.open(path: folder.path, options: options)
    }
  }

  @Test("refuses what is no database, and leaves it as it is", arguments: ["text", "SQLite format 3␀ too short"])
  func noDatabase(text: String) throws {
    try Data(text.withControls.utf8).write(to: URL(fileURLWithPath: folder.database))
    try expectRefused(.foreign("\(folder.database) is no database"))
  }

  @Test("refuses another program's database, and leaves it as it is", arguments: ["WAL", "DELETE"])
  func foreign(mode: String) throws {
    try script("PRAGMA journal_mode = \(mode); CREATE TABLE deals (id TEXT); INSERT INTO deals VALUES ('x');")
    try expectRefused(.foreign("\(folder.database) is another program's database"))
  }

  @Test("refuses a newer version's file, and leaves it as it is", arguments: ["WAL", "DELETE"])
  func newer(mode: String) throws {
    try makeFile()
    try script("PRAGMA journal_mode = \(mode); PRAGMA user_version = 999; ALTER TABLE deals RENAME TO sales;")
    try expectRefused(.newerSchema(999))
  }

  @Test("refuses a newer version's file whose version is still in the log, and keeps the log")
  func newerInTheLog() throws {
    try makeFile()
    let newer = try Connection(path: folder.database, mode: .readWrite, patience: 0)
    try newer.run("PRAGMA user_version = 999")
    for suffix in ["", "-wal", "-shm"] {
      try FileManager.default.copyItem(atPath: folder.database + suffix, toPath: folder.path + "/copy.db" + suffix)
    }
    let before = try contents("/copy.db")
    let log = try contents("/copy.db-wal")
    #expect(throws: StoreError.newerSchema(999)) {
      try SQLiteStore.open(path: folder.path + "/copy.db", options: options)
    }
    #expect(try contents("/copy.db") == before)
    #expect(try contents("/copy.db-wal") == log)
  }

  @Test("calls a file that was cut short damaged, and leaves it as it is")
  func cutShort() throws {
    try makeFile()
    let size = try contents("/sales.db").count
    truncate(folder.database, off_t(size - 4096))
    try expectRefused(.damaged("\(folder.database) is shorter than it says"))
  }

  @Test("calls a file damaged whose schema cannot be read, and leaves it as it is")
  func damaged() throws {
    try makeFile()
    var bytes = try contents("/sales.db")
    for place in 100..<4096 { bytes[place] = UInt8(truncatingIfNeeded: place &* 37) }
    try bytes.write(to: URL(fileURLWithPath: folder.database))
    let error = #expect(throws: StoreError.self) { try SQLiteStore.open(path: folder.database, options: options) }
    guard case .damaged(let words) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!words.contains("damaged(") && !words.contains("\""), "\(words)")
    #expect(try contents("/sales.db") == bytes)
    #expect(try names() == ["sales.db"])
  }

  @Test("leaves nothing behind when a file cannot be made whole")
  func failedMaking() throws {
    var options = options
    options.migrations = [Migration(name: "broken", script: "CREATE TABLE deals (id TEXT); CREATE NONSENSE;")]
    #expect(throws: StoreError.self) { try SQLiteStore.open(path: folder.database, options: options) }
    #expect(try names() == [])
  }

  @Test("leaves no log behind when it is closed")
  func closed() throws {
    try makeFile()
    #expect(try names() == ["sales.db"])
  }

  private func makeEmptyFile(_ name: String) throws {
    try Data().write(to: URL(fileURLWithPath: folder.path + name))
  }

  private func makeFile() throws {
    let store = try SQLiteStore.open(path: folder.database, options: options)
    _ = try store.user(named: "ana")
  }

  private func script(_ sql: String) throws {
    try PrivateFile.make(folder.database) { _ in }
    try Connection(path: folder.database, mode: .readWrite, patience: 0).runScript(sql)
  }

  private func expectRefused(_ error: StoreError, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let before = try contents("/sales.db")
    #expect(throws: error, sourceLocation: sourceLocation) {
      try SQLiteStore.open(path: folder.database, options: options)
    }
    #expect(try contents("/sales.db") == before, "written to", sourceLocation: sourceLocation)
    #expect(try names() == ["sales.db"], "something left behind", sourceLocation: sourceLocation)
  }

  private func contents(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder.path + name))
  }

  private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

  private func permissions(_ path: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]) as? Int
  }
}
