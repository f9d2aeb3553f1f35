import Board
import Commands
import Curses
import Glibc
import Sales
import Screen

extension Rim {
  /// Takes over the terminal.
  static func openTerminal(
    _ variables: [String: String], _ farewell: Farewell
  ) throws(BoardUnavailable) -> BoardTerminal {
    let terminal: Terminal
    do {
      terminal = try Terminal(TerminalOptions(environment: variables))
    } catch {
      throw BoardUnavailable(reason: reason(error))
    }
    // While the board is up, standard error is kept until the terminal is given back.
    for notice in terminal.notices { _ = FileSystem.write(Array("dealboard: \(notice)\n".utf8), to: STDERR_FILENO) }
    return BoardTerminal(
      display: terminal, glyphs: terminal.glyphs,
      runBoard: { start throws(StoreError) in run(start, in: terminal, variables, farewell) },
      close: { end in
        terminal.close()
        return exitCode(of: end, farewell)
      })
  }

  private static func run(
    _ start: BoardStart, in terminal: Terminal, _ variables: [String: String], _ farewell: Farewell
  ) -> Int32 {
    defer { terminal.close() }
    TemporaryFolder.sweep(variables["TMPDIR"] ?? "/tmp")
    let setting = Setting(
      user: start.user, glyphs: terminal.glyphs, readOnly: start.store.readOnlyReason, place: start.place,
      isDemo: start.isDemo, isDated: start.isDated, zone: start.zone, depth: terminal.depth,
      login: start.login, greeting: start.greeting, notation: Notation(environment: variables))
    let editor = Editor(terminal: terminal, variables: variables)
    let file = DraftFile(
      database: start.path, login: start.login, home: home(variables), stateFolder: variables["XDG_STATE_HOME"])
    let session = Session(
      store: start.store, display: terminal, setting: setting, now: start.clock,
      spareDrafts: start.isDemo ? nil : file.drafts, writerNotes: WriterNoteFile(database: start.path).notes
    ) { text throws(EditorFailure) in try editor.edit(text) }
    switch session.run() {
    case .asked: return exitCode(of: nil, farewell)
    case .hangUp: return exitCode(of: .hangUp, farewell)
    case .signal(let number): return exitCode(of: .terminate(signal: number), farewell)
    }
  }

  /// How the program ends after a screen that this input ended, or its user when it is nil.
  private static func exitCode(of end: Input?, _ farewell: Farewell) -> Int32 {
    switch end {
    case .hangUp: return 128 + SIGHUP
    case .terminate(let number):
      farewell.signal = number
      return 128 + number
    case .key, .paste, .escapeTakenBack, .resize, .resumed, nil: return ExitCode.done.rawValue
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
