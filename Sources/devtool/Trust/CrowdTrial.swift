import Glibc
import Harness
import Samples

/// Many writers at one file at once, with a board among them.
struct CrowdTrial {
  var random: Randomness
  private var runs = TrialRow("scripts that wrote at once, none refused for the lock")
  private var changes = TrialRow("changes that were acknowledged, all in the file afterwards")

  /// How many lines a script has waiting, so that it never waits for the next one.
  private static let ahead = 4

  private struct Member {
    var writer: Writer
    let script: Script
    var asked = 0
  }

  init(random: Randomness) {
    self.random = random
  }

  mutating func rows(_ size: TrialSize) throws -> [TrialRow] {
    let sandbox = try Sandbox()
    try sandbox.run("seed", "--deals", "\(size.writers * 8)", "--random-seed", "\(1 + random.below(1000))")
    let board = try PseudoTerminal(sandbox)
    try board.see("Qualified")
    var members = try (0..<size.writers).map { place in
      Member(
        writer: try Writer("crowd\(place)", sandbox, place: place, of: size.writers),
        script: try Script(sandbox, ["api", "--batch"]))
    }
    let end = ContinuousClock.now + size.crowdTime
    while ContinuousClock.now < end {
      for place in members.indices { serve(&members[place]) }
      board.read(within: .zero)
    }
    for place in members.indices { try finish(&members[place], place, sandbox) }
    board.type("q")
    let ending = try board.end()
    if ending != .exited(0) { runs.fail("the board ended with \(ending)") }
    let said = try sandbox.run("doctor")
    if said.ending != .exited(0) { changes.fail("doctor: \(said.errors)") }
    return [runs, changes]
  }

  private mutating func serve(_ member: inout Member) {
    while member.asked - member.script.answers.count < Self.ahead {
      member.script.ask(member.writer.request(&random))
      member.asked += 1
    }
    member.script.take(within: .milliseconds(1))
  }

  private mutating func finish(_ member: inout Member, _ place: Int, _ sandbox: Sandbox) throws {
    member.script.finish()
    let ending = try member.script.end(within: .seconds(30))
    runs.count += 1
    if ending != .exited(0) { runs.fail("writer \(place) ended with \(ending)") }
    if let refused = member.writer.take(member.script.answers) { runs.fail("writer \(place): \(refused)") }
    if member.writer.answered != member.asked {
      changes.fail("writer \(place) asked \(member.asked) and was answered \(member.writer.answered)")
    }
    changes.count += member.writer.answered
    for fault in try member.writer.lost(in: sandbox) { changes.fail("writer \(place): \(fault)") }
  }
}
