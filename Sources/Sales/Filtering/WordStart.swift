// Where a word begins, for every search by the beginning of a word: of owners, stages, companies, contacts.

extension String {
  /// Whether one of its words begins with the text, both folded.
  package func hasWord(beginning text: String) -> Bool {
    var (whole, part) = (self, text)
    return whole.withUTF8 { whole in part.withUTF8 { part in Sales.hasWord(whole, beginning: part) } }
  }
}

/// Whether a word of the text begins with the part, both folded. A word begins at the start and after everything that is
/// neither letter nor digit, so that `ada.ostrand` has two.
package func hasWord(_ text: UnsafeBufferPointer<UInt8>, beginning part: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let first = part.first else { return true }
  guard text.count >= part.count else { return false }
  return (0...text.count - part.count).contains { start in
    text[start] == first && isWordStart(start, of: text) && text[start..<start + part.count].elementsEqual(part)
  }
}

private func isWordStart(_ index: Int, of text: UnsafeBufferPointer<UInt8>) -> Bool {
  guard index > 0 else { return true }
  let byte = text[index - 1]
  // Nothing folded has capitals.
  if byte < 0x80 { return !byte.isDigit && !(97...122).contains(byte) }
  let before = String(decoding: UnsafeBufferPointer(rebasing: text[max(0, index - 4)..<index]), as: UTF8.self)
  guard let scalar = before.unicodeScalars.last else { return true }
  let properties = scalar.properties
  return !properties.isAlphabetic && properties.numericType == nil && properties.generalCategory != .nonspacingMark
}
