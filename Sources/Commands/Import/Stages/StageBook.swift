import Sales

/// The stages that an import puts deals in, decided from all rows together: those of the database, and those to be made.
struct StageBook: Sendable {
  /// Where a row's deal stands.
  struct Place: Hashable, Sendable {
    let name: StageName
    let type: StageType
    /// Whether the row names the stage, so that a deal that is there is moved to it.
    let isNamed: Bool
    /// Whether the row or the options name the pipeline.
    let isPipelineNamed: Bool
  }

  enum PlaceFault: Error, Hashable, Sendable {
    case pipeline(String)
    /// No stage of that name; those that there are.
    case stage([String])
    /// Closed in an open stage, without a word on how.
    case outcome
  }

  private(set) var pipelines: [PipelineGuess] = []
  /// Stages that people stated and no row is in.
  private(set) var unusedNames: [String] = []
  private var places: [Claim: Result<Place, PlaceFault>] = [:]

  /// - Parameters:
  ///   - known: The pipelines of the database, the default one among them.
  ///   - isUntouched: Whether the database has only the pipeline that a new one starts with, and no deal.
  init(
    _ survey: StageSurvey, known: [PipelinePlan], isUntouched: Bool, options: ImportOptions
  ) throws(ImportProblem) {
    for name in options.lostStages where options.wonStages.contains(where: { plainStage($0) == plainStage(name) }) {
      throw .wonAndLost(name)
    }
    var maker = PipelineMaker(survey: survey, known: known, isUntouched: isUntouched, options: options)
    for group in ClaimGroup.groups(of: survey, pipeline: options.pipeline) {
      guard let pipeline = try maker.pipeline(for: group, isFirst: pipelines.isEmpty) else {
        for claim in group.claims { places[claim] = .failure(.pipeline(group.title)) }
        continue
      }
      for claim in group.claims {
        places[claim] = Self.place(of: claim, in: pipeline, isPipelineNamed: !group.title.isEmpty)
      }
      pipelines.append(pipeline)
      // What makes room is no place for deals of another pipeline of the file.
      if pipeline.replacesFirst { maker.known = [] }
    }
    let used = Set(pipelines.flatMap(\.stages).filter { $0.deals > 0 }.map { plainStage($0.name.stage) })
    unusedNames = (options.wonStages + options.lostStages).filter { !used.contains(plainStage($0)) }
  }

  /// Where a row that claims this stands. Every claim of the survey has a place or a fault.
  func place(for claim: Claim) -> Result<Place, PlaceFault> { places[claim] ?? .failure(.stage([])) }

  /// Whether a deal needs the default pipeline of the database.
  var usesDefault: Bool { pipelines.contains { $0.name == nil } }

  /// The last open stage of the pipeline that the place is in, where it is another one; nil when there is none.
  func lastOpenStage(before place: Place) -> StageName? {
    let pipeline = pipelines.first { $0.name == place.name.pipeline }
    let last = pipeline?.stages.last { $0.type == .open }?.name
    return last == place.name ? nil : last
  }

  /// The stages to be made, in order.
  var plans: [ImportBatch.StagePlan] {
    pipelines.flatMap { pipeline in
      pipeline.stages.filter(\.isNew).map { stage in
        ImportBatch.StagePlan(
          name: stage.name, type: stage.type, color: stage.shownColor,
          probability: stage.facts?.probability ?? (stage.type == .open ? stage.chance : nil),
          idleLimitDays: stage.facts?.idleLimitDays, stageLimitDays: stage.facts?.stageLimitDays)
      }
    }
  }

  private static func place(
    of claim: Claim, in pipeline: PipelineGuess, isPipelineNamed: Bool
  ) -> Result<Place, PlaceFault> {
    let names = pipeline.stages.map(\.name.stage)
    let word = plainStage(claim.stage)
    let found =
      claim.stage.isEmpty
      ? usual(for: claim.outcome, in: pipeline) : pipeline.stages.first { $0.words.contains(word) }
    guard let stage = found else { return .failure(.stage(names)) }
    if claim.outcome == .closed, stage.type == .open { return .failure(.outcome) }
    return .success(
      Place(name: stage.name, type: stage.type, isNamed: !claim.stage.isEmpty, isPipelineNamed: isPipelineNamed))
  }

  /// The stage of a row that names none: the first in which deals end so, else the first open one.
  private static func usual(for outcome: Claim.Outcome?, in pipeline: PipelineGuess) -> StageGuess? {
    let stages = pipeline.stages
    let ended: StageGuess? =
      switch outcome {
      case .status(.won): stages.first { $0.type == .won }
      case .status(.lost): stages.first { $0.type == .lost }
      case .status(.open), .status(.stalled), .closed, nil: nil
      }
    return ended ?? stages.first { $0.type == .open } ?? stages.first
  }
}

/// The claims of the rows that are in one pipeline.
struct ClaimGroup {
  /// The pipeline as the rows or the options name it; empty for the default one.
  let title: String
  var claims: [Claim]

  /// The pipelines of an exported file, then the others in order of first appearance. `pipeline` is that of rows that name
  /// none.
  static func groups(of survey: StageSurvey, pipeline: String?) -> [ClaimGroup] {
    var groups = survey.exported.map { ClaimGroup(title: $0.name, claims: []) }
    var places = Dictionary(groups.enumerated().map { (folded($1.title), $0) }, uniquingKeysWith: { first, _ in first })
    for claim in survey.claims {
      let title = claim.pipeline.isEmpty ? pipeline ?? "" : claim.pipeline
      if let place = places[folded(title)] {
        groups[place].claims.append(claim)
      } else {
        places[folded(title)] = groups.count
        groups.append(ClaimGroup(title: title, claims: [claim]))
      }
    }
    // A pipeline that people name is there although no row is.
    if groups.isEmpty, let pipeline { groups.append(ClaimGroup(title: pipeline, claims: [])) }
    return groups
  }
}
