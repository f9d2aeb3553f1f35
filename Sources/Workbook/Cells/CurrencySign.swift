import Sales

/// Which currency a sign in a number format stands for.
enum CurrencySign {
  /// A code of ISO 4217; the sign itself where several currencies share it and the language does not tell; nil for what
  /// is not a currency. `locale` is a language of Windows, such as 0x409.
  static func code(_ text: String, locale: Int?) -> String? {
    let sign = text.trimmed
    // Only the low half is the language; the rest tells how digits look.
    if let locale, let code = byLocale[sign.lowercased()]?[locale & 0xFFFF] { return code }
    if let code = bySign[sign.lowercased()] { return code }
    return Currency(sign.uppercased())?.code
  }

  private static let bySign = [
    "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW", "₪": "ILS",
    "₫": "VND", "฿": "THB", "₴": "UAH", "₱": "PHP", "₦": "NGN", "₡": "CRC", "₸": "KZT", "zł": "PLN", "kč": "CZK",
    "ft": "HUF", "r$": "BRL", "fr.": "CHF", "us$": "USD", "a$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD",
    "hk$": "HKD", "s$": "SGD", "nt$": "TWD", "mx$": "MXN", "$": "$", "kr": "kr", "kr.": "kr",
  ]

  private static let byLocale: [String: [Int: String]] = [
    "$": [
      0x409: "USD", 0x1009: "CAD", 0xC0C: "CAD", 0xC09: "AUD", 0x1409: "NZD", 0x80A: "MXN", 0x1004: "SGD",
      0x4809: "SGD", 0xC04: "HKD", 0x404: "TWD", 0x2C0A: "ARS", 0x340A: "CLP", 0x240A: "COP",
    ],
    "¥": [0x411: "JPY", 0x804: "CNY"],
    "￥": [0x411: "JPY", 0x804: "CNY"],
    "kr": [0x41D: "SEK", 0x414: "NOK", 0x814: "NOK", 0x406: "DKK", 0x40F: "ISK"],
    "kr.": [0x41D: "SEK", 0x414: "NOK", 0x814: "NOK", 0x406: "DKK", 0x40F: "ISK"],
  ]
}
