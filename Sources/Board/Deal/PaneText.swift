import Sales
import Screen

/// What the pane says below its title: all of it, of which the rows of the screen show a part.
struct PaneText: Typesetting {
  let model: Model
  let layout: Layout
  /// The part of the screen that the pane may use, its title included.
  let rect: Rect
  /// Everything, whether it fits or not.
  private(set) var lines: [PaneLine] = []

  /// Nil where no pane is open, or none can be shown.
  init?(_ model: Model, _ layout: Layout) {
    guard let pane = model.pane, let edge = layout.paneColumn else { return nil }
    self.model = model
    self.layout = layout
    let column = edge > 0 ? edge + 2 : 1
    rect = Rect(row: 0, column: column, rows: layout.cardsEnd, columns: layout.size.columns - 1 - column)
    lines = allLines(of: pane)
  }

  /// The rows below the pane's title.
  private var rows: Int { max(0, rect.rows - 1) }

  /// How far it can be scrolled: until its last line is in sight.
  var lastTop: Int { max(0, lines.count - rows) }

  /// The lines in sight when so many are scrolled out at the top.
  func shown(from top: Int) -> ArraySlice<PaneLine> { lines.dropFirst(min(top, lastTop)).prefix(rows) }

  /// Which of the lines show the field; nil when none does.
  func rows(of field: FieldPlace) -> Range<Int>? {
    guard let first = lines.firstIndex(where: { $0.place == field }),
      let last = lines.lastIndex(where: { $0.place == field })
    else { return nil }
    return first..<last + 1
  }

  /// Whether the field that is typed stands in sight; where it does not, it is typed in the message row.
  func shows(_ form: FieldForm) -> Bool {
    guard let pane = model.pane, pane.deal == form.deal, pane.showsRecord, let place = rows(of: form.place) else {
      return false
    }
    let top = min(pane.top, lastTop)
    return place.lowerBound >= top && place.lowerBound < top + rows
  }

  // MARK: Its lines

  private var isTall: Bool { layout.size.rows >= 30 }

  private func allLines(of pane: Pane) -> [PaneLine] {
    let cells = rect.columns
    guard let detail = pane.detail else {
      return [.blank, PaneLine(left: [Span("loading\(glyphs.ellipsis)", .muted)])]
    }
    var lines: [PaneLine] = isTall ? [.blank] : []
    let reasons = standing(of: detail, cells: cells)
    lines += reasons + (reasons.isEmpty ? [] : [.blank])
    if pane.showsRecord { return lines + recordLines(detail, cells: cells) }
    lines += arranged(PaneFacts(detail, model).fields(withOrigin: isTall), cells: cells) + [.blank]
    lines += stageTimes(detail, cells: cells) + [.blank]
    lines.append(PaneLine(left: [Span("Timeline", .title)], right: [Span("newest first", .muted)]))
    return lines + timeline(detail, cells: cells)
  }

  /// The fields under each other, or in two columns where there is room: the wider one has what comes with remarks.
  private func arranged(_ fields: [PaneFacts.Field], cells: Int) -> [PaneLine] {
    guard cells >= 60 else { return fields.map { PaneLine(left: line($0, cells: cells)) } }
    let (most, own) = ((fields.count * 5 + 7) / 8, cells * 11 / 20)
    return (0..<most).map { index in
      let left = fitted(line(fields[index], cells: own), own)
      guard index + most < fields.count else { return PaneLine(left: left) }
      let gap = String(repeating: " ", count: own + 2 - width(left))
      return PaneLine(left: left + [Span(gap, .text)] + line(fields[index + most], cells: cells - own - 2))
    }
  }

  private func line(_ field: PaneFacts.Field, cells: Int) -> [Span] {
    let spans = [Span(padded(field.label, 11), .muted), field.value]
    guard let remark = field.remarks.first(where: { width(spans) + 2 + width($0) <= cells }) else { return spans }
    return spans + [Span("  " + remark, .muted)]
  }

  /// A bar for each stage, the longest as wide as there is room.
  private func stageTimes(_ detail: DealDetail, cells: Int) -> [PaneLine] {
    let stays = StageStay.all(of: detail, until: present.now)
    let deal = detail.card.deal
    let end = deal.isActive ? present.now : deal.closedAt
    let total = end.map { counted(deal.createdAt.wholeDays(until: $0), "day") }
    var lines = [
      PaneLine(left: [Span("Time in stages", .title)], right: total.map { [Span($0, .muted)] } ?? [])
    ]
    let longest = max(1, stays.map(\.days).max() ?? 1)
    let label = min(max(8, cells / 3), stays.map { width($0.name) }.max() ?? 0)
    let room = max(0, cells - label - 2 - 6)
    for stay in stays {
      let name = fit(stay.name, label)
      let bar = String(repeating: glyphs.bar, count: (2 * stay.days * room + longest) / (2 * longest))
      let role = model.columnIndex(of: stay.stage).map { Role.line(Tint($0)) } ?? .border
      lines.append(
        PaneLine(
          left: [Span(padded(name, label + 2), .text), Span(bar, role)], right: [Span(DateText.days(stay.days), .text)])
      )
    }
    return lines
  }
}
