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
}
