import Sales
import Screen

// The open deal: its text scrolls while it has the keys, and the board walks while that has them.
extension Model {
  /// What the verb does to the open deal; nil for one that is the same everywhere.
  mutating func performInPane(_ verb: Verb) -> [Effect]? {
    switch verb {
    case .otherSide:
      pane?.hasKeys.toggle()
      if pane?.hasKeys == false { return followWithPane() }
    case .clear:
      pane = nil
      settleAll()
    case _ where pane?.hasKeys != true: return nil
    case _ where pane?.showsRecord == true: return performInRecord(verb)
    case .down: return scrollPane(by: 1)
    case .up: return scrollPane(by: -1)
    case .halfPageDown: return scrollPane(by: layout.cardsEnd / 2)
    case .halfPageUp: return scrollPane(by: -layout.cardsEnd / 2)
    case .first: return scrollPane(to: 0)
    case .last: return scrollPane(to: .max)
    default: return nil
    }
    return []
  }

  private mutating func scrollPane(by rows: Int) -> [Effect] { scrollPane(to: (pane?.top ?? 0) + rows) }

  private mutating func scrollPane(to row: Int) -> [Effect] {
    let last = PaneText(self, layout)?.lastTop ?? 0
    let next = min(max(0, row), last)
    let older = next + layout.messageRow >= last ? readOlder() : []
    if next == pane?.top, older.isEmpty { say(next == 0 && row <= 0 ? "This is the top." : "This is the end.") }
    pane?.top = next
    return older
  }

  /// One that is gone before it was read once is not opened. One that goes later makes way for the focused one, but
  /// where something is typed about it or triage goes on from it.
  mutating func receivedPane(_ deal: DealID, _ detail: DealDetail?) -> [Effect] {
    guard deal == pane?.deal else { return [] }
    if let detail {
      pane?.detail = detail
      return []
    }
    guard pane?.detail != nil else {
      pane = nil
      settleAll()
      say("", subject: card(deal)?.deal.name ?? "The deal", " was deleted by somebody else.")
      return []
    }
    guard view != .triage, mode.editor == nil else { return [] }
    pane?.detail = nil
    return followWithPane()
  }

  /// After the board was read anew its open deal stays open, even where the filter hides it by now: the next key is meant
  /// for it. `wasIn` is the stage that had the focus.
  mutating func keepPane(wasIn old: StageColumn?) -> [Effect] {
    guard let pane, let detail = pane.detail, column?.focused?.deal.id != pane.deal else { return followWithPane() }
    if old?.focused?.deal.id == pane.deal, !board.filter.isAll {
      let words = "the filter hides it now"
      if notices.message.isEmpty {
        say("", subject: detail.card.deal.name, ": \(words).")
      } else {
        notices.message.append(Span(" \(glyphs.dot) \(words)", .muted))
      }
    }
    return [readDetail(of: pane.deal)]
  }

  /// Reads the next part of the open deal's timeline, if there is one.
  private func readOlder() -> [Effect] {
    guard let pane, !pane.showsRecord, let rest = pane.detail?.timeline.rest, !rest.isEnd else { return [] }
    return [.ask(.timeline(pane.deal, from: rest))]
  }

  /// Reads the deal.
  func readDetail(of deal: DealID) -> Effect { .ask(.detail(deal, entries: timelineEntries(of: deal))) }

  /// How many entries of the deal's timeline are read: as many as are there when it is read anew.
  private func timelineEntries(of deal: DealID) -> Int {
    guard let pane, pane.deal == deal, let page = pane.detail?.timeline else { return TimelinePage.size }
    return max(TimelinePage.size, page.activities.count, page.log.count)
  }
}
