/// What a report is asked about, and how it is read from a store.
package struct ReportQuestion: Sendable {
  package let plan: PipelinePlan
  /// The names of all pipelines.
  let pipelines: [String]
  let period: ReportPeriod
  let present: Present
  /// A filter line that means `filter`, which begins the terms of every figure.
  let line: String
  let filter: Filter

  package init(
    plan: PipelinePlan, pipelines: [String], period: ReportPeriod, present: Present, line: String, filter: Filter
  ) {
    self.plan = plan
    self.pipelines = pipelines
    self.period = period
    self.present = present
    self.line = line
    self.filter = filter
  }

  /// Reads the deals once, from one state of the file. Without a currency, that of most open deals.
  package func report(in store: any Store, currency: Currency?) throws(StoreError) -> Report {
    let builder = try store.reading { () throws(StoreError) in
      var builder = ReportBuilder(try basis(in: store))
      try each(in: store, { builder.add($0) }, { builder.add($0) })
      return builder
    }
    return builder.report(in: currency)
  }

  /// A report for each owner of deals, by name, in the currency of most open deals of all; last those of deals without an
  /// owner.
  package func owners(in store: any Store, currency: Currency?) throws(StoreError) -> [(owner: String?, report: Report)]
  {
    let (all, builders) = try store.reading { () throws(StoreError) in
      let basis = try basis(in: store)
      var all = ReportBuilder(basis)
      var builders: [UserID?: ReportBuilder] = [:]
      try each(
        in: store,
        { reported in
          let owner = reported.deal.ownerID
          builders[owner, default: ReportBuilder(basis.narrowed(to: owner))].add(reported)
          all.add(reported)
        },
        { done in builders[done.user, default: ReportBuilder(basis.narrowed(to: done.user))].add(done) })
      return (all, builders)
    }
    let common = currency ?? all.currencies.first ?? plan.currency
    return builders.map { owner, builder in
      (owner: owner.map { all.basis.name(of: $0) }, report: builder.report(in: common, of: all.currencies))
    }.sorted { left, right in
      (left.owner == nil ? 1 : 0, left.owner ?? "") < (right.owner == nil ? 1 : 0, right.owner ?? "")
    }
  }

  private func each(
    in store: any Store, _ take: (ReportedDeal) -> Void, _ takeDone: (DoneCount) -> Void
  ) throws(StoreError) {
    try store.eachReportedDeal(of: plan.pipeline.id, filter: filter, madeIn: period.moments, take)
    let monday = present.today.advanced(byDays: -present.today.weekday)
    let done = try store.doneCounts(of: plan.pipeline.id, filter: filter, since: present.zone.moment(of: monday))
    done.forEach(takeDone)
  }

  private func basis(in store: any Store) throws(StoreError) -> ReportBasis {
    var slippage = Slippage(before: present)
    try store.eachEdit(since: slippage.start, in: [.deals]) { slippage.add($0, $1) }
    var basis = ReportBasis(
      plan: plan, pipelines: pipelines, users: try store.rows(ListQuery<User>(sort: [ListSort("name")])),
      period: period, present: present, line: line,
      stays: try store.closedStays(of: plan.pipeline.id, latest: StageLesson.mostDeals), slippage: slippage)
    let quarter = GoalPeriod(quarterOf: present.today).description
    for goal in try store.rows(ListQuery<Goal>()) where goal.period == quarter {
      guard let currency = goal.currency else { continue }
      let progress = GoalProgress(goal: goal, won: try store.won(for: goal, in: present.zone))
      basis.goals[currency, default: [:]][goal.ownerID] = progress.percent
    }
    return basis
  }
}
