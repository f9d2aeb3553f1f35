import Foundation
import Testing

@Suite("A file that is replaced or cut off under a board") struct ReplacedFileTests {
  private let sandbox: Sandbox
  private var other: String { sandbox.home + "/other.db" }
  private var backup: String { sandbox.home + "/backup.db" }

  init() throws {
    sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000", "Globex,Qualified,100")
    #expect(try sandbox.run("backup", backup).ending == .exited(0))
    let second = try Sandbox()
    try second.makeDeals("Initech,Qualified,7")
    try FileManager.default.moveItem(atPath: second.database, toPath: other)
  }

  private func movedBoard() throws -> Tmux {
    let board = try Tmux(sandbox, columns: 160)
    try board.see("Acme", in: "Qualified")
    try board.press("L")
    try board.see("moved to Proposal Sent")
    return board
  }

  /// Does it as a shell would.
  private func shell(_ line: String) throws {
    let said = try sandbox.run(words: ["sh", "-c", "cd \(sandbox.home) && \(line)"])
    #expect(said.ending == .exited(0), "\(said.errors)")
  }

  @Test(
    "the board says so, writes nothing more, and leaves the place clean for the file that is there",
    arguments: ["cp other.db n.db && mv n.db sales.db", "mv other.db sales.db"])
  func moved(line: String) throws {
    let board = try movedBoard()
    try shell(line)
    try board.see("another one is there")
    try board.press("q")
    try board.end()
    let said = try sandbox.run("doctor")
    #expect(said.ending == .exited(0), "\(said.errors)")
    #expect(try OtherWriter(sandbox.database).path(of: "Initech") == ["Qualified"])
  }

  @Test(
    "what is cut off or written over is not written to any more",
    arguments: [
      "truncate -s 0 sales.db", "truncate -s 20480 sales.db", "cp other.db sales.db", "cp backup.db sales.db",
      ": > sales.db-wal", "rm sales.db", "rm sales.db-wal", "rm sales.db-shm", "rm sales.db-wal sales.db-shm",
    ])
  func cut(line: String) throws {
    let board = try movedBoard()
    try shell(line)
    try board.see("quit and start again")
    try board.press("L")
    try board.see("quit and start again")
    try board.seeGone("u undoes it")
    try board.press("q")
    try board.end()
    // Whatever is there now, a restore makes it right.
    #expect(try sandbox.run("restore", backup).ending == .exited(0))
    #expect(try sandbox.run("doctor").ending == .exited(0))
    #expect(try OtherWriter(sandbox.database).path(of: "Acme") == ["Qualified"])
  }

  @Test("the log of a board that was killed is not mixed with a backup copied over the file") func killed() throws {
    do {
      let board = try movedBoard()
      #expect(try sandbox.run("restore", backup).errors.contains("is open in another program (process "))
      Foundation.kill(try board.processID(), SIGKILL)
      try board.end()
    }
    try shell("cp backup.db sales.db")
    let said = try sandbox.run("doctor")
    #expect(said.ending == .exited(3) && said.errors.contains("dealboard restore FILE"), "\(said.errors)")
    let restored = try sandbox.run("restore", backup)
    #expect(restored.output.contains("Restored \(sandbox.database) from \(backup): 2 deals."), "\(restored.errors)")
    #expect(restored.output.contains("is now \(sandbox.database).before-"))
    #expect(try sandbox.run("doctor").ending == .exited(0))
    #expect(try OtherWriter(sandbox.database).path(of: "Acme") == ["Qualified"])
  }

  @Test("followed events end with a sentence") func follower() throws {
    let terminal = try Tmux(sandbox, try sandbox.words(["events", "list", "--follow"]), columns: 200)
    try until {
      try sandbox.run("tasks", "create", "--title", "Call Hooli")
      guard try terminal.picture().contains("task.created") else { throw Trouble("No event is shown.") }
    }
    try shell("cp other.db n.db && mv n.db sales.db")
    try terminal.see("another one is there")
    try terminal.end()
  }

  @Test("a link is followed once: log and index lie beside the file itself") func link() throws {
    try shell("mkdir there && mv sales.db there/real.db && ln -s there/real.db sales.db")
    let board = try movedBoard()
    let names = try FileManager.default.contentsOfDirectory(atPath: sandbox.home + "/there").sorted()
    #expect(names == ["real.db", "real.db-shm", "real.db-wal"])
    try shell("rm there/real.db")
    try board.see("quit and start again")
    try board.press("q")
    try board.end()
    let said = try sandbox.run("list")
    #expect(said.ending == .exited(3) && said.errors.contains("is a link to a file that does not exist"))
  }

  @Test("too few descriptors are called that", arguments: 3...9) func descriptors(count: Int) throws {
    let words = try sandbox.words(["list"]).joined(separator: " ")
    let said = try sandbox.run(words: ["sh", "-c", "ulimit -n \(count); exec \(words)"])
    let all = said.output + said.errors
    #expect(said.ending == .exited(0) || said.ending == .exited(3) || said.ending == .exited(127), "\(all)")
    #expect(!all.contains("unable to open") && !all.contains("no database"), "\(all)")
  }
}
