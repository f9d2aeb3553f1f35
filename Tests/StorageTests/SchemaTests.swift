import Foundation
import Sales
import Support
import Testing

@testable import Storage

@Suite("The schema") struct SchemaTests {
  private let folder = TemporaryFolder()
  private let store: SQLiteStore
  private let options = StoreOptions(clock: { 1_773_662_400_000 }, random: SeededGenerator(seed: 1))

  init() throws {
    store = try SQLiteStore.open(path: folder.database, options: options)
  }

  @Test("has a column for each field, of the field's type, and NULL only where nothing may stand")
  func columns() throws {
    for table in Table.allCases {
      let columns = try store.connection.all("PRAGMA table_info(\(table.rawValue))") { row in
        (name: row.text(1), type: row.text(2), isRequired: row.integer(3) == 1)
      }
      #expect(columns.prefix(table.columns.count).map(\.name) == table.columns.map(\.name))
      for (column, field) in zip(columns, table.columns) {
        #expect(column.type == field.kind.sqlType, "\(table) \(field.name)")
        if field.isRequired { #expect(column.isRequired, "\(table) \(field.name)") }
      }
      let strict = try store.connection.integer(
        "SELECT strict FROM pragma_table_list WHERE name = ?", [.text(table.rawValue)])
      #expect(strict == 1, "\(table)")
    }
  }

  @Test("takes good rows and refuses in every column what is no value of its field")
  func checks() throws {
    for row in try sampleRows() {
      let table = row.key.table
      #expect(try isAccepted(table, row.other), "\(table)")
      for (index, field) in table.columns.enumerated() {
        for value in field.wrongValues {
          var scalars = row.other
          scalars[index] = value
          #expect(try !isAccepted(table, scalars), "\(table) \(field.name) \(value)")
        }
      }
    }
  }

  @Test("refuses what two columns may not say together")
  func contradictions() throws {
    for case .deal(let deal) in try sampleRows() {
      let stranger = try store.connection.first(
        "SELECT id FROM stages WHERE pipeline_id <> ?", [deal.pipelineID.scalar]
      ) { row in row.scalar(0) }
      let changes: [[String: Scalar]] = [
        ["closed_at": .integer(1)], ["status": .text("won")], ["loss_reason": .text("price")],
        ["stage_id": try #require(stranger)],
      ]
      for change in changes {
        let scalars = zip(Table.deals.columns, deal.row.other).map { change[$0.name] ?? $1 }
        #expect(try !isAccepted(.deals, scalars), "\(change)")
      }
    }
  }

  @Test("keeps one default pipeline, and each address, domain, login, place and external id once")
  func unique() throws {
    var checked = 0
    for row in try sampleRows() {
      let table = row.key.table
      for (index, column) in table.columns.enumerated() where Row.isUnique(column.name, in: table) {
        var scalars = row.other
        scalars[index] = row.scalars[index]
        if case .text(let text) = scalars[index], column.name != "external_id" {
          scalars[index] = .text(text.uppercased())
        }
        #expect(try !isAccepted(table, scalars), "\(table) \(column.name)")
        checked += 1
      }
    }
    #expect(checked == 6)
  }

  @Test("has an index for every reference but those to users, who are never deleted")
  func referenceIndexes() throws {
    for table in Table.allCases.map(\.rawValue) + ["actions", "edits", "stage_totals"] {
      let references = try store.connection.all("PRAGMA foreign_key_list(\(table))") { row in
        (column: row.text(3), target: row.text(2), place: row.integer(1))
      }
      let leading = try store.connection.all(
        """
        SELECT info.name FROM pragma_index_list(?1) AS list, pragma_index_info(list.name) AS info
        WHERE info.seqno = 0 AND list.partial = 0
        """, [.text(table)]
      ) { row in row.text(0) }
      for reference in references where reference.target != "users" && reference.place == 0 {
        #expect(leading.contains(reference.column), "\(table) \(reference.column)")
      }
    }
  }

  @Test("never lets the journal be changed")
  func appendOnly() throws {
    _ = try sampleRows()
    for sql in ["UPDATE actions SET at = 0", "DELETE FROM actions", "UPDATE edits SET kind = 'x'", "DELETE FROM edits"]
    {
      #expect(throws: StoreError.self, "\(sql)") { try store.connection.run(sql) }
    }
  }

  /// One row of each table, in the file.
  private func sampleRows() throws -> [Row] {
    let user = try #require(try store.user(named: "ana")).id
    if try store.count(.deals) == 0 {
      let first = Change.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages)
      let second = Change.createPipeline([.set(\.name, "Second")], stages: [[.set(\.name, "New")]])
      let company = Change.createCompany([.set(\.name, "Firm"), .set(\.domain, "firm.example")])
      let draft = DealDraft(
        values: [.set(\.name, "Deal"), .set(\.externalID, "x-1")],
        stage: StageName(pipeline: nil, stage: "Qualified"), company: "Firm", contact: "Ada <ada@firm.example>",
        followUps: [[.set(\.title, "Call")]], activities: [[.set(\.type, .note)]])
      _ = try store.commit(.bulk([first, second, company, .createDeal(draft)]), by: user)
      let deal = try #require(try store.rows(ListQuery<Deal>()).first).id
      let goal = Change.setGoal(owner: user, period: "2026-Q1", currency: .usd, target: 5)
      _ = try store.commit(.bulk([goal, .reviewDeal(deal, reason: "Who signs?")]), by: user)
    }
    return try Table.allCases.map { table in
      let row = try store.connection.first("SELECT \(table.sql.list) FROM \(table.rawValue) LIMIT 1") {
        (row) throws(StoreError) in try row.row(of: table)
      }
      return try #require(row)
    }
  }

  /// Tries the row and takes it back.
  private func isAccepted(_ table: Table, _ scalars: [Scalar]) throws -> Bool {
    try store.connection.run("BEGIN")
    defer { store.connection.rollBack() }
    do throws(StoreError) {
      try store.connection.run(table.sql.insert, scalars + (table.hasFoldedName ? [.text("x")] : []))
      return true
    } catch {
      guard case .failed = error else { throw error }
      return false
    }
  }
}

extension Row {
  /// Its values for another row beside it: another id, and other values where each may stand once.
  fileprivate var other: [Scalar] {
    zip(key.table.columns, scalars).map { column, value in
      if column.name == "id" { return .text(String(key.id.dropLast()) + (key.id.hasSuffix("0") ? "1" : "0")) }
      guard Self.isUnique(column.name, in: key.table) else { return value }
      switch value {
      case .null: return .null
      case .integer(let number): return .integer(column.kind == .flag ? 0 : number + 50)
      case .text(let text): return .text("other-" + text)
      }
    }
  }

  fileprivate static func isUnique(_ name: String, in table: Table) -> Bool {
    switch (table, name) {
    case (.users, "name"), (.contacts, "email"), (.companies, "domain"), (.pipelines, "is_default"),
      (.stages, "position"), (.deals, "external_id"):
      true
    default: false
    }
  }
}

extension Column {
  fileprivate var wrongValues: [Scalar] {
    var values = kind.wrongValues
    if isRequired { values.append(.null) }
    let names = ["name", "title", "subject", "first_name", "last_name", "email", "domain"]
    if names.contains(name) { values.append(.text(String(repeating: "x", count: 256))) }
    // Below 0 it stands only while stages change places.
    if name == "position" { values.removeAll { $0 == .integer(-1) } }
    return values
  }
}

extension FieldKind {
  fileprivate var sqlType: String {
    switch self {
    case .id, .text, .currency, .word, .color, .json: "TEXT"
    case .money, .moment, .date, .number, .flag: "INTEGER"
    }
  }

  fileprivate var wrongValues: [Scalar] {
    switch self {
    case .id: [.text("x"), .text("zzz_00000000000000000000000000"), .text("deal_0"), .integer(1)]
    case .text: [.text("")]
    case .money: [.integer(-1), .text("x")]
    case .currency: [.text("usd"), .text("US"), .text("USDX"), .text("")]
    case .moment, .date: [.text("soon")]
    case .word: [.text(""), .text("other word")]
    case .color: [.text("#fff"), .text("#GGGGGG"), .text("red"), .text("#FFFFFF")]
    case .number(let range): [.integer(range.lowerBound - 1), .integer(range.upperBound + 1), .text("x")]
    case .flag: [.integer(2), .integer(-1)]
    case .json: [.text(""), .text("[]"), .text("{"), .text("null"), .text("{}x")]
    }
  }
}
