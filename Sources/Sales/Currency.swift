/// A currency of ISO 4217, by its three-letter code.
package struct Currency: ScalarConvertible, CustomStringConvertible, LosslessStringConvertible, Comparable {
  package let code: String

  private init(known code: String) {
    self.code = code
  }

  /// Nil for a code that is not in the list in force, or not in upper case (contract §1).
  package init?(_ code: String) {
    guard Self.exponents[code] != nil else { return nil }
    self.code = code
  }

  package static let usd = Currency(known: "USD")
  package static let eur = Currency(known: "EUR")
  package static let gbp = Currency(known: "GBP")
  package static let jpy = Currency(known: "JPY")

  /// As people write them beside amounts.
  static let signs: [(String, Currency)] = [("$", .usd), ("€", .eur), ("£", .gbp), ("¥", .jpy)]

  /// The currency of a word that stands beside an amount: a code in any case, or a sign; nil for any other word.
  static func beside(_ word: String) -> Currency? {
    signs.first { $0.0 == word }?.1 ?? Currency(word.uppercased())
  }

  package var description: String { code }

  package static func < (left: Self, right: Self) -> Bool { left.code < right.code }

  /// Decimal places of the major unit: 2 for most, 0 for JPY, 3 for KWD, 4 for CLF.
  package var exponent: Int { Self.exponents[code] ?? 2 }

  /// Minor units in one major unit, 1 to 10,000.
  package var minorPerMajor: Int64 { (0..<exponent).reduce(1) { unit, _ in unit * 10 } }

  package init?(scalar: Scalar) {
    guard case .text(let code) = scalar else { return nil }
    self.init(code)
  }
  package var scalar: Scalar { .text(code) }

  /// Every known code in alphabetical order.
  package static var codes: [String] { exponents.keys.sorted() }

  /// Every number of decimal places that a currency has.
  package static var exponentsInUse: [Int] { Set(exponents.values).sorted() }

  /// Those with so many decimal places, in alphabetical order.
  package static func codes(exponent: Int) -> [String] { codes.filter { exponents[$0] == exponent } }

  // ISO 4217, list one, with its funds codes. What has no minor unit there is left out, since amounts are counted in
  // them: metals, units of account between banks, codes for tests and for no currency.
  private static let exponents: [String: Int] = {
    let byExponent: [(Int, String)] = [
      (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
      (
        2,
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF \
        CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD \
        HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT \
        MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR \
        SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU \
        UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
        """
      ),
      (3, "BHD IQD JOD KWD LYD OMR TND"),
      (4, "CLF UYW"),
    ]
    var table: [String: Int] = [:]
    for (exponent, codes) in byExponent {
      for code in codes.split(separator: " ") { table[String(code)] = exponent }
    }
    return table
  }()
}

/// An amount in one currency's minor units; 128 bits, so that no sum of deals overflows.
package struct Money: Hashable, Sendable {
  package var minor: Int128
  package var currency: Currency

  package init(minor: Int128, currency: Currency) {
    self.minor = minor
    self.currency = currency
  }
}
