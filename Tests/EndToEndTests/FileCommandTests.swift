import Foundation
import Testing

@Suite("Export, backup and doctor on real files") struct FileCommandTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.run("seed", "--deals", "400")
  }

  private func path(_ name: String) -> String { "\(sandbox.home)/\(name)" }

  @Test("import, export and import give the same deals, in another file and in the same one") func roundTrip() throws {
    #expect(try sandbox.run("export", "-o", path("one.csv")).ending == .exited(0))
    #expect(try sandbox.mode(path("one.csv")) == 0o600)
    let again = try sandbox.run("import", path("one.csv"))
    #expect(again.output.contains("Imported 400 deals: 0 new, 0 changed, 400 unchanged."), "\(again.errors)")
    #expect(!again.output.contains("undo"))
    let words = [try Sandbox.program(), "--db", path("two.db"), "--as", "ana"]
    #expect(try sandbox.run(words: words + ["import", path("one.csv")]).ending == .exited(0))
    let exported = try sandbox.run(words: words + ["export"]).output
    #expect(try exported == String(contentsOfFile: path("one.csv"), encoding: .utf8))
  }

  @Test("a backup is a whole database of one moment, for its owner only") func backup() throws {
    #expect(try sandbox.run("backup", path("copy.db")).ending == .exited(0))
    #expect(try sandbox.mode(path("copy.db")) == 0o600)
    let words = [try Sandbox.program(), "--db", path("copy.db")]
    #expect(try sandbox.run(words: words + ["doctor"]).ending == .exited(0))
    #expect(try sandbox.run(words: words + ["export"]).output == sandbox.run("export").output)
    let second = try sandbox.run("backup", path("copy.db"))
    #expect(second.ending == .exited(1) && second.errors.contains("already exists"))
  }

  @Test("doctor finds what is wrong in a file that can still be opened") func doctor() throws {
    let whole = try sandbox.run("doctor")
    #expect(whole.ending == .exited(0) && whole.output.contains("integrity      ok\n"))
    // Behind the back of the triggers that keep the sums.
    try OtherWriter(sandbox.database).ask("UPDATE stage_totals SET deals = deals + 1")
    let damaged = try sandbox.run("doctor")
    #expect(damaged.ending == .exited(3) && damaged.errors.contains("are not its deals' sums"))
    #expect(
      damaged.errors.hasSuffix("or put a backup in its place with dealboard restore FILE, which keeps this one.\n"))
  }

  @Test("what only reads makes no file") func readsMakeNothing() throws {
    let words = [try Sandbox.program(), "--db", path("none.db")]
    for command in ["list", "deals list", "export", "doctor", "api GET /deals", "undo"] {
      let said = try sandbox.run(words: words + command.split(separator: " ").map(String.init))
      #expect(said.ending == .exited(1), "\(command)")
      #expect((said.errors + said.output).contains("There is no database"), "\(command)")
    }
    #expect(!FileManager.default.fileExists(atPath: path("none.db")))
  }

  @Test("followed events come while they happen, from another process, and Ctrl-C ends them") func follow() throws {
    let terminal = try Tmux(sandbox, try sandbox.words(["events", "list", "--follow"]), columns: 200)
    try terminal.see("")
    // The first one may come before it looks; the second cannot.
    try until {
      try sandbox.run("companies", "create", "--name", "Acme")
      try sandbox.run("tasks", "create", "--title", "Call Acme")
      guard try terminal.picture().contains("task.created") else { throw Trouble("No event is shown.") }
    }
    try terminal.press("ctrl-c")
    try terminal.end()
  }
}
