import Sales
package import Screen

/// Where everything stands: the arithmetic of the screen, and nothing else.
package struct Layout: Hashable, Sendable {
  package let size: Size
  /// The cells that the board has, left of the pane.
  package let boardWidth: Int
  /// A pane's edge; nil without one.
  package let paneColumn: Int?
  package let slots: [Slot]
  package let hasStrip: Bool
  package let stripRow: Int?
  package let nameRow: Int
  package let sumsRow: Int?
  package let weightedRow: Int?
  package let lineRow: Int
  package let cardsTop: Int
  /// The row after the last that cards may use.
  package let cardsEnd: Int
  /// The first row of the practice tour, which goes on to the message row; nil without one, and where rows are few.
  package let tourRow: Int?
  package let messageRow: Int
  package let footerRow: Int?
  package let cardLines: Int

  /// A stage in sight.
  package struct Slot: Hashable, Sendable {
    package let index: Int
    package let column: Int
    package let width: Int
    package let isFolded: Bool

    /// The cells that words may use, one of air taken off at each side.
    package var textWidth: Int { width - 2 }
  }

  /// The smallest screen that a board fits.
  package static let smallest = Size(rows: 6, columns: 20)
  static let foldedWidth = 4
  /// The narrowest column and its gap.
  static let narrowest = 23
  static let widest = 48
  /// Narrower screens show one stage at a time.
  static let narrowestBoard = 45
  static let narrowestPane = 46

  package var isOneColumn: Bool { size.columns < Layout.narrowestBoard }

  /// From one card's first row to the next one's.
  package var pitch: Int { cardLines == 1 ? 1 : cardLines + 1 }
  /// How many whole cards a column shows.
  package var capacity: Int { max(1, (cardsEnd - cardsTop + (cardLines == 1 ? 0 : 1)) / pitch) }

  func slot(of index: Int) -> Slot? { slots.first { $0.index == index } }
}

extension Layout {
  package init(_ model: Model) {
    let size = model.world.size
    let isFolded = model.board.columns.map { model.board.foldedStages.contains($0.stage.id) }
    let grid = Grid(width: size.columns, isFolded: isFolded)
    var paneColumn: Int?
    var shown = grid.slots(from: model.board.firstColumn, showing: model.board.focusedColumn, width: size.columns)
    // What a pane covers does not count: opening one must not move the rows of the board.
    let hasHidden = shown.count < isFolded.count
    if model.pane != nil {
      let width = grid.boardWidthBesidePane
      paneColumn = width
      shown =
        width == 0 ? [] : grid.slots(from: model.board.firstColumn, showing: model.board.focusedColumn, width: width)
    }
    self.init(
      size: size, boardWidth: paneColumn.map { max(0, $0 - 1) } ?? size.columns, paneColumn: paneColumn,
      slots: shown, hasHidden: hasHidden, cardSize: model.board.cardSize, hasTour: model.tour != nil)
  }

  private init(
    size: Size, boardWidth: Int, paneColumn: Int?, slots: [Slot], hasHidden: Bool, cardSize: CardSize, hasTour: Bool
  ) {
    let height = size.rows
    let isTall = height >= 30
    self.size = size
    self.boardWidth = boardWidth
    self.paneColumn = paneColumn
    self.slots = slots
    hasStrip = hasHidden && height >= 9
    stripRow = hasStrip ? 1 : nil
    nameRow = isTall ? 2 : hasStrip ? 2 : 1
    sumsRow = height >= 8 ? nameRow + 1 : nil
    weightedRow = isTall ? nameRow + 2 : nil
    lineRow = (weightedRow ?? sumsRow ?? nameRow) + 1
    cardsTop = lineRow + 1
    footerRow = height >= 7 ? height - 1 : nil
    messageRow = height >= 7 ? height - 2 : height - 1
    tourRow = hasTour && height >= 12 ? messageRow - Tour.rows(columns: size.columns) : nil
    cardsEnd = tourRow ?? messageRow
    switch cardSize {
    case .auto: cardLines = isTall ? 3 : 2
    case .three: cardLines = 3
    case .two: cardLines = 2
    case .one: cardLines = 1
    }
  }
}

/// The columns of a board that wide, all stages counted.
private struct Grid {
  let width: Int
  let isFolded: [Bool]
  /// Unfolded columns that fit, and how wide each is.
  let count: Int
  let columnWidth: Int

  init(width: Int, isFolded: [Bool]) {
    let unfolded = isFolded.count { !$0 }
    let taken = (Layout.foldedWidth + 1) * (isFolded.count - unfolded)
    let fitting = min(unfolded, (width - taken + 1) / Layout.narrowest)
    self.width = width
    if fitting >= 2 || fitting == 1 && unfolded == 1 && width >= Layout.narrowestBoard {
      self.isFolded = isFolded
      count = fitting
      columnWidth = min(Layout.widest, (width - taken - (fitting - 1)) / fitting)
    } else if width >= Layout.narrowestBoard {
      // So many folded stages that none fits beside them: as if nothing were folded.
      self.isFolded = isFolded.map { _ in false }
      count = max(1, min(isFolded.count, (width + 1) / Layout.narrowest))
      columnWidth = min(Layout.widest, (width - (count - 1)) / count)
    } else {
      self.isFolded = isFolded
      count = 1
      columnWidth = width
    }
  }

  private var isOneColumn: Bool { width < Layout.narrowestBoard }

  /// Where a pane begins: it covers the fewest whole columns that make it wide enough; 0 when none would remain.
  var boardWidthBesidePane: Int {
    let pitch = columnWidth + 1
    guard !isOneColumn else { return 0 }
    let covered = (Layout.narrowestPane + 1 + pitch - 1) / pitch
    let total = max(count, (width + 1) / pitch)
    return max(0, total - covered) * pitch
  }

  /// The stages in sight from `first` on, moved as far as it takes to show `focus`.
  func slots(from first: Int, showing focus: Int, width: Int) -> [Layout.Slot] {
    if isOneColumn { return isFolded.isEmpty ? [] : [slot(focus, at: 0, width: width, isFolded: false)] }
    var start = min(first, focus)
    // Stages leave at the left for want of cells only: where the last one is in sight, as many as fit come back.
    while start > 0, row(from: start - 1, width: width).last?.index == isFolded.count - 1 { start -= 1 }
    while true {
      let slots = row(from: start, width: width)
      if slots.contains(where: { $0.index == focus }) || start >= focus { return slots }
      start += 1
    }
  }

  private func row(from start: Int, width: Int) -> [Layout.Slot] {
    var slots: [Layout.Slot] = []
    var next = 0
    for index in isFolded.indices.dropFirst(start) {
      let own = isFolded[index] ? Layout.foldedWidth : columnWidth
      guard next + own <= width else { break }
      slots.append(slot(index, at: next, width: own, isFolded: isFolded[index]))
      next += own + 1
    }
    return slots
  }

  private func slot(_ index: Int, at column: Int, width: Int, isFolded: Bool) -> Layout.Slot {
    Layout.Slot(index: index, column: column, width: width, isFolded: isFolded)
  }
}
