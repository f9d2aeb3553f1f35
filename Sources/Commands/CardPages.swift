import Sales

/// A column's cards in order, some at a time, so that no column has to fit in memory.
struct CardPages {
  private let store: any Store
  private let query: ColumnQuery
  private let size: Int
  private var anchor = Anchor.start
  private var last: SortKey?
  private var isDone = false

  init(_ store: any Store, _ query: ColumnQuery, size: Int = 200) {
    self.store = store
    self.query = query
    self.size = size
  }

  /// The next cards; nil after the last. An empty column has no page.
  mutating func next() throws(StoreError) -> [Card]? {
    if isDone { return nil }
    // The card read last comes again, as the anchor, unless it has gone meanwhile.
    let read = try store.cards(query, from: anchor, limit: size + 1)
    let cards = read.filter { $0.key != last }
    guard let end = cards.last?.key else { return nil }
    isDone = read.count <= size
    (anchor, last) = (.at(end), end)
    return cards
  }
}
