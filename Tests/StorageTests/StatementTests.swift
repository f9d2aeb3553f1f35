import Sales
import Support
import Testing

@testable import Storage

@Suite("Prepared statements") struct StatementTests {
  private let folder = TemporaryFolder()
  private let store: SQLiteStore

  init() throws {
    store = try SQLiteStore.open(path: folder.database, options: StoreOptions(clock: { 1_773_662_400_000 }))
  }

  @Test("only so many are kept: those used last, and the one that stands on a row") func limit() throws {
    let connection = store.connection
    let outer = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 900) SELECT i FROM n"
    var sum: Int64 = 0
    try connection.each(outer, []) { (row) throws(StoreError) in
      let number = row.integer(0)
      sum += try connection.integer("SELECT \(number) + ?", [.integer(number)])
      _ = try connection.integer("SELECT 'often'")
    }
    #expect(sum == 900 * 901)
    #expect(connection.statements.count == Connection.mostStatements)
    #expect(connection.statements[outer] != nil && connection.statements["SELECT 'often'"] != nil)
    #expect(connection.statements["SELECT 900 + ?"] != nil && connection.statements["SELECT 1 + ?"] == nil)
  }

  @Test("are the same ones the next morning") func days() throws {
    func look(_ day: Int64) throws {
      let present = Present(now: Timestamp(seconds: 1_773_662_400 + day * 86_400), zone: .utc)
      _ = try store.agendaCounts(at: present)
      for anchor in [AgendaAnchor.start, .end] {
        _ = try store.agenda(around: anchor, before: 5, after: 5, present: present)
      }
    }
    try look(0)
    let first = Set(store.connection.statements.keys)
    try look(1)
    #expect(Set(store.connection.statements.keys) == first)
  }
}
