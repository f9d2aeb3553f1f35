import Testing

/// A morning with the list of tasks in a terminal, and the file afterwards.
@Suite("Today in a terminal") struct TodayJourneyTests {
  @Test("tasks are done, dropped and moved where they stand, also by another program, and n goes to who needs one")
  func journey() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000", "Globex,Qualified,100", "Soylent,Proposal Sent,100")
    let board = try Tmux(sandbox, columns: 80)
    let file = try OtherWriter(sandbox.database)
    for (keys, step) in [("", "call today"), ("j", "send offer today"), ("l", "ask back tomorrow")] {
      if !keys.isEmpty { try board.press(keys) }
      try board.press("s")
      try board.type(step)
      try board.press("enter")
      try board.see("u undoes it")
    }
    try board.press("T")
    try board.see("2 today · 1 tomorrow")
    try board.press("C")
    try board.see("is done · u undoes it")
    try board.press("x")
    try board.see("is dropped · u undoes it")
    try board.see("ask back")
    try board.press("D")
    try board.type("2w")
    try board.press("enter")
    try board.see("Nothing is overdue")
    #expect(try file.ask("SELECT status, count(*) FROM tasks GROUP BY status ORDER BY status").count == 3)
    try board.press("u")
    try board.see("ask back")
    // Somebody else settles it meanwhile: the list follows without a key.
    try file.ask("UPDATE tasks SET status = 'completed' WHERE status = 'pending'")
    try board.see("Nothing is overdue")
    try board.press("esc")
    let before = try board.see("need attention")
    try board.press("n")
    try board.wait(for: "the focus on another deal") { $0.focus != before.focus }
    try board.press("q")
    try board.end()
  }
}
