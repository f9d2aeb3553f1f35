import Sales
import Screen

extension StageEditor: Feature {
  var mode: Mode { .stages(self) }
  var typing: LineEditor? {
    get { editor }
    set { editor = newValue }
  }
  func press(_ key: Key, in model: inout Model) -> [Effect] { model.pressInStages(key, self) }

  /// The table stays, on the row that it was on.
  var afterCommit: Mode {
    var table = self
    table.line = nil
    return table.mode
  }

  func draft(in model: Model) -> Draft? {
    guard let what, let text = editor?.text, text != untyped, let pipeline = seenPipeline?.id else { return nil }
    return .stages(Draft.StagePlace(pipeline: pipeline, stage: seenStage?.id), what, text)
  }

  // MARK: What others change

  func rebound(to plans: Replanned) -> (mode: Mode, words: String?) {
    if let home = plans.home.flatMap(plans.old), !plans.isThere(home.pipeline.id) {
      return rebound(from: home, to: plans.new[0])
    }
    var table = self
    guard let home = plans.home.flatMap(plans.old), home.stages.indices.contains(row),
      let (gone, next) = plans.replacement(of: home.stages[row].id), let line
    else { return (mode, nil) }
    switch line {
    case .remove:
      table.line = nil
      return (table.mode, "\(gone.name) is gone already.")
    case .cell, .color:
      guard let next else { return (mode, nil) }
      table.rebind(to: next, in: seenPipeline)
      table.row = plans.new.first { $0.pipeline.id == next.pipelineID }?.stages.firstIndex { $0.id == next.id } ?? 0
      return (table.mode, "\(gone.name) is gone; Enter changes \(next.name)")
    case .stage, .rename, .pipeline, .deletePipeline: return (mode, nil)
    }
  }

  /// After its whole pipeline is gone: what is typed is about the next one.
  private func rebound(from home: PipelinePlan, to next: PipelinePlan) -> (mode: Mode, words: String?) {
    var table = self
    table.row = 0
    let doing: String
    switch line {
    case .rename:
      table.rebind(to: nil, in: next.pipeline)
      doing = "Enter renames \(next.pipeline.name)"
    case .stage:
      table.rebind(to: nil, in: next.pipeline)
      doing = "Enter adds the stage to \(next.pipeline.name)"
    case .cell, .color:
      table.rebind(to: next.stages.first, in: next.pipeline)
      doing = "Enter changes \(next.stages.first?.name ?? next.pipeline.name)"
    case .remove, .deletePipeline:
      table.line = nil
      doing = "these are the stages of \(next.pipeline.name)"
    case .pipeline, nil: doing = "these are the stages of \(next.pipeline.name)"
    }
    return (table.mode, "\(home.pipeline.name) is gone; \(doing)")
  }
}
