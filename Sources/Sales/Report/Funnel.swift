extension [Stage] {
  /// The stages of a pipeline that a deal can come through, in order of position: all but those of lost deals.
  package var funnel: [Stage] { filter { $0.type != .lost }.sorted { ($0.position, $0.id) < ($1.position, $1.id) } }

  /// The stages in which a deal has come as far as that one: it and those behind it in the funnel. Every deal of a
  /// pipeline has come as far as the first stage, so that one stands for all stages.
  package func reached(from stage: Stage) -> [Stage] {
    let pipeline = filter { $0.pipelineID == stage.pipelineID }
    let funnel = pipeline.funnel
    guard let place = funnel.firstIndex(where: { $0.id == stage.id }) else { return [stage] }
    return place == 0 ? pipeline : Array(funnel[place...])
  }
}
