import Sales
import Screen

extension CommandPalette {
  func hints(on painter: Painter) -> [KeyHint] {
    [(painter.glyphs.upDown, "choose"), ("tab", "complete"), ("enter", "run"), ("esc", "close")]
  }

  func prompt(on painter: Painter) -> Prompt? { Prompt(label: ":", editor: editor) }

  func paintPopup(on painter: inout Painter) { painter.paintPalette(editor.text, chosen: chosen) }
}

extension HelpScreen {
  /// It fills the screen, and draws its own.
  func hints(on painter: Painter) -> [KeyHint] { [] }
}
