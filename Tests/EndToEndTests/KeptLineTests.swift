import Foundation
import Testing

@Suite("What was being typed when the board was ended") struct KeptLineTests {
  private let sandbox: Sandbox
  private var folder: String { sandbox.home + "/.local/state/dealboard" }

  init() throws {
    sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000")
  }

  private func files() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }

  private func end(_ terminal: PseudoTerminal, by signal: Int32 = SIGTERM) throws {
    terminal.program.send(signal)
    #expect(try terminal.end() == .signaled(signal))
  }

  @Test(
    "is kept beside the database while another program writes, and offered at the next start",
    arguments: [SIGTERM, SIGHUP])
  func locked(signal: Int32) throws {
    let other = try OtherWriter(sandbox.database)
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    try other.ask("BEGIN IMMEDIATE")
    terminal.type("aInitech 5k")
    try terminal.see("Initech")
    try end(terminal, by: signal)
    #expect(files().count == 1)
    #expect(try sandbox.mode(folder) == 0o700)
    #expect(try sandbox.mode("\(folder)/\(files()[0])") == 0o600)
    // Nothing has been written yet, so it waits on.
    let waiting = try PseudoTerminal(sandbox)
    try waiting.see("Initech")
    try end(waiting)
    #expect(files().count == 1)
    try other.ask("COMMIT")
    let next = try PseudoTerminal(sandbox)
    try next.see("Initech")
    #expect(files() == [])
    next.type("\r")
    try next.see("was added")
    #expect(try other.ask("SELECT count(*) FROM deals WHERE name = 'Initech'") == ["1"])
  }

  @Test("is kept of two boards, and of a login that the database does not know") func several() throws {
    let other = try OtherWriter(sandbox.database)
    try other.ask("BEGIN IMMEDIATE")
    var words = try sandbox.words([])
    words[words.count - 1] = "newcomer"
    let boards = try ["aInitech", "aHooli"].map { keys in
      let terminal = try PseudoTerminal(sandbox, words)
      try terminal.see("Acme")
      terminal.type(keys)
      try terminal.see(String(keys.dropFirst()))
      return terminal
    }
    for board in boards { try end(board) }
    try other.ask("COMMIT")
    let first = try PseudoTerminal(sandbox, words)
    try first.see("Initech")
    first.type("\r")
    try first.see("was added")
    first.type("q")
    _ = try first.end()
    let second = try PseudoTerminal(sandbox, words)
    try second.see("Hooli")
    #expect(files() == [])
  }

  @Test("is kept when the database is another one by now") func replaced() throws {
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    terminal.type("aInitech 5k")
    try terminal.see("Initech")
    try FileManager.default.moveItem(atPath: sandbox.database, toPath: sandbox.database + ".old")
    try end(terminal)
    #expect(files().count == 1)
  }
}

@Suite("A login that the database does not know") struct NewcomerTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000")
  }

  @Test("sees the board while another program writes, and is entered with the first change") func looks() throws {
    let other = try OtherWriter(sandbox.database)
    try other.ask("BEGIN IMMEDIATE")
    var words = try sandbox.words([])
    words[words.count - 1] = "newcomer"
    let terminal = try PseudoTerminal(sandbox, words)
    let start = ContinuousClock.now
    try terminal.see("Acme")
    #expect(ContinuousClock.now - start < .seconds(4))
    #expect(try other.ask("SELECT count(*) FROM users WHERE name = 'newcomer'") == ["0"])
    terminal.type("aInitech 5k\r")
    try terminal.see("waiting for")
    try other.ask("COMMIT")
    try terminal.see("was added")
    #expect(
      try other.ask("SELECT u.name FROM deals d JOIN users u ON u.id = d.owner_id WHERE d.name = 'Initech'")
        == ["newcomer"])
    terminal.type("u")
    try terminal.see("Undone")
    #expect(try other.ask("SELECT count(*) FROM deals WHERE name = 'Initech'") == ["0"])
  }

  @Test("only looks, and is not entered") func leaves() throws {
    var words = try sandbox.words([])
    words[words.count - 1] = "newcomer"
    let terminal = try PseudoTerminal(sandbox, words)
    try terminal.see("Acme")
    terminal.type("q")
    #expect(try terminal.end() == .exited(0))
    #expect(try OtherWriter(sandbox.database).ask("SELECT name FROM users") == ["ana"])
  }
}
