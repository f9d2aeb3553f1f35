import Sales
import Screen

/// The whole picture of the dialogue: it shows everything and decides nothing.
func render(_ dialogue: ImportDialogue) -> Canvas {
  var painter = DialoguePainter(dialogue)
  painter.paint()
  return painter.canvas
}

struct DialoguePainter {
  let dialogue: ImportDialogue
  var canvas: Canvas
  /// The stages that have a tint, in the order of their tints.
  private let tinted: [StageName]

  init(_ dialogue: ImportDialogue) {
    self.dialogue = dialogue
    let stages = dialogue.pages.stages
    tinted = stages.map(\.key)
    let tints = Tints(stages.map { RGB($0.color ?? Self.plainColor) })
    canvas = Canvas(size: dialogue.size, tints: tints, glyphs: dialogue.glyphs)
  }

  /// For stages without a colour of their own.
  private static let plainColor = HexColor(0x888c94)

  var glyphs: Glyphs { dialogue.glyphs }
  /// The column after the last one that has text.
  var end: Int { canvas.size.columns - 1 }
  var messageRow: Int { canvas.size.rows - 2 }
  var isWide: Bool { canvas.size.columns >= 100 }
  static let bodyRow = 2

  mutating func paint() {
    let (size, least) = (canvas.size, ImportDialogue.smallest)
    guard size.rows >= least.rows, size.columns >= least.columns else {
      let sentence = "The import needs \(least.columns)x\(least.rows), this is \(size.columns)x\(size.rows)"
      canvas.put(fit(sentence, size.columns), row: 0, column: 0)
      return
    }
    paintTitle()
    paintList()
    paintMessage()
    paintFooter()
    switch dialogue.mode {
    case .list: break
    case .picker(let picker): paint(picker)
    case .form(let form): paint(form)
    case .help: paintHelp()
    }
  }

  // MARK: Frame

  private mutating func paintTitle() {
    let page = dialogue.page
    let place = "\(page.rawValue + 1) of \(ImportDialogue.Page.allCases.count)"
    let right = [Span(place, .muted), Span("  ", .text), Span(page.title, .title)]
    canvas.putRight(right, row: 0, end: end)
    let start = 1 + canvas.put("Import", row: 0, column: 1, role: .title) + 2
    canvas.put(fit(subject, end - width(right) - 2 - start), row: 0, column: start, role: .muted)
  }

  /// The file, and what is known of it on this page.
  private var subject: String {
    let dot = " \(glyphs.dot) "
    let table = dialogue.pages.plan.table
    switch dialogue.page {
    case .columns:
      var facts = [dialogue.file, counted(table.rowCount, "row"), table.form.shortWords]
      if isWide, table.headerLine > 0 { facts[2] += ", header in line \(table.headerLine)" }
      return facts.joined(separator: dot)
    case .stages:
      let pipelines = dialogue.pages.plan.book.pipelines
      let names = pipelines.map { $0.isNew ? "\($0.title), new" : $0.title }
      return dialogue.file + (names.isEmpty ? "" : dot + "into " + names.joined(separator: "; "))
    case .words, .counts: return dialogue.file
    }
  }

  private mutating func paintMessage() {
    if let progress = dialogue.progress {
      paint(progress)
    } else if !dialogue.message.isEmpty {
      paintSentence(dialogue.message)
    } else if case .picker(let picker) = dialogue.mode {
      let start = 1 + canvas.put(fit(picker.label, end / 2), row: messageRow, column: 1, role: .title)
      let (text, caret, _) = picker.editor.window(columns: end - start, glyphs: glyphs)
      canvas.put(text, row: messageRow, column: start)
      canvas.cursor = Cursor(row: messageRow, column: start + caret, isVisible: true)
    } else {
      paintSentence(dialogue.restingMessage)
    }
  }

  /// In the message row, and upward where it is longer.
  private mutating func paintSentence(_ sentence: String) {
    let lines = wrapped(glyphs.shown(sentence), to: end - 1).suffix(3)
    for (place, line) in lines.enumerated() {
      let row = messageRow - lines.count + 1 + place
      canvas.fill(row: row, columns: 0..<canvas.size.columns, role: .text)
      canvas.put(line, row: row, column: 1)
    }
  }

  private mutating func paint(_ progress: ImportDialogue.Progress) {
    let cells = 27
    let full = progress.total > 0 ? min(cells, progress.done * cells / progress.total) : 0
    var column = 1 + canvas.put(progress.title, row: messageRow, column: 1, role: .title) + 2
    let bar = String(repeating: glyphs.bar, count: full) + String(repeating: glyphs.rest, count: cells - full)
    column += canvas.put(bar, row: messageRow, column: column) + 2
    let words = "\(grouped(progress.done)) of \(counted(progress.total, "row"))"
    canvas.put(fit(words, end - column), row: messageRow, column: column, role: .muted)
  }

  private mutating func paintFooter() {
    let row = canvas.size.rows - 1
    let help = [Span("?", .key), Span(" help", .muted)]
    canvas.putRight(help, row: row, end: end)
    var next = 1
    for spans in fitting(hints, end - width(help) - 3) { next += canvas.put(spans, row: row, column: next) + 3 }
  }

  /// The hints for which there is room; the keys that lead on and back go last.
  private func fitting(_ hints: [(keys: String, words: String)], _ room: Int) -> [[Span]] {
    var hints = hints
    let spans = { (hint: (keys: String, words: String)) in [Span(hint.keys, .key), Span(" " + hint.words, .muted)] }
    while hints.map({ width(spans($0)) + 3 }).reduce(-2, +) > room,
      let least = hints.lastIndex(where: { !["enter", "esc"].contains($0.keys) }) ?? hints.indices.last
    {
      hints.remove(at: least)
    }
    return hints.map(spans)
  }

  private var hints: [(keys: String, words: String)] {
    if dialogue.progress != nil { return [("esc", "stop, change nothing")] }
    switch dialogue.mode {
    case .list:
      return dialogue.hints.map { ($0.keys, (isWide ? $0.wideHint : $0.hint) ?? "") }
    case .picker:
      return [("type", "to narrow"), (glyphs.upDown, "choose"), ("enter", "take it"), ("esc", "cancel")]
    case .form: return [("h l", "change"), ("j k", "choose"), ("enter", "read the file so"), ("esc", "cancel")]
    case .help: return [("esc", "close")]
    }
  }

  // MARK: The list

  private mutating func paintList() {
    let (lines, below) = dialogue.list.window(dialogue.bodyHeight)
    let rows = dialogue.list.rows
    for (place, line) in lines.enumerated() {
      let row = Self.bodyRow + place
      switch line {
      case .blank: break
      case .heading(let section): paintHeading(dialogue.list.sections[section], isFirst: section == 0, row: row)
      case .row(let index): paint(rows[index], isChosen: index == dialogue.list.chosen, row: row)
      case .note(let index): paintNote(rows[index].note ?? "", row: row)
      case .more(let count): canvas.put("and \(grouped(count)) more", row: row, column: 3, role: .muted)
      }
    }
    if below > 0 {
      canvas.put("\(glyphs.below) \(grouped(below)) more", row: Self.bodyRow + lines.count, column: 1)
    }
  }

  /// Under what the column is read as; further left where it would be cut.
  private mutating func paintNote(_ note: String, row: Int) {
    let column = max(3, min(columnPlaces.readAs, end - width(note)))
    canvas.put(fit(note, end - column), row: row, column: column, role: .muted)
  }

  private mutating func paint(_ row: DialogueRow, isChosen: Bool, row place: Int) {
    let isChosen = isChosen && row.isChoosable
    let start: Int = if case .stage = row.content { 4 } else { 1 }
    if isChosen {
      canvas.fill(row: place, columns: start..<end, role: .select)
      canvas.cursor = Cursor(row: place, column: start, isVisible: false)
    }
    let style = RowStyle(isChosen: isChosen)
    paintSign(of: row, style, row: place)
    switch row.content {
    case .column(let line): paint(line, style, row: place)
    case .question(let question): paint(question, style, row: place)
    case .stage(let line): paint(line, style, row: place)
    case .word(let line): paint(line, style, row: place)
    case .fact(let label, let text): paintFact(label, text, row: place)
    case .count(let line): paint(line, row: place)
    case .deal(let deal): paint(deal, row: place)
    }
  }

  private mutating func paintSign(of row: DialogueRow, _ style: RowStyle, row place: Int) {
    switch row.content {
    // A stage has its number there.
    case .stage, .fact, .deal: return
    case .column, .question, .word, .count: break
    }
    guard row.sign != .sure else { return }
    canvas.put(row.sign.rawValue, row: place, column: 1, role: style(row.sign == .must ? .alert : .soon))
  }

  /// The roles of a row: all one where it is chosen.
  struct RowStyle {
    let isChosen: Bool

    func callAsFunction(_ role: Role) -> Role { isChosen ? .select : role }
  }

  /// A stage's number on its colour.
  func chip(_ number: Int, of stage: StageName) -> Span? {
    guard let index = tinted.firstIndex(of: stage) else { return nil }
    return Span(number < 10 ? " \(number) " : " \(glyphs.dot) ", .fill(Tint(index)))
  }

  // MARK: Text

  func fit(_ text: String, _ cells: Int, at place: CutPlace = .end) -> String {
    cells > 0 ? cut(glyphs.shown(text), to: cells, at: place, glyphs: glyphs) : ""
  }

  func width(_ text: String) -> Int { Screen.columns(of: glyphs.shown(text)) }
  func width(_ spans: [Span]) -> Int { spans.reduce(0) { $0 + width($1.text) } }
}

extension RGB {
  fileprivate init(_ color: HexColor) {
    self.init(red: color.red, green: color.green, blue: color.blue)
  }
}

extension TableForm {
  /// As the title names it: `comma, UTF-8`.
  fileprivate var shortWords: String {
    switch self {
    case .text(let separator, let encoding, replaced: _): "\(separator.word), \(encoding.rawValue)"
    case .jsonLines, .sheet: words
    }
  }
}
