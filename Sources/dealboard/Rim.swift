import Board
import Commands
import Curses
import Glibc
import Sales
import Screen
import Storage

/// Where the program meets the system: everything that the commands take from the world, from the C library.
enum Rim {
  static func platform(_ farewell: Farewell) -> Platform {
    tzset()
    let variables = environment(
      TerminalOptions.variables + Notation.variables + Gateway.variables + [
        "COLUMNS", "DEALBOARD_DB", "EDITOR", "HOME", "TMPDIR", "VISUAL", "XDG_DATA_HOME", "XDG_STATE_HOME",
      ])
    return Platform(
      arguments: arguments, variables: variables, takesUTF8: { takesUTF8 }, login: login,
      home: home(variables), out: output(STDOUT_FILENO, variables),
      errors: output(STDERR_FILENO, variables), clock: StoreOptions.systemClock, zone: zone,
      files: FileSystem.files(temporaryFolder: variables["TMPDIR"] ?? "/tmp"), watchInterrupts: Interrupts.watch,
      wait: wait,
      openStore: { path, clock throws(StoreError) in
        var options = StoreOptions(clock: clock)
        options.tellWaiting = { _ = FileSystem.write(Array("dealboard: \($0)\n".utf8), to: STDERR_FILENO) }
        return try SQLiteStore.open(path: path, options: options)
      },
      restore: { path, backup throws(StoreError) in try SQLiteStore.restore(path, from: backup) },
      share: { path, group throws(StoreError) in try SQLiteStore.share(path, with: group) },
      openTerminal: { () throws(BoardUnavailable) in try openTerminal(variables, farewell) },
      writerNotes: { WriterNoteFile(database: $0).notes }, keyGuides: { KeyGuide.all })
  }

  /// Asked once, when something is printed that depends on it.
  private static let takesUTF8 = localeTakesUTF8()

  /// A pipe without a reader, or a terminal that is gone, ends the waiting; so does a signal.
  private static func wait(_ milliseconds: Int) -> Bool {
    var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    return poll(&output, 1, Int32(milliseconds)) <= 0
  }

  private static var arguments: [[UInt8]] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      CommandLine.unsafeArgv[index].map { word in
        Array(UnsafeRawBufferPointer(start: word, count: strlen(word)))
      }
    }
  }

  private static func environment(_ names: [String]) -> [String: String] {
    var found: [String: String] = [:]
    for name in names { found[name] = getenv(name).map { String(cString: $0) } }
    return found
  }

  private static var account: (name: String, home: String)? {
    guard let entry = getpwuid(getuid())?.pointee, let name = entry.pw_name, let home = entry.pw_dir else { return nil }
    return (String(cString: name), String(cString: home))
  }

  static func home(_ variables: [String: String]) -> String { variables["HOME"] ?? account?.home ?? "/" }

  /// A user without an account, as in a container, is known by number.
  private static func login() -> String { account?.name ?? "user\(getuid())" }

  private static let zone = Zone { moment in
    var seconds = time_t(moment.seconds)
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else { return 0 }
    return parts.tm_gmtoff
  }

  private static func output(_ descriptor: Int32, _ variables: [String: String]) -> Output {
    guard isatty(descriptor) == 1 else {
      return Output(isTerminal: false, width: nil) { FileSystem.write($0, to: descriptor) }
    }
    // `struct winsize`: rows, columns, and two that nobody fills.
    var size = [UInt16](repeating: 0, count: 4)
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size[1] > 0
    let width = isKnown ? Int(size[1]) : variables["COLUMNS"].flatMap { Int($0) } ?? 80
    return Output(
      isTerminal: true, width: max(20, width),
      isReady: {
        var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&state, 1, 0) > 0
      }
    ) { FileSystem.write($0, to: descriptor) }
  }
}
