import Sales
import Screen

// The pane's timeline: every text whole, since it can be read nowhere else.
extension PaneText {
  /// Date, who, what and text, each under its like; a text that is long goes on under itself.
  func timeline(_ detail: DealDetail, cells: Int) -> [PaneLine] {
    let timeline = Timeline(detail, model)
    let happenings = timeline.happenings
    let rows = happenings.map { ($0, DateText.short(present.zone.calendarDay(of: $0.at), today: present.today)) }
    let dates = max(6, rows.map { width($0.1) }.max() ?? 0)
    let logins = min(8, happenings.map { width($0.who) }.max() ?? 0)
    let lines = rows.flatMap { happening, date in
      let start = padded(date, dates, atEnd: false) + " " + padded(fit(happening.who, logins), logins) + " "
      return self.lines(happening, after: start + padded(fit(happening.what, 7), 7) + " ", dates: dates, cells: cells)
    }
    return lines + (timeline.goesOn ? [PaneLine(left: [Span("older ones follow\(glyphs.ellipsis)", .muted)])] : [])
  }

  private func lines(_ happening: Happening, after start: String, dates: Int, cells: Int) -> [PaneLine] {
    let days = happening.days.map { DateText.days($0) } ?? ""
    let room = max(8, cells - width(start))
    // Where little is left beside date and name, what goes on takes their cells as well.
    let indent = room < 24 ? dates + 1 : width(start)
    var pieces = lines(of: happening.text, to: room)
    if pieces.count > 1, indent < width(start) {
      pieces = [pieces[0]] + lines(of: pieces.dropFirst().joined(separator: " "), to: cells - indent)
    }
    if let body = happening.body { pieces += model.world.texts.lines(of: body, to: cells - indent, glyphs: glyphs) }
    let gap = String(repeating: " ", count: indent)
    var lines = pieces.enumerated().map { index, piece in
      PaneLine(left: [Span(index == 0 ? start : gap, .muted), Span(piece, .text)])
    }
    // How long it took stands there where the names leave room; the time in stages says it too.
    if let last = lines.last, !days.isEmpty, width(last.left) + 1 + width(days) <= cells {
      lines[lines.count - 1].right = [Span(days, .muted)]
    }
    return lines
  }
}
