/// The one mark of a number such as `9.500`, before exactly three digits: it parts the thousands or begins the decimals.
struct LoneMark {
  let mark: Character
  let whole: Substring
  let rest: Substring

  enum Meaning {
    case thousands, decimals
  }

  /// Nil for a number whose marks have one meaning only.
  init?(_ number: Substring) {
    let parts = number.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard parts.count == 2, (1...3).contains(parts[0].count), parts[0].first != "0", parts[1].count == 3,
      parts.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) })
    else { return nil }
    (whole, rest) = (parts[0], parts[1])
    mark = number[whole.endIndex]
  }

  /// Nil where nothing decides; then the person is asked.
  ///
  /// A currency with three decimals is written with a point by the program itself, so there a point always begins them,
  /// and a comma does where the locale says so. Before `k` and `m` the mark that the locale has for decimals begins them.
  /// In other currencies the mark that the locale has between thousands is that, and so is one that makes an amount of
  /// the size of the others. Where the locale is unknown a comma is between thousands, since the program writes it so.
  func meaning(in currency: Currency, isScaled: Bool, _ notation: Notation) -> Meaning? {
    let isDecimal = mark == (notation.decimalMark ?? ".")
    if isScaled { return isDecimal ? .decimals : mark == "." ? nil : .thousands }
    switch currency.exponent {
    case 0: return .thousands
    case 3...: return mark == "." || isDecimal ? .decimals : .thousands
    default: return !isDecimal || isUsual(in: currency, notation) ? .thousands : nil
    }
  }

  /// Whether it is at most ten times what other deals are worth; the other meaning is less than a hundredth of it then.
  private func isUsual(in currency: Currency, _ notation: Notation) -> Bool {
    guard let average = notation.averages[currency], let number = Int128(whole + rest) else { return false }
    return number * Int128(currency.minorPerMajor) <= 10 * average
  }

  /// Both meanings, and how to write each: `"9.500" can be 9,500 or 9.50. Write 9500 or 9.50`.
  func question(_ typed: Substring, suffix: String, _ notation: Notation) -> String {
    let digits = rest.last == "0" ? rest.dropLast() : rest
    // Three decimals make sense before `k` and `m` only, and are written with the locale's mark.
    let decimals =
      suffix.isEmpty || digits.count < 3
      ? ".\(digits.prefix(suffix.isEmpty ? 2 : 3))" : "\(notation.decimalMark ?? ".")\(digits)"
    return "\"\(typed)\" can be \(whole),\(rest)\(suffix) or \(whole).\(digits)\(suffix). "
      + "Write \(whole)\(rest)\(suffix) or \(whole)\(decimals)\(suffix)"
  }
}
