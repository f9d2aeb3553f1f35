/// Counts the deals of a pipeline one by one and makes reports of the counts, one for each currency.
package struct ReportBuilder {
  let basis: ReportBasis
  private var parts: [Currency: ReportPart] = [:]

  package init(_ basis: ReportBasis) {
    self.basis = basis
  }

  package mutating func add(_ reported: ReportedDeal) {
    parts[reported.deal.currency, default: ReportPart(stages: basis.funnel.count)].add(reported, basis)
  }

  package mutating func add(_ done: DoneCount) {
    parts[done.currency, default: ReportPart(stages: basis.funnel.count)].owners[done.user, default: OwnerPart()]
      .done +=
      done.activities
  }

  /// Those with the most open deals first, then with the most deals, then by code.
  package var currencies: [Currency] {
    parts.sorted { left, right in
      let (a, b) = (left.value, right.value)
      return (b.open.deals, b.deals, left.key) < (a.open.deals, a.deals, right.key)
    }.map(\.key)
  }

  /// The report in that currency; without one in the first of `currencies`, and where there are no deals in the usual one
  /// of the pipeline. `others` names currencies of more deals than were added.
  package func report(in currency: Currency?, of others: [Currency]? = nil) -> Report {
    let currency = currency ?? currencies.first ?? basis.plan.currency
    let part = parts[currency] ?? ReportPart(stages: basis.funnel.count)
    return Report(
      pipeline: basis.plan.pipeline.name, period: basis.period, currency: currency, currencies: others ?? currencies,
      deals: part.deals, filter: basis.line, sections: ReportSections(basis: basis, currency: currency, part: part).all)
  }
}

/// What a report is made from besides its deals.
package struct ReportBasis: Sendable {
  package let plan: PipelinePlan
  /// The names of all pipelines, by which terms tell them apart.
  let pipelines: [String]
  let users: [UserID: String]
  package let period: ReportPeriod
  package let present: Present
  /// The filter's terms as they were typed; they stand in the terms of every figure.
  private(set) var line: String
  /// By open stage: the median of the whole days that deals since won stayed there.
  let medians: [StageID: Int]
  let slippage: Slippage
  /// By currency and user: how many percent of the goal for this quarter are won.
  var goals: [Currency: [UserID: Int]] = [:]
  let funnel: [Stage]

  /// `stays` are those of closed deals in the pipeline's stages; `filter` is the reading of `line`.
  package init(
    plan: PipelinePlan, pipelines: [String], users: [User], period: ReportPeriod, present: Present, line: String,
    stays: [ClosedStay], slippage: Slippage
  ) {
    self.plan = plan
    self.pipelines = pipelines
    self.users = Dictionary(users.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    self.period = period
    self.present = present
    self.line = line
    self.slippage = slippage
    medians = Self.medians(stays)
    funnel = plan.stages.funnel
  }

  /// The first day of this week.
  package var monday: Day { present.today.advanced(byDays: -present.today.weekday) }

  func name(of user: UserID) -> String { users[user] ?? user.description }

  /// The same for the deals of that owner alone, or of none.
  func narrowed(to owner: UserID?) -> ReportBasis {
    var basis = self
    let term = owner.map { ReportTerms.exactly("owner", name(of: $0), among: users.values) } ?? "no:owner"
    basis.line = line.isEmpty ? term : line + " " + term
    return basis
  }

  /// The middle one; of an even number the mean of both in the middle, rounded down. None of fewer deals than a lesson
  /// is learned from.
  private static func medians(_ stays: [ClosedStay]) -> [StageID: Int] {
    Dictionary(grouping: stays.filter(\.isWon), by: \.stage).compactMapValues { stays in
      let count = stays.reduce(0) { $0 + $1.deals }
      guard count >= StageLesson.fewestDeals else { return nil }
      return (StageLesson.days((count - 1) / 2, of: stays) + StageLesson.days(count / 2, of: stays)) / 2
    }
  }
}

/// The rows of a forecast, in their order.
enum ForecastRow: Hashable {
  case pastDue
  /// So many months after this one.
  case month(Int)
  case later, noDate

  static let months = 4
  static let all = [pastDue] + (0..<months).map(Self.month) + [later, noDate]

  init(of close: Timestamp?, today: Day) {
    guard let day = close?.utcDay else {
      self = .noDate
      return
    }
    let months = day.monthNumber - today.monthNumber
    self = day < today ? .pastDue : months < Self.months ? .month(months) : .later
  }
}

extension Day {
  /// Months since the year 0.
  var monthNumber: Int { civil.year * 12 + civil.month - 1 }
  /// The first day of the month so many months later.
  func firstOfMonth(later count: Int = 0) -> Day { advanced(byDays: 1 - civil.day).advanced(byMonths: count) }
}
