package import Sales

/// A stage on the screen: its totals, the cards around the view, and where focus and view are.
package struct StageColumn: Hashable, Sendable {
  package var stage: Stage
  package var totals = StageTotals()
  /// Whether the totals are known; of a filter that many deals match, the cards come first.
  package var isCounted = true
  package var window = Window(cards: [], place: .afterStart(0), anchorIndex: 0)
  /// The first card in sight and the card with the column's focus, as places in the window.
  package var top = 0
  package var focus = 0

  package init(stage: Stage) {
    self.stage = stage
  }

  package var focused: Card? { window.cards.indices.contains(focus) ? window.cards[focus] : nil }
  /// How many cards the column has, in the window or not.
  package var count: Int {
    guard case .afterStart(let above) = window.place else { return max(totals.deals, window.cards.count) }
    return max(totals.deals, above + window.cards.count)
  }
  /// What its head counts: of an open stage no closed deal, although the column shows those closed lately.
  package var head: [Tally] { totals.head(of: stage.type) }
  package var headCount: Int { head.reduce(0) { $0 + $1.deals } }
  /// How many of its cards come before the window's; nil when they are too many to count.
  var above: Int? {
    switch window.place {
    case .afterStart(let above): above
    case .beforeEnd where !isCounted: nil
    case .beforeEnd(let below): max(0, totals.deals - below - window.cards.count)
    case .farFromBoth: nil
    }
  }
  /// How many of its cards come after the window's.
  var below: Int? {
    switch window.place {
    case .afterStart where !isCounted: nil
    case .afterStart(let above): max(0, totals.deals - above - window.cards.count)
    case .beforeEnd(let below): below
    case .farFromBoth: nil
    }
  }
}
