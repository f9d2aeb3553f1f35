import Sales
import Support
import Testing

@Suite("Amounts as they are typed") struct AmountTests {
  private let present = Present(now: Timestamp(seconds: 1_763_596_800), zone: .utc)

  @Test(
    "a mark means what the digits around it allow, and nothing is read ten or a thousand times off",
    arguments: [
      ("9,5k", 950_000), ("9.5k", 950_000), ("9,50", 950), ("9.50", 950), ("9,5", 950), ("1,5m", 150_000_000),
      ("9,500", 950_000), ("9,500k", 950_000_000), ("1,234,567.89", 123_456_789), ("1,234,567", 123_456_700),
      ("9.500,00", 950_000), ("1.234.567,89", 123_456_789), ("1.234.567", 123_456_700),
      ("9.500,5", 950_050), ("9,500.5", 950_050), ("1.250,5k", 125_050_000), ("12,34,567.00", 123_456_700),
      ("1_000_000", 100_000_000), ("1'234,50", 123_450), ("1'234.50", 123_450), ("0,5", 50), ("0.5", 50), ("5.", 500),
      ("1234,5", 123_450), ("1234.5", 123_450), ("62000", 6_200_000), ("$9,5k", 950_000), ("9,50$", 950),
      ("USD9.500,00", 950_000), ("1.2345k", 123_450),
    ])
  func spellings(text: String, minor: Int64) {
    #expect(AmountReader.read(text, default: .usd)?.minor == minor)
  }

  @Test(
    "what can mean several numbers or none is refused",
    arguments: [
      "1,2,3", "9,50,0", "9,5000", "1234,500", "0,500", "0,500,000", "9,", ",5", "9,,5", "1,234,56", "1.234.56",
      "1,23.45", "9.5,00", "1,234.567.890", "1.234,567,890", "1,234.567,89", "1,234'567", "1_0", "1,23,4567",
      "1,234,56,789", "9,5.", "9,5k5", "1,2345m",
    ])
  func refusals(text: String) {
    for written in [text, "€" + text, text + "k", text + "EUR"] where text.last != "m" || written == text {
      #expect(AmountReader.read(written, default: .usd) == nil, "\(written)")
      #expect(QuickAdd("Acme \(written)", at: present).value == nil, "\(written)")
    }
  }

  @Test(
    "the decimals are those of the currency, whichever mark begins them",
    arguments: [
      ("9,5", "JPY", nil), ("9,50", "JPY", nil), ("9,00", "JPY", 9), ("9,500", "JPY", 9500), ("9,5k", "JPY", 9500),
      ("9.500,00", "JPY", 9500), ("9,5", "KWD", 9500), ("9.500", "KWD", 9500), ("9,500", "KWD", 9_500_000),
      ("1.250,125", "KWD", 1_250_125), ("1.250,125", "USD", nil), ("1,250.1250", "CLF", 12_501_250),
    ] as [(String, String, Int64?)])
  func decimals(text: String, code: String, minor: Int64?) throws {
    let currency = try #require(Currency(code))
    #expect(AmountReader.read(text, default: currency)?.minor == minor)
  }

  @Test("every amount is read as it is written, and as a European writes it")
  func roundTrip() throws {
    var random = SeededGenerator(seed: 7)
    let currencies = try ["USD", "JPY", "KWD", "CLF"].map { try #require(Currency($0)) }
    for round in 0..<4000 {
      let currency = currencies[round % currencies.count]
      let minor = Int64.random(in: 0...Int64.max >> Int64.random(in: 0..<63, using: &random), using: &random)
      let text = FieldText.written(.integer(minor), .money, currency: currency)
      #expect(AmountReader.read(text, default: currency)?.minor == minor, "\(text)")
      let swapped = String(text.map { $0 == "," ? "." : $0 == "." ? "," : $0 })
      // A mark that stands alone before three digits is what each of the two reads its own way.
      let marks = swapped.filter { ".,".contains($0) }
      guard marks.count > 1 || marks == "," && currency.exponent == 2 else { continue }
      #expect(AmountReader.read(swapped, default: currency)?.minor == minor, "\(swapped)")
    }
  }

  @Test(
    "a quick line takes an amount with either mark",
    arguments: [
      ("Foo 9,5k EUR", 950_000, "EUR"), ("Foo 9,5k", 950_000, "USD"), ("Foo 9.500,00", 950_000, "USD"),
      ("Foo €9,50", 950, "EUR"), ("Foo 9,500", 950_000, "USD"), ("Foo 1,50 EUR @Globex", 150, "EUR"),
      ("Foo €5 EUR", 500, "EUR"),
    ])
  func quickAdd(line: String, minor: Int64, code: String) {
    let read = QuickAdd(line, at: present)
    #expect(read.name == "Foo" && read.value == minor && read.currency.code == code && read.fault == nil)
  }

  @Test(
    "an amount that nobody can read is pointed at in a quick line, with the way out",
    arguments: [
      ("Foo 1,2,3 EUR", 4..<9), ("Foo €9,50,0", 4..<11), ("@Globex 9,5000k", 8..<15), ("Foo 1234,500", 4..<12),
      ("Foo ¥9,5", 4..<8),
    ])
  func quickFaults(line: String, range: Range<Int>) {
    let fault = QuickAdd(line, at: present).fault
    #expect(fault?.range == range)
    #expect(fault?.sentence.hasSuffix("is not an amount. Try 9,500, 9.5k or €62,000.00") == true)
  }

  @Test("versions, dates and lists in a name are no amounts", arguments: ["1.2.3", "16.03.2026", "1,2,3", "10.0.0.1"])
  func names(word: String) {
    let line = QuickAdd("Release \(word)", at: present)
    #expect(line.name == "Release \(word)" && line.value == nil && line.fault == nil)
  }

  @Test("an amount with a sign is not one of another currency's, in a field or in a line that goes on")
  func currencies() throws {
    let today = present.today
    #expect(FieldText.read("5 USD", .money, currency: .eur, today: today)?.currency == .usd)
    #expect(FieldText.read("€5 EUR", .money, currency: .usd, today: today)?.currency == .eur)
    #expect(FieldText.read("€5 USD", .money, currency: .eur, today: today) == nil)
    let amount = try #require(AmountReader.read(words: ["€5", "USD", "today"], default: .usd))
    #expect(amount.currency == .eur && amount.length == 1)
  }

  @Test(
    "where a line is nothing but the amount, spaces may part its thousands and what multiplies it",
    arguments: [
      ("9,5 k", 950_000), ("9,5 k EUR", 950_000), ("1 234,56", 123_456), ("1\u{202F}234,56", 123_456),
      ("1\u{A0}234 567", 123_456_700), ("€ 9 500", 950_000), ("9 500 €", 950_000), ("EUR 1 234.50", 123_450),
      (" 12  500 ", 1_250_000), ("9 5", nil), ("1 2345", nil), ("1234 567", nil), ("9 500 mon", nil), ("9 k 5", nil),
      ("€5 USD", nil), ("12 nov", nil),
    ])
  func spaces(text: String, minor: Int64?) {
    #expect(
      FieldText.read(text, .money, currency: .usd, today: present.today)?.value == minor.map { .integer(Int64($0)) })
    var deal = Deal(id: DealID(bits: 1))
    (deal.value, deal.currency) = (100_000, .usd)
    #expect(ValueText.read(text, of: deal)?.minor == minor.map { Int128($0) })
    guard let minor, !text.contains("E"), !text.contains("€") else { return }
    #expect(ValueText.read("+" + text, of: deal)?.minor == 100_000 + Int128(minor))
  }

  @Test("in a quick line a space ends the amount", arguments: [("Foo 9,5 k", nil), ("Foo 12k 500", 1_200_000)])
  func spaceInQuickAdd(line: String, minor: Int64?) {
    #expect(QuickAdd(line, at: present).value == minor)
  }

  @Test("a value is changed by an amount or a share with either mark")
  func changes() {
    var deal = Deal(id: DealID(bits: 1))
    (deal.value, deal.currency) = (500_000, .usd)
    let cases = [("9,5k", 950_000), ("+1,5k", 650_000), ("-2,5%", 487_500), ("9.500,00", 950_000), ("9,50 USD", 950)]
    for (text, minor) in cases { #expect(ValueText.read(text, of: deal)?.minor == Int128(minor), "\(text)") }
    for text in ["1,2,3", "+1,2,3", "+1,2,3%", "€5 USD", "USD €5", "5 USD more"] {
      #expect(ValueText.read(text, of: deal) == nil, "\(text)")
    }
  }
}
