/// Turns what a cell holds into the text that a CSV of the same table would have.
struct CellReader {
  let formats: [NumberFormat]
  let startsIn1904: Bool

  /// A number, as the style of that index shows it. What is not a number stays as it is.
  func number(_ text: String, style: Int) -> (text: String, currency: String?, isTooLong: Bool) {
    let text = text.trimmedBlanks
    let format = formats.indices.contains(style) ? formats[style] : .plain
    if case .plain = format, isShortWhole(text) { return (text, nil, false) }
    guard let number = DecimalNumber(text) else { return (text, nil, false) }
    let currency: String? = if case .money(let sign) = format { sign } else { nil }
    return (shown(number, format, text) ?? number.rounded.text, currency, number.isTooLong)
  }

  /// Nearly every number is of this kind, and is its own text.
  private func isShortWhole(_ text: String) -> Bool {
    let digits = text.utf8
    return digits.count <= 15 && digits.allSatisfy { (48...57).contains($0) }
      && (digits.first != 48 || digits.count == 1)
  }

  /// Nil where the format does not change what is meant.
  private func shown(_ number: DecimalNumber, _ format: NumberFormat, _ text: String) -> String? {
    switch format {
    case .plain, .money: nil
    case .percent: number.percent.rounded.text + "%"
    case .padded(let pattern): number.wholeDigits.map { padded($0, pattern) }
    case .duration: Double(text).flatMap { SerialDate.duration($0) }
    // A day that is not filled in often comes as 0.
    case .moment(hasTime: false) where number.text == "0": ""
    case .moment: Double(text).flatMap { SerialDate.text($0, startsIn1904: startsIn1904) }
    }
  }

  /// Fills the zeros of the pattern from the right; digits that are left stand in front of the first zero.
  private func padded(_ digits: String, _ pattern: String) -> String {
    var left = digits[...]
    var result: [Character] = []
    let first = pattern.firstIndex(of: "0")
    for index in pattern.indices.reversed() {
      result.append(pattern[index] == "0" ? left.popLast() ?? "0" : pattern[index])
      if index == first { while let digit = left.popLast() { result.append(digit) } }
    }
    return String(result.reversed())
  }
}

extension String {
  /// Without the white space of XML at either end.
  fileprivate var trimmedBlanks: String {
    guard let first = utf8.first, let last = utf8.last, Self.isBlank(first) || Self.isBlank(last) else { return self }
    let rest = utf8.drop(while: Self.isBlank)
    return String(decoding: rest.prefix(rest.count - rest.reversed().prefix(while: Self.isBlank).count), as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
