import Foundation
import Sales
import Support
import Testing

@testable import Storage

@Suite("A power cut") struct PowerCutTests {
  /// The file as it is and the log as far as it had reached the disk: that is what is found after the cut.
  @Test("leaves exactly the changes that were committed before it", arguments: 1...3)
  func cut(seed: UInt64) throws {
    let pair = try StorePair(seed: seed)
    try pair.store.connection.run("PRAGMA wal_autocheckpoint = 0")
    var commits: [(end: Int, records: DictionaryRecords)] = []
    func note() throws { commits.append((try log(of: pair).count, pair.reference.records)) }
    try note()
    for _ in 0..<40 {
      let change = pair.next()
      let expected = try? pair.reference.commit(change, by: pair.user)
      guard let found = try? pair.store.commit(change, by: pair.user) else { continue }
      #expect(found == expected)
      try note()
    }
    let whole = try log(of: pair)
    let start = try #require(commits.first?.end)
    for _ in 0..<30 {
      let cut = pair.number(in: start...whole.count)
      let committed = try #require(commits.last { $0.end <= cut })
      try compare(pair, whole.prefix(cut), committed.records, "seed \(seed), \(cut) of \(whole.count) bytes")
    }
    for commit in commits.suffix(10) {
      try compare(pair, whole.prefix(commit.end), commit.records, "seed \(seed), whole at \(commit.end)")
    }
  }

  private func log(of pair: StorePair) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: pair.folder.database + "-wal"))
  }

  private func compare(
    _ pair: StorePair, _ log: Data, _ records: DictionaryRecords, _ place: String
  ) throws {
    let folder = TemporaryFolder()
    try FileManager.default.copyItem(atPath: pair.folder.database, toPath: folder.database)
    try log.write(to: URL(fileURLWithPath: folder.database + "-wal"))
    let store = try SQLiteStore.open(path: folder.database, options: StoreOptions(clock: { 0 }))
    #expect(try store.violations() == [], "\(place)")
    for table in Table.allCases {
      #expect(try store.count(table) == records.rows.keys.count { $0.table == table }, "\(table) \(place)")
    }
    for (key, row) in records.rows { #expect(try store.row(key) == row, "\(place)") }
    let actions = try store.connection.integer("SELECT count(*) FROM actions")
    #expect(actions == Int64(records.actions.count), "\(place)")
  }
}
