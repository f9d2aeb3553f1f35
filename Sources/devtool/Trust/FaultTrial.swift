import Foundation
import Glibc
import Harness
import Samples

/// Damages the file, its log and its index under a program that uses them, and follows the sentences that come of it.
struct FaultTrial {
  var random: Randomness
  private var damages = TrialRow("damages to file, log or index under a board, a script or after a kill")
  private var cures = TrialRow("sentences followed until `doctor` found nothing")

  /// What is done, as a shell would: `sales.db` is the file, `backup.db` its copy from before, `other.db` another one.
  private static let lines = [
    "truncate -s 0 sales.db", "truncate -s 20480 sales.db", "truncate -s 4096 sales.db", "cp other.db sales.db",
    "cp backup.db sales.db", "cp other.db n.db && mv n.db sales.db", "mv other.db sales.db", "mv sales.db gone.db",
    "rm sales.db", "rm sales.db-wal", "rm sales.db-shm", "rm sales.db-wal sales.db-shm", ": > sales.db-wal",
    "truncate -s 2000 sales.db-wal", "rm sales.db && cp backup.db sales.db", "cp backup.db n.db && mv n.db sales.db",
    "printf 'not a database' > sales.db", "dd if=/dev/urandom of=sales.db bs=4096 count=3 conv=notrunc 2>&1",
    "dd if=/dev/urandom of=sales.db-wal bs=1000 count=2 conv=notrunc 2>&1",
    "dd if=/dev/zero of=sales.db bs=4096 seek=2 count=4 conv=notrunc 2>&1", "cp sales.db-wal w && cp w sales.db-wal",
    "rm sales.db && mkdir sales.db", "mv sales.db-wal w && cp other.db sales.db",
  ]

  private enum User: CaseIterable {
    case board, script, killed
  }

  init(random: Randomness) {
    self.random = random
  }

  mutating func rows(_ size: TrialSize) throws -> [TrialRow] {
    let all = Self.lines.flatMap { line in User.allCases.map { (line, $0) } }
    for (line, user) in size.part(of: all, &random) {
      damages.count += 1
      do {
        try patiently("\(line), \(user)") { try damage(line, user) }
      } catch {
        damages.fail("\(line), \(user): \(error)")
      }
    }
    return [damages, cures]
  }

  private mutating func damage(_ line: String, _ user: User) throws {
    let (sandbox, other) = (try Sandbox(), try Sandbox())
    try sandbox.makeDeals("Acme,Qualified,5000", "Globex,Qualified,100")
    try other.makeDeals("Initech,Qualified,7")
    try sandbox.run("backup", sandbox.home + "/backup.db")
    try FileManager.default.moveItem(atPath: other.database, toPath: sandbox.home + "/other.db")
    func shell() throws { _ = try sandbox.run(words: ["sh", "-c", "cd \(sandbox.home) && \(line)"]) }
    let saved: [String]
    switch user {
    case .board: saved = try useBoard(sandbox, shell)
    case .script: saved = try useScript(sandbox, shell)
    case .killed:
      try kill(sandbox)
      try shell()
      saved = []
    }
    try lookFor(saved, sandbox, line)
    try cure(sandbox, line)
  }

  /// A board that has changed something before the damage and tries to after it: what it shows as saved after it.
  private mutating func useBoard(_ sandbox: Sandbox, _ damage: () throws -> Void) throws -> [String] {
    let board = try PseudoTerminal(sandbox)
    try board.see("Acme")
    board.type("aBefore 5k\r")
    try board.see("was added")
    try damage()
    let start = board.bytes.count
    board.type("aAfterwards 5k\r")
    try board.settle()
    let text = String(decoding: board.bytes[start...], as: UTF8.self)
    board.program.send(SIGTERM)
    try expectEnd(.signaled(SIGTERM), board)
    return text.contains("Afterwards was added") ? ["Afterwards"] : []
  }

  private mutating func useScript(_ sandbox: Sandbox, _ damage: () throws -> Void) throws -> [String] {
    let script = try Script(sandbox, ["api", "--batch"])
    try ask("Before", script)
    try damage()
    try ask("Afterwards", script)
    script.finish()
    let ending = try script.end(within: .seconds(5))
    guard case .exited = ending else { throw Trouble("the script ended with \(ending)") }
    return script.answers.last?.hasPrefix(#"{"status":2"#) == true ? ["Afterwards"] : []
  }

  private func ask(_ name: String, _ script: Script) throws {
    let count = script.answers.count
    script.ask(#"{"method":"POST","path":"/companies","body":{"name":"\#(name)"}}"#)
    let end = ContinuousClock.now + .seconds(5)
    while script.answers.count == count, script.take(within: .milliseconds(200)), ContinuousClock.now < end {}
    guard script.answers.count > count || ContinuousClock.now < end else {
      throw Harness.Trouble("The script did not answer within 5 s.")
    }
  }

  private func kill(_ sandbox: Sandbox) throws {
    let board = try PseudoTerminal(sandbox)
    try board.see("Acme")
    board.type("aBefore 5k\r")
    try board.see("was added")
    board.program.send(SIGKILL)
    _ = try board.end()
  }

  private func expectEnd(_ wanted: Ending, _ board: PseudoTerminal) throws {
    let start = ContinuousClock.now
    let ending = try board.end()
    if ending != wanted { throw Trouble("the board ended with \(ending)") }
    if ContinuousClock.now - start > longestWait { throw Harness.Trouble("The board took over 2 s to end.") }
  }

  /// What was said to be saved after the damage is in the file, unless the file cannot be read at all.
  private mutating func lookFor(_ names: [String], _ sandbox: Sandbox, _ line: String) throws {
    for name in names {
      let said = try sandbox.run("export", "--format", "ndjson")
      let companies = try sandbox.run("companies", "list", "--csv")
      if !said.output.contains(name), !companies.output.contains(name) {
        damages.fail("\(line): \(name) was said to be saved and is not found: \(said.errors)")
      }
    }
  }

  /// Follows what the doctor says until it finds nothing: mend, then restore.
  private mutating func cure(_ sandbox: Sandbox, _ line: String) throws {
    var said = try sandbox.run("doctor")
    for _ in 0..<3 where said.ending != .exited(0) {
      cures.count += 1
      guard said.ending == .exited(3) else { throw Trouble("doctor ended with \(said.ending): \(said.errors)") }
      if said.errors.contains("doctor --repair"), cures.count % 2 == 0 {
        try sandbox.run("doctor", "--repair")
        said = try sandbox.run("doctor")
        if said.ending == .exited(0) { break }
      }
      let restored = try sandbox.run("restore", sandbox.home + "/backup.db")
      if restored.ending != .exited(0) { try clearPlace(sandbox, restored) }
      said = try sandbox.run("doctor")
    }
    if said.ending != .exited(0) { cures.fail("\(line): doctor still finds \(said.errors)") }
    let listed = try sandbox.run("list")
    if listed.ending != .exited(0) { cures.fail("\(line): list ended with \(listed.ending): \(listed.errors)") }
  }

  /// What no restore replaces: a folder in the place of the file.
  private func clearPlace(_ sandbox: Sandbox, _ said: Sandbox.Said) throws {
    guard said.ending == .exited(3) || said.ending == .exited(1) else {
      throw Trouble("restore ended with \(said.ending): \(said.errors)")
    }
    guard rmdir(sandbox.database) == 0 else { throw Trouble("restore refused: \(said.errors)") }
    try sandbox.run("restore", sandbox.home + "/backup.db")
  }
}
