// Sums of money: of one currency each, exact, 128 bits wide (contract §1: never mixed, never overflowing silently).

extension Money {
  /// The sum of two amounts in one currency; nil for two currencies, and past 128 bits.
  package func adding(_ other: Money) -> Money? {
    guard currency == other.currency else { return nil }
    let (sum, overflow) = minor.addingReportingOverflow(other.minor)
    return overflow ? nil : Money(minor: sum, currency: currency)
  }

  /// So many percent of it, rounded to the nearest minor unit, halves away from zero; nil past 128 bits.
  package func weighted(percent: Int) -> Money? {
    let (product, overflow) = minor.multipliedReportingOverflow(by: Int128(percent))
    guard !overflow else { return nil }
    let (quotient, rest) = product.quotientAndRemainder(dividingBy: 100)
    let step: Int128 = rest >= 50 ? 1 : rest <= -50 ? -1 : 0
    return Money(minor: quotient + step, currency: currency)
  }
}

extension Tally {
  /// One tally for each currency among those of the list, in the order of the codes.
  package static func merged(_ tallies: some Sequence<Tally>) -> [Tally] {
    var byCurrency: [Currency: Tally] = [:]
    for tally in tallies {
      guard let known = byCurrency[tally.sum.currency] else {
        byCurrency[tally.sum.currency] = tally
        continue
      }
      guard let sum = known.sum.adding(tally.sum) else {
        preconditionFailure("a deal's value has 63 bits, so 128 hold the sum of more deals than any file has")
      }
      byCurrency[tally.sum.currency] = Tally(deals: known.deals + tally.deals, sum: sum)
    }
    return byCurrency.values.sorted { $0.sum.currency < $1.sum.currency }
  }

  /// One a currency, those with the most open deals first: the order in which sums stand everywhere.
  package static func merged(_ tallies: some Sequence<Tally>, rankedBy open: some Sequence<Tally>) -> [Tally] {
    let rank = Dictionary(uniqueKeysWithValues: merged(open).map { ($0.sum.currency, $0.deals) })
    return merged(tallies).sorted {
      let (left, right) = (rank[$0.sum.currency] ?? 0, rank[$1.sum.currency] ?? 0)
      return left != right ? left > right : $0.sum.currency < $1.sum.currency
    }
  }

  /// The tally of one deal.
  package init(_ deal: Deal) {
    self.init(deals: 1, sum: Money(minor: Int128(deal.value), currency: deal.currency))
  }
}
