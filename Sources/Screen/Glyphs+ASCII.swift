/// What ASCII writes for signs that have no base letter.
private let spellings: [UnicodeScalar: String] = [
  "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D",
  "ĳ": "ij", "Ĳ": "IJ", "ŋ": "ng", "Ŋ": "NG", "ﬁ": "fi", "ﬂ": "fl",
  "‘": "'", "’": "'", "‚": "'", "‛": "'", "‹": "<", "›": ">", "“": "\"", "”": "\"", "„": "\"", "«": "\"", "»": "\"",
  "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "·": "-", "•": "*", "…": "...", "′": "'",
  "″": "\"", "×": "x", "÷": "/", "±": "+-", "°": "deg", "№": "No", "™": "(TM)", "©": "(C)", "®": "(R)", "§": "S",
  "¼": "1/4", "½": "1/2", "¾": "3/4", "¹": "1", "²": "2", "³": "3", "µ": "u", "ª": "a", "º": "o", "¿": "?", "¡": "!",
  "€": "EUR", "£": "GBP", "¥": "JPY", "¢": "c", "│": "|", "─": "-", "┌": "+", "┐": "+", "└": "+", "┘": "+", "▌": ">",
  "▄": "#", "▲": "^", "▼": "v", "◄": "<", "►": ">", "→": ">", "←": "<", "↑": "^", "↓": "v", "\u{3000}": "  ",
]

extension Glyphs {
  /// A cluster in ASCII: marks go, letters lose their accents, `?` stands for what ASCII cannot say.
  func spelled(_ cluster: String) -> String {
    var result = ""
    for scalar in cluster.unicodeScalars {
      if scalar.isASCII {
        result.unicodeScalars.append(scalar)
      } else if let spelling = spellings[scalar] {
        result += spelling
      } else if (0xff01...0xff5e).contains(scalar.value), let narrow = UnicodeScalar(scalar.value - 0xfee0) {
        result.unicodeScalars.append(narrow)
      } else if columns(of: scalar) > 0 {
        result += baseLetter(of: scalar).map(String.init) ?? "?"
      }
    }
    return result
  }
}

/// The plain letter of a Latin letter with accents, strokes or hooks, read from its Unicode name.
private func baseLetter(of scalar: UnicodeScalar) -> Character? {
  guard let words = scalar.properties.name?.split(separator: " "), words.count >= 4,
    words[0] == "LATIN", words[2] == "LETTER"
  else { return nil }
  let letter: Substring = words[3] == "DOTLESS" && words.count > 4 ? words[4] : words[3]
  guard letter.utf8.count == 1, let base = letter.first else { return nil }
  return words[1] == "SMALL" ? base.lowercased().first : base
}
