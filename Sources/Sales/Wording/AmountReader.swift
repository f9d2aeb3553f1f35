/// Reads amounts as people type them: `12k`, `€9,500`, `1.5m`, `12k EUR`.
package enum AmountReader {
  /// The amount in minor units and the currency it names, if any; nil when the text is no amount or too large.
  ///
  /// A comma groups by thousands, a point begins decimals; `k` and `m` multiply. The decimals must fit the currency.
  package static func read(_ text: String, default currency: Currency) -> (minor: Int64, currency: Currency?)? {
    var rest = Substring(text.filter { $0 != "," && $0 != "_" })
    var named = takeSign(&rest, fromStart: true)
    if named == nil { named = takeSign(&rest, fromStart: false) }
    let scale: Int64
    switch rest.last {
    case "k", "K": scale = 1000
    case "m", "M": scale = 1_000_000
    case "b", "B": scale = 1_000_000_000
    case "t", "T": scale = 1_000_000_000_000
    default: scale = 1
    }
    if scale > 1 { rest.removeLast() }
    guard let minor = minorUnits(rest, scale: scale, currency: named ?? currency) else { return nil }
    return (minor, named)
  }

  /// The amount that the words begin with, its currency beside it on either side, and how many words that takes.
  package static func read(
    words: [String], default currency: Currency
  ) -> (minor: Int64, currency: Currency?, length: Int)? {
    let codes = words.prefix(2).map { Currency($0.uppercased()) }
    if words.count > 1, let code = codes[0] {
      guard let amount = read(words[1], default: code), (amount.currency ?? code) == code else { return nil }
      return (amount.minor, code, 2)
    }
    let code = words.count > 1 ? codes[1] : nil
    guard let first = words.first, let amount = read(first, default: code ?? currency) else { return nil }
    return (amount.minor, amount.currency ?? code, code == nil ? 1 : 2)
  }

  private static let signs: [(String, Currency)] = [("$", .usd), ("€", .eur), ("£", .gbp), ("¥", .jpy)]

  private static func takeSign(_ rest: inout Substring, fromStart: Bool) -> Currency? {
    for (sign, currency) in signs where fromStart ? rest.hasPrefix(sign) : rest.hasSuffix(sign) {
      if fromStart { rest.removeFirst() } else { rest.removeLast() }
      return currency
    }
    let code = fromStart ? rest.prefix(3) : rest.suffix(3)
    guard rest.count > 3, let currency = Currency(code.uppercased()) else { return nil }
    if fromStart { rest.removeFirst(3) } else { rest.removeLast(3) }
    return currency
  }

  /// Checked at each step: a wrong or too large number is nil, never a wrapped one.
  private static func minorUnits(_ digits: Substring, scale: Int64, currency: Currency) -> Int64? {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), digits.utf8.first.map({ $0.isDigit }) == true,
      digits.utf8.allSatisfy({ $0.isDigit || $0 == 46 })
    else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.utf8.count <= 9, let number = Int128(parts[0] + fraction) else { return nil }
    let power = (0..<fraction.utf8.count).reduce(Int128(1)) { unit, _ in unit * 10 }
    let (product, overflow) = number.multipliedReportingOverflow(by: Int128(scale) * Int128(currency.minorPerMajor))
    guard !overflow, product % power == 0 else { return nil }
    return Int64(exactly: product / power)
  }
}
