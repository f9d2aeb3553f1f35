import Sales

/// What all rows of a file say together, gathered before any is read for good: amounts and dates are read by their whole
/// column, and stages get their types from all rows in them.
struct RowSurvey: Sendable {
  private(set) var stages = StageSurvey()
  private(set) var dates: [ImportField: DateVotes] = [:]
  private(set) var amounts = AmountVotes()
  /// The words of fields whose words people may have to explain, with how many rows have them.
  private(set) var words: [ImportField: WordCounts] = [:]
  /// How many rows have a text, by column.
  private(set) var filled: [Int]
  private(set) var deals = 0
  /// Rows that end before the last column that is read, and the line of the first; spreadsheets leave out empty cells at
  /// the end, and a line that something cut looks the same.
  private(set) var shortRows = (count: 0, firstLine: 0)
  /// Rows in which several columns of one field have different texts, by the field and the later column.
  private(set) var differing: [ImportField: [Int: Int]] = [:]
  private let text: FieldText
  private let outcomes: OutcomeReader
  private let doubled: [(field: ImportField, columns: [Int])]
  private let dateFields: [ImportField]

  /// The fields whose words are counted.
  static let wordFields: [ImportField] = [.owner, .status, .lossReason, .currency, .isClosed]

  init(_ table: TableFile, _ text: FieldText) throws(ImportProblem) {
    self.text = text
    outcomes = OutcomeReader(text: text)
    dateFields = ImportField.allCases.filter { $0.holdsDates && text.has($0) }
    doubled = ImportField.allCases.map { ($0, text.columns.rivals(for: $0)) }.filter { !$0.1.isEmpty }
    filled = Array(repeating: 0, count: table.header.count)
    for field in dateFields { dates[field] = DateVotes() }
    for field in Self.wordFields where text.has(field) { words[field] = WordCounts() }
    do {
      try table.forEach { row in add(row) }
    } catch {
      throw .table(error)
    }
  }

  private mutating func add(_ row: TableRow) {
    for (column, cell) in row.cells.prefix(filled.count).enumerated() where !cell.isEmpty { filled[column] += 1 }
    if row.cells.count < text.columns.width {
      shortRows = (shortRows.count + 1, shortRows.count == 0 ? row.line : shortRows.firstLine)
    }
    for (field, columns) in doubled { compare(columns, field, row) }
    for field in words.keys { words[field]?.add(text.word(field, row)) }
    if (try? outcomes.isDeleted(row)) == true { return }
    deals += 1
    for field in dateFields { dates[field]?.add(text(field, row)) }
    if text.has(.value) { amounts.add(text(.value, row)) }
    // A status that cannot be read is a fault of its row, told when the row is read.
    let claim =
      (try? outcomes.claim(of: row))
      ?? Claim(pipeline: text(.pipeline, row), stage: text(.stage, row), outcome: nil)
    stages.add(claim, chance: chance(of: row))
    let pipelines = text(.pipelines, row)
    if !pipelines.isEmpty { stages.add(ExportedPipeline.read(pipelines)) }
  }

  private mutating func compare(_ columns: [Int], _ field: ImportField, _ row: TableRow) {
    var first: String?
    for column in columns where column < row.cells.count {
      let cell = row.cells[column].trimmed
      if cell.isEmpty { continue }
      if let first, first != cell { differing[field, default: [:]][column, default: 0] += 1 }
      first = first ?? cell
    }
  }

  /// In percent; nil where the row gives none.
  private func chance(of row: TableRow) -> Int? {
    guard text.has(.probability) else { return nil }
    return Chance.read(text(.probability, row))
  }
}

/// Words and how many rows have them, in order of first appearance.
struct WordCounts: Hashable, Sendable {
  /// More different words than these are no vocabulary; the rest is only counted.
  static let most = 2_000
  private(set) var words: [String] = []
  private(set) var empty = 0
  private(set) var isCut = false
  private var counts: [String: Int] = [:]

  mutating func add(_ word: String) {
    if word.isEmpty {
      empty += 1
    } else if let count = counts[word] {
      counts[word] = count + 1
    } else if words.count < Self.most {
      words.append(word)
      counts[word] = 1
    } else {
      isCut = true
    }
  }

  func count(of word: String) -> Int { counts[word, default: 0] }
}

/// A chance as files write it: `20`, `20%`, `0.2`.
enum Chance {
  /// In percent from 0 to 100; nil for anything else.
  static func read(_ text: String) -> Int? {
    let isPercent = text.hasSuffix("%")
    let number = (isPercent ? String(text.dropLast()) : text).trimmed
    guard let value = Double(String(number.map { $0 == "," ? "." : $0 })) else { return nil }
    let percent = !isPercent && number.contains { ".,".contains($0) } && value <= 1 ? value * 100 : value
    return (0...100).contains(percent) ? Int(percent.rounded()) : nil
  }
}
