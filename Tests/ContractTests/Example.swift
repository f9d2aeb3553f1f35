import Contract
import Sales

/// The rows behind the documented examples.
enum Example {
  static let deal = DealID(bits: 1)
  static let pipeline = PipelineID(bits: 2)
  static let stage = StageID(bits: 3)
  static let contact = ContactID(bits: 4)
  static let company = CompanyID(bits: 5)
  static let user = UserID(bits: 6)
  static let transition = TransitionID(bits: 7)
  static let activity = ActivityID(bits: 8)
  static let task = FollowUpID(bits: 9)

  /// Noon of the day that the examples are written on.
  static let present = Present(now: time("2026-03-16T12:00:00Z"), zone: .fixed(seconds: -5 * 3600))

  static func time(_ text: String) -> Timestamp {
    guard let time = Timestamp(text) else { preconditionFailure("\(text) is no time") }
    return time
  }

  /// As after its creation.
  static var newDeal: Deal {
    var row = Deal(id: deal)
    row.name = "Acme Enterprise Plan"
    row.pipelineID = pipeline
    row.stageID = stage
    row.contactID = contact
    row.value = 500_000
    row.stageEnteredAt = present.now
    row.createdAt = present.now
    row.updatedAt = present.now
    row.externalID = "ours"
    row.parkedUntil = present.now
    row.touchedAt = present.now
    return row
  }

  static var fullDeal: Deal {
    var row = newDeal
    row.companyID = company
    row.expectedClose = time("2026-04-01")
    row.ownerID = user
    row.source = "inbound"
    row.stageEnteredAt = time("2026-03-13T09:00:00Z")
    row.lastActivityAt = time("2026-03-15T14:30:00Z")
    row.createdAt = time("2026-03-04T12:00:00Z")
    return row
  }

  static var related: Related {
    var ada = Contact(id: contact)
    ada.email = "ada@acme.test"
    (ada.firstName, ada.lastName) = ("Ada", "Lovelace")
    var acme = Company(id: company)
    acme.name = "Acme Corp"
    var sales = Pipeline(id: pipeline)
    sales.name = "Sales"
    var proposal = Stage(id: stage)
    proposal.name = "Proposal Sent"
    return Related(
      contact: ada, company: acme, pipeline: sales, stage: proposal, activities: [meeting], followUps: [followUp])
  }

  static var meeting: Activity {
    var row = Activity(id: activity)
    row.type = .meeting
    row.subject = "Demo call"
    row.dealID = deal
    row.duration = 1800
    row.direction = .outbound
    row.metadata = Metadata(text: #"{"b":1.50,"a":[]}"#)
    row.occurredAt = time("2026-03-15T14:30:00Z")
    row.createdAt = row.occurredAt
    row.updatedAt = row.occurredAt
    return row
  }

  static var followUp: FollowUp {
    var row = FollowUp(id: task)
    row.title = "Send revised proposal"
    row.dealID = deal
    row.priority = .high
    row.dueAt = time("2026-03-20T17:00:00Z")
    row.createdAt = present.now
    row.updatedAt = present.now
    return row
  }

  static var plan: PipelinePlan {
    var row = Pipeline(id: pipeline)
    row.name = "Sales Pipeline"
    row.isDefault = true
    row.createdAt = present.now
    row.updatedAt = present.now
    var qualified = Stage(id: stage)
    qualified.pipelineID = pipeline
    qualified.name = "Qualified"
    qualified.color = HexColor("#3B82F6")
    return PipelinePlan(pipeline: row, stages: [qualified])
  }

  static var firstTransition: StageTransition {
    var row = StageTransition(id: transition)
    row.dealID = deal
    row.toStageID = stage
    row.toStageName = "Qualified"
    row.changedAt = time("2026-03-04T12:00:00Z")
    row.enteredAt = present.now
    row.changedBy = user
    return row
  }

  /// The text with `deal_…` and the like made whole, as the ids above are written.
  static func written(_ text: String) -> String {
    let ids = [
      deal.description, pipeline.description, stage.description, contact.description, company.description,
      user.description, transition.description, activity.description, task.description,
    ]
    var result = text
    for id in ids {
      let prefix = id.prefix { $0 != "_" }
      result = result.split(separator: "\"\(prefix)_…\"", omittingEmptySubsequences: false).joined(
        separator: "\"\(id)\"")
    }
    return result
  }
}
