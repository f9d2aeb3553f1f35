/// A number as a workbook writes it, in decimal: no digit is lost to binary arithmetic.
struct DecimalNumber: Hashable {
  private var isNegative = false
  /// 0 to 9 each, without zeros at either end; empty for zero.
  private var digits: [UInt8] = []
  /// How many digits stand before the decimal point; below zero where zeros follow it.
  private var point = 0

  /// What a spreadsheet keeps of a number.
  private static let precision = 15
  /// The largest power of ten that a spreadsheet knows is 308.
  private static let largestExponent = 400

  /// Nil when the text is not a decimal number, with or without an exponent.
  init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      rest.removeFirst()
    }
    let whole = rest.prefix { Self.isDigit($0) }
    rest = rest.dropFirst(whole.count)
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix { Self.isDigit($0) }
      rest = rest.dropFirst(fraction.count + 1)
    }
    guard !(whole.isEmpty && fraction.isEmpty), let exponent = Self.exponent(rest) else { return nil }
    digits = (whole + fraction).map { $0 - 48 }
    point = whole.count + exponent
    trim()
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// 0 for no text; nil for what is not an exponent, or one out of range.
  private static func exponent(_ text: ArraySlice<UInt8>) -> Int? {
    guard let mark = text.first else { return 0 }
    guard mark | 0x20 == UInt8(ascii: "e"), let value = Int(String(decoding: text.dropFirst(), as: UTF8.self)) else {
      return nil
    }
    return abs(value) <= largestExponent ? value : nil
  }

  private mutating func trim() {
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    point -= zeros
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { (isNegative, point) = (false, 0) }
  }

  /// Whole numbers digit for digit, others to 15 significant digits, which takes away what binary arithmetic left.
  var rounded: DecimalNumber {
    let kept = max(Self.precision, point)
    guard digits.count > point, digits.count > kept else { return self }
    var result = self
    result.digits = Array(digits[..<kept])
    if digits[kept] >= 5 { result.addOne() }
    result.trim()
    return result
  }

  private mutating func addOne() {
    var index = digits.count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
  }

  /// A hundred times as much.
  var percent: DecimalNumber {
    var result = self
    if !digits.isEmpty { result.point += 2 }
    return result
  }

  /// The digits of a whole number that is not negative; nil for others.
  var wholeDigits: String? {
    !isNegative && digits.count <= point || digits.isEmpty ? text : nil
  }

  /// Whether it has more than 15 digits before the point, the last of which a spreadsheet does not keep.
  var isTooLong: Bool { point > Self.precision }

  /// Without exponent, such as `-0.00001`.
  var text: String {
    if digits.isEmpty { return "0" }
    let zero = UInt8(0)
    let whole =
      point <= 0 ? [zero] : digits.prefix(point) + [UInt8](repeating: zero, count: max(0, point - digits.count))
    let fraction =
      point >= digits.count ? [] : [UInt8](repeating: zero, count: max(0, -point)) + digits.dropFirst(max(0, point))
    let sign = isNegative ? "-" : ""
    return sign + Self.characters(whole) + (fraction.isEmpty ? "" : "." + Self.characters(fraction))
  }

  private static func characters(_ digits: some Sequence<UInt8>) -> String {
    String(decoding: digits.map { $0 + 48 }, as: UTF8.self)
  }
}
