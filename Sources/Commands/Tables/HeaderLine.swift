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
}
