// A spreadsheet runs a cell that begins like a formula, whatever wrote the file. A leading apostrophe makes it text.

/// The text as a cell that is never run; nothing else is changed.
///
/// One apostrophe more goes before those that are there already, so that `withoutFormulaGuard` gives every text back.
func formulaGuarded(_ text: String) -> String { beginsLikeFormula(text) ? "'" + text : text }

/// The text that `formulaGuarded` was given.
func withoutFormulaGuard(_ cell: String) -> String {
  cell.utf8.first == UInt8(ascii: "'") && beginsLikeFormula(cell) ? String(cell.dropFirst()) : cell
}

/// Whether a formula's first character follows any number of apostrophes.
private func beginsLikeFormula(_ text: String) -> Bool {
  guard let first = text.utf8.first(where: { $0 != UInt8(ascii: "'") }) else { return false }
  return "=+-@\t\r".utf8.contains(first)
}
