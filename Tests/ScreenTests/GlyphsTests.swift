import Screen
import Support
import Testing

@Suite struct GlyphsTests {
  /// Texts, controls by their pictures, and how they are shown.
  static let unicode: [(text: String, shown: String)] = [
    ("Müller & Söhne", "Müller & Söhne"),
    ("東京データ", "東京データ"),
    ("a␉b␊c␍␊d", "a^Ib^Jc^M^Jd"),
    ("␛[31mred␡", "^[[31mred^?"),
    ("\u{202E}evil\u{2066}", "\u{FFFD}evil\u{FFFD}"),
    ("a\u{200B}b\u{FEFF}", "a\u{FFFD}b\u{FFFD}"),
    ("\u{E000}", "\u{FFFD}"),
    ("a\u{A0}b\u{2009}c", "a b c"),
    ("soft\u{AD}hyphen", "soft-hyphen"),
    ("👨‍👩‍👧 family", "👨 family"),
    ("👍🏽 ok", "👍 ok"),
    ("🇩🇪", "DE"),
    ("❤️", "❤"),
    ("1️⃣", "1"),
    ("\u{301}a", " \u{301}a"),
    ("Migrac\u{327}a\u{303}o", "Migra\u{E7}\u{E3}o"),
    ("\u{30AB}\u{3099}\u{418}\u{306}", "\u{30AC}\u{419}"),
    ("می\u{200C}خواهم", "میخواهم"),
    ("a\u{301}\u{302}\u{303}\u{304}\u{305}", "a\u{301}\u{302}\u{303}"),
  ]

  @Test("Stored text cannot act on the terminal", arguments: unicode)
  func shown(text: String, expected: String) {
    #expect(Array(Glyphs.unicode.shown(text.withControls).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test("A control of the second set is not shown either")
  func secondSet() {
    #expect(Glyphs.unicode.shown("\u{9b}31m") == "\u{FFFD}31m")
  }

  static let ascii: [(text: String, shown: String)] = [
    ("Müller & Söhne Łódź", "Muller & Sohne Lodz"),
    ("e\u{301}te\u{301}", "ete"),
    ("Straße", "Strasse"),
    ("„Größe“ – ‘yes’…", "\"Grosse\" - 'yes'..."),
    ("€40K + £1", "EUR 40K + GBP 1"),
    ("in €", "in EUR"),
    ("東京", "??"),
    ("Ａｂ１", "Ab1"),
    ("│─┌┐└┘▌▄•·▲▼◄►→", "|-++++>#*-^v<>>"),
    ("␛", "^["),
    ("👨‍👩‍👧", "?"),
    ("🇩🇪", "DE"),
    ("Øresund Æble", "Oresund AEble"),
  ]

  @Test("Under ASCII accents go and the rest has a placeholder", arguments: ascii)
  func spelled(text: String, expected: String) {
    #expect(Glyphs.ascii.shown(text.withControls) == expected)
  }

  @Test("Any text becomes printable, and its shown form is final", arguments: [Glyphs.unicode, .ascii])
  func random(glyphs: Glyphs) {
    var random = Seeded(7)
    for _ in 0..<3000 {
      let text = random.text(length: 12)
      let shown = glyphs.shown(text)
      #expect(glyphs.shown(shown) == shown, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
      #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) })
      #expect(shown.allSatisfy { columns(of: $0) > 0 }, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
      if glyphs.isASCII { #expect(shown.utf8.allSatisfy { $0 < 0x7f }) }
    }
  }

  @Test("Every sign is one column wide, in both sets, and its ASCII form is its spelling")
  func signs() {
    for (name, value) in Mirror(reflecting: Glyphs.unicode).children {
      guard let sign = value as? String, name != "upDown" else { continue }
      #expect(columns(of: sign) == 1)
    }
    #expect(Glyphs.ascii.shown(Glyphs.unicode.upDown) == Glyphs.ascii.upDown)
  }
}
