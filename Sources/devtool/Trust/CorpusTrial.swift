import Foundation
import Harness
import Samples

/// Puts texts that act on terminals into every field and argument, and looks at each byte that comes out on a terminal.
struct CorpusTrial {
  var random: Randomness
  private var commands = TrialRow("commands on a terminal with a hostile text in arguments, file and database")
  private var boards = TrialRow("screens of the board and of an import that show such texts")

  private static let texts: [String] = {
    let controls = (Array(UInt32(1)...31) + Array(0x7f...0x9f)).compactMap { Unicode.Scalar($0).map { "a\($0)owned" } }
    let hidden = ["\u{202a}", "\u{202e}", "\u{2066}", "\u{2069}", "\u{200e}", "\u{2028}", "\u{feff}", "\u{e0041}"]
    return controls + hidden.map { "a\($0)owned" } + [
      "\u{1b}]0;title\u{7}", "\u{1b}[2J", "\u{1b}[6n", "\u{1b}[c", "\u{1b}]52;c;YQ==\u{7}", "\u{1b}P+q544e\u{1b}\\",
      "\u{1b}[?1049l", "a\rb", "a\u{8}\u{8}b", "\u{9b}31m", "e" + String(repeating: "\u{301}", count: 200),
    ]
  }()

  /// Every command that repeats what it was given or finds stored.
  private static let lines = [
    "NAME", "list NAME", "deals list --NAME x", "deals list --status NAME", "deals create NAME --value NAME",
    "deals update NAME --name x", "deals list --filter NAME", "import NAME", "import in.csv --map NAME=x",
    "import in.csv --use-map NAME", "import in.csv --value NAME:x=y --yes", "import in.csv --yes --skip-bad=NAME.csv",
    "import in.csv --dry-run", "import in.csv --stages NAME --dry-run", "import contacts in.csv --dry-run", "help NAME",
    "backup NAME", "restore NAME", "export -o NAME/x", "api NAME /deals", "api GET /NAME", "doctor", "undo",
    "deals list", "deals list --all", "companies list", "contacts list", "activities list", "tasks list", "list",
    "companies update NAME --domain x", "deals move NAME NAME", "tasks create NAME --due NAME", "seed --deals NAME",
    "--today NAME list", "events list --all", "completions NAME", "api GET /deals", "api -i GET /companies", "export",
    "export --format ndjson", "deals list --json", "deals list --csv", "stages list", "pipelines list", "users list",
  ]

  /// Keys that bring up one screen after the other.
  private static let tour = [
    "\r", "i", "\u{1b}", "\u{1b}", "t", "\u{1b}", "T", "\u{1b}", "S", "\u{1b}", "d", "\u{1b}", "f",
  ]

  init(random: Randomness) {
    self.random = random
  }

  mutating func rows(_ size: TrialSize) throws -> [TrialRow] {
    let pairs = size.part(of: Self.texts, &random).map { text in (text, try? fill(text)) }
    for (text, sandbox) in pairs {
      guard let sandbox else {
        commands.fail("no file could be made with \(text.debugDescription)")
        continue
      }
      let few = TrialSize(kills: 0, writers: 0, crowdTime: .zero, share: min(size.share, 3), inputs: 0)
      for line in few.part(of: Self.lines, &random) { try run(line, text, sandbox) }
      try lookAtBoard(text, sandbox)
      try lookAtImport(text, sandbox)
    }
    return [commands, boards]
  }

  /// A file of deals whose every text is the one.
  private func fill(_ text: String) throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000")
    let cells = Array(repeating: "\"\(text)\"", count: 3).joined(separator: ",")
    try "name,company,\(text),stage\n\(cells),Qualified\nAlder,\"\(text)\",x,\"\(text)\"\n"
      .write(toFile: sandbox.home + "/in.csv", atomically: false, encoding: .utf8)
    let body = try JSONSerialization.data(withJSONObject: ["name": text], options: [])
    try body.write(to: URL(fileURLWithPath: sandbox.home + "/body.json"))
    try sandbox.run("api", "POST", "/companies", "--data", "@\(sandbox.home)/body.json")
    try sandbox.run("import", "--yes", "--skip-bad", sandbox.home + "/in.csv")
    try sandbox.run("deals", "create", text, "--value", "5")
    try sandbox.run("tasks", "create", text)
    return sandbox
  }

  private mutating func run(_ line: String, _ text: String, _ sandbox: Sandbox) throws {
    commands.count += 1
    let words = line.split(separator: " ").map { word -> String in
      let word = word == "in.csv" ? Substring(sandbox.home + "/in.csv") : word
      return word.split(separator: "NAME", omittingEmptySubsequences: false).joined(separator: text)
    }
    // In the sandbox's folder, where files that the text names go with it.
    let all = try ["sh", "-c", "cd \"$0\" && exec \"$@\"", sandbox.home] + sandbox.words(words)
    let terminal = try PseudoTerminal(sandbox, all)
    if line.hasPrefix("import"), !line.contains("--dry-run"), !line.contains("--yes") {
      try terminal.settle()
      terminal.program.send(SIGTERM)
    }
    let ending = try terminal.end()
    if case .signaled(let signal) = ending, signal != SIGTERM { commands.fail("\(line) ended by signal \(signal)") }
    let isScreen = terminal.text.contains("\u{1b}[?1049h")
    if let fault = isScreen ? TerminalBytes.faultOfScreen(terminal.bytes) : TerminalBytes.fault(terminal.bytes) {
      commands.fail("\(line) with \(text.debugDescription): \(fault)")
    }
  }

  private mutating func lookAtBoard(_ text: String, _ sandbox: Sandbox) throws {
    let board = try PseudoTerminal(sandbox)
    try board.see("Qualified")
    for keys in Self.tour {
      board.type(keys)
      try board.settle(for: .milliseconds(80))
      boards.count += 1
    }
    board.program.send(SIGTERM)
    _ = try board.end()
    if let fault = TerminalBytes.faultOfScreen(board.bytes) { boards.fail("\(text.debugDescription): \(fault)") }
  }

  private mutating func lookAtImport(_ text: String, _ sandbox: Sandbox) throws {
    let dialogue = try PseudoTerminal(sandbox, try sandbox.words(["import", sandbox.home + "/in.csv"]))
    try dialogue.settle(for: .milliseconds(200))
    for keys in ["j", "\r", "\u{1b}", "j"] {
      dialogue.type(keys)
      try dialogue.settle(for: .milliseconds(80))
      boards.count += 1
    }
    dialogue.program.send(SIGTERM)
    _ = try dialogue.end()
    if let fault = TerminalBytes.faultOfScreen(dialogue.bytes) {
      boards.fail("import of \(text.debugDescription): \(fault)")
    }
  }
}
