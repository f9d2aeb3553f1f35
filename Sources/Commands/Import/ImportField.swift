import Sales

/// What a column of an imported file can hold; the raw value is its name in `--map`.
enum ImportField: String, CaseIterable, Hashable, Sendable {
  case name, value, currency, stage, pipeline, status, company, contact, owner, source
  case externalID = "external-id"
  case created
  case stageEntered = "stage-entered"
  case closed
  case expectedClose = "expected-close"
  case lossReason = "loss-reason"
  case nextStep = "next-step"
  case nextStepDate = "next-step-date"
  case lastActivity = "last-activity"
  case note
  case contactEmail = "contact-email"
  case contactPhone = "contact-phone"
  case contactTitle = "contact-title"
  case label, probability
  case isWon = "is-won"
  case isClosed = "is-closed"
  case isDeleted = "is-deleted"
  case wonDate = "won-date"
  case lostDate = "lost-date"
  case idSource = "id-source"
  case stageType = "stage-type"
  case stagePosition = "stage-position"
  case stageColor = "stage-color"
  case stageProbability = "stage-probability"
  case stageIdleLimit = "stage-idle-limit"
  case stageLimit = "stage-limit"

  /// The headers, as `plainHeader` gives them, by which programs call it; the first found is asked first.
  var spellings: [String] {
    switch self {
    case .name: ["name", "title", "deal", "opportunity", "deal name", "opportunity name"]
    case .value: ["value", "amount", "close value"]
    case .currency: ["currency", "currency of value", "currency code", "currency iso code", "currencyisocode"]
    case .stage: ["stage", "stage name", "stagename", "stage (pipeline)"]
    case .pipeline: ["pipeline", "pipeline name"]
    case .status: ["status"]
    case .company:
      [
        "company", "company name", "organization", "organisation", "organization name", "account", "account name",
        "associated company", "customer", "customer name", "client",
      ]
    case .contact:
      [
        "contact", "contact person", "contact name", "person", "person name", "associated contact",
        "associated people", "primary contact",
      ]
    case .owner:
      ["owner", "owner name", "owner email", "sales agent", "sales rep", "salesperson", "assigned to"]
    case .source: ["source", "lead source", "leadsource", "source origin", "original source"]
    case .externalID: ["external id", "id", "record id", "pipedrive system id", "system id"]
    case .created:
      ["created", "created at", "create date", "created date", "creation date", "date created", "deal created"]
    case .stageEntered:
      ["stage entered", "stage entered at", "date entered stage", "last stage change", "last stage change date"]
    case .closed:
      ["closed", "closed at", "closed on", "close date", "closed date", "closedate", "won time", "lost time"]
    case .expectedClose:
      ["expected close", "expected close date", "expected closing date", "expected closing"]
    case .lossReason: ["loss reason", "lost reason", "closed lost reason", "reason lost"]
    case .contactEmail: ["contact email", "email"]
    case .lastActivity: ["last activity", "last activity date"]
    case .isWon: ["iswon", "is won"]
    case .isClosed: ["isclosed", "is closed"]
    case .isDeleted: ["isdeleted", "is deleted"]
    default: [plainHeader(rawValue)]
    }
  }

  /// Whether it names something, so that its length is bounded.
  var isName: Bool { [.name, .company, .contact, .owner, .stage, .pipeline, .nextStep].contains(self) }

  var holdsDates: Bool {
    [.created, .stageEntered, .closed, .expectedClose, .nextStepDate, .lastActivity, .wonDate, .lostDate].contains(self)
  }

  /// What it is called in a sentence and in the dialogue.
  var title: String { self == .closed ? "close date" : rawValue.split(separator: "-").joined(separator: " ") }

  static func isExport(_ header: [String]) -> Bool {
    header.contains("external-id") && header.allSatisfy { ImportField(rawValue: $0) != nil }
  }

  static func currency(inHeader header: String) -> Currency? { nil }
}

/// A header as headers are compared: folded, without a star, marks between words as spaces.
func plainHeader(_ header: String) -> String {
  folded(String(header.map { "_-–—.:*".contains($0) ? " " : $0 }))
}

extension ImportField {
  /// The field that a header means by itself, and how good a spelling it is, from 0; nil when it means none.
  static func matching(_ header: String) -> (field: ImportField, rank: Int)? {
    let plain = plainHeader(header)
    // `Deal - Value` and `Opportunity Amount` say first whose value it is.
    let prefix = ["deal ", "opportunity "].first { plain.hasPrefix($0) }
    let candidates = [plain] + (prefix.map { [String(plain.dropFirst($0.count))] } ?? [])
    for candidate in candidates {
      for field in allCases {
        if let rank = field.spellings.firstIndex(of: candidate) { return (field, rank) }
      }
    }
    return nil
  }
}
