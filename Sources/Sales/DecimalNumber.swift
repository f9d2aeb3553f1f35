/// A number as people write it, in major units, before a currency says how many decimals count.
package struct DecimalNumber: Hashable, Sendable {
  /// Every digit without marks.
  package let digits: Int128
  /// How many of them are decimals.
  package let decimals: Int

  package init(digits: Int128, decimals: Int) {
    self.digits = digits
    self.decimals = decimals
  }

  /// In minor units, half of one rounded up, and whether anything was rounded; nil when there are too many digits.
  package func minorUnits(of currency: Currency) -> (minor: Int64, isRounded: Bool)? {
    var digits = digits
    var isRounded = false
    if decimals > currency.exponent {
      let unit = (currency.exponent..<decimals).reduce(Int128(1)) { unit, _ in unit * 10 }
      isRounded = digits % unit != 0
      digits = digits / unit + (digits % unit * 2 >= unit ? 1 : 0)
    }
    for _ in min(decimals, currency.exponent)..<currency.exponent {
      let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      digits = product
    }
    return Int64(exactly: digits).map { ($0, isRounded) }
  }
}
