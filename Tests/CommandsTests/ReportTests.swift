import Sales
import Support
import Testing

@testable import Commands

@Suite("The report and the changes on the command line") struct ReportTests {
  @Test("print tables with their definitions") func text() {
    let world = World.withFourDeals()
    #expect(world.run("report --db deals.db") == 0, "\(world.errors)")
    #expect(world.lines[0] == "Report  Sales Pipeline · 17 Mar 2025 to 16 Mar 2026 · USD · 4 deals")
    for title in ReportSection.Kind.allCases.map(\.title) {
      #expect(world.lines.contains { $0.hasPrefix(title + "  ") }, "\(title)")
    }
    #expect(world.lines.contains("  Qualified          2          -         -       -       -      0d"))
    #expect(world.run("report --db deals.db --csv owner:bo") == 0)
    let row =
      "forecast,no date,open,970.50,USD,"
      + "\"owner:bo pipeline:\"\"sales pipeline\"\" value>=USD0 -status:closed no:close\""
    #expect(world.rows.contains(row), "\(world.out)")
    #expect(world.run("report --db deals.db --json") == 0)
    #expect(world.out.contains("{\"label\":\"by count\",\"figures\":{\"rate\":null,\"won\":{\"count\":0"))
    #expect(world.run("report --db deals.db --owners") == 0)
    #expect(world.lines.contains { $0.contains("ana") && $0.contains("bo") })
    #expect(world.lines.contains { $0.hasPrefix("  by count  rate") && $0.hasSuffix("-") })
  }

  @Test(
    "name the word that cannot be meant, with exit code 2",
    arguments: [
      ("report --currency XXQ", "--currency XXQ is not a currency; try a code such as USD or EUR."),
      ("report --period 2026-13", "--period 2026-13 is not a period; try 2026, 2026-05, q3, \"last quarter\" or 90d."),
      ("report --pipeline Partners", "--pipeline Partners is not a pipeline; there are Sales Pipeline."),
      ("report owner:zed", "No owner has a word that begins with “zed”; there are ana, bo."),
      ("report --json --csv", "--json and --csv exclude each other; leave one out."),
      ("changes --since 31.2.", "--since 31.2. is not a day up to today; try monday, 2026-11-23, 3d or review."),
      ("changes --since tomorrow", "--since tomorrow is not a day up to today; try monday, 2026-11-23, 3d or review."),
      ("changes --by zed", "--by zed is not a user; there are ana, bo."),
    ])
  func usage(line: String, sentence: String) {
    let world = World.withFourDeals()
    #expect(world.run(line + " --db deals.db") == 2)
    #expect(world.errors.hasPrefix("dealboard: " + sentence + "\n"), "\(world.errors)")
  }

  @Test("print empty tables where there is nothing, with exit code 0") func nothing() {
    let world = World.withFourDeals()
    #expect(world.run("deals delete 'Acme renewal' --db deals.db") == 0)
    for line in ["report --currency CHF", "report nowhere", "report --period 2019", "report --owners nowhere"] {
      #expect(world.run(line + " --db deals.db") == 0, "\(world.errors)")
      #expect(!world.out.isEmpty && !world.out.contains("NaN"), "\(line)")
    }
    #expect(world.run("pipelines create --name Empty --stages New --db deals.db") == 0, "\(world.errors)")
    #expect(world.run("report --pipeline empty --db deals.db") == 0, "\(world.errors)")
    #expect(world.lines.contains("  New      0      -     $0"), "\(world.out)")
    #expect(world.run("report --db none.db") == 1)
  }

  @Test("tell what was changed since Monday, by whom, and since the last review") func changes() {
    let world = World.withFourDeals()
    world.clock.milliseconds += 14 * 86_400_000
    #expect(world.run("changes --db deals.db") == 0)
    #expect(world.out == "Nothing has changed since Mon 30 Mar.\n")
    #expect(world.run("changes --since review --db deals.db") == 1)
    #expect(world.run("deals update 'Acme renewal' --value 150000 --db deals.db") == 0, "\(world.errors)")
    #expect(world.run("deals move 'Globex rollout' 'Closed Won' --db deals.db --as bo") == 0, "\(world.errors)")
    world.clock.milliseconds += 1000
    #expect(world.run("changes --db deals.db --reviewed") == 0)
    #expect(
      world.lines.dropLast() == [
        "Changes  since Mon 30 Mar · 2 changes to 2 deals · 0 steps, 0 notes", "",
        "     won  up", "ana    -   1", "bo     1   -", "all    1   1", "", "Won  1  $901",
        "  Globex rollout  bo  Negotiation → Closed Won, $901", "", "Value up  1  $300",
        "  Acme renewal  ana  $1,200.00 → $1,500.00", "Kept this moment as your last review.",
      ], "\(world.out)")
    #expect(world.run("changes --by bo --csv --db deals.db") == 0)
    #expect(world.run("changes --since review --db deals.db") == 0)
    #expect(world.out == "Nothing has changed since Mon 30 Mar 12:00.\n", "\(world.out)")
    #expect(world.run("changes --since monday --json --db deals.db") == 0)
    #expect(
      world.out.contains("\"kind\":\"up\"")
        && world.out.contains("\"sums\":{\"won\":{\"USD\":90050},\"up\":{\"USD\":30000}}"))
  }
}
