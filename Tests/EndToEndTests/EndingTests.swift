import Foundation
import Testing

@Suite("When it ends or stops") struct EndingTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000")
  }

  @Test("the board dies by the signal it was sent, and leaves the terminal as it was", arguments: [SIGTERM, SIGINT])
  func signal(_ signal: Int32) throws {
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    #expect(terminal.modes != terminal.modesBefore)
    terminal.program.send(signal)
    #expect(try terminal.end() == .signaled(signal))
    try expectGivenBack(terminal)
  }

  @Test("what was being typed when it was ended is there at the next start") func draft() throws {
    var board = try Tmux(sandbox)
    try board.see("Acme", in: "Qualified")
    try board.press("a")
    try board.type("Hooli renewal 5k")
    try board.see("add Hooli renewal 5k")
    #expect(kill(try board.processID(), SIGTERM) == 0)
    try board.end()
    board = try Tmux(sandbox)
    try board.see("add Hooli renewal 5k")
    try board.press("enter")
    try board.see("Hooli renewal was added")
    #expect(try OtherWriter(sandbox.database).path(of: "Hooli renewal").count == 1)
  }

  @Test("q ends it with 0 and leaves the terminal as it was") func quit() throws {
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    terminal.type("q")
    #expect(try terminal.end() == .exited(0))
    try expectGivenBack(terminal)
  }

  @Test("a terminal without a description is named once the board has given it back") func unknownTerminal() throws {
    sandbox.environment["TERM"] = "no-such-terminal"
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    #expect(!terminal.text.contains("no-such-terminal"))
    terminal.type("q")
    #expect(try terminal.end() == .exited(0))
    try expectGivenBack(terminal)
    #expect(
      terminal.text.hasSuffix(
        "dealboard: No description of the terminal no-such-terminal is installed; using xterm-256color.\r\n"))
  }

  @Test("the rest of an answer that has begun does not come to stand at the prompt", arguments: ["q", "E"])
  func lateAnswer(key: String) throws {
    sandbox.environment["EDITOR"] = "sleep 1; true"
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    terminal.type("\u{1b}]11;rgb:fdfd")
    usleep(120_000)
    terminal.type(key)
    usleep(50_000)
    terminal.type("/f6f6/e3e3\u{7}")
    if key == "E" {
      try terminal.settle(for: .milliseconds(1500))
      terminal.type("q")
    }
    #expect(try terminal.end() == .exited(0))
    #expect(!terminal.text.contains("f6f6"), "it was echoed")
    try expectGivenBack(terminal)
  }

  @Test("an answer that comes whole behind the last key is not left to the shell", arguments: [0, 100_000])
  func wholeAnswer(pause: UInt32) throws {
    let board = try sandbox.words([]).joined(separator: " ")
    let shell = "\(board); stty -icanon -echo min 0 time 3; cat > \(sandbox.home)/left; echo done"
    let terminal = try PseudoTerminal(sandbox, ["sh", "-c", shell])
    try terminal.see("Acme")
    // What the board sends last waits, so that the answer is there before the board has gone.
    terminal.flow(TCOOFF)
    terminal.type("q")
    usleep(pause)
    terminal.type("\u{1b}]11;rgb:fdfd/f6f6/e3e3\u{7}\u{1b}[I")
    terminal.flow(TCOON)
    try terminal.see("done")
    #expect(try String(contentsOfFile: sandbox.home + "/left", encoding: .utf8) == "")
  }

  @Test("what TERM says is shown where it is named, and acts on nothing") func hostileTerminal() throws {
    sandbox.environment["TERM"] = "no\u{1b}[31mterminal"
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    terminal.type("q")
    #expect(try terminal.end() == .exited(0))
    #expect(terminal.text.contains("No description of the terminal no^[[31mterminal is installed"))
  }

  @Test("SIGHUP leaves the terminal as it was, should it still be there") func hangUpSignal() throws {
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    terminal.program.send(SIGHUP)
    #expect(try terminal.end() == .signaled(SIGHUP))
    try expectGivenBack(terminal)
  }

  @Test("a line that breaks ends it at once, with every move saved") func brokenLine() throws {
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    terminal.type("L")
    try terminal.see("moved to")
    terminal.hangUp()
    let ending = try until { try terminal.program.end() }
    #expect(ending == .signaled(SIGHUP) || ending == .exited(128 + SIGHUP))
    #expect(try OtherWriter(sandbox.database).path(of: "Acme").count == 2)
  }

  @Test("Ctrl-Z gives the shell its screen back, and fg brings the same picture") func suspension() throws {
    sandbox.environment["PS1"] = "shell> "
    let terminal = try Tmux(sandbox, ["sh", "-i"])
    try terminal.see("shell>")
    try terminal.type(sandbox.words([]).joined(separator: " "))
    try terminal.press("enter")
    try terminal.see("Acme", in: "Qualified")
    try terminal.press("L")
    let before = try terminal.see("Acme moved to Proposal Sent")
    try terminal.press("ctrl-z")
    let shell = try terminal.see("Stopped")
    #expect(!shell.contains("Qualified"))
    try terminal.type("fg")
    try terminal.press("enter")
    let after = try terminal.see("Acme", in: "Proposal Sent")
    #expect(after.rows.dropLast(2) == before.rows.dropLast(2))
    try terminal.press("H")
    try terminal.see("Acme", in: "Qualified")
    try terminal.press("q")
    try terminal.see("shell>")
  }

  @Test(
    "where there is no other screen the prompt stands below an empty one",
    arguments: ["q", "ctrl-c", "ctrl-z", "TERM", "HUP", "QUIT", "ABRT"])
  func sharedScreen(way: String) throws {
    sandbox.environment["PS1"] = "shell> "
    sandbox.environment["SWIFT_BACKTRACE"] = "enable=no"
    let terminal = try Tmux(sandbox, ["sh", "-i"], hasAlternateScreen: false)
    try terminal.see("shell>")
    try terminal.type("sh -c 'echo $$ > ~/id; exec \(sandbox.words([]).joined(separator: " "))'")
    try terminal.press("enter")
    try terminal.see("Acme", in: "Qualified")
    if way.first?.isUppercase == true {
      _ = try sandbox.run(words: ["sh", "-c", "kill -\(way) $(cat ~/id)"])
    } else {
      try terminal.press(way)
    }
    let picture = try terminal.wait(for: "the prompt alone") { $0.rows[$0.cursorRow].hasPrefix("shell>") }
    #expect(picture.rows[picture.cursorRow] == "shell>", "\(picture)")
    #expect(picture.cursorRow == picture.rows.count - 1, "\(picture)")
    #expect(!picture.contains("Acme") && !picture.contains("help"), "\(picture)")
  }

  @Test("a locale without UTF-8 is named once the board has given the terminal back", arguments: ["LANG", "LC_ALL"])
  func locale(variable: String) throws {
    sandbox.environment[variable] = "C"
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    terminal.type("q")
    #expect(try terminal.end() == .exited(0))
    #expect(terminal.text.hasSuffix("shown as ?; \(variable)=C.UTF-8 shows it.\r\n"), "\(terminal.text.suffix(200))")
  }

  private func expectGivenBack(_ terminal: PseudoTerminal) throws {
    #expect(terminal.modes == terminal.modesBefore)
    #expect(terminal.text.contains("\u{1b}[?1049l"), "the screen from before is back")
    #expect(terminal.text.contains("\u{1b}[?2004l"), "pastes are not bracketed any more")
    let hidden = terminal.text.split(separator: "\u{1b}[?25l", omittingEmptySubsequences: false)
    #expect(hidden.count == 1 || hidden.last?.contains("\u{1b}[?25h") == true, "the cursor is seen")
  }
}
