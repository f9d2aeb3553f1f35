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

// How a deal stands, which the pane says and triage too.
extension Typesetting {
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
      return PaneLine(left: [Span(word, role), Span("  the day is not known", .muted)])
    }
    return PaneLine(left: [
      Span("\(word) on \(DateText.long(day))", role),
      Span("  " + DateText.relative(day, today: present.today), .muted),
    ])
  }
}
