/// Amounts as people read them, the same on cards, in headers, prompts, lists and messages.
package struct MoneyText: Hashable, Sendable {
  /// Whether `€ £ ¥` may be shown; without, every currency but the dollar is its code and a space.
  package let hasSigns: Bool

  package init(hasSigns: Bool) {
    self.hasSigns = hasSigns
  }

  /// As a card shows it: whole below 10,000, then three significant digits, `$12.5K`; `-` for nothing.
  package func card(_ value: Int64, _ currency: Currency) -> String {
    value == 0 ? "-" : compact(Money(minor: Int128(value), currency: currency), wholeThousands: false)
  }

  /// As a header shows a sum: like a card, but below a million in whole thousands, `$69K`.
  package func sum(_ money: Money) -> String { compact(money, wholeThousands: true) }

  /// To the last minor unit, `£62,000.00`, `¥4,200,000`, `KWD 3,500.000`.
  package func exact(_ money: Money) -> String {
    let unit = Int128(money.currency.minorPerMajor)
    let magnitude = money.minor.magnitude
    var text = sign(money) + prefix(money.currency) + grouped(magnitude / unit.magnitude)
    if money.currency.exponent > 0 {
      let digits = String(magnitude % unit.magnitude)
      text += "." + String(repeating: "0", count: money.currency.exponent - digits.count) + digits
    }
    return text
  }

  /// A deal's value, every digit of it.
  package func exact(_ value: Int64, _ currency: Currency) -> String {
    exact(Money(minor: Int128(value), currency: currency))
  }

  private func prefix(_ currency: Currency) -> String {
    switch currency {
    case .usd: "$"
    case .eur where hasSigns: "€"
    case .gbp where hasSigns: "£"
    case .jpy where hasSigns: "¥"
    default: currency.code + " "
    }
  }

  private func sign(_ money: Money) -> String { money.minor < 0 ? "-" : "" }

  private func compact(_ money: Money, wholeThousands: Bool) -> String {
    let start = sign(money) + prefix(money.currency)
    let unit = Int128(money.currency.minorPerMajor).magnitude
    let major = rounded(money.minor.magnitude, by: unit)
    guard major >= 10_000 else { return start + grouped(major) }
    var scale = unit * 1000
    for suffix in ["K", "M", "B", "T"] {
      let digits = wholeThousands && suffix == "K" ? 0 : decimals(for: money.minor.magnitude / scale)
      let power: UInt128 = digits == 2 ? 100 : digits == 1 ? 10 : 1
      let scaled = rounded(money.minor.magnitude * power, by: scale)
      // Rounding may have reached the next suffix: 999,950 is 1M.
      if scaled < 1000 * power || suffix == "T" { return start + decimal(scaled, digits) + suffix }
      scale *= 1000
    }
    return start + grouped(major)
  }

  /// How many decimals leave three significant digits.
  private func decimals(for whole: UInt128) -> Int { whole < 10 ? 2 : whole < 100 ? 1 : 0 }

  /// Half away from zero.
  private func rounded(_ number: UInt128, by divisor: UInt128) -> UInt128 { (number + divisor / 2) / divisor }

  private func decimal(_ scaled: UInt128, _ digits: Int) -> String {
    var text = String(scaled)
    guard digits > 0 else { return grouped(scaled) }
    text = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
    var fraction = text.suffix(digits)
    while fraction.last == "0" { fraction.removeLast() }
    return text.dropLast(digits) + (fraction.isEmpty ? "" : "." + fraction)
  }
}
