import Glibc
import Synchronization

/// What signal handlers leave behind for the loop to find.
///
/// A handler may touch nothing but lock-free atomics and `write`; it is a closure without captures, and each atomic here
/// is touched once before any handler is installed, since the first touch of a static runs its initializer.
enum SignalFlags {
  /// The signal that asks the program to end; 0 for none.
  ///
  /// The first one counts.
  static let ending = Atomic<Int32>(0)
  static let hangUp = Atomic<Bool>(false)
  static let resized = Atomic<Bool>(false)
  static let stopAsked = Atomic<Bool>(false)
  static let continued = Atomic<Bool>(false)
  /// The end of the pipe that wakes the loop; -1 for none.
  private static let wakeDescriptor = Atomic<Int32>(-1)

  /// What each signal that the board lives through or ends by sets.
  static let handled: [Int32] = [SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT]

  /// Makes the flags ready for handlers that wake a loop through `descriptor`.
  static func prepare(wake descriptor: Int32) {
    ending.store(0, ordering: .relaxed)
    hangUp.store(false, ordering: .relaxed)
    resized.store(false, ordering: .relaxed)
    stopAsked.store(false, ordering: .relaxed)
    continued.store(false, ordering: .relaxed)
    wakeDescriptor.store(descriptor, ordering: .releasing)
  }

  /// Installs one handler for all of them.
  static func install() -> [Int32: sigaction] {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { SignalFlags.note($0) }
    // No SA_RESTART: a signal is to interrupt the wait.
    return installed(action, for: handled)
  }

  /// Async-signal-safe.
  private static func note(_ signal: Int32) {
    let savedError = errno
    switch signal {
    case SIGHUP: hangUp.store(true, ordering: .releasing)
    case SIGWINCH: resized.store(true, ordering: .releasing)
    case SIGTSTP: stopAsked.store(true, ordering: .releasing)
    case SIGCONT: continued.store(true, ordering: .releasing)
    default: _ = ending.compareExchange(expected: 0, desired: signal, ordering: .acquiringAndReleasing)
    }
    var byte: UInt8 = 0
    let descriptor = wakeDescriptor.load(ordering: .acquiring)
    if descriptor >= 0 { _ = write(descriptor, &byte, 1) }
    errno = savedError
  }
}

/// Sets an action for signals and returns what was there before.
func installed(_ action: sigaction, for signals: [Int32]) -> [Int32: sigaction] {
  var action = action
  return signals.reduce(into: [:]) { before, signal in
    var old = sigaction()
    if sigaction(signal, &action, &old) == 0 { before[signal] = old }
  }
}

/// Puts back what `installed` returned.
func restoreActions(_ actions: [Int32: sigaction]) {
  for (signal, action) in actions {
    var action = action
    sigaction(signal, &action, nil)
  }
}
