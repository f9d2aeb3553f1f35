// Stages: positions from 0 without gaps (contract §4).

extension Records {
  /// A new stage that keeps the rules, not yet written; a position among the values goes before the one given.
  mutating func makeStage(
    _ values: [Assignment<Stage>], of pipeline: PipelineID, position: Int
  ) throws(StoreError) -> Stage {
    try Stage.require(["name"], in: values)
    var stage = Stage(id: try makeID(Stage.self))
    stage.pipelineID = pipeline
    stage.position = position
    try stage.assign(values)
    return stage
  }

  mutating func addStage(
    to id: PipelineID, _ values: [Assignment<Stage>], at position: Int?, _ occasion: Occasion
  ) throws(StoreError) {
    let pipeline = try existing(id)
    var order = try stages(of: id)
    var stage = try makeStage(values, of: id, position: order.count)
    stage.position = position ?? stage.position
    try requirePosition(stage.position, in: 0...order.count)
    order.insert(stage, at: stage.position)
    // From the end, so that no stage is ever moved onto another's place.
    for (index, other) in order.enumerated().reversed() where other.id != stage.id {
      try setPosition(of: other, to: index)
    }
    try insert(stage)
    try touch(pipeline, occasion)
  }

  mutating func editStage(
    _ id: StageID, _ values: [Assignment<Stage>], seen: [Assignment<Stage>], _ occasion: Occasion
  ) throws(StoreError) {
    let before = try existing(id)
    try requireUnchanged(before, since: seen)
    var after = before
    try after.assign(values)
    guard after != before else { return }
    let pipeline = try existing(before.pipelineID)
    var order = try stages(of: pipeline.id)
    try requirePosition(after.position, in: 0...order.count - 1)
    try write(Edit(before: before.row, after: after.row))
    order.removeAll { $0.id == id }
    order.insert(after, at: after.position)
    for (index, other) in order.enumerated() { try setPosition(of: other, to: index) }
    try touch(pipeline, occasion)
  }

  mutating func reorderStages(
    of id: PipelineID, _ order: [StageID], seen: [StageID], _ occasion: Occasion
  ) throws(StoreError) {
    let pipeline = try existing(id)
    let stages = try stages(of: id)
    if !seen.isEmpty { try requireOrder(seen, of: stages) }
    let positions = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    guard order.count == stages.count, stages.allSatisfy({ positions[$0.id] != nil }) else {
      throw .refusing(.incompleteOrder, "stage_ids")
    }
    guard order != stages.map(\.id) else { return }
    for stage in stages { try setPosition(of: stage, to: positions[stage.id] ?? stage.position) }
    try touch(pipeline, occasion)
  }

  /// Each stage must still have the place that was seen, and none may have come.
  private mutating func requireOrder(_ seen: [StageID], of stages: [Stage]) throws(StoreError) {
    for (index, id) in seen.enumerated() { try requireUnchanged(existing(id), since: [.set(\.position, index)]) }
    guard let new = stages.first(where: { !seen.contains($0.id) }) else { return }
    throw try conflict(new.key, "position", expected: .null, found: new.position.scalar)
  }

  mutating func removeStage(_ id: StageID, dealsTo target: StageID?, _ occasion: Occasion) throws(StoreError) {
    let stage = try existing(id)
    if let target {
      for deal in try deals(in: id) { try editDeal(deal, [.set(\.stageID, target)], occasion) }
    }
    if try holdsDeals(id) { throw .refusing(.holdsDeals) }
    try remove(stage)
    try closeGaps(in: stage.pipelineID)
    try touch(existing(stage.pipelineID), occasion)
  }

  /// Numbers the stages from 0 in their present order; of two with one position, the older one comes first.
  mutating func closeGaps(in pipeline: PipelineID) throws(StoreError) {
    let stages = try stages(of: pipeline).sorted { ($0.position, $0.id) < ($1.position, $1.id) }
    for (index, stage) in stages.enumerated() { try setPosition(of: stage, to: index) }
  }

  private mutating func setPosition(of stage: Stage, to position: Int) throws(StoreError) {
    guard stage.position != position else { return }
    var moved = stage
    moved.position = position
    try write(Edit(before: stage.row, after: moved.row))
  }

  private func requirePosition(_ position: Int, in range: ClosedRange<Int>) throws(StoreError) {
    guard !range.contains(position) else { return }
    throw .refusing(.invalid(.number(Int64(range.lowerBound)...Int64(range.upperBound))), "position")
  }

  /// The pipeline's representation holds its stages, so a change to one is a change to it.
  private mutating func touch(_ pipeline: Pipeline, _ occasion: Occasion) throws(StoreError) {
    guard pipeline.updatedAt != occasion.now else { return }
    var after = pipeline
    after.updatedAt = occasion.now
    try write(Edit(before: pipeline.row, after: after.row))
  }
}
