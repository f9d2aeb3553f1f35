import Sales
import Screen

/// The pipelines to switch to; with a deal that is to move, the other ones.
package struct PipelineMenu: Hashable, Sendable {
  package var chosen: Int
  package var moving: MoveForm?

  package init(chosen: Int, moving: MoveForm?) {
    self.chosen = chosen
    self.moving = moving
  }
}

extension PipelineMenu: Feature {
  var mode: Mode { .pipelines(self) }
  func press(_ key: Key, in model: inout Model) -> [Effect] { model.choosePipeline(key, self) }

  func rebound(to plans: Replanned) -> (mode: Mode, words: String?) {
    func choices(_ all: [PipelinePlan]) -> [PipelinePlan] {
      all.filter { moving == nil || $0.pipeline.id != plans.home }
    }
    let (before, now) = (choices(plans.old), choices(plans.new))
    guard before.indices.contains(chosen), !now.isEmpty else { return (mode, nil) }
    let wanted = before[chosen].pipeline
    var menu = self
    if let place = now.firstIndex(where: { $0.pipeline.id == wanted.id }) {
      menu.chosen = place
      return (menu.mode, nil)
    }
    menu.chosen = min(chosen, now.count - 1)
    return (menu.mode, "\(wanted.name) is gone. \(now[menu.chosen].pipeline.name) is chosen.")
  }
}
