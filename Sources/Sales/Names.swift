/// The rows that a draft or an import names, found or made once and then remembered.
///
/// An import asks for the same companies, colleagues and stages thousands of times; keys are folded names.
struct Names {
  /// Whether a contact's name means one of the company only. A form takes the one that is known elsewhere too.
  var keepsToCompany = false
  var companies = BoundedCache<CompanyID>()
  var contacts = BoundedCache<ContactID>()
  var users: [String: UserID] = [:]
  /// Their names need not be unique; the oldest comes first.
  var pipelines: [String: [Pipeline]] = [:]
  var defaultPipeline: Pipeline?
  /// One that is not found by its name, since it is about to make room.
  var hiddenPipeline: PipelineID?
  /// The stages of a pipeline by folded name.
  var stages: [PipelineID: [String: Stage]] = [:]
}

/// What was found by its key, forgotten as a whole when it is too much: an import may name any number of people.
struct BoundedCache<Value> {
  private static var most: Int { 20_000 }
  private var values: [String: Value] = [:]

  subscript(key: String) -> Value? {
    get { values[key] }
    set {
      if values.count >= Self.most { values = [:] }
      values[key] = newValue
    }
  }
}

extension Records {
  /// The values, and the ids of what is named beside them: a company and a contact are found or made, a colleague must
  /// be known.
  mutating func linked<E: Entity>(
    _ values: [Assignment<E>], of before: E, _ links: LinkNames, _ occasion: Occasion
  ) throws(StoreError) -> [Assignment<E>] {
    guard links != LinkNames() else { return values }
    var row = before
    try row.assign(values)
    // Before a contact is made of the company named.
    try requireReferences(in: values)
    var (names, ids) = (Names(), [Assignment<E>]())
    if let company = links.company {
      ids.append(Assignment(field: "company_id", value: try self.company(named: company, &names, occasion).scalar))
      try row.assign(ids)
    }
    if let contact = links.contact {
      let company = E.field("company_id").flatMap { CompanyID(scalar: $0.get(row)) }
      let id = try self.contact(named: contact, of: company, &names, occasion)
      ids.append(Assignment(field: "contact_id", value: id.scalar))
    }
    if let owner = links.owner {
      guard let user = try user(named: owner) else { throw .refusing(.unknownName(owner), "owner_id") }
      ids.append(Assignment(field: "owner_id", value: user.id.scalar))
    }
    return values + ids
  }

  mutating func owner(named text: String, _ names: inout Names, _ occasion: Occasion) throws(StoreError) -> UserID {
    let key = folded(text)
    if let known = names.users[key] { return known }
    let id: UserID
    do {
      id = try userNamed(text, occasion)
    } catch {
      throw error.about("owner_id")
    }
    names.users[key] = id
    return id
  }

  /// The pipeline of that name, nil for the default one; nil when there is none.
  mutating func pipeline(named text: String?, _ names: inout Names) throws(StoreError) -> Pipeline? {
    try pipelines(named: text, &names).first
  }

  /// The pipeline as it was when it was read first.
  mutating func pipeline(_ id: PipelineID, _ names: inout Names) throws(StoreError) -> Pipeline? {
    _ = try pipelines(named: nil, &names)
    for list in names.pipelines.values {
      if let pipeline = list.first(where: { $0.id == id }) { return pipeline }
    }
    return nil
  }

  /// The stage of that pipeline as it was when it was read first.
  mutating func stage(
    _ id: StageID, of pipeline: PipelineID, _ names: inout Names
  ) throws(StoreError) -> Stage? {
    guard let pipeline = try self.pipeline(pipeline, &names) else { return nil }
    let known = try stages(of: pipeline, &names).values.first { $0.id == id }
    // Of two stages of one name the older one is found by it.
    return if let known { known } else { try find(id) }
  }

  private mutating func pipelines(named text: String?, _ names: inout Names) throws(StoreError) -> [Pipeline] {
    if names.pipelines.isEmpty {
      for pipeline in try pipelines() where pipeline.id != names.hiddenPipeline {
        names.pipelines[folded(pipeline.name), default: []].append(pipeline)
        if pipeline.isDefault { names.defaultPipeline = pipeline }
      }
    }
    guard let text else { return names.defaultPipeline.map { [$0] } ?? [] }
    return names.pipelines[folded(text)] ?? []
  }

  /// The stage by its name; of several pipelines of one name, that of the first which has it.
  mutating func stage(named name: StageName, _ names: inout Names) throws(StoreError) -> Stage {
    let pipelines = try pipelines(named: name.pipeline, &names)
    if pipelines.isEmpty { throw .refusing(.unknownName(name.pipeline ?? ""), "pipeline_id") }
    for pipeline in pipelines {
      if let stage = try stages(of: pipeline, &names)[folded(name.stage)] { return stage }
    }
    throw .refusing(.unknownName(name.stage), "stage_id")
  }

  mutating func stages(of pipeline: Pipeline, _ names: inout Names) throws(StoreError) -> [String: Stage] {
    if let known = names.stages[pipeline.id] { return known }
    let stages = try stages(of: pipeline.id)
    let byName = Dictionary(stages.map { (folded($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    names.stages[pipeline.id] = byName
    return byName
  }
}

extension StoreError {
  /// A refusal of a named row's own field, told as one of the deal's field that names it.
  func about(_ field: String) -> StoreError {
    guard case .refused(let refusal) = self else { return self }
    return .refused(Refusal(refusal.rule, field: field))
  }

  /// The same refusal of a row that is embedded in another one, its field named from there.
  func inside(_ path: String) -> StoreError {
    guard case .refused(let refusal) = self, let field = refusal.field else { return self }
    return about("\(path).\(field)")
  }
}
