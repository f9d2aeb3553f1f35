import Sales
import Samples
import Testing

@testable import Commands

extension DateColumn {
  fileprivate init(_ texts: [String], stated: DateOrder?, title: String) throws(ImportProblem) {
    var votes = DateVotes()
    for text in texts { votes.add(text) }
    try self.init(votes, stated: stated, title: title)
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
      ("2024-03-05 10:00:00.000000 UTC", "2024-03-05T10:00:00Z"), ("2023-07-20 13:20", "2023-07-20T12:20:00Z"),
      ("15 Apr, 2021 00:02:00", "2021-04-14T23:02:00Z"), ("20260305", "2026-03-05T00:00:00Z"),
      ("5. März 2026", "2026-03-05T00:00:00Z"), ("5 mars 2026", "2026-03-05T00:00:00Z"),
      ("1er février 2026", "2026-02-01T00:00:00Z"), ("5 de marzo de 2026", "2026-03-05T00:00:00Z"),
      ("5 de março de 2026", "2026-03-05T00:00:00Z"), ("5 maggio 2026", "2026-05-05T00:00:00Z"),
      ("5 mrt. 2026", "2026-03-05T00:00:00Z"), ("30 août 2026", "2026-08-30T00:00:00Z"),
      ("12-Dez-2026", "2026-12-12T00:00:00Z"), ("2026-Sep-02", "2026-09-02T00:00:00Z"),
      ("March 5th, 2026", "2026-03-05T00:00:00Z"), ("Tue, 05 Mar 2024 10:00:00 +0100", "2024-03-05T09:00:00Z"),
      ("Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05T10:00:00Z"), ("Dienstag, 5. März 2024", "2024-03-05T00:00:00Z"),
      ("Tue Mar  5 10:00:00 2024", "2024-03-05T09:00:00Z"),
      ("Tue Mar 05 2024 10:00:00 GMT+0200 (Eastern European Standard Time)", "2024-03-05T08:00:00Z"),
      ("2024-03-05T10:00:00+02:00[Europe/Kyiv]", "2024-03-05T08:00:00Z"),
      ("2024-03-05 10:00:00 +0000 UTC", "2024-03-05T10:00:00Z"), ("2024-03-05 10:00:00 EST", "2024-03-05T15:00:00Z"),
      ("2024-03-05 10:00:00,250 Z", "2024-03-05T10:00:00Z"), ("20240305T101500Z", "2024-03-05T10:15:00Z"),
      ("05.03.2024 14:05 Uhr", "2024-03-05T13:05:00Z"), ("5/3/2024, 2:05\u{202F}PM", "2024-03-05T13:05:00Z"),
      ("5/3/2024 2:05:09 p.m.", "2024-03-05T13:05:09Z"), ("5 March 2026 at 10:00", "2026-03-05T09:00:00Z"),
    ])
  func date(text: String, moment: String) {
    #expect(WrittenDate.read(text, order: .dayFirst)?.moment(in: Self.zone).description == moment)
  }

  @Test(
    "what is no date is refused",
    arguments: [
      "", "soon", "2026-02-30", "31.02.2026", "45000", "2026-3", "1/2/3", "12:00", "2026-03-16T25:00:00Z",
      "2026-03-16 10:00 tomorrow", "2026-03-16 10:00:00.000 XYZ", "2026-03-16 10:00:00 UTC ish", "20261316", "N",
      "2026-03-16 10:00:00 UTC+", "2026-03-16 10:", "5 Mars and 2026", "16 Foo 2026", "2026-03-16 or so", "10:00 UTC",
      "2026-03-16 13:00 PM", "1/2/20266", "١٦/٣/٢٠٢٦",
    ])
  func noDate(text: String) {
    #expect(WrittenDate.read(text, order: .dayFirst) == nil)
  }

  @Test("what JavaScript writes leaves the order of day and month open, as every date with slashes does")
  func javaScript() throws {
    let texts = ["3/5/2024, 2:05 PM", "4/6/2024, 9:15 AM"]
    #expect(throws: ImportProblem.ambiguousDates(column: "d", texts)) {
      try DateColumn(texts, stated: nil, title: "d")
    }
    let column = try DateColumn(texts + ["3/15/2024, 1:00 AM"], stated: nil, title: "d")
    #expect(column.read("3/5/2024, 2:05 PM")?.day == Day("2024-03-05"))
    #expect(column.read("3/5/2024, 2:05 PM")?.time?.seconds == 14 * 3600 + 300)
    #expect(try DateColumn(["01-14-2020"], stated: nil, title: "d").read("01-02-2020")?.day == Day("2020-01-02"))
  }

  @Test("an order that a column leaves open is that of the file's other dates, and the column says whose")
  func otherColumns() throws {
    func votes(_ texts: String...) -> DateVotes {
      texts.reduce(into: DateVotes()) { $0.add($1) }
    }
    let (open, american) = (votes("3/5/2024"), votes("3/25/2024"))
    let all = [("Created", open), ("Close Date", american)].map { (title: $0.0, votes: $0.1) }
    let created = try DateColumn(open, stated: nil, title: "Created", others: all)
    #expect(created.read("3/5/2024")?.day == Day("2024-03-05") && created.orderSource == "Close Date")
    let closed = try DateColumn(american, stated: nil, title: "Close Date", others: all)
    #expect(closed.order == .monthFirst && closed.orderSource == nil)
    #expect(throws: ImportProblem.ambiguousDates(column: "Created", ["3/5/2024"])) {
      try DateColumn(open, stated: nil, title: "Created", others: all + [(title: "Due", votes: votes("25/3/2024"))])
    }
    #expect(try DateColumn(open, stated: .dayFirst, title: "Created", others: all).order == .dayFirst)
  }

  @Test("a column of nothing but numbers holds serial days, or seconds or milliseconds since 1970")
  func numbers() throws {
    let serials = try DateColumn(["46101", "", "46086.6043402778"], stated: nil, title: "d")
    #expect(serials.read("46101") == WrittenDate(day: try #require(Day("2026-03-20")), time: nil))
    #expect(serials.read("46086.6043402778")?.moment(in: .fixed(seconds: 0)).description == "2026-03-05T14:30:15Z")
    let milliseconds = try DateColumn(["1774310400000"], stated: nil, title: "d")
    #expect(milliseconds.read("1774310400000")?.moment(in: Self.zone).description == "2026-03-24T00:00:00Z")
    let seconds = try DateColumn(["1774310405", "999999999"], stated: nil, title: "d")
    #expect(seconds.read("1774310405")?.moment(in: Self.zone).description == "2026-03-24T00:00:05Z")
    let mixed = try DateColumn(["46101", "2026-03-05"], stated: nil, title: "d")
    #expect(mixed.number == nil && mixed.read("46101")?.day == Day("2026-03-20") && mixed.read("2026-03-05") != nil)
    #expect(try DateColumn(["20260305"], stated: nil, title: "d").read("20260305")?.day == Day("2026-03-05"))
  }

  @Test("no text makes the reading of a date trap", arguments: 1...200 as ClosedRange<UInt64>)
  func fuzz(seed: UInt64) throws {
    var random = Randomness(seed: seed)
    let pieces = [
      "1", "12", "2026", ":", "-", "/", ".", ",", " ", "T", "Z", "PM", "März", "UTC", "+", "(", ")", "99", "é",
    ]
    for _ in 0..<40 {
      let text = (0..<random.below(12)).map { _ in pieces[random.below(pieces.count)] }.joined()
      var votes = DateVotes()
      votes.add(text)
      let column = try? DateColumn(votes, stated: .monthFirst, title: "d")
      _ = column?.read(text)
      var amounts = AmountVotes()
      amounts.add(text)
      _ = AmountColumn(amounts).read(text).map { $0.number.minorUnits(of: .usd) }
    }
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
