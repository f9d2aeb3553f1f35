import Foundation
import Testing

@Suite("One file, several programs") struct SharingTests {
  private let sandbox: Sandbox
  private let file: OtherWriter

  init() throws {
    sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000", "Globex,Qualified,100")
    file = try OtherWriter(sandbox.database)
  }

  @Test("a board that is killed has saved every move, with its history") func kill() throws {
    do {
      let board = try Tmux(sandbox)
      try board.see("Globex", in: "Qualified")
      try board.press("m 3")
      try board.see("moved to Negotiation")
      Foundation.kill(try board.processID(), SIGKILL)
      try board.end()
    }
    #expect(try file.ask("SELECT count(*) FROM stage_history") == ["3"])
    let lines = try sandbox.run("list").output.split(separator: "\n").map(String.init)
    let stage = try #require(lines.firstIndex { $0.contains("Negotiation") })
    #expect(lines[stage].contains("  1  "))
    let name = try #require(["Acme", "Globex"].first { lines[stage + 1].contains($0) })
    #expect(try file.path(of: name) == ["Qualified", "Negotiation"])
    let again = try Tmux(sandbox)
    try again.see(name, in: "Negotiation")
    #expect(try file.ask("PRAGMA integrity_check") == ["ok"])
  }

  @Test("a board shows what another one does within a second, and keeps its focus") func others() throws {
    let (one, other) = (try Tmux(sandbox), try Tmux(sandbox))
    try one.see("Globex", in: "Qualified")
    try other.see("Globex", in: "Qualified")
    // The focus of the one is on Acme, and the other one moves the deal beside it.
    try one.press("/")
    try one.type("acme")
    try one.seeGone("Globex")
    try one.press("esc")
    try one.see("Globex", in: "Qualified")
    // A picture comes in pieces, the cursor last.
    try one.wait(for: "the focus on Acme") { $0.focus.contains("Acme") }
    try other.press("/")
    try other.type("globex")
    try other.seeGone("Acme")
    try other.press("enter L")
    try other.see("Globex moved to Proposal Sent")
    let moved = ContinuousClock.now
    try one.see("Globex", in: "Proposal Sent")
    let time = milliseconds(ContinuousClock.now - moved)
    try one.wait(for: "the focus still on Acme") { $0.focus.contains("Acme") }
    print("Another board's move was seen after \(time) ms.")
    #expect(time < 3000)
  }

  @Test("once another file is in its place, a board changes neither") func replaced() throws {
    let board = try Tmux(sandbox, columns: 100)
    try board.see("Acme", in: "Qualified")
    let other = try Sandbox()
    try other.makeDeals("Initech,Qualified,7")
    try FileManager.default.removeItem(atPath: sandbox.database)
    try FileManager.default.moveItem(atPath: other.database, toPath: sandbox.database)
    try board.see("another one is there")
    try board.press("L")
    try board.press("esc L")
    try board.see("another one is there")
    try board.press("q")
    try board.end()
    #expect(try sandbox.run("doctor").ending == .exited(0))
    #expect(try OtherWriter(sandbox.database).path(of: "Initech") == ["Qualified"])
  }

  @Test("a change waits for another writer, is withdrawn by Esc, and done when the other one is")
  func lock() throws {
    let board = try Tmux(sandbox)
    try board.see("Acme", in: "Qualified")
    try file.ask("BEGIN IMMEDIATE")
    try board.press("L")
    try board.see("waiting for another writer")
    try board.press("esc")
    try board.see("Withdrawn; nothing was changed.")
    try board.press("L")
    try board.see("waiting for another writer")
    // Reading goes on meanwhile.
    try board.press("?")
    try board.see("half a page down")
    try board.press("esc")
    try board.see("waiting for another writer")
    try file.ask("COMMIT")
    try board.see("moved to Proposal Sent")
    #expect(try file.ask("SELECT count(*) FROM stage_history") == ["3"], "only the second of the two was done")
  }
}
