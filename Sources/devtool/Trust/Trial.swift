import Foundation
import Harness
import Samples

/// A part of the campaign that tries to make the program break what README promises.
enum Trial: String, CaseIterable {
  case kills, crowd, faults, terminals, corpus, fuzz

  /// What it did, a row for each kind.
  func rows(_ size: TrialSize, _ random: Randomness) throws -> [TrialRow] {
    switch self {
    case .kills:
      var trial = KillTrial(random: random)
      return try trial.rows(size)
    case .crowd:
      var trial = CrowdTrial(random: random)
      return try trial.rows(size)
    case .faults:
      var trial = FaultTrial(random: random)
      return try trial.rows(size)
    case .terminals:
      var trial = TerminalTrial(random: random)
      return try trial.rows(size)
    case .corpus:
      var trial = CorpusTrial(random: random)
      return try trial.rows(size)
    case .fuzz:
      var trial = FuzzTrial(random: random)
      return try trial.rows(size)
    }
  }
}

/// How much a run of the campaign does.
struct TrialSize {
  /// Writers that are killed; of every four of them one is a board.
  let kills: Int
  let writers: Int
  let crowdTime: Duration
  /// Which part of the damages, the endings and the hostile texts is tried: one of so many.
  let share: Int
  /// Inputs made of random pieces.
  let inputs: Int

  /// What CI runs.
  static let short = TrialSize(kills: 24, writers: 5, crowdTime: .seconds(6), share: 12, inputs: 8_000)
  /// What runs before a release.
  static let long = TrialSize(kills: 500, writers: 20, crowdTime: .seconds(60), share: 1, inputs: 1_000_000)

  /// That part of a list, chosen at random; at least one.
  func part<Element>(of list: [Element], _ random: inout Randomness) -> [Element] {
    if share == 1 { return list }
    return (0..<max(1, list.count / share)).map { _ in list[random.below(list.count)] }
  }
}

/// What was done how often, and what of it broke a promise.
struct TrialRow {
  let what: String
  var count = 0
  private(set) var faults: [String] = []

  init(_ what: String) {
    self.what = what
  }

  /// Keeps a fault, and says it at once on the error output.
  mutating func fail(_ words: String) {
    faults.append(words)
    note("\(what): \(words)")
  }
}

/// Tries again what was not seen in time, since the machine may have been busy with something else; the third time counts.
func patiently(_ what: String, _ body: () throws -> Void) throws {
  for attempt in 1... {
    do {
      return try body()
    } catch let trouble as Harness.Trouble where attempt < 3 {
      note("\(what): \(trouble); trying again")
    }
  }
}

/// How long an answer or an end may take: 2 s where each runnable program has a core of its own, and as many times longer
/// as there are more of them.
var longestWait: Duration {
  let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
  let running = load.split(separator: " ").first.flatMap { Double($0) } ?? 1
  return .seconds(2) * max(1, running / Double(ProcessInfo.processInfo.activeProcessorCount))
}

/// Says something on the error output, which the table of figures does not hold.
func note(_ words: String) {
  FileHandle.standardError.write(Data((words + "\n").utf8))
}
