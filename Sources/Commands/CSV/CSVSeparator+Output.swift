import Screen

extension Job {
  /// The cells as one line of comma-separated values for that output: exact in a file or a pipe, and on a terminal with
  /// nothing in them that could act on it.
  func csvLine(_ cells: [String], for output: Output) -> String {
    CSVSeparator.comma.line(output.isTerminal ? cells.map(glyphs.shown) : cells)
  }
}
