/// Reads amounts as people type them: `12k`, `€9,500`, `1.5m`, `12k EUR`.
package enum AmountReader {
  /// The amount in minor units and the currency it names, if any; nil when the text is not an amount, is too large or can
  /// mean two amounts.
  ///
  /// Where two kinds of marks stand the last begins the decimals. One mark alone does so before one or two digits; before
  /// three the notation decides, since `9.500` is two numbers a thousand times apart. `k` and `m` multiply. The decimals
  /// must fit the currency. `usual` is the currency by which such a mark is read where the text names none.
  package static func read(
    _ text: String, default currency: Currency, _ notation: Notation = .unknown, usual: Currency? = nil
  ) -> (minor: Int64, currency: Currency?)? {
    guard let written = Written(text) else { return nil }
    let own = written.currency ?? currency
    guard let number = parts(of: written, written.currency ?? usual ?? currency, notation) else { return nil }
    return minorUnits(number, scale: written.scale, currency: own).map { ($0, written.currency) }
  }

  /// The same with the currency's code or sign apart, on either side, `12k EUR`, and with spaces between the thousands and
  /// before what multiplies, `1 234,56`, `9,5 k`; nil when the line says anything else besides.
  package static func read(
    line: String, default currency: Currency, _ notation: Notation = .unknown
  ) -> (minor: Int64, currency: Currency?)? {
    let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    if let amount = read(words: words, default: currency, notation), amount.length == words.count {
      return (amount.minor, amount.currency)
    }
    return read(words.joined(separator: " "), default: currency, notation)
  }

  /// Why the text is not an amount, and what to type instead, without a full stop at its end; `ways` are examples, such
  /// as `9,500, 9.5k or +10%`.
  package static func fault(
    of text: String, default currency: Currency, _ notation: Notation, ways: String
  ) -> String {
    question(text, default: currency, notation) ?? "\"\(text)\" is not an amount. Try \(ways)"
  }

  /// Both meanings of an amount that has two, and how to write each; nil for any other text.
  package static func question(_ text: String, default currency: Currency, _ notation: Notation) -> String? {
    let words = text.split(whereSeparator: \.isWhitespace)
    for word in words {
      guard let written = Written(String(word)), let mark = LoneMark(written.number) else { continue }
      let codes = words.lazy.compactMap { Currency.beside(String($0)) }
      let own = written.currency ?? codes.first ?? currency
      if mark.meaning(in: own, isScaled: written.scale > 1, notation) == nil {
        return mark.question(word, suffix: written.suffix, notation)
      }
    }
    return nil
  }

  /// Whether it says by itself that it is meant as money, readable or not: `12k`, `€9,500`, `12kEUR`, but also `€9,50,0`.
  package static func isMarked(_ text: String) -> Bool {
    guard let written = Written(text) else { return false }
    return written.currency != nil || text.last.map { "kKmM".contains($0) } == true
  }

  /// The currency that the text itself names, with a sign or a code; nil for none.
  static func currency(of text: String) -> Currency? { Written(text)?.currency }

  /// Whether it is made of what amounts are made of, readable or not.
  package static func isLike(_ text: String) -> Bool { Written(text) != nil }

  /// The amount that the words begin with, its currency beside it on either side, and how many words that takes.
  package static func read(
    words: [String], default currency: Currency, _ notation: Notation = .unknown
  ) -> (minor: Int64, currency: Currency?, length: Int)? {
    let codes = words.prefix(2).map(Currency.beside)
    if words.count > 1, let code = codes[0] {
      guard let amount = read(words[1], default: code, notation), (amount.currency ?? code) == code else { return nil }
      return (amount.minor, code, 2)
    }
    let code = words.count > 1 ? codes[1] : nil
    guard let first = words.first, let amount = read(first, default: code ?? currency, notation) else { return nil }
    // An amount with a sign of its own does not take another one's code.
    let isBeside = code != nil && (amount.currency ?? code) == code
    return (amount.minor, amount.currency ?? code, isBeside ? 2 : 1)
  }

  /// The digits before and after the decimal mark; nil when the marks between them make no number, or two.
  private static func parts(
    of written: Written, _ currency: Currency, _ notation: Notation
  ) -> (whole: String, fraction: Substring)? {
    let number = written.number
    if let mark = LoneMark(number) {
      switch mark.meaning(in: currency, isScaled: written.scale > 1, notation) {
      case .thousands: return (String(mark.whole + mark.rest), "")
      case .decimals: return (String(mark.whole), mark.rest)
      case nil: return nil
      }
    }
    guard let index = number.lastIndex(of: decimalMark(in: number)) else {
      return DigitGroups.joined(number).map { ($0, "") }
    }
    let fraction = number[number.index(after: index)...]
    guard fraction.utf8.allSatisfy(\.isDigit), fraction.utf8.count <= 9 else { return nil }
    return DigitGroups.joined(number[..<index]).map { ($0, fraction) }
  }

  private static func decimalMark(in number: Substring) -> Character {
    if let mark = DigitGroups.decimalMark(in: number) { return mark }
    guard let comma = number.firstIndex(of: ",") else { return "." }
    return (1...2).contains(number[comma...].utf8.count - 1) ? "," : "."
  }

  /// Checked at each step: a wrong or too large number is nil, never a wrapped one.
  private static func minorUnits(
    _ parts: (whole: String, fraction: Substring), scale: Int64, currency: Currency
  ) -> Int64? {
    guard let number = Int128(parts.whole + parts.fraction) else { return nil }
    let power = (0..<parts.fraction.utf8.count).reduce(Int128(1)) { unit, _ in unit * 10 }
    let (product, overflow) = number.multipliedReportingOverflow(by: Int128(scale) * Int128(currency.minorPerMajor))
    guard !overflow, product % power == 0 else { return nil }
    return Int64(exactly: product / power)
  }
}

/// What an amount is made of: a number with its marks, and what stands around it.
private struct Written {
  let number: Substring
  let scale: Int64
  let currency: Currency?
  /// The letter that multiplies, as it was typed; empty without one.
  var suffix: String { scale > 1 ? letter : "" }
  private let letter: String

  /// Nil when something else than digits and marks is between.
  init?(_ text: String) {
    var rest = Substring(text)
    currency = Self.takeSign(&rest, fromStart: true) ?? Self.takeSign(&rest, fromStart: false)
    rest = Substring(String(rest).trimmed)
    letter = rest.last.map { String($0) } ?? ""
    switch rest.last {
    case "k", "K": scale = 1000
    case "m", "M": scale = 1_000_000
    case "b", "B": scale = 1_000_000_000
    case "t", "T": scale = 1_000_000_000_000
    default: scale = 1
    }
    number = scale > 1 ? Substring(String(rest.dropLast()).trimmed) : rest
    guard number.utf8.first?.isDigit == true,
      number.allSatisfy({ DigitGroups.isMark($0) || $0.utf8.allSatisfy(\.isDigit) })
    else { return nil }
  }

  private static func takeSign(_ rest: inout Substring, fromStart: Bool) -> Currency? {
    for (sign, currency) in Currency.signs where fromStart ? rest.hasPrefix(sign) : rest.hasSuffix(sign) {
      if fromStart { rest.removeFirst() } else { rest.removeLast() }
      return currency
    }
    let code = fromStart ? rest.prefix(3) : rest.suffix(3)
    guard rest.count > 3, let currency = Currency(code.uppercased()) else { return nil }
    if fromStart { rest.removeFirst(3) } else { rest.removeLast(3) }
    return currency
  }
}
