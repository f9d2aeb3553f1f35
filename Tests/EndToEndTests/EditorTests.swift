import Foundation
import Testing

/// The person's own editor, which has the terminal until a file says that it goes on.
@Suite("The editor") struct EditorTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000")
    let script = """
      echo the editor has the terminal
      while [ ! -e '\(sandbox.home)/go' ]; do sleep 0.02; done
      sed -i 's/^value: .*/value: 7k/' "$1"
      kill -9 $$

      """
    try script.write(toFile: sandbox.home + "/editor", atomically: false, encoding: .utf8)
    sandbox.environment["EDITOR"] = "sh \(sandbox.home)/editor"
  }

  private func open(_ board: Tmux) throws {
    try board.see("Acme", in: "Qualified")
    try board.press("E")
    try board.see("the editor has the terminal")
  }

  private func finish() throws { try "".write(toFile: sandbox.home + "/go", atomically: false, encoding: .utf8) }

  @Test("may be in a window of another size, and what it saved counts however it ended", arguments: [60, 160])
  func resize(columns: Int) throws {
    let board = try Tmux(sandbox, columns: 100, rows: 24)
    try open(board)
    try board.resize(columns: columns, rows: 30)
    try finish()
    try board.see("Acme has value $7,000.00 now")
    try board.wait(for: "a picture of \(columns)x30") { picture in
      picture.rows.count == 30 && picture.rows[0].count == columns - 1 && picture.footer.hasSuffix("? help")
    }
  }

  @Test("that is not installed is named, with the variable that names it", arguments: ["EDITOR", "VISUAL"])
  func missing(variable: String) throws {
    sandbox.environment[variable] = "no-such-editor"
    let board = try Tmux(sandbox)
    try board.see("Acme", in: "Qualified")
    try board.press("E")
    // In a box, where the sentence may go on in another row.
    try board.see("The editor no-such-editor was not found: set \(variable) to one")
  }

  @Test("gets the signal that ends the board, and what it saves then is there at the next start") func ending() throws {
    let script = """
      save() { sed -i 's/^value: .*/value: 7k/' "$1"; exit 1; }
      trap 'save "$1"' TERM
      stty raw -echo
      echo the editor has the terminal
      while :; do sleep 0.05; done

      """
    try script.write(toFile: sandbox.home + "/editor", atomically: false, encoding: .utf8)
    try endMeanwhile()
    let board = try Tmux(sandbox)
    try board.see("Typed before the board was ended")
    try board.see("7k")
    try board.press("enter")
    try board.see("Acme has value $7,000.00 now")
  }

  @Test("that does not end by the signal is ended, and the terminal is as it was") func deaf() throws {
    let script = "trap '' TERM; stty raw -echo; echo the editor has the terminal; while :; do sleep 0.05; done\n"
    try script.write(toFile: sandbox.home + "/editor", atomically: false, encoding: .utf8)
    try endMeanwhile()
  }

  private func endMeanwhile() throws {
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("Acme")
    terminal.type("E")
    try terminal.see("the editor has the terminal")
    terminal.program.send(SIGTERM)
    #expect(try terminal.end() == .signaled(SIGTERM))
    #expect(terminal.modes == terminal.modesBefore)
  }
}
