import Glibc
import Harness
import Samples

/// Kills writers in the middle of their work (SIGKILL) and looks for what they had said was saved.
struct KillTrial {
  var random: Randomness
  private var kills = TrialRow("a writer killed by SIGKILL, then `doctor`")
  private var changes = TrialRow("changes acknowledged before that, looked for after")

  /// A file is made anew after so many kills, since a check of it takes longer the more it holds.
  private static let killsPerFile = 25

  init(random: Randomness) {
    self.random = random
  }

  mutating func rows(_ size: TrialSize) throws -> [TrialRow] {
    var sandbox = try Sandbox()
    for number in 0..<size.kills {
      if number % Self.killsPerFile == 0 {
        sandbox = try Sandbox()
        try sandbox.run("seed", "--deals", "20", "--random-seed", "\(1 + random.below(1000))")
      }
      if number % 4 == 3 { try killBoard(sandbox, number) } else { try killScript(sandbox, number) }
      kills.count += 1
      let said = try sandbox.run("doctor")
      if said.ending != .exited(0) { kills.fail("doctor after kill \(number): \(said.errors)") }
    }
    return [kills, changes]
  }

  private mutating func killScript(_ sandbox: Sandbox, _ number: Int) throws {
    var writer = try Writer("kill\(number)", sandbox)
    let script = try Script(sandbox, ["api", "--batch"])
    // Some ask one by one, some have more lines waiting.
    let ahead = 1 + random.below(8)
    // Some are killed while they start, most once they have answered.
    var end = ContinuousClock.now + (random.below(8) == 0 ? .microseconds(random.below(60_000)) : .seconds(10))
    let time = Duration.microseconds(random.below(300_000))
    var asked = 0
    while ContinuousClock.now < end {
      while asked - script.answers.count < ahead {
        script.ask(writer.request(&random))
        asked += 1
      }
      script.take(within: .milliseconds(random.below(3)))
      if !script.answers.isEmpty { end = min(end, .now + time) }
    }
    script.program.send(SIGKILL)
    _ = try until { try script.program.end() }
    while script.take(within: .seconds(2)) {}
    if let refused = writer.take(script.answers) { changes.fail("kill \(number): \(refused)") }
    changes.count += writer.answered
    for fault in try writer.lost(in: sandbox) { changes.fail("kill \(number): \(fault)") }
  }

  private mutating func killBoard(_ sandbox: Sandbox, _ number: Int) throws {
    let name = "Killed\(number)"
    let board = try PseudoTerminal(sandbox)
    try board.see("Qualified")
    board.type("a\(name) 5k\r")
    // Half of them at once after they say so, the others at any time before and after.
    let isPatient = random.below(2) == 0
    let end = ContinuousClock.now + (isPatient ? .seconds(10) : .microseconds(random.below(120_000)))
    while ContinuousClock.now < end, !(isPatient && board.text.contains("\(name) was added")) {
      board.read(within: .milliseconds(1))
    }
    board.program.send(SIGKILL)
    _ = try board.end()
    guard board.text.contains("\(name) was added") else { return }
    changes.count += 1
    let found = try OtherWriter(sandbox.database).ask("SELECT count(*) FROM deals WHERE name = '\(name)'")
    if found != ["1"] { changes.fail("kill \(number): \(name) was shown as added and is not in the file") }
  }
}
