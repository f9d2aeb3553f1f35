/// How amounts and dates are written where the person works: what decides on `9.500` and `3/4`.
package struct Notation: Hashable, Sendable {
  /// Which of two numbers in `3/4` is the day.
  package enum DayOrder: Hashable, Sendable {
    case dayFirst, monthFirst
  }

  /// The mark before decimals, a point or a comma; nil where nothing says.
  package var decimalMark: Character?
  /// Nil where nothing says.
  package var dayOrder: DayOrder?
  /// What deals are worth on average, in minor units of their currency: the amounts beside which a new one is typed.
  package var averages: [Currency: Int128] = [:]

  package init(decimalMark: Character? = nil, dayOrder: DayOrder? = nil) {
    self.decimalMark = decimalMark
    self.dayOrder = dayOrder
  }

  /// Where neither the locale nor other amounts are known.
  package static let unknown = Notation()

  /// The same beside the amounts of those deals.
  package func beside(_ tallies: [Tally]) -> Notation {
    var notation = self
    for tally in tallies where tally.deals > 0 {
      notation.averages[tally.sum.currency] = tally.sum.minor / Int128(tally.deals)
    }
    return notation
  }
}

// MARK: - From the locale

extension Notation {
  /// The variables that say where the person works.
  package static let variables = ["LC_ALL", "LC_MONETARY", "LC_NUMERIC", "LC_TIME", "LANG"]

  /// As POSIX has it, `LC_ALL` goes before the variable of the category, and `LANG` comes last. Amounts follow
  /// `LC_MONETARY`, else `LC_NUMERIC`. The names alone decide, so that a locale need not be installed.
  package init(environment: [String: String]) {
    func locale(_ names: [String]) -> LocaleName? {
      names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }.flatMap(LocaleName.init)
    }
    decimalMark = locale(["LC_ALL", "LC_MONETARY", "LC_NUMERIC", "LANG"])?.decimalMark
    dayOrder = locale(["LC_ALL", "LC_TIME", "LANG"])?.dayOrder
  }
}

/// A locale's language and territory, such as `de` and `CH`.
private struct LocaleName {
  let language: String
  let territory: String

  /// Nil for `C`, `POSIX` and what is not such a name: they say nothing about people.
  init?(_ name: String) {
    let parts = name.prefix { $0 != "." && $0 != "@" }.split(separator: "_")
    guard let first = parts.first?.lowercased(), (2...3).contains(first.count) else { return nil }
    language = first
    territory = parts.count > 1 ? parts[1].uppercased() : ""
  }

  /// After the Unicode locale data (CLDR): most of Europe, South America and Africa write a comma.
  var decimalMark: Character {
    let pointed = language == "es" ? Self.spanishPoint : Self.pointTerritories
    if pointed.contains(territory) { return "." }
    if language == "en" { return Self.englishComma.contains(territory) ? "," : "." }
    return Self.commaLanguages.contains(language) ? "," : "."
  }

  /// East Asia and Hungary write the year first, and so the month before the day.
  var dayOrder: DayOrder {
    let isMonthFirst =
      ["ja", "zh", "ko", "hu", "lt", "mn"].contains(language) || ["US", "PH"].contains(territory)
      || language == "en" && territory.isEmpty
    return isMonthFirst ? .monthFirst : .dayFirst
  }

  typealias DayOrder = Notation.DayOrder

  private static let pointTerritories: Set<String> = ["CH", "LI"]
  private static let spanishPoint: Set<String> = ["DO", "GT", "HN", "MX", "NI", "PA", "PE", "PR", "SV", "US"]
  private static let englishComma: Set<String> = ["ZA", "DE", "AT", "NL", "BE", "DK", "FI", "SE", "SI"]
  private static let commaLanguages: Set<String> = [
    "af", "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fo", "fr", "gl", "hr", "hu",
    "hy", "id", "is", "it", "ka", "kk", "ky", "lb", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru",
    "sk", "sl", "sq", "sr", "sv", "tr", "uk", "uz", "vi",
  ]
}
