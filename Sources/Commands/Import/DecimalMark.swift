/// How amounts are written, where their column leaves open whether `1.234` has decimals or thousands. The raw value is
/// what is typed after `--amounts`.
enum DecimalMark: String, CaseIterable, Hashable, Sendable {
  case point = "1,234.56"
  case comma = "1.234,56"

  var character: Character { self == .point ? "." : "," }
}

extension AmountColumn {
  /// Whether the only mark of a number stands before so many digits, so that it could be either.
  static func hasLoneMark(before digits: Int, in text: String) -> Bool {
    let parts = core(of: text).split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    return parts.count == 2 && parts[1].utf8.count == digits
  }
}
