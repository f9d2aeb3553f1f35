/// A field's value as people read and write it in a line: in a form and in a file for an editor.
package enum FieldText {
  /// What people call the field, `expected close`; one that points at a row, what it points at, `owner`.
  package static func label(_ field: String) -> String {
    let isReference = field.hasSuffix("_id") && field != "external_id"
    return (isReference ? field.dropLast(3) : field[...]).split(separator: "_").joined(separator: " ")
  }

  /// What `read` takes back as the same value; empty for nothing. Ids are shown as they are: whoever knows the names of
  /// the rows writes those.
  package static func written(_ value: Scalar, _ kind: FieldKind, currency: Currency) -> String {
    switch (kind, value) {
    case (_, .null): ""
    case (.money, .integer(let minor)):
      String(MoneyText(hasSigns: false).exact(minor, currency).drop { !$0.isNumber && $0 != "-" })
    case (.date, .integer(let seconds)): Timestamp(seconds: seconds).utcDay.description
    case (.moment, .integer(let seconds)): Timestamp(seconds: seconds).description
    case (.flag, .integer(let number)): number == 0 ? "no" : "yes"
    case (_, .integer(let number)): "\(number)"
    case (_, .text(let text)): text
    }
  }

  /// The value that the text means; nil when it means none that a field of the kind can have. Blank text is `.null`.
  /// An amount may name its currency, which is then the second part.
  package static func read(
    _ text: String, _ kind: FieldKind, currency: Currency, today: Day, _ notation: Notation = .unknown
  ) -> (value: Scalar, currency: Currency?)? {
    let text = text.trimmed
    guard !text.isEmpty else { return (.null, nil) }
    switch kind {
    case .money:
      guard let amount = AmountReader.read(line: text, default: currency, notation) else { return nil }
      return (.integer(amount.minor), amount.currency)
    case .currency: return Currency(text.uppercased()).map { ($0.scalar, nil) }
    case .date: return DateReader.read(text, today: today, notation, .end).map { ($0.midnightUTC.scalar, nil) }
    case .moment: return Timestamp(text).map { ($0.scalar, nil) }
    case .word(let words): return words.first { $0 == text.lowercased() }.map { (.text($0), nil) }
    case .color: return HexColor(text).map { ($0.scalar, nil) }
    case .number(let range):
      let digits = text.last == "%" || text.last == "d" ? String(text.dropLast()) : text
      return Int64(digits).flatMap { range.contains($0) ? (.integer($0), nil) : nil }
    case .flag: return ["yes": 1, "no": 0][text.lowercased()].map { (.integer($0), nil) }
    case .json:
      guard let json = try? JSON(text), case .object = json else { return nil }
      return (.text(json.text), nil)
    case .id, .text: return (.text(text), nil)
    }
  }

  /// Both meanings of a line that has two, and how to write each; nil for any other line.
  package static func question(
    _ text: String, _ kind: FieldKind, currency: Currency, today: Day, _ notation: Notation
  ) -> String? {
    switch kind {
    case .money: AmountReader.question(text, default: currency, notation)
    case .date: DateReader.question(text.trimmed, today: today, notation)
    case .id, .text, .currency, .moment, .word, .color, .number, .flag, .json: nil
    }
  }

  /// What a line must be, to follow "must be": the words that people type, where the wire has other ones.
  package static func expectation(_ kind: FieldKind) -> String {
    switch kind {
    case .money: "an amount such as 12k, €9,500 or 62,000.00 GBP"
    case .date: "a day such as 2w, eom, fri, 12 apr or 2026-03-16"
    case .flag: "yes or no"
    // Rows are written by their names in a line.
    case .id(User.idPrefix): "a colleague's login"
    case .id(Contact.idPrefix): "a name or e-mail address; a new one is added"
    case .id(Company.idPrefix): "a company's name; a new one is added"
    case .id: "a name"
    case .text, .currency, .moment, .word, .color, .number, .json: kind.expectation
    }
  }
}
