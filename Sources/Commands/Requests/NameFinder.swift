import Sales

/// Finds what a command line names, by id or by name.
struct NameFinder {
  let job: Job
  let store: any Store
  /// How many candidates are listed when a name is not enough.
  private static let shownCandidates = 10
  /// How many names on either side of one that nobody has are compared with it.
  private static let consideredNeighbors = 200

  init(job: Job, store: any Store) {
    self.job = job
    self.store = store
  }

  /// The row's key: the id that the text is, else that of the only row called so.
  ///
  /// An id need not exist; whoever is asked about it says so. Stages are looked for in the pipeline, if one is given.
  func key(_ text: String, in table: Table, of pipeline: Key? = nil) throws(Failure) -> Key {
    if let key = Key(id: text), key.table == table { return key }
    let name = text.trimmed
    // All stages of the name, which are few: those of other pipelines leave only afterwards.
    let limit = table == .stages ? .max : Self.shownCandidates + 1
    let rows = try asking { () throws(StoreError) in
      try store.rows(called: name, in: table, limit: limit).filter { row in
        guard case .stage(let stage) = row, case .pipeline(let id)? = pipeline else { return true }
        return stage.pipelineID == id
      }
    }
    if rows.count == 1 { return rows[0].key }
    if rows.isEmpty { throw .refused(try nothing(called: name, in: table, of: pipeline)) }
    throw try several(rows, called: name, in: table)
  }

  /// The pipeline that the deal is in; nil when there is no such deal.
  func pipeline(ofDeal key: Key) -> Key? {
    guard case .deal(let deal)? = (try? store.row(key)).flatMap(\.self) else { return nil }
    return .pipeline(deal.pipelineID)
  }

  /// The pipeline of that id, as a body has it; nil when there is none.
  func plan(ofPipeline id: String) throws(Failure) -> PipelinePlan? {
    try asking { () throws(StoreError) in try store.pipelines() }.first { $0.pipeline.id.description == id }
  }

  private func nothing(called name: String, in table: Table, of pipeline: Key?) throws(Failure) -> String {
    let start = "There is no \(table.singular) called \"\(name)\""
    let known = try knownNames(near: name, in: table, of: pipeline)
    if let nearest = nearest(to: name, among: known) { return "\(start); did you mean \(nearest)?" }
    if table == .stages || table == .pipelines {
      return "\(start); there \(known.isEmpty ? "is none" : "are " + known.joined(separator: ", "))"
    }
    return "\(start); dealboard \(table.rawValue) list shows what there is"
  }

  /// Names are found whatever their case, so the nearest one is too.
  private func nearest(to name: String, among known: [String]) -> String? {
    let nearest = nearestName(to: folded(name), among: known.map(folded))
    return known.first { folded($0) == nearest }
  }

  /// All of the kinds of which there are only a few; of the others those next to the name in the alphabet.
  private func knownNames(near name: String, in table: Table, of pipeline: Key?) throws(Failure) -> [String] {
    let plans = try asking { () throws(StoreError) in try store.pipelines() }
    switch table {
    case .pipelines: return plans.map(\.pipeline.name)
    case .stages:
      return plans.filter { pipeline == nil || .pipeline($0.pipeline.id) == pipeline }.flatMap(\.stages).map(\.name)
    case .users, .companies, .contacts, .deals, .stageHistory, .activities, .tasks, .goals, .reviews:
      return try asking { () throws(StoreError) in
        try store.names(near: name, in: table, limit: Self.consideredNeighbors)
      }
    }
  }

  /// Lists them, each with its id and what tells it from the others.
  private func several(_ rows: [Row], called name: String, in table: Table) throws(Failure) -> Failure {
    let many = rows.count > Self.shownCandidates ? "More than \(Self.shownCandidates)" : "\(rows.count)"
    for row in rows.prefix(Self.shownCandidates) {
      let facts = [row.title] + (try asking { () throws(StoreError) in try distinction(of: row) })
      job.errors.line("\(row.key.id)  \(facts.joined(separator: "  "))")
    }
    return .refused("\(many) \(table.rawValue) are called \"\(name)\"; give the id of one")
  }

  private func distinction(of row: Row) throws(StoreError) -> [String] {
    switch row {
    case .deal(let deal):
      let stage = try store.row(.stage(deal.stageID)).map(\.title)
      return [stage ?? "", job.money.exact(deal.value, deal.currency), deal.status.rawValue]
    case .stage(let stage): return [try store.row(.pipeline(stage.pipelineID)).map(\.title) ?? ""]
    case .contact(let contact): return [contact.knownEmail ?? ""]
    case .company(let company): return [company.domain ?? ""]
    case .activity(let activity): return [activity.type.rawValue, activity.occurredAt.description]
    case .followUp(let followUp): return [followUp.dueAt?.description ?? "", followUp.status.rawValue]
    case .user, .pipeline, .transition, .goal, .review: return []
    }
  }
}
