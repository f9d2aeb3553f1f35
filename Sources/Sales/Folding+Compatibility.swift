// Compatibility forms of Unicode (UAX #15) as far as names have them, without Foundation: small tables, since the
// standard library normalizes for comparison only and does not hand out the normalized text.

/// The lower-case text with compatibility forms replaced by the plain characters that they stand for.
func plain(_ lower: String) -> String {
  guard lower.unicodeScalars.contains(where: { $0.value >= 0xA0 && plain($0) != nil }) else { return lower }
  return lower.unicodeScalars.reduce(into: "") { $0 += plain($1) ?? String($1) }
}

/// What the character stands for; nil for one that stands for itself.
private func plain(_ scalar: Unicode.Scalar) -> String? {
  let value = scalar.value
  switch value {
  // Full-width ASCII.
  case 0xFF01...0xFF5E: return Unicode.Scalar(value - 0xFEE0).map { String($0).lowercased() }
  case 0xFF61...0xFF9F: return halfWidth[Int(value - 0xFF61)]
  // Bold, italic, script and other mathematical alphabets of 26 letters, and their digits.
  case 0x1D400...0x1D6A3: return letter((value - 0x1D400) % 26)
  case 0x1D7CE...0x1D7FF: return String((value - 0x1D7CE) % 10)
  case 0x2070, 0x2074...0x2079: return String(value - 0x2070)
  case 0x2080...0x2089: return String(value - 0x2080)
  case 0x2460...0x2473: return String(value - 0x245F)
  case 0x24D0...0x24E9: return letter(value - 0x24D0)
  default: return others[scalar]
  }
}

private func letter(_ index: UInt32) -> String? { Unicode.Scalar(0x61 + index).map { String($0) } }

/// From U+FF61 on; the two voicing marks become the combining ones, which join the letter before them.
private let halfWidth: [String] =
  "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン".map { String($0) }
  + ["\u{3099}", "\u{309A}"]

private let others: [Unicode.Scalar: String] = [
  "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
  "ª": "a", "º": "o", "²": "2", "³": "3", "¹": "1", "ⁿ": "n",
  "™": "tm", "℠": "sm", "№": "no", "…": "...",
  "‘": "'", "’": "'", "‐": "-", "‑": "-",
  "ⅰ": "i", "ⅱ": "ii", "ⅲ": "iii", "ⅳ": "iv", "ⅴ": "v", "ⅵ": "vi", "ⅶ": "vii", "ⅷ": "viii", "ⅸ": "ix", "ⅹ": "x",
  "ⅺ": "xi", "ⅻ": "xii",
  "㈱": "(株)", "㈲": "(有)", "㍿": "株式会社", "￡": "£", "￥": "¥", "￦": "₩",
]

/// The character in its composed spelling, so that `й` typed as a letter and a mark is the same bytes as the one letter.
func composed(_ character: Character) -> String {
  let scalars = character.unicodeScalars
  guard scalars.count > 1 else { return String(character) }
  return compositions[character].map { String($0) } ?? syllable(scalars) ?? String(character)
}

/// Every composed letter of the scripts that have a few hundred of them. Characters are equal when they are
/// canonically equal, so a letter and its mark find the composed letter here. Made when the first such spelling comes.
private let compositions: [Character: Unicode.Scalar] = {
  var letters: [Character: Unicode.Scalar] = [:]
  for range in [0xC0...0x24F, 0x370...0x52F, 0x620...0x6D3, 0x1E00...0x1FFF, 0x3041...0x30FF] as [ClosedRange<UInt32>] {
    for scalar in range.lazy.compactMap(Unicode.Scalar.init) where letters[Character(scalar)] == nil {
      letters[Character(scalar)] = scalar
    }
  }
  return letters
}()

/// The Hangul syllable of two or three jamo (Unicode, chapter 3.12); nil for anything else.
private func syllable(_ scalars: Character.UnicodeScalarView) -> String? {
  let jamo = scalars.map(\.value)
  guard (2...3).contains(jamo.count), (0x1100...0x1112).contains(jamo[0]), (0x1161...0x1175).contains(jamo[1]) else {
    return nil
  }
  let last = jamo.count == 3 ? jamo[2] : 0x11A7
  guard (0x11A7...0x11C2).contains(last) else { return nil }
  let value = 0xAC00 + ((jamo[0] - 0x1100) * 21 + jamo[1] - 0x1161) * 28 + last - 0x11A7
  return Unicode.Scalar(value).map { String($0) }
}
