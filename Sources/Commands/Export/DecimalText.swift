import Sales

/// The amount, given in minor units, in major units with as many decimals as the currency has: `1234.50`.
func decimalText(_ value: some BinaryInteger, _ currency: Currency) -> String {
  guard currency.exponent > 0 else { return String(value) }
  let digits = String(value)
  let padded = String(repeating: "0", count: max(0, currency.exponent + 1 - digits.count)) + digits
  return padded.dropLast(currency.exponent) + "." + padded.suffix(currency.exponent)
}
