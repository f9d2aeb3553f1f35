import Sales
import Testing

@testable import Commands

@Suite("Columns of an imported file") struct ImportColumnTests {
  @Test(
    "headers in circulation map themselves",
    arguments: [
      ("Deal - Title*", ImportField.name), ("Deal Name", .name), ("Opportunity Name", .name), ("TITLE", .name),
      ("Deal - Value", .value), ("Amount", .value), ("close_value", .value), ("Deal value", .value),
      ("Deal - Currency of value", .currency), ("CurrencyIsoCode", .currency), ("currency", .currency),
      ("Deal - Stage", .stage), ("deal_stage", .stage), ("StageName", .stage), ("Deal - Stage (pipeline)", .stage),
      ("Pipeline", .pipeline), ("Deal - Status", .status), ("Organization", .company), ("account", .company),
      ("Associated Company", .company), ("Deal - Organization", .company), ("Contact person", .contact),
      ("Deal - Contact person", .contact), ("Associated Contact", .contact), ("Deal owner", .owner),
      ("sales_agent", .owner), ("Original Source", .source), ("Deal - Source origin", .source),
      ("LeadSource", .source), ("Record ID", .externalID), ("Deal - ID", .externalID), ("opportunity_id", .externalID),
      ("Deal - Pipedrive System ID", .externalID), ("Deal - Deal created", .created), ("Create Date", .created),
      ("created_at", .created), ("Last stage change", .stageEntered), ("Date entered stage", .stageEntered),
      ("Close Date", .closed), ("Deal - Closed on", .closed), ("close_date", .closed), ("Won time", .closed),
      ("Deal - Expected close date", .expectedClose), ("Closed Lost Reason", .lossReason),
      ("Deal - Lost reason", .lossReason),
    ])
  func header(title: String, field: ImportField) {
    #expect(ImportField.matching(title)?.field == field)
  }

  @Test(
    "headers that mean something else map to nothing", arguments: ["Weighted value", "Probability", "Label", "", "·"])
  func unknownHeader(title: String) {
    #expect(ImportField.matching(title) == nil)
  }

  @Test("every field has a name for --map and spellings that find it")
  func spellings() {
    for field in ImportField.allCases {
      #expect(field.spellings.allSatisfy { $0 == plainHeader($0) && ImportField.matching($0)?.field == field })
    }
    let all = ImportField.allCases.flatMap(\.spellings)
    #expect(Set(all).count == all.count)
  }

  @Test("of several columns for one field the better spelling is asked first, and the other where it is empty")
  func fallback() throws {
    let map = try ColumnMap(header: ["Title", "Name", "Lost time", "Won time", "Owner"], stated: [])
    #expect(map.text(.name, ["t", "n"]) == "n")
    #expect(map.text(.name, ["t", ""]) == "t")
    #expect(map.text(.closed, ["", "", "2026-01-01", " "]) == "2026-01-01")
    #expect(map.title(.closed) == "Won time, Lost time")
    #expect(map.unused == [])
  }

  @Test("what people map overrules the headers and takes the column")
  func stated() throws {
    let header = ["Name", "Status", "Deal Stage"]
    let map = try ColumnMap(header: header, stated: [FieldMapping(field: .stage, template: "status")])
    #expect(map.text(.stage, ["n", "Lead", "x"]) == "Lead")
    #expect(map.text(.status, ["n", "Lead", "x"]) == "")
    #expect(map.unused == ["Deal Stage"])
    #expect(throws: ImportProblem.unknownColumn("Phase", header: header)) {
      try ColumnMap(header: header, stated: [FieldMapping(field: .stage, template: "Phase")])
    }

    #expect(throws: ImportProblem.badTemplate("{Name")) {
      try ColumnMap(header: header, stated: [FieldMapping(field: .name, template: "{Name")])
    }
  }

  @Test(
    "a template leaves no dangling marks where a part is missing",
    arguments: [
      ("{a} · {b}", ["x", "y"], "x · y"), ("{a} · {b}", ["x", ""], "x"), ("{a} · {b}", ["", "y"], "y"),
      ("{a} · {b}", ["", " "], ""), ("{a} ({b})", ["x", "y"], "x (y)"), ("{a} ({b})", ["x", ""], "x"),
      ("{a} ({b})", ["", "y"], "y"), ("{a}, {b}, {c}", ["x", "", "z"], "x, z"), ("{a}, {b}, {c}", ["", "", "z"], "z"),
      ("Deal {a} for {b}", ["1", ""], "Deal 1"), ("Deal {a}", [""], ""), ("b", ["x", "y"], "y"), ("{a}!", ["x"], "x!"),
    ])
  func template(text: String, cells: [String], result: String) throws {
    let template = try Template(text) { name throws(ImportProblem) in ["a": 0, "b": 1, "c": 2][name] ?? 9 }
    #expect(template.text(cells) == result)
  }
}

extension DateColumn {
  fileprivate init(_ texts: [String], stated: DateOrder?, title: String) throws(ImportProblem) {
    var votes = DateVotes()
    for text in texts { votes.add(text) }
    try self.init(votes, stated: stated, title: title)
  }
}

extension AmountColumn {
  fileprivate init(_ texts: [String]) {
    var votes = AmountVotes()
    for text in texts { votes.add(text) }
    self.init(votes)
  }
}

@Suite("Dates of an imported file") struct DateColumnTests {
  private static let zone = Zone.fixed(seconds: 3600)

  @Test(
    "dates as programs write them",
    arguments: [
      ("2026-03-16", "2026-03-16T00:00:00Z"), ("2026/3/16", "2026-03-16T00:00:00Z"),
      ("16.03.2026", "2026-03-16T00:00:00Z"), ("16.3.26", "2026-03-16T00:00:00Z"),
      ("16/03/2026", "2026-03-16T00:00:00Z"), ("16-03-2026", "2026-03-16T00:00:00Z"),
      ("16 Mar 2026", "2026-03-16T00:00:00Z"), ("March 16, 2026", "2026-03-16T00:00:00Z"),
      ("16-Mar-26", "2026-03-16T00:00:00Z"), ("2026-03-16T12:30:05Z", "2026-03-16T12:30:05Z"),
      ("2026-03-16 12:30:05.250+02:00", "2026-03-16T10:30:05Z"), ("2026-03-16T12:30-0500", "2026-03-16T17:30:00Z"),
      ("2026-03-16 12:30", "2026-03-16T11:30:00Z"), ("16/03/2026 12:30 AM", "2026-03-15T23:30:00Z"),
      ("16.03.2026 4:05 PM", "2026-03-16T15:05:00Z"), ("16 Mar 2026 09:00", "2026-03-16T08:00:00Z"),
    ])
  func date(text: String, moment: String) {
    #expect(WrittenDate.read(text, order: .dayFirst)?.moment(in: Self.zone).description == moment)
  }

  @Test(
    "what is no date is refused",
    arguments: [
      "", "soon", "2026-02-30", "31.02.2026", "45000", "2026-3", "1/2/3", "12:00", "2026-03-16T25:00:00Z",
      "2026-03-16 13:00 PM", "1/2/20266", "١٦/٣/٢٠٢٦",
    ])
  func noDate(text: String) {
    #expect(WrittenDate.read(text, order: .dayFirst) == nil)
  }

  @Test("whether the day comes first is decided from every row")
  func order() throws {
    #expect(
      try DateColumn(["1/2/2026", "13/2/2026"], stated: nil, title: "d").read("3/4/2026")?.day == Day("2026-04-03"))
    #expect(
      try DateColumn(["1/2/2026", "2/13/2026"], stated: nil, title: "d").read("3/4/2026")?.day == Day("2026-03-04"))
    #expect(try DateColumn(["3/4/2026"], stated: .monthFirst, title: "d").read("3/4/2026")?.day == Day("2026-03-04"))
    #expect(try DateColumn(["5/5/2026", "2026-01-02", ""], stated: nil, title: "d").order == nil)
    #expect(throws: ImportProblem.ambiguousDates(column: "d", ["1/2/2026", "3/4/2026", "5/6/2026"])) {
      try DateColumn(["1/2/2026", "3/4/2026", "5/6/2026", "7/8/2026"], stated: nil, title: "d")
    }
    #expect(throws: ImportProblem.contradictoryDates(column: "d", ["13/1/2026", "1/13/2026"])) {
      try DateColumn(["13/1/2026", "1/13/2026"], stated: nil, title: "d")
    }
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
      (["1.5M"], .usd, [150_000_000]), (["¥4,200,000"], .jpy, [4_200_000]), (["12.50"], .jpy, [nil]),
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
    #expect(["-5", "($5)", "$-5", "−5"].allSatisfy { column.read($0)?.isNegative == true })
  }
}
