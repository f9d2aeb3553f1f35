import Sales
import Screen

extension Prompt {
  /// The longest of the hints that fits is shown.
  init(label: String, editor: LineEditor, hints: [String]) {
    self.init(label: label, editor: editor, hint: [Span(hints.first ?? "", .muted)])
    shorter = Array(hints.dropFirst())
  }
}

/// What a comma and a space part, from all of it down to the first: an example is one without the others, too. A comma
/// alone may stand in a number.
func beginnings(of text: String) -> [String] {
  let pieces = text.split(separator: ", ")
  return (1...max(1, pieces.count)).reversed().map { pieces.prefix($0).joined(separator: ", ") }
}

/// A line that is typed: its label, its text, and a hint at the right.
struct Prompt {
  var label: String
  var editor: LineEditor
  var hint: [Span] = []
  /// Why the line is not understood, in place of the hint.
  var refusal: String?
  /// The hint in fewer words, for narrow screens; without any, what does not fit of it is cut.
  var shorter: [String] = []
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
      return Prompt(
        label: "reasons ", editor: editor,
        hints: ["1-\(LostForm.mostReasons), with commas between; empty: the usual ones", "with commas between"])
    case .quickAdd(let form):
      let line = model.quickAdd(form.editor.text)
      return Prompt(
        label: "add ", editor: form.editor, understood: line.understood, fault: line.fault?.range)
    case .lost(let form):
      return Prompt(
        label: form.isNote ? "note " : "lost ", editor: form.editor, hints: subject(form.deals, closed: .lost))
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

  /// The name, and what is left of it on narrower screens, as long as that tells it from others.
  private func cuts(of name: String, to least: Int = 12) -> [String] {
    [name] + (least..<max(least, min(60, width(name)))).reversed().map { fit(name, $0, at: .middle) }
  }

  private func joined(_ words: [String]) -> String {
    words.filter { !$0.isEmpty }.joined(separator: " \(glyphs.dot) ")
  }

  /// Beside the line: the day, where it is another one than today.
  private func wonPrompt(_ form: WonForm) -> Prompt {
    let reading = model.reading(of: form)
    let subjects = subject(form.deals, closed: .won)
    let fate = model.fate(of: form.rest)
    // What becomes of the steps goes first where there is no room; the footer has the key.
    let whole = fate.isEmpty ? subjects : subjects.prefix(1).map { joined([$0, fate]) } + subjects
    guard reading.fault.isEmpty, reading.day != model.world.present.today else {
      return Prompt(label: "won ", editor: form.editor, hints: whole)
    }
    let day = model.inWords(reading.day)
    return Prompt(
      label: "won ", editor: form.editor, hints: whole.map { joined([day, $0]) } + [day, DateText.long(reading.day)])
  }

  private func filterPrompt(_ editor: LineEditor) -> Prompt {
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

  /// What is to be closed: of one deal its name and its value, which is left out before it is cut; of several how many
  /// are not so already.
  private func subject(_ deals: [DealID], closed status: DealStatus) -> [String] {
    let cards = model.cards(of: deals)
    let changed = cards.count { $0.deal.status != status }
    guard cards.count < 2 else {
      return [model.subject(of: cards.map(\.deal.id), changed: changed > 0 ? changed : cards.count)]
    }
    guard let card = cards.first else { return [] }
    let names = cuts(of: card.deal.name, to: 6)
    let value = model.money.card(card.deal.value, card.deal.currency)
    return names.filter { width($0) >= 12 || $0 == names[0] }.map { joined([$0, value]) } + names
  }

  /// A hint with shorter forms takes what is typed leaves; one without is cut, and goes when that would leave little.
  private func fittingHint(of prompt: Prompt, _ cells: Int, atLeast least: Int) -> [Span] {
    if prompt.shorter.isEmpty { return fitted(prompt.hint, max(cells, least)) }
    if width(prompt.hint) <= cells { return prompt.hint }
    return [Span(firstFitting(prompt.shorter, cells), prompt.hint.first?.style.role ?? .muted)]
  }

  /// Why the line is not taken, in place of its hint.
  private func refusal(of prompt: Prompt) -> [Span]? {
    (model.notices.promptRefusal ?? prompt.refusal).map { [Span("! " + $0, .alert)] }
  }

  /// A refusal is always seen whole: beside what is typed, which then scrolls in what it leaves, or in rows above the
  /// line. A form says it among its fields.
  private func fitsBeside(_ refusal: [Span], _ prompt: Prompt) -> Bool {
    if case .form = model.mode { return true }
    return width(refusal) <= room(of: prompt) - least(of: prompt)
  }

  /// How many rows above the line its refusal takes.
  var refusalRows: Int {
    guard let prompt, let refusal = refusal(of: prompt), !fitsBeside(refusal, prompt) else { return 0 }
    return lines(of: refusal, to: layout.size.columns - 2, atMost: .max).count
  }

  /// The cells after the label.
  private func room(of prompt: Prompt) -> Int { layout.size.columns - 2 - width(prompt.label) }

  /// How many cells of what is typed stay in sight beside a refusal: all where it points at a place.
  private func least(of prompt: Prompt) -> Int {
    let typed = width(prompt.editor.text) + 1
    return prompt.fault == nil ? min(8, typed) : typed
  }

  mutating func paintPrompt(_ prompt: Prompt, row: Int) {
    let start = 1 + canvas.put(prompt.label, row: row, column: 1, role: .title)
    let (end, typed) = (layout.size.columns - 1, width(prompt.editor.text) + 1)
    var room = room(of: prompt)
    if let refusal = refusal(of: prompt) {
      if fitsBeside(refusal, prompt) {
        let beside = fitted(refusal, max(0, room - least(of: prompt)))
        canvas.putRight(beside, row: row, end: end)
        room -= width(beside) + 2
      } else {
        paintWhole(refusal, row: row - 1)
      }
    } else {
      let hint = fittingHint(of: prompt, max(0, room - 3 - typed), atLeast: max(0, (room - 3) * 3 / 5))
      if typed + 3 + width(hint) <= room { canvas.putRight(hint, row: row, end: end) }
    }
    let (text, caret, first) = prompt.editor.window(columns: room, glyphs: glyphs)
    var next = start
    // Marks are by character of what was typed; where one is shown as several, nobody knows which.
    let isAligned = glyphs.shown(prompt.editor.text).count == prompt.editor.text.count
    for (index, character) in text.enumerated() {
      var role = Role.text
      let place = first + index
      if isAligned, prompt.understood.contains(where: { $0.contains(place) }) { role = .token }
      if isAligned, prompt.fault?.contains(place) == true { role = .alert }
      next += canvas.put(String(character), row: row, column: next, role: role)
    }
    canvas.cursor = Cursor(row: row, column: start + caret, isVisible: true)
  }
}
