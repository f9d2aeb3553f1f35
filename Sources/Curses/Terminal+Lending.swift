import Glibc
import Screen
import Synchronization

extension Terminal {
  /// Runs a shell command on the terminal, which is given back for it and taken again; its exit code, or nil when no
  /// shell could be started.
  ///
  /// Ctrl-C is the command's meanwhile. Ctrl-Z stops both, so that the shell gets its prompt and `fg` brings both back.
  /// Any other signal that ends this program is passed on to the command, which then has a second to save.
  package func run(_ command: String) -> Int32? {
    leave()
    // The time of the end begins once the command has ended.
    SignalFlags.isLent.store(true, ordering: .relaxed)
    defer { SignalFlags.isLent.store(false, ordering: .relaxed) }
    var (standard, ignored) = (sigaction(), sigaction())
    standard.__sigaction_handler.sa_handler = SIG_DFL
    ignored.__sigaction_handler.sa_handler = SIG_IGN
    let before = installed(standard, for: [SIGTSTP, SIGPIPE]).merging(installed(ignored, for: [SIGINT, SIGQUIT])) {
      first, _ in first
    }
    let status = LentProgram(command)?.wait()
    restoreActions(before)
    enter()
    input.queue(.resumed)
    guard let status else { return nil }
    let isExit = status & 0x7f == 0
    return isExit ? status >> 8 & 0xff : 128 + status & 0x7f
  }
}

/// A shell command that has the terminal.
private struct LentProgram {
  private let id: pid_t

  /// How long it may take to end after the signal, in milliseconds.
  private static let patience = 1_000

  /// Nil when no shell could be started.
  init?(_ command: String) {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var usual = sigset_t()
    sigemptyset(&usual)
    for signal in [SIGINT, SIGQUIT, SIGTSTP, SIGPIPE] { sigaddset(&usual, signal) }
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let words: [UnsafeMutablePointer<CChar>?] = ["sh", "-c", command].map { (word: String) in strdup(word) } + [nil]
    defer { words.forEach { free($0) } }
    var id = pid_t()
    guard posix_spawn(&id, "/bin/sh", nil, &attributes, words, environ) == 0 else { return nil }
    self.id = id
  }

  /// Waits for its end, which a signal to this program brings about; the status that `waitpid` tells.
  func wait() -> Int32? {
    var noted = sigaction()
    noted.__sigaction_handler.sa_handler = { _ in }
    let before = installed(noted, for: [SIGCHLD])
    defer { restoreActions(before) }
    // Blocked while it looks, so that none comes between the look and the sleep.
    var (awaited, usual) = (sigset_t(), sigset_t())
    sigemptyset(&awaited)
    for signal in SignalFlags.handled + [SIGCHLD] { sigaddset(&awaited, signal) }
    sigprocmask(SIG_BLOCK, &awaited, &usual)
    defer { sigprocmask(SIG_SETMASK, &usual, nil) }
    while true {
      var status: Int32 = 0
      let ended = waitpid(id, &status, WNOHANG)
      if ended == id { return status }
      if ended < 0 { return nil }
      if let signal = SignalFlags.toEnd { return end(by: signal) }
      sigsuspend(&usual)
    }
  }

  private func end(by signal: Int32) -> Int32? {
    // The shell may have started the program instead of becoming it, and some save after the shell has gone.
    let programs = [id] + Self.children(of: id)
    for program in programs { kill(program, signal) }
    let end = monotonicMilliseconds() + Self.patience
    var status: Int32?
    while monotonicMilliseconds() < end, programs.contains(where: { kill($0, 0) == 0 }) {
      var ended: Int32 = 0
      if status == nil, waitpid(id, &ended, WNOHANG) == id { status = ended }
      usleep(10_000)
    }
    for program in programs.dropFirst() { kill(program, SIGKILL) }
    if status != nil { return status }
    kill(id, SIGKILL)
    var ended: Int32 = 0
    return waitpid(id, &ended, 0) == id ? ended : nil
  }

  /// The programs that a process has started, and those that they have.
  private static func children(of id: pid_t) -> [pid_t] {
    let file = open("/proc/\(id)/task/\(id)/children", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1000)
    let count = read(file, &bytes, bytes.count)
    let ids = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: " ").compactMap {
      pid_t($0)
    }
    return ids + ids.flatMap { children(of: $0) }
  }
}
