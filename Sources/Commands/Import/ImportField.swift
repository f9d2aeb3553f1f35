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
  /// Whether the deal is not archived; an archived one with a reason of loss is lost.
  case isActive = "is-active"
  /// Whether the row is marked as deleted, so that it is left out.
  case isDeleted = "is-deleted"
  /// The day of winning; a row that has one is won.
  case wonDate = "won-date"
  /// The day of losing; a row that has one is lost.
  case lostDate = "lost-date"
  /// The program or file that the ids come from.
  case idSource = "id-source"
  case companyDomain = "company-domain"
  case companyWebsite = "company-website"
  case companyIndustry = "company-industry"
  case parkedUntil = "parked-until"
  /// A JSON object, as an export writes it.
  case metadata
  /// JSON arrays of what was done and what is planned, as an export writes them (`HistoryCell`).
  case activities, tasks
  /// Every pipeline with its stages, as an export writes them into its first row (`ExportColumn.pipelines`).
  case pipelines

  /// Its place among all cases.
  var ordinal: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

  /// By its place: a raw value would be hashed as text, and tables of fields are asked for every cell.
  func hash(into hasher: inout Hasher) { hasher.combine(ordinal) }

  /// Whether it names something, so that its length is bounded.
  var isName: Bool {
    switch self {
    case .name, .company, .contact, .owner, .stage, .pipeline: true
    case .value, .currency, .status, .source, .externalID, .created, .stageEntered, .closed, .expectedClose,
      .lossReason, .nextStep, .nextStepDate, .lastActivity, .note, .contactEmail, .contactPhone, .contactTitle, .label,
      .probability, .isWon, .isClosed, .isActive, .isDeleted, .wonDate, .lostDate, .idSource, .companyDomain,
      .companyWebsite, .companyIndustry, .parkedUntil, .metadata, .activities, .tasks, .pipelines:
      false
    }
  }

  var holdsDates: Bool {
    switch self {
    case .created, .stageEntered, .closed, .expectedClose, .nextStepDate, .lastActivity, .wonDate, .lostDate,
      .parkedUntil:
      true
    case .name, .value, .currency, .stage, .pipeline, .status, .company, .contact, .owner, .source, .externalID,
      .lossReason, .nextStep, .note, .contactEmail, .contactPhone, .contactTitle, .label, .probability, .isWon,
      .isClosed, .isActive, .isDeleted, .idSource, .companyDomain, .companyWebsite, .companyIndustry, .metadata,
      .activities, .tasks, .pipelines:
      false
    }
  }
}

extension ImportField {
  /// What it is called in a sentence and in the dialogue.
  var title: String { self == .closed ? "close date" : rawValue.split(separator: "-").joined(separator: " ") }

  /// Whether `export` wrote the header, perhaps with columns cut out of it, so that nothing in the file is guessed.
  static func isExport(_ header: [String]) -> Bool {
    header.contains(externalID.rawValue) && Set(header).isSubset(of: ExportColumn.header)
      && Set(header).count == header.count
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
