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
      let line = line(entry, of: form, labels: labels)
      let remarks = remarks(on: entry, of: form)
      let remark = firstFitting(remarks.texts.map { "  " + $0 }, layout.size.columns - 4 - width(line))
      return PopupRow(left: line + [Span(remark, remarks.role)], isChosen: index == form.chosen)
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
    return [
      Span(entry.isChanged ? "*" : " ", .strong), Span(" " + padded(entry.label, labels + 2), .muted),
      text.isEmpty ? Span("none", .muted) : Span(text, entry.isChanged ? .strong : .text),
    ]
  }

  /// What is wrong with the line, or what it stands for: the longest that fits is said, and whole.
  private func remarks(on entry: DealForm.Entry, of form: DealForm) -> (texts: [String], role: Role) {
    if let fault = entry.fault(currency: form.currency, today: present.today, model.notation) {
      return (shorter(fault).map { "! " + $0 } + ["!"], .alert)
    }
    return (meaning(of: entry, form.currency).map { [$0] } ?? [], .muted)
  }

  /// The fault, with fewer examples, and without the field's name, which stands before it.
  private func shorter(_ fault: String) -> [String] {
    let (all, start) = (beginnings(of: fault), " must be ")
    guard let range = fault.firstRange(of: start) else { return all }
    let values = beginnings(of: String(fault[range.upperBound...]))
    let last = values.last ?? ""
    return all + values + [last.firstRange(of: " such as").map { String(last[..<$0.lowerBound]) } ?? last]
  }

  /// What a typed line stands for where that is not what it says.
  private func meaning(of entry: DealForm.Entry, _ currency: Currency) -> String? {
    switch entry.meaning {
    case .known(let name, let count):
      let known = count > 1 ? "the oldest of \(count) so called" : "known"
      return name == entry.editor.text.trimmed ? known : "\(name), \(known)"
    case .new: return "new"
    case .refused, .several, nil: break
    }
    guard
      let read = FieldText.read(
        entry.editor.text, entry.kind, currency: currency, today: present.today, model.notation)
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
    if let words = model.notices.promptRefusal ?? form.notice ?? form.fault(today: present.today, model.notation) {
      return [Span("! ", .alert), Span(words, .text)]
    }
    let isCleared = form.entry.editor.isEmpty && form.entry.isChanged
    let meaning = isCleared ? "nothing: the field is cleared" : meaning(of: form.entry, form.currency)
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
    let remarks = remarks(on: entry, of: form)
    if remarks.role == .alert {
      prompt.hint = [Span(remarks.texts[0], .alert)]
      prompt.shorter = Array(remarks.texts.dropFirst())
    }
    return prompt
  }
}
