import Sales
import Testing

@testable import Commands

extension AmountColumn {
  fileprivate init(_ texts: [String]) {
    var votes = AmountVotes()
    for text in texts { votes.add(text) }
    self.init(votes)
  }
}

@Suite("Amounts of an imported file") struct AmountColumnTests {
  @Test(
    "amounts as programs and people write them",
    arguments: [
      (["1054"], Currency.usd, [105_400]), (["0"], .usd, [0]), (["1,234.56"], .usd, [123_456]),
      (["1.234,56"], .eur, [123_456]), (["1.234", "1.234,5"], .eur, [123_400, 123_450]),
      (["1,234", "12.5"], .usd, [123_400, 1250]), (["1,5", "2.5"], .usd, [nil, 250]), (["1,234"], .usd, [123_400]),
      (["1.234"], .usd, [123_400]),
      (["1.234.567"], .eur, [123_456_700]), (["12,34,567.00"], .usd, [123_456_700]), (["0.125"], .usd, [nil]),
      (["1234.500"], .usd, [123_450]), (["1'234.50"], .usd, [123_450]), (["1\u{A0}234,50"], .eur, [123_450]),
      (["1 234 567"], .usd, [123_456_700]), (["£9,000"], .gbp, [900_000]), (["9,000 €"], .eur, [900_000]),
      (["USD 1,000.10"], .usd, [100_010]), (["1000EUR"], .eur, [100_000]), (["$250k"], .usd, [25_000_000]),
      (["1.5M"], .usd, [150_000_000]), (["12k"], .usd, [1_200_000]), (["1,2 Mio. €"], .eur, [120_000_000]),
      (["12 Tsd. EUR"], .eur, [1_200_000]), (["2bn"], .usd, [200_000_000_000]), (["1\u{202F}234,50"], .eur, [123_450]),
      (["¥4,200,000"], .jpy, [4_200_000]), (["12.50"], .jpy, [nil]),
      (["12.00"], .jpy, [12]), (["1.234 KWD"], Currency("KWD") ?? .usd, [1234]),
      (["92233720368547758.07"], .usd, [Int64.max]), (["92233720368547758.08"], .usd, [nil]),
    ] as [([String], Currency, [Int64?])])
  func amount(texts: [String], currency: Currency, minor: [Int64?]) {
    let column = AmountColumn(texts)
    #expect(texts.map { column.read($0)?.minorUnits(of: currency) } == minor)
  }

  @Test(
    "what is no amount is refused",
    arguments: ["abc", "12 34", "1.2.3", "12abc", "ten", "--", "1,2,3.4", "5%", "1/2", "12345678901234567890123", "k"])
  func noAmount(text: String) {
    #expect(AmountColumn([text]).read(text) == nil)
  }

  @Test("signs say the currency, and a minus is seen in every form")
  func signs() {
    let column = AmountColumn(["1"])
    #expect(column.read("£5")?.currency == .gbp)
    #expect(column.read("5 JPY")?.currency == .jpy)
    #expect(column.read("$5")?.hasDollarSign == true && column.read("$5")?.currency == nil)
    #expect(["-5", "($5)", "$-5", "−5", "5-", "(5 €)"].allSatisfy { column.read($0)?.isNegative == true })
    #expect(column.read("5 zł")?.currency == Currency("PLN") && column.read("5 US Dollars")?.currency == .usd)
    #expect(column.read("R$ 5")?.currency == Currency("BRL") && column.read("5,-")?.isNegative == false)
  }

  @Test("more decimals than the currency has are rounded, half a unit up, and said to be")
  func rounding() throws {
    func rounded(_ text: String, _ code: String) throws -> [Int64] {
      let amount = try #require(AmountColumn([text]).read(text))
      let currency = try #require(Currency(code))
      let (minor, isRounded) = try #require(amount.number.minorUnits(of: currency))
      return [minor, isRounded ? 1 : 0]
    }
    #expect(try rounded("9225.225", "PEN") == [922_523, 1])
    #expect(try rounded("9225.2249", "PEN") == [922_522, 1])
    #expect(try rounded("9225.2200", "PEN") == [922_522, 0])
    #expect(try rounded("12.5", "JPY") == [13, 1])
    #expect(try rounded("12.5", "KWD") == [12_500, 0])
    #expect(try rounded("1.23E+05", "USD") == [12_300_000, 0])
    #expect(AmountColumn(["92233720368547758.08"]).read("92233720368547758.08")?.number.minorUnits(of: .usd) == nil)
  }

  @Test("a dollar sign is the usual currency's where that has one, and what is stated comes first")
  func dollars() throws {
    let amount = try #require(AmountColumn(["$1,200.00"]).read("$1,200.00"))
    let cad = try #require(Currency("CAD"))
    #expect(amount.currency(stated: nil, usual: cad) == cad)
    #expect(amount.currency(stated: nil, usual: .eur) == .usd)
    #expect(amount.currency(stated: .eur, usual: cad) == .eur)
    let pounds = try #require(AmountColumn(["£5"]).read("£5"))
    #expect(pounds.currency(stated: nil, usual: cad) == .gbp)
  }
}
