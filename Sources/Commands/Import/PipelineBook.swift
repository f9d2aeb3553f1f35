import Sales

/// The pipelines and stages that an import can put deals in: those of the file, and those it will make.
struct PipelineBook {
  struct KnownStage: Hashable {
    /// As drafts name it.
    let name: StageName
    let type: StageType
  }

  private struct KnownPipeline {
    /// Nil for the default pipeline where rows name none.
    let name: String?
    var stages: [KnownStage]
    /// Whether a row is in it.
    var hasRows = false
  }

  private struct Question: Hashable {
    let stage: String
    let pipeline: String
    let status: DealStatus?
  }

  /// Thousands of rows ask the same.
  private var answers: [Question: Result<KnownStage, PlaceFault>] = [:]
  /// What must be made, in this order.
  private(set) var plans: [ImportBatch.StagePlan] = []
  private var pipelines: [KnownPipeline] = []
  private let options: ImportOptions
  private let types: [String: StageType]

  init(_ existing: [PipelinePlan], options: ImportOptions) throws(ImportProblem) {
    self.options = options
    var types: [String: StageType] = [:]
    for name in options.wonStages { types[Self.plain(name)] = .won }
    for name in options.lostStages {
      guard types.updateValue(.lost, forKey: Self.plain(name)) != .won else { throw .wonAndLost(name) }
    }
    self.types = types
    for plan in existing {
      let name = plan.pipeline.isDefault ? nil : plan.pipeline.name
      let stages = plan.stages.map {
        KnownStage(name: StageName(pipeline: name, stage: $0.name), type: $0.type)
      }
      pipelines.append(KnownPipeline(name: name, stages: stages))
      names.append(plan.pipeline.name)
    }
    try makeStatedStages()
  }

  /// The names of `pipelines`, for matching and messages.
  private var names: [String] = []

  /// Letter case, spaces and marks do not tell two stages apart: `closedwon` is `Closed Won`.
  private static func plain(_ text: String) -> String { folded(text).filter { $0.isLetter || $0.isNumber } }

  private mutating func makeStatedStages() throws(ImportProblem) {
    let ends = options.wonStages + options.lostStages
    let stated = options.stages + ends
    if let name = options.pipeline, index(of: name) == nil {
      if stated.isEmpty && !options.createsStages { throw .unknownPipeline(name, known: names) }
      _ = add(name)
    }
    guard let index = index(of: options.pipeline) else {
      if stated.isEmpty { return }
      throw .noStages("")
    }
    for name in stated {
      guard let known = stage(named: name, in: index) else {
        // Where rows may make stages, those in which deals end come in the rows' order too.
        if !options.createsStages || options.stages.contains(name) { _ = make(name, in: index) }
        continue
      }
      if let type = types[Self.plain(name)], known.type != type { throw .stageHasType(known.name.stage, known.type) }
    }
  }

  /// Makes the stages in which deals end that no row has needed, so that a pipeline of that name has them: to be called
  /// after the last row.
  mutating func makeEnds() {
    guard let name = options.pipeline, let index = index(of: name), pipelines[index].hasRows else { return }
    for end in options.wonStages + options.lostStages where stage(named: end, in: index) == nil {
      _ = make(end, in: index)
    }
  }

  private mutating func add(_ name: String) -> Int {
    pipelines.append(KnownPipeline(name: name, stages: []))
    names.append(name)
    return pipelines.count - 1
  }

  private mutating func make(_ name: String, in index: Int) -> KnownStage {
    let type = types[Self.plain(name)] ?? .open
    let stage = KnownStage(name: StageName(pipeline: pipelines[index].name, stage: name), type: type)
    pipelines[index].stages.append(stage)
    plans.append(ImportBatch.StagePlan(name: stage.name, type: type, color: type.usualColor))
    return stage
  }

  private func index(of name: String?) -> Int? {
    guard let name else { return pipelines.firstIndex { $0.name == nil } }
    return names.firstIndex { folded($0) == folded(name) }
  }

  /// Names of pipelines need not be unique; of several, the one that has the stage is meant.
  private func index(of pipeline: String?, having stage: String) -> Int? {
    guard let pipeline else { return index(of: nil) }
    let named = names.indices.filter { folded(names[$0]) == folded(pipeline) }
    return named.first { self.stage(named: stage, in: $0) != nil } ?? named.first
  }

  private func stage(named name: String, in index: Int) -> KnownStage? {
    let (folded, plain) = (folded(name), Self.plain(name))
    let stages = pipelines[index].stages
    return stages.first { Sales.folded($0.name.stage) == folded } ?? stages.first { Self.plain($0.name.stage) == plain }
  }

  /// The stage that a row names, made where options allow; where it names none, the pipeline's first one that fits.
  mutating func stage(
    named name: String, pipeline: String, status: DealStatus?
  ) -> Result<KnownStage, PlaceFault> {
    let question = Question(stage: name, pipeline: pipeline, status: status)
    if let known = answers[question] { return known }
    let answer = find(question)
    answers[question] = answer
    return answer
  }

  private mutating func find(_ question: Question) -> Result<KnownStage, PlaceFault> {
    let (name, pipeline, status) = (question.stage, question.pipeline, question.status)
    let wanted = pipeline.isEmpty ? options.pipeline : pipeline
    guard let index = index(of: wanted, having: name) ?? (options.createsStages ? wanted.map { add($0) } : nil) else {
      return .failure(.pipeline(wanted ?? ""))
    }
    pipelines[index].hasRows = true
    if name.isEmpty { return firstStage(for: status, in: index) }
    if let known = stage(named: name, in: index) { return .success(known) }
    guard options.createsStages else { return .failure(.stage(pipelines[index].stages.map(\.name.stage))) }
    return .success(make(name, in: index))
  }

  private mutating func firstStage(for status: DealStatus?, in index: Int) -> Result<KnownStage, PlaceFault> {
    let type: StageType = status == .won ? .won : status == .lost ? .lost : .open
    let stages = pipelines[index].stages
    if let stage = stages.first(where: { $0.type == type }) { return .success(stage) }
    let end = type == .won ? options.wonStages.first : type == .lost ? options.lostStages.first : nil
    guard options.createsStages, let end else { return .failure(.stage(stages.map(\.name.stage))) }
    return .success(make(end, in: index))
  }

  enum PlaceFault: Error, Hashable {
    case pipeline(String)
    case stage([String])
  }

  /// The last open stage of the pipeline that the stage is in; nil when it has none.
  func lastOpenStage(besides stage: KnownStage) -> KnownStage? {
    pipelines.first { $0.name == stage.name.pipeline }?.stages.last { $0.type == .open }
  }

  /// A pipeline's name as people know it.
  func title(ofPipeline name: String?) -> String {
    index(of: name).map { names[$0] } ?? name ?? ""
  }

  /// Every stage in order, for the summary.
  var stages: [KnownStage] { pipelines.flatMap(\.stages) }
}
