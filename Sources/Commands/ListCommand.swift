import Sales
import Screen

extension Job {
  /// Prints every pipeline's stages with their deals in order of urgency.
  ///
  /// `line` is the filter as it was typed.
  func list(_ store: any Store, filter: Filter, line: String, at present: Present) throws(Failure) {
    let plans = try asking { () throws(StoreError) in try store.pipelines() }
    let lines = BoardLines(
      present: present, money: money, glyphs: glyphs, width: out.width, filter: line,
      closedDays: filter.isAboutClosed ? nil : 30)
    let closedSince = filter.closedSince(present)
    if plans.isEmpty { out.line("no pipelines") }
    for (number, plan) in plans.enumerated() {
      let totals = try asking { () throws(StoreError) in
        try store.totals(of: plan.pipeline.id, filter: filter, closedSince: closedSince)
      }
      if number > 0 { out.line() }
      out.line(lines.title(of: plan, totals: totals))
      for (index, stage) in plan.stages.enumerated() {
        out.line()
        out.line(lines.heading(of: stage, number: index + 1, among: totals))
        try list(stage, of: store, filter: filter, lines: lines)
        if out.isClosed { return }
      }
    }
  }

  private func list(_ stage: Stage, of store: any Store, filter: Filter, lines: BoardLines) throws(Failure) {
    let query = ColumnQuery(stage: stage.id, filter: filter, order: .urgency, at: lines.present)
    var pages = CardPages(store, query)
    var isEmpty = true
    while !out.isClosed, let cards = try asking({ () throws(StoreError) in try pages.next() }) {
      if store.isInterrupted?() == true { throw .store(.interrupted) }
      for line in lines.cards(cards, in: stage) { out.line(line) }
      out.flush()
      isEmpty = false
    }
    if isEmpty { out.line(filter.isAll ? "  no deals" : "  none match") }
  }
}
