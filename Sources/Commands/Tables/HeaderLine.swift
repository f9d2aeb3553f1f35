import Sales

/// Finds the row that names the columns: titles, dates and filters often stand above it.
enum HeaderLine {
  /// How many rows that are not blank are looked at.
  static let reach = 40

  /// Nil where there are no rows. `rows` are the first of the file, without blank ones.
  ///
  /// A title has fewer cells than the header below it. So of the rows that have more filled cells than every row above
  /// them, the one that names most fields is the header. Where none names two fields, the first row is the header, or
  /// below a title of one cell the first row of several.
  static func find(_ rows: [TableRow]) -> TableRow? {
    guard let first = rows.first else { return nil }
    var widest = 0
    var candidates: [(row: TableRow, filled: Int, known: Int)] = []
    for row in rows {
      let filled = row.cells.count { !$0.isEmpty }
      if filled > widest { candidates.append((row, filled, knownFields(row))) }
      widest = max(widest, filled)
    }
    let most = candidates.map(\.known).max() ?? 0
    if most >= 2 { return candidates.first { $0.known == most }?.row }
    guard candidates[0].filled == 1, most == 0 else { return first }
    return candidates.first { $0.filled > 1 }?.row ?? first
  }

  /// How many fields the cells name.
  static func knownFields(_ row: TableRow) -> Int {
    Set(row.cells.compactMap { ImportField.matching($0)?.field }).count
  }

  /// Whether the first row is data: it names no field, and a day, an amount or an address stands in it above another of
  /// its kind. `rows` are the first of the file, without blank ones.
  static func isMissing(_ rows: [TableRow]) -> Bool {
    guard let first = rows.first, first.cells.count > 1, rows.allSatisfy({ knownFields($0) < 2 }),
      knownFields(first) == 0
    else { return false }
    let second = rows.count > 1 ? rows[1] : first
    return first.cells.indices.contains { column in
      guard let kind = DataKind(first.cells[column]), second.cells.indices.contains(column) else { return false }
      return DataKind(second.cells[column]) == kind
    }
  }

  /// What a cell holds that no name of a column is.
  private enum DataKind {
    case amount, day, address

    init?(_ cell: String) {
      let text = cell.trimmed
      // Years name columns.
      if let number = Int(text), (1900...2100).contains(number) { return nil }
      if AmountColumn(AmountVotes()).read(text) != nil {
        self = .amount
      } else if WrittenDate.couldBeDate(text) {
        self = .day
      } else if text.contains("@"), !text.contains(" "), text.utf8.count > 5 {
        self = .address
      } else {
        return nil
      }
    }
  }
}
