import Sales
import Screen

/// One line of the pane: what stands at its start, and what at its end.
struct PaneLine: Hashable {
  var left: [Span] = []
  var right: [Span] = []
  /// The field that it shows, where fields can be chosen.
  var place: FieldPlace?
  /// Where the caret stands while the field is typed.
  var caret: Int?

  static let blank = PaneLine()
}

// The deal beside the board: why it needs somebody, its facts, its time in stages, its timeline.
extension Painter {
  mutating func paintPane() {
    guard let pane = model.pane, let rect = paneRect else { return }
    if let edge = layout.paneColumn, edge > 0 {
      for row in 0..<layout.cardsEnd { canvas.put(glyphs.thread, row: row, column: edge, role: .border) }
    }
    paintPaneTitle(pane, rect)
    if pane.hasKeys { canvas.cursor = Cursor(row: 0, column: rect.column, isVisible: false) }
    let lines = paneLines(cells: rect.columns)
    for (index, line) in lines.dropFirst(min(pane.top, lastPaneTop(lines))).prefix(paneRows).enumerated() {
      let row = 1 + index
      let taken = line.right.isEmpty ? 0 : width(line.right) + 1
      let left = fitted(line.left, rect.columns - taken)
      let isChosen = pane.hasKeys && line.place != nil && line.place == model.chosenField && line.caret == nil
      if isChosen { canvas.fill(row: row, columns: rect.column - 1..<rect.column + rect.columns, role: .select) }
      canvas.put(isChosen ? chosen(left) : left, row: row, column: rect.column)
      canvas.putRight(line.right, row: row, end: rect.column + rect.columns)
      if let caret = line.caret { canvas.cursor = Cursor(row: row, column: rect.column + caret, isVisible: true) }
    }
  }

  /// Which of the pane's lines show the field; nil when none does.
  func rows(of field: FieldPlace?) -> Range<Int>? {
    guard let field, let rect = paneRect else { return nil }
    let lines = paneLines(cells: rect.columns)
    guard let first = lines.firstIndex(where: { $0.place == field }),
      let last = lines.lastIndex(where: { $0.place == field })
    else { return nil }
    return first..<last + 1
  }

  /// Whether the field that is typed stands in the pane; where it does not, it is typed in the message row.
  func isInSight(_ form: FieldForm) -> Bool {
    guard let pane = model.pane, pane.deal == form.deal, pane.showsRecord, let rows = rows(of: form.place) else {
      return false
    }
    let top = min(pane.top, lastPaneTop)
    return rows.lowerBound >= top && rows.lowerBound < top + paneRows
  }

  /// The name, and where the deal stands if both fit.
  private mutating func paintPaneTitle(_ pane: Pane, _ rect: Rect) {
    let card = pane.detail?.card ?? model.card(pane.deal)
    let stage = pane.detail?.stage ?? card.flatMap { model.stage($0.deal.stageID) }
    let index = stage.flatMap { model.columnIndex(of: $0.id) }
    let role = index.map { Role.fill(Tint($0)) } ?? .title
    let start = layout.paneColumn.map { $0 > 0 ? $0 + 1 : 0 } ?? 0
    canvas.fill(row: 0, columns: start..<layout.size.columns, role: index == nil ? .text : role)
    let name = card?.deal.name ?? ""
    let place = (index.map { chip($0).text.dropFirst() + " " } ?? "") + (stage?.name ?? "")
    let room = rect.columns - width(place) - 2
    let hasPlace = room >= min(width(name), rect.columns / 2)
    if hasPlace { canvas.putRight(place, row: 0, end: rect.column + rect.columns, role: role) }
    canvas.put(fit(name, hasPlace ? room : rect.columns, at: .middle), row: 0, column: rect.column, role: role)
  }

  /// The part of the screen that the pane's text may use, its title included.
  private var paneRect: Rect? {
    guard let edge = layout.paneColumn else { return nil }
    let column = edge > 0 ? edge + 2 : 1
    return Rect(row: 0, column: column, rows: layout.cardsEnd, columns: layout.size.columns - 1 - column)
  }

  /// The rows below the pane's title.
  private var paneRows: Int { max(0, layout.cardsEnd - 1) }

  private func lastPaneTop(_ lines: [PaneLine]) -> Int { max(0, lines.count - paneRows) }

  /// How far the pane can be scrolled: until its last line is in sight.
  var lastPaneTop: Int { paneRect.map { lastPaneTop(paneLines(cells: $0.columns)) } ?? 0 }

  // MARK: Its lines

  private var isTall: Bool { layout.size.rows >= 30 }

  /// Everything below the title, whether it fits or not.
  private func paneLines(cells: Int) -> [PaneLine] {
    guard let detail = model.pane?.detail else {
      return [.blank, PaneLine(left: [Span("loading\(glyphs.ellipsis)", .muted)])]
    }
    var lines: [PaneLine] = isTall ? [.blank] : []
    let reasons = standing(of: detail, cells: cells)
    lines += reasons + (reasons.isEmpty ? [] : [.blank])
    if model.pane?.showsRecord == true { return lines + recordLines(detail, cells: cells) }
    lines += arranged(PaneFacts(detail, painter: self).fields(withOrigin: isTall), cells: cells) + [.blank]
    lines += stageTimes(detail, cells: cells) + [.blank]
    lines.append(PaneLine(left: [Span("Timeline", .title)], right: [Span("newest first", .muted)]))
    return lines + timeline(detail, cells: cells)
  }

  /// Why it needs somebody, what is late first; for a deal that is closed or asleep, how it stands.
  func standing(of detail: DealDetail, cells: Int) -> [PaneLine] {
    let reasons = detail.card.attention(in: detail.stage, at: present)
    var lines = (reasons.filter { !$0.isMissing } + reasons.filter(\.isMissing)).map { reason in
      let sign = reason.isMissing ? Span("?", .soon) : Span("!", .alert)
      let words = width(reason.sentence) <= cells - 2 ? reason.sentence : reason.shortSentence
      return PaneLine(left: [sign, Span(" " + words, .text)])
    }
    let deal = detail.card.deal
    switch deal.status {
    case .won: lines.append(outcome("won", .good, deal))
    case .lost:
      lines.append(outcome("lost", .text, deal))
      if let reason = deal.lossReason {
        lines.append(PaneLine(left: [Span("because: ", .muted), Span(reason, .text)]))
      }
    case .stalled: lines.append(PaneLine(left: [Span("= stalled", .muted)]))
    case .open: break
    }
    if let until = deal.parkedUntil, detail.card.isParked(at: present) {
      lines.append(
        PaneLine(left: [Span("= parked until " + DateText.long(present.zone.calendarDay(of: until)), .muted)]))
    }
    return lines
  }

  private func outcome(_ word: String, _ role: Role, _ deal: Deal) -> PaneLine {
    guard let day = deal.closedAt.map({ present.zone.calendarDay(of: $0) }) else {
      return PaneLine(left: [Span(word, role)])
    }
    return PaneLine(left: [
      Span("\(word) on \(DateText.long(day))", role),
      Span("  " + DateText.relative(day, today: present.today), .muted),
    ])
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
    let total = deal.createdAt.wholeDays(until: deal.closedAt ?? present.now)
    var lines = [
      PaneLine(left: [Span("Time in stages", .title)], right: [Span(counted(total, "day"), .muted)])
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
