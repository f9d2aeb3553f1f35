import Sales
import Support
import Testing

@Suite("Amounts and dates as they are written where the person works") struct NotationTests {
  private let present = Present(now: Timestamp(seconds: 1_763_640_000), zone: .utc)
  private static let german = Notation(environment: ["LANG": "de_DE.UTF-8"])
  private static let american = Notation(environment: ["LANG": "en_US.UTF-8"])

  /// Two deals of that currency, worth so much on average.
  private static func beside(_ average: Int, _ currency: Currency, _ notation: Notation = .unknown) -> Notation {
    notation.beside([Tally(deals: 2, sum: Money(minor: Int128(average * 2), currency: currency))])
  }

  @Test(
    "the locale says which mark begins decimals and whether the day comes first",
    arguments: [
      (["LANG": "de_DE.UTF-8"], ",", .dayFirst), (["LANG": "en_US.UTF-8"], ".", .monthFirst),
      (["LANG": "en_GB.UTF-8"], ".", .dayFirst), (["LANG": "de_CH.UTF-8"], ".", .dayFirst),
      (["LANG": "es_MX"], ".", .dayFirst), (["LANG": "es_ES@euro"], ",", .dayFirst),
      (["LANG": "pt_BR"], ",", .dayFirst),
      (["LANG": "ja_JP.UTF-8"], ".", .monthFirst), (["LANG": "C.UTF-8"], nil, nil), (["LANG": "POSIX"], nil, nil),
      ([:], nil, nil), (["LANG": "en_US", "LC_NUMERIC": "fr_FR"], ",", .monthFirst),
      (["LC_NUMERIC": "fr_FR", "LC_MONETARY": "en_US"], ".", nil),
      (["LANG": "en_US", "LC_TIME": "en_GB"], ".", .dayFirst),
      (["LANG": "en_US", "LC_ALL": "C"], nil, nil), (["LANG": "fr", "LC_ALL": ""], ",", .dayFirst),
    ] as [([String: String], Character?, Notation.DayOrder?)])
  func locales(environment: [String: String], mark: Character?, order: Notation.DayOrder?) {
    #expect(Notation(environment: environment) == Notation(decimalMark: mark, dayOrder: order))
  }

  @Test(
    "a mark alone before three digits means what the locale or the other amounts say",
    arguments: [
      ("9.500", "USD", german, 950_000), ("10.000 EUR", "USD", german, 1_000_000), ("€9.500", "USD", german, 950_000),
      ("1,250", "USD", american, 125_000), ("1,250", "USD", .unknown, 125_000),
      ("9.500", "USD", beside(500_000, .usd), 950_000), ("9.500", "USD", beside(500_000, .usd, american), 950_000),
      ("1,250", "EUR", beside(500_000, .eur, german), 125_000), ("0.500", "USD", .unknown, 50),
      ("9.500", "JPY", .unknown, 9500), ("9,500", "JPY", german, 9500),
      ("9.500", "KWD", .unknown, 9500), ("9.500", "KWD", german, 9500), ("9,500", "KWD", german, 9500),
      ("9,500", "KWD", american, 9_500_000), ("1.250k", "USD", american, 125_000), ("1,250k", "USD", german, 125_000),
    ] as [(String, String, Notation, Int64)])
  func loneMarks(text: String, code: String, notation: Notation, minor: Int64) throws {
    let currency = try #require(Currency(code))
    #expect(AmountReader.read(line: text, default: currency, notation)?.minor == minor)
    #expect(AmountReader.question(text, default: currency, notation) == nil)
  }

  @Test(
    "where nothing says, both meanings are told and how to write each",
    arguments: [
      ("9.500", .unknown, "\"9.500\" can be 9,500 or 9.50. Write 9500 or 9.50"),
      ("10.000 EUR", american, "\"10.000\" can be 10,000 or 10.00. Write 10000 or 10.00"),
      ("9.500", beside(5_000, .usd), "\"9.500\" can be 9,500 or 9.50. Write 9500 or 9.50"),
      ("9.500", beside(500_000, .eur), "\"9.500\" can be 9,500 or 9.50. Write 9500 or 9.50"),
      ("1,250", german, "\"1,250\" can be 1,250 or 1.25. Write 1250 or 1.25"),
      ("9.125", .unknown, "\"9.125\" can be 9,125 or 9.125. Write 9125 or 9.12"),
      ("1.255m", german, "\"1.255m\" can be 1,255m or 1.255m. Write 1255m or 1,255m"),
    ] as [(String, Notation, String)])
  func questions(text: String, notation: Notation, sentence: String) {
    #expect(AmountReader.read(line: text, default: .usd, notation) == nil)
    #expect(AmountReader.fault(of: text, default: .usd, notation, ways: "9,500") == sentence)
    let line = QuickAdd("Foo \(text)", at: present, notation)
    #expect(line.value == nil && line.fault?.sentence == sentence)
    let filter = FilterText(
      "value>\(text.filter { $0 != " " })", FilterContext(present: present, user: nil, stages: [], notation: notation))
    #expect(filter.fault?.sentence.contains(" can be ") == true && filter.filter.isAll)
    var deal = Deal(id: DealID(bits: 1))
    deal.currency = .usd
    #expect(ValueText.read(text, of: deal, notation) == nil && ValueText.read("+" + text, of: deal, notation) == nil)
  }

  @Test("whatever is proposed for one of two amounts is read as that one, in any notation")
  func proposals() {
    for (notation, text) in [(Self.german, "1.255m"), (.unknown, "9.500"), (Self.german, "1,250")] {
      let written = AmountReader.fault(of: text, default: .usd, notation, ways: "").split(separator: " ").suffix(3)
      let minors = [written.first, written.last].compactMap { $0 }
        .map { AmountReader.read(String($0), default: .usd, notation)?.minor }
      #expect(minors.count == 2 && !minors.contains(nil) && minors[0] != minors[1], "\(written)")
    }
  }

  @Test("an amount that the program writes is read as it is, in any notation")
  func written() throws {
    for code in ["USD", "JPY", "KWD", "CLF"] {
      let currency = try #require(Currency(code))
      for notation in [.unknown, Self.german, Self.american] {
        for minor in [1, 950, 9_500, 9_125, 125_000, 1_234_567] as [Int64] {
          let text = FieldText.written(.integer(minor), .money, currency: currency)
          #expect(AmountReader.read(text, default: currency, notation)?.minor == minor, "\(text) \(code)")
        }
      }
    }
  }

  @Test("a filter reads a mark by the locale and by the pipeline's amounts, in major units")
  func filters() {
    func test(_ line: String, _ notation: Notation, _ currency: Currency = .usd) -> Filter.Test? {
      FilterText(
        line, FilterContext(present: present, user: nil, stages: [], notation: notation, currency: currency)
      ).filter.terms.first?.test
    }
    let wanted = Filter.Test.value(AmountTest(.more, thousandths: 10_000_000, currency: nil))
    #expect(test("value>10.000", Self.german) == wanted)
    #expect(test("value>10.000", Self.beside(1_000_000, .eur), .eur) == wanted)
    #expect(test("value>10.000", .unknown, .jpy) == wanted)
    #expect(test("value>0.125", .unknown) == .value(AmountTest(.more, thousandths: 125, currency: nil)))
  }

  @Test(
    "a date in numbers is read by the locale, where the numbers do not decide",
    arguments: [
      ("12/20", .unknown, "2025-12-20"), ("20/12", american, "2025-12-20"), ("20.12.", american, "2025-12-20"),
      ("3/4", american, "2026-03-04"), ("3/4", german, "2026-04-03"), ("3/4", .unknown, nil),
      ("3/3", .unknown, "2026-03-03"),
      ("3.4.", .unknown, "2026-04-03"), ("20.12.2026", .unknown, "2026-12-20"), ("12/20/26", .unknown, "2026-12-20"),
      ("3/4/2027", american, "2027-03-04"), ("2026/12/20", german, "2026-12-20"),
      ("20-12-2026", .unknown, "2026-12-20"),
      ("29.2.", .unknown, "2028-02-29"), ("12.20.", .unknown, nil), ("31/11", .unknown, nil), ("10-12", german, nil),
      ("1.2.3", .unknown, nil), ("1/2/345", german, nil),
    ] as [(String, Notation, String?)])
  func numericDates(text: String, notation: Notation, day: String?) {
    #expect(DateReader.read(text, today: present.today, notation)?.description == day)
  }

  @Test("a date that can be two is told with both, and a word that is none with what can be typed")
  func dateFaults() {
    func fault(_ text: String) -> String { DateReader.fault(of: text, today: present.today, .unknown) }
    #expect(fault("3/4") == "\"3/4\" can be 3 Apr 26 or 4 Mar 26. Write 3 apr or 4 mar")
    #expect(fault("3/4/2027") == "\"3/4/2027\" can be 3 Apr 27 or 4 Mar 27. Write 3 apr 2027 or 4 mar 2027")
    #expect(fault("soon") == "\"soon\" is not a date. Try 2w, fri, 12 apr or next month")
    let context = FilterContext(present: present, user: nil, stages: [])
    #expect(FilterText("close<3/4", context).fault?.sentence.contains(" can be ") == true)
    #expect(QuickAdd("Acme close:3/4", at: present).fault?.sentence.contains(" can be ") == true)
    #expect(StepText("call 3/4", at: present).fault?.contains(" can be ") == true)
    #expect(FieldText.question("3/4", .date, currency: .usd, today: present.today, .unknown) != nil)
  }
}
