import Sales

/// A row that is a deal: its draft, and what a report counts of it.
struct DealRow: Sendable {
  let line: Int
  /// How the deal stands if the import makes it.
  let status: DealStatus
  let place: StageBook.Place
  var draft = DealDraft(values: [])
  var name = ""
  var company = ""
  /// The id by which the deal is known, with its source; nil where the row has none.
  var externalID: String?
  var value = Money(minor: 0, currency: .usd)
  var hasValue = false
  var hasCloseDate = false
  var hasOwner = false
  var hasStep = false
  /// Whether contacts follow the deal's own.
  var hasSeveralContacts = false
  var hasNote = false
  var hasLossReason = false
  /// How many activities and tasks an export has of it.
  var activities = 0
  var tasks = 0
  /// Whether its amount had more decimals than its currency.
  var isRounded = false
  /// Whether its amount is below zero, and is read as nothing.
  var isNegative = false
  var isClosedWithoutDay = false

  init(line: Int, status: DealStatus, place: StageBook.Place) {
    self.line = line
    self.status = status
    self.place = place
  }
}
