import Glibc
import Synchronization

/// Ctrl-C and the other signals to end, as a question that a command asks now and then, so that it can put things away
/// first.
enum Interrupts {
  private static let received = Atomic<Int32>(0)

  /// The signal that came; nil when none did.
  static var signal: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// From now on the first signal only sets a mark. A second one ends the program at once; the database survives that.
  static func watch() -> () -> Bool {
    // A handler may not be the first to touch what is made on first use.
    _ = signal
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      sigaction(number, nil, &action)
      // What is ignored from the start, as under nohup, stays ignored.
      if unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        continue
      }
      action.__sigaction_handler.sa_handler = { number in Interrupts.received.store(number, ordering: .relaxed) }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      sigaction(number, &action, nil)
    }
    return { signal != nil }
  }
}
