/// The text with every control character shown harmlessly, so that nothing in a file can steer the terminal.
///
/// C0 and DEL as Unicode's control pictures, C1 and the marks that turn text around as their number.
func visible(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isHidden) else { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
    case 0x7F: result.append("\u{2421}")
    default:
      if isHidden(scalar) {
        result += "<U+\(String(scalar.value, radix: 16, uppercase: true))>".unicodeScalars
      } else {
        result.append(scalar)
      }
    }
  }
  return String(result)
}

private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0: true
  // Line and paragraph separators, embeddings, overrides and isolates.
  case 0x2028...0x202E, 0x2066...0x2069: true
  default: false
  }
}
