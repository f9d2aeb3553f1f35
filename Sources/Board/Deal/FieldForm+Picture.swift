import Sales
import Screen

extension FieldForm {
  func hints(on painter: Painter) -> [KeyHint] { [("enter", "save"), ("esc", "cancel"), ("ctrl-u", "empty")] }

  func prompt(on painter: Painter) -> Prompt? { painter.fieldPrompt(self) }
}
