import Sales

/// How the file is written, as far as people can say it: what the first page opens at `o`.
struct DialogueForm: Hashable {
  enum Line: CaseIterable, Hashable {
    case sheet, separator, encoding, headerLine

    var title: String {
      switch self {
      case .sheet: "Sheet"
      case .separator: "Separator"
      case .encoding: "Encoding"
      case .headerLine: "Header line"
      }
    }
  }

  let lines: [Line]
  var chosen = 0
  var separator: CSVSeparator
  var encoding: TextEncoding
  /// From 1; 0 where no line names the columns.
  var headerLine: Int
  /// The sheet of a workbook.
  var sheet: String
  private let sheets: [String]

  /// Nil for a file of which nothing can be said.
  init?(_ table: TableFile) {
    headerLine = table.headerLine
    (sheet, sheets) = ("", table.sheets)
    switch table.form {
    case .text(let separator, let encoding, replaced: _):
      (lines, self.separator, self.encoding) = ([.separator, .encoding, .headerLine], separator, encoding)
    case .sheet(let name):
      lines = table.sheets.count > 1 ? [.sheet, .headerLine] : [.headerLine]
      (separator, encoding, sheet) = (.comma, .utf8, name)
    case .jsonLines: return nil
    }
  }

  func value(of line: Line) -> String {
    switch line {
    case .separator: separator.word
    case .encoding: encoding.rawValue
    case .headerLine: headerLine == 0 ? "none" : "\(headerLine)"
    case .sheet: sheet
    }
  }

  mutating func change(by step: Int) {
    switch lines[chosen] {
    case .separator:
      separator = ImportDialogue.next(of: CSVSeparator.allCases, from: separator, by: step) ?? separator
    case .encoding: encoding = ImportDialogue.next(of: TextEncoding.allCases, from: encoding, by: step) ?? encoding
    case .headerLine: headerLine = max(0, headerLine + step)
    case .sheet: sheet = ImportDialogue.next(of: sheets, from: sheet, by: step) ?? sheet
    }
  }
}
