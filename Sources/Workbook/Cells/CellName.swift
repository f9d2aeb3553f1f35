/// A cell's address, such as `B12`.
struct CellName: Hashable {
  /// From 0.
  let column: Int
  /// From 1, as the sheet numbers its rows.
  let line: Int

  /// Nil for what has not the form of an address. Numbers past the sheet's end are kept, so that they can be told.
  init?(_ text: some StringProtocol) {
    var column = 0
    var line = 0
    for byte in text.utf8 {
      switch byte {
      case 65...90 where line == 0, 97...122 where line == 0: column = min(column * 26 + Int(byte & 0x1F), 1 << 20)
      case 49...57 where column > 0, 48 where line > 0: line = min(line * 10 + Int(byte - 48), 1 << 30)
      default: return nil
      }
    }
    guard column > 0, line > 0 else { return nil }
    (self.column, self.line) = (column - 1, line)
  }

  /// The first cell of a range such as `A3:F90` or `$A$3:$F$90`, or of a single address.
  init?(range: some StringProtocol) {
    guard let first = range.split(separator: ":").first else { return nil }
    self.init(String(first.filter { $0 != "$" }))
  }

  var isInSheet: Bool { column < WorkbookLimits.columns && line <= WorkbookLimits.rows }
}
