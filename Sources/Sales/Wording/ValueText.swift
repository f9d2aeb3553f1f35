/// A new value of a deal in a few words: `12k`, `€9,500`, `12k EUR`, `KWD 3,500.000`, or beside its present one `+10%`,
/// `-500`.
package enum ValueText {
  /// The value in minor units and its currency; nil when the words are no amount, or the result is below 0 or too large.
  package static func read(_ text: String, of deal: Deal, _ notation: Notation = .unknown) -> Money? {
    let text = text.trimmed
    switch text.first {
    case "+", "-":
      let isLess = text.first == "-"
      guard let change = change(text.dropFirst(), of: deal, notation) else { return nil }
      let minor = isLess ? deal.value.subtractingReportingOverflow(change) : deal.value.addingReportingOverflow(change)
      guard !minor.overflow, minor.partialValue >= 0 else { return nil }
      return Money(minor: Int128(minor.partialValue), currency: deal.currency)
    default:
      guard let amount = AmountReader.read(line: text, default: deal.currency, notation) else { return nil }
      return Money(minor: Int128(amount.minor), currency: amount.currency ?? deal.currency)
    }
  }

  /// `10%` of the value, or an amount of its currency, in minor units.
  private static func change(_ text: Substring, of deal: Deal, _ notation: Notation) -> Int64? {
    guard text.last == "%" else {
      guard let amount = AmountReader.read(line: String(text), default: deal.currency, notation) else { return nil }
      return amount.currency == nil || amount.currency == deal.currency ? amount.minor : nil
    }
    // Read as an amount of a hundred parts, so that 2.5% is as exact as an amount.
    guard let percent = AmountReader.read(line: String(text.dropLast()), default: .usd), percent.currency == nil else {
      return nil
    }
    return Int64(exactly: (Int128(deal.value) * Int128(percent.minor) + 5_000) / 10_000)
  }
}
