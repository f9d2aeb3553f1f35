import Glibc

/// A terminal that tests type on and look at: tmux with a socket of its own.
final class Tmux {
  private let sandbox: Sandbox
  private let socket: String

  /// What was not seen in time, with the last picture.
  struct Unseen: Error, CustomStringConvertible {
    let wanted: String
    let picture: Picture

    var description: String { "Not seen: \(wanted)\n\(picture)" }
  }

  /// Starts the program; without other words, the board on the sandbox's database.
  ///
  /// Without an alternate screen it is as GNU screen and mosh are, whose descriptions promise one all the same.
  init(
    _ sandbox: Sandbox, _ words: [String]? = nil, columns: Int = 130, rows: Int = 24, hasAlternateScreen: Bool = true
  ) throws {
    self.sandbox = sandbox
    socket = "\(sandbox.home)/tmux-\(UInt32.random(in: 0...UInt32.max))"
    // `env -i`: tmux adds variables of its own, and the program shall see none but the sandbox's.
    let variables = sandbox.environment.map { "\($0.key)=\($0.value)" }
    let program = try ["env", "-i"] + variables + (words ?? sandbox.words([]))
    try tmux(
      ["-f", "/dev/null", "start-server", ";", "set", "-g", "status", "off", ";", "set", "-g", "remain-on-exit", "on"]
        + [";", "set", "-g", "alternate-screen", hasAlternateScreen ? "on" : "off"]
        + [";", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"] + program)
  }

  deinit {
    _ = try? tmux(["kill-server"])
  }

  // MARK: Typing

  /// Presses keys, with spaces between, in the notation of the help: `j L m 3 ctrl-d esc`.
  func press(_ keys: String) throws {
    let names = ["esc": "Escape", "enter": "Enter", "tab": "Tab", "space": "Space"]
    let words = keys.split(separator: " ").map { key -> String in
      key.hasPrefix("ctrl-") ? "C-" + key.dropFirst(5) : names[String(key)] ?? String(key)
    }
    try tmux(["send-keys"] + words)
  }

  /// Types text, character by character.
  func type(_ text: String) throws {
    try tmux(["send-keys", "-l", text])
  }

  func resize(columns: Int, rows: Int) throws {
    try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  // MARK: Looking

  func picture() throws -> Picture {
    var rows = try tmux(["capture-pane", "-p", ";", "display-message", "-p", "#{cursor_y} #{cursor_x}"])
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if rows.last == "" { rows.removeLast() }
    let cursor = rows.popLast().map { $0.split(separator: " ").compactMap { Int($0) } } ?? []
    guard cursor.count == 2 else { throw Trouble("tmux does not say where the cursor is.") }
    return Picture(rows: rows, cursorRow: cursor[0], cursorColumn: cursor[1])
  }

  /// Waits for the picture to be as wanted.
  @discardableResult
  func wait(for wanted: String, _ isRight: (Picture) -> Bool) throws -> Picture {
    try until {
      let picture = try picture()
      guard isRight(picture) else { throw Unseen(wanted: wanted, picture: picture) }
      return picture
    }
  }

  /// Waits for words anywhere on the screen.
  @discardableResult
  func see(_ words: String) throws -> Picture {
    try wait(for: words) { $0.contains(words) }
  }

  /// Waits for words to be nowhere on the screen.
  @discardableResult
  func seeGone(_ words: String) throws -> Picture {
    try wait(for: "no \(words)") { !$0.contains(words) && $0.rows.contains { !$0.isEmpty } }
  }

  /// Waits for a deal to be in a stage's column.
  @discardableResult
  func see(_ deal: String, in stage: String) throws -> Picture {
    try wait(for: "\(deal) in \(stage)") { $0.cards(in: stage).contains { $0.contains(deal) } }
  }

  // MARK: The process

  /// The program's process.
  func processID() throws -> pid_t {
    guard let id = pid_t(try asked("#{pane_pid}")) else { throw Trouble("The pane has no process.") }
    return id
  }

  /// Waits for the program to end. How it ended is asked of a `PseudoTerminal`: tmux 3.3 forgets it now and then.
  func end() throws {
    try until {
      guard try asked("#{pane_dead}") == "1" else {
        throw Unseen(wanted: "the end of the program", picture: try picture())
      }
    }
  }

  private func asked(_ format: String) throws -> String {
    try tmux(["display-message", "-p", format]).trimmed
  }

  @discardableResult
  private func tmux(_ words: [String]) throws -> String {
    let said = try sandbox.run(words: ["tmux", "-S", socket] + words)
    guard said.ending == .exited(0) else { throw Trouble("tmux \(words.joined(separator: " ")): \(said.errors)") }
    return said.output
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0.isWhitespace }.prefix { !$0.isWhitespace }) }
}
