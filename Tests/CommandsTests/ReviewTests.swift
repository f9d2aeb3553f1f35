import Sales
import Support
import Testing

@testable import Commands

@Suite("Goals, the review list and the digest on the command line") struct ReviewTests {
  @Test("A goal is set, counted, changed, taken back and removed") func goals() {
    let world = World.withFourDeals()
    #expect(world.run("goals --db deals.db") == 0)
    #expect(world.out == "No goals. dealboard goals set USER PERIOD AMOUNT sets one.\n")
    #expect(world.run("goals set bo 2026-q1 $2,000 --db deals.db") == 0, "\(world.errors)")
    #expect(world.out == "Set the goal of bo for 2026-Q1 to $2,000.00. To undo it: dealboard undo --db deals.db\n")
    #expect(world.run("goals set bo 2026-Q1 2000 USD --db deals.db") == 0)
    #expect(world.out == "The goal of bo for 2026-Q1 is $2,000.00 already.\n")
    #expect(world.run("goals set bo 2026-03 4 deals --db deals.db") == 0)
    #expect(world.run("deals move 'Globex rollout' 'Closed Won' --db deals.db") == 0, "\(world.errors)")
    #expect(world.run("goals --db deals.db") == 0)
    #expect(
      world.lines.dropLast() == [
        "owner  period      won     goal", "bo     2026-Q1    $901   $2,000  45%",
        "bo     2026-03  1 deal  4 deals  25%",
      ], "\(world.out)")
    #expect(world.run("goals --csv --db deals.db") == 0)
    #expect(
      world.rows == [
        "owner,period,goal,won,unit,percent", "bo,2026-Q1,2000.00,900.50,USD,45", "bo,2026-03,4,1,deals,25",
      ])
    #expect(world.run("report --csv --db deals.db") == 0)
    #expect(world.rows.contains { $0 == "owners,bo,goal,45,%," }, "\(world.out)")
    #expect(world.run("goals remove bo 2026-Q1 --db deals.db") == 0)
    #expect(world.run("goals remove bo 2026-Q1 --db deals.db") == 1)
    #expect(world.run("undo --db deals.db") == 0)
    #expect(world.run("goals --json --db deals.db") == 0)
    #expect(
      world.out.contains(
        "{\"owner\":\"bo\",\"period\":\"2026-Q1\",\"currency\":\"USD\",\"target\":200000,\"won\":90050,\"percent\":45}")
    )
  }

  @Test(
    "What cannot be meant is named, with exit code 2",
    arguments: [
      ("goals set", "Dealboard goals needs USER; dealboard help goals explains it."),
      ("goals win", "\"win\" is not set or remove; dealboard goals alone lists the goals."),
      ("goals set zed 2026-Q1 5k", "\"zed\" is not a user; there are ana, bo."),
      ("goals set bo 2026-Q5 5k", "\"2026-Q5\" is not a month or a quarter; try 2026-11 or 2026-Q4."),
      ("goals set bo 2026-13 5k", "\"2026-13\" is not a month or a quarter; try 2026-11 or 2026-Q4."),
      ("goals set bo 2026-Q1 much", "\"much\" is not an amount; try 250k EUR or 12 deals."),
      ("digest --user zed", "\"zed\" is not a user; there are ana, bo."),
      ("review 'Acme renewal'", "Dealboard review needs WHY; dealboard help review explains it."),
    ])
  func usage(line: String, sentence: String) {
    let world = World.withFourDeals()
    #expect(world.run(line + " --db deals.db") == 2)
    #expect(world.errors.lowercased() == "dealboard: \(sentence)\n".lowercased(), "\(world.errors)")
  }

  @Test("A deal on the review list is done when its step is") func review() {
    let world = World.withFourDeals()
    #expect(world.run("review --db deals.db") == 0)
    #expect(world.out == "No deal is on the list. dealboard review DEAL WHY adds one.\n")
    #expect(world.run("review 'Acme renewal' Ask the CFO who signs --db deals.db") == 0, "\(world.errors)")
    #expect(world.run("review 'Globex rollout' Close it --db deals.db") == 0)
    #expect(world.run("review 'Initech pilot' which --db deals.db") == 1)
    #expect(world.run("review 'Nobody' which --db deals.db") == 1)
    #expect(
      world.run("tasks create --title 'Call Ada' --deal-id 'Acme renewal' --due-at 2026-03-15 --db deals.db") == 0)
    #expect(world.run("review --db deals.db") == 0)
    #expect(
      world.lines.dropLast() == [
        "Review list  2 open · 0 done this week", "", "ana  1",
        "  Ask the CFO who signs  Acme renewal  ! 1d late  $1,200",
        "", "bo  1", "  Close it  Globex rollout  ? no step  $901",
      ], "\(world.out)")
    #expect(world.run("tasks update 'Call Ada' --status completed --db deals.db") == 0, "\(world.errors)")
    #expect(world.run("review --db deals.db") == 0)
    #expect(
      world.lines.dropLast().suffix(3) == [
        "", "Done since Mon 16 Mar  1", "  Ask the CFO who signs  Acme renewal  16 Mar  $1,200",
      ])
    #expect(world.run("review 'Acme renewal' Now the contract --db deals.db") == 0)
    #expect(world.run("review --csv --db deals.db") == 0)
    #expect(world.rows.count == 3 && !world.out.contains("CFO"))
    #expect(world.run("deals delete 'Globex rollout' --db deals.db") == 0)
    #expect(world.run("review --remove 'Acme renewal' --db deals.db") == 0)
    #expect(world.run("review --remove 'Acme renewal' --db deals.db") == 1)
    #expect(world.run("review --json --db deals.db") == 0)
    #expect(world.out == "{\"reviews\":[]}\n")
    #expect(world.run("undo --db deals.db") == 0)
    #expect(world.run("undo --db deals.db") == 0)
    #expect(world.run("review --csv --db deals.db") == 0)
    #expect(world.rows.count == 3)
  }

  @Test("The digest tells what is late, due, changed by others and at risk") func digest() {
    let world = World.withFourDeals()
    world.clock.milliseconds += 5 * 86_400_000
    #expect(
      world.run("tasks create --title 'Call Ada' --deal-id 'Acme renewal' --due-at 2026-03-19 --db deals.db") == 0)
    #expect(
      world.run("tasks create --title 'Send it' --deal-id 'Acme renewal' --due-at 2026-03-21T15:00:00Z --db deals.db")
        == 0)
    #expect(world.run("deals update 'Acme renewal' --value 150000 --db deals.db --as bo") == 0)
    #expect(world.run("deals update 'Globex rollout' --value 150000 --db deals.db --as bo") == 0)
    #expect(world.run("digest --db deals.db") == 0, "\(world.errors)")
    #expect(
      world.lines.dropLast() == [
        "Digest of ana for Sat 21 Mar 2026", "", "Late  1", "  Call Ada  Acme renewal  2d late", "", "Due today  1",
        "  Send it  Acme renewal  15:00", "", "Changed by others since yesterday  1",
        "  Acme renewal  bo  value up: $1,200.00 → $1,500.00", "", "At risk  1",
        "  Initech pilot  $50  no next step planned",
      ], "\(world.out)")
    #expect(world.run("deals update 'Acme renewal' --owner-id bo --db deals.db") == 0)
    #expect(world.run("digest --user ana --today 2027-03-01 --db deals.db") == 0)
  }
}
