import Sales
import Screen

extension LineForm {
  func hints(on painter: Painter) -> [KeyHint] { [("enter", "save"), ("esc", "cancel"), ("ctrl-u", "empty")] }

  func prompt(on painter: Painter) -> Prompt? { painter.linePrompt(self) }
}

extension Painter {
  /// Beside the line: what it comes to, and the deal that is meant; before anything is typed, how it is written.
  fileprivate func linePrompt(_ form: LineForm) -> Prompt {
    let reading = model.reading(of: form)
    var words = [form.editor.isEmpty && form.verb != .doneAndNext ? form.verb.example : reading.preview]
    if words == [""], reading.deals.count < 2 { words = [form.verb.example] }
    let isExample = words == [form.verb.example]
    if form.editor.isEmpty, form.verb == .doneAndNext {
      let steps = form.done(among: form.deals.compactMap(model.card))
      words = steps.count == 1 ? ["done: \(steps[0].title)"] : ["done: \(steps.count) steps"]
    }
    let slips = slips(of: form)
    let deals = form.deals.filter { model.card($0) != nil }
    let changed = reading.fault.isEmpty && !reading.deals.isEmpty ? reading.deals.count : deals.count
    let task = form.verb == .dueDate ? form.task?.title : nil
    let subject = task ?? (deals.isEmpty ? "" : model.subject(of: deals, changed: changed))
    let subjects = deals.count > 1 ? [subject] : cuts(of: subject)
    let days = reading.day.map(shorter) ?? []
    let less = isExample ? beginnings(of: form.verb.example) : words + days
    // The name goes before the slips do, and the slips before what the line means.
    let whole = (slips.isEmpty ? [""] : slips).flatMap { slips in subjects.map { joined(words + [slips, $0]) } }
    let unnamed = less.flatMap { less in slips.map { joined([less, $0]) } }
    return Prompt(label: form.verb.label, editor: form.editor, hints: whole + unnamed + less)
  }

  private func shorter(_ day: Day) -> [String] {
    let short = DateText.short(day, today: model.world.present.today)
    return [DateText.long(day), DateText.weekdays[day.weekday] + " " + short, short]
  }

  /// How often the close date was moved later, and the same in fewer words; none while it never was.
  private func slips(of form: LineForm) -> [String] {
    form.slips.flatMap { $0 > 0 ? ["moved later \(counted($0, "time"))", counted($0, "slip")] : nil } ?? []
  }
}
