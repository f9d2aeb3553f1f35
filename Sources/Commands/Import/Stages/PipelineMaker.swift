import Sales

/// Decides what becomes of the stages of one pipeline of a file.
struct PipelineMaker {
  let survey: StageSurvey
  var known: [PipelinePlan]
  let isUntouched: Bool
  let options: ImportOptions

  /// What an imported pipeline is called that nobody named, where it takes the place of a new file's.
  static let usualTitle = "Sales"

  /// The pipeline with the stages of its rows, then those that people stated; nil where it is unknown and may not be
  /// made.
  /// - Parameter isFirst: Whether it is the first of the file, which may take the place of a new file's pipeline.
  func pipeline(for group: ClaimGroup, isFirst: Bool) throws(ImportProblem) -> PipelineGuess? {
    let words = words(of: group)
    if let plan = plan(of: group, having: words.map(\.stage)), !makesWay(plan, for: group, words) {
      return try pipeline(in: plan, group, words)
    }
    let isStated = !stated.isEmpty && folded(group.title) == folded(options.pipeline ?? "")
    guard isUntouched || options.createsStages || isStated else {
      if let name = options.pipeline, folded(name) == folded(group.title) {
        throw .unknownPipeline(name, known: known.map(\.pipeline.name))
      }
      return nil
    }
    var made = PipelineGuess(
      name: group.title.isEmpty ? Self.usualTitle : group.title,
      title: group.title.isEmpty ? Self.usualTitle : group.title, isNew: true,
      replacesFirst: isUntouched && isFirst && !known.isEmpty, stages: [])
    made.stages = newStages(words.map { ($0.stage, $0.word) }, of: made.name, besides: [])
    if made.stages.isEmpty, isUntouched, options.pipeline == nil, exported(group) == nil {
      made.stages = usualStages(of: made.name, group)
    }
    if made.stages.isEmpty, exported(group) == nil { throw .noStages(made.title) }
    order(&made)
    return made
  }

  // MARK: What is there

  /// Names of pipelines need not be unique; of several, the one that has most of the stages is meant.
  private func plan(of group: ClaimGroup, having words: [String]) -> PipelinePlan? {
    let named = known.filter { isNamed($0, as: group) }
    let wanted = Set(words.map(plainStage))
    let counts = named.map { plan in wanted.intersection(plan.stages.map { plainStage($0.name) }).count }
    guard let most = counts.max(), let place = counts.firstIndex(of: most) else { return nil }
    return named[place]
  }

  private func isNamed(_ plan: PipelinePlan, as group: ClaimGroup) -> Bool {
    group.title.isEmpty ? plan.pipeline.isDefault : folded(plan.pipeline.name) == folded(group.title)
  }

  /// Whether a new file's own pipeline is to make way: nobody has touched it, and the rows have other stages.
  private func makesWay(
    _ plan: PipelinePlan, for group: ClaimGroup, _ words: [(word: StageWord, stage: String)]
  ) -> Bool {
    guard isUntouched else { return false }
    if let exported = exported(group) {
      return !exported.stages.elementsEqual(plan.stages) { $0.name == $1.name && $0.facts.fit($1) }
    }
    let names = Set(plan.stages.map { plainStage($0.name) })
    return words.contains { !names.contains($0.word.stage) }
  }

  private func pipeline(
    in plan: PipelinePlan, _ group: ClaimGroup, _ words: [(word: StageWord, stage: String)]
  ) throws(ImportProblem) -> PipelineGuess {
    let name = plan.pipeline.isDefault ? nil : plan.pipeline.name
    var result = PipelineGuess(
      name: name, title: plan.pipeline.name, isNew: false, replacesFirst: false, stages: [])
    var missing = words
    for stage in plan.stages {
      try requireStatedType(of: stage)
      let word = StageWord(pipeline: group.title, stage: stage.name)
      let synonyms = missing.filter { $0.word.stage == word.stage || isMeant($0, by: stage, of: plan) }
      missing.removeAll { missed in synonyms.contains { $0.word == missed.word } }
      result.stages.append(known(stage, of: name, meaning: synonyms.map(\.word)))
    }
    // Another pipeline of the same name may have the rest.
    for other in known where other.pipeline.id != plan.pipeline.id && isNamed(other, as: group) {
      for stage in other.stages {
        let word = StageWord(pipeline: group.title, stage: stage.name)
        guard missing.contains(where: { $0.word == word }) else { continue }
        missing.removeAll { $0.word == word }
        result.stages.append(self.known(stage, of: other.pipeline.name, meaning: [word]))
      }
    }
    let isStated = { (stage: String) in stated.contains { plainStage($0) == plainStage(stage) } }
    let makable = missing.filter { options.createsStages || isStated($0.stage) }
    let new = newStages(makable.map { ($0.stage, $0.word) }, of: name, besides: plan.stages.map(\.name))
    result.stages = merged(result.stages, with: new)
    return result
  }

  private func known(_ stage: Stage, of pipeline: String?, meaning words: [StageWord]) -> StageGuess {
    let outcomes = words.reduce(into: [:]) { sum, word in
      sum.merge(survey.outcomes(of: word)) { $0 + $1 }
    }
    let isExact = words.allSatisfy { $0.stage == plainStage(stage.name) }
    return StageGuess(
      name: StageName(pipeline: pipeline, stage: stage.name), type: stage.type, isNew: false,
      reason: isExact ? .known : .onlyOne, outcomes: outcomes, words: Set(words.map(\.stage)),
      chance: stage.probability,
      facts: nil, color: stage.color)
  }

  /// Whether a word for an end means the only stage of that end.
  private func isMeant(_ word: (word: StageWord, stage: String), by stage: Stage, of plan: PipelinePlan) -> Bool {
    guard stage.type != .open, StageWords.type(of: word.stage) == stage.type, !options.createsStages,
      plan.stages.count(where: { $0.type == stage.type }) == 1
    else { return false }
    return !plan.stages.contains { plainStage($0.name) == word.word.stage }
  }

  private func requireStatedType(of stage: Stage) throws(ImportProblem) {
    let plain = plainStage(stage.name)
    let types: [([String], StageType)] = [(options.wonStages, .won), (options.lostStages, .lost)]
    for (names, type) in types where names.contains(where: { plainStage($0) == plain }) && stage.type != type {
      throw .stageHasType(stage.name, stage.type)
    }
  }

  /// New open stages stand before the ends of the pipeline.
  private func merged(_ known: [StageGuess], with new: [StageGuess]) -> [StageGuess] {
    let place = known.lastIndex { $0.type == .open }.map { $0 + 1 } ?? 0
    let open = new.filter { $0.type == .open }
    return known[..<place] + open + known[place...] + new.filter { $0.type != .open }
  }

  // MARK: What is new

  private func exported(_ group: ClaimGroup) -> ExportedPipeline? {
    survey.exported.first { folded($0.name) == folded(group.title) }
  }

  /// The stages that the rows name, in order of first appearance, as most rows would write them.
  private func words(of group: ClaimGroup) -> [(word: StageWord, stage: String)] {
    let exported = exported(group)?.stages.map { (StageWord(pipeline: group.title, stage: $0.name), $0.name) } ?? []
    var seen = Set(exported.map(\.0))
    return exported
      + group.claims.compactMap { claim in
        let word = StageWord(pipeline: claim.pipeline, stage: claim.stage)
        return claim.stage.isEmpty || !seen.insert(word).inserted ? nil : (word, claim.stage)
      }
  }

  /// The names that people stated, in the order in which their stages stand.
  private var stated: [String] { options.stages + options.openStages + options.wonStages + options.lostStages }

  /// New stages of the words and, in a pipeline that people named, of the names they stated.
  private func newStages(
    _ words: [(stage: String, word: StageWord)], of pipeline: String?, besides known: [String]
  ) -> [StageGuess] {
    let present = Set(words.map(\.word.stage) + known.map(plainStage))
    var names = words
    // A name that rows of another pipeline have is theirs.
    let elsewhere = Set(survey.claims.map { plainStage($0.stage) })
    for name in stated where !present.contains(plainStage(name)) && !elsewhere.contains(plainStage(name)) {
      let word = StageWord(pipeline: pipeline ?? "", stage: name)
      if !names.contains(where: { $0.word.stage == word.stage }) { names.append((name, word)) }
    }
    return names.map { name in
      let (type, reason) = StageGuess.type(of: name.word, named: name.stage, in: survey, options: options)
      let spelling = stated.first { plainStage($0) == name.word.stage } ?? name.stage
      return StageGuess(
        name: StageName(pipeline: pipeline, stage: spelling), type: type, isNew: true, reason: reason,
        outcomes: survey.outcomes(of: name.word), words: [name.word.stage], chance: survey.chance(of: name.word),
        facts: survey.facts(of: name.word),
        color: options.colors.last { plainStage($0.stage) == name.word.stage }?.color)
    }
  }

  /// The stages that a new file starts with, for rows that name a pipeline and no stage.
  private func usualStages(of pipeline: String?, _ group: ClaimGroup) -> [StageGuess] {
    let names = known.first { $0.pipeline.isDefault }?.stages.map(\.name) ?? []
    return newStages(
      names.map { ($0, StageWord(pipeline: group.title, stage: $0)) }, of: pipeline, besides: [])
  }

  /// Puts new stages in order: as stated, else as an export says, else by their chances, else as rows came; ends last.
  private func order(_ pipeline: inout PipelineGuess) {
    // To say that a stage is open says nothing of its place.
    let placed = options.stages + options.wonStages + options.lostStages
    let rank = Dictionary(placed.enumerated().map { (plainStage($1), $0) }, uniquingKeysWith: { first, _ in first })
    if pipeline.stages.contains(where: { $0.facts != nil }) {
      pipeline.order = .exported
      return
    }
    let chances = Set(pipeline.stages.filter { $0.type == .open }.compactMap(\.chance))
    pipeline.order = !options.stages.isEmpty ? .stated : chances.count > 1 ? .chances : .rows
    let isWhole = pipeline.stages.allSatisfy { rank[plainStage($0.name.stage)] != nil } && !options.stages.isEmpty
    pipeline.stages = pipeline.stages.stablySorted { stage in
      // Who names every stage in order means that order.
      let end = stage.type == .open || isWhole ? 0 : stage.type == .won ? 1 : 2
      let place = rank[plainStage(stage.name.stage)] ?? rank.count
      return end * 1_000_000 + place * 1_000 + (pipeline.order == .chances ? stage.chance ?? 101 : 0)
    }
  }
}

extension Array {
  /// In order of the key; those of one key stay as they are.
  fileprivate func stablySorted(by key: (Element) -> Int) -> [Element] {
    enumerated().sorted { (key($0.element), $0.offset) < (key($1.element), $1.offset) }.map(\.element)
  }
}
