import Sales
import Testing

@Suite("Wording") struct WordingTests {
  private let money = MoneyText(hasSigns: true)
  private let today = Day(year: 2025, month: 11, day: 20) ?? Day(number: 0)

  @Test(
    "a card's value has three significant digits from 10,000 on",
    arguments: [
      (0, "-"), (500_000, "$5,000"), (990_000, "$9,900"), (999_960, "$10K"), (1_250_000, "$12.5K"),
      (31_000_000, "$310K"), (125_000_000, "$1.25M"), (99_995_000, "$1M"), (2_390_000, "$23.9K"), (99, "$1"),
      (Int64.max, "$92,234T"),
    ] as [(Int64, String)])
  func cards(minor: Int64, text: String) { #expect(money.card(minor, .usd) == text) }

  @Test(
    "a sum is whole thousands below a million",
    arguments: [
      (6_900_000, "$69K"), (355_000, "$3,550"), (109_000_000, "$1.09M"), (1_000_553_400, "$10M"), (0, "$0"),
      (99_949_900, "$999K"), (99_950_000, "$1M"),
    ] as [(Int64, String)])
  func sums(minor: Int64, text: String) {
    #expect(money.sum(Money(minor: Int128(minor), currency: .usd)) == text)
  }

  @Test("an exact amount has the decimals of its currency")
  func exact() throws {
    #expect(money.exact(6_200_000, .gbp) == "£62,000.00")
    #expect(money.exact(4_200_000, .jpy) == "¥4,200,000")
    #expect(money.exact(3_500_000, try #require(Currency("KWD"))) == "KWD 3,500.000")
    #expect(MoneyText(hasSigns: false).exact(5, .eur) == "EUR 0.05")
    #expect(MoneyText(hasSigns: false).card(1_250_000, .usd) == "$12.5K")
  }

  @Test(
    "typed dates are read from today",
    arguments: [
      ("2w", "2025-12-04"), ("+1m", "2025-12-20"), ("eom", "2025-11-30"), ("fri", "2025-11-21"),
      ("thu", "2025-11-27"), ("12 apr", "2026-04-12"), ("dec 1", "2025-12-01"), ("2026-02-28", "2026-02-28"),
      ("tomorrow", "2025-11-21"), ("eoq", "2025-12-31"), ("3 jan 2027", "2027-01-03"), ("29 feb", "2028-02-29"),
    ])
  func dates(text: String, day: String) { #expect(DateReader.read(text, today: today)?.description == day) }

  @Test("what is no date is none", arguments: ["", "x", "2x", "30 feb", "fr", "2025-02-30", "w", "99999w", "12"])
  func noDates(text: String) { #expect(DateReader.read(text, today: today) == nil) }

  @Test("a quick line is understood piece by piece")
  func quickAdd() {
    let line = QuickAdd("Acme renewal 12k EUR @Acme Corp close:2w do:call fri 10:00", today: today)
    #expect(line.name == "Acme renewal")
    #expect(line.value == 1_200_000)
    #expect(line.currency == .eur)
    #expect(line.company == "Acme Corp")
    #expect(line.close?.description == "2025-12-04")
    #expect(line.step?.title == "call")
    #expect(line.step?.hour == 10)
    #expect(line.understood == [13..<20, 21..<31, 32..<40, 41..<58])
    #expect(line.fault == nil)
  }

  @Test("a year or a small number in a name is no amount")
  func numbersInNames() {
    #expect(QuickAdd("Northwind renewal 2026 phase 2", today: today).name == "Northwind renewal 2026 phase 2")
    #expect(QuickAdd("Northwind 12000", today: today).value == 1_200_000)
    #expect(QuickAdd("Northwind ¥4200", today: today).value == 4200)
  }

  @Test("a wrong date points at its piece")
  func faults() {
    #expect(QuickAdd("Acme close:2x", today: today).fault?.range == 5..<13)
  }

  @Test("spans are told in the unit that fits")
  func relative() {
    let cases = [(29, "in 4 weeks"), (14, "in 2 weeks"), (-6, "6 days ago"), (-69, "69 days ago"), (1, "tomorrow")]
    for (days, text) in cases {
      #expect(DateText.relative(today.advanced(byDays: days), today: today) == text)
    }
  }

  @Test("a date without an hour is the same day everywhere; an instant is the local one")
  func calendarDays() throws {
    let newYork = Zone.fixed(seconds: -5 * 3600)
    let date = try #require(Timestamp("2017-03-01"))
    #expect(newYork.calendarDay(of: date).description == "2017-03-01")
    #expect(newYork.calendarDay(of: date.advanced(bySeconds: 1)).description == "2017-02-28")
    var deal = Deal(id: DealID(bits: 1))
    (deal.status, deal.closedAt) = (.won, date)
    let card = Card(
      deal: deal, company: nil, contact: nil, owner: nil, nextStep: nil, key: SortKey(range: 0, values: []))
    let sign = card.sign(
      in: Stage(id: StageID(bits: 1)), at: Present(now: date.advanced(bySeconds: 864_000), zone: newYork))
    #expect(sign.word == "won 1 Mar")
  }

  @Test("counts are grouped and agree with their nouns")
  func counts() {
    let texts = [0, 1, 2, 10_000].map { counted($0, "deal") }
    #expect(texts == ["0 deals", "1 deal", "2 deals", "10,000 deals"])
    #expect(counted(1, "activity", many: "activities") == "1 activity")
    #expect(counted(2, "activity", many: "activities") == "2 activities")
  }
}
