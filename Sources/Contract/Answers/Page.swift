import Sales

/// The rows that one answer shows and what stands beside them, all read from one state of the file.
struct Page {
  private let store: any Store
  private let selection: Selection
  private let included: [Inclusion]?
  private let present: Present
  /// Finds what the deals shown belong to.
  private var finder: RowFinder
  private var related: [Related] = []

  init(_ store: any Store, _ query: Query, _ resource: Resource, in shape: Shape, now: Timestamp) {
    self.store = store
    finder = RowFinder(store)
    selection = Selection(resource, in: shape, fields: query.fields)
    // Contact and company stand beside a full deal without being asked for (contract §1, `include`).
    included = query.include ?? (resource == .deal && shape == .full ? Inclusion.usual : nil)
    // Days are counted in 86,400 seconds, so no zone matters.
    present = Present(now: now, zone: .utc)
  }

  /// The envelope of one row.
  mutating func one(_ row: Row) throws(StoreError) -> JSON {
    Envelope.one(try json(row), included: beside)
  }

  /// The envelope of a list.
  mutating func list(_ rows: some Sequence<Row>, next: Cursor?) throws(StoreError) -> JSON {
    var data: [JSON] = []
    for row in rows { data.append(try json(row)) }
    return Envelope.list(data, next: next, included: beside)
  }

  private var beside: [JSON]? { included.map { Related.included($0, of: related) } }

  private mutating func json(_ row: Row) throws(StoreError) -> JSON {
    switch row {
    case .deal(let deal):
      let related = try related(to: deal)
      self.related.append(related)
      return selection.json(deal, related: related, at: present)
    case .pipeline(let pipeline):
      let stages = ListQuery<Stage>(
        terms: [ListTerm("pipeline_id", .equal, pipeline.id.scalar)], sort: [ListSort("position")])
      return selection.json(PipelinePlan(pipeline: pipeline, stages: try store.rows(stages)))
    case .stage(let stage): return selection.json(stage)
    case .transition(let transition): return selection.json(transition)
    case .activity(let activity): return selection.json(activity)
    case .followUp(let followUp): return selection.json(followUp)
    case .contact(let contact): return selection.json(contact)
    case .company(let company): return selection.json(company)
    case .user(let user): return selection.json(user)
    case .goal(let goal): return selection.json(goal)
    case .review(let item): return selection.json(item)
    }
  }

  /// The rows around the deal that the answer names, and no others.
  private mutating func related(to deal: Deal) throws(StoreError) -> Related {
    let links = selection.members.contains("relationships") ? Inclusion.links : []
    var related = Related()
    for inclusion in Set(links + (included ?? [])) {
      switch inclusion {
      case .contact: related.contact = try finder.find(deal.contactID)
      case .company: related.company = try finder.find(deal.companyID)
      case .pipeline: related.pipeline = try finder.find(deal.pipelineID)
      case .stage: related.stage = try finder.find(deal.stageID)
      case .activities: related.activities = try linked(to: deal)
      case .tasks: related.followUps = try linked(to: deal)
      }
    }
    return related
  }

  private func linked<E: Stored>(to deal: Deal) throws(StoreError) -> [E] {
    try store.rows(ListQuery(terms: [ListTerm("deal_id", .equal, deal.id.scalar)]))
  }
}
