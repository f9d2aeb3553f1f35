import Sales

/// A field of the rows of a file that holds something beside deals.
struct RecordField: Hashable, Sendable {
  /// Its name in `--map`.
  let name: String
  /// The headers by which programs call it, the best first, as `plainHeader` gives them.
  let headers: [String]
  let role: Role

  /// What its text is for.
  enum Role: Hashable, Sendable {
    /// A field of the row's own entity, as text.
    case text(String)
    case moment(String)
    /// A field whose words the vocabulary reads.
    case word(String, Vocabulary)
    /// The display name of a contact.
    case name
    case company, contact, owner
    /// The deal by its name, and by its id.
    case deal, dealID
    case idSource
    case stage, pipeline, at
  }

  /// Words of other programs for words of the contract.
  enum Vocabulary: Hashable, Sendable {
    case activityType, activityStatus, taskStatus, priority, direction
  }

  fileprivate init(_ name: String, _ role: Role, _ headers: String) {
    self.name = name
    self.role = role
    self.headers = [plainHeader(name)] + headers.split(separator: "|").map(String.init)
  }
}

extension ImportKind {
  /// The fields of its rows; none for deals, which have a table of their own.
  var fields: [RecordField] {
    switch self {
    case .deals: []
    case .contacts: Self.contactFields
    case .companies: Self.companyFields
    case .activities: Self.activityFields
    case .tasks: Self.taskFields
    case .moves: Self.moveFields
    }
  }

  private static let contactFields: [RecordField] = [
    RecordField(
      "email", .text("email"),
      "e mail|email address|contact email|person email|person email work|primary email|work email|e mail adresse|courriel|correo|correo electronico"
    ),
    RecordField("name", .name, "full name|contact|contact name|person|person name|display name"),
    RecordField("first-name", .text("first_name"), "given name|vorname|prenom|nombre"),
    RecordField("last-name", .text("last_name"), "surname|family name|nachname|nom|apellido|apellidos"),
    RecordField(
      "phone", .text("phone"),
      "phone number|telephone|mobile|mobile phone|telefon|telefonnummer|numero de telephone|telefono|handy|mobil|person phone|person phone work|work phone"
    ),
    RecordField(
      "title", .text("title"),
      "job title|position|role|job|contact title|funktion|berufsbezeichnung|fonction|poste|cargo|puesto"),
    RecordField(
      "company", .company,
      "company name|organization|organisation|account|account name|associated company|firma|unternehmen|name des unternehmens|entreprise|societe|empresa|azienda|bedrijf|person organization"
    ),
    RecordField("owner", .owner, "contact owner|owner name|assigned to|besitzer"),
  ]

  private static let companyFields: [RecordField] = [
    RecordField("name", .text("name"), "company|company name|organization|organisation|account|account name|firma"),
    RecordField("domain", .text("domain"), "company domain|company domain name|email domain|domain name"),
    RecordField("industry", .text("industry"), "sector|branche|company industry"),
    RecordField("website", .text("website"), "website url|web site|url|homepage|company website"),
    RecordField("owner", .owner, "company owner|account owner|owner name|assigned to|besitzer"),
  ]

  private static let linkFields: [RecordField] = [
    RecordField("deal", .deal, "deal name|deal title|opportunity|opportunity name|associated deal|related to"),
    RecordField("deal-id", .dealID, "opportunity id|associated deal id|related to id|external id of deal"),
    RecordField("id-source", .idSource, "source system"),
    RecordField("contact", .contact, "contact name|contact person|person|contact email|associated contact"),
    RecordField("company", .company, "company name|organization|organisation|account|account name"),
    RecordField("owner", .owner, "owner name|assigned to|assigned to user|user|created by|besitzer"),
  ]

  private static let activityFields: [RecordField] =
    [
      RecordField("type", .word("type", .activityType), "activity type|kind|activity|typ"),
      RecordField("subject", .text("subject"), "activity subject|summary|betreff"),
      RecordField("body", .text("body"), "note|notes|description|comment|comments|text|content|notiz"),
      RecordField(
        "occurred-at", .moment("occurred_at"),
        "occurred|date|activity date|time|timestamp|when|done time|completed at|due date|created|created at|datum"),
      RecordField("status", .word("status", .activityStatus), "done|activity status|completed|is done"),
      RecordField("direction", .word("direction", .direction), "call direction|richtung"),
      RecordField("external-id", .text("external_id"), "id|activity id|record id"),
    ] + linkFields

  private static let taskFields: [RecordField] =
    [
      RecordField("title", .text("title"), "task|task name|task title|subject|name|aufgabe"),
      RecordField("description", .text("description"), "note|notes|body|comment|comments"),
      RecordField("due", .moment("due_at"), "due date|due at|deadline|date|faellig|fallig"),
      RecordField("priority", .word("priority", .priority), "task priority|prioritat"),
      RecordField("status", .word("status", .taskStatus), "task status|done|completed|is completed|state"),
    ] + linkFields

  private static let moveFields: [RecordField] =
    [
      RecordField("stage", .stage, "to stage|new stage|stage name|new value|to"),
      RecordField("pipeline", .pipeline, "pipeline name"),
      RecordField("at", .at, "changed at|date|timestamp|time|change date|moved at|edit date|last modified date"),
    ] + linkFields
}

/// `Activity - Deal` without the word that says whose column it is.
func withoutEntity(_ plain: String) -> String {
  for entity in ["activity ", "task "] where plain.hasPrefix(entity) { return String(plain.dropFirst(entity.count)) }
  return plain
}

extension RecordField.Vocabulary {
  /// The contract's word; nil where none is meant. `other` is a type for every other activity.
  func word(for text: String) -> String? {
    let plain = folded(text)
    if let known = words.first(where: { $0.word == plain || $0.others.contains(plain) }) { return known.word }
    return self == .activityType ? ActivityType.other.rawValue : nil
  }

  private var words: [(word: String, others: Set<String>)] {
    switch self {
    case .activityType:
      [
        ("call", ["phone call", "outbound call", "inbound call", "anruf", "appel", "llamada", "logged call"]),
        ("email", ["e-mail", "mail", "courriel", "correo"]),
        ("meeting", ["demo", "lunch", "appointment", "event", "termin", "treffen", "reunion", "rendez-vous"]),
        ("note", ["notes", "comment", "notiz", "nota"]), ("task", ["to-do", "todo", "aufgabe", "tache", "tarea"]),
        ("custom", []),
      ]
    case .activityStatus:
      [
        ("completed", ["done", "true", "yes", "1", "x", "complete", "closed", "held", "erledigt"]),
        ("scheduled", ["to do", "todo", "planned", "open", "pending", "false", "no", "0", "not done", "geplant"]),
        ("draft", []), ("rejected", ["cancelled", "canceled", "not held"]),
      ]
    case .taskStatus:
      [
        ("completed", ["done", "true", "yes", "1", "x", "complete", "closed", "finished", "erledigt"]),
        ("cancelled", ["canceled", "deferred", "abgebrochen"]),
        ("pending", ["open", "false", "no", "0", "not started", "in progress", "waiting", "to do", "offen"]),
      ]
    case .priority:
      [("low", ["niedrig"]), ("normal", ["medium", "none", "mittel"]), ("high", ["hoch"]), ("urgent", ["critical"])]
    case .direction:
      [
        ("inbound", ["incoming", "in", "eingehend"]), ("outbound", ["outgoing", "out", "ausgehend"]), ("na", ["none"]),
      ]
    }
  }
}

extension ImportKind {
  /// What the columns say that the rows are; nil where they name deals, or nothing.
  ///
  /// A file is of contacts where it has an address and people's names and nothing of a deal, and likewise for the others:
  /// each by the columns without which its rows would mean nothing.
  static func recognised(in header: [String]) -> ImportKind? {
    let fields = Set(header.compactMap { ImportField.matching($0)?.field })
    let plain = Set(header.flatMap { title in [plainHeader(title), withoutEntity(plainHeader(title))] })
    func has(_ kind: ImportKind, _ names: String...) -> Bool {
      names.allSatisfy { name in kind.fields.contains { $0.name == name && !plain.isDisjoint(with: $0.headers) } }
    }
    // A due date is a deal's close date in some programs and a task's in most.
    let dueHeaders = tasks.fields.first { $0.name == "due" }?.headers ?? []
    let told = header.filter { !dueHeaders.contains(plainHeader($0)) }.compactMap { ImportField.matching($0)?.field }
    let isAboutDeals = !Set(told).isDisjoint(with: [.value, .expectedClose, .closed, .wonDate, .lossReason])
    if isAboutDeals { return nil }
    let namesDeal = has(.activities, "deal") || has(.activities, "deal-id")
    let isTyped = plain.contains("type") && (has(.activities, "occurred-at") || plain.contains("done"))
    if namesDeal, plain.contains("activity type") || isTyped {
      return .activities
    }
    if namesDeal, has(.moves, "at"), !plain.isDisjoint(with: ["to stage", "new stage", "from stage"]) { return .moves }
    if plain.contains(where: { ["task", "task name", "task title"].contains($0) }), has(.tasks, "due") {
      return .tasks
    }
    if fields.contains(.stage) || fields.contains(.status) || namesDeal { return nil }
    if has(.contacts, "email"), has(.contacts, "name") || has(.contacts, "first-name") || has(.contacts, "last-name") {
      return .contacts
    }
    if has(.companies, "name"), has(.companies, "domain") || has(.companies, "website") || has(.companies, "industry") {
      return .companies
    }
    return nil
  }
}
