import Sales

/// An amount as a cell has it, before its currency gives the digits a meaning.
struct WrittenAmount: Hashable, Sendable {
  /// Every digit without marks.
  let digits: Int128
  /// How many of them are decimals.
  let decimals: Int
  let isNegative: Bool
  /// The currency that a sign or code beside it names.
  let currency: Currency?
  /// A dollar sign, which many currencies share.
  let hasDollarSign: Bool

  /// In minor units, the digits being major units; nil when there are more decimals than the currency has, or too many
  /// digits.
  func minorUnits(of currency: Currency) -> Int64? {
    var digits = digits
    var decimals = decimals
    while decimals > currency.exponent {
      guard digits % 10 == 0 else { return nil }
      digits /= 10
      decimals -= 1
    }
    for _ in decimals..<currency.exponent {
      let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      digits = product
    }
    return Int64(exactly: digits)
  }
}

/// How many amounts of a column show which mark stands before decimals.
struct AmountVotes: Hashable, Sendable {
  private(set) var points = 0
  private(set) var commas = 0

  init() {}

  mutating func add(_ text: String) {
    switch AmountColumn.decimalMark(in: AmountColumn.core(of: text)) {
    case ".": points += 1
    case ",": commas += 1
    default: break
    }
  }
}

/// Reads all amounts of one column the same way: whether `1.234` has decimals or thousands is decided from every row.
struct AmountColumn: Sendable {
  /// The mark before the decimals; nil when no row shows which it is, and every mark then stands before thousands.
  let decimalMark: Character?

  /// `usual` is the mark where no row shows one, `stated` what people said.
  init(_ votes: AmountVotes, usual: Character? = nil, stated: DecimalMark? = nil) {
    decimalMark =
      stated?.character ?? (votes.points + votes.commas == 0 ? usual : votes.commas > votes.points ? "," : ".")
  }

  /// Nil when the text is no amount.
  func read(_ text: String) -> WrittenAmount? {
    let core = Self.core(of: text)
    guard let affixes = Affixes(before: text[..<core.startIndex], after: text[core.endIndex...]) else { return nil }
    var whole = core
    var fraction: Substring = ""
    if let mark = decimalMark ?? unvotedMark(core, affixes.currency), let index = core.lastIndex(of: mark) {
      whole = core[..<index]
      fraction = core[core.index(after: index)...]
    }
    guard let number = DigitGroups.joined(whole), fraction.utf8.allSatisfy(\.isDigit), fraction.utf8.count <= 12,
      let digits = Int128(number + fraction), number.utf8.count <= 20
    else { return nil }
    let (scaled, overflow) = digits.multipliedReportingOverflow(by: affixes.scale)
    return overflow
      ? nil
      : WrittenAmount(
        digits: scaled, decimals: fraction.utf8.count, isNegative: affixes.isNegative, currency: affixes.currency,
        hasDollarSign: affixes.hasDollarSign)
  }

  /// Where no row votes, `1.234 KWD` still has three decimals, since that is what the currency has.
  private func unvotedMark(_ core: Substring, _ currency: Currency?) -> Character? {
    currency?.exponent == 3 && core.contains(".") ? "." : nil
  }

  /// From the first digit to the last.
  static func core(of text: String) -> Substring {
    guard let first = text.firstIndex(where: { $0.isASCII && $0.isNumber }),
      let last = text.lastIndex(where: { $0.isASCII && $0.isNumber })
    else { return text[text.endIndex...] }
    return text[first...last]
  }

  /// The decimal mark, where the number itself shows it; nil where it could as well stand before thousands.
  static func decimalMark(in core: Substring) -> Character? {
    if let shown = DigitGroups.decimalMark(in: core) { return shown }
    guard let last = core.last(where: { $0 == "." || $0 == "," }) else { return nil }
    let parts = core.split(separator: last, omittingEmptySubsequences: false)
    let couldBeThousands = parts[1].count == 3 && parts[0].count <= 3 && parts[0].first != "0"
    return couldBeThousands ? nil : last
  }
}

/// What stands around a number: a sign or code of a currency, a minus, `k` for thousands.
private struct Affixes {
  var currency: Currency?
  var hasDollarSign = false
  var isNegative = false
  var scale: Int128 = 1

  /// Nil when something there belongs to no amount.
  init?(before: Substring, after: Substring) {
    for (text, isAfter) in [(before, false), (after, true)] {
      var rest = text.filter { !$0.isWhitespace }
      if let sign = rest.firstIndex(where: { "-−(".contains($0) }), !isAfter {
        isNegative = true
        rest.remove(at: sign)
      }
      if isAfter, isNegative, rest.hasSuffix(")") { rest.removeLast() }
      if isAfter, let scale = ["k": 1000, "m": 1_000_000][rest.prefix(1).lowercased()] as Int128? {
        if Currency(rest.uppercased()) == nil {
          self.scale = scale
          rest.removeFirst()
        }
      }
      guard take(rest) else { return nil }
    }
  }

  private mutating func take(_ word: String) -> Bool {
    switch word.uppercased() {
    case "", "+": return true
    case "$", "US$": hasDollarSign = true
    case "€": currency = .eur
    case "£": currency = .gbp
    case "¥": currency = .jpy
    case let code:
      guard let known = Currency(code) else { return false }
      currency = known
    }
    return true
  }
}
