import Foundation

/// Runs the body as somebody whom files of others are closed to. Root may open everything, and tests often run as root;
/// the file system asks for a thread's own user, so one thread can be somebody else.
func asNobody<Value>(_ body: @escaping () throws -> Value) throws -> Value {
  guard geteuid() == 0 else { return try body() }
  let box = ResultBox<Value>()
  let work = Work {
    setFileUser(65_534)
    box.result = Result { try body() }
  }
  let isDone = DispatchSemaphore(value: 0)
  let thread = Thread {
    work.run()
    isDone.signal()
  }
  thread.stackSize = 8 << 20
  thread.start()
  isDone.wait()
  guard let result = box.result else { throw CancellationError() }
  return try result.get()
}

/// `setfsuid` (sys/fsuid.h), which Glibc's module does not show. It changes the calling thread only, and takes away
/// root's rights to files with it.
private func setFileUser(_ user: UInt32) {
  typealias SetFileUser = @convention(c) (UInt32) -> Int32
  guard let symbol = dlsym(UnsafeMutableRawPointer(bitPattern: 0), "setfsuid") else {
    preconditionFailure("glibc has setfsuid")
  }
  _ = unsafeBitCast(symbol, to: SetFileUser.self)(user)
}

// The thread that starts the other one waits for it, so nothing is shared at the same time.
private final class ResultBox<Value>: @unchecked Sendable {
  var result: Result<Value, any Error>?
}

private final class Work: @unchecked Sendable {
  let run: () -> Void

  init(_ run: @escaping () -> Void) {
    self.run = run
  }
}
