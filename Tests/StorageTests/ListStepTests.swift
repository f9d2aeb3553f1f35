import Sales
import Support
import Testing

@testable import Storage

/// What the contract promises programs that read through large files.
@Suite("The rows that a list of deals reads") struct ListStepTests {
  /// One more than the largest page, which tells whether there are more.
  private static let page = 201

  @Test("are those that it answers, for each filter and each sort alone, on the first page and on later ones")
  func rows() throws {
    let few = try ListStore(deals: 2_000)
    let many = try ListStore(deals: 20_000)
    for (name, query) in many.queries {
      let (first, firstCosts) = try many.read(query)
      #expect(first.count == Self.page, "\(name)")
      var next = query
      next.after = query.key(of: try #require(first.dropLast().last))
      let (second, secondCosts) = try many.read(next)
      #expect(second.first == first.last && second.count == Self.page, "\(name)")
      for costs in [firstCosts, secondCosts] {
        #expect(costs.rows == Self.page && costs.sorts == 0 && costs.fullScanSteps < Self.page, "\(name): \(costs)")
      }
      let (_, fewCosts) = try few.read(query)
      #expect(
        firstCosts.steps <= fewCosts.steps * 11 / 10, "\(name): \(fewCosts.steps) steps grow to \(firstCosts.steps)")
    }
  }

  @Test("are no more where values are missing or equal, and none comes twice")
  func ends() throws {
    let store = try ListStore(deals: 2_000)
    for (name, query) in store.queries {
      var (query, seen) = (query, [DealID]())
      while true {
        let (rows, costs) = try store.read(query)
        #expect(costs.rows == rows.count, "\(name)")
        seen += rows.map(\.id)
        guard let last = rows.last else { break }
        query.after = query.key(of: last)
      }
      #expect(Set(seen).count == seen.count, "\(name)")
      if query.terms.isEmpty { #expect(seen.count == 2_000, "\(name)") }
    }
  }

  @Test("are bounded by ids where the time of creation is asked for, whatever it is")
  func creation() throws {
    let store = try ListStore(deals: 2_000)
    for second in [Int64.min, -1, 0, 1, ListStore.start, ListStore.start + 999, 253_402_300_799, .max] {
      for comparison in ListTerm.Comparison.allCases {
        let query = ListQuery<Deal>(terms: [ListTerm("created_at", comparison, .integer(second))], limit: 9_999)
        let expected = (0..<2_000).count { index in
          let created = ListStore.start + Int64(index)
          return switch comparison {
          case .equal: created == second
          case .atLeast: created >= second
          case .atMost: created <= second
          case .above: created > second
          case .below: created < second
          }
        }
        #expect(try store.read(query).rows.count == expected, "\(comparison) \(second)")
      }
    }
  }
}

/// Files from before ids held the second of a deal's creation.
@Suite("Deals whose ids bear another time") struct MisdatedTests {
  @Test("are found by the time of their creation all the same")
  func found() throws {
    let store = try ListStore(deals: 300)
    try store.misdate()
    let before = ListTerm("created_at", .below, .integer(ListStore.start + 100))
    #expect(try store.read(ListQuery(terms: [before], limit: 999)).rows.count == 100)
    let after = ListTerm("created_at", .above, .integer(ListStore.start + 100))
    #expect(try store.read(ListQuery(terms: [after], limit: 999)).rows.count == 199)
  }
}

/// A file with so many deals, a second apart; a third has no close date and two in five the same value.
private final class ListStore {
  static let start: Int64 = 1_600_000_000
  private let store: SQLiteStore
  private let folder = TemporaryFolder()
  let queries: [(name: String, query: ListQuery<Deal>)]

  init(deals: Int) throws {
    store = try SQLiteStore.open(
      path: folder.database,
      options: StoreOptions(clock: { 1_773_662_400_000 }, random: SeededGenerator(seed: 1)))
    let user = try #require(try store.user(named: "ana")).id
    _ = try store.commit(.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages), by: user)
    let plan = try store.pipelines()[0]
    let companies = try store.commit(.createCompany([.set(\.name, "Acme")]), by: user)
    let contacts = try store.commit(.createContact([.set(\.email, "ada@acme.example")]), by: user)
    let company = try #require(companies.edits.first?.after.flatMap(Company.init(row:))).id
    let contact = try #require(contacts.edits.first?.after.flatMap(Contact.init(row:))).id
    var deal = Deal(id: DealID(bits: 0))
    (deal.pipelineID, deal.stageID) = (plan.pipeline.id, plan.stages[0].id)
    (deal.companyID, deal.contactID, deal.ownerID) = (company, contact, user)
    let store = store
    try store.connection.transaction { () throws(StoreError) in
      for index in 0..<deals {
        try store.connection.run(Table.deals.sql.insert, Self.deal(index, like: deal).row.columns)
      }
    }
    queries = Self.queries(deal)
  }

  private static func deal(_ index: Int, like first: Deal) -> Deal {
    let mixed = index * 7919 % 10_007
    let created = Timestamp(seconds: start + Int64(index))
    var deal = first
    deal.id = DealID(bits: (DealID.first(createdAt: created)?.bits ?? 0) + 0x7 << 76 + UInt128(index))
    deal.name = "Deal \(mixed)"
    deal.value = mixed % 5 < 2 ? 5_000 : Int64(mixed)
    deal.expectedClose = mixed % 3 == 0 ? nil : Timestamp(seconds: Int64(20_000 + mixed % 400) * 86_400)
    deal.lastActivityAt = mixed % 4 == 0 ? nil : created.advanced(bySeconds: Int64(mixed))
    deal.stageEnteredAt = created.advanced(bySeconds: Int64(mixed) * 50)
    deal.createdAt = created
    deal.updatedAt = created.advanced(bySeconds: Int64(mixed) * 70)
    deal.touchedAt = created
    return deal
  }

  private static func queries(_ deal: Deal) -> [(name: String, query: ListQuery<Deal>)] {
    let filters = ["status", "pipeline_id", "stage_id", "contact_id", "company_id", "owner_id"].compactMap { field in
      deal.row.value(of: field).map { ListTerm(field, .equal, $0) }
    }
    let created = [
      ListTerm("created_at", .above, .integer(start + 500)), ListTerm("created_at", .below, .integer(start + 1_500)),
    ]
    let sorts = ["created_at", "updated_at", "value", "name", "expected_close", "last_activity_at", "stage_entered_at"]
    return (filters + created).map { ("\($0.field) \($0.comparison)", ListQuery(terms: [$0], limit: 201)) }
      + sorts.flatMap { field in
        [false, true].map { isDescending in
          let query = ListQuery<Deal>(sort: [ListSort(field, isDescending: isDescending)], limit: 201)
          return ((isDescending ? "-" : "") + field, query)
        }
      }
  }

  /// Gives a deal an id of another time, as an import once did.
  func misdate() throws {
    try store.connection.run(
      "UPDATE deals SET id = 'deal_7' || substr(id, 7) WHERE created_at = \(Self.start + 50)")
  }

  /// The rows and what the second reading of them took, when its statements are prepared.
  func read(_ query: ListQuery<Deal>) throws -> (rows: [Deal], costs: StoreCounts) {
    _ = try store.rows(query)
    let before = store.counts
    let rows = try store.rows(query)
    return (rows, store.counts - before)
  }
}

extension Row {
  /// What stands in the table's columns.
  fileprivate var columns: [Scalar] { scalars + (foldedName.map { [.text($0)] } ?? []) }
}
