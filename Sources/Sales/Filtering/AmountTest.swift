/// A comparison with an amount in major units of the deal's own currency: `value>10k` is ten thousand dollars, yen or
/// dinars, whatever the deal is in.
package struct AmountTest: Hashable, Sendable {
  package let comparison: Comparison
  /// Thousandths of a major unit, the finest that any currency has.
  package let thousandths: Int64
  /// Only deals in it, where the amount named one.
  package let currency: Currency?

  package init(_ comparison: Comparison, thousandths: Int64, currency: Currency?) {
    self.comparison = comparison
    self.thousandths = thousandths
    self.currency = currency
  }

  /// The minor units that pass in a currency of so many decimal places; nil when no whole number does.
  package func minorUnits(exponent: Int) -> ClosedRange<Int64>? {
    let unit = (0..<exponent).reduce(Int128(1)) { unit, _ in unit * 10 }
    let exact = Int128(thousandths) * unit
    let (floor, ceiling) = (exact / 1000, (exact + 999) / 1000)
    let (least, most): (Int128, Int128) =
      switch comparison {
      case .less: (0, ceiling - 1)
      case .atMost: (0, floor)
      case .equal: (ceiling, floor)
      case .atLeast: (ceiling, Int128(Int64.max))
      case .more: (floor + 1, Int128(Int64.max))
      }
    guard least <= min(most, Int128(Int64.max)) else { return nil }
    return Int64(least)...Int64(min(most, Int128(Int64.max)))
  }
}

/// How a term compares, as it is typed.
package enum Comparison: String, CaseIterable, Sendable {
  // The longer signs first, so that a reader that tries them in order takes the whole sign.
  case atMost = "<="
  case atLeast = ">="
  case less = "<"
  case more = ">"
  case equal = ":"
}
