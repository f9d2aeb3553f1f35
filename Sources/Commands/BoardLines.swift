import Sales
import Screen

/// The board's words as plain lines.
struct BoardLines {
  let present: Present
  let money: MoneyText
  let glyphs: Glyphs
  /// Columns of a line; nil for as many as it takes.
  let width: Int?
  /// As it was typed; empty for all deals.
  let filter: String
  /// How many days of closed deals are shown; nil for all.
  let closedDays: Int?

  /// `Sales Pipeline · 44 open, 16 won or lost in 30 days`
  func title(of plan: PipelinePlan, totals: [StageID: StageTotals]) -> String {
    let active = totals.values.flatMap(\.active).reduce(0) { $0 + $1.deals }
    let closed = totals.values.flatMap(\.closed).reduce(0) { $0 + $1.deals }
    var text =
      "\(shown(plan.pipeline.name)) \(glyphs.dot) \(grouped(active)) open, \(grouped(closed)) won or lost"
    if let closedDays { text += " in \(closedDays) days" }
    if !filter.isEmpty { text += " \(glyphs.dot) " + shown(filter) }
    return fitted(text)
  }

  /// `1 Qualified  14  $310K + €42K  20% = $62K + €8.4K`
  func heading(of stage: Stage, number: Int, among all: [StageID: StageTotals]) -> String {
    let totals = all[stage.id] ?? StageTotals()
    let tallies = Tally.merged(totals.head(of: stage.type), rankedBy: all.values.flatMap(\.active))
    let count = tallies.reduce(0) { $0 + $1.deals }
    var parts = ["\(number) \(shown(stage.name))", grouped(count)]
    let sums = tallies.map(\.sum).filter { $0.minor != 0 }
    if !sums.isEmpty { parts.append(joined(sums)) }
    if stage.type == .open {
      let weighted = stage.probability.map { percent in sums.compactMap { $0.weighted(percent: percent) } } ?? []
      if let percent = stage.probability, !weighted.isEmpty { parts.append("\(percent)% = \(joined(weighted))") }
    } else if count > 0 {
      parts.append(stage.type.rawValue + (closedDays.map { ", last \($0) days" } ?? ""))
    }
    return fitted(parts.joined(separator: "  "))
  }

  private func joined(_ sums: [Money]) -> String { sums.map(money.sum).joined(separator: " + ") }

  private func shown(_ text: String) -> String { glyphs.shown(text) }

  private func fitted(_ text: String) -> String { width.map { cut(text, to: $0, at: .end, glyphs: glyphs) } ?? text }
}

// MARK: - Deals

extension BoardLines {
  /// One line a deal: sign and word, name, company, value, days, owner, in columns of this page's widths.
  func cards(_ cards: [Card], in stage: Stage) -> [String] {
    let rows = cards.map { cells(of: $0, in: stage) }
    var widths = (0..<6).map { column in rows.map { columns(of: $0[column]) }.max() ?? 0 }
    if let width {
      share(width, among: &widths)
    } else {
      // One very long name shall not push everything out of sight; its line is just longer.
      widths = zip(widths, [20, 44, 32, 16, 6, 16]).map { min($0, $1) }
    }
    return rows.map { row in line(row, widths) }
  }

  private func cells(of card: Card, in stage: Stage) -> [String] {
    let sign = card.sign(in: stage, at: present)
    let mark = sign.mark.sign(today: glyphs.bullet)
    let isLate = card.isOverStageLimit(in: stage, at: present)
    return [
      shown((mark.isEmpty ? " " : mark) + " " + sign.word), shown(card.deal.name),
      shown(card.company ?? card.contact ?? ""),
      shown(card.deal.value == 0 ? "-" : money.exact(card.deal.value, card.deal.currency)),
      (isLate ? "!" : "") + DateText.days(card.stageDays(at: present)), shown(card.owner ?? "-"),
    ]
  }

  /// Takes what is too much from company and name, in this order, down to something readable.
  private func share(_ width: Int, among widths: inout [Int]) {
    // Two columns before the line and between its parts.
    var excess = widths.reduce(2 * widths.count, +) - width
    for (column, least) in [(2, 12), (0, 12), (1, 12), (2, 0), (1, 4)] where excess > 0 {
      let taken = min(excess, max(0, widths[column] - least))
      widths[column] -= taken
      excess -= taken
    }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = ""
    for (column, cell) in cells.enumerated() where widths[column] > 0 {
      let cell = width == nil ? cell : cut(cell, to: widths[column], at: column == 1 ? .middle : .end, glyphs: glyphs)
      let space = String(repeating: " ", count: max(0, widths[column] - columns(of: cell)))
      // Value and days stand right, under each other.
      text += "  " + (column == 3 || column == 4 ? space + cell : cell + space)
    }
    while text.last == " " { text.removeLast() }
    return fitted(text)
  }
}
