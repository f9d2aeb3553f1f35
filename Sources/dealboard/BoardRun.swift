import Board
import Commands
import Curses
import Glibc
import Sales

extension Rim {
  /// Takes over the terminal; the runner shows the board there and gives the terminal back.
  static func openBoard(
    _ variables: [String: String], _ farewell: Farewell
  ) throws(BoardUnavailable) -> BoardRunner {
    let terminal: Terminal
    do {
      terminal = try Terminal(TerminalOptions(environment: variables))
    } catch {
      throw BoardUnavailable(reason: reason(error))
    }
    // While the board is up, standard error is kept until the terminal is given back.
    for notice in terminal.notices { _ = FileSystem.write(Array("dealboard: \(notice)\n".utf8), to: STDERR_FILENO) }
    return { start throws(StoreError) in
      defer { terminal.close() }
      let setting = Setting(
        user: start.user, glyphs: terminal.glyphs, readOnly: start.store.readOnlyReason, place: start.place,
        isDemo: start.isDemo, isDated: start.isDated, zone: start.zone, depth: terminal.depth,
        login: start.login, notation: Notation(environment: variables))
      let editor = Editor(terminal: terminal, variables: variables)
      let session = Session(
        store: start.store, display: terminal, setting: setting, now: start.clock
      ) { text throws(EditorFailure) in try editor.edit(text) }
      switch session.run() {
      case .asked: return ExitCode.done.rawValue
      case .hangUp: return 128 + SIGHUP
      case .signal(let number):
        farewell.signal = number
        return 128 + number
      }
    }
  }

  private static func reason(_ error: TerminalError) -> String {
    switch error {
    case .notATerminal: "standard input is no terminal"
    case .dumb: "TERM is not set or dumb; TERM=xterm-256color suits most terminals"
    case .unknown(let term):
      "no description of the terminal \(term) is installed, nor of a common one; ncurses-base has them"
    }
  }
}
