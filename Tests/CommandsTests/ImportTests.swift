import Sales
import Support
import Testing

@testable import Commands

/// A pipeline as a shop might export it: no name, whole dollars, rows without date or client.
private let shop = """
  ref,rep,item,client,phase,began,ended,total
  A1,Mo Ferro,Basic,Larchmere,Talking,2017-01-02,,
  A2,Mo Ferro,Plus,,Talking,2017-02-01,,
  A3,Di Quist,Plus,Oakenfell,New,,,
  A4,Di Quist,Pro,Oakenfell,Won,2016-12-20,2017-03-01,1054
  A5,Di Quist,Pro,Larchmere,Won,2017-01-02,2017-03-11,4514
  A6,Mo Ferro,Pro,Fernhaven,Lost,2017-01-02,2017-02-03,0
  """

private let shopLine = [
  "import", "shop.csv", "--db", "deals.db", "--pipeline", "Shop", "--stages", "New,Talking", "--won", "Won",
  "--lost=Lost", "--map", "name={item} · {client}", "--map", "company=client", "--map", "owner=rep", "--map",
  "stage=phase", "--map", "stage-entered=began", "--map", "closed=ended", "--map", "value=total", "--map",
  "external-id=ref",
]

private func world(_ text: String = shop, file: String = "shop.csv") -> World {
  let world = World()
  world.files[file] = Array(text.utf8)
  return world
}

/// In the order in which they were made; ids are in the order of when they were created elsewhere.
private func deals(_ world: World) -> [Deal] {
  guard let records = world.store?.records else { return [] }
  var made: [Key] = []
  for edit in records.journal where edit.entry.kind == .create && !made.contains(edit.entry.key) {
    made.append(edit.entry.key)
  }
  return made.compactMap { records.rows[$0].flatMap(Deal.init(row:)) }
}

@Suite("Import") struct ImportTests {
  @Test("a file with its own pipeline gives its deals, stages, people and past")
  func shopFile() throws {
    let world = world()
    #expect(world.run(shopLine) == 0, "\(world.errors)")
    let store = try #require(world.store)
    let plan = try #require(store.pipelines().first)
    #expect(plan.pipeline.name == "Shop" && plan.pipeline.isDefault)
    #expect(plan.stages.map(\.name) == ["New", "Talking", "Won", "Lost"])
    #expect(plan.stages.map(\.type) == [.open, .open, .won, .lost])
    let deals = deals(world)
    #expect(
      deals.map(\.name) == [
        "Basic · Larchmere", "Plus", "Plus · Oakenfell", "Pro · Oakenfell", "Pro · Larchmere", "Pro · Fernhaven",
      ])
    #expect(deals.map(\.value) == [0, 0, 0, 105_400, 451_400, 0])
    #expect(deals.map(\.status) == [.open, .open, .open, .won, .won, .lost])
    #expect(deals[3].closedAt == Timestamp("2017-03-01") && deals[3].createdAt == Timestamp("2016-12-20"))
    let history = store.records.history(of: deals[3].id)
    #expect(history.map(\.toStageName) == ["Talking", "Won"])
    #expect(history.map(\.enteredAt) == [Timestamp("2016-12-20"), Timestamp("2017-03-01")])
    #expect(deals[2].createdAt == Timestamp("2026-03-16T12:00:00Z"), "a row without dates takes the present")
    #expect(store.count(.companies) == 3)
    #expect(store.records.all(User.self).map(\.name).sorted() == ["Di Quist", "Mo Ferro", "ana"])
    #expect(store.records.violations == [])
  }

  @Test("the summary counts by stage, sums, and says how to undo")
  func summary() {
    let world = world()
    _ = world.run(shopLine)
    #expect(world.out.contains("Imported 6 deals: 6 new, 0 changed, 0 unchanged."))
    #expect(world.out.contains("  Won      new, won   2  $5,568.00  as you said\n"), "\(world.out)")
    #expect(world.out.contains("1 pipeline · 4 stages · 3 companies · 2 users\n"), "\(world.out)")
    #expect(world.out.contains("To undo it all: dealboard undo --db deals.db"))
    #expect(world.errors == "")
  }

  @Test("importing the same file again changes nothing")
  func twice() {
    let world = world()
    _ = world.run(shopLine)
    let before = world.store?.records.rows
    #expect(world.run(shopLine) == 0)
    #expect(world.out.contains("Imported 6 deals: 0 new, 0 changed, 6 unchanged."))
    #expect(world.store?.records.rows == before)
    #expect(!world.out.contains("undo"))
  }

  @Test("a changed row updates its deal")
  func update() {
    let world = world()
    _ = world.run(shopLine)
    let changed = shop.split(separator: "\n").map {
      $0.hasPrefix("A1") ? "A1,Mo Ferro,Basic,Larchmere,Won,2017-01-02,2017-05-01,99" : $0
    }
    world.files["shop.csv"] = Array(changed.joined(separator: "\n").utf8)
    #expect(world.run(shopLine) == 0)
    #expect(world.out.contains("0 new, 1 changed, 5 unchanged"))
    #expect(deals(world).first?.status == .won && deals(world).first?.value == 9900)
  }

  @Test("one undo takes the import back, and a redo brings it again")
  func undo() {
    let world = world()
    _ = world.run(shopLine)
    #expect(world.run("undo --db deals.db") == 0, "\(world.errors)")
    #expect(world.out.hasPrefix("Undone: 6 deals are gone"))
    #expect(deals(world).isEmpty && world.store?.count(.companies) == 0 && world.store?.count(.pipelines) == 0)
    #expect(world.run("redo --db deals.db") == 0, "\(world.errors)")
    #expect(world.out.hasPrefix("Redone: 6 deals were added"))
    #expect(deals(world).count == 6)
  }

  @Test("after the import of a new file there is nothing more to undo: its first pipeline stays")
  func undoTwice() {
    let world = world("name\nA\n", file: "one.csv")
    #expect(world.run("import one.csv --db deals.db") == 0)
    #expect(world.run("undo --db deals.db") == 0)
    #expect(world.run("undo --db deals.db") == 1)
    #expect(world.errors == "dealboard: There is nothing of ana to undo.\n")
    #expect(world.store?.count(.pipelines) == 1 && world.store?.count(.stages) == 5)
  }

  @Test("the pipeline that a new file starts with can be named before the file is there")
  func firstPipelineByName() {
    let world = world("name\nA\n", file: "one.csv")
    let line = ["import", "one.csv", "--db", "deals.db", "--pipeline"]
    #expect(world.run(line + ["Shop"]) != 0 && world.errors.contains("has no stage for the deals"))
    #expect(world.run(line + ["sales pipeline"]) == 0, "\(world.errors)")
    #expect(world.store?.count(.pipelines) == 1 && world.store?.count(.stages) == 5)
  }

  @Test("bad rows are told by line, column and reason, and nothing is written")
  func badRows() {
    let text =
      "Name,Amount,Stage,Close Date\nA,x,Qualified,\nB,5,Nowhere,\n,5,Qualified,\nC,-5,Qualified,\nD,5,Qualified,soon\nE,5,Qualified,,,9\nF,5,Qualified,\n"
    let world = world(text, file: "d.csv")
    // In a new database the stages of the file would be made.
    world.files["one.csv"] = Array("name\nLarch\n".utf8)
    #expect(world.run("import one.csv --db deals.db") == 0, "\(world.errors)")
    #expect(world.run("import d.csv --db deals.db") == 1)
    #expect(
      world.errors == """
        Line 2, Amount: "x" is not an amount. To leave it empty: --value value:x=
        Line 3, Stage: there is no stage "Nowhere" (Qualified, Proposal Sent, Negotiation, Closed Won, Closed Lost). To add it: --create-stages. To read it as another: --value stage:Nowhere=Qualified
        Line 4, Name: the deal has no name.
        Line 6, Close Date: "soon" is not a date. To leave it empty: --value closed:soon=
        Line 7: 6 cells where the header has 4.
        dealboard: Nothing was imported, because 5 rows of 7 cannot be. Correct the file, or add --skip-bad to import the others.

        """, "\(world.errors)")
    #expect(world.store?.count(.deals) == 1)
    #expect(world.run("import d.csv --db new.db") == 1)
    #expect(world.stores["new.db"] == nil, "a file that is refused makes no database")
  }

  @Test("one fault is told once with its count; of many the first 20 are told and the others counted")
  func manyBadRows() {
    let alike = world("Name,Amount\n" + (1...45).map { "D\($0),x\n" }.joined(), file: "d.csv")
    #expect(alike.run("import d.csv --db deals.db") == 1)
    #expect(
      alike.errors.hasPrefix(
        "Amount: \"x\" is not an amount, 45 rows, the first on line 2. To leave it empty: --value value:x=\n"))
    let different = world("Name,Amount\n" + (1...45).map { "D\($0),x\($0)\n" }.joined(), file: "d.csv")
    #expect(different.run("import d.csv --db deals.db") == 1)
    #expect(different.errors.split(separator: "\n").count == 22)
    #expect(different.errors.contains("and 25 more faults\n"))
  }

  @Test("bad rows can be left out, and then stand in a file with their reasons")
  func skipBad() {
    let world = world("Name;Amount\nA;x\n\"B;\";5\n", file: "in/d.csv")
    #expect(world.run("import in/d.csv --db deals.db --skip-bad") == 0, "\(world.errors)")
    #expect(deals(world).map(\.name) == ["B;"])
    #expect(
      world.files["in/d.rejected.csv"]
        == Array(
          "Name;Amount;reason\r\nA;x;\"Line 2, Amount: \"\"x\"\" is not an amount. To leave it empty: --value value:x=\"\r\n"
            .utf8))
    #expect(world.run("import in/d.csv --db deals.db --skip-bad") == 1, "a file of rejects is never overwritten")
    #expect(deals(world).count == 1)
    #expect(world.run("import in/d.csv --db deals.db --skip-bad=other.csv") == 0)
    #expect(world.files["other.csv"] != nil)
    world.isInterrupted = true
    #expect(world.run("import in/d.csv --db deals.db --skip-bad=third.csv") == 130)
    #expect(world.files["third.csv"] == nil, "without an import there is nothing left out")
  }

  @Test("rows that leave out cells at the end are imported, and told")
  func shortRows() {
    let world = world("name,value,extra\nA,5,x\nB\nC,7\n", file: "short.csv")
    #expect(world.run("import short.csv --db deals.db") == 0)
    #expect(world.out.contains("1 row shorter than the header, the first on line 3. What is missing counts as empty"))
    #expect(world.run("import short.csv --db deals.db --map source=extra") == 0)
    #expect(world.out.contains("2 rows shorter than the header, the first on line 3"), "\(world.out)")
  }

  @Test("a name is as long in the file as in the store: in scalars, of which one letter may have several")
  func longNames() {
    let triple = "e\u{301}\u{323}"
    let text = [("Kept", 85), ("Left out", 86)].map { name, count in
      "\(name),\(String(repeating: triple, count: count))\n"
    }
    let world = world("Name,Company\n" + text.joined(), file: "d.csv")
    #expect(world.run("import d.csv --db deals.db --skip-bad") == 0, "\(world.errors)")
    #expect(deals(world).map(\.name) == ["Kept"])
    #expect(world.errors == "Line 3, Company: 258 characters, at most 255 are kept.\n")
  }

  @Test("a dry run says what would happen, and makes not even a database")
  func dryRun() {
    let world = world()
    #expect(world.run(shopLine + ["--dry-run"]) == 0)
    #expect(world.files["deals.db"] == nil)
    #expect(world.out.contains("Would import 6 deals: 6 new, 0 changed, 0 unchanged. Nothing was written."))
    #expect(world.out.contains("  Lost     new, lost  1"), "\(world.out)")
    #expect(world.stores.isEmpty)
  }

  @Test("Ctrl-C leaves the database as it was and ends with 130")
  func interrupt() {
    let world = world()
    world.isInterrupted = true
    #expect(world.run(shopLine) == 130)
    #expect(deals(world).isEmpty)
    #expect(world.errors == "dealboard: Interrupted: nothing was changed.\n")
  }

  @Test("a file that cannot be read, or is none, is refused in one sentence")
  func noFile() {
    let world = World()
    #expect(world.run("import no.csv --db deals.db") == 1)
    #expect(world.errors == "dealboard: no.csv: No such file or directory; check the name and its permissions.\n")
    world.files["bad.csv"] = Array("a,b\n\"x".utf8)
    #expect(world.run("import bad.csv --db deals.db") == 1)
    #expect(world.errors.contains("bad.csv: Line 2, character 1: a quote is opened here"))
    world.files["plain.csv"] = Array("a,b\nx,y".utf8)
    #expect(world.run("import plain.csv --db deals.db") == 1)
    #expect(world.errors.contains("--map name='{a}' (columns: a, b)"))
  }

  @Test("with --today a new database is dated by that day, one with a past is not")
  func today() {
    let world = world()
    _ = world.run(shopLine + ["--today", "2017-12-31"])
    #expect(deals(world)[2].createdAt == Timestamp("2017-12-31T12:00:00Z"))
    world.files["b.csv"] = Array("name\nB".utf8)
    #expect(world.run("import b.csv --db deals.db --today 2017-12-31") == 0)
    #expect(deals(world).last?.createdAt == Timestamp("2026-03-16T12:00:00Z"))
  }
}
