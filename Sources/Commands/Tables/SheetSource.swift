import Sales
import Workbook

/// The rows of one sheet of a workbook, as a CSV of the same table would have them.
struct SheetSource: TableSource {
  let form: TableForm
  let headerLine: Int?
  let notes: [String]
  let startsIn1904: Bool
  let sheets: [String]
  /// How many signs of deals the header has; see `DealsScore`.
  let score: Int
  private let records: WorkbookSource
  /// Whether `export` wrote the table: then an apostrophe before a formula is its own.
  private let isExport: Bool

  /// Reads the records once, for what they say of the whole sheet.
  /// - Parameter isChosen: Whether the sheet was chosen for its header before others that stand first.
  init(_ records: WorkbookSource, isChosen: Bool = false) throws(TableError) {
    self.records = records
    var sheet: Sheet?
    var others: [String] = []
    var sheetNotes = SheetNotes()
    var sheetNames: [String] = []
    var first: [SheetRow] = []
    try Self.forEach(in: records) { record in
      switch record {
      case .sheets(let sheets, let read):
        sheet = sheets.indices.contains(read) ? sheets[read] : nil
        sheetNames = sheets.filter(\.hasRows).map(\.name)
        others = sheets.enumerated().filter { $0.offset != read && $0.element.hasRows }.map(\.element.name)
      case .notes(let notes): sheetNotes = notes
      case .row(let row): if first.count < HeaderLine.reach { first.append(row) }
      case .fault: break
      }
      return .next
    }
    let texts = first.map { TableRow(line: $0.line, cells: $0.texts(($0.cells.last?.column ?? -1) + 1)) }
    isExport = texts.first.map { ImportField.isExport($0.cells) } ?? false
    score = DealsScore.of(texts)
    sheets = sheetNames
    startsIn1904 = sheetNotes.startsIn1904
    form = .sheet(sheet?.name ?? "")
    headerLine = sheetNotes.headerLine ?? sheet?.headerLine
    let choice = isChosen ? "Read the sheet \(sheet?.name ?? ""), which looks like deals. " : ""
    notes = Self.sentences(sheetNotes, others, choice)
  }

  func scan(_ body: (TableRow) -> ScanStep) throws(TableError) {
    try Self.forEach(in: records) { record in
      guard case .row(let row) = record else { return .next }
      var cells = row.texts((row.cells.last?.column ?? -1) + 1)
      // A format that names a currency says it of this amount. Other signs, such as kr, name no one currency.
      for cell in row.cells {
        if let currency = cell.currency, currency == "$" || Currency(currency) != nil {
          cells[cell.column] = "\(currency) \(cells[cell.column])"
        }
      }
      // The text comes back as it is, where rows of text lose an apostrophe before a formula.
      return body(TableRow(line: row.line, cells: isExport ? cells : cells.map(formulaGuarded)))
    }
  }

  private static func forEach(
    in records: WorkbookSource, _ body: (WorkbookRecord) -> ScanStep
  ) throws(TableError) {
    records.rewind()
    do {
      while let record = try records.next() {
        if body(record) == .stop { return }
      }
    } catch {
      throw .other("\(error.path): \(error.reason)")
    }
  }

  /// What the cells do not tell, a sentence each.
  private static func sentences(_ notes: SheetNotes, _ others: [String], _ choice: String) -> [String] {
    var sentences: [String] = []
    if !others.isEmpty {
      sentences.append("\(choice)Other sheets with rows: \(others.joined(separator: ", ")). --sheet reads one.")
    }
    if notes.hiddenRows > 0 {
      sentences.append("\(counted(notes.hiddenRows, "hidden row")) \(notes.hiddenRows == 1 ? "was" : "were") read.")
    }
    if notes.formulasWithoutResult > 0 {
      let hold = notes.formulasWithoutResult == 1 ? "cell holds a formula" : "cells hold formulas"
      sentences.append(
        "\(grouped(notes.formulasWithoutResult)) \(hold) without a result. Open and save the file once.")
    }
    for (column, count) in notes.errors.sorted(by: { $0.key < $1.key }) {
      sentences.append("Column \(letters(column)): \(counted(count, "error")) such as #N/A, read as empty.")
    }
    for (column, count) in notes.longNumbers.sorted(by: { $0.key < $1.key }) {
      let lost = "whose last digits the spreadsheet has lost. An id there is not what was typed."
      sentences.append("Column \(letters(column)): \(counted(count, "number")) of more than 15 digits, \(lost)")
    }
    return sentences
  }

  /// A column as the spreadsheet calls it: `A`, `Z`, `AA`.
  private static func letters(_ column: Int) -> String {
    var (rest, letters) = (column + 1, "")
    while rest > 0 {
      let digit = (rest - 1) % 26
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(digit))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }
}

/// How much the first rows of a sheet look like a table of deals.
enum DealsScore {
  /// From so much on a sheet is read without a look at the others: a value or a stage beside two more fields.
  static let sure = 5

  /// One for each field that the header names, two more for a stage or a status and for a value; 0 where nothing is
  /// named.
  static func of(_ rows: [TableRow]) -> Int {
    guard let header = HeaderLine.find(rows.filter { !$0.isBlank }) else { return 0 }
    let fields = Set(header.cells.compactMap { ImportField.matching($0)?.field })
    let kind = ImportKind.recognised(in: header.cells)
    guard kind == nil || kind == .deals else { return 1 }
    return fields.count + (fields.isDisjoint(with: [.stage, .status]) ? 0 : 2) + (fields.contains(.value) ? 2 : 0)
  }
}
