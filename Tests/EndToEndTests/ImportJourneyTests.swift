import Foundation
import Testing

@Suite("An import on a terminal") struct ImportJourneyTests {
  private let sandbox = try? Sandbox()

  @Test("asks, imports, opens the board on the pipeline of the file, and u takes it back") func journey() throws {
    let sandbox = try #require(sandbox)
    let file = sandbox.home + "/deals.csv"
    let text = """
      Name,Phase,Close date,Status,Value,Currency
      Alder,Lead In,03/04/2024,open,100,USD
      Birch,Lead In,05/06/2024,On Ice,200,USD
      Yew,Signed,04/05/2024,won,300,USD
      ,Signed,04/05/2024,won,300,USD

      """
    try text.write(toFile: file, atomically: false, encoding: .utf8)
    let terminal = try Tmux(sandbox, try sandbox.words(["import", file]), columns: 100)
    try terminal.see("03/04 is 3 April or 4 March. Press l to choose.")
    try terminal.press("l")
    try terminal.see("03/04 is 3 April")
    try terminal.press("enter")
    try terminal.see("2 of 4  Stages")
    try terminal.see("all 2 deals are won")
    try terminal.press("enter")
    try terminal.see("1 answer is missing: On Ice.")
    try terminal.press("l l")
    try terminal.wait(for: "On Ice as stalled") { picture in
      picture.rows.contains { $0.contains("On Ice") && $0.contains("stalled") && !$0.contains("choose") }
    }
    try terminal.press("enter")
    try terminal.see("enter import 3 deals")
    try terminal.press("enter")
    try terminal.see("Imported 3 deals, skipped 1 (deals.skipped.csv)")
    try terminal.see("Alder", in: "Lead In")
    let skipped = try String(contentsOfFile: sandbox.home + "/deals.skipped.csv", encoding: .utf8)
    #expect(skipped.contains(",Signed,04/05/2024,won,300,USD,"))
    try terminal.press("u")
    try terminal.see("y does it")
    try terminal.press("y")
    try terminal.seeGone("Alder")
    try terminal.press("q")
    try terminal.end()
  }
}
