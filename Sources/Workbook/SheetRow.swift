/// A row of a sheet that has at least one filled cell.
package struct SheetRow: Hashable, Sendable {
  /// The number that the spreadsheet shows beside it, from 1. Empty rows are left out, so lines have gaps.
  package var line: Int
  /// The filled cells by column, ascending.
  package var cells: [SheetCell]

  package init(line: Int, cells: [SheetCell]) {
    self.line = line
    self.cells = cells
  }

  /// The texts of the first `count` columns, empty where no cell is filled.
  package func texts(_ count: Int) -> [String] {
    var texts = [String](repeating: "", count: count)
    for cell in cells where cell.column < count { texts[cell.column] = cell.text }
    return texts
  }
}

/// A filled cell.
package struct SheetCell: Hashable, Sendable {
  /// From 0, for the sheet's A.
  package var column: Int
  /// What a CSV of the same table has: `2026-03-05`, `2026-03-05 14:30:15`, `14:30:15`, `36:00`, `25%`, `00123`,
  /// `19.99`, `TRUE`; text as it is, with LF between lines. It can hold control characters. Never empty.
  package var text: String
  /// Which currency the format of a number names: a code of ISO 4217, or `$` and `kr` where several share the sign.
  package var currency: String?

  package init(column: Int, text: String, currency: String? = nil) {
    self.column = column
    self.text = text
    self.currency = currency
  }
}

/// A worksheet of a workbook.
package struct Sheet: Hashable, Sendable {
  package enum Visibility: UInt8, Hashable, Sendable {
    case visible
    case hidden
    /// Hidden so that the spreadsheet's menus do not show it.
    case veryHidden

    init(_ state: String?) {
      switch state {
      case "hidden": self = .hidden
      case "veryHidden": self = .veryHidden
      default: self = .visible
      }
    }
  }

  package let name: String
  package let visibility: Visibility
  /// Whether a cell is filled.
  package let hasRows: Bool
  /// The line of a table's header row or of a filter, from 1; nil where the sheet has neither.
  package let headerLine: Int?

  package init(name: String, visibility: Visibility, hasRows: Bool, headerLine: Int?) {
    self.name = name
    self.visibility = visibility
    self.hasRows = hasRows
    self.headerLine = headerLine
  }
}

/// What a reading of a sheet met that its cells do not tell.
package struct SheetNotes: Hashable, Sendable {
  /// Rows with filled cells.
  package var rows = 0
  /// How many of them the spreadsheet hides, as under a filter.
  package var hiddenRows = 0
  /// Cells with a formula that the writer has not computed; they read as empty.
  package var formulasWithoutResult = 0
  /// By column: cells that hold an error, such as `#N/A`; they read as empty.
  package var errors: [Int: Int] = [:]
  /// By column: numbers of more than 15 digits, the last of which are not what was typed. In a column of ids that matters.
  package var longNumbers: [Int: Int] = [:]
  /// Whether the workbook counts days from 1904, which numbers without the style of a date leave to whoever reads them.
  package var startsIn1904 = false
  /// The line of the header row by a filter that stands behind the rows; else the sheet's own `headerLine`.
  package var headerLine: Int?

  package init() {}
}
