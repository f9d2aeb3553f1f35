import Screen
import Testing

@Suite struct CutTests {
  /// What names become, as the board draws them at several widths.
  static let names: [(name: String, limit: Int, cut: String)] = [
    ("Northwind data platform renewal 2026", 21, "Northwind da…wal 2026"),
    ("Müller & Söhne Rahmenvertrag", 21, "Müller & Söh…nvertrag"),
    ("Wayne Enterprises expansion phase two", 21, "Wayne Enterp…hase two"),
    ("Prestige Worldwide site", 21, "Prestige Wor…ide site"),
    ("Bluefin Seafood portal", 21, "Bluefin Seaf…d portal"),
    ("Kestrel Air fleet tracking", 21, "Kestrel Air…tracking"),
    ("Initrode security review", 21, "Initrode sec…y review"),
    ("Oceanic crew rostering", 21, "Oceanic crew…ostering"),
    ("Vandelay import tooling", 21, "Vandelay imp…tooling"),
    ("Dunder Mifflin paper portal", 21, "Dunder Miffl…r portal"),
    ("Massive Dynamic framework", 21, "Massive Dyna…ramework"),
    ("Cyberdyne support contract", 21, "Cyberdyne su…contract"),
    ("Monarch Bank onboarding", 21, "Monarch Bank…boarding"),
    ("Fjord Logistics scanners", 21, "Fjord Logist…scanners"),
    ("Hooli cloud migration", 21, "Hooli cloud migration"),
    ("Northwind data platform renewal 2026", 24, "Northwind data…ewal 2026"),
    ("Müller & Söhne Rahmenvertrag", 24, "Müller & Söhne…envertrag"),
    ("Kestrel Air fleet tracking", 24, "Kestrel Air fl…tracking"),
    ("Wayne Enterprises expansion phase two", 24, "Wayne Enterpri…phase two"),
    ("Massive Dynamic framework", 24, "Massive Dynami…framework"),
    ("Cyberdyne support contract", 24, "Cyberdyne supp…contract"),
    ("Pinecrest Schools licences", 24, "Pinecrest Scho…licences"),
    ("Cobalt Mining safety suite", 24, "Cobalt Mining…fety suite"),
    ("Initrode security review", 24, "Initrode security review"),
    ("Northwind data platform renewal 2026", 20, "Northwind da…al 2026"),
    ("Hooli cloud migration", 20, "Hooli cloud…igration"),
    ("Kestrel Air fleet tracking", 20, "Kestrel Air…tracking"),
    ("Bluefin Seafood portal", 20, "Bluefin Seaf…portal"),
    ("Müller & Söhne Rahmenvertrag", 20, "Müller & Söh…vertrag"),
    ("Wayne Enterprises expansion phase two", 20, "Wayne Enterp…ase two"),
    ("Massive Dynamic framework", 20, "Massive Dyna…amework"),
    ("Aperture lab licences", 20, "Aperture lab…icences"),
    ("Initrode security review", 20, "Initrode sec…review"),
    ("Acme Enterprise Plan", 18, "Acme Enterp…e Plan"),
    ("Northwind data platform renewal 2026", 18, "Northwind d…l 2026"),
    ("Orchard Health pilot", 18, "Orchard Hea…pilot"),
    ("Massive Dynamic framework", 18, "Massive Dyn…mework"),
  ]

  @Test("Names lose their middle: 60 % head, the tail gets what is left", arguments: names)
  func middle(name: String, limit: Int, expected: String) {
    #expect(cut(name, to: limit, at: .middle) == expected)
  }

  static let companies: [(name: String, limit: Int, cut: String)] = [
    ("Globex Corporation", 15, "Globex Corpora…"),
    ("Northwind Traders", 16, "Northwind Trade…"),
    ("Müller & Söhne GmbH", 16, "Müller & Söhne…"),
    ("東京データ株式会社", 15, "東京データ株式…"),
    ("東京データ株式会社", 14, "東京データ株…"),
    ("Proposal Sent", 12, "Proposal Se…"),
    ("Contacted", 6, "Conta…"),
    ("Hooli", 5, "Hooli"),
    ("Hooli", 1, "…"),
    ("Hooli", 0, ""),
    ("Hooli", -3, ""),
    ("", 0, ""),
  ]

  @Test("Prose loses its end, with no space before the ellipsis", arguments: companies)
  func end(name: String, limit: Int, expected: String) {
    #expect(cut(name, to: limit, at: .end) == expected)
  }

  @Test("ASCII cuts with a tilde")
  func ascii() {
    #expect(cut("Northwind data platform", to: 12, at: .middle, glyphs: .ascii) == "Northwi~form")
    #expect(cut("Northwind data platform", to: 6, at: .end, glyphs: .ascii) == "North~")
  }

  static let awkward = [
    "東京データ基盤 更新", "e\u{301}a\u{308}o\u{302}u\u{323}i\u{308} n\u{303}", "한국어 배포 계획", "a東b京c都d", "क्षि नमस्ते दुनिया",
    "      spaces      ",
  ]

  @Test("At every width a cut text fits and has only whole clusters of the original", arguments: awkward)
  func fits(text: String) {
    let clusters = Set(text).union(["…"])
    for limit in 0...30 {
      for place in [CutPlace.middle, .end] {
        let result = cut(text, to: limit, at: place)
        #expect(columns(of: result) <= limit)
        #expect(Set(result).isSubset(of: clusters), "\(limit) \(place): \(result)")
        if columns(of: text) <= limit { #expect(result == text) }
      }
    }
  }

  @Test(
    "words go to lines whole; one that is too wide is divided",
    arguments: [
      ("", 8, [""]), ("one two", 8, ["one two"]), ("one two three", 8, ["one two", "three"]),
      ("abcdefghijk", 4, ["abcd", "efgh", "ijk"]), ("a abcdefg b", 4, ["a", "abcd", "efg", "b"]),
      ("東京データ 基盤", 5, ["東京", "デー", "タ", "基盤"]), ("abcd ef", 4, ["abcd", "ef"]),
    ])
  func wraps(text: String, limit: Int, lines: [String]) {
    #expect(wrapped(text, to: limit) == lines)
    #expect(lines.allSatisfy { columns(of: $0) <= limit })
  }

  @Test("A text of a million letters without a space is wrapped in one pass")
  func long() {
    let text = String(repeating: "x", count: 1_000_000)
    let lines = wrapped(text, to: 60)
    #expect(lines.count == 16_667 && lines.joined() == text)
  }
}
