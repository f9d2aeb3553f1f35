import Glibc
import Synchronization

/// Restores the terminal when the program traps or crashes while the screen is up.
///
/// A trap runs no deinit, so a handler does it, with nothing but `write` and `tcsetattr`, both async-signal-safe, and with
/// bytes that were put together beforehand. Then the handler that was there before gets the signal, so that the
/// process dies as it would have, and the runtime's own message stands on the normal screen.
enum CrashGuard {
  static let fatal: [Int32] = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS]

  private static let isArmed = Atomic<Bool>(false)
  private static let bytesAddress = Atomic<UInt>(0)
  private static let byteCount = Atomic<Int>(0)
  private static let modesAddress = Atomic<UInt>(0)
  private static let actionsAddress = Atomic<UInt>(0)
  private static let keptOutput = Atomic<Int32>(-1)
  private static let realOutput = Atomic<Int32>(-1)
  private static let lineDescriptor = Atomic<Int32>(-1)

  /// Takes what has to be done: the bytes that restore the screen, and the terminal's modes from before.
  ///
  /// Both are copied to memory that is never given back, as a handler may read it at any time; this happens once a start
  /// and once a resize, a few dozen bytes each.
  static func arm(bytes: [UInt8], modes: termios, line: Int32) {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
    copy.update(from: bytes, count: bytes.count)
    let modesCopy = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    modesCopy.initialize(to: modes)
    isArmed.store(false, ordering: .sequentiallyConsistent)
    lineDescriptor.store(line, ordering: .relaxed)
    bytesAddress.store(UInt(bitPattern: copy), ordering: .relaxed)
    byteCount.store(bytes.count, ordering: .relaxed)
    modesAddress.store(UInt(bitPattern: modesCopy), ordering: .relaxed)
    isArmed.store(true, ordering: .sequentiallyConsistent)
  }

  /// Where messages are kept while the screen is up, and where they go; -1 for nowhere.
  static func route(kept: Int32, real: Int32) {
    keptOutput.store(kept, ordering: .relaxed)
    realOutput.store(real, ordering: .relaxed)
  }

  static func disarm() {
    isArmed.store(false, ordering: .sequentiallyConsistent)
  }

  /// Installs the handlers, on a stack of their own since an overflow of the usual one is among the causes.
  static func install() -> [Int32: sigaction] {
    let size = 64 * 1024
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    stack.ss_size = size
    sigaltstack(&stack, nil)
    let old = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
    old.initialize(repeating: sigaction(), count: 65)
    for signal in fatal { sigaction(signal, nil, old + Int(signal)) }
    actionsAddress.store(UInt(bitPattern: old), ordering: .sequentiallyConsistent)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { CrashGuard.crashed($0) }
    action.sa_flags = SA_ONSTACK
    return installed(action, for: fatal)
  }

  /// Async-signal-safe.
  private static func crashed(_ signal: Int32) {
    restore()
    // The signal is blocked while this runs; raised again, it reaches the handler from before as soon as this returns.
    if let old = UnsafeMutablePointer<sigaction>(bitPattern: actionsAddress.load(ordering: .relaxed)) {
      sigaction(signal, old + Int(signal), nil)
    }
    raise(signal)
  }

  /// Restores the terminal and ends the program by a signal, from a handler. Async-signal-safe.
  static func end(by signal: Int32) -> Never {
    restore()
    var standard = sigaction()
    standard.__sigaction_handler.sa_handler = SIG_DFL
    sigaction(signal, &standard, nil)
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, signal)
    sigprocmask(SIG_UNBLOCK, &set, nil)
    raise(signal)
    _exit(128 + signal)
  }

  private static func restore() {
    guard isArmed.exchange(false, ordering: .sequentiallyConsistent) else { return }
    if let bytes = UnsafeRawPointer(bitPattern: bytesAddress.load(ordering: .relaxed)) {
      let line = lineDescriptor.load(ordering: .relaxed)
      // What is on its way may stand in the middle of a sequence, and may leave no room: then it is dropped.
      if !send(bytes, byteCount.load(ordering: .relaxed), to: line) {
        tcflush(line, TCOFLUSH)
        _ = send(bytes, byteCount.load(ordering: .relaxed), to: line)
      }
    }
    if let modes = UnsafePointer<termios>(bitPattern: modesAddress.load(ordering: .relaxed)) {
      tcsetattr(STDIN_FILENO, TCSANOW, modes)
    }
    release(keptOutput.load(ordering: .relaxed), to: realOutput.load(ordering: .relaxed))
  }

  /// Writes all bytes where the descriptor takes them in time. Async-signal-safe.
  private static func send(_ bytes: UnsafeRawPointer, _ count: Int, to descriptor: Int32) -> Bool {
    var done = 0
    while done < count {
      var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      guard poll(&state, 1, 100) > 0, state.revents & Int16(POLLOUT) != 0 else { return false }
      let written = write(descriptor, bytes + done, min(64, count - done))
      guard written > 0 else { return false }
      done += written
    }
    return true
  }

  /// Writes what was kept, as far as it is taken; async-signal-safe.
  static func release(_ kept: Int32, to real: Int32) {
    guard kept >= 0, real >= 0 else { return }
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
      while true {
        let count = read(kept, buffer.baseAddress, buffer.count)
        guard count > 0 else { break }
        guard let bytes = UnsafeRawPointer(buffer.baseAddress), send(bytes, count, to: real) else { break }
      }
    }
    dup2(real, STDERR_FILENO)
  }
}
