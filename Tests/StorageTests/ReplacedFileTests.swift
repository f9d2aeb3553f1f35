import Foundation
import Sales
import Support
import Testing

@testable import Storage

@Suite("A file that somebody else changes under a store") struct ReplacedFileTests {
  private let folder = TemporaryFolder()
  private let options = StoreOptions(clock: { 1_773_662_400_000 }, random: SeededGenerator(seed: 1), patience: 100)
  private var other: String { folder.path + "/other.db" }

  private func open(_ path: String) throws -> (store: SQLiteStore, user: UserID) {
    let store = try SQLiteStore.open(path: path, options: options)
    return (store, try #require(try store.user(named: "ana")).id)
  }

  private func add(_ company: String, _ store: SQLiteStore, _ user: UserID) throws {
    _ = try store.commit(.createCompany([.set(\.name, company)]), by: user)
  }

  private func makeOther() throws {
    let (store, user) = try open(other)
    try add("Initech", store, user)
  }

  private func companies(_ path: String) throws -> [String] {
    try SQLiteStore.open(path: path, options: options).rows(ListQuery<Company>()).map(\.name).sorted()
  }

  private func copy(_ path: String, over target: String) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: target))
    try file.truncate(atOffset: 0)
    try file.write(contentsOf: bytes)
    try file.close()
  }

  @Test("leaves no log beside the file that came to its place, and loses nothing of its own")
  func moved() throws {
    try makeOther()
    do {
      let (store, user) = try open(folder.database)
      let (second, _) = try open(folder.database)
      try add("Acme", store, user)
      rename(folder.database, folder.path + "/moved.db")
      rename(other, folder.database)
      #expect(try store.mark().isReplaced && second.mark().isReplaced)
      #expect(try !FileManager.default.contentsOfDirectory(atPath: folder.path).contains("sales.db-wal"))
      #expect(try companies(folder.database) == ["Initech"])
      #expect(throws: StoreError.replaced) { try add("Globex", second, user) }
      #expect(try second.rows(ListQuery<Company>()).map(\.name) == ["Acme"])
    }
    #expect(try companies(folder.path + "/moved.db") == ["Acme"])
    #expect(try companies(folder.database) == ["Initech"])
    #expect(try SQLiteStore.open(path: folder.database, options: options).check() == [])
  }

  @Test("takes its log away also when it is only closed after the file has moved")
  func movedBeforeClosing() throws {
    try makeOther()
    do {
      let (store, user) = try open(folder.database)
      try add("Acme", store, user)
      rename(other, folder.database)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["sales.db"])
    #expect(try companies(folder.database) == ["Initech"])
  }

  @Test("a log is only read with the file it was written for", arguments: ["backup", "other", "older", "own"])
  func strayLog(kind: String) throws {
    try makeOther()
    let log = folder.path + "/log"
    do {
      let (store, user) = try open(folder.database)
      try add("Acme", store, user)
      try store.backup(to: folder.path + "/backup.db")
      try store.connection.runScript("PRAGMA wal_checkpoint(TRUNCATE)")
      try FileManager.default.copyItem(atPath: folder.database, toPath: folder.path + "/older.db")
      try add("Globex", store, user)
      try store.connection.runScript("PRAGMA wal_checkpoint(TRUNCATE)")
      try FileManager.default.copyItem(atPath: folder.database, toPath: folder.path + "/own.db")
      try add("Hooli", store, user)
      try add("Umbrella", store, user)
      try FileManager.default.copyItem(atPath: folder.database + "-wal", toPath: log)
    }
    let path = folder.path + "/\(kind).db"
    try FileManager.default.copyItem(atPath: log, toPath: path + "-wal")
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    if kind == "own" {
      #expect(try companies(path) == ["Acme", "Globex", "Hooli", "Umbrella"])
      #expect(try SQLiteStore.open(path: path, options: options).check() == [])
      return
    }
    let error = #expect(throws: StoreError.self) { try companies(path) }
    #expect(error?.sentence.contains("belongs to another file") == true, "\(error?.sentence ?? "")")
    #expect(error?.sentence.contains("dealboard restore FILE") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: path + "-wal")) == Data(contentsOf: URL(fileURLWithPath: log)))
  }

  @Test("a plain copy without a log opens, and so does one with its log, whenever it is taken")
  func plainCopies() throws {
    let (store, user) = try open(folder.database)
    for round in 0..<40 {
      try add("Firm \(round)", store, user)
      if round % 7 == 3 { try store.connection.runScript("PRAGMA wal_checkpoint(TRUNCATE)") }
      if round % 5 == 2 { try store.connection.runScript("PRAGMA wal_checkpoint(PASSIVE)") }
      let copy = folder.path + "/copy-\(round).db"
      for suffix in ["", "-wal"] {
        try FileManager.default.copyItem(atPath: folder.database + suffix, toPath: copy + suffix)
      }
      #expect(try companies(copy).count == round + 1)
    }
    #expect(try store.mark().isReplaced == false)
  }

  @Test("the stamp is set once for each run of the log, not with each change")
  func renewals() throws {
    let (store, user) = try open(folder.database)
    for round in 0..<20 { try add("Firm \(round)", store, user) }
    let first = store.connection.stampRenewals
    #expect(first <= 1)
    try store.connection.runScript("PRAGMA wal_checkpoint(TRUNCATE)")
    for round in 0..<20 { try add("Other \(round)", store, user) }
    #expect(store.connection.stampRenewals == first + 1)
  }

  /// What somebody does with one of the three files.
  enum Harm: String, CaseIterable {
    case remove, replace, empty, cut, overwrite, grow
  }

  @Test(
    "nothing is told as saved that a start afterwards does not find", arguments: Harm.allCases, ["", "-wal", "-shm"])
  func harm(_ harm: Harm, _ part: String) throws {
    try makeOther()
    let path = folder.database + part
    var told = ["Acme"]
    do {
      let (store, user) = try open(folder.database)
      try add("Acme", store, user)
      for suffix in ["", "-wal", "-shm"] {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.database + suffix))
        try Data(bytes.reversed()).write(to: URL(fileURLWithPath: folder.path + "/x" + suffix))
      }
      do {
        switch harm {
        case .remove: unlink(path)
        case .replace: rename(part.isEmpty ? other : folder.path + "/x" + part, path)
        case .empty: truncate(path, 0)
        case .cut: truncate(path, off_t(try Data(contentsOf: URL(fileURLWithPath: path)).count / 8192 * 4096))
        case .overwrite: try copy(part.isEmpty ? other : folder.path + "/x" + part, over: path)
        case .grow:
          let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
          try file.seekToEnd()
          try file.write(contentsOf: Data(repeating: 7, count: 5000))
          try file.close()
        }
        usleep(5000)
        let isReplaced = try store.mark().isReplaced
        do throws(StoreError) {
          _ = try store.commit(.createCompany([.set(\.name, "Globex")]), by: user)
          told.append("Globex")
          #expect(!isReplaced)
        } catch {
          #expect(error == .replaced && isReplaced, "\(error)")
        }
        // Only what harms nothing is passed over.
        #expect(isReplaced || harm == .grow || part == "-shm", "\(harm) \(part)")
      }
    }
    // What is lost with the file is not silently another's: it is refused, or all of it is there.
    let found = try? companies(folder.database)
    let mayBeGone = part.isEmpty && harm != .grow || part == "-wal" && harm != .grow && harm != .remove
    if let found, !mayBeGone {
      #expect(found == told, "\(harm) \(part)")
      #expect(try SQLiteStore.open(path: folder.database, options: options).check() == [])
    } else {
      #expect(mayBeGone, "\(harm) \(part)")
    }
  }
}
