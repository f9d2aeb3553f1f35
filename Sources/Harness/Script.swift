import Glibc

/// A command that is asked through pipes, a line at a time, such as `api --batch`.
package final class Script {
  package let program: Child
  /// The whole lines that it has answered so far.
  package private(set) var answers: [String] = []
  private let input: Int32
  private let output: Int32
  private var rest: [UInt8] = []
  private var isAsked = true

  /// Starts the command on the sandbox's database; what it says on its error output is added to the file `errors` there.
  package init(_ sandbox: Sandbox, _ arguments: [String]) throws {
    var (asking, answering): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    let errors = open(sandbox.home + "/errors", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard errors >= 0, pipe(&asking) == 0, pipe(&answering) == 0 else { throw Trouble("There are no pipes to be had.") }
    defer { for descriptor in [errors, asking[0], answering[1]] { close(descriptor) } }
    for descriptor in asking + answering { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    (input, output) = (asking[1], answering[0])
    program = try Child(
      try sandbox.words(arguments), environment: sandbox.environment,
      on: .descriptors(input: asking[0], output: answering[1], errors: errors))
  }

  deinit {
    finish()
    close(output)
  }

  /// Sends a line. One that ended meanwhile gets nothing; SIGPIPE must be ignored.
  package func ask(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(input, bytes, bytes.count)
  }

  /// Says that no more lines come.
  package func finish() {
    if isAsked { close(input) }
    isAsked = false
  }

  /// Waits so long for more answers, and takes what is there; false once there will be no more.
  @discardableResult
  package func take(within limit: Duration) -> Bool {
    var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, Int32(milliseconds(limit))) > 0 else { return true }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(output, &buffer, buffer.count)
    guard count > 0 else { return false }
    rest += buffer[..<count]
    let lines = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    answers += lines.dropLast().map { String(decoding: $0, as: UTF8.self) }
    rest = lines.last.map { Array($0) } ?? []
    return true
  }

  /// Takes answers until it ends, and says how it did.
  package func end(within limit: Duration) throws -> Ending {
    let end = ContinuousClock.now + limit
    while take(within: .milliseconds(100)), ContinuousClock.now < end {}
    return try until(within: .seconds(2)) { try program.end() }
  }
}
