package import Glibc

/// How a program ended.
package enum Ending: Hashable {
  case exited(Int32)
  case signaled(Int32)

  package init(status: Int32) {
    let signal = status & 0x7f
    self = signal == 0 ? .exited(status >> 8 & 0xff) : .signaled(signal)
  }
}

/// What could not be done to bring a test about.
package struct Trouble: Error, CustomStringConvertible {
  package let description: String

  package init(_ words: String) {
    description = words
  }
}

/// A program of its own, started as a shell would start it; it goes with the value.
///
/// Not by Foundation's `Process`, which waits for whoever holds its pipes, such as a tmux server, and whose children
/// inherit a mask of blocked signals from the test's thread: what they do on a resize or a SIGTERM would mean nothing.
package final class Child {
  package let id: pid_t
  package private(set) var ending: Ending?

  /// What the program reads and writes.
  package enum Streams {
    /// The name of a terminal, which becomes the one that controls it.
    case terminal(String)
    case descriptors(input: Int32, output: Int32, errors: Int32)
  }

  package init(_ words: [String], environment: [String: String], on streams: Streams) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    Child.connect(streams, &actions)
    // All that tests of this run may have open just now; closing what is not open is no error here.
    for descriptor in Int32(3)..<512 { posix_spawn_file_actions_addclose(&actions, descriptor) }
    var attributes = Child.freshAttributes()
    defer { posix_spawnattr_destroy(&attributes) }
    var id = pid_t()
    let variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
    let name = words.first ?? ""
    let fault = Child.withPointers(to: words) { words in
      Child.withPointers(to: variables) { posix_spawnp(&id, name, &actions, &attributes, words, $0) }
    }
    guard fault == 0 else { throw Trouble("\(name): \(String(cString: strerror(fault))); is it installed?") }
    self.id = id
  }

  deinit {
    guard ending == nil else { return }
    Glibc.kill(id, SIGKILL)
    waitpid(id, nil, 0)
  }

  package func send(_ signal: Int32) {
    if ending == nil { Glibc.kill(id, signal) }
  }

  /// How it ended; a failure as long as it has not.
  package func end() throws -> Ending {
    if let ending { return ending }
    var status = Int32()
    guard waitpid(id, &status, WNOHANG) == id else { throw Trouble("The program has not ended.") }
    let ending = Ending(status: status)
    self.ending = ending
    return ending
  }

  // MARK: Spawning

  private static func connect(_ streams: Streams, _ actions: inout posix_spawn_file_actions_t) {
    switch streams {
    case .terminal(let name):
      // The child leads a session by now, so that the terminal it opens becomes its own.
      posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    case .descriptors(let input, let output, let errors):
      posix_spawn_file_actions_adddup2(&actions, input, 0)
      posix_spawn_file_actions_adddup2(&actions, output, 1)
      posix_spawn_file_actions_adddup2(&actions, errors, 2)
    }
  }

  /// A session of its own, no signal blocked, none ignored.
  private static func freshAttributes() -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    // POSIX_SPAWN_SETSID is 0x80 in glibc's header, where a condition hides it from Swift.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | 0x80))
    return attributes
  }

  private static func withPointers<Result>(
    to words: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = words.map { strdup($0) }
    defer { pointers.forEach { free($0) } }
    return body(pointers + [nil])
  }
}
