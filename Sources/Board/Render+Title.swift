import Sales
import Screen

// The title row: where I am, what changes the picture, what there is, and who needs attention.
extension Painter {
  mutating func paintTitle() {
    let end = layout.boardWidth - 1
    guard end > 1 else { return }
    let right = fittingRight(end)
    let rightStart = end - width(right)
    canvas.putRight(right, row: 0, end: end)
    let name = model.plan?.pipeline.name ?? "dealboard"
    let room = rightStart - 1 - (right.isEmpty ? 0 : 2)
    var next = 1 + canvas.put(fit(name, room), row: 0, column: 1, role: .title)
    for chip in chips where next + 2 + width(chip) + 2 <= rightStart - 1 {
      next += 2
      next += canvas.put(" " + chip + " ", row: 0, column: next, role: .chip)
    }
    next += 3
    canvas.put(firstFitting(facts, rightStart - 2 - next), row: 0, column: next, role: .muted)
  }

  private func fittingRight(_ end: Int) -> [Span] {
    var spans: [Span] = []
    let count = model.attention.map(grouped) ?? glyphs.ellipsis
    if model.attention != 0 {
      let isNarrow = layout.boardWidth < 60
      let verb = model.attention == 1 ? "needs" : "need"
      spans.append(Span(isNarrow ? "! \(count)" : "! \(count) \(verb) attention", .alert))
    }
    if layout.boardWidth >= 60 {
      if !spans.isEmpty { spans.append(Span("   ", .text)) }
      spans.append(Span(fit(model.setting.login, 12), .text))
    }
    return width(spans) < end - 2 ? spans : []
  }

  /// Every state that changes what is shown.
  private var chips: [String] {
    var chips: [String] = []
    if !model.filterText.isEmpty { chips.append("/" + fit(model.filterText, 24)) }
    if !model.marks.isEmpty {
      let sums = model.merged(Tally.merged(model.marks.values.map { Tally($0.deal) })).filter { $0.sum.minor > 0 }
      let words =
        ["\(grouped(model.marks.count)) marked"] + [shortened(sums.map { model.money.sum($0.sum) }).first ?? ""]
      chips.append(words.filter { !$0.isEmpty }.joined(separator: " \(glyphs.dot) "))
    }
    if model.order != .urgency { chips.append("by " + model.order.rawValue) }
    return chips + standing
  }

  /// What holds for the whole session.
  var standing: [String] {
    var chips: [String] = []
    if model.setting.isDated { chips.append("as of " + DateText.full(model.present.today)) }
    if model.setting.readOnly != nil { chips.append("read-only") }
    if model.setting.isDemo { chips.append("demo") }
    return chips
  }

  /// What the top line says, from the longest to the shortest.
  private var facts: [String] {
    let active = model.merged(model.columns.flatMap(\.totals.active))
    let count = active.reduce(0) { $0 + $1.deals }
    if !model.filterText.isEmpty {
      let counted = model.columns.allSatisfy(\.isCounted) ? grouped(count) : glyphs.ellipsis
      let short = ["\(counted) of \(grouped(model.openDeals ?? count)) open", "\(counted) open"]
      return [short[0] + sleeping] + short
    }
    let base = "\(grouped(count)) open" + sleeping
    let sums = active.filter { $0.sum.minor > 0 }.map { model.money.sum($0.sum) }
    guard !sums.isEmpty else { return [base] }
    let full = base + " \(glyphs.dot) " + sums.joined(separator: " + ")
    var texts: [String] = []
    for weighted in shortened(weightedSums) { texts.append("\(full) \(glyphs.dot) weighted \(weighted)") }
    texts.append(full)
    texts += shortened(sums).dropFirst().map { base + " \(glyphs.dot) " + $0 }
    return texts + [base, "\(grouped(count)) open"]
  }

  /// Those of them that are parked, as what follows the count; nothing where none is.
  private var sleeping: String { model.parked > 0 ? ", \(grouped(model.parked)) parked" : "" }

  /// The stages' sums, each times its chance, per currency in the order of the board.
  private var weightedSums: [String] {
    let weighted = model.columns.flatMap { column in
      column.totals.active.compactMap { tally in
        column.stage.probability.flatMap { percent in
          tally.sum.weighted(percent: percent).map { Tally(deals: tally.deals, sum: $0) }
        }
      }
    }
    return model.merged(weighted).map { model.money.sum($0.sum) }
  }

  /// `$599K + €27K`, then `$599K +1 more`: all amounts, and ever fewer of them with how many are left.
  func shortened(_ sums: [String]) -> [String] {
    guard !sums.isEmpty else { return [] }
    return (1...sums.count).reversed().map { count in
      let rest = sums.count - count
      return sums.prefix(count).joined(separator: " + ") + (rest > 0 ? " +\(rest) more" : "")
    }
  }
}
