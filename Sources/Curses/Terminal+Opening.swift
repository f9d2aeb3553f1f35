import CNcurses
import Glibc
import Screen

// How the terminal is set up for ncurses.
extension Terminal {
  /// Opens the first description that works.
  ///
  /// `newterm` can fail, where `initscr` would end the process.
  static func open(
    _ options: TerminalOptions, _ output: TerminalOutput
  ) throws(TerminalError) -> (screen: OpaquePointer, notice: String?) {
    let names = options.candidates
    guard let term = options.term, !names.isEmpty else { throw .dumb }
    // The size comes from the terminal itself, not from LINES and COLUMNS, which shells leave behind.
    use_env(false)
    use_tioctl(true)
    // Whoever starts the program has typed it.
    let shown = Glyphs.unicode.shown(term)
    for name in names {
      guard let screen = screen_open(name, output.stream) else { continue }
      if screen_capability("cup") != nil {
        let isExpected = name == term || name.hasSuffix("-direct") || name.hasPrefix("screen")
        return (screen, isExpected ? nil : "No description of the terminal \(shown) is installed; using \(name).")
      }
      endwin()
      delscreen(screen)
    }
    throw .unknown(term: term)
  }

  static func prepareWindow() {
    // Raw: Ctrl-C, Ctrl-Z, Ctrl-S and Ctrl-Q are keys. ncurses reads nothing, so it must not look for input either.
    raw()
    noecho()
    nonl()
    typeahead(-1)
    keypad(screen_window(), true)
    idcok(screen_window(), false)
    leaveok(screen_window(), false)
  }

  /// The terminal's size; 24 by 80 where it does not say, as on serial lines.
  static func measuredSize() -> Size {
    var (rows, columns): (Int32, Int32) = (0, 0)
    guard screen_size(STDOUT_FILENO, &rows, &columns) == 0, rows > 0, columns > 0 else {
      return Size(rows: 24, columns: 80)
    }
    return Size(rows: Int(rows), columns: Int(columns))
  }
}
