import Glibc

/// A terminal that keeps every byte sent to it: for what a picture does not tell.
package final class PseudoTerminal {
  package let program: Child
  /// Everything sent so far.
  package private(set) var bytes: [UInt8] = []
  /// The terminal's modes before the program ran.
  package let modesBefore: [UInt8]
  private let master: Int32
  /// Kept open, so that the modes can be read when the program has gone.
  private let slave: Int32
  private var isHungUp = false

  /// Starts the program; without other words, the board on the sandbox's database.
  package init(_ sandbox: Sandbox, _ words: [String]? = nil, columns: UInt16 = 100, rows: UInt16 = 24) throws {
    // What posix_openpt, unlockpt and ptsname do, which Swift does not see.
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (locked, number): (Int32, UInt32) = (0, 0)
    guard master >= 0, ioctl(master, PseudoTerminal.setLock, &locked) == 0,
      ioctl(master, PseudoTerminal.getNumber, &number) == 0
    else { throw Trouble("There is no pseudo-terminal to be had.") }
    let path = "/dev/pts/\(number)"
    slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    // Not what terminals begin with: restoring the usual modes rather than the ones found would be seen.
    var modes = termios()
    tcgetattr(slave, &modes)
    modes.c_iflag |= tcflag_t(IUTF8 | IXANY)
    tcsetattr(slave, TCSANOW, &modes)
    modesBefore = PseudoTerminal.modes(of: slave)
    PseudoTerminal.setSize(master, columns: columns, rows: rows)
    program = try Child(words ?? sandbox.words([]), environment: sandbox.environment, on: .terminal(path))
  }

  deinit {
    if !isHungUp { close(master) }
    close(slave)
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }
  package var modes: [UInt8] { PseudoTerminal.modes(of: slave) }

  // MARK: Typing

  package func type(_ text: String) {
    type(bytes: Array(text.utf8))
  }

  package func type(bytes: [UInt8]) {
    _ = Glibc.write(master, bytes, bytes.count)
  }

  package func resize(columns: UInt16, rows: UInt16) {
    PseudoTerminal.setSize(master, columns: columns, rows: rows)
  }

  /// Stops and starts output (TCOOFF and TCOON).
  package func flow(_ action: Int32) {
    tcflow(slave, action)
  }

  /// The line breaks: no more reading or writing.
  package func hangUp() {
    close(master)
    isHungUp = true
  }

  // MARK: Looking

  /// Waits so long for bytes and returns how many came at first.
  @discardableResult
  package func read(within limit: Duration) -> Int {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, Int32(milliseconds(limit))) > 0 else { return 0 }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = Glibc.read(master, &buffer, buffer.count)
    if count > 0 { bytes += buffer[..<count] }
    return max(0, count)
  }

  /// Takes what is there; only so much of it, should the program never stop.
  private func drain() {
    for _ in 0..<64 where read(within: .zero) == 0 { return }
  }

  /// Waits for words in what was sent since so many bytes.
  package func see(_ words: String, since start: Int = 0) throws {
    try until {
      drain()
      guard String(decoding: bytes[start...], as: UTF8.self).contains(words) else {
        throw Trouble("Not sent: \(words)\nbut \(text.debugDescription)")
      }
    }
  }

  /// Waits until nothing has been sent for some time, since a picture may come in pieces.
  package func settle(for quiet: Duration = .milliseconds(400)) throws {
    let end = ContinuousClock.now + .seconds(10)
    while read(within: quiet) > 0 {
      guard ContinuousClock.now < end else { throw Trouble("The program does not stop sending.") }
    }
  }

  /// Waits for the program's end; what it sends meanwhile is kept.
  package func end() throws -> Ending {
    try until {
      drain()
      let ending = try program.end()
      drain()
      return ending
    }
  }

  // MARK: The device

  /// TIOCSPTLCK and TIOCGPTN of Linux.
  private static let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

  private static func setSize(_ master: Int32, columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// What `stty -g` shows, as bytes.
  private static func modes(of terminal: Int32) -> [UInt8] {
    var modes = termios()
    tcgetattr(terminal, &modes)
    return withUnsafeBytes(of: modes) { Array($0) }
  }
}
