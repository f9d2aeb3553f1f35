import Glibc
import Synchronization

/// Ctrl-C as a question that a long command asks now and then, so that it can roll back first.
enum Interrupts {
  private static let wasAsked = Atomic(false)

  /// From now on the first Ctrl-C only sets a mark. A second one ends the program at once; the database survives that.
  static func watch() -> () -> Bool {
    // A handler may not be the first to touch what is made on first use.
    wasAsked.store(false, ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Interrupts.wasAsked.store(true, ordering: .relaxed) }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(SIGINT, &action, nil)
    return { wasAsked.load(ordering: .relaxed) }
  }
}
