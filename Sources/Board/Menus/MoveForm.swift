package import Sales
import Screen

/// Where a deal is to go: the stages of a pipeline, by digit or chosen.
package struct MoveForm: Hashable, Sendable {
  package let deal: DealID
  package var pipeline: PipelineID
  /// Nil while no stage is chosen.
  package var chosen: Int?
  /// The marked deals that were closed when the menu was opened, and so stay where they are.
  package var leftOut: Set<DealID> = []
  package var seen: [DealID: Card] = [:]
}

extension MoveForm: DealsFeature {
  var mode: Mode { .moveTo(self) }
  func press(_ key: Key, in model: inout Model) -> [Effect] { model.chooseStage(key, self) }

  var afterRefusal: Mode { .board }

  func rebound(to plans: Replanned) -> (mode: Mode, words: String?) {
    var form = self
    guard let old = plans.old(pipeline) else { return (mode, nil) }
    guard let now = plans.new.first(where: { $0.pipeline.id == pipeline }) else {
      let next = plans.new[0].pipeline
      (form.pipeline, form.chosen) = (next.id, nil)
      return (form.mode, "\(old.pipeline.name) is gone. These are the stages of \(next.name).")
    }
    guard let chosen, old.stages.indices.contains(chosen), !now.stages.isEmpty else { return (mode, nil) }
    let wanted = old.stages[chosen]
    if let place = now.stages.firstIndex(where: { $0.id == wanted.id }) {
      form.chosen = place
      return (form.mode, nil)
    }
    let place = min(chosen, now.stages.count - 1)
    form.chosen = place
    return (form.mode, "\(wanted.name) is gone. \(now.stages[place].name) is chosen.")
  }
}
