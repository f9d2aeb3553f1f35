import Testing

@Suite("A window of any size") struct SizeTests {
  private static let sizes = [(1, 1), (19, 5), (45, 10), (200, 50)]

  @Test("keeps what is being typed, however small it was meanwhile") func prompt() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000")
    let board = try Tmux(sandbox)
    try board.see("Acme", in: "Qualified")
    try board.press("a")
    try board.type("Initech")
    let before = try board.wait(for: "the name in the pop-up") { $0.contains("Name       Initech") }
    for (columns, rows) in Self.sizes {
      try board.resize(columns: columns, rows: rows)
      // A single cell has room for the cursor and nothing else.
      let picture = try board.wait(for: "a picture of \(columns)x\(rows)") { picture in
        picture.rows.count == rows && (rows == 1 || picture.rows.contains { !$0.isEmpty })
      }
      #expect(picture.rows.allSatisfy { $0.count <= columns })
    }
    try board.see("Name       Initech")
    try board.resize(columns: 130, rows: 24)
    try board.wait(for: "the picture from before") { $0 == before }
    try board.type(" renewal")
    try board.press("enter")
    try board.see("Initech renewal", in: "Qualified")
  }

  @Test("shows a board, or says that it is too small", arguments: sizes) func start(columns: Int, rows: Int) throws {
    let sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000")
    let board = try Tmux(sandbox, columns: columns, rows: rows)
    // A single cell has room for the cursor and nothing else; the key is waited for below.
    try board.wait(for: "a picture") { rows == 1 || $0.rows.contains { !$0.isEmpty } }
    try board.press("L")
    try until {
      guard try OtherWriter(sandbox.database).path(of: "Acme").count == 2 else { throw Trouble("The key did nothing.") }
    }
    try board.resize(columns: 130, rows: 24)
    try board.see("Acme", in: "Proposal Sent")
    try board.press("q")
    try board.end()
  }
}
