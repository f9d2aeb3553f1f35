import Sales
import Support
import Testing

@testable import Storage

@Suite("A copy of the file as it was") struct AsOfFileTests {
  @Test("has the rows of that moment, whole, and no journal after it", arguments: 1...8) func past(seed: UInt64) throws
  {
    let pair = try StorePair(seed: seed)
    pair.change(times: 40)
    let rows = pair.reference.records.rows
    let actions = pair.reference.records.actions.count
    pair.clock.milliseconds += 1000
    let moment = pair.present.now
    pair.change(times: 40)
    let path = pair.folder.database + ".past"
    try pair.store.backup(to: path, before: moment)
    let past = try SQLiteStore.open(path: path, options: StoreOptions(create: false))
    for table in Table.allCases { #expect(try past.count(table) == rows.keys.count { $0.table == table }, "\(table)") }
    for (key, row) in rows { #expect(try past.row(key) == row, "\(key.id) \(pair.story)") }
    let faults = try past.violations()
    #expect(faults == [], "\(pair.story)")
    #expect(try past.connection.integer("SELECT count(*) FROM actions") == Int64(actions))
    // The file itself is as it was.
    #expect(try pair.store.violations() == [])
    for (key, row) in pair.reference.records.rows { #expect(try pair.store.row(key) == row) }
  }
}
