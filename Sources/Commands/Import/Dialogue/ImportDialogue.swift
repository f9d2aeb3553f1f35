import Sales
import Screen

/// The import on a terminal: four pages of how a file is read, on which people answer until it is right.
///
/// It is a value: `update` takes an input and returns what is to be done, `render` draws. An answer changes `options`
/// and nothing else, so what is answered here could be typed as options, and is kept for the next file.
struct ImportDialogue {
  enum Page: Int, CaseIterable, Hashable {
    case columns, stages, words, counts

    var title: String {
      switch self {
      case .columns: "Columns"
      case .stages: "Stages"
      case .words: "People and words"
      case .counts: "Before writing"
      }
    }
  }

  enum Mode {
    case list
    case picker(DialoguePicker)
    case form(DialogueForm)
    case help
  }

  /// What is to be done; the answer comes by the method named.
  enum Effect: Hashable {
    /// Decide from the options again: `planned` or `refused`.
    case plan(ImportOptions)
    /// Read the file again, as the options say it is written: `opened` or `refused`.
    case open(ImportOptions)
    /// Count what the import would write: `tallied` or `stopped`.
    case count
    /// Import, and leave to the board: `stopped` or `refused`.
    case write
    /// Write counts and skipped rows to a file: `told`.
    case save
    case redraw, suspend
    /// Leave with nothing written.
    case leave
    case end(Input)
  }

  /// Fewer rows or columns than these have no room for it.
  static let smallest = Size(rows: 16, columns: 60)

  /// The file's name without its folder.
  let file: String
  let glyphs: Glyphs
  let present: Present
  var size: Size
  /// What is said so far; that of `pages` until they are decided again.
  var options: ImportOptions
  var pages: ImportPages
  var page = Page.columns
  var mode = Mode.list
  var list = DialogueList()
  /// What the last key led to; empty for nothing.
  var message = ""
  /// What words for stages that are not there mean, in the order in which they were found.
  var questions: [StageQuestion] = []
  /// Whether the page is left once its guesses are taken.
  var isLeavingPage = false
  /// Whether the order of the list is to follow the plan again.
  var isReordered = false
  /// How far a long count or write is; nil while none is under way.
  var progress: Progress?
  /// Whether `g` was pressed, which begins `gg`.
  var isPrefixed = false

  struct Progress: Hashable {
    let title: String
    let done: Int
    let total: Int
  }

  init(file: String, pages: ImportPages, size: Size, glyphs: Glyphs) {
    self.file = file
    self.pages = pages
    self.size = size
    self.glyphs = glyphs
    present = pages.plan.context.present
    options = pages.plan.options
  }

  /// Begins at the first page that has something to ask.
  mutating func start() -> [Effect] {
    noteQuestions()
    return open(Page.allCases.first { $0 == .counts || asks($0) } ?? .counts)
  }

  /// How many rows of a list are in sight: between the title row and the message row, each with a blank beside it.
  var bodyHeight: Int { max(1, size.rows - 5) }

  /// The rows of a page, grouped, those that need a look first.
  func sections(of page: Page) -> [DialogueList.Section] {
    switch page {
    case .columns: columnSections
    case .stages: stageSections
    case .words: wordSections
    case .counts: countSections
    }
  }

  /// Whether a page has a row that needs an answer or a look.
  func asks(_ page: Page) -> Bool {
    sections(of: page).contains { $0.rows.contains { $0.sign != .sure } }
  }

  /// Whether no deal can be imported; known once they are counted.
  var isEmpty: Bool { page == .counts && pages.tally.deals == 0 }
}

// MARK: - What the effects lead to

extension ImportDialogue {
  /// The plan was decided from the options.
  mutating func planned(_ pages: ImportPages) -> [Effect] {
    self.pages = pages
    options = pages.plan.options
    noteQuestions()
    let fresh = sections(of: page)
    if isReordered { list.reorder(fresh) } else { list.refresh(fresh) }
    isReordered = false
    list.keepInSight(bodyHeight)
    guard isLeavingPage else { return [] }
    isLeavingPage = false
    return list.rows.contains { $0.sign == .must } ? [] : leavePage()
  }

  /// The file was read again, and its columns may be others.
  mutating func opened(_ pages: ImportPages) -> [Effect] {
    self.pages = pages
    options = pages.plan.options
    questions = []
    noteQuestions()
    message =
      "Read again: \(counted(pages.plan.table.rowCount, "row")), \(counted(pages.plan.table.header.count, "column"))."
    return open(.columns)
  }

  /// The last answer cannot be: it is as if it had not been given.
  mutating func refused(_ sentence: String) {
    options = pages.plan.options
    (isLeavingPage, isReordered, progress) = (false, false, nil)
    message = sentence
  }

  mutating func tallied(_ pages: ImportPages) {
    self.pages = pages
    progress = nil
    list = DialogueList(sections(of: .counts))
  }

  /// A long count or write was stopped.
  mutating func stopped() {
    progress = nil
    message = "Stopped. Nothing was changed."
    guard list.sections.isEmpty else { return }
    page = .words
    list = DialogueList(sections(of: .words))
  }

  mutating func told(_ sentence: String) { message = sentence }
}

// MARK: - Pages

extension ImportDialogue {
  mutating func open(_ page: Page) -> [Effect] {
    self.page = page
    mode = .list
    guard page == .counts else {
      list = DialogueList(sections(of: page))
      return []
    }
    list = DialogueList()
    return [.count]
  }

  /// Goes to the next page that asks something.
  mutating func leavePage() -> [Effect] {
    let later = Page.allCases.filter { $0.rawValue > page.rawValue }
    return open(later.first { $0 == .counts || asks($0) } ?? .counts)
  }

  mutating func goBack() -> [Effect] {
    guard let before = Page(rawValue: page.rawValue - 1) else { return [.leave] }
    return open(before)
  }

  /// Enter: takes the guesses of the page and goes on, or goes to what needs an answer first.
  mutating func goOn() -> [Effect] {
    if page == .counts {
      guard isEmpty else { return [.write] }
      message = emptiness
      return []
    }
    acceptChosen()
    let open = list.rows.indices.filter { list.rows[$0].sign == .must && !isAccepted(list.rows[$0]) }
    if let first = open.first {
      list.choose(first, bodyHeight)
      message = sentence(about: list.rows[first])
      return planIfChanged()
    }
    acceptGuesses()
    guard options != pages.plan.options else { return leavePage() }
    isLeavingPage = true
    return [.plan(options)]
  }

  /// Decides again where an answer changed something.
  func planIfChanged() -> [Effect] { options == pages.plan.options ? [] : [.plan(options)] }

  /// Takes every guess of the page as an answer, so that the next such file does not ask again.
  private mutating func acceptGuesses() {
    for row in list.rows where row.sign == .guess {
      switch row.content {
      case .column(let line): accept(line)
      case .stage(let line): accept(line)
      case .word(let line): accept(line)
      case .question, .fact, .count, .deal: break
      }
    }
  }

  /// Why Enter went to the row.
  private func sentence(about row: DialogueRow) -> String {
    switch row.content {
    case .column(let line): "\(line.title): \(line.note ?? "Press l to choose.")"
    case .word, .question: missingWords
    case .stage(let line): mixedSentence(line)
    case .fact, .count, .deal: ""
    }
  }

  /// What the message row says while no key has led to anything; empty for nothing.
  var restingMessage: String {
    if isEmpty { return emptiness }
    switch page {
    case .columns: return ""
    case .stages:
      let open = missingWords
      if !open.isEmpty { return open }
      for case .stage(let line) in list.rows.map(\.content) where line.isMixed { return mixedSentence(line) }
      return ""
    case .words:
      return list.sections.isEmpty
        ? "The file has no owners, statuses or reasons to explain. Press Enter." : missingWords
    case .counts:
      return progress == nil && list.sections.isEmpty ? "" : "One step: u on the board takes the whole import back."
    }
  }

  /// `1 answer is missing: On Hold.`
  private var missingWords: String {
    let words = list.rows.compactMap { row -> String? in
      guard row.sign == .must else { return nil }
      switch row.content {
      case .word(let line): return line.word
      case .question(let question): return question.word
      case .column, .stage, .fact, .count, .deal: return nil
      }
    }
    if words.isEmpty { return "" }
    let shown = words.prefix(3).joined(separator: ", ") + (words.count > 3 ? " \(glyphs.ellipsis)" : "")
    return "\(counted(words.count, "answer")) \(words.count == 1 ? "is" : "are") missing: \(shown)."
  }
}
