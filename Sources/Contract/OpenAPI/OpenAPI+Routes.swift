import Sales

extension Route {
  /// What OpenAPI calls an operation.
  var operation: JSON {
    var members: [(String, JSON)] = [
      ("operationId", .string(endpoint.rawValue)), ("tags", OpenAPI.strings([segments[0]])),
      ("summary", .string(summary.prefix(1).uppercased() + summary.dropFirst() + ".")),
      ("parameters", .array(pathParameters + parameters.map(\.description) + headers)),
    ]
    if let bodySchema {
      members.append(
        ("requestBody", OpenAPI.object([("required", .bool(true)), ("content", OpenAPI.content(bodySchema))])))
    }
    members.append(("responses", responses))
    return OpenAPI.object(members)
  }

  private var pathParameters: [JSON] {
    segments.compactMap { segment in
      table(of: segment).map { table in
        Parameter.description(
          String(segment.dropFirst()), in: "path", isRequired: true, FieldKind.id(prefix: table.idPrefix).schema)
      }
    }
  }

  /// The conditions that may stand beside a change.
  private var headers: [JSON] {
    var headers: [JSON] = []
    if method != .get && !pathTables.isEmpty {
      headers.append(Parameter.description("If-Match", in: "header", isRequired: false, OpenAPI.text))
    }
    if method == .post {
      let schema = OpenAPI.object([("type", .string("string")), ("pattern", .string("^[!-~]{1,255}$"))])
      headers.append(Parameter.description("Idempotency-Key", in: "header", isRequired: false, schema))
    }
    return headers
  }

  private var bodySchema: JSON? {
    switch body {
    case .none: nil
    case .new(let resource): OpenAPI.reference(resource.rawValue + "_new")
    case .changes(let resource): OpenAPI.reference(resource.rawValue + "_changes")
    case .stageID:
      OpenAPI.closed([("stage_id", FieldKind.id(prefix: Stage.idPrefix).schema)], needed: ["stage_id"])
    case .stageIDs:
      OpenAPI.closed(
        [("stage_ids", OpenAPI.list(of: FieldKind.id(prefix: Stage.idPrefix).schema))], needed: ["stage_ids"])
    }
  }

  private var responses: JSON {
    var members: [(String, JSON)] = [("\(success)", answer)]
    members += problems.map { ("\($0)", OpenAPI.object([("$ref", .string("#/components/responses/\($0)"))])) }
    return OpenAPI.object(members)
  }

  private var answer: JSON {
    var members: [(String, JSON)] = [("description", .string(Response(status: success, .null).statusText))]
    if success != 204 { members.append(("content", OpenAPI.content(envelope))) }
    if success != 204 && !isList {
      members.append(("headers", OpenAPI.object([("ETag", OpenAPI.object([("schema", OpenAPI.text)]))])))
    }
    return OpenAPI.object(members)
  }

  /// The statuses of failures that it can answer with.
  private var problems: [Int] {
    var codes: Set<Problem.Code> = [
      .invalidRequest, .unauthorized, .methodNotAllowed, .contentTooLarge, .internalError, .storageUnavailable,
    ]
    if !pathTables.isEmpty { codes.insert(.notFound) }
    if method != .get { codes.formUnion([.forbidden, .conflict, .preconditionFailed, .validationError]) }
    if body != .none { codes.insert(.lengthRequired) }
    return Set(codes.map(\.status)).sorted()
  }

  private var isList: Bool { parameters.contains { $0.kind == .cursor } }

  private var envelope: JSON {
    let row = OpenAPI.reference(resource.rawValue)
    var members: [(String, JSON)] = [("data", isList ? OpenAPI.list(of: row) : row)]
    if isList { members += [("has_more", FieldKind.flag.schema), ("next_cursor", OpenAPI.text)] }
    if resource == .deal { members.append(("included", OpenAPI.list(of: OpenAPI.reference("related")))) }
    return OpenAPI.closed(members, needed: isList ? ["data", "has_more"] : ["data"])
  }

  /// What its answer shows.
  private var resource: Resource {
    switch endpoint {
    case .createDeal, .listDeals, .getDeal, .updateDeal, .deleteDeal, .moveDeal, .pipelineDeals: .deal
    case .dealHistory: .transition
    case .createPipeline, .listPipelines, .getPipeline, .updatePipeline, .deletePipeline, .reorderStages: .pipeline
    case .addStage, .updateStage, .removeStage: .stage
    case .createActivity, .listActivities, .getActivity, .updateActivity, .deleteActivity, .dealActivities: .activity
    case .createTask, .listTasks, .getTask, .updateTask, .deleteTask, .dealTasks: .task
    case .createContact, .listContacts, .getContact, .updateContact, .deleteContact: .contact
    case .createCompany, .listCompanies, .getCompany, .updateCompany, .deleteCompany: .company
    case .listUsers: .user
    case .listEvents: .event
    }
  }
}

extension Parameter {
  fileprivate var description: JSON { Self.description(name, in: "query", isRequired: false, schema) }

  fileprivate static func description(_ name: String, in place: String, isRequired: Bool, _ schema: JSON) -> JSON {
    var members: [(String, JSON)] = [("name", .string(name)), ("in", .string(place))]
    if isRequired { members.append(("required", .bool(true))) }
    // A list is one text with commas between its words.
    if schema["type"]?.text == "\"array\"" { members += [("style", .string("form")), ("explode", .bool(false))] }
    return OpenAPI.object(members + [("schema", schema)])
  }

  private var schema: JSON {
    switch kind {
    case .filter(let kind): kind.schema
    case .day: FieldKind.date.schema
    case .sort: words(DealSort.words.flatMap { [$0, "-" + $0] })
    case .fields(let resource): words(resource.members)
    case .include: words(Inclusion.allCases.map(\.rawValue))
    case .limit: FieldKind.number(Parameter.limits).schema
    case .cursor: OpenAPI.text
    }
  }

  private func words(_ words: [String]) -> JSON {
    OpenAPI.object([
      ("type", .string("array")), ("items", FieldKind.word(words).schema), ("minItems", .number(1)),
      ("uniqueItems", .bool(true)),
    ])
  }
}
