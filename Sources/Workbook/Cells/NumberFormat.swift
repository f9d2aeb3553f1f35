/// What a cell's number format changes of its meaning. Thousands, colours and decimals are dropped.
enum NumberFormat: Hashable, Sendable {
  case plain
  /// A moment; whether the format shows hours, minutes or seconds.
  case moment(hasTime: Bool)
  /// Hours that go on past a day, `[h]:mm`.
  case duration
  case percent
  /// Zeros and signs to be filled with digits from the right, such as `00000`.
  case padded(String)
  /// A code of ISO 4217, or the sign as it stands, such as `$`, where many currencies share it.
  case money(String)

  /// The formats that a workbook need not define (ECMA-376 part 1, §18.8.30), those of East Asian ones included.
  init(builtIn id: Int) {
    switch id {
    case 9, 10: self = .percent
    case 14...17, 27...31, 34...36, 50...58: self = .moment(hasTime: false)
    case 18...22, 32...33, 45, 47: self = .moment(hasTime: true)
    case 46: self = .duration
    default: self = .plain
    }
  }

  init(code: String) {
    let section = FormatSection(code)
    let letters = section.bare.lowercased()
    let isNamed = ["general", "standard", "@"].contains(letters)
    if isNamed {
      self = .plain
    } else if section.isElapsed {
      self = .duration
    } else if !letters.contains("#"), letters.contains(where: { "ymdhs".contains($0) }) {
      self = .moment(hasTime: letters.contains { "hs".contains($0) })
    } else if letters.contains("%") {
      self = .percent
    } else if let currency = section.currency, letters.contains(where: { "0#?".contains($0) }) {
      self = .money(currency)
    } else if let pattern = section.padding {
      self = .padded(pattern)
    } else {
      self = .plain
    }
  }
}

/// The first section of a format's code, which is about positive numbers, taken apart.
private struct FormatSection {
  /// What is left without quoted text, escaped characters, fillers and brackets.
  private(set) var bare = ""
  /// Whether a bracket holds hours, minutes or seconds.
  private(set) var isElapsed = false
  private(set) var currency: String?
  /// Bare and quoted signs in their order; nil in front of a code with brackets or fillers.
  private var shown: String? = ""

  init(_ code: String) {
    var rest = code[...]
    while let character = rest.popFirst(), character != ";" {
      switch character {
      case "\"": literal(rest.take(until: "\""))
      case "[": bracket(rest.take(until: "]"))
      case "\\": if let next = rest.popFirst() { literal(String(next)) }
      case "_", "*":
        _ = rest.popFirst()
        shown = nil
      default:
        bare.append(character)
        shown?.append(character)
      }
    }
    for word in bare.split(whereSeparator: { "0123456789#?.,+-()/ ".contains($0) }) {
      look(at: String(word), locale: nil)
    }
  }

  private mutating func literal(_ text: some StringProtocol) {
    shown?.append(contentsOf: text)
    look(at: String(text), locale: nil)
  }

  private mutating func look(at sign: String, locale: Int?) {
    currency = currency ?? CurrencySign.code(sign, locale: locale)
  }

  /// `[$€-407]` is a currency and a language, `[$-409]` a language alone, `[Red]` a colour, `[>9]` a condition.
  private mutating func bracket(_ text: Substring) {
    shown = nil
    if text.first == "$" {
      let parts = text.dropFirst().split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      let locale = parts.count > 1 ? Int(parts[1], radix: 16) : nil
      if let sign = parts.first { look(at: String(sign), locale: locale) }
    } else if let first = text.lowercased().first, "hms".contains(first),
      text.lowercased().allSatisfy({ $0 == first })
    {
      isElapsed = true
    }
  }

  /// At least two zeros, whatever signs before and between them, and nothing after them: `00" pcs"` is a count.
  var padding: String? {
    guard let shown, shown.last == "0", bare.count(where: { $0 == "0" }) > 1 else { return nil }
    return bare.contains { "#?.,/E@*".contains($0) } ? nil : shown
  }
}

extension Substring {
  /// Takes what stands before the mark, and the mark; everything where there is none.
  fileprivate mutating func take(until mark: Character) -> Substring {
    let taken = prefix { $0 != mark }
    self = dropFirst(taken.count + 1)
    return taken
  }
}
