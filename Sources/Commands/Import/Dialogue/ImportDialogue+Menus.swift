import Sales
import Screen

// What opens over a page: the picker, and how the file is written.
extension ImportDialogue {
  mutating func openPicker() {
    switch list.chosenRow?.content {
    case .column(let line): mode = .picker(fieldPicker(line))
    case .question(let question):
      let items = [question.word] + question.known
      mode = .picker(
        DialoguePicker(
          title: "Stage", label: "Read \(question.word) as ",
          items: items.map { name in
            let isNew = name == question.word
            return DialoguePicker.Item(name: name, note: isNew ? "new" : "", answer: name)
          }, answer: question.answer))
    case .word(let line) where !line.word.isEmpty:
      mode = .picker(
        DialoguePicker(
          title: line.field.title.prefix(1).uppercased() + line.field.title.dropFirst(), label: "\(line.word) is ",
          items: choices(of: line).map { DialoguePicker.Item(name: $0.shown, note: "", answer: $0.answer) },
          answer: nil))
    case .word: message = "These rows have no word to explain."
    case .stage: message = "Press h or l to make the stage open, won or lost."
    case .fact, .count, .deal, nil: message = "There is no row to change."
    }
  }

  private func fieldPicker(_ line: ColumnLine) -> DialoguePicker {
    let none = DialoguePicker.Item(name: "not read", note: "", answer: nil)
    let items = ImportField.allCases.map { field in
      let note = pages.plan.columns.isRead(field) ? pages.plan.columns.title(field) : ""
      return DialoguePicker.Item(name: field.title, note: note, answer: field.rawValue)
    }
    return DialoguePicker(
      title: "Field", label: "Read \(line.title) as ", items: items + [none], answer: line.field?.rawValue)
  }

  mutating func press(_ key: Screen.Key, in picker: DialoguePicker) -> [Effect] {
    var picker = picker
    switch key {
    case .escape:
      mode = .list
      return []
    case .character("/") where picker.editor.text.isEmpty:
      message = "Type letters to narrow the list."
      return []
    case .enter:
      guard let item = picker.chosenItem else {
        message = "Nothing matches \"\(picker.editor.text)\". Change the letters, or press Esc."
        return []
      }
      mode = .list
      return take(item)
    default:
      if !picker.handle(key) { message = "Type to narrow, \(glyphs.upDown) choose, Enter takes it, Esc leaves." }
      mode = .picker(picker)
      return []
    }
  }

  private mutating func take(_ item: DialoguePicker.Item) -> [Effect] {
    switch list.chosenRow?.content {
    case .column(let line):
      return read(line, as: ColumnReading(field: item.answer.flatMap { ImportField(rawValue: $0) }))
    case .question(let question): return answer(question, item.answer ?? question.word)
    case .word(let line): return answer(line, item.answer ?? line.word)
    case .stage, .fact, .count, .deal, nil: return []
    }
  }

  // MARK: How the file is written

  mutating func openTableForm() {
    guard let form = DialogueForm(pages.plan.table) else {
      message = "A file of JSON lines has neither separator nor header line."
      return
    }
    mode = .form(form)
  }

  mutating func press(_ key: Screen.Key, in form: DialogueForm) -> [Effect] {
    var form = form
    switch key {
    case .escape:
      mode = .list
      return []
    case .enter:
      mode = .list
      return opening(form)
    case .character("j"), .down:
      if form.chosen == form.lines.count - 1 { message = "This is the last line." }
      form.chosen = min(form.chosen + 1, form.lines.count - 1)
    case .character("k"), .up:
      if form.chosen == 0 { message = "This is the first line." }
      form.chosen = max(form.chosen - 1, 0)
    case .character("l"), .right: form.change(by: 1)
    case .character("h"), .left: form.change(by: -1)
    default: message = "h l change it, j k choose, Enter reads the file so, Esc leaves it."
    }
    mode = .form(form)
    return []
  }

  /// Says only what differs from how the file was read.
  private mutating func opening(_ form: DialogueForm) -> [Effect] {
    guard let found = DialogueForm(pages.plan.table) else { return [] }
    if form.separator != found.separator { options.table.separator = form.separator }
    if form.encoding != found.encoding { options.table.encoding = form.encoding }
    if form.headerLine != found.headerLine { options.table.headerLine = form.headerLine }
    if form.sheet != found.sheet {
      options.table.sheet = form.sheet
      // That of another sheet is looked for again.
      if form.headerLine == found.headerLine { options.table.headerLine = nil }
    }
    guard options.table != pages.plan.options.table else {
      message = "The file is read so already."
      return []
    }
    return [.open(options)]
  }
}
