import Foundation
import Glibc

/// The real program under a pseudo-terminal, every byte of which is counted.
final class BoardProcess {
  private let master: Int32
  private var process = pid_t()
  private let started = ContinuousClock.now

  /// How long nothing comes when a picture stands still, in milliseconds.
  private static let quiet: Int32 = 60

  /// What came, and how long after the question its first byte did.
  struct Answer {
    var bytes = 0
    var delay = Duration.zero
  }

  // From <asm-generic/ioctls.h>: TIOCSPTLCK and TIOCGPTN, which C computes and Swift therefore does not see.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430
  // From <spawn.h>: POSIX_SPAWN_SETSID.
  private static let newSession: Int16 = 0x80

  init(program: URL, arguments: [String], rows: UInt16, columns: UInt16) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (locked, number): (Int32, UInt32) = (0, 0)
    guard master >= 0, ioctl(master, Self.setLock, &locked) == 0, ioctl(master, Self.getNumber, &number) == 0 else {
      throw Trouble("no pseudo-terminal can be opened here")
    }
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    process = try Self.spawn([program.path] + arguments, on: "/dev/pts/\(number)")
  }

  deinit {
    if process > 0 { end() }
    close(master)
  }

  /// Starts it as the leader of a session of its own, whose terminal is the first one that it opens.
  private static func spawn(_ words: [String], on terminal: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.newSession)
    let variables = ["TERM=xterm-256color", "LANG=C.UTF-8", "TZ=UTC", "HOME=/nonexistent"]
    var (arguments, environment) = (words.map { strdup($0) } + [nil], variables.map { strdup($0) } + [nil])
    defer { for text in arguments + environment { free(text) } }
    var process = pid_t()
    guard posix_spawn(&process, words[0], &actions, &attributes, &arguments, &environment) == 0 else {
      throw Trouble("\(words[0]) cannot be started")
    }
    return process
  }

  /// The first screen: the bytes of it, when it was whole, and when the deals that need attention were counted too.
  func firstScreen() throws -> (bytes: Int, whole: Duration, counted: Duration) {
    // The footer's right end is the last that is drawn.
    let picture = try read(until: "help")
    let whole = ContinuousClock.now - started
    // Then the dots in the place of the count become a number.
    let count = wait(10_000)?.count ?? 0
    let counted = ContinuousClock.now - started
    return (picture.count + count + settle(), whole, counted)
  }

  /// Types, and takes what comes until the picture stands still.
  @discardableResult
  func press(_ keys: String) -> Answer {
    let typed = Array(keys.utf8)
    let start = ContinuousClock.now
    _ = write(master, typed, typed.count)
    var answer = Answer()
    answer.bytes = wait(1000).map(\.count) ?? 0
    answer.delay = ContinuousClock.now - start
    answer.bytes += settle()
    return answer
  }

  /// How many bytes come until nothing has for a while.
  private func settle() -> Int {
    var bytes = 0
    while let more = wait(Self.quiet) { bytes += more.count }
    return bytes
  }

  private func read(until words: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while !contains(words, bytes) {
      guard let more = wait(10_000) else {
        throw Trouble("the board never showed \"\(words)\", only \(String(decoding: bytes.suffix(200), as: UTF8.self))")
      }
      bytes += more
    }
    return bytes
  }

  private func contains(_ words: String, _ bytes: [UInt8]) -> Bool {
    String(decoding: bytes, as: UTF8.self).contains(words)
  }

  /// What has come; nil when nothing does in time.
  private func wait(_ milliseconds: Int32) -> [UInt8]? {
    var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = Glibc.read(master, &buffer, buffer.count)
    return count > 0 ? Array(buffer[..<count]) : nil
  }

  /// Resident memory in KiB.
  var residentMemory: Int {
    let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }

  /// Ends it as closing the terminal's window would, whatever has the keys.
  func end() {
    kill(process, SIGHUP)
    for _ in 0..<100 {
      if waitpid(process, nil, WNOHANG) != 0 { return process = 0 }
      usleep(10_000)
    }
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    process = 0
  }
}
