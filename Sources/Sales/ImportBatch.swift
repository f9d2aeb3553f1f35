/// What an import writes in one step: stages made when missing, then rows, each made or brought up to date.
package struct ImportBatch: Hashable, Sendable {
  package var stages: [StagePlan]
  package var rows: [ImportRow]

  package init(stages: [StagePlan] = [], rows: [ImportRow]) {
    self.stages = stages
    self.rows = rows
  }

  package init(stages: [StagePlan] = [], deals: [DealDraft]) {
    self.init(stages: stages, rows: deals.map(ImportRow.deal))
  }

  /// The rows that are deals.
  package var deals: [DealDraft] {
    rows.compactMap { row in
      if case .deal(let draft) = row { draft } else { nil }
    }
  }

  /// A stage that must be there, appended to its pipeline when missing; the pipeline is made too. A stage that is there
  /// stays as it is.
  package struct StagePlan: Hashable, Sendable {
    package let name: StageName
    package let type: StageType
    package let color: HexColor?
    package let probability: Int?
    package let idleLimitDays: Int?
    package let stageLimitDays: Int?

    package init(
      name: StageName, type: StageType, color: HexColor? = nil, probability: Int? = nil, idleLimitDays: Int? = nil,
      stageLimitDays: Int? = nil
    ) {
      self.name = name
      self.type = type
      self.color = color
      self.probability = probability
      self.idleLimitDays = idleLimitDays
      self.stageLimitDays = stageLimitDays
    }
  }
}

/// One row of an imported file.
package enum ImportRow: Hashable, Sendable {
  case deal(DealDraft)
  case company(CompanyDraft)
  case contact(ContactDraft)
  case activity(ActivityDraft)
  case task(TaskDraft)
  case move(MoveDraft)
}

/// A company by its domain, else by its name. Only the values named are set.
package struct CompanyDraft: Hashable, Sendable {
  package var values: [Assignment<Company>]
  /// A colleague's login; found, else made.
  package var owner: String?

  package init(values: [Assignment<Company>], owner: String? = nil) {
    self.values = values
    self.owner = owner
  }
}

/// A contact by its e-mail address, else by its name within the company. Only the values named are set.
package struct ContactDraft: Hashable, Sendable {
  /// A display name or `Name <address>`; nil where the values say it.
  package var name: String?
  package var values: [Assignment<Contact>]
  /// A company's name; found, else made.
  package var company: String?
  /// A colleague's login; found, else made.
  package var owner: String?

  package init(
    name: String? = nil, values: [Assignment<Contact>], company: String? = nil, owner: String? = nil
  ) {
    self.name = name
    self.values = values
    self.company = company
    self.owner = owner
  }
}

/// A deal as rows about it name it: by the id that another program gave it, or its own, else by name and company.
package struct DealReference: Hashable, Sendable {
  package var externalID: String?
  package var idSource: String?
  package var name: String?
  package var company: String?

  package init(
    externalID: String? = nil, idSource: String? = nil, name: String? = nil, company: String? = nil
  ) {
    self.externalID = externalID
    self.idSource = idSource
    self.name = name
    self.company = company
  }
}

/// Something done or planned. One of the same `external_id`, else of the same type, moment, subject and text on the
/// same deal, contact or company, is the same and gets the values named.
package struct ActivityDraft: Hashable, Sendable {
  package var deal: DealReference?
  package var values: [Assignment<Activity>]
  package var idSource: String?
  package var company: String?
  package var contact: String?
  package var owner: String?

  package init(
    deal: DealReference?, values: [Assignment<Activity>], idSource: String? = nil, company: String? = nil,
    contact: String? = nil, owner: String? = nil
  ) {
    self.deal = deal
    self.values = values
    self.idSource = idSource
    self.company = company
    self.contact = contact
    self.owner = owner
  }
}

/// A task. One of the same title and due moment on the same deal, contact or company is the same and gets the values
/// named.
package struct TaskDraft: Hashable, Sendable {
  package var deal: DealReference?
  package var values: [Assignment<FollowUp>]
  package var company: String?
  package var contact: String?
  package var owner: String?

  package init(
    deal: DealReference?, values: [Assignment<FollowUp>], company: String? = nil, contact: String? = nil,
    owner: String? = nil
  ) {
    self.deal = deal
    self.values = values
    self.company = company
    self.contact = contact
    self.owner = owner
  }
}

/// A stage that a deal has come to. Rows of one deal come oldest first; one that its history holds changes nothing.
package struct MoveDraft: Hashable, Sendable {
  package var deal: DealReference
  package var stage: StageName
  package var isPipelineNamed: Bool
  package var at: Timestamp

  package init(deal: DealReference, stage: StageName, isPipelineNamed: Bool = true, at: Timestamp) {
    self.deal = deal
    self.stage = stage
    self.isPipelineNamed = isPipelineNamed
    self.at = at
  }
}

/// What holds for all rows of an import.
package struct ImportRules: Hashable, Sendable {
  /// Whether a row without an id that is known brings the deal of its name, company and pipeline up to date. Otherwise
  /// such a row is one with that deal only if it agrees with it in all that it says, and else a likely double.
  package var matchesNames: Bool
  /// Whether the pipeline that a new file starts with, if nobody has touched it, makes room for the first one imported.
  package var replacesFirstPipeline: Bool

  package init(matchesNames: Bool = false, replacesFirstPipeline: Bool = false) {
    self.matchesNames = matchesNames
    self.replacesFirstPipeline = replacesFirstPipeline
  }
}

/// Where an import comes from, a part at a time, so that no part but the present one is held in memory.
package struct ImportSource {
  package var rules: ImportRules
  /// How many rows there are, for those who wait; nil where that is not known.
  package var rows: Int?
  /// Gives one part after the other. What it throws, itself or from `take`, ends the import, and nothing is written
  /// then.
  package var forEachPart: (_ take: (ImportBatch) throws(StoreError) -> Void) throws(StoreError) -> Void

  package init(
    rules: ImportRules = ImportRules(), rows: Int?,
    forEachPart: @escaping (_ take: (ImportBatch) throws(StoreError) -> Void) throws(StoreError) -> Void
  ) {
    self.rules = rules
    self.rows = rows
    self.forEachPart = forEachPart
  }
}
