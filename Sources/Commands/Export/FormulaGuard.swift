// A spreadsheet runs a cell that begins like a formula, whatever wrote the file. A leading apostrophe makes it text.
//
// Where a spreadsheet takes `;` or a tab for the separator, what stands behind one is a cell of its own, so that is
// guarded as well.

/// The text as a cell that is never run; nothing else is changed.
///
/// One apostrophe more goes before those that are there already, so that `withoutFormulaGuard` gives every text back.
func formulaGuarded(_ text: String) -> String {
  let guarded = changingParts(of: text) { beginsLikeFormula($0) ? "'" + $0 : $0 }
  return beginsLikeFormula(text) ? "'" + guarded : guarded
}

/// The text that `formulaGuarded` was given.
func withoutFormulaGuard(_ cell: String) -> String {
  let whole = isGuarded(cell) ? String(cell.dropFirst()) : cell
  return changingParts(of: whole) { isGuarded($0) ? String($0.dropFirst()) : $0 }
}

/// The text with what stands behind each separator changed.
private func changingParts(of text: String, _ change: (String) -> String) -> String {
  guard text.utf8.contains(where: { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "\t") }) else { return text }
  var changed = ""
  var rest = text[...]
  while let place = rest.unicodeScalars.firstIndex(where: { $0 == ";" || $0 == "\t" }) {
    let next = rest.unicodeScalars.index(after: place)
    let part = String(rest[..<place])
    changed += (changed.isEmpty ? part : change(part))
    changed.unicodeScalars.append(rest.unicodeScalars[place])
    rest = rest[next...]
  }
  return changed + change(String(rest))
}

private func isGuarded(_ text: String) -> Bool {
  text.utf8.first == UInt8(ascii: "'") && beginsLikeFormula(text)
}

/// Whether a formula's first character follows any number of apostrophes; some programs take the full-width ones too.
private func beginsLikeFormula(_ text: String) -> Bool {
  guard let first = text.unicodeScalars.first(where: { $0 != "'" }) else { return false }
  switch first {
  case "=", "+", "-", "@", "\t", "\r", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
  default: return false
  }
}
