import Sales
import Screen

// The columns' headers, and the strip that names the stages out of sight.
extension Painter {
  mutating func paintColumn(_ slot: Layout.Slot) {
    paintName(slot)
    if slot.isFolded {
      let column = model.board.columns[slot.index]
      let count = column.isCounted ? shortCount(column.headCount) : glyphs.ellipsis
      canvas.putRight(count, row: layout.nameRow + 1, end: slot.column + slot.width - 1, role: .text)
    } else {
      paintMoney(slot)
    }
    paintLine(slot)
    if !slot.isFolded { paintCards(slot) }
  }

  private func isFocused(_ slot: Layout.Slot) -> Bool { slot.index == model.board.focusedColumn }

  private mutating func paintName(_ slot: Layout.Slot) {
    let (row, column) = (layout.nameRow, model.board.columns[slot.index])
    let fill = Role.fill(Tint(slot.index))
    if isFocused(slot) { canvas.fill(row: row, columns: slot.column..<slot.column + slot.width, role: fill) }
    canvas.put([chip(slot.index)], row: row, column: slot.column)
    guard !slot.isFolded else { return }
    let role = isFocused(slot) ? fill : .strong
    let count = column.isCounted ? grouped(column.headCount) : glyphs.ellipsis
    let end = slot.column + slot.width - 1
    canvas.putRight(count, row: row, end: end, role: role)
    canvas.put(
      fit(column.stage.name, slot.width - 6 - count.count), row: row, column: slot.column + 4, role: role)
  }

  private mutating func paintMoney(_ slot: Layout.Slot) {
    guard let sumsRow = layout.sumsRow else { return }
    let cells = slot.textWidth
    let column = model.board.columns[slot.index]
    guard column.isCounted else { return }
    let tallies = model.merged(column.head).filter { $0.sum.minor > 0 }
    let sums = tallies.map { model.money.sum($0.sum) }
    let sumsText = firstFitting(shortened(sums), cells)
    canvas.put(sumsText, row: sumsRow, column: slot.column + 1)
    if let row = layout.weightedRow {
      let texts = forecasts(column).map {
        $0 + (column.stage.type == .open ? "" : model.board.filter.isAboutClosed ? ", all days" : ", last 30 days")
      }
      canvas.put(firstFitting(texts, cells), row: row, column: slot.column + 1, role: .muted)
    } else {
      let text =
        column.stage.type == .open
        ? forecasts(column).first ?? "" : model.board.filter.isAboutClosed ? "all days" : "30 days"
      let gap = sumsText.isEmpty ? 0 : 3
      if !text.isEmpty, width(sumsText) + gap + width(text) <= cells {
        canvas.putRight(text, row: sumsRow, end: slot.column + 1 + cells, role: .muted)
      }
    }
  }

  /// The weighted line of an open stage, `20% = $34K + €14K`, or the outcome of a closed one.
  private func forecasts(_ column: StageColumn) -> [String] {
    switch column.stage.type {
    case .won: return ["won"]
    case .lost: return ["lost"]
    case .open:
      guard let percent = column.stage.probability else { return [] }
      let sums = model.merged(column.totals.active).compactMap { $0.sum.weighted(percent: percent) }
        .filter { $0.minor > 0 }
      let texts = shortened(sums.map(model.money.sum)).map { "\(percent)% = \($0)" }
      return texts.isEmpty ? ["\(percent)%"] : texts
    }
  }

  /// In at most three cells, and never a part of a number.
  private func shortCount(_ count: Int) -> String {
    count < 1000 ? "\(count)" : count < 100_000 ? "\(count / 1000)K" : "99K"
  }

  private mutating func paintLine(_ slot: Layout.Slot) {
    let tint = Role.line(Tint(slot.index))
    canvas.rule(row: layout.lineRow, columns: slot.column..<slot.column + slot.width, role: tint)
    guard !slot.isFolded else { return }
    let column = model.board.columns[slot.index]
    let hiddenHere = max(0, column.window.cards.count - column.top - layout.capacity)
    var words = ""
    if let text = outOfSight(column.above, column.top) { words += " \(glyphs.above)\(text)" }
    if let text = outOfSight(column.below, hiddenHere) { words += " \(glyphs.below)\(text)" }
    guard !words.isEmpty else { return }
    canvas.putRight(words + " ", row: layout.lineRow, end: slot.column + slot.width - 1, role: .text)
  }

  /// How many cards are out of sight on one side, in and out of the window; nil for none.
  private func outOfSight(_ beyond: Int?, _ here: Int) -> String? {
    guard let beyond else { return grouped(Window.far) + "+" }
    return beyond + here > 0 ? grouped(beyond + here) : nil
  }

  // MARK: The strip

  mutating func paintStrip() {
    guard let row = layout.stripRow, let first = layout.slots.first, let last = layout.slots.last else { return }
    let left = Array(0..<first.index)
    let right = Array((last.index + 1)..<max(last.index + 1, model.board.columns.count))
    let sides = sides(left, right, cells: layout.boardWidth - 2 - (left.isEmpty || right.isEmpty ? 0 : 3))
    canvas.put(sides?.left ?? count(left, isLeft: true), row: row, column: 1)
    canvas.putRight(sides?.right ?? count(right, isLeft: false), row: row, end: layout.boardWidth - 1)
  }

  /// In the form that says the most and fits; nil when none does.
  private func sides(_ left: [Int], _ right: [Int], cells: Int) -> (left: [Span], right: [Span])? {
    StripForm.all.lazy.map { form in
      (left: strip(left, form, isLeft: true), right: strip(right, form, isLeft: false))
    }.first { width($0.left) + width($0.right) <= cells }
  }

  /// More stages than have room: how many there are.
  private func count(_ indices: [Int], isLeft: Bool) -> [Span] {
    guard !indices.isEmpty else { return [] }
    let words = layout.boardWidth < 30 ? "\(indices.count)" : counted(indices.count, "stage")
    return isLeft
      ? [Span(glyphs.left + " ", .text), Span(words, .muted)] : [Span(words, .muted), Span(" " + glyphs.right, .text)]
  }

  private func strip(_ indices: [Int], _ form: StripForm, isLeft: Bool) -> [Span] {
    guard !indices.isEmpty else { return [] }
    var spans: [Span] = []
    for (place, index) in indices.enumerated() {
      let column = model.board.columns[index]
      var words = form.nameCells.map { " " + fit(column.stage.name, $0) } ?? ""
      if form.hasCounts {
        words += (form.nameCells == nil ? " " : " ") + (column.isCounted ? "\(column.headCount)" : glyphs.ellipsis)
      }
      if place > 0 { spans.append(Span(words.isEmpty ? " " : "  ", .muted)) }
      spans += [chip(index), Span(words, .muted)]
    }
    return isLeft ? [Span(glyphs.left + " ", .text)] + spans : spans + [Span(" " + glyphs.right, .text)]
  }
}

/// How much the strip says: names shorten together, then go, then the counts go.
private struct StripForm: Equatable {
  /// The most cells of a name; nil without names.
  let nameCells: Int?
  let hasCounts: Bool

  static let all: [StripForm] =
    (6...30).reversed().map { StripForm(nameCells: $0, hasCounts: true) } + [
      StripForm(nameCells: nil, hasCounts: true), StripForm(nameCells: nil, hasCounts: false),
    ]
}
