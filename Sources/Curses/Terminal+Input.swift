import CNcurses
import Glibc
package import Screen
import Synchronization

extension Terminal {
  /// Waits for the next input; nil when the time has passed.
  ///
  /// Signals come first, then what was queued, then keys.
  package func next(within milliseconds: Int?) -> Input? {
    let deadline = milliseconds.map { monotonicMilliseconds() + max(0, $0) }
    while true {
      if let input = inputOfSignals() { return input }
      switch input.next(until: deadline) {
      case .input(let input): return input
      case .signal: continue
      case .sent: showWanted()
      case .timeout: return nil
      case .gone:
        loseTerminal()
        return .hangUp
      }
    }
  }

  /// Acts on what the handlers noted.
  ///
  /// Many size changes while nobody looked are one.
  private func inputOfSignals() -> Input? {
    if SignalFlags.hangUp.exchange(false, ordering: .acquiring) {
      // Somebody may send the signal by hand; a line that is really broken answers with an error.
      SignalFlags.watchEnd(SIGHUP)
      if isTerminalThere { return .terminate(signal: SIGHUP) }
      loseTerminal()
      return .hangUp
    }
    let signal = SignalFlags.ending.exchange(0, ordering: .acquiring)
    if signal != 0 {
      SignalFlags.watchEnd(signal)
      return .terminate(signal: signal)
    }
    // These two queue what they have to say.
    if SignalFlags.stopAsked.exchange(false, ordering: .acquiring) { suspend() }
    if SignalFlags.continued.exchange(false, ordering: .acquiring) { resume() }
    if SignalFlags.resized.exchange(false, ordering: .acquiring), resize() { return .resize(size) }
    return nil
  }

  private var isTerminalThere: Bool {
    var line = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    var modes = termios()
    let isBroken = poll(&line, 1, 0) < 0 || line.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
    return !isBroken && tcgetattr(STDIN_FILENO, &modes) == 0
  }
}
