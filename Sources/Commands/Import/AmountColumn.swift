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
    guard let (minor, isRounded) = roundedMinorUnits(of: currency), !isRounded else { return nil }
    return minor
  }

  /// In minor units, half of one rounded up, and whether anything was rounded; nil when there are too many digits. The
  /// sign is not part of it.
  func roundedMinorUnits(of currency: Currency) -> (minor: Int64, isRounded: Bool)? {
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

  /// The currency meant, where a column, the header or people may have stated one: that, else the sign's own; a dollar
  /// sign is that of the usual currency where that has one, else of the US dollar. `usual` is for amounts without a sign.
  func currency(stated: Currency?, usual: Currency) -> Currency {
    stated ?? currency ?? (hasDollarSign && !CurrencySign.isDollar(usual) ? .usd : usual)
  }
}

/// How many amounts of a column show which mark stands before decimals.
struct AmountVotes: Hashable, Sendable {
  private(set) var points = 0
  private(set) var commas = 0

  init() {}

  mutating func add(_ text: String) {
    if let plain = PlainNumber(text) {
      if plain.mark == "." && !plain.couldBeThousands { points += 1 }
      if plain.mark == "," && !plain.couldBeThousands { commas += 1 }
      return
    }
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

  /// Nil when the text is not an amount.
  func read(_ text: String) -> WrittenAmount? {
    if let plain = PlainNumber(text), plain.mark == nil || plain.mark == decimalMark, plain.decimals <= 12 {
      return WrittenAmount(
        digits: Int128(plain.digits), decimals: plain.decimals, isNegative: false, currency: nil, hasDollarSign: false)
    }
    let number = Self.core(of: text)
    guard let affixes = Affixes(before: text[..<number.startIndex], after: text[number.endIndex...]) else { return nil }
    let (core, exponent) = Self.withoutExponent(number)
    var whole = core
    var fraction: Substring = ""
    if let mark = decimalMark ?? unvotedMark(core, affixes.currency), let index = core.lastIndex(of: mark) {
      whole = core[..<index]
      fraction = core[core.index(after: index)...]
    }
    guard let digits = DigitGroups.joined(whole), fraction.utf8.allSatisfy(\.isDigit), fraction.utf8.count <= 12,
      let value = Int128(digits + fraction), digits.utf8.count <= 20
    else { return nil }
    let shift = (0..<max(0, exponent - fraction.utf8.count)).reduce(Int128(1)) { unit, _ in unit * 10 }
    let (scaled, overflow) = value.multipliedReportingOverflow(by: affixes.scale * shift)
    return overflow
      ? nil
      : WrittenAmount(
        digits: scaled, decimals: max(0, fraction.utf8.count - exponent), isNegative: affixes.isNegative,
        currency: affixes.currency, hasDollarSign: affixes.hasDollarSign)
  }

  /// Where no row votes, `1.234 KWD` still has three decimals, since that is what the currency has.
  private func unvotedMark(_ core: Substring, _ currency: Currency?) -> Character? {
    currency?.exponent == 3 && core.contains(".") ? "." : nil
  }

  /// The number before `E+05`, as spreadsheets shorten large ones, and that power of ten, 0 to 15.
  private static func withoutExponent(_ core: Substring) -> (Substring, exponent: Int) {
    guard let mark = core.firstIndex(where: { $0 == "E" || $0 == "e" }),
      let exponent = Int(core[core.index(after: mark)...]), (0...15).contains(exponent)
    else { return (core, 0) }
    return (core[..<mark], exponent)
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

/// A number of ASCII digits with at most one point or comma among them, as most amounts are. It is read from its bytes,
/// since an import reads each amount several times.
private struct PlainNumber {
  private(set) var digits: Int64 = 0
  private(set) var mark: Character?
  /// How many digits stand behind the mark.
  private(set) var decimals = 0
  private var whole = 0
  private var beginsWithZero = false

  /// Nil for any other text, and for more digits than 18.
  init?(_ text: String) {
    guard (1...19).contains(text.utf8.count) else { return nil }
    for byte in text.utf8 {
      if byte.isDigit {
        guard whole + decimals < 18 else { return nil }
        if whole == 0 { beginsWithZero = byte == UInt8(ascii: "0") }
        if mark == nil { whole += 1 } else { decimals += 1 }
        digits = digits * 10 + Int64(byte - UInt8(ascii: "0"))
      } else {
        guard mark == nil, whole > 0, byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") else { return nil }
        mark = byte == UInt8(ascii: ".") ? "." : ","
      }
    }
    if mark != nil, decimals == 0 { return nil }
  }

  /// Whether the mark could as well stand before thousands.
  var couldBeThousands: Bool { decimals == 3 && whole <= 3 && !beginsWithZero }
}

/// What stands around a number: a sign, code or name of a currency, a minus, `k` for thousands.
private struct Affixes {
  var currency: Currency?
  var hasDollarSign = false
  var isNegative = false
  var scale: Int128 = 1

  /// Nil when something there belongs to no amount.
  init?(before: Substring, after: Substring) {
    var front = before.filter { !$0.isWhitespace }
    if let sign = front.firstIndex(where: { "-−–(".contains($0) }) {
      isNegative = true
      front.remove(at: sign)
    }
    guard take(front) else { return nil }
    var back = after.filter { !$0.isWhitespace }
    // `100,-` is a hundred without cents.
    if let round = [",-", ".-", ",–", ",—"].first(where: back.hasPrefix) { back.removeFirst(round.count) }
    // `100-` is how bookkeeping writes less than zero.
    if let sign = back.first, "-−".contains(sign) {
      isNegative = true
      back.removeFirst()
    }
    if isNegative, before.contains("("), back.hasSuffix(")") { back.removeLast() }
    let word = back.lowercased()
    if Currency(back.uppercased()) == nil, let (unit, value) = Self.scales.first(where: { word.hasPrefix($0.0) }) {
      scale = value
      back.removeFirst(unit.count)
    }
    guard take(back) else { return nil }
  }

  /// Longer words first, since `mio` begins with an `m`.
  private static let scales: [(String, Int128)] = [
    ("million", 1_000_000), ("billion", 1_000_000_000), ("thousand", 1000), ("lakh", 100_000), ("crore", 10_000_000),
    ("mio.", 1_000_000), ("mio", 1_000_000), ("mrd.", 1_000_000_000), ("mrd", 1_000_000_000), ("tsd.", 1000),
    ("tsd", 1000), ("mn", 1_000_000), ("mm", 1_000_000), ("bn", 1_000_000_000), ("k", 1000), ("m", 1_000_000),
    ("b", 1_000_000_000),
  ]

  private mutating func take(_ word: String) -> Bool {
    switch word {
    case "", "+": return true
    case "$": hasDollarSign = true
    case let name:
      guard let known = CurrencyName.read(name) else { return false }
      currency = known
    }
    return true
  }
}
