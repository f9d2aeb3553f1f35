import Sales
import Screen

// How the cards are shown: which stages are folded, how large cards are, in which order they come.
extension Model {
  /// Takes over what was remembered of the pipeline.
  mutating func adoptShape(of pipeline: PipelineID) {
    let shape = shapes[pipeline] ?? BoardShape()
    (order, cardSize) = (shape.order, shape.cardSize)
  }

  /// Remembers how the pipeline in sight is shown.
  mutating func rememberShape() -> Effect {
    if let pipeline { shapes[pipeline] = BoardShape(order: order, cardSize: cardSize) }
    return .set(.shapes, shapes.setting)
  }

  mutating func chooseOrder(_ key: Key) -> [Effect] {
    mode = .board
    if key == .escape || key == .control("c") || key == .character("q") { return [] }
    guard case .character(let character) = key, let chosen = Order.allCases.first(where: { $0.key == character })
    else {
      mode = .orders
      say("\(key.name) is no order; esc leaves.")
      return []
    }
    guard chosen != order else {
      say("It is \(order.words) already.")
      return []
    }
    order = chosen
    say("Order: \(order.words).")
    let focused = focusedCard?.deal.id
    // Where the columns stand means nothing in another order.
    for index in columns.indices {
      columns[index].window = Window(cards: [], place: .afterStart(0), anchorIndex: 0)
      (columns[index].top, columns[index].focus) = (0, 0)
    }
    return [rememberShape()] + reload(following: focused)
  }

  // MARK: Folding

  mutating func foldFocused() -> [Effect] {
    guard let stage = column?.stage else { return [] }
    if foldedStages.remove(stage.id) == nil {
      foldedStages.insert(stage.id)
      say("\(stage.name) folded \(glyphs.dot) its digit or zR unfolds it")
      leaveFolded()
    } else {
      say("\(stage.name) unfolded.")
    }
    return shapeChanged()
  }

  mutating func foldClosed() -> [Effect] {
    let closed = columns.filter { $0.stage.type != .open }.map(\.stage.id)
    guard closed.count < columns.count else {
      say("All stages here are closed ones; one must stay unfolded.")
      return []
    }
    foldedStages.formUnion(closed)
    say(closed.isEmpty ? "This pipeline has no closed stage." : "Closed stages folded \(glyphs.dot) zR unfolds them")
    leaveFolded()
    return shapeChanged()
  }

  mutating func unfoldAll() -> [Effect] {
    say(foldedStages.isEmpty ? "No stage is folded." : "All stages unfolded.")
    foldedStages = []
    return shapeChanged()
  }

  mutating func changeCardSize() -> [Effect] {
    let all = CardSize.allCases
    cardSize = all[((all.firstIndex(of: cardSize) ?? 0) + 1) % all.count]
    say("Card size: \(cardSize.rawValue).")
    return shapeChanged()
  }

  private mutating func shapeChanged() -> [Effect] {
    settleAll()
    return [rememberShape(), .set(.foldedStages, foldedText)] + reload()
  }

  private var foldedText: String? {
    foldedStages.isEmpty ? nil : foldedStages.sorted().map(\.description).joined(separator: " ")
  }

  /// The focus is never on a folded stage: it goes to the nearest one at the right, else at the left. Where somebody has
  /// removed the last one that was not, its own unfolds.
  mutating func leaveFolded() {
    func isOpen(_ index: Int) -> Bool { !foldedStages.contains(columns[index].stage.id) }
    guard columns.indices.contains(focusedColumn), !isOpen(focusedColumn) else { return }
    let nearest =
      columns.indices.dropFirst(focusedColumn).first(where: isOpen)
      ?? columns.indices.prefix(focusedColumn).last(where: isOpen)
    if nearest == nil { foldedStages.remove(columns[focusedColumn].stage.id) }
    focusedColumn = nearest ?? focusedColumn
  }
}
