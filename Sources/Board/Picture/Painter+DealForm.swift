import Sales
import Screen

// The lines of a deal, each with what it means; the chosen one is typed in the message row.
extension Painter {
  mutating func paintForm(_ form: DealForm) {
    let labels = form.entries.map { width($0.label) }.max() ?? 0
    let cells = min(Painter.formWidth, layout.size.columns)
    let notice = form.notice.map { wrapped(glyphs.shown($0), to: max(14, cells - 6)) } ?? []
    // Where rows are few, the chosen one and why it was refused stay in sight.
    let room = max(1, layout.cardsEnd - 2 - notice.count)
    let first = max(0, min(form.chosen - room / 2, form.entries.count - room))
    var rows = form.entries.enumerated().dropFirst(first).prefix(room).map { index, entry in
      PopupRow(left: line(entry, of: form, labels: labels), isChosen: index == form.chosen)
    }
    rows += notice.enumerated().map { index, line in
      PopupRow(left: [Span(index == 0 ? "! " : "  ", .alert), Span(line, .text)])
    }
    let title = [Span("Edit ", .title), Span(fit(form.seen.name, 40, at: .middle), .title)]
    let count = form.entries.count(where: \.isChanged)
    paintRows(
      rows, title: title, note: count == 0 ? [] : [Span("\(count) changed", .muted)], least: cells, most: cells)
  }

  /// The same whatever is typed, so that the form stands still.
  private static let formWidth = 80

  private func line(_ entry: DealForm.Entry, of form: DealForm, labels: Int) -> [Span] {
    let text = entry.editor.text
    var spans = [
      Span(entry.isChanged ? "*" : " ", .strong), Span(" " + padded(entry.label, labels + 2), .muted),
      text.isEmpty ? Span("none", .muted) : Span(text, entry.isChanged ? .strong : .text),
    ]
    if let fault = entry.fault(currency: form.currency, today: present.today) {
      spans.append(Span("  ! " + fault, .alert))
    } else if let meaning = meaning(of: entry, form.currency) {
      spans.append(Span("  " + meaning, .muted))
    }
    return spans
  }

  /// What a typed line stands for where that is not what it says.
  private func meaning(of entry: DealForm.Entry, _ currency: Currency) -> String? {
    switch entry.meaning {
    case .known(let name): return name == entry.editor.text.trimmed ? "known" : "\(name), known"
    case .new: return "new"
    case .refused, nil: break
    }
    guard let read = FieldText.read(entry.editor.text, entry.kind, currency: currency, today: present.today)
    else { return nil }
    switch (entry.kind, read.value) {
    case (.money, .integer(let minor)): return model.money.exact(minor, read.currency ?? currency)
    case (.date, .integer(let seconds)):
      let day = Timestamp(seconds: seconds).utcDay
      return DateText.long(day) + ", " + DateText.relative(day, today: present.today)
    case (.word(let words), _): return words.joined(separator: " ")
    default: return nil
    }
  }

  // MARK: One field in its place

  /// Why the field was not saved or cannot be yet, else what the text stands for, else how it is written.
  func fieldHint(_ form: FieldForm) -> [Span] {
    if let words = model.promptRefusal ?? form.notice ?? form.fault(today: present.today) {
      return [Span("! ", .alert), Span(words, .text)]
    }
    let meaning = form.entry.editor.isEmpty ? "nothing: the field is cleared" : meaning(of: form.entry, form.currency)
    return [Span(form.entry.label + " ", .title), Span(meaning ?? FieldText.expectation(form.entry.kind), .muted)]
  }

  /// For a field that has no place on the screen.
  func fieldPrompt(_ form: FieldForm) -> Prompt {
    var prompt = Prompt(label: form.entry.label + " ", editor: form.entry.editor)
    prompt.hint = fieldHint(form)
    return prompt
  }

  func formPrompt(_ form: DealForm) -> Prompt {
    let entry = form.entries[form.chosen]
    var prompt = Prompt(label: entry.label + " ", editor: entry.editor)
    if let fault = entry.fault(currency: form.currency, today: present.today) {
      prompt.hint = [Span("! " + fault, .alert)]
    }
    return prompt
  }
}
