import Sales
import Support
import Testing

@testable import Storage

@Suite("Rows by name") struct NameTests {
  @Test("both stores find the same rows by every name there is, whatever its case", arguments: [1, 2, 3] as [UInt64])
  func agreement(seed: UInt64) throws {
    let pair = try StorePair(seed: seed)
    pair.change(times: 120)
    var found = 0
    for row in pair.reference.records.rows.values {
      guard let name = name(of: row) else { continue }
      for spelling in [name, name.uppercased(), " " + name] {
        let expected = pair.reference.rows(called: spelling, in: row.key.table, limit: 3)
        #expect(try pair.store.rows(called: spelling, in: row.key.table, limit: 3) == expected, "\(spelling) \(row)")
        found += expected.count
      }
    }
    #expect(found > 50)
    #expect(try pair.store.rows(called: "nobody at all", in: .deals, limit: 3).isEmpty)
    #expect(try pair.store.journalEnd() == pair.reference.journalEnd())
  }

  @Test("both stores have the same names next to any other", arguments: [4, 5] as [UInt64])
  func neighbors(seed: UInt64) throws {
    let pair = try StorePair(seed: seed)
    pair.change(times: 120)
    var found = 0
    for row in pair.reference.records.rows.values {
      guard let name = name(of: row) else { continue }
      for (place, limit) in [(name, 1), (name + "x", 3), (String(name.dropFirst()), 500)] {
        // Which of several rows of one name stands last is nobody's concern.
        let expected = pair.reference.names(near: place, in: row.key.table, limit: limit).map(folded).sorted()
        let names = try pair.store.names(near: place, in: row.key.table, limit: limit).map(folded).sorted()
        #expect(names == expected, "\(place) \(row.key)")
        found += names.count
      }
    }
    #expect(found > 200)
  }

  private func name(of row: Row) -> String? {
    switch row {
    case .user(let user): user.name
    case .company(let company): company.domain ?? company.name
    case .contact(let contact): contact.id.bits % 2 == 0 ? contact.email : contact.displayName
    case .pipeline(let pipeline): pipeline.name
    case .stage(let stage): stage.name
    case .deal(let deal): deal.name
    case .activity(let activity): activity.subject
    case .followUp(let followUp): followUp.title
    case .transition, .goal, .review: nil
    }
  }

  @Test("a name costs one look-up, however many rows there are") func cost() throws {
    let folder = TemporaryFolder()
    let store = try SQLiteStore.open(path: folder.database, options: StoreOptions(clock: { 1_773_662_400_000 }))
    let user = try #require(try store.user(named: "ana"))
    _ = try store.commit(.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages), by: user.id)
    let stage = StageName(pipeline: nil, stage: "Qualified")
    let drafts = (0..<400).map { DealDraft(values: [.set(\.name, "Deal \($0)")], stage: stage, company: "Firm \($0)") }
    _ = try store.commit(.importDeals(ImportBatch(deals: drafts)), by: user.id)
    for table in [Table.deals, .companies, .contacts, .users] {
      let before = store.counts
      _ = try store.rows(called: "Deal 7", in: table, limit: 11)
      #expect(store.counts.fullScanSteps == before.fullScanSteps, "\(table)")
      let found = store.counts
      let names = try store.names(near: "Deal 7x", in: table, limit: 11)
      #expect(names.count <= 44 && store.counts.sorts == found.sorts, "\(table)")
      #expect(store.counts.fullScanSteps == before.fullScanSteps, "\(table)")
    }
  }
}
