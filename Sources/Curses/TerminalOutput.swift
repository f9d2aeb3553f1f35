import CNcurses
import Glibc

/// What is on its way to the terminal: ncurses draws into memory, and from there the bytes go as the terminal takes them.
///
/// No call here waits longer than it says, so a line that takes nothing holds up neither keys nor signals nor the lock
/// of a change that is being written.
final class TerminalOutput {
  /// Where ncurses writes. It is the terminal itself while ncurses sets it up, and memory from `capture` on.
  let stream: UnsafeMutablePointer<FILE>
  private let memory: Int32
  private var isCapturing = false
  /// Writing here never waits; -1 once closed.
  private var line: Int32
  /// Whether the terminal could be opened anew, without which a write may wait after all.
  private let isPatient: Bool
  private var rest: ArraySlice<UInt8> = []

  /// Bytes at a time where a write may wait: what a terminal takes that is ready to take anything.
  private static let smallest = 64

  init?() {
    let drawing = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    memory = memfd_create("dealboard", 1)
    guard drawing >= 0, memory >= 0, let stream = fdopen(drawing, "w") else { return nil }
    self.stream = stream
    // Through a description of its own: not to wait is a property that the shell's one must not get.
    var name = [CChar](repeating: 0, count: 256)
    let isNamed = ttyname_r(STDOUT_FILENO, &name, name.count) == 0
    let own = isNamed ? open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) : -1
    isPatient = own >= 0
    line = own >= 0 ? own : fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
  }

  /// From now on what ncurses writes stays in memory until `drawn` takes it.
  func capture() {
    fflush(stream)
    isCapturing = dup2(memory, fileno(stream)) >= 0
  }

  /// The descriptor to poll and to write to.
  var descriptor: Int32 { line }
  /// Whether the terminal has not taken everything yet.
  var isBusy: Bool { !rest.isEmpty }

  /// What ncurses has drawn since.
  func drawn() -> [UInt8] {
    guard isCapturing else { return [] }
    let count = Int(lseek(memory, 0, SEEK_CUR))
    guard count > 0 else { return [] }
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, pread(memory, buffer.baseAddress, count, 0))
    }
    lseek(memory, 0, SEEK_SET)
    ftruncate(memory, 0)
    return bytes
  }

  func queue(_ bytes: [UInt8]) {
    rest = rest.isEmpty ? bytes[...] : rest + bytes
  }

  /// Sends what the terminal takes now.
  func push() {
    while !rest.isEmpty {
      if !isPatient, !isReady(within: 0) { return }
      let count = rest.prefix(isPatient ? 1 << 14 : Self.smallest).withUnsafeBytes {
        write(line, $0.baseAddress, $0.count)
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno == EAGAIN {
        return
      } else if count == 0 || errno != EINTR {
        // The terminal is gone, as its input will tell.
        rest = []
      }
    }
  }

  /// Sends everything, waiting so many milliseconds at most; whether it went.
  @discardableResult
  func flush(within milliseconds: Int) -> Bool {
    let end = monotonicMilliseconds() + milliseconds
    push()
    while isBusy {
      let left = end - monotonicMilliseconds()
      guard left > 0 else { return false }
      _ = isReady(within: left)
      push()
    }
    return true
  }

  /// Sends the last bytes, which put the terminal back. Where it does not take them soon, what is on its way is dropped
  /// and `instead` follows, which puts back a terminal that shows anything.
  func finish(_ bytes: [UInt8], instead: [UInt8]) {
    queue(bytes)
    if flush(within: 250) { return }
    rest = instead[...]
    if flush(within: 250) { return }
    rest = instead[...]
    tcflush(line, TCOFLUSH)
    flush(within: 100)
    rest = []
  }

  func drop() {
    rest = []
  }

  /// Nothing is drawn or sent after this.
  func close() {
    fclose(stream)
    Glibc.close(memory)
    Glibc.close(line)
    (line, rest, isCapturing) = (-1, [], false)
  }

  private func isReady(within milliseconds: Int) -> Bool {
    var state = pollfd(fd: line, events: Int16(POLLOUT), revents: 0)
    return poll(&state, 1, Int32(clamping: milliseconds)) > 0
  }
}
