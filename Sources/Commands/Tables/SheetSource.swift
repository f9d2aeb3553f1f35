import Sales
import Workbook

/// The rows of one sheet of a workbook, as a CSV of the same table would have them.
struct SheetSource: TableSource {
  let form: TableForm
  let headerLine: Int?
  let notes: [String]
  private let records: WorkbookSource
  /// Whether `export` wrote the table: then an apostrophe before a formula is its own.
  private let isExport: Bool

  /// Reads the records once, for what they say of the whole sheet.
  init(_ records: WorkbookSource) throws(TableError) {
    self.records = records
    var sheet: Sheet?
    var others: [String] = []
    var sheetNotes = SheetNotes()
    var first: SheetRow?
    try Self.forEach(in: records) { record in
      switch record {
      case .sheets(let sheets, let read):
        sheet = sheets.indices.contains(read) ? sheets[read] : nil
        others = sheets.enumerated().filter { $0.offset != read && $0.element.hasRows }.map(\.element.name)
      case .notes(let notes): sheetNotes = notes
      case .row(let row): first = first ?? row
      case .fault: break
      }
      return .next
    }
    isExport = first.map { ImportField.isExport($0.texts(($0.cells.last?.column ?? -1) + 1)) } ?? false
    form = .sheet(sheet?.name ?? "")
    headerLine = sheetNotes.headerLine ?? sheet?.headerLine
    notes = Self.sentences(sheetNotes, others)
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
  private static func sentences(_ notes: SheetNotes, _ others: [String]) -> [String] {
    var sentences: [String] = []
    if !others.isEmpty {
      sentences.append("Other sheets with rows: \(others.joined(separator: ", ")). --sheet reads one.")
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
