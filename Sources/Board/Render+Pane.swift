import Sales
import Screen

// The deal beside the board: facts, time in stages, timeline.
extension Painter {
  mutating func paintPane() {
    guard model.pane != nil, layout.paneColumn != nil else { return }
  }
}
