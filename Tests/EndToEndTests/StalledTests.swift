import Glibc
import Testing

@Suite("On a line that takes nothing more") struct StalledTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000", "Hooli,Qualified,100")
  }

  /// Whatever ends a program, but for faults in it and SIGKILL.
  static let signals: [Int32] = [
    SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGPWR, 40,
  ]

  @Test("each signal ends the board by itself, and the terminal is as it was", arguments: signals)
  func ends(signal: Int32) throws {
    for isStalled in [false, true] {
      let terminal = try PseudoTerminal(sandbox)
      try terminal.see("Acme")
      if isStalled { terminal.stall() }
      terminal.type("jkj")
      terminal.program.send(signal)
      let start = ContinuousClock.now
      let ending = try until { try terminal.program.end() }
      #expect(ending == .signaled(signal), "stalled: \(isStalled)")
      #expect(ContinuousClock.now - start < .seconds(4))
      #expect(terminal.modes == terminal.modesBefore)
    }
  }

  @Test(
    "a signal ends it in every mode, and what was typed is there at the next start",
    arguments: [
      "aInitech 5k", "/acme", "?", ":ar", "eX", "DX", "$X", "m", "d", "t", "T", "S", "\r", "p", "f", "sX", "z", "x",
    ])
  func modes(keys: String) throws {
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    terminal.stall()
    terminal.type(keys)
    // The keys come first, since the program looks for signals only once it has read them or waits.
    usleep(200_000)
    terminal.program.send(SIGTERM)
    #expect(try until { try terminal.program.end() } == .signaled(SIGTERM))
    #expect(terminal.modes == terminal.modesBefore)
    if keys.hasPrefix("a") {
      let next = try PseudoTerminal(sandbox)
      try next.see("Initech")
    }
  }

  @Test("nobody reads the other end: a signal ends it all the same") func unread() throws {
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    // Redrawn until the line is full.
    for _ in 0..<40 {
      terminal.type("\u{c}")
      usleep(20_000)
    }
    terminal.program.send(SIGTERM)
    #expect(try until { try terminal.program.end() } == .signaled(SIGTERM))
    #expect(terminal.modes == terminal.modesBefore)
  }

  @Test("a move of many deals gives the lock back as soon as it is done") func lock() throws {
    let rows = (0..<400).map { "Deal \($0),Qualified,100" }.joined(separator: "\n")
    _ = try sandbox.run("import", "-", input: "name,stage,value\n\(rows)\n")
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    terminal.type("*")
    try terminal.see("marked")
    terminal.stall()
    terminal.type("L")
    let other = try OtherWriter(sandbox.database)
    try until(within: .seconds(30)) {
      let moved = try other.ask(
        "SELECT count(*) FROM deals JOIN stages s ON s.id = stage_id WHERE s.name = 'Proposal Sent'")
      guard moved != ["0"] else { throw Trouble("Nothing has moved.") }
    }
    try other.ask("BEGIN IMMEDIATE")
    try other.ask("COMMIT")
    terminal.resume()
    try terminal.see("moved")
  }

  @Test("once it takes output again, the newest picture stands there") func goesOn() throws {
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    terminal.stall()
    terminal.type("aInitech 5k\r")
    usleep(300_000)
    terminal.resume()
    try terminal.see("Initech")
    terminal.type("q")
    #expect(try terminal.end() == .exited(0))
  }
}

extension PseudoTerminal {
  /// The line takes nothing more, as after Ctrl-S or where the other end has gone silent.
  fileprivate func stall() { flow(TCOOFF) }
  fileprivate func resume() { flow(TCOON) }
}
