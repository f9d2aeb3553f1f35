import Contract
import Sales

/// The rows around a deal, and what an export writes of them all.
struct DealRows {
  let related: Related
  let owner: User?

  /// The deal as `GET /deals/:id` has it.
  func json(_ deal: Deal, at present: Present) -> JSON {
    Selection(.deal, in: .full).json(deal, related: related, at: present)
  }

  /// The cells under `ImportField.header`.
  func cells(of deal: Deal) -> [String] {
    ImportField.exported.map { formulaGuarded(text($0, of: deal)) }
  }

  private func text(_ field: ImportField, of deal: Deal) -> String {
    switch field {
    case .name: deal.name
    case .value: decimalText(deal.value, deal.currency)
    case .currency: deal.currency.code
    case .stage: related.stage?.name ?? ""
    case .pipeline: related.pipeline?.name ?? ""
    case .status: deal.status.rawValue
    case .company: related.company?.name ?? ""
    case .contact: related.contact.map(Self.text) ?? ""
    case .owner: owner?.name ?? ""
    case .source: deal.source ?? ""
    // What bears no number of its own elsewhere is known by its id, also to the database that it came from.
    case .externalID: deal.externalID ?? deal.id.description
    case .created: deal.createdAt.description
    case .stageEntered: deal.stageEnteredAt.description
    case .closed: deal.closedAt?.description ?? ""
    case .expectedClose: deal.expectedClose?.dateOrMoment ?? ""
    case .lossReason: deal.lossReason ?? ""
    case .nextStep, .nextStepDate, .lastActivity, .note, .contactEmail, .contactPhone, .contactTitle, .label,
      .probability, .isWon, .isClosed, .isDeleted, .wonDate, .lostDate, .idSource, .stageType, .stagePosition, .stageColor,
      .stageProbability, .stageIdleLimit, .stageLimit:
      ""
    }
  }

  /// `Ada Lovelace <ada@example.com>`, by which an import finds or makes the same contact.
  private static func text(_ contact: Contact) -> String {
    let text = contact.displayName == contact.email ? contact.email : "\(contact.displayName) <\(contact.email)>"
    return text.unicodeScalars.count > Limits.nameLength ? contact.email : text
  }
}
