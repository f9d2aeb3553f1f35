package import Sales

/// What the contract sends rows of, with their members in the documented order.
package enum Resource: String, CaseIterable, Sendable {
  case deal, pipeline, stage
  case transition = "stage_history"
  case activity, task, contact, company, user, event
  /// Rows without a route.
  case goal, review

  /// What the contract calls the rows of a table.
  package init(_ table: Table) {
    switch table {
    case .users: self = .user
    case .companies: self = .company
    case .contacts: self = .contact
    case .pipelines: self = .pipeline
    case .stages: self = .stage
    case .deals: self = .deal
    case .stageHistory: self = .transition
    case .activities: self = .activity
    case .tasks: self = .task
    case .goals: self = .goal
    case .reviews: self = .review
    }
  }

  /// Every member that can be sent, in order: those of the full shape.
  package var members: [String] {
    switch self {
    case .deal:
      [
        "id", "name", "pipeline_id", "stage_id", "contact_id", "company_id", "value", "currency", "status",
        "expected_close", "owner_id", "source", "loss_reason", "stage_entered_at", "closed_at", "last_activity_at",
        "days_in_stage", "deal_age_days", "metadata", "relationships", "created_at", "updated_at",
      ]
    case .pipeline: ["id", "name", "is_default", "stages", "metadata", "created_at", "updated_at"]
    case .stage:
      ["id", "name", "position", "type", "color", "probability", "idle_limit_days", "stage_limit_days"]
    case .transition: ["id", "deal_id", "from_stage_id", "to_stage_id", "changed_at", "changed_by"]
    case .activity: Activity.fields.map(\.name)
    case .task: FollowUp.fields.map(\.name)
    case .contact: Contact.fields.map(\.name)
    case .company: Company.fields.map(\.name)
    case .user: ["id", "name"]
    case .event: ["id", "type", "occurred_at", "data"]
    case .goal: Goal.fields.map(\.name)
    case .review: ReviewItem.fields.map(\.name)
    }
  }

  /// The members of that shape, in order.
  package func members(in shape: Shape) -> [String] {
    switch (self, shape) {
    case (.deal, .created), (.deal, .listed):
      [
        "id", "name", "pipeline_id", "stage_id", shape == .created ? "contact_id" : nil, "value", "currency", "status",
        "days_in_stage", "deal_age_days", "created_at", "updated_at",
      ].compactMap(\.self)
    case (.pipeline, .created), (.pipeline, .listed): members.filter { $0 != "metadata" }
    case (.activity, .linked): ["id", "type", "status", "subject", "occurred_at", "created_at", "updated_at"]
    case (.task, .linked): ["id", "title", "priority", "status", "due_at", "created_at", "updated_at"]
    case (_, .created), (_, .listed), (_, .linked), (_, .full): members
    }
  }
}

/// How much of a row is sent (contract §3, §4, §6).
package enum Shape: CaseIterable, Sendable {
  /// The answer to a create.
  case created
  /// A row of a list.
  case listed
  /// A row of the list of what is linked to a deal.
  case linked
  /// The answer to a get, an update and a move.
  case full
}

/// Which members of a row are sent: those of a shape, or those that `fields` names, and always the id.
package struct Selection: Hashable, Sendable {
  package let resource: Resource
  /// In the documented order, whatever the order in `fields`.
  package let members: [String]

  /// `fields` holds names of members of the resource; nil when the request does not say.
  package init(_ resource: Resource, in shape: Shape, fields: [String]? = nil) {
    self.resource = resource
    members =
      fields.map { names in resource.members.filter { $0 == "id" || names.contains($0) } }
      ?? resource.members(in: shape)
  }
}
