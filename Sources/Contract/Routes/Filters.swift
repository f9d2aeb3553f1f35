package import Sales

/// Which deals a list shows: those that fit everything said (contract §3, filters).
package struct DealFilter: Hashable, Sendable {
  package let status: DealStatus?
  package let pipelineID: PipelineID?
  package let stageID: StageID?
  package let contactID: ContactID?
  package let companyID: CompanyID?
  package let ownerID: UserID?
  /// Inclusive, both.
  package let minValue: Int64?
  package let maxValue: Int64?
  /// Strictly more whole days than this without an activity, from its creation if there was none.
  package let daysSinceActivityOver: Int?
  /// Exclusive, both.
  package let createdAfter: Timestamp?
  package let createdBefore: Timestamp?

  package init(_ query: Query) {
    status = query.filter("status")
    pipelineID = query.filter("pipeline_id")
    stageID = query.filter("stage_id")
    contactID = query.filter("contact_id")
    companyID = query.filter("company_id")
    ownerID = query.filter("owner_id")
    minValue = query.filter("min_value")
    maxValue = query.filter("max_value")
    daysSinceActivityOver = query.filter("days_since_activity_gt")
    createdAfter = query.filter("created_after")
    createdBefore = query.filter("created_before")
  }
}

/// Which activities a list shows.
package struct ActivityFilter: Hashable, Sendable {
  package let type: ActivityType?
  package let status: ActivityStatus?
  package let contactID: ContactID?
  package let companyID: CompanyID?
  package let dealID: DealID?
  package let ownerID: UserID?

  package init(_ query: Query) {
    type = query.filter("type")
    status = query.filter("status")
    contactID = query.filter("contact_id")
    companyID = query.filter("company_id")
    dealID = query.filter("deal_id")
    ownerID = query.filter("owner_id")
  }
}

/// Which tasks a list shows (contract §6, filters).
package struct FollowUpFilter: Hashable, Sendable {
  package let status: FollowUpStatus?
  package let priority: Priority?
  package let contactID: ContactID?
  package let companyID: CompanyID?
  package let dealID: DealID?
  package let ownerID: UserID?
  /// Exclusive, both; a task without a day fits neither.
  package let dueBefore: Timestamp?
  package let dueAfter: Timestamp?

  package init(_ query: Query) {
    status = query.filter("status")
    priority = query.filter("priority")
    contactID = query.filter("contact_id")
    companyID = query.filter("company_id")
    dealID = query.filter("deal_id")
    ownerID = query.filter("owner_id")
    dueBefore = query.filter("due_before")
    dueAfter = query.filter("due_after")
  }
}
