// The one measure of text, for layout, cutting and the cursor. It counts code points as terminals do, so it is exact for
// text that went through `Glyphs.shown`, which leaves nothing that terminals measure differently.

/// How many columns the text fills on the screen.
package func columns(of text: some StringProtocol) -> Int {
  var total = 0
  for scalar in text.unicodeScalars { total += columns(of: scalar) }
  return total
}

/// How many columns one grapheme cluster fills; 0 for a lone mark or control character.
package func columns(of cluster: Character) -> Int {
  if let ascii = cluster.asciiValue, ascii >= 0x20, ascii < 0x7f { return 1 }
  return cluster.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
}

/// How many columns one code point adds: 0 for controls and marks that sit on the character before, 2 for East Asian
/// wide signs and emoji, else 1.
///
/// Signs of ambiguous width count as 1.
func columns(of scalar: UnicodeScalar) -> Int {
  if let usual = simpleColumns(of: scalar) { return usual }
  let value = scalar.value
  if value < 0x300 { return value < 0x20 || (0x7f...0x9f).contains(value) ? 0 : 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format, .control, .surrogate, .lineSeparator, .paragraphSeparator: return 0
  default: break
  }
  if (0x1160...0x11ff).contains(value) || (0xd7b0...0xd7ff).contains(value) { return 0 }
  return isWide(value) ? 2 : 1
}

/// The columns of a code point that stands for itself in any company, see `isSimple`; nil for others.
func simpleColumns(of scalar: UnicodeScalar) -> Int? {
  switch scalar.value {
  case 0x20...0x7e, 0xa1...0xac, 0xae...0x2ff, 0x2010...0x2027, 0x20ac, 0x2190...0x2193, 0x2500...0x25c4: 1
  case 0x3041...0x3096, 0x30a1...0x30fa, 0x4e00...0x9fff, 0xac00...0xd7a3: 2
  default: nil
  }
}

/// Finds the first range that ends at or after the value.
private func isWide(_ value: UInt32) -> Bool {
  guard value >= 0x1100 else { return false }
  var (low, high) = (0, wideRanges.count)
  while low < high {
    let middle = (low + high) / 2
    if wideRanges[middle].upperBound < value { low = middle + 1 } else { high = middle }
  }
  return low < wideRanges.count && wideRanges[low].contains(value)
}
