import Sales
import Screen

extension PipelineMenu {
  func hints(on painter: Painter) -> [KeyHint] {
    let choose: KeyHint = (painter.glyphs.upDown, "choose")
    return moving == nil
      ? [choose, ("enter", "open"), ("esc", "cancel")] : [choose, ("enter", "its stages"), ("esc", "back")]
  }

  func paintPopup(on painter: inout Painter) { painter.paintPipelines(chosen: chosen, moving: moving) }
}

extension Painter {
  fileprivate mutating func paintPipelines(chosen: Int, moving: MoveForm?) {
    let plans = model.choices(isMove: moving != nil)
    let first = max(0, min(chosen - 8, plans.count - 9))
    let rows = plans.enumerated().dropFirst(first).prefix(9).map { index, plan in
      PopupRow(
        left: [Span(index < 9 ? "\(index + 1)" : " ", .key), Span("  " + plan.pipeline.name, .text)],
        right: plan.pipeline.id == model.board.pipeline ? [Span("is here", .muted)] : [], isChosen: index == chosen)
    }
    paintRows(rows, title: [Span(moving == nil ? "Pipelines" : "Move to the pipeline", .title)], least: 30)
    if let moving { paintMoved(moving) }
  }
}
