/// The rows that are not part of a table, by kind.
struct LeftOutRows: Hashable, Sendable {
  /// Titles and filters above the header, and headers and titles of groups below it.
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
  private var tail: [(row: TableRow, kind: TailKind)] = []
  /// Whether a blank row or a total stands above, and no row of the table since.
  private var isApart = false

  private enum TailKind {
    case total, note
    /// One cell alone, apart from the table: a note if the others are, else a deal without a value.
    case single
  }

  /// What a report says below its table is shorter.
  private static let longestTail = 20

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
    } else if isHeaderAgain(row) {
      endGroup()
      leftOutLines.insert(row.line)
      leftOut.titles.add(row)
    } else if TotalsRow.isTotal(row) || isNamelessSum(row) {
      tail.append((row, .total))
      isApart = true
    } else if isNote(row) {
      tail.append((row, .note))
    } else if isApart, isSingle(row), tail.count < Self.longestTail {
      tail.append((row, .single))
    } else {
      endTail()
      isApart = false
      count(row)
    }
  }

  /// Whether the header stands again, as above each group of a board.
  private func isHeaderAgain(_ row: TableRow) -> Bool {
    row.cells.first == header.cells.first && row.line > header.line && header.line > 0
      && row.cells.count <= header.cells.count
      && row.cells == Array(header.cells.prefix(row.cells.count)) && row.cells.count { !$0.isEmpty } > 1
  }

  /// Before a header that stands again a row of one cell is the title of its group.
  private mutating func endGroup() {
    if let last = tail.last, last.kind != .total {
      tail.removeLast()
      leftOutLines.insert(last.row.line)
      leftOut.titles.add(last.row)
    }
    endTail()
    isApart = true
  }

  private mutating func count(_ row: TableRow) {
    rowCount += 1
    let columns = header.cells.count
    for (column, cell) in row.cells.prefix(columns).enumerated() { profiles[column].add(cell) }
    if row.cells.count > columns, row.cells[columns...].contains(where: { !$0.isEmpty }) { wideRowCount += 1 }
  }

  /// To be called after the last row.
  mutating func finish() {
    let hasNotes = tail.contains { $0.kind == .note }
    for (row, kind) in tail {
      if kind == .single, !hasNotes {
        count(row)
        continue
      }
      leftOutLines.insert(row.line)
      if kind == .total { leftOut.totals.add(row) } else { leftOut.notes.add(row) }
    }
    tail = []
  }

  /// A row of the table follows: what looked like the end of it was not, except subtotals, which say nothing of a deal
  /// but its amount. In a table of two columns such a row can be a deal.
  private mutating func endTail() {
    for (row, kind) in tail {
      if kind == .total, header.cells.count > 2 {
        leftOutLines.insert(row.line)
        leftOut.totals.add(row)
      } else {
        count(row)
      }
    }
    tail = []
  }

  /// Whether nothing but numbers stand in it, below columns of numbers: the sums of a group.
  private func isNamelessSum(_ row: TableRow) -> Bool {
    guard header.cells.count > 2, header.line > 0, row.cells.first?.isEmpty == true else { return false }
    let filled = row.cells.indices.filter { !row.cells[$0].isEmpty }
    return filled.allSatisfy { column in
      column < profiles.count && profiles[column].kind == .numbers && TotalsRow.isNumber(row.cells[column])
    }
  }

  private func isSingle(_ row: TableRow) -> Bool {
    header.cells.count > 1 && row.cells.firstIndex { !$0.isEmpty } == header.cells.firstIndex { !$0.isEmpty }
      && row.cells.count { !$0.isEmpty } == 1
  }

  /// Whether a row reads like a sentence below a table: nothing but one cell at its start.
  private func isNote(_ row: TableRow) -> Bool {
    guard isSingle(row), let text = row.cells.first(where: { !$0.isEmpty }) else { return false }
    return FooterWords.begin(text) || isApart && FooterWords.readsLikeSentence(text)
  }
}
