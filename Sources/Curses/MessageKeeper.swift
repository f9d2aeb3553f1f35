import CNcurses
import Glibc

/// Keeps what is written to standard error while the screen is up, where it would land in the middle of the board.
///
/// It goes into a pipe that never blocks, and to the terminal when the screen is left. Only if standard error is a
/// terminal: sent to a file it harms nothing.
struct MessageKeeper {
  private var kept: Int32 = -1
  private var real: Int32 = -1

  mutating func start() {
    guard kept < 0, isatty(STDERR_FILENO) == 1 else { return }
    var ends: [Int32] = [-1, -1]
    guard pipe2(&ends, O_CLOEXEC | O_NONBLOCK) == 0 else { return }
    real = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    guard real >= 0 else {
      close(ends[0])
      close(ends[1])
      return
    }
    dup2(ends[1], STDERR_FILENO)
    close(ends[1])
    kept = ends[0]
    CrashGuard.route(kept: kept, real: real)
  }

  mutating func stop() {
    guard kept >= 0 else { return }
    CrashGuard.route(kept: -1, real: -1)
    CrashGuard.release(kept, to: real)
    close(kept)
    close(real)
    (kept, real) = (-1, -1)
  }
}
