import Sales
import Screen

extension RevertQuestion {
  func hints(on painter: Painter) -> [KeyHint] { [("y", redo ? "redo" : "undo"), ("esc", "leave it")] }
}
