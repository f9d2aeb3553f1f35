import Sales
import Support
import Testing

@Suite("The report, by hand") struct ReportTests {
  private let fixture: Fixture

  init() throws {
    fixture = try Fixture()
  }

  /// On 16 March 2026, beside the deal of the fixture, made today without a value in Qualified: one won for $100 after 30
  /// days, one lost for $300 over the price, one open for $200 and due on 20 March, one open for $50 without a date.
  private func makeDeals() throws {
    try add("Won", 100, [("Qualified", "2026-01-01"), ("Proposal Sent", "2026-01-11"), ("Closed Won", "2026-01-31")])
    try add("Lost", 300, [("Qualified", "2026-02-01"), ("Closed Lost", "2026-02-11")], [.set(\.lossReason, "price")])
    let close = try #require(Day("2026-03-20")).midnightUTC
    try add("Due", 200, [("Qualified", "2026-02-20"), ("Proposal Sent", "2026-03-01")], [.set(\.expectedClose, close)])
    try add("Dateless", 50, [("Qualified", "2026-03-02")])
  }

  private func add(
    _ name: String, _ dollars: Int64, _ visits: [(stage: String, day: String)], _ values: [DealValue] = []
  ) throws {
    let stays = try visits.map { stage, day in
      DealDraft.Visit(
        stage: StageName(pipeline: nil, stage: stage),
        enteredAt: try #require(Day(day)).midnightUTC.advanced(bySeconds: 36_000))
    }
    let closed = visits.last?.stage.hasPrefix("Closed") == true
    let status: [DealValue] = closed ? [.set(\.status, visits.last?.stage == "Closed Won" ? .won : .lost)] : []
    var draft = DealDraft(
      values: [.set(\.name, name), .set(\.value, dollars * 100)] + values + status, visits: stays,
      createdAt: stays.first?.enteredAt)
    if closed, let last = stays.last { draft.closing = .at(last.enteredAt) }
    try fixture.commit(.importDeals(ImportBatch(deals: [draft])))
  }

  private func report(_ present: Present? = nil) throws -> Report {
    let present = present ?? Present(now: fixture.now, zone: .utc)
    let plan = try #require(fixture.store.pipelines().first)
    let question = ReportQuestion(
      plan: plan, pipelines: [plan.pipeline.name], period: ReportPeriod(upTo: present.today), present: present,
      line: "", filter: .all)
    return try question.report(in: fixture.store, currency: nil)
  }

  /// The lines of a section as `label: 1 2 3`, `-` for a figure that is none.
  private func lines(_ kind: ReportSection.Kind, _ report: Report) -> [String] {
    report.sections.filter { $0.kind == kind }.flatMap(\.lines).map { line in
      let figures = line.figures.map { figure in
        switch figure.amount {
        case .count(let number)?: "\(number)"
        case .money(let minor)?: "$\(minor / 100)"
        case .percent(let number)?: "\(number)%"
        case .days(let number)?: "\(number)d"
        case .text(let text)?: text
        case nil: "-"
        }
      }
      return "\(line.label): \(figures.joined(separator: " "))"
    }
  }

  @Test("counts and sums what stands in the definitions") func example() throws {
    try makeDeals()
    let report = try report()
    #expect(
      lines(.funnel, report) == [
        "Qualified: 5 100% $650", "Proposal Sent: 2 40% $300", "Negotiation: 1 20% $100", "Closed Won: 1 20% $100",
      ])
    #expect(lines(.winRate, report) == ["by count: 50% 1 2", "by value: 25% $100 $400"])
    // 3 open x 1/2 x $100 / 30 days
    #expect(lines(.velocity, report) == ["velocity: $5 3 50% $100 30d"])
    #expect(
      lines(.forecast, report) == [
        "past due: 0 $0 $0 -", "Mar 2026: 1 $200 $100 $0", "Apr 2026: 0 $0 $0 -", "May 2026: 0 $0 $0 -",
        "Jun 2026: 0 $0 $0 -", "later: 0 $0 $0 -", "no date: 2 $50 $10 -", "all: 3 $250 $110 $0",
      ])
    #expect(
      lines(.age, report) == ["Qualified: 2 - - - - 14d", "Proposal Sent: 1 - - - - 15d", "Negotiation: 0 - - - - -"])
    #expect(lines(.lost, report) == ["price: 1 $300", "all: 1 $300"])
    #expect(lines(.owners, report) == ["no owner: 0 0 3 $100 $250 -"])
    #expect(lines(.slipped, report) == ["Feb 2026: - 0 0"])
  }

  @Test("has no rate, no speed and no share of nothing") func nothing() throws {
    try fixture.commit(.deleteDeal(fixture.deal))
    let report = try report()
    #expect(lines(.funnel, report).allSatisfy { $0.hasSuffix(": 0 - $0") })
    #expect(lines(.winRate, report) == ["by count: - 0 0", "by value: - $0 $0"])
    #expect(lines(.velocity, report) == ["velocity: - 0 - - -"])
    #expect(lines(.lost, report) == [] && lines(.owners, report) == [])
    #expect(report.currencies == [] && report.deals == 0)
  }

  @Test("counts as slipped what was due when the month began and was neither won nor lost by its end")
  func slipped() throws {
    let april = try #require(Day("2026-04-10")).midnightUTC
    let deals = try (0..<3).map { number in
      try fixture.make(
        Deal.self,
        .createDeal(
          DealDraft(
            values: [.set(\.name, "Deal \(number)"), .set(\.expectedClose, april)],
            stage: StageName(pipeline: nil, stage: "Qualified"))))
    }
    fixture.passes(days: 20)  // 5 April
    try fixture.commit(.editDeal(deals[0].id, [.set(\.expectedClose, april.advanced(byDays: 30))]))
    // Due since the month had begun, which does not count.
    try fixture.edit(.set(\.expectedClose, april))
    fixture.passes(days: 15)  // 20 April
    try fixture.commit(.editDeal(deals[1].id, [.set(\.status, .won)]))
    fixture.passes(days: 15)  // 5 May
    try fixture.commit(.editDeal(deals[2].id, [.set(\.status, .lost)]))
    #expect(lines(.slipped, try report()) == ["Apr 2026: 67% 2 3"])
  }

  @Test("counts no stage whose visit was undone") func undone() throws {
    try fixture.revert(try fixture.move(to: 2))
    #expect(
      lines(.funnel, try report()).map {
        $0.prefix { $0 != ":" } + $0.dropFirst($0.prefix { $0 != ":" }.count).prefix(3)
      }
        == ["Qualified: 1", "Proposal Sent: 0", "Negotiation: 0", "Closed Won: 0"])
    try fixture.move(to: 1)
    #expect(
      lines(.funnel, try report()).prefix(3) == [
        "Qualified: 1 100% $0", "Proposal Sent: 1 100% $0", "Negotiation: 0 0% $0",
      ])
  }

  @Test(
    "reads the periods that filters take",
    arguments: [
      ("2026", "2026-01-01", "2026-12-31"), ("2026-02", "2026-02-01", "2026-02-28"),
      ("last quarter", "2025-10-01", "2025-12-31"),
      ("q1", "2026-01-01", "2026-03-31"), ("90d", "2025-12-16", "2026-03-16"),
    ])
  func periods(text: String, from: String, to: String) throws {
    let period = try #require(ReportPeriod(text, today: Day("2026-03-16") ?? Day(number: 0), .unknown))
    #expect(period.days.lowerBound.description == from && period.days.upperBound.description == to)
    #expect(ReportPeriod("soon", today: Day(number: 0), .unknown) == nil)
  }
}
