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
    let text = shortened(happening, to: days.isEmpty ? room : room - width(days) - 1)
    // Where little is left beside date and name, what goes on takes their cells as well.
    let indent = room < 24 ? dates + 1 : width(start)
    var pieces = wrapped(glyphs.shown(text), to: room)
    if pieces.count > 1, indent < width(start) {
      pieces = [pieces[0]] + wrapped(pieces.dropFirst().joined(separator: " "), to: cells - indent)
    }
    for paragraph in happening.body?.split(whereSeparator: \.isNewline) ?? [] {
      pieces += wrapped(glyphs.shown(String(paragraph)), to: cells - indent)
    }
    let gap = String(repeating: " ", count: indent)
    return pieces.enumerated().map { index, piece in
      guard index == 0 else { return PaneLine(left: [Span(gap, .muted), Span(piece, .text)]) }
      let left = [Span(start, .muted), Span(piece, .text)]
      let hasDays = !days.isEmpty && width(left) + 1 + width(days) <= cells
      return PaneLine(left: left, right: hasDays ? [Span(days, .muted)] : [])
    }
  }

  /// The text with its names cut together, down to 6 cells each, where it does not fit.
  private func shortened(_ happening: Happening, to room: Int) -> String {
    let (names, arrow) = (happening.names, " \(glyphs.arrow) ")
    guard !names.isEmpty, width(happening.text) > room else { return happening.text }
    let rest = happening.text.dropFirst(names.joined(separator: arrow).count)
    for cells in (6...max(6, names.map(width).max() ?? 6)).reversed() {
      let text = names.map { fit($0, cells) }.joined(separator: arrow) + rest
      if width(text) <= room { return text }
    }
    return happening.text
  }
}
