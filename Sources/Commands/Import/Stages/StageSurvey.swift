import Sales

/// What a row says of where its deal stands. Thousands of rows say the same.
struct Claim: Hashable, Sendable {
  /// As the file writes it; empty where the row names none.
  let pipeline: String
  let stage: String
  /// What its status, its flags or its won and lost dates say; nil where they say nothing.
  let outcome: Outcome?

  enum Outcome: Hashable, Sendable {
    case status(DealStatus)
    /// Closed, without a word on how.
    case closed
  }
}

/// A stage as a file writes it, whatever its case and marks: `closedwon` is `Closed Won`.
struct StageWord: Hashable, Sendable {
  /// Folded; empty for the pipeline of rows that name none.
  let pipeline: String
  let stage: String

  init(pipeline: String, stage: String) {
    self.pipeline = folded(pipeline)
    self.stage = plainStage(stage)
  }
}

/// A stage's name as names are compared. Letter case, spaces and marks do not tell two stages apart; a name of nothing
/// but marks is itself.
func plainStage(_ text: String) -> String {
  let folded = folded(text)
  let letters = folded.filter { $0.isLetter || $0.isNumber }
  return letters.isEmpty ? folded : letters
}

/// What all rows together say of stages, in order of first appearance.
struct StageSurvey: Sendable {
  private(set) var claims: [Claim] = []
  private(set) var counts: [Claim: Int] = [:]
  /// How many rows of a stage give it which chance in percent.
  private var chances: [StageWord: [Int: Int]] = [:]
  /// What an exported file says of its stages.
  private(set) var facts: [StageWord: StageFacts] = [:]

  mutating func add(_ claim: Claim, chance: Int?, facts: StageFacts?) {
    if counts.updateValue(counts[claim, default: 0] + 1, forKey: claim) == nil { claims.append(claim) }
    let word = StageWord(pipeline: claim.pipeline, stage: claim.stage)
    if let chance { chances[word, default: [:]][chance, default: 0] += 1 }
    if let facts, self.facts[word] == nil { self.facts[word] = facts }
  }

  /// The chance that most rows of the stage give it, in percent; nil where none gives one.
  func chance(of word: StageWord) -> Int? {
    chances[word]?.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }

  /// How many rows stand in the stage, by how they ended; nil for those that do not say.
  func outcomes(of word: StageWord) -> [Claim.Outcome?: Int] {
    claims.reduce(into: [:]) { outcomes, claim in
      guard StageWord(pipeline: claim.pipeline, stage: claim.stage) == word else { return }
      outcomes[claim.outcome, default: 0] += counts[claim, default: 0]
    }
  }
}

/// What an exported row says of its stage, so that the stage can be made as it was.
struct StageFacts: Hashable, Sendable {
  var type: StageType?
  var position: Int?
  var color: HexColor?
  var probability: Int?
  var idleLimitDays: Int?
  var stageLimitDays: Int?
}
