import Testing

/// What shows, finds and explains, without changing a deal.
@Suite("Beside the deals") struct ViewTests {
  private let sandbox: Sandbox
  private let board: Tmux

  init() throws {
    sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000", "Anvil,Qualified", "Globex,Proposal Sent,100")
    board = try Tmux(sandbox)
    try board.see("Acme", in: "Qualified")
  }

  @Test("/ filters while it is typed, Enter keeps the filter, Esc ends it") func filter() throws {
    try board.press("/")
    try board.type("anv")
    try board.wait(for: "only Anvil") { $0.contains("Anvil") && !$0.contains("Acme") && !$0.contains("Globex") }
    try board.press("enter")
    try board.see("1 of 3 open")
    try board.press("esc")
    try board.see("Globex", in: "Proposal Sent")
    #expect(try !board.picture().contains("of 3 open"))
    try board.press("/")
    try board.type("zzz")
    try board.seeGone("Acme")
    try board.press("esc")
    try board.see("Acme", in: "Qualified")
  }

  @Test("zz folds a stage and zR unfolds it; z says what may follow") func fold() throws {
    try board.press("z")
    try board.see("fold or unfold the stage")
    try board.press("z")
    let folded = try board.see("Qualified folded")
    #expect(!folded.contains("Acme"))
    #expect(folded.focus.contains("Globex"), "the focus goes to the next stage")
    try board.press("z R")
    try board.see("Acme", in: "Qualified")
  }

  @Test("p lists the pipelines, and Esc closes the list") func pipelines() throws {
    try board.press("p")
    let list = try board.see("Pipelines")
    #expect(list.contains("1  Sales Pipeline"))
    #expect(list.contains("is here"))
    try board.press("esc")
    try board.seeGone("is here")
  }

  @Test("? shows the keys, / searches them, Esc leaves") func help() throws {
    try board.press("?")
    try board.see("half a page down")
    try board.press("/")
    try board.type("reason")
    let found = try board.seeGone("half a page")
    #expect(found.contains("mark lost, with a reason"))
    try board.press("esc")
    try board.see("half a page down")
    try board.press("esc")
    try board.see("Acme", in: "Qualified")
  }

  @Test(": finds a command by its words and runs it") func palette() throws {
    try board.press(":")
    try board.see("to the deal below")
    try board.type("mark won")
    try board.seeGone("to the deal below")
    try board.press("enter")
    try board.see("5,000.00 USD today")
    try board.press("esc")
    try board.seeGone("5,000.00 USD today")
  }

  @Test("Enter opens the deal with its history, Tab gives the keys back, Esc closes it") func detail() throws {
    try board.press("L")
    try board.see("Acme moved to Proposal Sent")
    try board.press("enter")
    // The last row that is drawn, so that the others are there.
    let pane = try board.see("Qualified → Proposal Sent")
    #expect(pane.contains("$5,000.00") && pane.contains("Timeline"))
    try board.press("tab")
    try board.see("next deal")
    try board.press("tab esc")
    try board.seeGone("Timeline")
  }

  @Test("Ctrl-L draws the same picture again") func redraw() throws {
    let before = try board.picture()
    try board.press("ctrl-l")
    let after = try board.see("Drawn anew.")
    #expect(after.rows.dropLast(2) == before.rows.dropLast(2))
  }

  @Test("a key without a meaning says so") func silence() throws {
    try board.press("Q")
    try board.see("Q does nothing here")
  }
}
