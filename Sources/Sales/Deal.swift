package typealias DealID = Identifier<Deal>
package typealias DealValue = Assignment<Deal>

/// A sale that may happen: what it is, where it stands, what it is worth (contract §3).
package struct Deal: Entity {
  package static let idPrefix = "deal"
  package static let table = Table.deals

  package var id: DealID
  package var name = ""
  package var pipelineID = PipelineID(bits: 0)
  package var stageID = StageID(bits: 0)
  package var contactID: ContactID?
  package var companyID: CompanyID?
  /// Minor units of `currency`.
  package var value: Int64 = 0
  package var currency = Currency.usd
  package var status = DealStatus.open
  /// A calendar date, as its midnight UTC.
  package var expectedClose: Timestamp?
  package var ownerID: UserID?
  package var source: String?
  package var lossReason: String?
  package var metadata = Metadata.empty
  /// The `entered_at` of the last row of its history.
  package var stageEnteredAt = Timestamp(seconds: 0)
  /// When it became won or lost; nil also for a closed deal whose day nobody knows, as an import leaves it.
  package var closedAt: Timestamp?
  /// The latest `occurred_at` among its completed activities.
  package var lastActivityAt: Timestamp?
  package var createdAt = Timestamp(seconds: 0)
  package var updatedAt = Timestamp(seconds: 0)
  /// Ours: the id that the deal bears in the file it was imported from.
  package var externalID: String?
  /// Ours: silent until then.
  package var parkedUntil: Timestamp?
  /// Ours: the last human touch, from which idle days are counted; an import or a sweep is none.
  package var touchedAt = Timestamp(seconds: 0)

  package init(id: DealID) {
    self.id = id
  }

  package static let fields: [Field<Deal>] = [
    Field("id", \.id, .id(prefix: idPrefix), .readOnly),
    Field("name", \.name, .text, required: true),
    Field("pipeline_id", \.pipelineID, .id(prefix: Pipeline.idPrefix), required: true),
    Field("stage_id", \.stageID, .id(prefix: Stage.idPrefix), required: true),
    Field("contact_id", \.contactID, .id(prefix: Contact.idPrefix)),
    Field("company_id", \.companyID, .id(prefix: Company.idPrefix)),
    Field("value", \.value, .money, hasDefault: true),
    Field("currency", \.currency, .currency, hasDefault: true),
    Field("status", \.status, .word(DealStatus.words), hasDefault: true),
    Field("expected_close", \.expectedClose, .date),
    Field("owner_id", \.ownerID, .id(prefix: User.idPrefix)),
    Field("source", \.source, .text),
    Field("loss_reason", \.lossReason, .text),
    Field("stage_entered_at", \.stageEnteredAt, .moment, .readOnly),
    Field("closed_at", \.closedAt, .moment, .local),
    Field("last_activity_at", \.lastActivityAt, .moment, .derived),
    Field("metadata", \.metadata, .json, hasDefault: true),
    Field("created_at", \.createdAt, .moment, .readOnly),
    Field("updated_at", \.updatedAt, .moment, .derived),
    Field("external_id", \.externalID, .text, .local),
    Field("parked_until", \.parkedUntil, .moment, .local),
    Field("touched_at", \.touchedAt, .moment, .derived),
  ]

  /// Whether it is neither won nor lost.
  package var isActive: Bool { !status.isClosed }

  /// By what closed deals are sorted, and shown from some moment on: before every known day where it is not known.
  package var closingPlace: Timestamp { closedAt ?? .beforeAny }
}

/// How a deal stands. Any may follow any (contract §3).
package enum DealStatus: String, Word {
  case open, won, lost, stalled

  package var isClosed: Bool {
    switch self {
    case .won, .lost: true
    case .open, .stalled: false
    }
  }
}

extension StageType {
  /// The status that entering the stage sets; nil for an open stage, which only reopens.
  package var status: DealStatus? {
    switch self {
    case .open: nil
    case .won: .won
    case .lost: .lost
    }
  }
}

extension Word {
  /// The raw values, for the field table.
  package static var words: [String] { allCases.map(\.rawValue) }
}
