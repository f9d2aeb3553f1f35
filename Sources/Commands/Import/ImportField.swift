import Sales

/// What a column of an imported file can hold; the raw value is its name in `--map`.
enum ImportField: String, CaseIterable, Hashable, Sendable {
  case name, value
  /// A code, or a name such as `US Dollar` (see `CurrencyName`).
  case currency
  case stage, pipeline
  /// How the deal stands, in the words of `StatusWords`.
  case status
  case company, contact, owner, source
  case externalID = "external-id"
  case created
  case stageEntered = "stage-entered"
  /// The one close date of many programs: the day hoped for while the deal is open, then the day it closed.
  case closed
  case expectedClose = "expected-close"
  case lossReason = "loss-reason"
  /// What is planned next, as a task.
  case nextStep = "next-step"
  case nextStepDate = "next-step-date"
  /// When something last happened, from which a deal's idle time counts.
  case lastActivity = "last-activity"
  /// Free text, as one activity; several dated notes in a cell stay one.
  case note
  case contactEmail = "contact-email"
  case contactPhone = "contact-phone"
  /// The contact's position in the company.
  case contactTitle = "contact-title"
  /// Words that sort deals, such as tags.
  case label
  /// A percentage that orders new stages. A deal does not store it.
  case probability
  /// Whether the deal is won; `Booleans` reads it. A closed deal that is not won is lost.
  case isWon = "is-won"
  /// Whether the deal is won or lost.
  case isClosed = "is-closed"
  /// Whether the row is marked as deleted, so that it is left out.
  case isDeleted = "is-deleted"
  /// The day of winning; a row that has one is won.
  case wonDate = "won-date"
  /// The day of losing; a row that has one is lost.
  case lostDate = "lost-date"
  /// The program or file that the ids come from.
  case idSource = "id-source"
  /// What an export says of the deal's stage, so that another database can make it as it was.
  case stageType = "stage-type"
  case stagePosition = "stage-position"
  case stageColor = "stage-color"
  case stageProbability = "stage-probability"
  case stageIdleLimit = "stage-idle-limit"
  case stageLimit = "stage-limit"

  /// Whether it names something, so that its length is bounded.
  var isName: Bool {
    switch self {
    case .name, .company, .contact, .owner, .stage, .pipeline: true
    case .value, .currency, .status, .source, .externalID, .created, .stageEntered, .closed, .expectedClose,
      .lossReason, .nextStep, .nextStepDate, .lastActivity, .note, .contactEmail, .contactPhone, .contactTitle, .label,
      .probability, .isWon, .isClosed, .isDeleted, .wonDate, .lostDate, .idSource, .stageType, .stagePosition,
      .stageColor, .stageProbability, .stageIdleLimit, .stageLimit:
      false
    }
  }

  var holdsDates: Bool {
    switch self {
    case .created, .stageEntered, .closed, .expectedClose, .nextStepDate, .lastActivity, .wonDate, .lostDate: true
    case .name, .value, .currency, .stage, .pipeline, .status, .company, .contact, .owner, .source, .externalID,
      .lossReason, .nextStep, .note, .contactEmail, .contactPhone, .contactTitle, .label, .probability, .isWon,
      .isClosed, .isDeleted, .idSource, .stageType, .stagePosition, .stageColor, .stageProbability, .stageIdleLimit,
      .stageLimit:
      false
    }
  }

  /// The fields that an export writes, in the order of its columns.
  static let exported: [ImportField] = [
    .name, .value, .currency, .stage, .pipeline, .status, .company, .contact, .owner, .source, .externalID, .created,
    .stageEntered, .closed, .expectedClose, .lossReason,
  ]

  /// The header of an exported file. A file that begins with it is read as literally as it was written.
  static let header = exported.map(\.rawValue)
}

extension ImportField {
  /// What it is called in a sentence and in the dialogue.
  var title: String { self == .closed ? "close date" : rawValue.split(separator: "-").joined(separator: " ") }

  /// Whether `export` wrote the header, perhaps with columns cut out of it, so that nothing in the file is guessed.
  static func isExport(_ header: [String]) -> Bool {
    header.contains(externalID.rawValue) && Set(header).isSubset(of: Self.header) && Set(header).count == header.count
  }

  /// The field that a header means by itself, and how good a spelling it is, from 0; nil when it means none.
  static func matching(_ header: String) -> (field: ImportField, rank: Int)? {
    HeaderKnowledge.match(header).map { ($0.field, $0.rank) }
  }

  /// The headers by which programs call the field, the best first, as `plainHeader` gives them.
  var spellings: [String] { HeaderKnowledge.facts.filter { $0.field == self }.map(\.header) }
}

/// A header as headers are compared: folded, without a star, marks between words as spaces.
func plainHeader(_ header: String) -> String {
  folded(String(header.map { "_-–—.:*".contains($0) ? " " : $0 }))
}
