import Sales
import Screen
import Support
import Testing

@testable import Commands

@Suite("Board, list, seed, demo, undo") struct BoardCommandTests {
  private func seeded(_ deals: Int = 80) -> World {
    let world = World()
    #expect(world.run("seed --deals \(deals) --db deals.db") == 0, "\(world.errors)")
    return world
  }

  @Test("a first start makes the default pipeline, and only once")
  func firstStart() throws {
    let world = World()
    #expect(world.run("--db deals.db") == 0)
    #expect(world.run("--db deals.db") == 0)
    let plans = try #require(world.store).pipelines()
    #expect(plans.map(\.pipeline.name) == ["Sales Pipeline"])
    #expect(plans[0].stages.map(\.name) == ["Qualified", "Proposal Sent", "Negotiation", "Closed Won", "Closed Lost"])
  }

  @Test("without a terminal the board is printed, with one it is opened")
  func board() throws {
    let world = World()
    #expect(world.run("--db deals.db --today 2026-01-02") == 0)
    #expect(world.out.contains("1 Qualified"))
    #expect(world.errors == "", "nobody reads why in a script")
    world.isTerminal = true
    #expect(world.run("--db deals.db --today 2026-01-02") == 0)
    #expect(world.errors == "dealboard: The board is printed as plain lines, since there is no terminal.\n")
    world.hasTerminal = true
    world.boardResult = 7
    #expect(world.run("--db deals.db --as bo --today 2026-01-02") == 7)
    let start = try #require(world.starts.first)
    #expect(start.user == nil, "who only looks is not entered")
    #expect(start.login == "bo" && start.place == "deals.db" && !start.isDemo)
    #expect(start.clock() == Timestamp("2026-01-02T12:00:00Z"))
    #expect(world.out == "")
    #expect(world.run([]) == 7)
    #expect(world.starts.last?.place == "~/.local/share/dealboard/dealboard.db")
    #expect(world.run("demo") == 7)
    #expect(world.starts.last?.isDemo == true)
  }

  @Test("seed fills an empty database, the same for the same seed, and leaves others as they are")
  func seed() {
    let (one, two) = (seeded(), seeded())
    #expect(one.out.hasPrefix("Made 80 sample deals."))
    #expect(one.store?.count(.deals) == 80)
    #expect(one.store?.records.rows == two.store?.records.rows)
    #expect(one.store?.records.violations == [])
    #expect(one.run("seed --deals 5 --db deals.db") == 1)
    #expect(one.errors == "dealboard: The file already has deals: choose a new file.\n")
    #expect(one.store?.count(.deals) == 80)
  }

  @Test("demo shows sample deals in a database that is removed afterwards")
  func demo() {
    let world = World()
    #expect(world.run("demo") == 0)
    #expect(world.out.contains("Sales Pipeline"))
    #expect(world.stores["/tmp/private/demo.db"]?.count(.deals) == 60)
    #expect(world.foldersRemoved == ["/tmp/private"])
    world.storeError = .full
    #expect(world.run("demo --deals 7") == 3)
    #expect(world.foldersRemoved.count == 2)
    world.storeError = nil
    world.isInterrupted = true
    #expect(world.run("demo") == 130)
    #expect(world.foldersRemoved.count == 3, "also after Ctrl-C")
  }

  @Test("list shows every deal of the board once, under its stage, and its counts")
  func list() throws {
    let world = seeded(100)
    #expect(world.run("list --db deals.db") == 0)
    let store = try #require(world.store)
    let present = Present(now: Timestamp(seconds: world.clock.milliseconds / 1000), zone: .utc)
    let shown = store.records.all(Deal.self).count {
      $0.isActive || ($0.closedAt ?? present.now) >= present.closedDealsShownSince
    }
    #expect(world.lines.count { $0.hasPrefix("  ") } == shown)
    let headings = world.lines.filter { $0.first?.isNumber == true }
    let counts = headings.compactMap { Int($0.split(separator: "  ")[1].filter { $0 != "," }) }
    #expect(counts.reduce(0, +) == shown)
    #expect(headings[0].contains("20% = $"))
    #expect(headings[3].hasSuffix("  won, last 30 days") && headings[4].hasSuffix("  lost, last 30 days"))
  }

  @Test("a column read in pages of any size gives each card once, in order", arguments: [1, 2, 3, 16, 17, 18, 50])
  func pages(size: Int) throws {
    let world = World()
    world.files["d.csv"] = Array(("name\n" + (0..<17).map { "Deal \($0)\n" }.joined()).utf8)
    #expect(world.run("import d.csv --db deals.db") == 0)
    let store = try #require(world.store)
    let present = Present(now: Timestamp(seconds: world.clock.milliseconds / 1000), zone: .utc)
    func cards(size: Int) throws -> [Card] {
      let query = ColumnQuery(
        stage: store.pipelines()[0].stages[0].id, filter: .all, order: .urgency, tomorrow: present.tomorrowStarts,
        closedSince: present.closedDealsShownSince)
      var pages = CardPages(store, query, size: size)
      var cards: [Card] = []
      while let page = try pages.next() { cards += page }
      return cards
    }
    #expect(try cards(size: size) == cards(size: 1000))
    #expect(try cards(size: size).count == 17)
  }

  @Test("list fits a terminal and is whole in a pipe", arguments: [20, 40, 80, 120, 300])
  func widths(width: Int) {
    let world = seeded(60)
    world.isTerminal = true
    world.width = width
    #expect(world.run("list --db deals.db") == 0)
    #expect(world.lines.allSatisfy { columns(of: $0) <= width }, "\(world.lines.filter { columns(of: $0) > width })")
    if width >= 40 { #expect(world.lines.contains { $0.contains("$") && $0.contains("late") }) }
  }

  @Test("terms keep the deals that hold all of them, and headings count those only")
  func terms() {
    let world = World()
    world.files["d.csv"] = Array("name,company,value\nRenewal,Ácme,10\nPilot,Acme,20\nRenewal,Other,30\n".utf8)
    #expect(world.run("import d.csv --db deals.db") == 0)
    #expect(world.run("list --db deals.db ACME renewal") == 0)
    #expect(world.lines.filter { $0.contains("Renewal") }.count == 1)
    #expect(world.out.contains("1 Qualified  1  $10  20% = $2"))
    #expect(world.run("list --db deals.db nowhere") == 0)
    #expect(world.lines.filter { $0 == "  none match" }.count == 5)
    #expect(world.run("list --db deals.db value>10 -company:acme") == 0)
    #expect(world.lines.filter { $0.contains("$") && !$0.contains("Qualified") }.map { $0.contains("Other") } == [true])
  }

  @Test("nobody is called so: an owner is a fault of the line, a company that no deal is with is said")
  func unknownNames() {
    let world = World()
    world.files["d.csv"] = Array("name,company,owner,stage\nRenewal,Ácme,bo,Qualified\nPilot,Other,,Closed Won\n".utf8)
    #expect(world.run("import d.csv --db deals.db") == 0)
    for (line, way) in [("owner:boo", "did you mean bo?"), ("-owner:nobody", "there are ana, bo.")] {
      for command in [["list", line], ["deals", "list", "--filter", line]] {
        #expect(world.run(command + ["--db", "deals.db"]) == 2 && world.out.isEmpty)
        #expect(world.errors.hasPrefix("dealboard: No owner has a word that begins with"), "\(world.errors)")
        #expect(world.errors.contains(way) && world.errors.contains("^"), "\(world.errors)")
      }
    }
    #expect(world.run("list --db deals.db owner:B company:acm") == 0 && world.errors.isEmpty)
    #expect(world.lines.contains { $0.contains("Renewal") })
    #expect(world.run("list --db deals.db company:oth") == 0 && world.errors.isEmpty)
    #expect(world.run("list --db deals.db -company:acmi") == 0 && world.errors.isEmpty)
    #expect(world.run("list --db deals.db company:acmi") == 0)
    #expect(world.errors == "dealboard: No deal has a company with a word that begins with “acmi”.\n")
    #expect(world.run("deals list --db deals.db --filter contact:zed --csv") == 0 && world.rows.count == 1)
    #expect(world.errors == "dealboard: No deal has a contact with a word that begins with “zed”.\n")
  }

  @Test("a term that cannot be meant is shown with its place, and nothing is listed")
  func badTerm() {
    let world = World()
    #expect(world.run("--db deals.db") == 0)
    #expect(world.run(["list", "--db", "deals.db", "東京", "valu>10k"]) == 2)
    #expect(world.out.isEmpty)
    #expect(
      world.errors == """
        dealboard: There is no term “valu”; did you mean value?
          東京 valu>10k
               ^

        """)
  }

  @Test("closed deals of any day are listed where the terms are about them")
  func closedLongAgo() {
    let world = World()
    world.files["d.csv"] = Array("name,stage,closed\nOld,Closed Won,2017-05-01\nNew,Closed Won,2026-03-10\n".utf8)
    #expect(world.run("import d.csv --db deals.db") == 0)
    #expect(world.run("list --db deals.db") == 0)
    #expect(!world.out.contains("Old") && world.out.contains("won, last 30 days"))
    #expect(world.run("list --db deals.db closed:2017-05") == 0)
    #expect(world.out.contains("Old") && !world.out.contains("New") && !world.out.contains("30 days"))
    #expect(world.run("list --db deals.db status:won") == 0)
    #expect(world.out.contains("Old") && world.out.contains("New"))
  }

  @Test("nothing in a deal can steer the terminal")
  func controls() {
    let world = World()
    world.files["d.csv"] = Array("name,company\n\"A\u{1B}[31m\nB\u{202E}\",\u{9B}x\n".utf8)
    #expect(world.run("import d.csv --db deals.db") == 0)
    for line in ["list --db deals.db", "undo --db deals.db"] {
      #expect(world.run(line) == 0)
      #expect(
        world.out.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
      #expect(!world.out.contains("\u{202E}"))
    }
  }

  @Test("outside UTF-8 everything is printed in ASCII")
  func ascii() {
    let world = seeded()
    world.takesUTF8 = false
    #expect(world.run("list --db deals.db") == 0)
    #expect(world.out.utf8.allSatisfy { $0 < 0x80 })
    #expect(world.run("help import") == 0)
    #expect(world.out.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test("a reader that goes away, as head does, is a success")
  func brokenPipe() {
    let world = seeded()
    world.readerPatience = 1
    #expect(world.run("list --db deals.db") == 0)
    #expect(world.readerPatience == -1, "nothing is written after the first write that fails")
    #expect(world.errors == "")
  }

  @Test("Ctrl-C while seeding keeps whole batches only and ends with 130")
  func interrupt() {
    let world = World()
    world.isInterrupted = true
    #expect(world.run("seed --deals 10 --db deals.db") == 130)
    #expect(world.store?.count(.deals) == 0)
  }

  @Test("undo and redo say in words what they did, each login its own")
  func undo() throws {
    let world = World()
    #expect(world.run("undo --db deals.db") == 1)
    #expect(world.stores.isEmpty)
    #expect(world.run("--db deals.db") == 0)
    let store = try #require(world.store)
    let ana = try #require(try store.user(named: "ana"))
    let stages = store.pipelines()[0].stages
    let stage = StageName(pipeline: nil, stage: "Qualified")
    let made = try store.commit(.createDeal(DealDraft(values: [.set(\.name, "Acme")], stage: stage)), by: ana.id)
    guard case .deal(let deal)? = made.edits.compactMap(\.after).first(where: { $0.key.table == .deals }) else {
      Issue.record("no deal was made")
      return
    }
    _ = try store.commit(.moveDeal(deal.id, to: stages[2].id), by: ana.id)
    #expect(world.run("undo --db deals.db") == 0)
    #expect(
      world.out == "Undone: Acme is back in Qualified (16 Mar 12:00). To redo it: dealboard redo --db deals.db\n")
    #expect(world.run("undo --db deals.db --as bo") == 1)
    #expect(world.errors == "dealboard: There is nothing of bo to undo.\n")
    #expect(world.run("redo --db deals.db") == 0)
    #expect(world.out.hasPrefix("Redone: Acme moved to Negotiation"))
    #expect(world.run("redo --db deals.db") == 1)
    #expect(world.run("activities create --type call --subject 'Spoke of price' --deal-id Acme --db deals.db") == 0)
    #expect(world.run("undo --db deals.db") == 0)
    #expect(world.out.hasPrefix("Undone: Spoke of price of Acme is gone again"))
    _ = try store.commit(.editDeal(deal.id, [.set(\.value, 500), .set(\.ownerID, ana.id)]), by: ana.id)
    #expect(world.run("undo --db deals.db") == 0)
    #expect(world.out.hasPrefix("Undone: Acme has value $0.00, no owner now"))
    _ = world.run("undo --db deals.db")
    _ = world.run("undo --db deals.db")
    #expect(world.out.hasPrefix("Undone: Acme is gone again"))
    #expect(store.count(.deals) == 0)
  }
}
