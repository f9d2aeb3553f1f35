package typealias ActivityID = Identifier<Activity>
package typealias FollowUpID = Identifier<FollowUp>

/// Something that was, or will be, done with people: a call, an e-mail, a note (contract §6).
package struct Activity: Entity {
  package static let idPrefix = "act"
  package static let table = Table.activities

  package var id: ActivityID
  package var type = ActivityType.note
  package var subtype: String?
  package var status = ActivityStatus.completed
  package var subject: String?
  package var body: String?
  package var contactID: ContactID?
  package var companyID: CompanyID?
  package var dealID: DealID?
  package var ownerID: UserID?
  package var occurredAt = Timestamp(seconds: 0)
  /// Seconds.
  package var duration: Int?
  package var direction: Direction?
  package var source: String?
  package var externalID: String?
  package var metadata = Metadata.empty
  package var createdAt = Timestamp(seconds: 0)
  package var updatedAt = Timestamp(seconds: 0)

  package init(id: ActivityID) {
    self.id = id
  }

  package static let fields: [Field<Activity>] = [
    Field("id", \.id, .id(prefix: idPrefix), .readOnly),
    Field("type", \.type, .word(ActivityType.words), required: true),
    Field("subtype", \.subtype, .text),
    Field("status", \.status, .word(ActivityStatus.words), hasDefault: true),
    Field("subject", \.subject, .text),
    Field("body", \.body, .text),
    Field("contact_id", \.contactID, .id(prefix: Contact.idPrefix)),
    Field("company_id", \.companyID, .id(prefix: Company.idPrefix)),
    Field("deal_id", \.dealID, .id(prefix: Deal.idPrefix)),
    Field("owner_id", \.ownerID, .id(prefix: User.idPrefix)),
    Field("occurred_at", \.occurredAt, .moment, hasDefault: true),
    Field("duration", \.duration, .number(0...Int64(Int32.max))),
    Field("direction", \.direction, .word(Direction.words)),
    Field("source", \.source, .text),
    Field("external_id", \.externalID, .text),
    Field("metadata", \.metadata, .json, hasDefault: true),
    Field("created_at", \.createdAt, .moment, .readOnly),
    Field("updated_at", \.updatedAt, .moment, .derived),
  ]
}

/// What was done, or will be.
package enum ActivityType: String, Word {
  case call, email, meeting, note, task, custom, other
}

/// How an activity stands; only completed ones count as the last activity of a deal.
package enum ActivityStatus: String, Word {
  case draft, completed, scheduled, rejected
}

/// Which side began a call or a mail.
package enum Direction: String, Word {
  case inbound, outbound, na
}

/// The contract's task: one thing to do, with a day to do it (contract §6). Named so as not to shadow Swift's `Task`.
package struct FollowUp: Entity {
  package static let idPrefix = "task"
  package static let table = Table.tasks

  package var id: FollowUpID
  package var title = ""
  package var description: String?
  package var contactID: ContactID?
  package var companyID: CompanyID?
  package var dealID: DealID?
  package var ownerID: UserID?
  /// Exactly midnight UTC stands for the whole day.
  package var dueAt: Timestamp?
  package var priority = Priority.normal
  package var status = FollowUpStatus.pending
  package var metadata = Metadata.empty
  package var createdAt = Timestamp(seconds: 0)
  package var updatedAt = Timestamp(seconds: 0)

  package init(id: FollowUpID) {
    self.id = id
  }

  package static let fields: [Field<FollowUp>] = [
    Field("id", \.id, .id(prefix: idPrefix), .readOnly),
    Field("title", \.title, .text, required: true),
    Field("description", \.description, .text),
    Field("contact_id", \.contactID, .id(prefix: Contact.idPrefix)),
    Field("company_id", \.companyID, .id(prefix: Company.idPrefix)),
    Field("deal_id", \.dealID, .id(prefix: Deal.idPrefix)),
    Field("owner_id", \.ownerID, .id(prefix: User.idPrefix)),
    Field("due_at", \.dueAt, .moment),
    Field("priority", \.priority, .word(Priority.words), hasDefault: true),
    Field("status", \.status, .word(FollowUpStatus.words), hasDefault: true),
    Field("metadata", \.metadata, .json, hasDefault: true),
    Field("created_at", \.createdAt, .moment, .readOnly),
    Field("updated_at", \.updatedAt, .moment, .derived),
  ]
}

/// How much a task matters.
package enum Priority: String, Word {
  case low, normal, high, urgent
}

/// How a task stands; a pending one may be a deal's next step.
package enum FollowUpStatus: String, Word {
  case pending, completed, cancelled
}
