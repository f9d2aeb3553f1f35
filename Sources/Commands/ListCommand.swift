import Sales
import Screen

extension Job {
  /// Prints every pipeline's stages with their deals in order of urgency.
  func list(_ desk: Desk, filter: Filter) throws(Failure) {
    let present = try present()
    let plans = try asking { () throws(StoreError) in try desk.store.pipelines() }
    let lines = BoardLines(present: present, money: money, glyphs: glyphs, width: out.width)
    if plans.isEmpty { out.line("no pipelines") }
    for (number, plan) in plans.enumerated() {
      let totals = try asking { () throws(StoreError) in
        try desk.store.totals(of: plan.pipeline.id, filter: filter, closedSince: present.closedDealsShownSince)
      }
      if number > 0 { out.line() }
      out.line(lines.title(of: plan, totals: totals, filter: filter))
      for (index, stage) in plan.stages.enumerated() {
        out.line()
        out.line(lines.heading(of: stage, number: index + 1, totals: totals[stage.id] ?? StageTotals()))
        try list(stage, of: desk, filter: filter, lines: lines)
        if out.isClosed { return }
      }
    }
  }

  private func list(_ stage: Stage, of desk: Desk, filter: Filter, lines: BoardLines) throws(Failure) {
    let query = ColumnQuery(
      stage: stage.id, filter: filter, order: .urgency, tomorrow: lines.present.tomorrowStarts,
      closedSince: lines.present.closedDealsShownSince)
    var pages = CardPages(desk.store, query)
    var isEmpty = true
    while !out.isClosed, let cards = try asking({ () throws(StoreError) in try pages.next() }) {
      for line in lines.cards(cards, in: stage) { out.line(line) }
      out.flush()
      isEmpty = false
    }
    if isEmpty { out.line(filter.isAll ? "  no deals" : "  none match") }
  }
}
