import Sales
import Support
import Testing

@Suite("The filter language") struct FilterTests {
  /// Thu 20 November 2025, noon UTC, two hours east of it.
  private let present = Present(now: Timestamp(seconds: 1_763_640_000), zone: .fixed(seconds: 7200))
  private let user = UserID(bits: 7)
  private let stages = ["Qualified", "Proposal Sent", "Closed Won", "Closed Lost"].enumerated().map { index, name in
    var stage = Stage(id: StageID(bits: UInt128(index + 1)))
    stage.position = index
    stage.name = name
    return stage
  }

  private func read(_ line: String) -> FilterText {
    var pipeline = Pipeline(id: PipelineID(bits: 0))
    pipeline.name = "Sales Pipeline"
    return FilterText(line, FilterContext(present: present, user: user, stages: stages, pipelines: [pipeline]))
  }

  private func tests(_ line: String) -> [Filter.Test] {
    let reading = read(line)
    #expect(reading.fault == nil, "\(line)")
    return reading.filter.terms.map(\.test)
  }

  @Test(
    "words and phrases are text, folded",
    arguments: [
      ("acme renewal", ["acme", "renewal"]), ("\"phase two\"", ["phase two"]), ("Müller ", ["muller"]),
      ("\"still open", ["still open"]), ("10:30 3<4", ["10:30", "3<4"]), ("\"re:invent\"", ["re:invent"]), ("\"\"", []),
      ("foo-bar", ["foo-bar"]), ("", []),
    ])
  func words(line: String, words: [String]) {
    #expect(tests(line) == words.map { .text($0) })
    #expect(read(line).filter.words == words)
  }

  @Test("a minus turns any term around")
  func negation() {
    #expect(
      read("-acme -\"phase two\" -status:lost").filter.terms.map(\.isNegated) == [true, true, true])
    #expect(read("-acme").filter.words == [])
  }

  @Test("names are found by the beginning of a word")
  func names() {
    #expect(tests("owner:me") == [.owner(user)])
    #expect(tests("owner:Bo") == [.word(.owner, "bo")])
    #expect(tests("company:\"Acme Corp\"") == [.word(.company, "acme corp")])
    #expect(tests("reason:price loss_reason:price") == [.word(.lossReason, "price"), .word(.lossReason, "price")])
    #expect(tests("stage:prop") == [.stages([StageID(bits: 2)])])
    #expect(tests("stage:closed") == [.stages([StageID(bits: 3), StageID(bits: 4)])])
    #expect(tests("stage:\"closed w\"") == [.stages([StageID(bits: 3)])])
  }

  @Test("whom the file does not know owns no deal")
  func stranger() {
    let context = FilterContext(present: present, user: nil, stages: stages)
    #expect(FilterText("owner:me", context).fault == nil)
    #expect(FilterText("owner:me", context).filter.terms.map(\.test) == [.stages([])])
  }

  @Test("choices may be cut short while they stay clear")
  func choices() {
    #expect(tests("status:l status:closed") == [.statuses([.lost]), .statuses([.won, .lost])])
    #expect(tests("no:step no:v is:p") == [.missing(.step), .missing(.value), .parked(Filter.Clock(present))])
    #expect(tests("is:stalled") == [.statuses([.stalled])])
    #expect(read("no:c").fault?.sentence == "no: takes one of close, contact, company")
  }

  @Test(
    "days since are whole days, counted back from now",
    arguments: [
      ("idle>14", nil, -15), ("idle>=14", nil, -14), ("idle<14", -14, nil), ("idle<=14", -15, nil),
      ("idle:14", -15, -14), ("idle>2w", nil, -15), ("idle>=0", nil, nil), ("idle:0", -1, nil),
    ] as [(String, Int?, Int?)])
  func days(line: String, from: Int?, below: Int?) {
    // The moment that is just so many days ago belongs to those that many days old.
    func moment(_ days: Int) -> Timestamp { present.now.advanced(byDays: days).advanced(bySeconds: 1) }
    let span = Filter.Span(from: from.map(moment), below: below.map(moment))
    #expect(tests(line) == [.moment(.touched, span, wholeDays: span)])
    let age = line.replacing("idle", with: "age")
    #expect(tests(age) == [.moment(.stageEntered, span, wholeDays: span)])
  }

  @Test(
    "dates are spans of days; a length reaches from today, back for what is over",
    arguments: [
      ("close<eom", nil, "2025-11-30"), ("close<=eom", nil, "2025-12-01"), ("close:month", "2025-11-01", "2025-12-01"),
      ("close:2w", "2025-11-20", "2025-12-05"), ("close>2w", "2025-12-05", nil), ("close>=2026", "2026-01-01", nil),
      ("close:2026-02", "2026-02-01", "2026-03-01"), ("close:\"12 apr\"", "2026-04-12", "2026-04-13"),
      ("closed:2017-05", "2017-05-01", "2017-06-01"), ("created:2w", "2025-11-06", "2025-11-21"),
      ("created<2w", nil, "2025-11-06"), ("created>=2w", "2025-11-06", nil), ("closed:fri", "2025-11-14", "2025-11-15"),
      ("closed:thu", "2025-11-20", "2025-11-21"), ("closed:\"12 apr\"", "2025-04-12", "2025-04-13"),
      ("closed:\"29 feb\"", "2024-02-29", "2024-03-01"), ("closed:yesterday", "2025-11-19", "2025-11-20"),
      ("due:today", "2025-11-20", "2025-11-21"), ("due<today", nil, "2025-11-20"),
      ("due:week", "2025-11-17", "2025-11-24"),
      ("created:quarter", "2025-10-01", "2026-01-01"), ("expected_close:2025", "2025-01-01", "2026-01-01"),
    ] as [(String, String?, String?)])
  func dates(line: String, from: String?, below: String?) throws {
    let days = Filter.Span(from: from.flatMap { Timestamp($0) }, below: below.flatMap { Timestamp($0) })
    guard case .moment(let field, let span, let wholeDays)? = tests(line).first else {
      Issue.record("\(line) is no span")
      return
    }
    #expect(wholeDays == days)
    // Close dates are dates; moments are of the local day, which begins two hours before the one in UTC.
    let shift: Int64 = field == .expectedClose ? 0 : -7200
    #expect(span.from == days.from?.advanced(bySeconds: shift))
    #expect(span.below == days.below?.advanced(bySeconds: shift))
  }

  @Test("an amount is of major units of each currency")
  func amounts() throws {
    guard case .value(let amount)? = tests("value>10k").first else {
      Issue.record("no amount")
      return
    }
    #expect(amount == AmountTest(.more, thousandths: 10_000_000, currency: nil))
    #expect(amount.minorUnits(exponent: 0) == 10_001...Int64.max)
    #expect(amount.minorUnits(exponent: 2) == 1_000_001...Int64.max)
    #expect(amount.minorUnits(exponent: 3) == 10_000_001...Int64.max)
    #expect(tests("value>=€1.5m") == [.value(AmountTest(.atLeast, thousandths: 1_500_000_000, currency: .eur))])
    #expect(tests("value>9,5k") == tests("value>9.5k") && tests("value>9,500") == tests("value>9.500,00"))
    #expect(tests("value>9,5k") == [.value(AmountTest(.more, thousandths: 9_500_000, currency: nil))])
    #expect(tests("value:¥300") == [.value(AmountTest(.equal, thousandths: 300_000, currency: .jpy))])
  }

  @Test(
    "an amount between two units of a currency passes none that is equal, and rounds to neither side",
    arguments: [
      (Comparison.equal, 0, nil), (.less, 0, 0...0), (.atMost, 0, 0...0), (.more, 0, 1...Int64.max),
      (.atLeast, 0, 1...Int64.max), (.equal, 3, 5...5), (.less, 3, 0...4), (.atMost, 3, 0...5),
    ] as [(Comparison, Int, ClosedRange<Int64>?)])
  func fractions(comparison: Comparison, exponent: Int, range: ClosedRange<Int64>?) {
    #expect(AmountTest(comparison, thousandths: 5, currency: nil).minorUnits(exponent: exponent) == range)
  }

  @Test("nothing is less than nothing")
  func nothing() {
    #expect(AmountTest(.less, thousandths: 0, currency: nil).minorUnits(exponent: 2) == nil)
    #expect(AmountTest(.more, thousandths: .max, currency: nil).minorUnits(exponent: 3) == nil)
  }

  @Test(
    "a term that cannot be meant is pointed at, with the way out",
    arguments: [
      ("acme valu>10k", 5..<9, "there is no term “valu”; did you mean value?"),
      ("re:invent", 0..<2, "there is no term “re”; quote it if it is text"),
      ("owner>me", 5..<6, "owner compares with : only, such as owner:me"),
      ("idle>soon", 5..<9, "“soon” is no number of days; write idle>14 or idle>2w"),
      ("-close<xyz", 7..<10, "\"xyz\" is not a date. Try close:2w, close<eom or close:2025-11"),
      ("value>lots", 6..<10, "\"lots\" is not an amount. Try 10k, 2500 or €1.5m"),
      ("value>1,2,3", 6..<11, "\"1,2,3\" is not an amount. Try 10k, 2500 or €1.5m"),
      ("value>99999999t", 6..<15, "\"99999999t\" is not an amount. Try 10k, 2500 or €1.5m"),
      ("status:gone", 7..<11, "status: takes one of open, won, lost, stalled, closed"),
      ("stage:xyz", 6..<9, "no stage has a word that begins with “xyz”"),
      ("idle>123456", 5..<11, "“123456” is no number of days; write idle>14 or idle>2w"),
    ] as [(String, Range<Int>, String)])
  func faults(line: String, range: Range<Int>, sentence: String) {
    let fault = read(line).fault
    #expect(fault?.range == range)
    #expect(fault?.sentence == sentence)
    #expect(fault?.isUnfinished == false)
  }

  @Test(
    "what more typing may complete is not wrong yet, and the terms before it hold", arguments: ["owner:", "idle>", "-"])
  func unfinished(term: String) {
    let reading = read("acme " + term)
    #expect(reading.fault?.isUnfinished == true)
    #expect(reading.filter == Filter(words: ["acme"]))
  }

  @Test("every row of the table reads its own example and names a field of deals")
  func table() {
    for key in FilterKey.all {
      #expect(read(key.example).fault == nil, "\(key.example)")
      #expect(key.example.hasPrefix(key.word))
      if let field = key.field { #expect(Deal.field(field) != nil, "\(field)") }
    }
    #expect(Set(FilterKey.all.map(\.word)).count == FilterKey.all.count)
  }

  @Test(
    "closed deals of any day show where the filter is about them",
    arguments: [
      ("status:lost", true), ("closed:2017-05", true), ("reason:price", true), ("status:closed", true),
      ("acme", false), ("-status:lost", false), ("status:open", false), ("stage:closed", false),
    ])
  func closed(line: String, isAboutClosed: Bool) {
    let filter = read(line).filter
    #expect(filter.isAboutClosed == isAboutClosed)
    #expect(filter.closedSince(present) == (isAboutClosed ? .distantPast : present.closedDealsShownSince))
  }

  @Test("a menu writes a term and takes it out again")
  func toggling() {
    #expect("".togglingTerm("owner:me") == "owner:me")
    #expect("acme ".togglingTerm("owner:me") == "acme owner:me")
    #expect("acme owner:me idle>14".togglingTerm("owner:me") == "acme idle>14")
    #expect("acme owner:me".togglingTerm("owner:me") == "acme")
    #expect("owner:me acme".togglingTerm("owner:me") == "acme")
    #expect("owner:me".hasTerm("owner:me") && !"owner:meg".hasTerm("owner:me"))
  }

  @Test("no line makes reading it fail", arguments: 0..<200)
  func anything(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let parts = ["\"", "-", ":", "<", ">=", " ", "value", "é", "9", "k", "close", "2w", "owner", "\u{301}", "💥", "-"]
    let line = (0..<Int.random(in: 0...12, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
    let reading = read(line.joined())
    let length = line.joined().count
    for range in reading.understood + [reading.fault?.range ?? 0..<0] { #expect(range.upperBound <= length) }
  }
}
