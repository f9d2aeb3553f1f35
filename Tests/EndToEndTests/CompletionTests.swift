import Foundation
import Testing

@Suite("Completions in the shells") struct CompletionTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    let program = URL(fileURLWithPath: try Sandbox.program())
    sandbox.environment["PATH"] = "\(program.deletingLastPathComponent().path):/usr/local/bin:/usr/bin:/bin"
    for shell in ["bash", "zsh", "fish"] {
      let script = try sandbox.run("completions", shell)
      try script.output.write(toFile: sandbox.home + "/_dealboard.\(shell)", atomically: true, encoding: .utf8)
    }
    try "".write(toFile: sandbox.home + "/sales.csv", atomically: true, encoding: .utf8)
  }

  /// What is typed before Tab, and what then stands on the line.
  private static let lines: [(typed: String, line: String)] = [
    ("dealboard imp", "dealboard import "), ("dealboard deals sta", "dealboard deals stall "),
    ("dealboard --db x.db pipel", "dealboard --db x.db pipelines "),
    ("dealboard deals list --stat", "dealboard deals list --status "),
    ("dealboard deals list --status st", "dealboard deals list --status stalled "),
    ("dealboard deals list --status=st", "dealboard deals list --status=stalled "),
    ("dealboard --db=x.db deals list --status=st", "dealboard --db=x.db deals list --status=stalled "),
    ("dealboard --db=x.db comp", "dealboard --db=x.db comp"), ("dealboard help impo", "dealboard help import "),
    ("dealboard tasks list --status c", "dealboard tasks list --status c"),
    ("dealboard --as ana tasks create --prio", "dealboard --as ana tasks create --priority "),
    ("dealboard completions z", "dealboard completions zsh "), ("dealboard import sal", "dealboard import sales.csv "),
    ("dealboard export --format nd", "dealboard export --format ndjson "),
    ("dealboard export -o sal", "dealboard export -o sales.csv "), ("dealboard undo --idl", "dealboard undo --idl"),
    ("dealboard help deals mo", "dealboard help deals move "),
    ("dealboard help deals imp", "dealboard help deals imp"),
    ("dealboard deals list --sort va", "dealboard deals list --sort value "),
    ("dealboard deals list --include acti", "dealboard deals list --include activities "),
    ("dealboard api DEL", "dealboard api DELETE "),
    ("dealboard --db x.db api -i PU", "dealboard --db x.db api -i PUT "),
  ]

  @Test("bash completes commands, options, values and files", arguments: lines) func bash(typed: String, line: String)
    throws
  {
    try complete(typed, line, in: ["bash", "--norc", "-i"], "PS1='$ '; source ~/_dealboard.bash; cd ~; clear")
  }

  @Test("zsh completes commands, options, values and files", arguments: lines) func zsh(typed: String, line: String)
    throws
  {
    try complete(
      typed, line, in: ["zsh", "-f"],
      "PS1='$ '; autoload -U compinit; compinit -u -D; source ~/_dealboard.zsh; cd ~; clear")
  }

  @Test("zsh finds the completions in a folder of functions") func zshFolder() throws {
    let folder = sandbox.home + "/functions"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: sandbox.home + "/_dealboard.zsh", toPath: folder + "/_dealboard")
    try complete(
      "dealboard deals sta", "dealboard deals stall ", in: ["zsh", "-f"],
      "PS1='$ '; fpath=(~/functions $fpath); autoload -U compinit; compinit -u -D; cd ~; clear")
  }

  @Test("fish completes commands, options, values and files", arguments: lines)
  func fish(typed: String, line: String) throws {
    let script = "source ~/_dealboard.fish; cd ~; complete -C '\(typed)'"
    let said = try sandbox.run(words: ["fish", "--no-config", "-c", script])
    #expect(said.ending == .exited(0) && said.errors == "")
    let last = line.split(separator: " ").last.map(String.init) ?? ""
    let found = said.output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
    if line == typed {
      #expect(found.count != 1, "\(found)")
    } else {
      #expect(found == [last], "\(found)")
    }
  }

  @Test("each shell is content with its script, which has no fault of its own") func syntax() throws {
    for (shell, words) in [("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"])] {
      let said = try sandbox.run(words: [shell] + words + [sandbox.home + "/_dealboard.\(shell)"])
      #expect(said.ending == .exited(0) && said.errors == "", "\(said.errors)")
    }
  }

  @Test("a shell of a test leaves no history behind") func history() throws {
    let said = try sandbox.run(words: ["bash", "--norc", "-i"], input: "echo $((6 * 7))\nexit\n")
    #expect(said.output == "42\n")
    #expect(!FileManager.default.fileExists(atPath: sandbox.home + "/.bash_history"))
  }

  /// Types the beginning of a line and Tab into a shell on a terminal, and waits for the line to be as it should.
  private func complete(_ typed: String, _ line: String, in shell: [String], _ setup: String) throws {
    let terminal = try Tmux(sandbox, shell)
    try terminal.see("")
    try terminal.type(setup)
    try terminal.press("enter")
    try terminal.wait(for: "an empty prompt") { $0.rows.first == "$" || $0.rows.first == "$ " }
    try terminal.type(typed)
    try terminal.press("tab")
    // The cursor tells whether a space follows.
    try terminal.wait(for: line) {
      $0.rows[0].hasPrefix("$ " + line.trimmingCharacters(in: .whitespaces)) && $0.cursorRow == 0
        && $0.cursorColumn == line.count + 2
    }
    if line == typed {
      // Nothing must come after a while either: a second Tab would list what there is.
      try terminal.type("!")
      try terminal.see(typed + "!")
    }
  }
}
