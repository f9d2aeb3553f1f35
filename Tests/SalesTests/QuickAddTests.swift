import Sales
import Support
import Testing

@Suite("The quick line") struct QuickAddTests {
  private let present = Present(now: Timestamp(seconds: 1_763_640_000), zone: .utc)
  private static let german = Notation(environment: ["LANG": "de_DE.UTF-8"])

  @Test(
    "the last amount is the value, and what comes before it is the name",
    arguments: [
      ("4K displays 12k", "4K displays", 1_200_000), ("3M tape 100", "3M tape", 10_000),
      ("401k plan", "401k plan", nil),
      ("\"4K displays\" 12k", "4K displays", 1_200_000), ("12k \"4K displays\"", "4K displays", 1_200_000),
      ("\"4K displays 12k\"", "4K displays 12k", nil), ("\"Acme 5k", "Acme 5k", nil),
      ("24\" screen 5k", "24\" screen", 500_000), ("Acme $500 setup 12k", "Acme $500 setup", 1_200_000),
      ("Acme $12k renewal", "Acme renewal", 1_200_000), ("Acme 12k renewal", "Acme 12k renewal", nil),
      ("12000 seats", "12000 seats", nil), ("2.500 seats 5k", "2.500 seats", 500_000),
      ("Boeing 737", "Boeing 737", nil),
      ("4K rollout phase 2", "4K rollout phase 2", nil), ("Acme 12k 15k", "Acme 12k", 1_500_000),
      ("Pens 500 all included", "Pens 500 all included", nil), ("Acme eur 12k", "Acme", 1_200_000),
    ] as [(String, String, Int64?)])
  func lastAmount(line: String, name: String, value: Int64?) {
    let read = QuickAdd(line, at: present)
    #expect(read.name == name && read.value == value && read.fault == nil)
  }

  @Test("a word that looks like an amount and is not the value is told, where there is no other one")
  func wordLikeAmount() {
    #expect(QuickAdd("401k plan", at: present).wordLikeAmount == "401k")
    #expect(QuickAdd("4K displays 12k", at: present).wordLikeAmount == nil)
    #expect(QuickAdd("Phase 2", at: present).wordLikeAmount == nil)
  }

  @Test(
    "a company has every word up to the amount, and between quotes any word",
    arguments: [
      ("Plan @Acme 4K Displays 12k", "Acme 4K Displays", "Plan"),
      ("Plan 12k @Acme 4K Displays", "Acme 4K Displays", "Plan"),
      ("Plan @\"4K do:it\" 12k", "4K do:it", "Plan"), ("Plan @Acme €12k renewal", "Acme", "Plan renewal"),
    ])
  func companies(line: String, company: String, name: String) {
    let read = QuickAdd(line, at: present)
    #expect(read.company == company && read.name == name && read.value == 1_200_000)
  }

  @Test(
    "the sign or code beside an amount is no part of the name, on either side and with spaces between thousands",
    arguments: [
      ("Foo 14.500,00 €", .unknown, 1_450_000), ("Foo €14.500,00", .unknown, 1_450_000),
      ("Foo € 14.500,00", .unknown, 1_450_000), ("Foo 14 500,00 €", .unknown, 1_450_000),
      ("Foo € 14 500", .unknown, 1_450_000), ("Foo 14 500 EUR", german, 1_450_000),
      ("Foo EUR 14.500", german, 1_450_000),
      ("Foo 14500 €", german, 1_450_000),
    ] as [(String, Notation, Int64)])
  func signs(line: String, notation: Notation, minor: Int64) {
    let read = QuickAdd(line, at: present, notation)
    #expect(read.name == "Foo" && read.value == minor && read.currency == .eur && read.fault == nil)
    #expect(read.understood == [4..<line.count])
  }

  @Test("a number before a name is not one with an amount where people do not write it so")
  func numberBeforeAmount() {
    let read = QuickAdd("Phase 2 500 EUR", at: present)
    #expect(read.name == "Phase 2" && read.value == 50_000)
  }

  @Test("an amount without a currency is in the one that is given")
  func currency() {
    #expect(QuickAdd("Foo 12k", at: present, currency: .eur).currency == .eur)
    #expect(QuickAdd("Foo 4200", at: present, currency: .jpy).value == 4200)
    #expect(QuickAdd("Foo $12k", at: present, currency: .eur).currency == .usd)
  }

  @Test("a close date ends where it is whole, and a period closes on its last day")
  func close() {
    let read = QuickAdd("Acme close:next month 12k", at: present)
    #expect(read.close == Day("2025-12-31") && read.value == 1_200_000 && read.name == "Acme")
    #expect(QuickAdd("Acme close:q1 do:call back", at: present).close == Day("2026-03-31"))
    #expect(QuickAdd("Acme do:call back", at: present).step?.day == nil)
    #expect(QuickAdd("Acme do:\"send quote by friday\"", at: present).step?.title == "send quote by friday")
  }
}
