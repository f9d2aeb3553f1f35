import Glibc
import Testing

@Suite("Where no board can be drawn") struct PlainTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000", "Globex,Negotiation,100")
  }

  @Test("a dumb terminal gets plain lines", arguments: ["dumb", ""]) func dumb(term: String) throws {
    sandbox.environment["TERM"] = term
    let terminal = try PseudoTerminal(sandbox)
    #expect(try terminal.end() == .exited(0))
    #expect(terminal.text.contains("Acme"))
    #expect(terminal.text.contains("3 Negotiation  1  $100"))
    #expect(terminal.text.contains("since TERM is not set or dumb; TERM=xterm-256color suits most terminals.\r\n"))
    #expect(!terminal.text.contains("\u{1b}"))
    #expect(terminal.modes == terminal.modesBefore)
  }

  @Test("a pipe gets the same lines as list") func pipe() throws {
    let said = try sandbox.run()
    #expect(said.ending == .exited(0))
    #expect(said.output.contains("Acme"))
    #expect(!said.output.contains("\u{1b}"))
    #expect(said.errors.isEmpty)
    let listed = try sandbox.run("list")
    #expect(said.output == listed.output)
  }

  @Test("a terminal that takes no control sequences is sent none") func oldTerminal() throws {
    sandbox.environment["TERM"] = "adm3a"
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    terminal.type("q")
    #expect(try terminal.end() == .exited(0))
    #expect(!terminal.text.contains("\u{1b}["))
  }

  @Test("an unknown terminal gets a board all the same") func unknown() throws {
    sandbox.environment["TERM"] = "no-such-terminal"
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    terminal.type("q")
    #expect(try terminal.end() == .exited(0))
    #expect(terminal.modes == terminal.modesBefore)
  }

  @Test("a file that may only be read is shown, and the board says so") func readOnly() throws {
    try OtherWriter(sandbox.database).ask("PRAGMA wal_checkpoint(TRUNCATE)")
    chmod(sandbox.database, 0o444)
    // Root may write to any file, unless it gives that right away.
    let rights = "-dac_override,-dac_read_search"
    let words = try (geteuid() == 0 ? ["setpriv", "--bounding-set", rights] : []) + sandbox.words([])
    let board = try Tmux(sandbox, words)
    let picture = try board.see("read-only")
    #expect(picture.cards(in: "Qualified").contains { $0.contains("Acme") })
    try board.press("L")
    try board.see("The file is read-only")
    try board.see("Acme", in: "Qualified")
    try board.press("q")
    try board.end()
  }
}
