import Sales

/// The signs that stand beside amounts for one currency.
enum CurrencySign {
  /// Nil for a dollar sign alone, which many currencies share, and for everything that is not a sign.
  static func currency(_ text: String) -> Currency? { signs[text.uppercased()] }

  /// Whether the sign is one that several currencies share, and the currency is one of them: `kr` is that of four.
  static func isShared(_ sign: String, by currency: Currency) -> Bool {
    shared[folded(sign.filter { $0 != "." })]?.contains(currency.code) == true
  }

  /// Whether several currencies share the sign.
  static func isShared(_ sign: String) -> Bool { shared[folded(sign.filter { $0 != "." })] != nil }

  /// The currency of a sign that no other one has; nil for other signs.
  static func only(_ sign: String) -> Currency? {
    let currencies = sharing(sign)
    return currencies.count == 1 ? currencies[0] : nil
  }

  /// The currencies that share the sign.
  static func sharing(_ sign: String) -> [Currency] {
    (shared[folded(sign.filter { $0 != "." })] ?? []).sorted().compactMap { Currency($0) }
  }

  private static let shared: [String: Set<String>] = [
    "kr": ["SEK", "NOK", "DKK", "ISK"], "r": ["ZAR", "BRL"], "rs": ["INR", "PKR", "LKR", "NPR", "MUR"],
    "fr": ["CHF", "XOF", "XAF"], "lei": ["RON", "MDL"], "din": ["RSD"], "лв": ["BGN"],
    "руб": ["RUB"], "р": ["RUB"], "грн": ["UAH"], "kc": ["CZK"], "zl": ["PLN"], "tl": ["TRY"], "rm": ["MYR"],
    "rp": ["IDR"],
  ]

  /// Whether amounts of the currency are written with a dollar sign.
  static func isDollar(_ currency: Currency) -> Bool { dollars.contains(currency.code) }

  private static let dollars = Set(
    """
    USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU DOP CUP BSD BBD BMD BND BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD
    """.split(separator: " ").map(String.init))

  private static let signs: [String: Currency] = {
    let table = [
      "€": "EUR", "£": "GBP", "¥": "JPY", "US$": "USD", "C$": "CAD", "CA$": "CAD", "CAD$": "CAD", "A$": "AUD",
      "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "SG$": "SGD", "R$": "BRL", "MX$": "MXN", "NT$": "TWD",
      "CN¥": "CNY", "JP¥": "JPY", "₹": "INR", "RS.": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS", "₺": "TRY", "₴": "UAH",
      "₫": "VND", "฿": "THB", "₱": "PHP", "₦": "NGN", "ZŁ": "PLN", "KČ": "CZK", "FT": "HUF", "SFR.": "CHF",
      "FR.": "CHF",
    ]
    return table.compactMapValues { Currency($0) }
  }()
}

/// Reads the currency of a cell: a code, a sign, or a name as programs write it (`US Dollar`, `EUR - Euro`).
enum CurrencyName {
  /// Nil when the text names no currency, or more than one.
  static func read(_ text: String) -> Currency? {
    let trimmed = text.trimmed
    if let known = Currency(trimmed.uppercased()) ?? CurrencySign.currency(trimmed) ?? names[plain(trimmed)] {
      return known
    }
    let codes = trimmed.split { !$0.isLetter }.compactMap { Currency(String($0)) }
    return Set(codes).count == 1 ? codes.first : nil
  }

  /// Folded letters alone, without a plural's s.
  private static func plain(_ text: String) -> String {
    let letters = folded(text).filter(\.isLetter)
    return letters.count > 3 && letters.hasSuffix("s") ? String(letters.dropLast()) : letters
  }

  private static let names: [String: Currency] = {
    var names: [String: Currency] = [:]
    for line in table.split(separator: "\n") {
      guard let currency = Currency(String(line.prefix(3))) else { continue }
      for name in line.dropFirst(4).split(separator: ",") { names[plain(String(name))] = currency }
    }
    return names
  }()

  private static let table = """
    USD US dollar, dollar US, United States dollar, American dollar, US-Dollar, dolar estadounidense, dollar américain
    EUR Euro
    GBP Pound sterling, British pound, British pound sterling, UK pound, sterling, Britisches Pfund, livre sterling, libra esterlina
    CHF Swiss franc, Schweizer Franken, franc suisse, franco suizo
    JPY Yen, Japanese yen, Japanischer Yen
    CAD Canadian dollar, Kanadischer Dollar, dollar canadien
    AUD Australian dollar, Australischer Dollar
    NZD New Zealand dollar
    HKD Hong Kong dollar
    SGD Singapore dollar
    TWD Taiwan dollar, New Taiwan dollar
    CNY Chinese yuan, yuan, yuan renminbi, Chinese yuan renminbi, renminbi
    INR Indian rupee
    PKR Pakistani rupee, Pakistan rupee
    LKR Sri Lankan rupee, Sri Lanka rupee
    BDT Bangladeshi taka, taka
    SEK Swedish krona, Schwedische Krone
    NOK Norwegian krone, Norwegische Krone
    DKK Danish krone, Dänische Krone
    ISK Icelandic krona, Iceland krona
    PLN Polish zloty, Polish złoty, zloty, złoty
    CZK Czech koruna, Tschechische Krone
    HUF Hungarian forint, forint
    RON Romanian leu, Romanian new leu, new leu
    BGN Bulgarian lev
    RSD Serbian dinar
    TRY Turkish lira, new Turkish lira
    RUB Russian ruble, Russian rouble
    UAH Ukrainian hryvnia, hryvnia
    ILS Israeli shekel, Israeli new shekel, new Israeli sheqel, shekel
    AED UAE dirham, United Arab Emirates dirham
    SAR Saudi riyal, Saudi Arabian riyal
    QAR Qatari riyal, Qatari rial
    KWD Kuwaiti dinar
    BHD Bahraini dinar
    OMR Omani rial, rial Omani
    JOD Jordanian dinar
    EGP Egyptian pound
    MAD Moroccan dirham
    TND Tunisian dinar
    ZAR South African rand, rand
    NGN Nigerian naira, naira
    KES Kenyan shilling
    GHS Ghanaian cedi, Ghana cedi
    BRL Brazilian real, real brasileiro
    MXN Mexican peso, peso mexicano
    ARS Argentine peso, peso argentino
    CLP Chilean peso, peso chileno
    COP Colombian peso, peso colombiano
    PEN Peruvian sol, Peruvian nuevo sol, sol, nuevo sol
    UYU Uruguayan peso, peso uruguayo
    THB Thai baht, baht
    MYR Malaysian ringgit
    IDR Indonesian rupiah, rupiah
    PHP Philippine peso
    VND Vietnamese dong, dong
    KRW South Korean won, Korean won
    """
}
