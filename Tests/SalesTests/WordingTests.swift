import Sales
import Testing

@Suite("Wording") struct WordingTests {
  private let money = MoneyText(hasSigns: true)
  private let today = Day(year: 2025, month: 11, day: 20) ?? Day(number: 0)
  /// Half past four.
  private var present: Present { Present(now: today.midnightUTC.advanced(bySeconds: 59_400), zone: .utc) }

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
      ("2 weeks", "2025-12-04"), ("in 2 weeks", "2025-12-04"), ("In 1 Month", "2025-12-20"), ("in 3d", "2025-11-23"),
    ])
  func dates(text: String, day: String) { #expect(DateReader.read(text, today: today)?.description == day) }

  @Test(
    "what is no date is none",
    arguments: [
      "", "x", "2x", "30 feb", "fr", "2025-02-30", "w", "99999w", "12", "in", "in fri", "in 12 apr", "2 wk",
    ])
  func noDates(text: String) { #expect(DateReader.read(text, today: today) == nil) }

  @Test(
    "a day that can only be past is looked for backward",
    arguments: [
      ("yesterday", "2025-11-19"), ("mon", "2025-11-17"), ("12 nov", "2025-11-12"), ("nov 12", "2025-11-12"),
      ("3d", "2025-11-17"), ("3d ago", "2025-11-17"), ("2 weeks ago", "2025-11-06"), ("today", "2025-11-20"),
      ("thu", "2025-11-20"), ("12 dec", "2024-12-12"), ("2025-11-14", "2025-11-14"), ("1m ago", "2025-10-20"),
      ("2 weeks", "2025-11-06"), ("in 2 weeks", nil),
      ("tomorrow", nil), ("eom", nil), ("2026-01-01", nil), ("ago", nil), ("mon ago", nil), ("2017", nil),
      ("99999999999999999999w", nil), ("soon", nil),
    ])
  func pastDays(text: String, day: String?) { #expect(DaysReader.pastDay(text, today: today)?.description == day) }

  @Test(
    "hours are read as people write them",
    arguments: [
      ("10:00", 10, 0), ("9:30", 9, 30), ("9am", 9, 0), ("12am", 0, 0), ("12pm", 12, 0), ("3:15PM", 15, 15),
    ])
  func hours(text: String, hour: Int, minute: Int) throws {
    let time = try #require(DateReader.time(text))
    #expect(time.hour == hour && time.minute == minute)
  }

  @Test(
    "a word that looks like a time and is none is said to be none, and is no part of the title",
    arguments: ["24:00", "7:5", "13pm", "9:60", "0am", "9:5am"])
  func noHours(word: String) {
    let line = StepText("call fri \(word)", at: present)
    #expect(line.noTime == word)
    #expect(
      QuickAdd("Acme do:call fri \(word)", at: present).fault?.sentence.contains("\"\(word)\" is not a time") == true)
  }

  @Test("what only has a colon or ends so is a word", arguments: ["1:1", "re:seats", "program", "2.0am", "a:b"])
  func wordsNotHours(word: String) {
    let line = StepText("\(word) fri", at: present)
    #expect(line.noTime == nil && line.title == word)
  }

  @Test(
    "an hour without a day is the next such hour; it is half past four",
    arguments: [
      ("call 10:00 price", "2025-11-21"), ("call 17:00 price", "2025-11-20"), ("call 10:00 today", "2025-11-20"),
    ]
  )
  func nextHour(line: String, day: String) { #expect(StepText(line, at: present).day?.description == day) }

  @Test(
    "amounts are read as they are shown",
    arguments: [
      ("KWD 3,500.000", 3_500_000, "KWD"), ("CHF 12.5K", 1_250_000, "CHF"), ("JPY 100", 100, "JPY"),
      ("100 JPY", 100, "JPY"), ("$1.25M", 125_000_000, "USD"), ("€1.2B", 120_000_000_000, "EUR"),
      ("kwd 1", 1000, "KWD"),
    ])
  func shownAmounts(text: String, minor: Int, code: String) {
    var deal = Deal(id: DealID(bits: 1))
    deal.currency = .usd
    let money = ValueText.read(text, of: deal)
    #expect(money?.minor == Int128(minor) && money?.currency.code == code)
  }

  @Test("what is no amount is none", arguments: ["KWD", "CHF €5", "KWD 3,500.0001", "5 USD today", "XXX 5", "JPY 1.5"])
  func noAmounts(text: String) { #expect(ValueText.read(text, of: Deal(id: DealID(bits: 1))) == nil) }

  @Test("a word begins after everything that is neither letter nor digit")
  func words() {
    let names = ["ada.ostrand", "smith-jones (uk)", "q2 phase2", "müller gmbh"].map(folded)
    func found(_ word: String) -> [String] { names.filter { $0.hasWord(beginning: word) } }
    #expect(found("ostrand") == ["ada.ostrand"] && found("ada.o") == ["ada.ostrand"])
    #expect(found("jones") == ["smith-jones (uk)"] && found("uk") == found("jones") && found("(uk") == found("jones"))
    #expect(found("strand").isEmpty && found("2").isEmpty && found("hase").isEmpty)
    #expect(found("jones (u") == ["smith-jones (uk)"])
  }

  @Test("a year in another century is written whole")
  func farDays() throws {
    #expect(DateText.short(try #require(Day("9999-12-31")), today: today) == "31 Dec 9999")
    #expect(DateText.short(try #require(Day("2026-02-27")), today: today) == "27 Feb 26")
  }

  @Test("a quick line is understood piece by piece")
  func quickAdd() {
    let line = QuickAdd("Acme renewal 12k EUR @Acme Corp close:2w do:call fri 10:00", at: present)
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
    #expect(QuickAdd("Northwind renewal 2026 phase 2", at: present).name == "Northwind renewal 2026 phase 2")
    #expect(QuickAdd("Northwind 12000", at: present).value == 1_200_000)
    #expect(QuickAdd("Northwind ¥4200", at: present).value == 4200)
  }

  @Test("a wrong date points at its piece")
  func faults() {
    #expect(QuickAdd("Acme close:2x", at: present).fault?.range == 5..<13)
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
