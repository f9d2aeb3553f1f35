import Sales

/// Tells by its letters in which encoding of one byte a letter a text is: of the languages that are written in them, the
/// one whose letters these most likely are.
struct LegacyGuess {
  let encoding: TextEncoding
  /// The first word with letters beyond ASCII, where it is read otherwise than in Windows-1252.
  let word: String?

  /// A language by its letters beyond ASCII and how frequent each is among them.
  private struct Language {
    let encoding: TextEncoding
    let chances: [UInt8: Double]
    /// What the encoding has at 0x80 to 0xFF.
    let scalars: [Unicode.Scalar]
    /// Whether it is written in letters of its own rather than Latin ones.
    var isOther: Bool { encoding == .windows1251 || encoding == .windows1253 }

    /// `letters` are lower case, each with its weight behind it.
    init(_ encoding: TextEncoding, _ letters: String) {
      self.encoding = encoding
      scalars = LegacyTable.scalars(of: encoding)
      var weights: [Character: Double] = [:]
      let characters = Array(letters)
      for place in stride(from: 0, to: characters.count - 1, by: 2) {
        weights[characters[place]] = characters[place + 1].wholeNumberValue.map { Double($0) }
      }
      let sum = weights.values.reduce(0, +)
      var chances: [UInt8: Double] = [:]
      for (place, scalar) in scalars.enumerated() {
        let lower = Character(String(scalar).lowercased())
        if let weight = weights[lower] { chances[UInt8(0x80 + place)] = weight / sum }
      }
      self.chances = chances
    }
  }

  private static let latin = [
    Language(.windows1252, "ä5ö4ü5ß3"), Language(.windows1252, "é9è3à3ê2ç2â1î1ô1û1ù1ï1ë1œ1"),
    Language(.windows1252, "ó8í8á7é5ñ4ú3ü1"), Language(.windows1252, "ã8ç6á5é5í4ó4õ2ê2â1ú2à1ô1"),
    Language(.windows1252, "è7à6ò4ù4é3ì3"), Language(.windows1252, "å5ä5ö5é1"), Language(.windows1252, "ø6å5æ5é1"),
    Language(.windows1252, "á5í5ð6þ3æ3ö4ó4ú3ý2é2"), Language(.windows1252, "é5ë5ï3ö1ü1è2"),
    // Names of many countries in one file.
    Language(.windows1252, "é3ö2ü2ä2á2ó2í2ñ2ç2è2ø2å2ã2à1ê1â1ô1û1ù1ò1ì1ï1ë1ú1õ1æ1ß1î1œ1ý1"),
    Language(.windows1250, "ł9ą7ę7ó7ż6ś5ć3ń2ź1"), Language(.windows1250, "í9á8é6ě6š5č5ř5ž5ý4ů3ú1ň1ť1ď1"),
    Language(.windows1250, "á8í5é4č5ž5š5ý4ľ3ú3ť3ô2ň2ä1ď1ó1ĺ1ŕ1"), Language(.windows1250, "é8á9ö3ő3ó3ü2í2ú1ű1"),
    Language(.windows1250, "ă9î4ţ4ş4â3"), Language(.windows1250, "č6ž5š6ć4đ2"),
    Language(.windows1254, "ı9ş5ğ4ü5ö3ç4i̇2"),
    Language(.latin2, "ł9ą7ę7ó7ż6ś5ć3ń2ź1"), Language(.latin2, "í9á8é6ě6š5č5ř5ž5ý4ů3ú1ň1ť1ď1"),
  ]

  private static let others = [
    Language(.windows1251, "о9е8а8и7н7т6с5р5в4л4к3м3д3п3у3я2ы2ь2г2з2б2ч1й1х1ж1ш1ю1ц1щ1э1ф1ё1ъ1і1ї1є1ґ1"),
    Language(.windows1253, "α9ο8ι7ε6τ6σ4ν5η4υ4ρ4π3κ3μ3λ3ς3ά2ί2ό2έ2ή2ύ1ώ1ω2γ2δ2χ1θ1φ1β1ξ1ζ1ψ1"),
  ]

  /// What a word counts, as a logarithm, that has no ASCII letter: nearly every one of Cyrillic and Greek, hardly one of
  /// any other.
  private static let wholeWord = 2.0
  /// What a letter counts that the language has not.
  private static let foreign = 0.002
  /// What a sign counts that is no letter and ends a word, such as the one of `12 m³`.
  private static let sign = 0.3
  /// How much likelier than Windows-1252 another encoding is, as a logarithm, before it is taken.
  private static let margin = 1.2
  /// How much less likely, likewise, the standard's encoding is than that of Windows.
  private static let standardHandicap = 1.0
  private static let mostWords = 2_000
  /// Letters of Ukrainian and Belarusian, which Windows-1251 has below the others.
  private static let ukrainian: Set<UInt8> = [0xA5, 0xAA, 0xAF, 0xB2, 0xB3, 0xB4, 0xBA, 0xBF]

  init(_ bytes: ArraySlice<UInt8>) {
    let words = Self.words(of: bytes)
    let all = words.reduce(0) { $0 + $1.count { $0 >= 0xC0 } }
    let isOther = words.reduce(0) { $0 + Self.lettersInRuns($1) } * 2 > all
    // Short words of Ukrainian and of Polish have the same bytes in a row, so their letters decide.
    let mayBeOther = words.reduce(0) { $0 + Self.lettersInRuns($1, besides: Self.ukrainian) } * 2 > all
    let chances = (isOther ? Self.others : mayBeOther ? Self.latin + Self.others : Self.latin).map { language in
      (
        encoding: language.encoding,
        chance: words.reduce(language.encoding == .latin2 ? -Self.standardHandicap : 0) { sum, word in
          sum + Self.chance(of: word, language) + (language.isOther && Self.isWhole(word) ? Self.wholeWord : 0)
        }
      )
    }
    let usual = chances.filter { $0.encoding == .windows1252 }.map { $0.chance + Self.margin }.max()
    let best = chances.filter { $0.encoding != .windows1252 }.max { $0.chance < $1.chance }
    encoding =
      if let best, !words.isEmpty, usual.map({ best.chance > $0 }) ?? true { best.encoding } else { .windows1252 }
    word = Self.shown(words, in: encoding)
  }

  /// The different words that have bytes beyond ASCII.
  private static func words(of bytes: ArraySlice<UInt8>) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var seen: Set<[UInt8]> = []
    var start = bytes.startIndex
    var isHigh = false
    for index in bytes.startIndex...bytes.endIndex {
      let byte = index < bytes.endIndex ? bytes[index] : 0
      let isLetter = byte >= 0x80 && byte != 0xA0 || (65...90).contains(byte & 0xDF) && byte < 0x80
      if isLetter {
        isHigh = isHigh || byte >= 0x80
        continue
      }
      if isHigh {
        let word = Array(bytes[start..<index])
        // A sign alone, as in `£ 5`, is no word.
        if word.count > 1, seen.insert(word).inserted { words.append(word) }
        if words.count == mostWords { return words }
      }
      (start, isHigh) = (index + 1, false)
    }
    return words
  }

  /// How many letters stand beside two others beyond ASCII, as in Cyrillic and Greek words.
  private static func lettersInRuns(_ word: [UInt8], besides low: Set<UInt8> = []) -> Int {
    let runs = word.split { $0 < 0xC0 && !low.contains($0) }
    return runs.reduce(0) { $0 + ($1.count > 2 ? $1.count : 0) }
  }

  private static func isWhole(_ word: [UInt8]) -> Bool { word.count > 3 && word.allSatisfy { $0 >= 0x80 } }

  private static func chance(of word: [UInt8], _ language: Language) -> Double {
    let hasLetters = word.count > 1
    return word.reduce(0) { sum, byte in
      guard byte >= 0x80 else { return sum }
      if let chance = language.chances[byte] { return sum + logarithm(chance) }
      let scalar = language.scalars[Int(byte - 0x80)]
      let isLetter = scalar.properties.isAlphabetic && scalar != "º" && scalar != "ª"
      let isLast = byte == word.last && word.count { $0 >= 0x80 } == 1
      return sum + logarithm(isLetter || hasLetters && !isLast ? foreign : sign)
    }
  }

  /// The natural logarithm of a number above 0, near enough to compare.
  private static func logarithm(_ number: Double) -> Double {
    let mantissa = number.significand
    // The significand is from 1 to 2; this is its logarithm to three digits.
    let part = (mantissa - 1) / (mantissa + 1)
    return 2 * part * (1 + part * part / 3 + part * part * part * part / 5) + Double(number.exponent) * 0.693_147_180_56
  }

  private static func shown(_ words: [[UInt8]], in encoding: TextEncoding) -> String? {
    guard encoding != .windows1252 else { return nil }
    let (table, usual) = (LegacyTable.scalars(of: encoding), LegacyTable.scalars(of: .windows1252))
    let differing = words.first { word in
      word.contains { $0 >= 0x80 && table[Int($0 - 0x80)] != usual[Int($0 - 0x80)] }
    }
    return differing.map { word in
      var text = String.UnicodeScalarView()
      for byte in word { text.append(byte < 0x80 ? Unicode.Scalar(byte) : table[Int(byte - 0x80)]) }
      return String(text)
    }
  }
}
