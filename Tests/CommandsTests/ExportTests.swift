import Contract
import Sales
import Samples
import Support
import Testing

@testable import Commands

/// What an exported row says of a deal: everything that a second database must have too.
private struct Said: Hashable {
  let values: [Scalar]
  let names: [String?]
  /// What was done and planned, without the names of whom it is linked to.
  let history: [[Scalar]]
  /// Those names.
  let links: [[String?]]

  init(_ deal: Deal, in records: DictionaryRecords) {
    values = [
      deal.name.scalar, deal.value.scalar, deal.currency.scalar, deal.status.scalar, deal.expectedClose.scalar,
      deal.source.scalar, deal.lossReason.scalar, deal.createdAt.scalar, deal.stageEnteredAt.scalar,
      deal.closedAt.scalar, .text(deal.externalID ?? deal.id.description), deal.lastActivityAt.scalar,
      deal.metadata.scalar,
    ]
    let keys: [Key?] = [
      .stage(deal.stageID), .pipeline(deal.pipelineID), deal.companyID.map(Key.company),
      deal.contactID.map(Key.contact), deal.ownerID.map(Key.user),
    ]
    names = keys.map { $0.flatMap { records.rows[$0]?.title } }
    let activities = records.all(Activity.self).filter { $0.dealID == deal.id }.sorted { $0.id < $1.id }
    let tasks = records.all(FollowUp.self).filter { $0.dealID == deal.id }.sorted { $0.id < $1.id }
    history = activities.map(Self.values) + tasks.map(Self.values)
    let linked: [[Key?]] =
      activities.map { [$0.contactID.map(Key.contact), $0.companyID.map(Key.company), $0.ownerID.map(Key.user)] }
      + tasks.map { [$0.contactID.map(Key.contact), $0.companyID.map(Key.company), $0.ownerID.map(Key.user)] }
    links = linked.map { $0.map { $0.flatMap { records.rows[$0]?.title } } }
  }

  private static func values<E: Entity>(_ row: E) -> [Scalar] {
    E.fields.filter { !$0.name.hasSuffix("_at") || ["occurred_at", "due_at"].contains($0.name) }
      .filter { field in field.name == "external_id" || !field.name.hasSuffix("id") }.map { $0.get(row) }
  }
}

private func said(_ world: World, _ file: String) -> Set<Said> {
  let records = world.stores[file]?.records
  return Set(records.map { records in records.all(Deal.self).map { Said($0, in: records) } } ?? [])
}

@Suite("Export") struct ExportTests {
  private let world = World()

  private func export(_ line: String = "") -> String {
    #expect(world.run("export --db deals.db " + line) == 0, "\(world.errors)")
    return world.out
  }

  private func deal(named name: String) throws -> Deal {
    try #require(world.store?.records.all(Deal.self).first { $0.name == name })
  }

  /// Commits to `deals.db` as ana.
  private func commit(_ change: Change) throws {
    let store = try #require(world.store)
    let user = try #require(try store.user(named: "ana"))
    _ = try store.commit(change, by: user.id)
  }

  @Test("an export imported into another database gives the same deals, and exports the same again")
  func roundTrip() throws {
    #expect(world.run("seed --deals 300 --db deals.db") == 0)
    world.files["out.csv"] = Array(export().utf8)
    #expect(world.run("import out.csv --db new.db --create-stages") == 0, "\(world.errors)")
    #expect(said(world, "deals.db").count == 300)
    #expect(said(world, "new.db") == said(world, "deals.db"))
    #expect(world.stores["new.db"]?.records.violations == [])
    #expect(world.run("export --db new.db") == 0)
    #expect(Array(world.out.utf8) == world.files["out.csv"])
  }

  @Test("an export imported into its own database changes nothing", arguments: Array(1...40) as [UInt64])
  func sameFile(seed: UInt64) throws {
    #expect(world.run("--db deals.db") == 0)
    let store = try #require(world.store)
    var changes = RandomChanges(seed: seed)
    for _ in 0..<150 {
      world.clock.milliseconds += 60_000
      let change = changes.next(over: store.records, at: Timestamp(seconds: world.clock.milliseconds / 1000))
      _ = try? commit(change)
    }
    let before = store.records.rows
    world.files["out.csv"] = Array(export().utf8)
    #expect(world.run("import out.csv --db deals.db") == 0, "\(world.errors)\n\(world.out)")
    #expect(world.out.contains(" 0 new, 0 changed, ") || store.count(.deals) == 0, "\(world.out)")
    let changed = store.records.rows.filter { before[$0.key] != $0.value }
    #expect(changed.isEmpty, "were \(changed.keys.map { before[$0] })")
    #expect(world.run("import out.csv --db new.db --create-stages") == 0, "\(world.errors)")
    #expect(said(world, "new.db").map(\.values).count == said(world, "deals.db").count)
    #expect(Set(said(world, "new.db").map(\.values)) == Set(said(world, "deals.db").map(\.values)))
    #expect(Set(said(world, "new.db").map(\.history)) == Set(said(world, "deals.db").map(\.history)))
  }

  @Test("activities and tasks of every kind come back with an export, twice the same too, and once only")
  func history() throws {
    world.files["in.csv"] = Array("name,stage,company,contact\nAlder,Qualified,Northwold,Mira Holt <m@n.test>\n".utf8)
    #expect(world.run("import in.csv --db deals.db") == 0, "\(world.errors)")
    let deal = try deal(named: "Alder")
    let noon = Timestamp(seconds: world.clock.milliseconds / 1000)
    let note: [Assignment<Activity>] = [
      .set(\.type, .note), .set(\.body, "=1; \"two\"\nlines"), .set(\.dealID, deal.id),
      .set(\.occurredAt, noon.advanced(byDays: -3)),
    ]
    let call: [Assignment<Activity>] = [
      .set(\.type, .call), .set(\.subject, "Rang"), .set(\.direction, .inbound), .set(\.duration, 90),
      .set(\.metadata, Metadata(text: #"{"a":[1,{"b":null}]}"#)), .set(\.dealID, deal.id),
      .set(\.contactID, deal.contactID), .set(\.companyID, deal.companyID), .set(\.externalID, "pipedrive:7"),
    ]
    let meeting: [Assignment<Activity>] = [
      .set(\.type, .meeting), .set(\.occurredAt, noon.advanced(byDays: 2)), .set(\.dealID, deal.id),
    ]
    for values in [note, note, call, meeting] { try commit(.createActivity(values)) }
    for (title, due) in [("Call", 1), ("Call", 1), ("Call", 9), ("Send offer", 4)] {
      try commit(
        .createFollowUp([
          .set(\.title, title), .set(\.dueAt, noon.advanced(byDays: due)), .set(\.dealID, deal.id),
          .set(\.priority, .high), .set(\.description, "n/a"),
        ]))
    }
    let task = try #require(world.store?.records.all(FollowUp.self).min { $0.id < $1.id })
    try commit(.editFollowUp(task.id, [.set(\.status, .completed)]))
    world.clock.milliseconds += 5 * 86_400_000
    let text = export()
    world.files["out.csv"] = Array(text.utf8)
    #expect(world.run("import out.csv --db new.db") == 0, "\(world.errors)")
    #expect(world.out.contains("4 activities · 4 tasks"), "\(world.out)")
    #expect(said(world, "new.db") == said(world, "deals.db"))
    #expect(said(world, "new.db").first?.history.count == 8)
    #expect(world.run("export --db new.db") == 0)
    #expect(world.out == text)
    for file in ["new.db", "deals.db"] {
      #expect(world.run("import out.csv --db \(file)") == 0, "\(world.errors)")
      #expect(world.out.contains("0 new, 0 changed, 1 unchanged"), "\(world.out)")
    }
  }

  @Test("an older export gives a task its day back, and leaves one alone that was done meanwhile")
  func olderExport() throws {
    world.files["in.csv"] = Array("name,stage\nAlder,Qualified\n".utf8)
    #expect(world.run("import in.csv --db deals.db") == 0, "\(world.errors)")
    let deal = try deal(named: "Alder")
    let day = Timestamp(seconds: 1_796_083_200)
    for title in ["Call", "Send offer"] {
      try commit(.createFollowUp([.set(\.title, title), .set(\.dueAt, day), .set(\.dealID, deal.id)]))
    }
    let text = export()
    let tasks = try #require(world.store).records.all(FollowUp.self).sorted { $0.id < $1.id }
    try commit(.editFollowUp(tasks[0].id, [.set(\.status, .completed)]))
    try commit(.editFollowUp(tasks[1].id, [.set(\.dueAt, day.advanced(byDays: 7))]))
    world.files["out.csv"] = Array(text.utf8)
    #expect(world.run("import out.csv --db deals.db") == 0, "\(world.errors)")
    let after = try #require(world.store).records.all(FollowUp.self).sorted { $0.id < $1.id }
    #expect(after.map(\.status) == [.completed, .pending])
    #expect(after.map(\.dueAt) == [day, day])
    // The next step can be given another day in a spreadsheet.
    world.files["out.csv"] = Array(text.replacing(",Call,2026-12-01,", with: ",Call,2026-12-24,").utf8)
    #expect(world.run("import out.csv --db new.db") == 0, "\(world.errors)")
    let days = world.stores["new.db"]?.records.all(FollowUp.self).map { $0.dueAt?.utcDay.description ?? "" } ?? []
    #expect(Set(days) == ["2026-12-24", "2026-12-01"])
  }

  @Test("a list that a spreadsheet has cut is a fault that names the way out, and a way out it is")
  func cutList() throws {
    #expect(world.run("seed --deals 3 --db deals.db") == 0)
    world.files["out.csv"] = Array(
      "name,stage,external-id,tasks\nAlder,Qualified,1,\"[{\"\"title\"\":\"\"Call\"\n".utf8)
    #expect(world.run("import out.csv --db new.db") == 1)
    world.files["out.csv"] = Array(
      "name,stage,external-id,tasks\nAlder,Qualified,1,\"[{\"\"title\"\":\"\"Call\"\"\"\n".utf8)
    #expect(world.run("import out.csv --db new.db") == 1)
    #expect(world.errors.contains("tasks: the list cannot be read") && world.errors.contains("--map tasks="))
    #expect(world.run("import out.csv --db new.db --map tasks=") == 0, "\(world.errors)")
  }

  @Test("a word for nothing is a text in NDJSON of our own")
  func literalLines() throws {
    world.files["in.csv"] = Array("name,stage\nAlder,Qualified\n".utf8)
    #expect(world.run("import in.csv --db deals.db") == 0, "\(world.errors)")
    try commit(.editDeal(try deal(named: "Alder").id, [.set(\.source, "n/a"), .set(\.name, "-")]))
    world.files["out.ndjson"] = Array(export("--format ndjson").utf8)
    #expect(world.run("import out.ndjson --db new.db") == 0, "\(world.errors)")
    let deal = try #require(world.stores["new.db"]?.records.all(Deal.self).first)
    #expect(deal.source == "n/a" && deal.name == "-")
  }

  @Test("an export is read literally: names that look like other programs' marks, odd amounts, odd states")
  func literal() throws {
    world.files["in.csv"] = Array(
      #"""
      name,value,currency,stage,company,contact,external-id
      "=1+1, ""quoted""",7,KWD,Qualified,Foo (1234567),"Bo; Ann <bo@x.test>",
      '=x,5,JPY,Qualified,,,X-1
      """#.utf8)
    #expect(world.run("import in.csv --db deals.db") == 0, "\(world.errors)")
    // The import takes the guard away, and names that only look like marks are made by hand.
    try commit(.editDeal(try deal(named: "=x").id, [.set(\.name, "''-x")]))
    try commit(.createCompany([.set(\.name, "Foo (1234567)")]))
    let records = try #require(world.store).records
    let company = try #require(records.all(Company.self).first { $0.name == "Foo (1234567)" })
    let contact = try #require(records.all(Contact.self).first { $0.email == "bo@x.test" })
    let odd = try deal(named: "=1+1, \"quoted\"")
    try commit(.editDeal(odd.id, [.set(\.companyID, company.id), .set(\.contactID, contact.id), .set(\.value, 1500)]))
    let won = try #require(records.all(Stage.self).first { $0.type == .won })
    try commit(.moveDeal(odd.id, to: won.id))
    world.clock.milliseconds += 86_400_000
    try commit(.editDeal(odd.id, [.set(\.status, .open)]))
    let text = export()
    #expect(text.contains("\"'=1+1, \"\"quoted\"\"\",1.500,KWD,Closed Won"))
    #expect(text.contains("\r\n'''-x,5,JPY,Qualified"))
    world.files["out.csv"] = Array(text.utf8)
    #expect(world.run("import out.csv --db new.db") == 0, "\(world.errors)")
    #expect(said(world, "new.db") == said(world, "deals.db"))
    #expect(world.run("import out.csv --db deals.db") == 0, "\(world.errors)")
    #expect(world.out.contains("0 new, 0 changed, 2 unchanged"))
  }

  @Test("a cell is guarded exactly when a spreadsheet would run it, and every text comes back")
  func formulaGuard() {
    for text in ["=1", "+1", "-1", "@x", "\tx", "\rx", "'=1", "''-"] {
      #expect(formulaGuarded(text) == "'" + text)
    }
    for text in ["", "x", "'x", "1-2", "'", "a=b", " =1"] { #expect(formulaGuarded(text) == text) }
    for text in [
      "", "'", "''", "'='", "=", "x", "'x", "'''@", "-1", "'-1", "x;=1", ";=1", "';'=1", "x\t+1", "\t=1", "'\t'\t=",
      "\r=",
      ";;", "＝1", "x;＠", "a;'b", "x\r;'=",
    ] {
      let cell = formulaGuarded(text)
      #expect(withoutFormulaGuard(cell) == text)
      for part in [cell[...]] + cell.split(whereSeparator: { $0 == ";" || $0 == "\t" }) {
        #expect(part.first.map { !"=+-@＝＋－＠".contains($0) } ?? true, "\(cell)")
      }
    }
  }

  @Test("NDJSON has each deal as the contract sends it, and its owner by name")
  func ndjson() throws {
    #expect(world.run("seed --deals 30 --db deals.db") == 0)
    let lines = export("--format ndjson").split(separator: "\n").map(String.init)
    #expect(lines.count == 30)
    for line in lines.prefix(5) {
      let json = try JSON(utf8: Array(line.utf8))
      let id = try #require(json["id"]?.string)
      #expect(world.run("api GET /deals/\(id)?include=stage --db deals.db") == 0)
      // The name of the owner is the file's own.
      guard case .object(let members) = json else { continue }
      let sent = JSON.object(members.filter { $0.name != "owner" })
      #expect(world.out.hasPrefix("{\"data\":\(sent.text),\"included\""))
      #expect(json["owner"]?.string != nil || json["owner_id"]?.string == nil)
    }
  }

  @Test("-o writes a new file whole or not at all, and never over another")
  func outputFile() {
    #expect(world.run("seed --deals 5 --db deals.db") == 0)
    let text = export()
    #expect(world.run("export --db deals.db -o out.csv") == 0)
    #expect(world.files["out.csv"] == Array(text.utf8) && world.out == "")
    #expect(world.run("export --db deals.db -o out.csv") == 1)
    #expect(world.errors.hasPrefix("dealboard: out.csv: File exists"))
    #expect(world.files["out.csv"] == Array(text.utf8))
    world.isDiskFull = true
    #expect(world.run("export --db deals.db -o full.csv") == 1)
    #expect(world.files["full.csv"] == nil && world.errors.contains("No space left"))
    world.isDiskFull = false
    world.isInterrupted = true
    #expect(world.run("export --db deals.db -o stopped.csv") == 130)
    #expect(world.files["stopped.csv"] == nil)
    #expect(world.run("export --db deals.db --format xml") == 2)
  }

  @Test("a reader that is gone ends an export without a complaint, early")
  func brokenPipe() {
    #expect(world.run("seed --deals 600 --db deals.db") == 0)
    let whole = export().utf8.count
    world.readerPatience = 1
    #expect(world.run("export --db deals.db") == 0)
    #expect(world.errors == "" && world.out.utf8.count < whole * 3 / 4)
  }
}
