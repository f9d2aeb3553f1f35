import Sales

/// One thing that happened to a deal, as a timeline tells it.
struct Happening: Hashable {
  let at: Timestamp
  /// The id of the action or of the row of history, which rises in the order of commits; nil for an activity, whose place
  /// is when it occurred.
  var order: UInt128?
  let who: String
  /// In at most 7 cells.
  let what: String
  let text: String
  /// What was written about it besides.
  var body: String?
  /// For a move, the days that the deal had been in the stage it left.
  var days: Int?
}

/// What a deal is worth, as it stood at some time.
struct Worth {
  var value: Int64
  var currency: Currency

  init(_ deal: Deal) {
    (value, currency) = (deal.value, deal.currency)
  }

  /// As it was before the changes.
  mutating func takeBack(_ fields: [JournalEntry.FieldChange]) {
    for field in fields {
      switch field.name {
      case "value": value = Int64(scalar: field.before) ?? value
      case "currency": currency = Currency(scalar: field.before) ?? currency
      default: break
      }
    }
  }
}
