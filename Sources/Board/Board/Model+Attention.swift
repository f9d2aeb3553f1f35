import Sales
import Screen

// From one deal that needs attention to the next, across the stages.
extension Model {
  func attentiveQuestion(isBackward: Bool) -> AttentiveQuestion {
    AttentiveQuestion(
      filter: board.filter, order: board.order, stages: board.columns.map(\.stage.id), start: board.focusedColumn,
      focus: column?.focused?.key,
      isBackward: isBackward)
  }

  mutating func received(attentive answer: AttentiveAnswer, to question: AttentiveQuestion) -> [Effect] {
    guard question.filter == board.filter, question.stages == board.columns.map(\.stage.id) else { return [] }
    notices.message = []
    switch answer {
    case .stopped:
      say("Stopped looking.")
      return []
    case .none:
      say(board.filter.isAll ? "No deal needs attention." : "No deal of the filter needs attention.")
      return []
    case .found(let card, _) where card.deal.id == column?.focused?.deal.id:
      say("", subject: card.deal.name, " is the only one that needs attention.")
      return []
    case .found(let card, let isAround):
      if isAround { say(question.isBackward ? "On from the end of the board." : "On from the start of the board.") }
      return focus(card)
    }
  }

  /// Puts the focus on the card, which may be out of its column's window, or in a folded stage.
  private mutating func focus(_ card: Card) -> [Effect] {
    guard let index = columnIndex(of: card.deal.stageID) else { return [] }
    var effects: [Effect] = []
    if board.foldedStages.remove(card.deal.stageID) != nil {
      settleAll()
      effects = reload(following: card.deal.id)
    }
    board.focusedColumn = index
    if let place = board.columns[index].window.cards.firstIndex(where: { $0.deal.id == card.deal.id }) {
      board.columns[index].focus = place
      return effects + focusMoved()
    }
    board.firstColumn = layout.slots.first?.index ?? board.firstColumn
    return effects + [page(board.columns[index], from: .at(card.key), following: card.deal.id)]
  }
}
