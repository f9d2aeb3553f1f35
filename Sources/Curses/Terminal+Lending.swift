import Glibc
import Screen
import Synchronization

extension Terminal {
  /// Runs a shell command on the terminal, which is given back for it and taken again; its exit code, or nil when no
  /// shell could be started.
  ///
  /// Ctrl-C is the command's meanwhile. Ctrl-Z stops both, so that the shell gets its prompt and `fg` brings both back.
  package func run(_ command: String) -> Int32? {
    leave()
    // They wait for the command's end; the program that somebody types in is not to lose the terminal meanwhile.
    SignalFlags.isLent.store(true, ordering: .relaxed)
    defer { SignalFlags.isLent.store(false, ordering: .relaxed) }
    var standard = sigaction()
    standard.__sigaction_handler.sa_handler = SIG_DFL
    let before = installed(standard, for: [SIGTSTP, SIGPIPE])
    // `system` ignores SIGINT and SIGQUIT here for as long as the command runs.
    let status = system(command)
    restoreActions(before)
    enter()
    input.queue(.resumed)
    guard status != -1 else { return nil }
    let isExit = status & 0x7f == 0
    return isExit ? status >> 8 & 0xff : 128 + status & 0x7f
  }
}
