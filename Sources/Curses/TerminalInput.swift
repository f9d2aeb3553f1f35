import CNcurses
import Glibc
import Screen

/// Reads the keyboard and hears signals, both through `poll`.
final class TerminalInput {
  private var decoder: KeyDecoder
  private let output: TerminalOutput
  private var queued: [Input] = []
  private var pipe: [Int32] = [-1, -1]
  /// When bytes came last: an undecided ESC waits from then on, however often and briefly it is asked about meanwhile.
  private var lastBytes = 0

  /// What came of a wait.
  enum Event {
    case input(Input)
    /// A signal handler has left something in `SignalFlags`.
    case signal
    /// The terminal has taken everything that was on its way.
    case sent
    /// Nothing in the time given.
    case timeout
    /// End of input, an error, or a hang-up.
    case gone
  }

  init(_ decoder: KeyDecoder, _ output: TerminalOutput) {
    self.decoder = decoder
    self.output = output
    _ = pipe2(&pipe, O_NONBLOCK | O_CLOEXEC)
  }

  /// Where signal handlers write a byte to end a wait.
  var wakeDescriptor: Int32 { pipe[1] }

  /// Gives an input before anything that is read.
  func queue(_ input: Input) {
    queued.append(input)
  }

  func close() {
    for descriptor in pipe where descriptor >= 0 { Glibc.close(descriptor) }
    pipe = [-1, -1]
  }

  /// Waits until a deadline (`now` in milliseconds), for ever without one.
  func next(until deadline: Int?) -> Event {
    while true {
      if !queued.isEmpty { return .input(queued.removeFirst()) }
      let pending: Int?
      switch decoder.next() {
      case .input(let input): return .input(input)
      case .waiting(let milliseconds): pending = max(0, lastBytes + milliseconds - monotonicMilliseconds())
      case .empty: pending = nil
      }
      let left = deadline.map { max(0, $0 - monotonicMilliseconds()) }
      switch wait([left, pending].compactMap { $0 }.min()) {
      case .ready: break
      case .signal: return .signal
      case .sent: return .sent
      case .gone: return .gone
      case .timeout:
        guard let pending, pending <= left ?? .max else { return .timeout }
        decoder.waited()
      }
    }
  }

  private enum Wait {
    case ready, signal, sent, timeout, gone
  }

  private func wait(_ milliseconds: Int?) -> Wait {
    var descriptors = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipe[0], events: Int16(POLLIN), revents: 0),
      pollfd(fd: output.isBusy ? output.descriptor : -1, events: Int16(POLLOUT), revents: 0),
    ]
    let limit = milliseconds.map { Int32(clamping: $0) } ?? -1
    let count = poll(&descriptors, 3, limit)
    if count < 0 { return errno == EINTR ? .signal : .gone }
    if descriptors[1].revents != 0 {
      drain()
      return .signal
    }
    if count == 0 { return .timeout }
    if descriptors[2].revents != 0 { output.push() }
    if descriptors[0].revents != 0 { return readKeys(descriptors[0].revents) }
    return output.isBusy ? .ready : .sent
  }

  private func readKeys(_ events: Int16) -> Wait {
    guard events & Int16(POLLIN) != 0 else { return .gone }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    if count > 0 {
      let now = monotonicMilliseconds()
      decoder.feed(buffer[..<count], after: now - lastBytes)
      lastBytes = now
      return .ready
    }
    return count < 0 && (errno == EINTR || errno == EAGAIN) ? .ready : .gone
  }

  /// Drops what was sent and is not acted on yet, and the rest of an answer of the terminal that has begun, which would
  /// stand at the prompt of whoever gets the terminal: for as long as such rests take on a slow line, at most.
  ///
  /// What waits has to be read for that, so keys among it are lost too.
  func dropReplies() {
    let end = monotonicMilliseconds() + 300
    var isDropped = false
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while monotonicMilliseconds() < end, poll(&waiting, 1, 0) > 0, case .ready = readKeys(waiting.revents) {
      decoder.dropInputs()
    }
    while decoder.isReplyDue {
      isDropped = true
      var line = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      let left = end - monotonicMilliseconds()
      guard left > 0, poll(&line, 1, Int32(left)) > 0, case .ready = readKeys(line.revents) else { break }
      decoder.dropInputs()
    }
    if isDropped { tcflush(STDIN_FILENO, TCIFLUSH) }
    decoder.forget()
  }

  private func drain() {
    var buffer = [UInt8](repeating: 0, count: 64)
    while read(pipe[0], &buffer, buffer.count) > 0 {}
  }
}

/// A clock that never goes back, in milliseconds.
func monotonicMilliseconds() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}
