import Contract
import Sales

/// The rows around a deal, and what an export writes of them all.
struct DealRows {
  let related: Related
  let owner: User?
  /// The pending task that is due first, one without a day last.
  let nextStep: FollowUp?
  /// The cells of what was done and planned.
  let activities: String
  let tasks: String

  /// The deal as `GET /deals/:id` has it, and the name of its owner, whose id says nothing elsewhere.
  func json(_ deal: Deal, at present: Present) -> JSON {
    let json = Selection(.deal, in: .full).json(deal, related: related, at: present)
    guard let owner, case .object(let members) = json else { return json }
    return .object(members + [JSON.Member("owner", .string(owner.name))])
  }

  /// The cells under `ExportColumn.header`; `pipelines` goes into the first row.
  func cells(of deal: Deal, pipelines: String) -> [String] {
    ExportColumn.allCases.map { $0 == .pipelines ? pipelines : formulaGuarded(text($0, of: deal)) }
  }

  private func text(_ column: ExportColumn, of deal: Deal) -> String {
    switch column {
    case .name: deal.name
    case .value: decimalText(deal.value, deal.currency)
    case .currency: deal.currency.code
    case .stage: related.stage?.name ?? ""
    case .pipeline: related.pipeline?.name ?? ""
    case .status: deal.status.rawValue
    case .owner: owner?.name ?? ""
    case .source: deal.source ?? ""
    // What bears no number of its own elsewhere is known by its id, also to the database that it came from.
    case .externalID: deal.externalID ?? deal.id.description
    case .created: deal.createdAt.description
    case .stageEntered: deal.stageEnteredAt.description
    case .closed: deal.closedAt?.description ?? ""
    case .expectedClose: deal.expectedClose?.dateOrMoment ?? ""
    case .lossReason: deal.lossReason ?? ""
    case .nextStep: nextStep?.title ?? ""
    case .nextStepDate: nextStep?.dueAt?.dateOrMoment ?? ""
    case .parkedUntil: deal.parkedUntil?.description ?? ""
    case .lastActivity: deal.touchedAt.description
    case .metadata: deal.metadata == .empty ? "" : deal.metadata.text
    case .company: related.company?.name ?? ""
    case .companyDomain: related.company?.domain ?? ""
    case .companyWebsite: related.company?.website ?? ""
    case .companyIndustry: related.company?.industry ?? ""
    case .contact: related.contact.map(Self.text) ?? ""
    case .contactPhone: related.contact?.phone ?? ""
    case .contactTitle: related.contact?.title ?? ""
    case .activities: activities
    case .tasks: tasks
    case .pipelines: ""
    }
  }

  /// `Ada Lovelace <ada@example.com>`, by which an import finds or makes the same contact; the name alone where nobody
  /// knows the address.
  static func text(_ contact: Contact) -> String {
    guard let email = contact.knownEmail else { return contact.displayName }
    let text = contact.displayName == email ? email : "\(contact.displayName) <\(email)>"
    return text.unicodeScalars.count > Limits.nameLength ? email : text
  }
}
