/// The rows that are not part of a table, by kind.
struct LeftOutRows: Hashable, Sendable {
  /// Titles and filters above the header.
  var titles = Kind()
  /// Rows of empty cells. Empty lines are not counted, since they hold nothing.
  var blank = Kind()
  /// Totals and subtotals.
  var totals = Kind()
  /// Sentences below the table: who made the report, and whom it may reach.
  var notes = Kind()

  struct Kind: Hashable, Sendable {
    var count = 0
    var first: TableRow?

    mutating func add(_ row: TableRow) {
      count += 1
      first = first ?? row
    }
  }
}

/// Tells the rows of a table from what stands around it.
struct RowSorter {
  private(set) var leftOut = LeftOutRows()
  private(set) var leftOutLines: Set<Int> = []
  private(set) var rowCount = 0
  private(set) var wideRowCount = 0
  private(set) var profiles: [ColumnProfile]
  private let header: TableRow
  /// Rows that are totals or notes if no row of the table follows.
  private var tail: [(row: TableRow, isTotal: Bool)] = []
  /// Whether a blank row or a total stands right above.
  private var isApart = false

  init(header: TableRow) {
    self.header = header
    profiles = header.cells.map { _ in ColumnProfile() }
  }

  mutating func add(_ row: TableRow) {
    if row.isBlank {
      if row.cells.count > 1 { leftOut.blank.add(row) }
      isApart = true
    } else if row.line < header.line {
      leftOut.titles.add(row)
    } else if TotalsRow.isTotal(row) {
      tail.append((row, true))
      isApart = true
    } else if isNote(row) {
      tail.append((row, false))
    } else {
      endTail()
      isApart = false
      rowCount += 1
      let columns = header.cells.count
      for (column, cell) in row.cells.prefix(columns).enumerated() { profiles[column].add(cell) }
      if row.cells.count > columns, row.cells[columns...].contains(where: { !$0.isEmpty }) { wideRowCount += 1 }
    }
  }

  /// To be called after the last row.
  mutating func finish() {
    for (row, isTotal) in tail {
      leftOutLines.insert(row.line)
      if isTotal { leftOut.totals.add(row) } else { leftOut.notes.add(row) }
    }
    tail = []
  }

  /// A row of the table follows: what looked like the end of it was not, except subtotals, which say nothing of a deal
  /// but its amount. In a table of two columns such a row can be a deal.
  private mutating func endTail() {
    for (row, isTotal) in tail {
      if isTotal, header.cells.count > 2 {
        leftOutLines.insert(row.line)
        leftOut.totals.add(row)
      } else {
        rowCount += 1
      }
    }
    tail = []
  }

  /// Whether a row reads like a sentence below a table: nothing but one cell at its start.
  private func isNote(_ row: TableRow) -> Bool {
    guard header.cells.count > 1, row.cells.dropFirst().allSatisfy({ $0.isEmpty }), let text = row.cells.first else {
      return false
    }
    return FooterWords.begin(text) || isApart && FooterWords.readsLikeSentence(text)
  }
}
