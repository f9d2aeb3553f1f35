import Glibc
import Harness
import Samples

/// Sends each signal to the board in each mode, on a terminal that takes output and on one that is stopped.
struct TerminalTrial {
  var random: Randomness
  private var endings = TrialRow("signals in each mode, answered within 2 s by the end and the terminal as before")
  private var stalled = TrialRow("the same on a terminal that takes no output")

  /// The keys that lead into each mode.
  private static let modes = [
    "", "aInitech 5k", "/acme", "?", ":ar", "eX", "DX", "$X", "m", "d", "t", "T", "S", "\r", "\ri", "p", "f", "sX", "z",
    "x", "AX", "OX", "PX", "V", "Sa", "Sr", "zt", "w",
  ]

  /// Whatever ends a program, but for faults in it and SIGKILL.
  private static let signals: [Int32] = [
    SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGPWR, 40,
  ]

  init(random: Randomness) {
    self.random = random
  }

  mutating func rows(_ size: TrialSize) throws -> [TrialRow] {
    let sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000", "Hooli,Qualified,100")
    let all = Self.modes.flatMap { keys in
      Self.signals.flatMap { signal in [false, true].map { (keys, signal, $0) } }
    }
    for (keys, signal, isStalled) in size.part(of: all, &random) {
      var fault: String?
      do {
        try patiently("\(signal) after \(keys)") { fault = try end(sandbox, keys, signal, isStalled) }
      } catch {
        fault = "\(error)"
      }
      if isStalled { stalled.count += 1 } else { endings.count += 1 }
      guard let fault else { continue }
      let words = "signal \(signal) after \(keys.debugDescription): \(fault)"
      if isStalled { stalled.fail(words) } else { endings.fail(words) }
    }
    return [endings, stalled]
  }

  /// What was wrong with the end; nil when nothing.
  private mutating func end(
    _ sandbox: Sandbox, _ keys: String, _ signal: Int32, _ isStalled: Bool
  ) throws -> String? {
    let terminal = try PseudoTerminal(sandbox)
    try terminal.see("need attention")
    if isStalled { terminal.flow(TCOOFF) }
    terminal.type(keys)
    usleep(UInt32(random.below(150_000)))
    terminal.program.send(signal)
    let start = ContinuousClock.now
    let ending = isStalled ? try until { try terminal.program.end() } : try terminal.end()
    let time = ContinuousClock.now - start
    if ending != .signaled(signal) { return "ended with \(ending)" }
    if time > longestWait { throw Harness.Trouble("It ended after \(milliseconds(time)) ms.") }
    if terminal.modes != terminal.modesBefore { return "left the terminal's modes changed" }
    if isStalled { return nil }
    let hidden = terminal.text.split(separator: "\u{1b}[?25l", omittingEmptySubsequences: false)
    let isShown = hidden.count == 1 || hidden.last?.contains("\u{1b}[?25h") == true
    let isBack = terminal.text.contains("\u{1b}[?1049l") && terminal.text.contains("\u{1b}[?2004l")
    return isShown && isBack ? nil : "left the screen up"
  }
}
