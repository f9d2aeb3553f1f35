import Sales
import Screen

extension QuickAddForm {
  func hints(on painter: Painter) -> [KeyHint] {
    let isFaulty = painter.model.quickAdd(editor.text).fault != nil
    return (isFaulty ? [] : [("enter", "add")]) + [("tab", "complete"), ("esc", "cancel")]
  }

  func prompt(on painter: Painter) -> Prompt? {
    let line = painter.model.quickAdd(editor.text)
    return Prompt(label: "add ", editor: editor, understood: line.understood, fault: line.fault?.range)
  }

  func paintPopup(on painter: inout Painter) { painter.paintQuickAdd(self) }
}
