import Sales
import Samples
import Support
import Testing

@testable import Storage

@Suite("Reports from a file") struct ReportTests {
  /// Tue 1 December 2026, noon UTC.
  static let present = Present(now: Timestamp(seconds: 1_796_126_400), zone: .utc)

  @Test("agree with SQL that knows nothing of them", arguments: [10, 1000]) func agree(deals: Int) throws {
    let file = try SeededFile(deals: deals)
    let found = figures(of: try file.report(line: ""))
    for (name, sql) in ReportSQL.figures {
      let rows = try file.store.connection.all(sql) { row in (label: row.text(0), number: Int128(row.integer(1))) }
      for (label, number) in rows { #expect(found["\(name)/\(label)"] == number, "\(name) of \(label)") }
      let lines = found.filter { $0.key.hasPrefix(name + "/") && $0.value != 0 && !$0.key.hasSuffix("/all") }
      #expect(Set(lines.keys).isSubset(of: rows.map { "\(name)/\($0.label)" }), "\(name)")
    }
  }

  @Test("have beside each figure the line that finds its deals", arguments: ["", "owner:bo", "close<2027-02"])
  func terms(line: String) throws {
    let file = try SeededFile(deals: 400)
    var count = 0
    let report = try file.report(line: line)
    for figure in report.sections.flatMap(\.lines).flatMap(\.figures) {
      guard let terms = figure.terms else { continue }
      let deals = try file.store.rows(ListQuery<Deal>(filter: try file.filter(terms).filter))
      switch figure.amount {
      case .count(let number): #expect(deals.count == number, "\(terms)")
      case .money(let minor) where figure.name != "weighted" && figure.name != "mean won":
        #expect(deals.reduce(0) { $0 + Int128($1.value) } == minor, "\(terms)")
      default: continue
      }
      count += 1
    }
    #expect(count > 40)
  }

  @Test("add up: lines give what stands at their end, and no stage of a funnel has more deals than the one before")
  func sums() throws {
    let file = try SeededFile(deals: 400)
    let report = try file.report(line: "")
    for section in report.sections where section.lines.last?.label == "all" {
      for place in section.lines[0].figures.indices {
        let numbers = section.lines.map { number($0.figures[place]) ?? 0 }
        #expect(numbers.dropLast().reduce(0, +) == numbers.last, "\(section.kind)")
      }
    }
    let funnel = try #require(report.sections.first { $0.kind == .funnel }).lines.compactMap { number($0.figures[0]) }
    #expect(funnel == funnel.sorted(by: >) && funnel.count == 4)
    let rates = try #require(report.sections.first { $0.kind == .winRate }).lines
    let lost = try #require(report.sections.first { $0.kind == .lost }).lines.last
    #expect(
      number(rates[0].figures[2]) == (number(rates[0].figures[1]) ?? 0) + (lost.flatMap { number($0.figures[0]) } ?? 0))
  }

  @Test("are those of the reference after random changes, as are the changes since a day", arguments: 1...6)
  func reference(seed: UInt64) throws {
    let pair = try StorePair(seed: seed)
    for _ in 1...4 {
      pair.change(times: 30)
      let plans = pair.reference.pipelines()
      for plan in plans {
        let filter = pair.filter()
        let question = ReportQuestion(
          plan: plan, pipelines: plans.map(\.pipeline.name), period: ReportPeriod(upTo: pair.present.today),
          present: pair.present, line: "", filter: pair.oneIn(2) ? .all : filter)
        let report = try question.report(in: pair.store, currency: nil)
        #expect(report == (try question.report(in: pair.reference, currency: nil)), "\(pair.story)")
      }
      let since = pair.present.now.advanced(byDays: -pair.number(in: 0...20))
      #expect(try pair.store.changes(since: since) == pair.reference.changes(since: since), "\(pair.story)")
    }
  }

  @Test("find the journal's first action of a week by an index") func steps() throws {
    let file = try SeededFile(deals: 10)
    let plan = try file.store.connection.all(
      "EXPLAIN QUERY PLAN " + SQLiteStore.firstAction, [.integer(5)]
    ) { row in row.text(3) }
    #expect(plan.contains { $0.contains("actions_by_moment") }, "\(plan)")
  }
}

/// What a figure's number is; nil of one that is none.
func number(_ figure: ReportFigure) -> Int128? {
  switch figure.amount {
  case .count(let count): Int128(count)
  case .money(let minor): minor
  case .percent(let number), .days(let number): Int128(number)
  case .text, nil: nil
  }
}

/// Every number by `section/figure/line`.
private func figures(of report: Report) -> [String: Int128] {
  var found: [String: Int128] = [:]
  for section in report.sections {
    for line in section.lines {
      for figure in line.figures { found["\(section.kind.rawValue)/\(figure.name)/\(line.label)"] = number(figure) }
    }
  }
  return found
}

/// A file of sample deals.
private struct SeededFile {
  let folder = TemporaryFolder()
  let store: SQLiteStore
  let present = ReportTests.present

  init(deals: Int) throws {
    let now = present.now
    store = try SQLiteStore.open(
      path: folder.database,
      options: StoreOptions(clock: { now.seconds * 1000 }, random: SeededGenerator(seed: 1)))
    let user = try #require(try store.user(named: "ana")).id
    _ = try store.commit(.createFirstPipeline, by: user)
    for batch in Samples.batches(deals: deals, seed: 3, now: now) {
      _ = try store.commit(.importDeals(batch), by: user)
    }
  }

  func filter(_ line: String) throws -> FilterText {
    let plans = try store.pipelines()
    let reading = FilterText(
      line,
      FilterContext(
        present: present, user: nil, stages: plans.flatMap(\.stages), pipelines: plans.map(\.pipeline),
        owners: try store.rows(ListQuery<User>())))
    #expect(reading.fault == nil, "\(line)")
    return reading
  }

  func report(line: String) throws -> Report {
    let plan = try #require(try store.pipelines().first)
    let reading = try filter(line)
    let question = ReportQuestion(
      plan: plan, pipelines: [plan.pipeline.name], period: ReportPeriod(upTo: present.today), present: present,
      line: reading.addsActive ? line + " -status:closed" : line, filter: reading.filter)
    return try question.report(in: store, currency: .usd)
  }
}
