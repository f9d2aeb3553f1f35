import Foundation
import Testing

@Suite("A first start") struct FirstStartTests {
  private let sandbox = try? Sandbox()

  @Test("makes a file that only its owner can read, and says what to press") func welcome() throws {
    let sandbox = try #require(sandbox)
    let board = try Tmux(sandbox, [Sandbox.program()])
    let picture = try board.see("Welcome to dealboard")
    #expect(picture.contains("This board is empty."))
    #expect(picture.contains("Saved in ~/data/dealboard/dealboard.db"))
    #expect(picture.contains("Negotiation"))
    #expect(try sandbox.mode(sandbox.home + "/data/dealboard") == 0o700)
    for file in try FileManager.default.contentsOfDirectory(atPath: sandbox.home + "/data/dealboard") {
      #expect(try sandbox.mode(sandbox.home + "/data/dealboard/" + file) == 0o600, "\(file)")
    }
    try board.press("q")
    try board.end()
  }

  @Test("leads to a first deal, and the welcome does not come back") func firstDeal() throws {
    let sandbox = try #require(sandbox)
    let board = try Tmux(sandbox)
    try board.see("Welcome to dealboard")
    try board.press("a")
    try board.see("New deal in")
    try board.type("Acme renewal 12k EUR @Acme close:2w do:call fri")
    let preview = try board.see("€12,000.00")
    #expect(preview.contains("Acme  new"))
    try board.press("enter")
    try board.see("Acme renewal was added to Qualified")
    try board.see("Acme renewal", in: "Qualified")
    try board.press("q")
    try board.end()
    let again = try Tmux(sandbox)
    let picture = try again.see("Acme renewal", in: "Qualified")
    #expect(!picture.contains("Welcome"))
    #expect(picture.contains("€12K"))
  }
}
