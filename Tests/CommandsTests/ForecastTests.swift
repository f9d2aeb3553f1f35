import Sales
import Testing

@testable import Commands

@Suite("dealboard forecast") struct ForecastTests {
  /// Today is 2026-03-16. Forty deals closed in 2025, of which every other one was won after 30 days, and four open ones.
  private func world(closed: Int = 40) -> World {
    let world = World()
    var rows = ["name,value,currency,stage,owner,status,created,closed"]
    for number in 0..<closed {
      let month = 1 + number % 11
      let status = number.isMultiple(of: 2) ? "won" : "lost"
      let stage = number.isMultiple(of: 2) ? "Closed Won" : "Closed Lost"
      rows.append(
        "Deal \(number),100,EUR,\(stage),ana,\(status),2025-\(padded(month))-02,2025-\(padded(month + 1))-01")
    }
    for number in 0..<3 { rows.append("Open \(number),\(number + 1)000,EUR,Qualified,bo,,2026-03-01,") }
    rows.append("Yen,500000,JPY,Negotiation,ana,,2026-03-01,")
    world.files["in.csv"] = Array(rows.joined(separator: "\n").utf8)
    #expect(world.run("import in.csv --yes --db deals.db") == 0, "\(world.errors)")
    return world
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private func json(_ world: World, _ line: String) throws -> JSON {
    #expect(world.run("forecast \(line) --json --db deals.db") == 0, "\(world.errors)")
    return try #require(try? JSON(String(world.out.dropLast())))
  }

  @Test("prints a table for each currency, the months and the next days")
  func text() {
    let world = world()
    #expect(world.run("forecast --by owner --db deals.db") == 0)
    #expect(
      world.lines.filter { $0.hasPrefix("Forecast ") } == [
        "Forecast  value won · EUR · learned from 40 closed deals",
        "Forecast  value won · JPY · learned from 40 closed deals",
      ])
    #expect(world.lines.count { $0.hasPrefix("next 30 days ") } == 2)
    #expect(world.lines.count { $0.hasPrefix("Mar 2026 ") } == 2)
    #expect(world.lines.count { $0.hasPrefix("Jun 2026 to 14 Jun ") } == 2)
    #expect(world.lines.contains { $0.hasPrefix("Owner, to 14 Jun 2026") })
    #expect(world.lines.contains { $0.hasPrefix("bo ") })
  }

  @Test("answers whole minor units as JSON")
  func numbers() throws {
    let world = world()
    let data = try json(world, "--days 90 --by stage")["data"]
    guard case .array(let totals)? = data?["totals"], case .array(let months)? = data?["months"],
      case .array(let rows)? = data?["rows"]
    else { throw World.Missing() }
    #expect(totals.count == 2 && months.count == 8 && rows.count == 2)
    for name in ["p10", "p50", "p90", "mean", "weighted", "learned_from"] {
      #expect(totals.allSatisfy { $0[name]?.wholeNumber != nil }, "\(name)")
    }
    // 20% of 6,000 euros in Qualified.
    #expect(totals[0]["weighted"]?.wholeNumber == 120_000)
    #expect(rows[1]["stage"].map(\.text) == "\"Negotiation\"")
  }

  @Test("of one month says what is left of it and what was won")
  func month() throws {
    let data = try json(world(), "--month 2026-03 --currency eur")["data"]
    guard case .array(let months)? = data?["months"], case .array(let totals)? = data?["totals"] else {
      throw World.Missing()
    }
    #expect(months.count == 1 && totals.count == 1)
    #expect(months[0]["month"].map(\.text) == "\"2026-03\"" && months[0]["won"]?.wholeNumber == 0)
  }

  @Test("shows the weighted sum while fewer than 30 deals are closed")
  func fewDeals() {
    let world = world(closed: 12)
    #expect(world.run("forecast --db deals.db") == 0)
    #expect(
      world.lines.first
        == "Forecast  value won · EUR · not learned yet: 12 of 30 closed deals. The weighted sum is shown.")
  }

  @Test("tests itself on the past")
  func backtest() throws {
    let world = world()
    let line = "--backtest --days 30 --from 2025-03-01 --to 2025-05-31"
    let data = try json(world, line)["data"]
    guard case .array(let dates)? = data?["dates"] else { throw World.Missing() }
    #expect(dates.map { $0["as_of"]?.text } == ["\"2025-03-01\"", "\"2025-04-01\"", "\"2025-05-01\""])
    // Two deals of each month's four are won a month later, on the first day of the test.
    #expect(dates.allSatisfy { $0["actual"]?.wholeNumber == 20_000 })
    #expect(data?["held"]?.wholeNumber != nil && data?["error"] != nil && data?["weighted_error"] != nil)
    #expect(world.run("forecast \(line) --db deals.db") == 0)
    #expect(world.lines[1].hasPrefix("From"))
    #expect(world.lines.contains { $0.hasPrefix("mean") && $0.contains("of 3") })
  }

  @Test("finds nothing where nothing is")
  func nothing() throws {
    let world = world()
    #expect(world.run("forecast --currency GBP --db deals.db") == 0)
    #expect(world.out == "No open deals to forecast.\n")
    #expect(try json(world, "--currency GBP").text == #"{"data":{"totals":[],"months":[]}}"#)
    #expect(try json(world, "--backtest --currency GBP").text == #"{"data":{"dates":[],"held":0}}"#)
    let empty = World()
    empty.files["none.csv"] = Array("name\nOnly one\n".utf8)
    #expect(empty.run("import none.csv --db deals.db") == 0, "\(empty.errors)")
    #expect(empty.run("forecast --db deals.db") == 0)
    #expect(empty.run("forecast --backtest --db deals.db") == 0)
  }

  @Test(
    "refuses what it cannot mean, in one sentence",
    arguments: [
      ("--days 0", "--days 0 is not whole numbers from 1 to 730, such as 30,90."),
      ("--days 30,x", "--days 30,x is not whole numbers from 1 to 730, such as 30,90."),
      ("--month 2026-13", "--month 2026-13 is not a month from 2026-03 to 2028-03."),
      ("--month 2026-02", "--month 2026-02 is not a month from 2026-03 to 2028-03."),
      ("--days 30 --month 2026-03", "--days and --month exclude each other; leave one out."),
      ("--by colour", "--by colour is not owner or stage."),
      ("--currency EURO", "--currency EURO is not the code of a currency, such as EUR."),
      ("--from 2026-01-01", "Dealboard forecast --from needs --backtest."),
      ("--backtest --from 2026-02-30", "--from 2026-02-30 is not a date such as 2026-03-16."),
      ("--backtest --from 2026-02-01 --to 2026-01-01", "--to 2026-01-01 is not a date on or after --from 2026-02-01."),
      ("--backtest --by owner", "--backtest and --by exclude each other; leave one out."),
      ("--backtest --days 30,90", "--days 30,90 is not one number beside --backtest."),
    ])
  func usage(line: String, sentence: String) {
    let world = world(closed: 0)
    #expect(world.run("forecast \(line) --db deals.db") == 2)
    #expect(world.errors.lowercased() == "dealboard: \(sentence.lowercased())\n")
    #expect(world.out.isEmpty)
  }

  @Test("does not know an owner whom nobody is called")
  func owner() {
    let world = world()
    #expect(world.run("forecast --owner zoe --db deals.db") == 1)
    #expect(world.errors.hasPrefix("dealboard: There is no user called \"zoe\""))
    #expect(world.run("forecast --owner bo --db deals.db") == 0)
    #expect(!world.out.contains("JPY"))
  }
}

extension World {
  fileprivate struct Missing: Error {}
}
