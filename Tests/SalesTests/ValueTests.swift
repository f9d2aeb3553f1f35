import Sales
import Support
import Testing

@Suite("Values") struct ValueTests {
  @Test("every date of the years 1 to 9999 has a text and a number that agree")
  func days() throws {
    var day = try #require(Day("0001-01-01"))
    let last = try #require(Day("9999-12-31"))
    #expect(last.number - day.number == 3_652_058)
    var expected = day.civil
    var wrong = 0
    while day <= last {
      let civil = day.civil
      let back = Day(year: civil.year, month: civil.month, day: civil.day)
      if civil != expected || back != day { wrong += 1 }
      if day.number.isMultiple(of: 97), Day(day.description) != day { wrong += 1 }
      expected =
        civil.day < Day.length(ofMonth: civil.month, year: civil.year)
        ? (civil.year, civil.month, civil.day + 1)
        : civil.month < 12 ? (civil.year, civil.month + 1, 1) : (civil.year + 1, 1, 1)
      day = day.advanced(byDays: 1)
    }
    #expect(wrong == 0)
  }

  @Test("random moments round-trip as text")
  func moments() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<5000 {
      let moment = Timestamp(seconds: Int64.random(in: -62_135_596_800...253_402_300_799, using: &random))
      #expect(Timestamp(moment.description) == moment)
    }
  }

  @Test(
    "RFC 3339 is read with any offset and fraction",
    arguments: [
      ("2026-03-16T12:00:00Z", "2026-03-16T12:00:00Z"), ("2026-03-16t12:00:00z", "2026-03-16T12:00:00Z"),
      ("2026-03-16T13:00:00.999999999+01:00", "2026-03-16T12:00:00Z"), ("2026-03-16", "2026-03-16T00:00:00Z"),
      ("2026-03-16 06:30:00-05:30", "2026-03-16T12:00:00Z"), ("2024-02-29T23:59:60Z", "2024-02-29T23:59:59Z"),
      ("2026-01-01T00:00:00+14:00", "2025-12-31T10:00:00Z"), ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
    ])
  func readable(text: String, expected: String) {
    #expect(Timestamp(text)?.description == expected)
  }

  @Test(
    "what is no RFC 3339 time is refused",
    arguments: [
      "", "2026-03-16T12:00:00", "2026-02-29", "2026-13-01", "2026-00-10", "2026-03-32", "26-03-16",
      "2026-03-16T24:00:00Z", "2026-03-16T12:60:00Z", "2026-03-16T12:00:61Z", "2026-03-16T12:00:00.Z",
      "2026-03-16T12:00:00+24:00", "2026-03-16T12:00:00+0100", "2026-03-16T12:00:00Zx", "2026-03-16Z", "16.03.2026",
      "2100-02-29", "２０２６-03-16",
    ])
  func unreadable(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test("whole days are rounded down and never negative")
  func wholeDays() {
    let moment = Timestamp(seconds: 1_000_000)
    #expect(moment.wholeDays(until: moment.advanced(bySeconds: 86_399)) == 0)
    #expect(moment.wholeDays(until: moment.advanced(bySeconds: 86_400)) == 1)
    #expect(moment.wholeDays(until: moment.advanced(byDays: -3)) == 0)
  }

  @Test("a zone gives the local date and midnight, also across a clock change")
  func zones() throws {
    let change = try #require(Timestamp("2026-03-29T01:00:00Z"))
    let berlin = Zone { $0 < change ? 3600 : 7200 }
    let present = Present(now: try #require(Timestamp("2026-03-28T23:30:00Z")), zone: berlin)
    #expect(present.today == Day("2026-03-29"))
    #expect(present.tomorrowStarts == Timestamp("2026-03-29T22:00:00Z"))
    let gap = berlin.moment(of: present.today, hour: 2, minute: 30)
    #expect(gap == Timestamp("2026-03-29T01:30:00Z") || gap == Timestamp("2026-03-29T00:30:00Z"))
    let west = Zone.fixed(seconds: -8 * 3600)
    #expect(west.day(of: Timestamp(seconds: 0)) == Day("1969-12-31"))
    #expect(west.time(of: Timestamp(seconds: 0)).hour == 16)
  }

  @Test("months are added by the calendar, cut to the month's length")
  func months() {
    #expect(Day("2024-01-31")?.advanced(byMonths: 1) == Day("2024-02-29"))
    #expect(Day("2026-01-31")?.advanced(byMonths: -11) == Day("2025-02-28"))
    #expect(Day("2026-03-16")?.endOfMonth == Day("2026-03-31"))
    #expect(Day("2026-03-16")?.weekday == 0)
  }

  @Test("currencies have the decimal places of ISO 4217")
  func currencies() {
    #expect(Currency("USD")?.exponent == 2)
    #expect(Currency("JPY")?.exponent == 0)
    #expect(Currency("KWD")?.exponent == 3)
    #expect(Currency("KWD")?.minorPerMajor == 1000)
    // Funds codes are in the list too; what has no minor unit there cannot be counted in them.
    for (code, exponent) in [("CLF", 4), ("UYW", 4), ("UYI", 0), ("COU", 2), ("CHE", 2), ("XAD", 2)] {
      #expect(Currency(code)?.exponent == exponent, "\(code)")
    }
    #expect(Currency.exponentsInUse == [0, 2, 3, 4])
    for code in ["usd", "XXX", "", "US", "USDX", "XAU", "XDR"] { #expect(Currency(code) == nil) }
    for code in Currency.codes { #expect(Currency(code)?.description == code && code.utf8.count == 3) }
    #expect(Set(Currency.codes).count == Currency.codes.count)
  }

  @Test("colours are read in two lengths and either case, and written in one")
  func colors() {
    #expect(HexColor("#3B82F6")?.description == "#3b82f6")
    #expect(HexColor("#aBc")?.description == "#aabbcc")
    #expect(HexColor("#000")?.description == "#000000")
    for text in ["", "#", "3b82f6", "#12", "#1234", "#12345", "#1234567", "#12345g", "#+12", "#１２３", " #123"] {
      #expect(HexColor(text) == nil, "\(text)")
    }
  }

  @Test("folding drops case, accents and extra space")
  func folding() {
    #expect(folded("  Müller &\tSöhne  ÅÉ ") == "muller & sohne ae")
    #expect(folded("e\u{301}cole") == folded("École"))
    #expect(folded("日本") == "日本")
    for text in ["", " ", "  ACME \t\r\n plan ", "a", " a", "a ", "\u{1F}", "A\u{0}B"] {
      #expect(folded(text + " é") == (folded(text) + " e").trimmingPrefix(" "), "ASCII folds alike in other company")
    }
    #expect(folded("  ACME \t\r\n plan ") == "acme plan")
    #expect(folded("İstanbul ΑΘΉΝΑΣ ŧǿĳ") == "istanbul αθηνασ toij")
  }

  @Test(
    "compatibility forms and every spelling of a letter fold to the same bytes",
    arguments: [
      ("ＡＣＭＥ　Ｌｔｄ．", "acme ltd."), ("Ёлка", "елка"), ("Е\u{308}лка", "елка"), ("елка", "елка"), ("и\u{306}", "й"),
      ("ﬁrm ﬀ ﬄ", "firm ff ffl"), ("ﾃﾞｰﾀ", "データ"), ("テ\u{3099}ータ", "データ"), ("ﾊﾟ", "パ"),
      ("\u{1112}\u{1161}\u{11AB}", "한"), ("\u{1112}\u{1161}", "하"), ("№5 ™", "no5 tm"), ("㈱日本", "(株)日本"),
      ("O’Brien", "o'brien"), ("𝐀𝒸me 𝟗", "acme 9"), ("Ⅷ x²", "viii x2"), ("ａ\u{301}", "a"), ("\u{212B}", "a"),
    ])
  func foldingForms(text: String, result: String) {
    #expect(Array(folded(text).utf8) == Array(result.utf8))
    #expect(Array(folded(folded(text)).utf8) == Array(result.utf8))
  }

  @Test("European letters fold alike in either case, and no mark is left on what is an ASCII letter")
  func foldingEither() throws {
    for code in Array(0xC0...0x24F) + Array(0x386...0x3CE) + Array(0x1E00...0x1EFF) {
      guard let scalar = Unicode.Scalar(UInt32(code)), scalar.properties.isAlphabetic else { continue }
      let (letter, result) = (String(scalar), folded(String(scalar)))
      #expect(folded(letter.uppercased()) == result && folded(letter.lowercased()) == result, "\(letter)")
      let isASCII = try #require(result.unicodeScalars.first).isASCII
      #expect(!isASCII || !result.unicodeScalars.contains { $0.properties.canonicalCombiningClass != .notReordered })
      #expect(folded(result) == result, "\(letter)")
    }
  }

  @Test("rows round-trip through scalars, with every field set and unset")
  func scalars() throws {
    let fixture = try Fixture()
    try fixture.edit(.set(\.expectedClose, Day("2026-05-01")?.midnightUTC), .set(\.ownerID, fixture.user))
    for row in fixture.store.records.rows.values {
      #expect(Row(table: row.key.table, scalars: row.scalars) == row)
      #expect(row.scalars.count == row.key.table.columns.count)
      #expect(row.value(of: "id") == .text(row.key.id))
    }
    #expect(Row(table: .deals, scalars: []) == nil)
    #expect(DealValue.set(\.value, 12) == DealValue(field: "value", value: .integer(12)))
  }
}

@Suite("Sums") struct SumTests {
  @Test("sums of the largest deals neither overflow nor mix currencies")
  func sums() throws {
    let largest = Tally(deals: 1, sum: Money(minor: Int128(Int64.max), currency: .usd))
    let euro = Tally(deals: 2, sum: Money(minor: 5, currency: .eur))
    let merged = Tally.merged(Array(repeating: largest, count: 1000) + [euro, euro])
    #expect(merged.map(\.sum.currency) == [.eur, .usd])
    #expect(merged.map(\.deals) == [4, 1000])
    #expect(merged.map(\.sum.minor) == [10, Int128(Int64.max) * 1000])
    #expect(largest.sum.adding(euro.sum) == nil)
    #expect(Money(minor: .max, currency: .usd).adding(largest.sum) == nil)
  }

  @Test(
    "weights are rounded to the nearest minor unit, halves up",
    arguments: [(100, 20, 20), (5, 50, 3), (7, 50, 4), (1, 49, 0), (3, 33, 1), (0, 80, 0), (1_000_000, 100, 1_000_000)])
  func weights(minor: Int, percent: Int, expected: Int) {
    #expect(Money(minor: Int128(minor), currency: .usd).weighted(percent: percent)?.minor == Int128(expected))
  }
}
