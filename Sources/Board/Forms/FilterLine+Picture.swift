import Sales
import Screen

extension FilterLine {
  func hints(on painter: Painter) -> [KeyHint] {
    [("enter", "keep"), ("esc", "clear"), (painter.glyphs.upDown, "move"), ("ctrl-u", "empty")]
  }

  func prompt(on painter: Painter) -> Prompt? { painter.filterPrompt(editor) }
}

extension FilterNameLine {
  func hints(on painter: Painter) -> [KeyHint] { [("enter", "save"), ("esc", "cancel")] }

  func prompt(on painter: Painter) -> Prompt? {
    Prompt(label: "save filter as ", editor: editor, hint: [Span(painter.model.filterText, .muted)])
  }
}

extension Painter {
  fileprivate func filterPrompt(_ editor: LineEditor) -> Prompt {
    let reading = model.filterReading
    var prompt = Prompt(
      label: "/", editor: editor, hint: [Span("enter keeps, esc clears", .muted)], understood: reading.understood)
    if let fault = reading.fault {
      // What more typing may put right is no alarm yet.
      if fault.isUnfinished {
        prompt.hint = [Span(fault.sentence, .muted)]
        prompt.shorter = beginnings(of: fault.sentence)
      } else {
        (prompt.refusal, prompt.fault) = (fault.sentence, fault.range)
      }
    }
    return prompt
  }
}
