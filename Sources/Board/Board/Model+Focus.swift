import Sales
import Screen

extension Model {
  package var layout: Layout { Layout(self) }

  // MARK: Moving about

  mutating func focusNeighbour(_ step: Int) -> [Effect] {
    var next = board.focusedColumn + step
    while board.columns.indices.contains(next), board.foldedStages.contains(board.columns[next].stage.id) {
      next += step
    }
    guard board.columns.indices.contains(next) else {
      say("\(column?.stage.name ?? "This") is the \(step < 0 ? "first" : "last") stage.")
      return []
    }
    return focusColumn(next)
  }

  /// The focus goes to the card at the same height, else to the last one in sight.
  private mutating func focusColumn(_ index: Int) -> [Effect] {
    let height = column.map { $0.focus - $0.top } ?? 0
    board.focusedColumn = index
    var target = board.columns[index]
    let lastInSight = min(target.top + layout.capacity, target.window.cards.count) - 1
    target.focus = max(0, min(target.top + height, lastInSight))
    board.columns[index] = target
    return focusMoved()
  }

  mutating func focusStage(_ index: Int) -> [Effect] {
    let stage = board.columns[index].stage
    var effects: [Effect] = []
    if board.foldedStages.remove(stage.id) != nil {
      settleAll()
      effects = reload()
    } else if index == board.focusedColumn {
      say("\(stage.name) has the focus already.")
      return []
    }
    return focusColumn(index) + effects
  }

  mutating func moveFocus(by step: Int) -> [Effect] {
    guard let column, !column.window.cards.isEmpty else {
      say("There are no deals in \(self.column?.stage.name ?? "this stage").")
      return []
    }
    let last = column.window.cards.count - 1
    let next = min(max(0, column.focus + step), last)
    guard next != column.focus else {
      say("This is the \(step < 0 ? "first" : "last") deal of \(column.stage.name).")
      return []
    }
    board.columns[board.focusedColumn].focus = next
    return focusMoved()
  }

  mutating func focusEnd(_ anchor: Anchor) -> [Effect] {
    guard let column, !column.window.cards.isEmpty else { return moveFocus(by: 1) }
    let isFirst = anchor == .start
    let isInWindow = (isFirst ? column.above : column.below) == 0
    guard isInWindow else { return [page(column, from: anchor)] }
    let target = isFirst ? 0 : column.window.cards.count - 1
    return moveFocus(by: target - column.focus == 0 ? (isFirst ? -1 : 1) : target - column.focus)
  }

  /// After the focus went somewhere: the view follows, cards near an edge are fetched, an open pane shows the new deal.
  mutating func focusMoved() -> [Effect] {
    settle(board.focusedColumn)
    board.firstColumn = layout.slots.first?.index ?? board.firstColumn
    var effects: [Effect] = []
    if let column, needsPage(column) { effects.append(page(column, from: topAnchor(column))) }
    return effects + followWithPane()
  }

  mutating func followWithPane() -> [Effect] {
    guard pane != nil else { return [] }
    guard let deal = (view == .triage ? focusedCard : column?.focused)?.deal.id else {
      pane = nil
      return []
    }
    if pane?.deal != deal {
      pane = Pane(deal: deal, hasKeys: pane?.hasKeys ?? true, showsRecord: pane?.showsRecord ?? false)
    }
    return [readDetail(of: deal)]
  }

  // MARK: The view

  /// Scrolls the column by single cards so that its focus, and one card beyond it, is in sight.
  mutating func settle(_ index: Int) {
    guard board.columns.indices.contains(index) else { return }
    var column = board.columns[index]
    let capacity = layout.capacity
    let count = column.window.cards.count
    let margin = capacity > 2 ? 1 : 0
    column.focus = min(max(0, column.focus), max(0, count - 1))
    column.top = min(column.top, max(0, column.focus - margin))
    let lowest = min(column.focus + margin, count - 1)
    column.top = max(column.top, lowest - capacity + 1)
    column.top = max(0, min(column.top, count - capacity))
    board.columns[index] = column
  }

  mutating func settleAll() {
    for index in board.columns.indices { settle(index) }
    board.firstColumn = layout.slots.first?.index ?? board.firstColumn
  }

  // MARK: Reading

  private typealias Batch = (before: Int, after: Int)

  private var screenful: Batch {
    let capacity = layout.capacity
    return (capacity + 2, 2 * capacity + 2)
  }

  /// As many cards as a range that is open in the column reaches over, too: it is marked as it is seen.
  private func batch(in column: StageColumn, from anchor: Anchor) -> Batch {
    let screen = screenful
    guard let start = rangeIndex(in: column) else { return screen }
    let length: Batch =
      switch anchor {
      case .start: (0, (column.above ?? Self.mostMarks) + start + 1)
      case .end: (column.window.cards.count - start + (column.below ?? Self.mostMarks), 0)
      case .at: (column.top - start, start - column.top + 1)
      }
    let (before, after) = (max(screen.before, length.before), max(screen.after, length.after))
    return (min(Self.mostMarks, before), min(Self.mostMarks, after))
  }

  private func needsPage(_ column: StageColumn) -> Bool {
    let shown = layout.capacity
    return column.top < 2 && column.above != 0
      || column.window.cards.count - column.top - shown < 2 && column.below != 0
  }

  private func topAnchor(_ column: StageColumn) -> Anchor {
    if column.top == 0, column.above == 0 { return .start }
    return column.window.cards.indices.contains(column.top) ? .at(column.window.cards[column.top].key) : .start
  }

  /// Reads the column's cards around the anchor; the focus goes to the deal when one is named.
  func page(_ column: StageColumn, from anchor: Anchor, following deal: DealID? = nil) -> Effect {
    let batch = batch(in: column, from: anchor)
    return .load(
      BoardQuestion(
        pipeline: board.pipeline, filter: board.filter, order: board.order, anchors: [column.stage.id: anchor],
        only: column.stage.id,
        before: anchor == .end ? max(batch.before, batch.after) : batch.before, after: batch.after, follow: deal))
  }

  /// Reads everything anew; focus and view stay where they are, by the deals' ids.
  /// `marking` are deals to be marked besides those that are.
  mutating func reload(following deal: DealID? = nil, marking deals: [DealID] = []) -> [Effect] {
    readFilter()
    let batch = column.map { self.batch(in: $0, from: topAnchor($0)) } ?? screenful
    var anchors: [StageID: Anchor] = [:]
    for column in board.columns { anchors[column.stage.id] = topAnchor(column) }
    // The deal in triage is read first, and the board follows it.
    let triaged = view == .triage ? triage?.current : nil
    // What is chosen among the tasks is nothing to the board.
    let focused = isToday ? column?.focused?.deal.id : deal ?? focusedCard?.deal.id
    return (triaged.map { [readDetail(of: $0)] } ?? []) + (view == .today ? [readToday()] : []) + [
      .load(
        BoardQuestion(
          pipeline: board.pipeline, filter: board.filter, order: board.order, anchors: anchors,
          focused: column?.stage.id, only: nil, before: batch.before, after: batch.after, follow: triaged ?? focused,
          marked: Array(board.marks.keys) + deals))
    ]
  }
}
