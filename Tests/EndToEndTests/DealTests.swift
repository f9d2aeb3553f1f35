import Testing

/// Keys on the focused deal, each seen on the screen and in the file.
@Suite("On the board") struct DealTests {
  private let sandbox: Sandbox
  private let board: Tmux
  private let file: OtherWriter

  init() throws {
    sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000", "Globex,Proposal Sent,100")
    board = try Tmux(sandbox)
    file = try OtherWriter(sandbox.database)
    try board.see("Acme", in: "Qualified")
  }

  @Test("L and H move the deal, u takes it back, U does it again") func move() throws {
    try board.press("L")
    let picture = try board.see("Acme moved to Proposal Sent")
    #expect(picture.focus.contains("Acme"), "the focus goes with the deal")
    try board.press("L")
    try board.see("Acme", in: "Negotiation")
    try board.press("H")
    try board.see("Acme", in: "Proposal Sent")
    try board.press("u")
    try board.see("Undone: ")
    try board.see("Acme", in: "Negotiation")
    try board.press("U")
    try board.see("Redone: ")
    try board.see("Acme", in: "Proposal Sent")
    try board.press("u u u")
    try board.see("Acme", in: "Qualified")
    // Nothing is wiped from the record: undone moves stay, and so do those that undid them.
    let path = try file.path(of: "Acme")
    #expect(path.count == 9)
    #expect(path.prefix(4) == ["Qualified", "Proposal Sent", "Negotiation", "Proposal Sent"])
    #expect(path.last == "Qualified")
  }

  @Test("m and a digit move it anywhere; Esc leaves it") func moveTo() throws {
    try board.press("m")
    try board.see("asks for a reason")
    try board.press("esc")
    try board.seeGone("asks for a reason")
    #expect(try file.path(of: "Acme") == ["Qualified"])
    try board.press("m 3")
    try board.see("Acme moved to Negotiation")
    try board.see("Acme", in: "Negotiation")
    #expect(try file.path(of: "Acme") == ["Qualified", "Negotiation"])
  }

  @Test("x asks for the reason, and o brings the deal back") func lost() throws {
    try board.press("x")
    let menu = try board.see("Why was it lost?")
    #expect(menu.contains("2 competition"))
    try board.press("2")
    try board.see("Acme is lost")
    try board.see("Acme", in: "Closed Lost")
    let sql = "SELECT status, loss_reason FROM deals WHERE name = 'Acme'"
    #expect(try file.ask(sql) == ["lost|competition"])
    try board.press("o")
    try board.see("Acme", in: "Qualified")
    #expect(try file.ask(sql) == ["open|"])
  }

  @Test("w asks for how much and when; Enter takes what it says") func won() throws {
    try board.press("w")
    try board.see("5,000.00 USD today")
    try board.press("enter")
    try board.see("Acme is won")
    try board.see("Acme", in: "Closed Won")
    #expect(try file.ask("SELECT status, value FROM deals WHERE name = 'Acme'") == ["won|500000"])
  }

  @Test("d asks first and Enter keeps; y deletes, u brings deal and history back") func delete() throws {
    try board.press("d")
    try board.see("Delete this deal?")
    try board.press("enter")
    try board.see("Acme is kept.")
    try board.press("d y")
    try board.see("Acme was deleted")
    #expect(try file.ask("SELECT name FROM deals") == ["Globex"])
    try board.press("u")
    try board.see("Undone: ")
    try board.see("Acme", in: "Qualified")
    #expect(try file.path(of: "Acme") == ["Qualified"])
  }

  @Test("a adds a deal where the focus is, and in the first open stage from a closed one") func add() throws {
    try board.press("2 a")
    try board.type("Initech 900 USD")
    try board.press("enter")
    try board.see("Initech was added to Proposal Sent")
    try board.see("Initech", in: "Proposal Sent")
    try board.press("4 a")
    try board.see("New deal in")
    try board.type("Umbrella")
    try board.press("enter")
    try board.see("Umbrella", in: "Qualified")
  }
}
