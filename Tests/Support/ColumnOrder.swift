import Sales

/// The orders of a column, as index ranges: which range a deal is in, and its place there.
struct ColumnOrder {
  let order: Order
  let tomorrow: Timestamp

  /// Lately closed deals are the last range of every order.
  private var closedRange: Int {
    switch order {
    case .urgency: 3
    case .closeDate: 2
    case .value, .idle, .newest: 1
    }
  }

  func key(_ deal: Deal, nextDue: Timestamp?) -> SortKey {
    let (range, values) = place(deal, nextDue: nextDue)
    return SortKey(range: range, values: values + [deal.id.scalar])
  }

  private func place(_ deal: Deal, nextDue: Timestamp?) -> (range: Int, values: [Scalar]) {
    guard deal.isActive else { return (closedRange, [deal.closingPlace.scalar]) }
    switch order {
    case .urgency:
      guard let nextDue else { return (1, [deal.stageEnteredAt.scalar]) }
      return (nextDue < tomorrow ? 0 : 2, [nextDue.scalar, deal.stageEnteredAt.scalar])
    case .value: return (0, [deal.currency.scalar, deal.value.scalar])
    case .closeDate: return deal.expectedClose.map { (0, [$0.scalar]) } ?? (1, [])
    case .idle: return (0, [deal.touchedAt.scalar])
    case .newest: return (0, [])
    }
  }

  func precedes(_ left: SortKey, _ right: SortKey) -> Bool {
    guard left.range == right.range else { return left.range < right.range }
    for (index, (one, other)) in zip(left.values, right.values).enumerated() where one != other {
      return isDescending(at: index, in: left.range) ? other < one : one < other
    }
    return false
  }

  private func isDescending(at index: Int, in range: Int) -> Bool {
    if range == closedRange { return true }
    switch order {
    case .value: return index == 1
    case .newest: return true
    case .urgency, .closeDate, .idle: return false
    }
  }
}

extension Scalar {
  fileprivate static func < (left: Scalar, right: Scalar) -> Bool {
    switch (left, right) {
    case (.integer(let one), .integer(let other)): one < other
    case (.text(let one), .text(let other)): one < other
    case (.null, .null): false
    case (.null, _): true
    case (_, .null): false
    case (.integer, .text): true
    case (.text, .integer): false
    }
  }
}
