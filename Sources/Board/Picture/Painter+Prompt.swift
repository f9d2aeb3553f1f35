import Sales
import Screen

/// A line that is typed: its label, its text, and a hint at the right.
struct Prompt {
  var label: String
  var editor: LineEditor
  var hint: [Span] = []
  /// What it becomes where not all of it has room, from long to short; else it is cut at its end.
  var lesser: [[Span]] = []
  /// The pieces that were understood, as ranges of characters.
  var understood: [Range<Int>] = []
  var fault: Range<Int>?
}

extension Painter {
  /// The line that the mode types in the message row; nil when it types none.
  var prompt: Prompt? {
    switch model.mode {
    case .filter(let editor): return filterPrompt(editor)
    case .saveFilter(let editor):
      return Prompt(label: "save filter as ", editor: editor, hint: [Span(model.filterText, .muted)])
    case .reasons(let editor):
      let hint = "1-\(LostForm.mostReasons), with commas between; empty: the usual ones"
      return Prompt(label: "reasons ", editor: editor, hint: [Span(hint, .muted)])
    case .quickAdd(let form):
      let line = QuickAdd(form.editor.text, at: model.present)
      return Prompt(
        label: "add ", editor: form.editor, understood: line.understood, fault: line.fault?.range)
    case .lost(let form):
      return Prompt(label: form.isNote ? "note " : "lost ", editor: form.editor, hint: subject(form.deals))
    case .won(let form): return wonPrompt(form)
    case .form(let form): return formPrompt(form)
    case .field(let form): return fieldPrompt(form)
    case .stages(let editor): return stagesPrompt(editor)
    case .line(let form): return linePrompt(form)
    case .palette(let editor, _): return Prompt(label: ":", editor: editor)
    case .board, .prefix, .filterMenu, .orders, .moveTo, .pipelines, .delete, .confirmRevert, .help: return nil
    }
  }

  /// Beside the line: what it comes to, and the deal that is meant; before anything is typed, how it is written.
  private func linePrompt(_ form: LineForm) -> Prompt {
    let reading = model.reading(of: form)
    var words = [form.editor.isEmpty && form.verb != .doneAndNext ? form.verb.example : reading.preview]
    if words == [""], reading.deals.count < 2 { words = [form.verb.example] }
    if form.editor.isEmpty, form.verb == .doneAndNext {
      let steps = form.done(among: form.deals.compactMap(model.card))
      words = steps.count == 1 ? ["done: \(steps[0].title)"] : ["done: \(steps.count) steps"]
    }
    if let slips = form.slips, slips > 0 { words.append("moved later \(counted(slips, "time"))") }
    if let task = form.task, form.verb == .dueDate {
      words.append(task.title)
    } else {
      let deals = form.deals.filter { model.card($0) != nil }
      let changed = reading.fault.isEmpty && !reading.deals.isEmpty ? reading.deals.count : deals.count
      words.append(deals.isEmpty ? "" : model.subject(of: deals, changed: changed))
    }
    let lesser = [words.first, reading.day.map(DateText.long)].compactMap(\.self).map { hint([$0]) }
    return Prompt(label: form.verb.label, editor: form.editor, hint: hint(words), lesser: lesser)
  }

  private func hint(_ words: [String]) -> [Span] {
    [Span(words.filter { !$0.isEmpty }.joined(separator: " \(glyphs.dot) "), .muted)]
  }

  /// Beside the line: the day, where it is another one than today.
  private func wonPrompt(_ form: WonForm) -> Prompt {
    let reading = model.reading(of: form)
    let isToday = reading.day == model.present.today || !reading.fault.isEmpty
    let day = isToday ? [] : [Span(model.inWords(reading.day), .muted)]
    let whole = day + (isToday ? [] : [Span(" \(glyphs.dot) ", .muted)]) + subject(form.deals)
    let lesser = isToday ? [] : [day, [Span(DateText.long(reading.day), .muted)]]
    return Prompt(label: "won ", editor: form.editor, hint: whole, lesser: lesser)
  }

  private func filterPrompt(_ editor: LineEditor) -> Prompt {
    let reading = model.filterReading
    var prompt = Prompt(
      label: "/", editor: editor, hint: [Span("enter keeps, esc clears", .muted)], understood: reading.understood)
    if let fault = reading.fault {
      // What more typing may put right is no alarm yet.
      prompt.hint = [
        Span(fault.isUnfinished ? fault.sentence : "! " + fault.sentence, fault.isUnfinished ? .muted : .alert)
      ]
      prompt.fault = fault.isUnfinished ? nil : fault.range
    }
    return prompt
  }

  private func subject(_ deals: [DealID]) -> [Span] {
    let cards = model.cards(of: deals)
    guard cards.count < 2 else { return [Span(model.subject(of: cards.map(\.deal.id)), .muted)] }
    guard let card = cards.first else { return [] }
    let value = model.money.card(card.deal.value, card.deal.currency)
    return [Span("\(card.deal.name) \(glyphs.dot) \(value)", .muted)]
  }

  mutating func paintPrompt(_ prompt: Prompt, row: Int, end: Int) {
    let start = 1 + canvas.put(prompt.label, row: row, column: 1, role: .title)
    let typed = width(prompt.editor.text) + 1
    var room = end - start
    if let refusal = model.promptRefusal {
      // A refusal is always seen; what is typed scrolls beside it.
      let words = fitted([Span("! " + refusal, .alert)], max(0, room - 8))
      canvas.putRight(words, row: row, end: end)
      room -= width(words) + 2
    } else {
      let most = max(0, (room - 3) * 3 / 5, room - 3 - typed)
      let hints = [prompt.hint] + prompt.lesser
      let hint = fitted(hints.first { width($0) <= most } ?? hints[hints.count - 1], most)
      if typed + 3 + width(hint) <= room { canvas.putRight(hint, row: row, end: end) }
    }
    let (text, caret) = prompt.editor.window(columns: room, glyphs: glyphs)
    var next = start
    // Marks are by character of the whole text, so they are drawn only while all of it is in sight.
    let isWhole = typed <= room && text.count == prompt.editor.text.count
    for (index, character) in text.enumerated() {
      var role = Role.text
      if isWhole, prompt.understood.contains(where: { $0.contains(index) }) { role = .token }
      if isWhole, prompt.fault?.contains(index) == true { role = .alert }
      next += canvas.put(String(character), row: row, column: next, role: role)
    }
    canvas.cursor = Cursor(row: row, column: start + caret, isVisible: true)
  }
}
