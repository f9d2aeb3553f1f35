import Sales
import Screen

extension StageEditor {
  func hints(on painter: Painter) -> [KeyHint] { painter.stagesHints(self) }

  func prompt(on painter: Painter) -> Prompt? { painter.stagesPrompt(self) }

  func paintPopup(on painter: inout Painter) { painter.paintTargets(self) }
}
