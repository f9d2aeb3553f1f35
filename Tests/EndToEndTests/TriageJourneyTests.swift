import Glibc
import Testing

/// A whole triage in a terminal: twenty deals, the program killed half-way, and the file afterwards.
@Suite("Triage in a terminal") struct TriageJourneyTests {
  @Test("twenty deals are settled by keys, over a kill, an undo and an end that says what was done")
  func journey() throws {
    let sandbox = try Sandbox()
    let rows = (1...20).map { "Deal \($0),Qualified,5000\n" }.joined()
    #expect(try sandbox.run("import", "-", input: "name,stage,value\n" + rows).ending == .exited(0))
    let file = try OtherWriter(sandbox.database)
    var board = try Tmux(sandbox, columns: 80)
    try board.press("t")
    try board.see("Triage  1 of 20")
    try board.see("? no next step planned")
    for place in 2...9 {
      try board.press("x 1")
      try board.see("Triage  \(place) of 20")
    }
    #expect(try file.ask("SELECT count(*) FROM deals WHERE loss_reason = 'price'") == ["8"])
    // Somebody pulls the plug: what was answered is in the file, and the queue has only what is left.
    #expect(kill(try board.processID(), SIGKILL) == 0)
    try board.end()
    board = try Tmux(sandbox, columns: 80)
    try board.press("t")
    try board.see("Triage  1 of 12")
    for place in 2...7 {
      try board.press("L")
      try board.see("Triage  \(place) of 12")
    }
    for place in 8...11 {
      try board.press("D")
      try board.type("2w")
      try board.press("enter")
      try board.see("Triage  \(place) of 12")
    }
    try board.press("s")
    try board.type("call fri")
    try board.press("enter")
    try board.see("Triage  12 of 12")
    try board.press("u")
    try board.see("Triage  11 of 12")
    try board.press("U")
    try board.see("Triage  12 of 12")
    try board.press("s")
    try board.type("call fri")
    try board.press("enter")
    let end = try board.see("all 12 seen")
    #expect(end.contains("12 done") && end.contains("Done  12"))
    try board.press("esc")
    try board.see("Sales Pipeline")
    try board.press("q")
    try board.end()
    #expect(
      try file.ask(
        """
        SELECT (SELECT count(*) FROM deals WHERE status = 'lost'), (SELECT count(*) FROM deals AS d
          JOIN stages AS s ON s.id = d.stage_id WHERE s.name = 'Proposal Sent'),
          (SELECT count(*) FROM deals WHERE expected_close IS NOT NULL), (SELECT count(*) FROM tasks)
        """) == ["8|6|4|2"])
  }

  @Test("what is marked is settled first, taken back and done again; a walk that is left goes on at its place")
  func marksAndPlace() throws {
    let sandbox = try Sandbox()
    let rows = (1...6).map { "Deal \($0),Qualified,5000\n" }.joined()
    #expect(try sandbox.run("import", "-", input: "name,stage,value\n" + rows).ending == .exited(0))
    let file = try OtherWriter(sandbox.database)
    var board = try Tmux(sandbox, columns: 80)
    try board.see("6 need attention")
    try board.press("space space")
    try board.see("2 marked")
    try line("P", "2w", on: board, until: "2 deals sleep until")
    try board.see("4 need attention")
    try board.press("u")
    try board.see("6 need attention")
    #expect(try file.ask("SELECT count(parked_until) FROM deals") == ["0"])
    try board.press("U")
    try board.see("4 need attention")
    try board.press("t")
    #expect(try !board.see("Triage  1 of 4").contains("marked"))
    try board.press("j")
    try board.see("Triage  2 of 4")
    try board.press("x 1")
    let left = try board.see("Triage  3 of 4").rows[2]
    try board.press("esc")
    try board.see("Triage: 2 of 4 seen; t goes on with it.")
    try board.see("2 marked")
    try board.press("esc")
    try board.see("Unmarked 2 deals.")
    // The walk waits while others are marked on the board, and while the board is not there.
    try board.press("space space")
    try line("A", "call asked", on: board, until: "2 deals: call logged")
    try board.press("t")
    #expect(try board.see("Triage  3 of 4").rows[2] == left)
    try board.press("q")
    try board.see("Triage: 2 of 4 seen")
    try board.press("q")
    try board.end()
    board = try Tmux(sandbox, columns: 80)
    try board.press("t")
    #expect(try board.see("k goes back to the 2 deals before").rows[2] == left)
    try line("D", "2w", on: board, until: "Triage  4 of 4")
    try line("s", "call fri", on: board, until: "all 4 seen")
    try board.see("3 done · 1 skipped")
    try board.press("q")
    try board.see("Sales Pipeline")
    try board.press("q")
    try board.end()
    #expect(
      try file.ask(
        """
        SELECT count(parked_until), sum(status = 'lost'), count(expected_close),
          (SELECT count(*) FROM activities), (SELECT count(*) FROM tasks) FROM deals
        """) == ["2|1|1|2|1"])
  }

  private func line(_ key: String, _ text: String, on board: Tmux, until words: String) throws {
    try board.press(key)
    try board.type(text)
    try board.press("enter")
    try board.see(words)
  }
}
