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
  /// The pipelines of an exported file, with every stage that they have; empty for other files.
  private(set) var exported: [ExportedPipeline] = []

  mutating func add(_ claim: Claim, chance: Int?) {
    if counts.updateValue(counts[claim, default: 0] + 1, forKey: claim) == nil { claims.append(claim) }
    guard let chance else { return }
    chances[StageWord(pipeline: claim.pipeline, stage: claim.stage), default: [:]][chance, default: 0] += 1
  }

  mutating func add(_ pipelines: [ExportedPipeline]) { exported += pipelines }

  /// What an exported file says of the stage; nil where it says nothing.
  func facts(of word: StageWord) -> StageFacts? {
    exported.first { folded($0.name) == word.pipeline }?.stages.first { plainStage($0.name) == word.stage }?.facts
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
