import Sales
import Screen

extension DealForm {
  func hints(on painter: Painter) -> [KeyHint] {
    let leave = painter.model.isLeaving ? "drop it" : "cancel"
    guard strays.isEmpty else {
      return [("ctrl-o", "to the line in your editor"), ("ctrl-x", "drop the line"), ("esc", leave)]
    }
    return [("enter", "save"), ("tab", "next field"), ("esc", leave), ("ctrl-o", "in your editor")]
  }

  func prompt(on painter: Painter) -> Prompt? { painter.formPrompt(self) }

  func paintPopup(on painter: inout Painter) { painter.paintForm(self) }
}
