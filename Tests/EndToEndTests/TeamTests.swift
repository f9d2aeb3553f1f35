import Foundation
import Testing

/// Two Unix users of one group, who only root can be by turns.
@Suite("A database of a team", .enabled(if: geteuid() == 0)) struct TeamTests {
  private static let group = 4100
  private static let (ana, bo, stranger) = (4001, 4002, 4003)
  private let sandbox: Sandbox
  private let database: String
  private let program: String

  init() throws {
    sandbox = try Sandbox()
    // Others may enter it, and have a program that they may read wherever it was built.
    chmod(sandbox.home, 0o755)
    database = sandbox.home + "/sales/deals.db"
    program = sandbox.home + "/dealboard"
    try FileManager.default.copyItem(atPath: try Sandbox.program(), toPath: program)
  }

  /// The words as a user types them who lets nobody else read a new file.
  private func words(_ user: Int, isMember: Bool = true, _ arguments: [String]) -> [String] {
    ["setpriv", "--reuid", "\(user)", "--regid", "\(user)"]
      + (isMember ? ["--groups", "\(Self.group)"] : ["--clear-groups"])
      + ["sh", "-c", "umask 077; exec \"$@\"", "sh", program] + arguments
  }

  private func run(_ user: Int, isMember: Bool = true, _ arguments: String...) throws -> Sandbox.Said {
    try sandbox.run(words: words(user, isMember: isMember, arguments))
  }

  private func makeShared() throws {
    let said = try sandbox.run(
      words: ["sh", "-c", "umask 077; exec \"$@\"", "sh", program, "init", "--group", "\(Self.group)", database])
    #expect(said.ending == .exited(0), "\(said.errors)")
    #expect(said.output.hasSuffix("export DEALBOARD_DB='\(database)'\n"))
    // What it prints is a script that every login may read.
    #expect(said.output.split(separator: "\n").dropLast().allSatisfy { $0.hasPrefix("#") })
  }

  @Test("stays open to all of them, whatever their umask, also when one is killed while the other works")
  func killed() throws {
    try makeShared()
    let folder = sandbox.home + "/sales"
    var status = stat()
    #expect(stat(folder, &status) == 0 && status.st_mode & 0o7777 == 0o2770 && status.st_gid == 4100)
    let ana = try Tmux(sandbox, words(Self.ana, ["--db", database]))
    try ana.see("Qualified")
    for part in ["", "-wal", "-shm"] {
      #expect(
        stat(database + part, &status) == 0 && status.st_mode & 0o7777 == 0o660 && status.st_gid == 4100, "\(part)")
    }
    let bo = try Tmux(sandbox, words(Self.bo, ["--db", database]))
    try bo.see("Qualified")
    Foundation.kill(try ana.processID(), SIGKILL)
    try ana.end()
    try bo.press("a")
    try bo.type("Acme renewal 12k USD")
    try bo.press("enter")
    try bo.see("Acme renewal", in: "Qualified")
    try bo.press("q")
    try bo.end()
    let again = try Tmux(sandbox, words(Self.ana, ["--db", database]))
    try again.see("Acme renewal", in: "Qualified")
    try again.press("L")
    try again.see("moved to Proposal Sent")
    #expect(try run(Self.bo, "--db", database, "doctor").ending == .exited(0))
  }

  @Test("names path, owner, mode and cure to whom it is shut") func shut() throws {
    try makeShared()
    let folder = sandbox.home + "/sales"
    let refused = try run(Self.stranger, isMember: false, "--db", database, "list")
    #expect(refused.ending == .exited(3))
    #expect(refused.errors.contains("\(folder) belongs to root:4100 with mode 2770 and may not be entered."))
    #expect(refused.errors.contains("usermod -aG 4100 4003"))
    chmod(database, 0o640)
    let unwritten = try run(Self.ana, "--db", database, "undo")
    #expect(unwritten.errors.contains("\(database) belongs to root:4100 with mode 0640 and may not be written."))
    #expect(unwritten.errors.contains("chmod g+rw \(database)"))
    // A board of those who may only read shows what is there.
    #expect(try run(Self.ana, "--db", database, "list").ending == .exited(0))
  }

  @Test("is not made where a member could not reach it, or where it would open other files") func refusals() throws {
    let other = try run(Self.ana, "init", "--group", "\(Self.group)", sandbox.home + "/new/deals.db")
    #expect(other.ending == .exited(3))
    #expect(other.errors.contains("the folder \(sandbox.home) belongs to root:root with mode 0755"))
    #expect(other.errors.contains("install -d -o 4001 -g 4100 -m 2770 \(sandbox.home)/new"))
    let crowded = try sandbox.run("init", "--group", "4100", sandbox.home + "/deals.db")
    #expect(crowded.errors.contains("holds other files") && crowded.errors.contains("\(sandbox.home)/4100/deals.db"))
    chmod(sandbox.home, 0o700)
    let closed = try sandbox.run("init", "--group", "4100", database)
    #expect(closed.errors.contains("belongs to root:root with mode 0700, so members of 4100 cannot enter it."))
    #expect(closed.errors.contains("chmod o+x \(sandbox.home)"))
    chmod(sandbox.home, 0o755)
    let unknown = try sandbox.run("init", "--group", "nobodys-group", database)
    #expect(unknown.errors.contains("There is no group nobodys-group.") && unknown.errors.contains("groupadd"))
    #expect(!FileManager.default.fileExists(atPath: sandbox.home + "/sales"))
  }
}
