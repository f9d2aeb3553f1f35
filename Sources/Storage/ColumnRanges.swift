import Sales

/// A part of a column's order that one index holds in just that order; an order is some of them, one after the other,
/// so nothing is ever sorted. `SortKey.range` counts them.
struct ColumnRange {
  /// The index, named in every question so that SQLite fails rather than take another.
  let index: String
  /// What all deals of the range have in common, besides the stage.
  let condition: String
  /// Bounds of the first column, nil where it has none.
  var least: Int64?
  var below: Int64?
  /// The columns of the index after those that the condition fixes; the last one is the id.
  let columns: [Column]
  /// Whether it holds the closed deals.
  var isClosed = false

  struct Column {
    let name: String
    var isDescending = false
  }

  private static let isActive = "d.closed_at IS NULL"
  private static let id = Column(name: "id")

  static func all(of order: Order, tomorrow: Timestamp, closedSince: Timestamp) -> [ColumnRange] {
    let closed = ColumnRange(
      index: "deals_by_stage", condition: "", least: closedSince.seconds,
      columns: [Column(name: "closed_at", isDescending: true), Column(name: "id", isDescending: true)],
      isClosed: true)
    return active(order, tomorrow: tomorrow.seconds) + [closed]
  }

  private static func active(_ order: Order, tomorrow: Int64) -> [ColumnRange] {
    switch order {
    case .urgency:
      let columns = [Column(name: "next_due_at"), Column(name: "stage_entered_at"), id]
      return [
        ColumnRange(index: "deals_by_urgency", condition: isActive, below: tomorrow, columns: columns),
        ColumnRange(
          index: "deals_by_urgency", condition: isActive + " AND d.next_due_at IS NULL",
          columns: [Column(name: "stage_entered_at"), id]),
        ColumnRange(index: "deals_by_urgency", condition: isActive, least: tomorrow, columns: columns),
      ]
    case .value:
      return [
        ColumnRange(
          index: "deals_by_value", condition: isActive,
          columns: [Column(name: "currency"), Column(name: "value", isDescending: true), id])
      ]
    case .closeDate:
      return [
        // Any date is more than this; nothing is not.
        ColumnRange(
          index: "deals_by_close", condition: isActive, least: .min, columns: [Column(name: "expected_close"), id]),
        ColumnRange(
          index: "deals_by_close", condition: isActive + " AND d.expected_close IS NULL", columns: [id]),
      ]
    case .idle:
      return [
        ColumnRange(index: "deals_by_touch", condition: isActive, columns: [Column(name: "touched_at"), id])
      ]
    case .newest:
      return [
        ColumnRange(
          index: "deals_by_stage", condition: isActive, columns: [Column(name: "id", isDescending: true)])
      ]
    }
  }

  /// Which range of the order the deal is in, and where in it.
  static func key(of deal: Deal, nextDue: Scalar, order: Order, tomorrow: Timestamp) -> SortKey {
    guard deal.isActive else {
      let closed = active(order, tomorrow: 0).count
      return SortKey(range: closed, values: [deal.closingPlace.scalar, deal.id.scalar])
    }
    let id = deal.id.scalar
    switch order {
    case .urgency:
      guard case .integer(let due) = nextDue else {
        return SortKey(range: 1, values: [deal.stageEnteredAt.scalar, id])
      }
      return SortKey(range: due < tomorrow.seconds ? 0 : 2, values: [nextDue, deal.stageEnteredAt.scalar, id])
    case .value: return SortKey(range: 0, values: [deal.currency.scalar, deal.value.scalar, id])
    case .closeDate:
      guard let close = deal.expectedClose else { return SortKey(range: 1, values: [id]) }
      return SortKey(range: 0, values: [close.scalar, id])
    case .idle: return SortKey(range: 0, values: [deal.touchedAt.scalar, id])
    case .newest: return SortKey(range: 0, values: [id])
    }
  }
}

/// A part of a range that one index search reads: some columns fixed, and at most one bound on each side of the next.
///
/// "From this key on" is several such parts, first those that share most with the key. One comparison of whole rows
/// would not do where the columns run in different directions.
struct ColumnSlice {
  let range: ColumnRange
  private let fixed: [Scalar]
  /// On the first column that is not fixed, as SQL and its value.
  private let bounds: [(comparison: String, value: Scalar)]
  let isBackward: Bool

  /// The whole range.
  init(_ range: ColumnRange, isBackward: Bool) {
    self.init(range, fixed: [], bound: nil, isBackward: isBackward)
  }

  private init(
    _ range: ColumnRange, fixed: [Scalar], bound: (comparison: String, value: Scalar)?, isBackward: Bool
  ) {
    self.range = range
    self.fixed = fixed
    self.isBackward = isBackward
    var bounds = bound.map { [$0] } ?? []
    if fixed.isEmpty {
      // The bound of the key is the narrower one, and SQLite searches by only one on each side.
      if let least = range.least, bound?.comparison.first != ">" { bounds.append((">=", .integer(least))) }
      if let below = range.below, bound?.comparison.first != "<" { bounds.append(("<", .integer(below))) }
    }
    self.bounds = bounds
  }

  /// From the key on, it included, or back from it, it not included. The nearest part comes first.
  static func slices(of range: ColumnRange, from key: [Scalar], isBackward: Bool) -> [ColumnSlice] {
    range.columns.indices.reversed().map { place in
      let isUpward = range.columns[place].isDescending == isBackward
      let isLast = place == range.columns.count - 1
      let comparison = (isUpward ? ">" : "<") + (isLast && !isBackward ? "=" : "")
      return ColumnSlice(
        range, fixed: Array(key[..<place]), bound: (comparison, key[place]), isBackward: isBackward)
    }
  }

  /// Everything after WHERE that selects it, for the stage ?1.
  var condition: String {
    var terms = ["d.stage_id = ?1"]
    if !range.condition.isEmpty { terms.append(range.condition) }
    for (place, column) in range.columns.prefix(fixed.count).enumerated() {
      terms.append("d.\(column.name) = ?\(place + 2)")
    }
    for (place, bound) in bounds.enumerated() {
      terms.append("d.\(range.columns[fixed.count].name) \(bound.comparison) ?\(fixed.count + place + 2)")
    }
    return terms.joined(separator: " AND ")
  }

  /// The values of `condition` after the stage.
  var values: [Scalar] { fixed + bounds.map(\.value) }

  var order: String {
    range.columns.map { "d.\($0.name)\($0.isDescending == isBackward ? "" : " DESC")" }.joined(separator: ", ")
  }
}
