// Pipelines: one default while there are any (contract §4).

extension Records {
  mutating func createPipeline(
    _ values: [Assignment<Pipeline>], stages: [[Assignment<Stage>]], _ occasion: Occasion
  ) throws(StoreError) {
    try Pipeline.require(["name"], in: values)
    var pipeline = Pipeline(id: try makeID(Pipeline.self))
    try pipeline.assign(values)
    let others = try pipelines()
    if others.isEmpty { pipeline.isDefault = true }
    if pipeline.isDefault { try clearDefault(of: others, occasion) }
    pipeline.begin(at: occasion.now)
    try insert(pipeline)
    for stage in try makeStages(stages, of: pipeline.id) { try insert(stage) }
  }

  /// Two programs may start at one moment; whoever writes second finds the pipeline here, inside the transaction.
  mutating func createFirstPipeline(_ occasion: Occasion) throws(StoreError) {
    guard try pipelines().isEmpty else { return }
    try createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages, occasion)
  }

  /// The new pipeline's stages in the order of the positions named, the others where they stand in the list.
  private mutating func makeStages(
    _ lists: [[Assignment<Stage>]], of pipeline: PipelineID
  ) throws(StoreError) -> [Stage] {
    var stages: [Stage] = []
    for (index, values) in lists.enumerated() {
      do {
        stages.append(try makeStage(values, of: pipeline, position: index))
      } catch {
        throw error.inside("stages[\(index)]")
      }
    }
    stages.sort { ($0.position, $0.id) < ($1.position, $1.id) }
    for index in stages.indices { stages[index].position = index }
    return stages
  }

  mutating func editPipeline(
    _ id: PipelineID, _ values: [Assignment<Pipeline>], seen: [Assignment<Pipeline>], _ occasion: Occasion
  ) throws(StoreError) {
    let before = try existing(id)
    try requireUnchanged(before, since: seen)
    var after = before
    try after.assign(values)
    if before.isDefault && !after.isDefault { throw .refusing(.needsDefault, "is_default") }
    if after.isDefault && !before.isDefault { try clearDefault(of: pipelines(), occasion) }
    try update(before, to: after, occasion)
  }

  mutating func deletePipeline(_ id: PipelineID, _ occasion: Occasion) throws(StoreError) {
    let pipeline = try existing(id)
    let stages = try stages(of: id)
    for stage in stages where try holdsDeals(stage.id) { throw .refusing(.holdsDeals) }
    for stage in stages { try remove(stage) }
    try remove(pipeline)
    try ensureDefault(occasion)
  }

  private mutating func clearDefault(of pipelines: [Pipeline], _ occasion: Occasion) throws(StoreError) {
    for pipeline in pipelines where pipeline.isDefault {
      var other = pipeline
      other.isDefault = false
      try update(pipeline, to: other, occasion)
    }
  }

  /// Makes the oldest pipeline the default when none is.
  mutating func ensureDefault(_ occasion: Occasion) throws(StoreError) {
    let pipelines = try pipelines()
    guard let oldest = pipelines.first, !pipelines.contains(where: \.isDefault) else { return }
    var next = oldest
    next.isDefault = true
    try update(oldest, to: next, occasion)
  }
}
