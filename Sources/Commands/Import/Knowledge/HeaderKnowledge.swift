import Sales

/// What the headers of files in circulation mean: one table, read by the mapping of columns, by help and by tests.
enum HeaderKnowledge {
  /// One header that a program or its users write for a field.
  struct Fact: Hashable, Sendable {
    let field: ImportField
    let source: Source
    /// As `plainHeader` gives it.
    let header: String
    /// Whether the column counts only where no better one stands beside it.
    let isFallback: Bool
  }

  /// Who writes a header.
  enum Source: String, CaseIterable, Hashable, Sendable {
    /// What spreadsheets, warehouses and most programs say.
    case common = "spreadsheets"
    case hubSpot = "HubSpot"
    case pipedrive = "Pipedrive"
    case salesforce = "Salesforce"
    case dynamics = "Dynamics 365"
    case zoho = "Zoho"
    case bitrix = "Bitrix24"
    case close = "Close"
    case espo = "EspoCRM"
    case odoo = "Odoo"
    case others = "other programs"
    case german = "German"
    case french = "French"
    case spanish = "Spanish"
    case portuguese = "Portuguese"
    case italian = "Italian"
    case dutch = "Dutch"
    case polish = "Polish"
    case czech = "Czech"
    case russian = "Russian"
    case nordic = "Swedish, Danish and Norwegian"
    case turkish = "Turkish"
    case japanese = "Japanese"
    case chinese = "Chinese"
  }

  /// What a header means.
  struct Match: Hashable, Sendable {
    let field: ImportField
    /// How good a spelling it is among those of the field, from 0.
    let rank: Int
    let isFallback: Bool
    /// The currency of the column's amounts, where the header names it: `Amount (USD)`, `Value in EUR`.
    let currency: Currency?
  }

  /// Every fact, the best spelling of a field first.
  static let facts: [Fact] = (common + programs + languages).flatMap { row in
    row.headers.split(separator: "|").map { spelling in
      let isFallback = spelling.hasPrefix("?")
      return Fact(
        field: row.field, source: row.source, header: String(isFallback ? spelling.dropFirst() : spelling),
        isFallback: isFallback)
    }
  }

  /// A row of the table: headers with `|` between them, fallbacks with `?` before them.
  typealias Row = (source: Source, field: ImportField, headers: String)

  /// Nil for a header that means no field.
  ///
  /// `kind` is what the column's values are: `CLOSED` is a day in one program and yes or no in another.
  static func match(_ header: String, kind: ColumnKind? = nil) -> Match? {
    let plain = plainHeader(header)
    if isNeverRead(plain) { return nil }
    if !plain.isEmpty, plain.allSatisfy({ "$€£¥".contains($0) }) {
      let currency = plain.count == 1 ? CurrencySign.currency(plain) : nil
      return Match(field: .value, rank: facts.count, isFallback: true, currency: currency)
    }
    let (words, currency) = withoutCurrency(plain)
    if words != plain, let match = find(words, kind, currency: currency), match.field == .value { return match }
    return find(plain, kind, currency: nil)
  }

  private static func find(_ plain: String, _ kind: ColumnKind?, currency: Currency?) -> Match? {
    for words in withoutEntities(plain) {
      let key = squashed(words)
      if let kind, let field = byKind[key]?[kind] {
        return Match(field: field, rank: 0, isFallback: false, currency: currency)
      }
      if let (field, rank, isFallback) = index[key] {
        return Match(field: field, rank: rank, isFallback: isFallback, currency: currency)
      }
    }
    return namesCurrency(plain) ? Match(field: .currency, rank: facts.count, isFallback: true, currency: nil) : nil
  }

  /// `Betrag Währung`, `Devise de Valeur`: the currency of an amount, in whatever words that is named.
  private static func namesCurrency(_ plain: String) -> Bool {
    let words = plain.split { !$0.isLetter }.map(String.init)
    return (2...5).contains(words.count) && !currencyWords.isDisjoint(with: words)
  }

  private static let currencyWords: Set<String> = [
    "currency", "wahrung", "devise", "moneda", "divisa", "moeda", "valuta",
  ]

  /// What programs put beside their columns for themselves, and what is computed from others.
  private static func isNeverRead(_ plain: String) -> Bool {
    plain.hasPrefix("(do not modify)") || plain.contains("weighted") || plain.contains("gewichtet")
  }

  /// The text as it stands, then without the words that say whose column it is: `Deal - Value`, `Affaire - Titre`,
  /// `Account Name: Account Name`.
  private static func withoutEntities(_ plain: String) -> [String] {
    var results = [plain]
    let words = plain.split(separator: " ")
    if words.count.isMultiple(of: 2), words.prefix(words.count / 2) == words.suffix(words.count / 2) {
      results.append(words.prefix(words.count / 2).joined(separator: " "))
    }
    while let rest = results.last, let entity = entities.first(where: { rest.hasPrefix($0 + " ") }) {
      results.append(String(rest.dropFirst(entity.count + 1)))
    }
    return results
  }

  private static let entities = [
    "deal", "opportunity", "potential", "geschaft", "verkaufschance", "affaire", "transaction", "trato", "negocio",
    "oportunidad", "oportunidade", "trattativa", "opportunita", "offerta",
  ]

  /// The header without a currency that it ends with, and that currency; a dollar sign names none.
  private static func withoutCurrency(_ plain: String) -> (words: String, currency: Currency?) {
    var words = plain.split(whereSeparator: { " ()[],/".contains($0) }).map(String.init)
    guard words.count > 1, let last = words.popLast() else { return (plain, nil) }
    let sign = CurrencySign.currency(last)
    guard sign != nil || last == "$" || Currency(last.uppercased()) != nil else { return (plain, nil) }
    if words.count > 1, words.last == "in" { words.removeLast() }
    return (words.joined(separator: " "), sign ?? Currency(last.uppercased()))
  }

  /// Letters and digits alone, since `closedate`, `Close Date` and `close_date` are one.
  private static func squashed(_ text: String) -> String { text.filter { $0.isLetter || $0.isNumber } }

  private static let index: [String: (field: ImportField, rank: Int, isFallback: Bool)] = {
    var index: [String: (field: ImportField, rank: Int, isFallback: Bool)] = [:]
    var ranks: [ImportField: Int] = [:]
    for fact in facts {
      let rank = ranks[fact.field, default: 0]
      ranks[fact.field] = rank + 1
      index[squashed(fact.header)] = index[squashed(fact.header)] ?? (fact.field, rank, fact.isFallback)
    }
    return index
  }()

  /// Headers that mean one field for values of one kind and another for the rest.
  private static let byKind: [String: [ColumnKind: ImportField]] = [
    "opportunity": [.numbers: .value],
    "closed": [.booleans: .isClosed],
    "won": [.booleans: .isWon, .dates: .wonDate],
    "lost": [.dates: .lostDate],
    "nextactivity": [.dates: .nextStepDate],
    "active": [.booleans: .isActive],
  ]
}

/// A header whose meaning only people know.
enum HeaderDoubt: Hashable, Sendable {
  /// `Title` beside a contact and an e-mail: the contact's job, or the deal's name.
  case titleOrJob(column: Int)

  /// The doubts of a whole header.
  static func all(in header: [String]) -> [HeaderDoubt] {
    let fields = header.map { ImportField.matching($0)?.field }
    let names = fields.indices.filter { fields[$0] == .name }
    guard fields.contains(.contact), fields.contains(.contactEmail), names.count == 1,
      ["title", "titel"].contains(plainHeader(header[names[0]]))
    else { return [] }
    return [.titleOrJob(column: names[0])]
  }
}
