import Sales
import Screen

// The title row: where I am, what changes the picture, what there is, and who needs attention.
extension Painter {
  mutating func paintTitle() {
    let end = layout.boardWidth - 1
    guard end > 1 else { return }
    let name = model.plan?.pipeline.name ?? "dealboard"
    let row = titleRow(name, end)
    let rightStart = end - width(row.right)
    canvas.putRight(row.right, row: 0, end: end)
    let room = rightStart - 1 - (row.right.isEmpty ? 0 : 2) - cells(of: row.chips)
    let next = putName(fit(name, room), row.chips) + 3
    canvas.put(firstFitting(facts, rightStart - 2 - next), row: 0, column: next, role: .muted)
  }

  private typealias TitleRow = (chips: [String], right: [Span])

  private func cells(of chips: [String]) -> Int { chips.reduce(0) { $0 + width($1) + 4 } }

  /// As much of it as fits beside the name. The sums of the marks go first, then the words at the right, then the end of
  /// the filter and of the name, then the count at the right, then other states. What verbs act on is counted to the last.
  private func titleRow(_ name: String, _ end: Int) -> TitleRow {
    let marks = markChips
    let uncounted: TitleRow = (stateChips(around: Array(marks.suffix(1)), filterCells: 8), [])
    for rows in [wholeRows(marks), [uncounted], shorterRows(marks)] {
      for least in [width(name), 16, 8] {
        let row = rows.first { 1 + min(width(name), least) + cells(of: $0.chips) + 2 + width($0.right) <= end }
        if let row { return row }
      }
    }
    return (Array(marks.suffix(1)), [])
  }

  /// The rows that name every state, from the one that says most to the one that says least.
  private func wholeRows(_ marks: [String]) -> [TitleRow] {
    let (long, short) = (attentive(isShort: layout.boardWidth < 60), attentive(isShort: true))
    let words = marks.isEmpty ? [[]] : marks.dropLast().map { [$0] }
    let least = Array(marks.suffix(1))
    return words.map { (stateChips(around: $0), long) }
      + [words.last ?? [], least].map { (stateChips(around: $0), short) }
      + [words.last ?? [], least].map { (stateChips(around: $0, filterCells: 8), short) }
  }

  /// Those that leave out ever more of them.
  private func shorterRows(_ marks: [String]) -> [TitleRow] {
    let (least, states) = (Array(marks.suffix(1)), stateChips(around: [], filterCells: 8))
    return states.indices.reversed().map { (states.prefix($0) + least, attentive(isShort: true)) }
  }

  /// What needs attention, and the user where there is room.
  private func attentive(isShort: Bool) -> [Span] {
    var spans: [Span] = []
    let count = model.board.attention.map(grouped) ?? glyphs.ellipsis
    if model.board.attention != 0 {
      let verb = model.board.attention == 1 ? "needs" : "need"
      spans.append(Span(isShort ? "! \(count)" : "! \(count) \(verb) attention", .alert))
    }
    guard !isShort else { return spans }
    if !spans.isEmpty { spans.append(Span("   ", .text)) }
    return spans + [user]
  }

  /// How the marks are counted, from the longest to the shortest; none when there are none.
  private var markChips: [String] {
    let marked = model.marked
    guard !marked.isEmpty else { return [] }
    let count = grouped(marked.count)
    let sums = model.merged(Tally.merged(marked.values.map { Tally($0.deal) })).filter { $0.sum.minor > 0 }
    let words = shortened(sums.map { model.money.sum($0.sum) }).map { "\(count) marked \(glyphs.dot) \($0)" }
    return words + ["\(count) marked", count + "*"]
  }

  /// The person at the keyboard.
  private var user: Span { Span(fit(model.world.setting.login, 12), .muted) }

  /// Puts the user at the right end of the title of a screen without a count there, where there is room, and returns the
  /// column that the rest ends before.
  mutating func paintUser() -> Int {
    let end = layout.size.columns - 1
    guard layout.size.columns >= 60 else { return end }
    canvas.putRight([user], row: 0, end: end)
    return end - width([user]) - 2
  }

  /// Puts the screen's name and after it every state that changes what it shows, as far as they fit, and returns the
  /// column after them. The note stands at the right end where it leaves room for all of that.
  @discardableResult
  mutating func paintName(_ name: String, before end: Int, note: String = "") -> Int {
    let noted = end - width(note) - 2
    if !note.isEmpty, noted - 1 - min(width(name), 16) >= cells(of: stateChips()) {
      canvas.putRight(note, row: 0, end: end, role: .muted)
      return paintName(name, before: noted)
    }
    let room = end - 1 - min(width(name), 16)
    let whole = [24, 8].map { stateChips(filterCells: $0) }
    var chips = whole.first { cells(of: $0) <= room } ?? whole[1]
    while cells(of: chips) > room { chips.removeLast() }
    return putName(fit(name, end - 1 - cells(of: chips)), chips)
  }

  /// The name and the states after it; returns the column after them.
  private mutating func putName(_ name: String, _ chips: [String]) -> Int {
    var next = 1 + canvas.put(name, row: 0, column: 1, role: .title)
    for chip in chips { next += 2 + canvas.put(" " + chip + " ", row: 0, column: next + 2, role: .chip) }
    return next
  }

  /// Every state that changes what the screen shows, the marks after the filter: the one place that names them.
  private func stateChips(around marks: [String] = [], filterCells: Int = 24) -> [String] {
    var chips: [String] = []
    // The tasks of today are those of every deal.
    let filter = model.isToday ? "" : isTriage ? model.triage?.filterText ?? "" : model.filterText
    if !filter.isEmpty { chips.append("/" + fit(filter, filterCells)) }
    chips += marks
    if isBoard, model.board.order != .urgency { chips.append("by " + model.board.order.rawValue) }
    // Samples are made for the day that was asked for.
    if model.world.setting.isDated, !model.world.setting.isDemo {
      chips.append("as of " + DateText.full(model.world.present.today))
    }
    if model.world.setting.readOnly != nil { chips.append("read-only") }
    if model.world.setting.isDemo { chips.append("demo") }
    return chips
  }

  /// What the top line says, from the longest to the shortest.
  private var facts: [String] {
    let active = model.merged(model.board.columns.flatMap(\.totals.active))
    let count = active.reduce(0) { $0 + $1.deals }
    if !model.filterText.isEmpty {
      let counted = model.board.columns.allSatisfy(\.isCounted) ? grouped(count) : glyphs.ellipsis
      let short = ["\(counted) of \(grouped(model.board.openDeals ?? count)) open", "\(counted) open"]
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
  private var sleeping: String { model.board.parked > 0 ? ", \(grouped(model.board.parked)) parked" : "" }

  /// The stages' sums, each times its chance, per currency in the order of the board.
  private var weightedSums: [String] {
    let weighted = model.board.columns.flatMap { column in
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
