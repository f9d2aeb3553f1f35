import Sales
import Screen

extension MoveForm {
  func hints(on painter: Painter) -> [KeyHint] {
    let model = painter.model
    let stages = model.board.pipelines.first { $0.pipeline.id == pipeline }?.stages.count ?? 0
    let isOwn = pipeline == model.board.pipeline
    let others = isOwn || model.choices(isMove: true).count > 1 ? [("p", "pipeline")] : []
    return [(Painter.digits(min(9, stages)), "stage")] + others + [("esc", isOwn ? "cancel" : "back")]
  }

  func paintPopup(on painter: inout Painter) { painter.paintMoveMenu(self) }
}

extension Painter {
  fileprivate mutating func paintMoveMenu(_ form: MoveForm) {
    let (pipeline, chosen) = (form.pipeline, form.chosen)
    guard let plan = model.board.pipelines.first(where: { $0.pipeline.id == pipeline }) else { return }
    let present = model.card(form.deal)?.deal.stageID
    let chips = chips(of: plan)
    var (rows, note) = stageRows(
      zip(plan.stages, chips).map { stage, chip in
        let note =
          stage.id == present
          ? "is here" : stage.type == .won ? "marks it won" : stage.type == .lost ? "asks for a reason" : ""
        let role: Role = stage.id == present ? .muted : .text
        return PopupRow(
          left: [chip, Span(" " + stage.name, role)], right: note.isEmpty ? [] : [Span(note, .muted)])
      }, chosen: chosen)
    let isOwn = pipeline == model.board.pipeline
    if isOwn || model.choices(isMove: true).count > 1 {
      rows.append(PopupRow(left: [Span(" p", .key), Span("  another pipeline", .text)]))
    }
    rows.append(PopupRow(left: [Span("esc", .key), Span(isOwn ? " leave it" : " one step back", .text)]))
    let title = "Move to" + (isOwn ? "" : " a stage of " + plan.pipeline.name)
    paintRows(rows, title: [Span(title, .title)], note: note, least: 38)
    paintMoved(form)
  }

  /// What is to move, while the menu has nothing else to say.
  mutating func paintMoved(_ form: MoveForm) {
    guard model.notices.message.isEmpty else { return }
    let subject = model.subject(of: model.group(of: form).map(\.deal.id))
    let words = [Span("Move ", .text), Span(subject, .strong), Span(" to \(glyphs.ellipsis)", .text)]
    canvas.put(fitted(words, layout.size.columns - 2), row: layout.messageRow, column: 1)
  }
}
