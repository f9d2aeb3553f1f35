import Sales

/// The rows of a page in groups, one of them chosen, as far as they are in sight.
///
/// A list that is too long is folded first: the longest groups of rows that need no look end in `and 4 more`, so that
/// every group is in sight. It unfolds when somebody goes to a row that is folded away, and then scrolls.
struct DialogueList: Hashable {
  struct Section: Hashable {
    /// Nil for rows without a heading.
    let title: String?
    var rows: [DialogueRow]
  }

  /// One line of the screen; rows are counted over all sections.
  enum Line: Hashable {
    case heading(section: Int)
    case row(Int)
    case note(Int)
    case more(Int)
    case blank
  }

  private(set) var sections: [Section] = []
  private(set) var chosen = 0
  private(set) var top = 0
  private(set) var isFolded = true

  init(_ sections: [Section] = []) {
    self.sections = sections.filter { !$0.rows.isEmpty }
  }

  var rows: [DialogueRow] { sections.flatMap(\.rows) }

  var chosenRow: DialogueRow? {
    let rows = rows
    return rows.indices.contains(chosen) && rows[chosen].isChoosable ? rows[chosen] : nil
  }

  // MARK: Changes

  /// The same rows in the same places, each as it is now. New ones come last in their group.
  mutating func refresh(_ fresh: [Section]) {
    let subject = chosenRow?.subject
    var now: [DialogueRow.Subject: DialogueRow] = [:]
    for row in fresh.flatMap(\.rows) { now[row.subject] = row }
    for index in sections.indices {
      sections[index].rows = sections[index].rows.compactMap { now.removeValue(forKey: $0.subject) }
    }
    for section in fresh {
      let new = section.rows.filter { now[$0.subject] != nil }
      guard !new.isEmpty else { continue }
      if let index = sections.firstIndex(where: { $0.title == section.title }) {
        sections[index].rows += new
      } else {
        sections.append(Section(title: section.title, rows: new))
      }
    }
    sections.removeAll(where: \.rows.isEmpty)
    follow(subject)
  }

  /// The rows in their own order again; the chosen one stays chosen.
  mutating func reorder(_ fresh: [Section]) {
    let subject = chosenRow?.subject
    sections = fresh.filter { !$0.rows.isEmpty }
    follow(subject)
  }

  private mutating func follow(_ subject: DialogueRow.Subject?) {
    let rows = rows
    chosen = rows.firstIndex { $0.subject == subject } ?? max(0, min(chosen, rows.count - 1))
  }

  mutating func choose(_ index: Int, _ height: Int) {
    let last = rows.lastIndex(where: \.isChoosable) ?? 0
    chosen = max(0, min(index, last))
    if isFolded, !lines(height).contains(.row(chosen)) { isFolded = false }
    keepInSight(height)
  }

  /// Moves what is in sight by so many lines; false where it cannot.
  mutating func scroll(by step: Int, _ height: Int) -> Bool {
    isFolded = false
    let before = top
    top = max(0, min(top + step, lines(height).count - height))
    return top != before
  }

  /// Scrolls by half the height until the chosen row and its note are in sight.
  mutating func keepInSight(_ height: Int) {
    let lines = lines(height)
    let most = max(0, lines.count - height)
    guard let first = lines.firstIndex(of: .row(chosen)), most > 0, chosen > 0 else {
      top = 0
      return
    }
    let last = lines.indices.contains(first + 1) && lines[first + 1] == .note(chosen) ? first + 1 : first
    let step = max(1, height / 2)
    top = min(top, most)
    while first < top { top = max(0, top - step) }
    // The last line says how many follow, unless none does.
    while last > top + height - 2, top < most { top = min(most, top + step) }
  }

  // MARK: Lines

  /// All lines, folded where they are to be.
  func lines(_ height: Int) -> [Line] {
    let whole = lines(hiding: Array(repeating: 0, count: sections.count))
    guard isFolded, whole.count > height else { return whole }
    var hidden = Array(repeating: 0, count: sections.count)
    while true {
      let lines = lines(hiding: hidden)
      if lines.count <= height { return lines }
      let shown = sections.indices.map { foldable(sections[$0]) - hidden[$0] }
      guard let longest = shown.indices.max(by: { (shown[$0], -$0) < (shown[$1], -$1) }) else { return whole }
      // The line that says how many are folded takes the place of one.
      let step = hidden[longest] == 0 ? 2 : 1
      guard shown[longest] >= step else { return whole }
      hidden[longest] += step
    }
  }

  /// How many rows at the end of a section may be folded; at least one stays, and each that needs a look.
  private func foldable(_ section: Section) -> Int {
    min(section.rows.count - 1, section.rows.reversed().prefix { $0.sign == .sure || $0.isFault }.count)
  }

  private func lines(hiding hidden: [Int]) -> [Line] {
    var lines: [Line] = []
    var index = 0
    for (place, section) in sections.enumerated() {
      if place > 0 { lines.append(.blank) }
      if section.title != nil { lines.append(.heading(section: place)) }
      let shown = max(0, section.rows.count - hidden[place])
      for (offset, row) in section.rows.prefix(shown).enumerated() {
        lines.append(.row(index + offset))
        if row.note != nil { lines.append(.note(index + offset)) }
      }
      if hidden[place] > 0 { lines.append(.more(section.rows.count - shown)) }
      index += section.rows.count
    }
    return lines
  }

  /// The lines in sight, and how many rows follow below them.
  func window(_ height: Int) -> (lines: ArraySlice<Line>, below: Int) {
    let lines = lines(height)
    guard lines.count > top + height else { return (lines[min(top, lines.count)...], 0) }
    let end = top + max(1, height - 1)
    let below = lines[end...].count { line in
      if case .row = line { true } else { false }
    }
    return (lines[top..<end], below)
  }
}

/// One row of a page.
struct DialogueRow: Hashable {
  let content: Content
  let sign: ImportPages.Sign
  /// A second line, which says why the row needs a look.
  var note: String?

  enum Content: Hashable {
    case column(ColumnLine)
    case question(StageQuestion)
    case stage(StageLine)
    case word(WordLine)
    /// What holds for all stages of a pipeline.
    case fact(label: String, text: String)
    case count(CountLine)
    case deal(FirstDeal)
  }

  /// By which a row is found again after an answer.
  enum Subject: Hashable {
    case column(Int)
    case question(String, String)
    case stage(StageName)
    case word(ImportField, String)
    case other(String, String)
  }

  var subject: Subject {
    switch content {
    case .column(let line): .column(line.column)
    case .question(let question): .question(question.pipeline, question.word)
    case .stage(let line): .stage(line.key)
    case .word(let line): .word(line.field, line.word)
    case .fact(let label, _): .other(label, "")
    case .count(let line): .other(line.label, line.text)
    case .deal(let deal): .other(deal.name, "\(deal.line)")
    }
  }

  /// Whether it can be answered.
  var isChoosable: Bool {
    switch content {
    case .column, .question, .stage, .word: true
    case .fact, .count, .deal: false
    }
  }

  /// Whether it asks what a word means.
  var isWord: Bool {
    switch content {
    case .question, .word: true
    case .column, .stage, .fact, .count, .deal: false
    }
  }

  /// Whether it tells of rows that are left out, of which there can be many.
  var isFault: Bool {
    if case .count(let line) = content { line.label == ImportDialogue.skipped } else { false }
  }
}
