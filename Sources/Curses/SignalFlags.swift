import Glibc
import Synchronization

/// What signal handlers leave behind for the loop to find.
///
/// A handler may touch nothing but lock-free atomics and calls that are safe in one; it is a closure without captures,
/// and each atomic here is touched once before any handler is installed, since the first touch of a static runs its
/// initializer.
enum SignalFlags {
  /// The signal that asks the program to end; 0 for none.
  ///
  /// The first one counts.
  static let ending = Atomic<Int32>(0)
  static let hangUp = Atomic<Bool>(false)
  static let resized = Atomic<Bool>(false)
  static let stopAsked = Atomic<Bool>(false)
  static let continued = Atomic<Bool>(false)
  /// The signal that is to end the program; nil for none.
  static var toEnd: Int32? {
    if hangUp.load(ordering: .acquiring) { return SIGHUP }
    let signal = ending.load(ordering: .acquiring)
    return signal == 0 ? nil : signal
  }

  /// Whether another program has the terminal, so that the time to end begins when that has ended.
  static let isLent = Atomic<Bool>(false)
  /// The signal that the program dies by if it has not ended when the time is over; 0 while none came.
  private static let overdue = Atomic<Int32>(0)
  /// The end of the pipe that wakes the loop; -1 for none.
  private static let wakeDescriptor = Atomic<Int32>(-1)

  /// Signals whose usual effect is the end of the program, without those of a fault in it (`CrashGuard.fatal`).
  static let deadly: [Int32] =
    [SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF]
    + [SIGSTKFLT, SIGIO, SIGPWR] + Array(firstRealTime...lastRealTime)
  private static let firstRealTime: Int32 = 34
  private static let lastRealTime: Int32 = 64
  /// What each signal that the board lives through or ends by sets.
  static let handled: [Int32] = deadly + [SIGWINCH, SIGTSTP, SIGCONT]

  /// How long a signal to end may wait for the loop, and how long the end may take then, in microseconds.
  private static let (patience, endTime) = (1_000_000, 1_600_000)

  /// Makes the flags ready for handlers that wake a loop through `descriptor`.
  static func prepare(wake descriptor: Int32) {
    ending.store(0, ordering: .relaxed)
    hangUp.store(false, ordering: .relaxed)
    resized.store(false, ordering: .relaxed)
    stopAsked.store(false, ordering: .relaxed)
    continued.store(false, ordering: .relaxed)
    isLent.store(false, ordering: .relaxed)
    overdue.store(0, ordering: .relaxed)
    wakeDescriptor.store(descriptor, ordering: .releasing)
  }

  /// Installs one handler for all of them. What was ignored from the start, as under nohup, stays ignored.
  static func install() -> [Int32: sigaction] {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { SignalFlags.note($0) }
    // No SA_RESTART: a signal is to interrupt the wait.
    return installed(action, for: handled.filter { !isIgnored($0) })
  }

  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    sigaction(signal, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Gives the end, which the loop has heard of, its own time.
  static func watchEnd(_ signal: Int32) {
    _ = overdue.compareExchange(expected: 0, desired: signal, ordering: .acquiringAndReleasing)
    setTimer(microseconds: endTime)
  }

  /// The end has come as it should.
  static func endWatch() {
    if overdue.exchange(0, ordering: .sequentiallyConsistent) != 0 { setTimer(microseconds: 0) }
  }

  /// Async-signal-safe.
  private static func note(_ signal: Int32) {
    let savedError = errno
    switch signal {
    case SIGHUP: hangUp.store(true, ordering: .releasing)
    case SIGWINCH: resized.store(true, ordering: .releasing)
    case SIGTSTP: stopAsked.store(true, ordering: .releasing)
    case SIGCONT: continued.store(true, ordering: .releasing)
    case SIGALRM where overdue.load(ordering: .acquiring) != 0:
      CrashGuard.end(by: overdue.load(ordering: .acquiring))
    default: _ = ending.compareExchange(expected: 0, desired: signal, ordering: .acquiringAndReleasing)
    }
    if signal != SIGWINCH, signal != SIGTSTP, signal != SIGCONT, !isLent.load(ordering: .acquiring),
      overdue.compareExchange(expected: 0, desired: signal, ordering: .acquiringAndReleasing).exchanged
    {
      setTimer(microseconds: patience)
    }
    var byte: UInt8 = 0
    let descriptor = wakeDescriptor.load(ordering: .acquiring)
    if descriptor >= 0 { _ = write(descriptor, &byte, 1) }
    errno = savedError
  }

  /// SIGALRM after so long; 0 takes it back. One system call, which a handler may make.
  private static func setTimer(microseconds: Int) {
    var timer = itimerval()
    timer.it_value = timeval(tv_sec: microseconds / 1_000_000, tv_usec: microseconds % 1_000_000)
    setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
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
