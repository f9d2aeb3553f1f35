import Sales

extension [DealID: Card] {
  /// The deals as they are in sight now.
  init(_ cards: [Card]) {
    self.init(cards.map { ($0.deal.id, $0) }) { first, _ in first }
  }

  /// The card as it was seen.
  func asSeen(_ card: Card) -> Card { self[card.deal.id] ?? card }
}
