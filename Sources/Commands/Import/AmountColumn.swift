import Sales

/// An amount as a cell has it, before its currency gives the digits a meaning.
struct WrittenAmount: Hashable, Sendable {
  let number: DecimalNumber
  let isNegative: Bool
  /// The currency that a sign or code beside it names.
  let currency: Currency?
  /// A dollar sign, which many currencies share.
  let hasDollarSign: Bool

  /// In minor units, the digits being major units; nil when there are more decimals than the currency has, or too many
  /// digits.
  func minorUnits(of currency: Currency) -> Int64? {
    guard let (minor, isRounded) = number.minorUnits(of: currency), !isRounded else { return nil }
    return minor
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
  /// How many amounts there are, and how many of them have no sign or code of a currency beside them.
  private(set) var (amounts, bare) = (0, 0)
  /// The first amount whose point could stand before decimals or before thousands; a comma rarely stands before three
  /// decimals.
  private(set) var unclear: String?

  init() {}

  mutating func add(_ text: String) {
    if let plain = PlainNumber(text) {
      (amounts, bare) = (amounts + 1, bare + 1)
      if plain.mark == "." && !plain.couldBeThousands { points += 1 }
      if plain.mark == "," && !plain.couldBeThousands { commas += 1 }
      if plain.mark == ".", plain.couldBeThousands, unclear == nil { unclear = text }
      return
    }
    let core = AmountColumn.core(of: text)
    if !core.isEmpty {
      amounts += 1
      if AmountColumn.isBare(text, core) { bare += 1 }
    }
    switch AmountColumn.decimalMark(in: core) {
    case ".": points += 1
    case ",": commas += 1
    default: if unclear == nil, core.contains(".") { unclear = String(core) }
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

  /// Nil when the text is not an amount. `stated` is the currency that stands elsewhere in the row.
  func read(_ text: String, in stated: Currency? = nil) -> WrittenAmount? {
    if let plain = PlainNumber(text), plain.mark == nil || plain.mark == decimalMark, plain.decimals <= 12 {
      return WrittenAmount(
        number: DecimalNumber(digits: Int128(plain.digits), decimals: plain.decimals), isNegative: false, currency: nil,
        hasDollarSign: false)
    }
    let number = Self.core(of: text)
    guard var affixes = Affixes(before: text[..<number.startIndex], after: text[number.endIndex...]) else { return nil }
    if let sign = affixes.sharedSign {
      guard let stated, CurrencySign.isShared(sign, by: stated) else { return nil }
      affixes.currency = stated
    }
    let (core, exponent) = Self.withoutExponent(number)
    var whole = core
    var fraction: Substring = ""
    if let mark = decimalMark ?? unvotedMark(core, affixes.currency ?? stated), let index = core.lastIndex(of: mark) {
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
        number: DecimalNumber(digits: scaled, decimals: max(0, fraction.utf8.count - exponent)),
        isNegative: affixes.isNegative,
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

  /// Whether the amount with that core names no currency.
  fileprivate static func isBare(_ text: String, _ core: Substring) -> Bool {
    guard core.startIndex > text.startIndex || core.endIndex < text.endIndex else { return true }
    guard let affixes = Affixes(before: text[..<core.startIndex], after: text[core.endIndex...]) else { return false }
    return affixes.currency == nil && !affixes.hasDollarSign
  }

  /// The currencies that the amount can be in, where several share its sign.
  static func currencies(sharing text: String) -> [Currency] {
    let core = core(of: text)
    let affixes = Affixes(before: text[..<core.startIndex], after: text[core.endIndex...])
    return affixes?.sharedSign.map(CurrencySign.sharing) ?? []
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
  /// A sign whose currency only the rest of the row or people can say.
  var sharedSign: String?
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
    if Currency(back.uppercased()) == nil, !CurrencySign.isShared(back),
      let (unit, value) = Self.scales.first(where: { word.hasPrefix($0.0) })
    {
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
    case "", "+", "~", "≈", "ca.", "ca", "approx.", "approx": return true
    case "$": hasDollarSign = true
    case let name:
      if let known = CurrencyName.read(name) {
        currency = known
      } else if let only = CurrencySign.only(name) {
        currency = only
      } else if CurrencySign.isShared(name) {
        sharedSign = name
      } else {
        return false
      }
    }
    return true
  }
}
