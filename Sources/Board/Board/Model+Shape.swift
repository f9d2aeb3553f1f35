import Sales
import Screen

// How the cards are shown: which stages are folded, how large cards are, in which order they come.
extension Model {
  /// Takes over what was remembered of the pipeline.
  mutating func adoptShape(of pipeline: PipelineID) {
    let shape = board.shapes[pipeline] ?? BoardShape()
    (board.order, board.cardSize) = (shape.order, shape.cardSize)
  }

  /// Remembers how the pipeline in sight is shown.
  mutating func rememberShape() -> Effect {
    if let pipeline = board.pipeline {
      board.shapes[pipeline] = BoardShape(order: board.order, cardSize: board.cardSize)
    }
    return .set(.shapes, board.shapes.setting)
  }

  mutating func chooseOrder(_ key: Key) -> [Effect] {
    mode = .board
    if key == .escape || key == .control("c") || key == .character("q") { return [] }
    guard case .character(let character) = key, let chosen = Order.allCases.first(where: { $0.key == character })
    else {
      mode = .orders(OrderMenu())
      say("\(key.name) is no order; esc leaves.")
      return []
    }
    guard chosen != board.order else {
      say("It is \(board.order.words) already.")
      return []
    }
    board.order = chosen
    say("Order: \(board.order.words).")
    let focused = focusedCard?.deal.id
    // Where the columns stand means nothing in another order.
    for index in board.columns.indices {
      board.columns[index].window = Window(cards: [], place: .afterStart(0), anchorIndex: 0)
      (board.columns[index].top, board.columns[index].focus) = (0, 0)
    }
    return [rememberShape()] + reload(following: focused)
  }

  // MARK: Folding

  mutating func foldFocused() -> [Effect] {
    guard let stage = column?.stage else { return [] }
    if board.foldedStages.remove(stage.id) == nil {
      board.foldedStages.insert(stage.id)
      say("\(stage.name) folded \(glyphs.dot) its digit or zR unfolds it")
      leaveFolded()
    } else {
      say("\(stage.name) unfolded.")
    }
    return shapeChanged()
  }

  mutating func foldClosed() -> [Effect] {
    let closed = board.columns.filter { $0.stage.type != .open }.map(\.stage.id)
    guard closed.count < board.columns.count else {
      say("All stages here are closed ones; one must stay unfolded.")
      return []
    }
    board.foldedStages.formUnion(closed)
    say(closed.isEmpty ? "This pipeline has no closed stage." : "Closed stages folded \(glyphs.dot) zR unfolds them")
    leaveFolded()
    return shapeChanged()
  }

  mutating func unfoldAll() -> [Effect] {
    say(board.foldedStages.isEmpty ? "No stage is folded." : "All stages unfolded.")
    board.foldedStages = []
    return shapeChanged()
  }

  mutating func changeCardSize() -> [Effect] {
    let all = CardSize.allCases
    board.cardSize = all[((all.firstIndex(of: board.cardSize) ?? 0) + 1) % all.count]
    say("Card size: \(board.cardSize.rawValue).")
    return shapeChanged()
  }

  private mutating func shapeChanged() -> [Effect] {
    settleAll()
    return [rememberShape(), .set(.foldedStages, foldedText)] + reload()
  }

  private var foldedText: String? {
    board.foldedStages.isEmpty ? nil : board.foldedStages.sorted().map(\.description).joined(separator: " ")
  }

  /// The focus is never on a folded stage: it goes to the nearest one at the right, else at the left. Where somebody has
  /// removed the last one that was not, its own unfolds.
  mutating func leaveFolded() {
    func isOpen(_ index: Int) -> Bool { !board.foldedStages.contains(board.columns[index].stage.id) }
    guard board.columns.indices.contains(board.focusedColumn), !isOpen(board.focusedColumn) else { return }
    let nearest =
      board.columns.indices.dropFirst(board.focusedColumn).first(where: isOpen)
      ?? board.columns.indices.prefix(board.focusedColumn).last(where: isOpen)
    if nearest == nil { board.foldedStages.remove(board.columns[board.focusedColumn].stage.id) }
    board.focusedColumn = nearest ?? board.focusedColumn
  }
}
