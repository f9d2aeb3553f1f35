import CNcurses
import Glibc
package import Screen
import Synchronization

/// The real terminal, through ncurses.
///
/// Only one can be open at a time, on one thread, since ncurses and signals belong to the process. It leaves the terminal
/// as it found it: by `close`, when it goes, and by a handler if the program traps.
package final class Terminal: Display {
  package internal(set) var size: Size
  /// How many colours are shown.
  package let depth: ColorDepth
  /// What canvases for this terminal are to draw with: ASCII outside UTF-8.
  package let glyphs: Glyphs
  /// Lines for people: the description that `TERM` names was not found and another is used; the locale has ASCII alone.
  package let notices: [String]

  let input: TerminalInput
  let output: TerminalOutput
  private var painter: CellPainter
  private var shown: Canvas?
  /// The newest picture, while the terminal has not taken an older one whole.
  private var wanted: Canvas?
  private var isCursorVisible: Bool?
  private var messages = MessageKeeper()
  private let options: TerminalOptions
  private let modesBefore: termios
  private let boardModes: termios
  private var actionsBefore: [Int32: sigaction] = [:]
  private let screen: OpaquePointer
  private var state = State.away

  private enum State {
    /// The board is on the screen.
    case up
    /// The terminal is as it was before.
    case away
    /// There is no terminal any more.
    case gone
    case closed
  }

  /// Opens the screen: the alternate one where the terminal has it.
  package init(_ options: TerminalOptions) throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    var modes = termios()
    guard tcgetattr(STDIN_FILENO, &modes) == 0, let output = TerminalOutput() else { throw .notATerminal }
    modesBefore = modes
    self.output = output
    self.options = options
    // Before the screen is opened, which draws in the program's locale.
    let isUTF8 = localeTakesUTF8()
    let opened = try Terminal.open(options, output)
    screen = opened.screen
    glyphs = options.isASCII || !isUTF8 ? .ascii : .unicode
    notices = [opened.notice, isUTF8 ? nil : options.localeNotice].compactMap(\.self)
    let facts = Capabilities.colors
    depth = colorDepth(of: facts, options: options)
    var hasDefaults = false
    if depth != .none, start_color() == OK { hasDefaults = use_default_colors() == OK }
    painter = CellPainter(depth: depth, isDirect: facts.isDirect, hasDefaultColors: hasDefaults)
    let decoder = KeyDecoder(escapeDelay: options.escapeMilliseconds, described: Capabilities.keys)
    input = TerminalInput(decoder, output)
    size = Terminal.measuredSize()
    Terminal.prepareWindow()
    tcgetattr(STDIN_FILENO, &modes)
    boardModes = modes
    output.capture()
    SignalFlags.prepare(wake: input.wakeDescriptor)
    actionsBefore = CrashGuard.install().merging(SignalFlags.install()) { first, _ in first }
    enter()
  }

  deinit {
    close()
  }

  /// Sends what differs from the picture before: nothing at all when it is the same.
  ///
  /// It waits for nothing: of pictures that come faster than the terminal takes them, the newest follows.
  package func show(_ canvas: Canvas) {
    guard state == .up else { return }
    output.push()
    wanted = canvas
    if !output.isBusy { showWanted() }
  }

  /// Draws the newest picture.
  func showWanted() {
    guard state == .up, let canvas = wanted else { return }
    wanted = nil
    painter.paint(canvas, after: shown)
    shown = canvas
    let cursor = canvas.cursor
    if isCursorVisible != cursor.isVisible {
      curs_set(cursor.isVisible ? 1 : 0)
      isCursorVisible = cursor.isVisible
    }
    // Also when hidden: screen readers and input methods look where it is.
    let row = min(max(0, cursor.row), size.rows - 1)
    let column = min(max(0, cursor.column), size.columns - 1)
    wmove(screen_window(), Int32(row), Int32(column))
    wrefresh(screen_window())
    send(output.drawn())
  }

  /// Forgets the picture; the next `show` clears the screen and sends every cell, as Ctrl-L wants it.
  package func invalidate() {
    shown = nil
    clearok(screen_window(), true)
  }

  package func copy(_ text: String) {
    guard state == .up else { return }
    send(clipboardSequence(text, isUnderTmux: options.isUnderTmux, isUnderScreen: options.isUnderScreen))
  }

  /// Gives the terminal back for good.
  ///
  /// Further calls do nothing.
  package func close() {
    guard state != .closed else { return }
    leave()
    SignalFlags.endWatch()
    restoreActions(actionsBefore)
    input.close()
    delscreen(screen)
    output.close()
    state = .closed
  }

  /// The terminal is gone: nothing is sent to it from now on.
  func loseTerminal() {
    guard state == .up || state == .away else { return }
    messages.stop()
    CrashGuard.disarm()
    output.drop()
    state = .gone
  }
}

extension Terminal {
  /// Gives the terminal to another program, such as an editor, until `enter`.
  ///
  /// No input is read meanwhile.
  package func leave() {
    guard state == .up else { return }
    state = .away
    input.dropReplies()
    (wanted, shown) = (nil, nil)
    // The screen from before comes back only where there is another one, which GNU screen and mosh promise and do not
    // have. There the prompt would come to stand in the board's last row.
    werase(screen_window())
    wrefresh(screen_window())
    var last = output.drawn() + TerminalModes.pasteOff
    if isCursorVisible == false { curs_set(1) }
    isCursorVisible = nil
    endwin()
    last += output.drawn()
    output.finish(last, instead: Capabilities.restoring(rows: size.rows))
    // What came while the line took that.
    input.dropReplies()
    var modes = modesBefore
    // Not drained first: a line that takes nothing more must not keep the program from ending.
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
    CrashGuard.disarm()
    messages.stop()
  }

  /// Takes the terminal back after `leave`: modes on, size read anew; another one is the next input.
  ///
  /// The next `show` sends every cell.
  package func enter() {
    guard state == .away else { return }
    state = .up
    messages.start()
    CrashGuard.arm(bytes: Capabilities.restoring(rows: size.rows), modes: modesBefore, line: output.descriptor)
    takeModes()
    // Whoever had the terminal may have let its window grow; the signal alone finds nothing new any more.
    if resize() { input.queue(.resize(size)) }
    send(Capabilities.bytes("smkx") + TerminalModes.pasteOn)
    invalidate()
  }

  private func takeModes() {
    var modes = boardModes
    // Not by ncurses, which waits for the line to take what stands in it.
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
  }

  /// Stops as Ctrl-Z does, with the whole process group, and comes back with `.resumed` as the next input.
  package func suspend() {
    guard state == .up else { return }
    leave()
    var standard = sigaction()
    standard.__sigaction_handler.sa_handler = SIG_DFL
    let before = installed(standard, for: [SIGTSTP])
    kill(0, SIGTSTP)
    restoreActions(before)
    SignalFlags.stopAsked.store(false, ordering: .relaxed)
    SignalFlags.continued.store(false, ordering: .relaxed)
    enter()
    input.queue(.resumed)
  }

  /// Takes up after a stop that nobody announced (SIGSTOP): the shell has been on this screen.
  func resume() {
    guard state == .up else { return }
    takeModes()
    if resize() { input.queue(.resize(size)) }
    send(Capabilities.bytes("smkx") + TerminalModes.pasteOn)
    invalidate()
    input.queue(.resumed)
  }

  /// Reads the size and tells ncurses; true when it is another.
  func resize() -> Bool {
    let measured = Terminal.measuredSize()
    guard is_term_resized(Int32(measured.rows), Int32(measured.columns)) || measured != size else { return false }
    resizeterm(Int32(measured.rows), Int32(measured.columns))
    let isChanged = measured != size
    size = measured
    shown = nil
    if state == .up {
      CrashGuard.arm(bytes: Capabilities.restoring(rows: size.rows), modes: modesBefore, line: output.descriptor)
    }
    return isChanged
  }

  private func send(_ bytes: [UInt8]) {
    output.queue(bytes)
    output.push()
  }

  /// Dies by a signal, as whoever started the program expects after it asked for that.
  ///
  /// Close the terminal first.
  package static func die(by signal: Int32) -> Never {
    var standard = sigaction()
    standard.__sigaction_handler.sa_handler = SIG_DFL
    _ = installed(standard, for: [signal])
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, signal)
    sigprocmask(SIG_UNBLOCK, &set, nil)
    raise(signal)
    exit(128 + signal)
  }
}
