import Contract
import Sales

// The commands that ask one endpoint each, made from the table of routes and the tables of fields: what the contract
// has, the command line has.

extension Command {
  package static let requests: [Command] = Route.table.map(Command.init)

  /// The request of these first two words, without making a row for each of the others.
  static func request(_ words: [String]) -> Command? {
    guard words.count > 1 else { return nil }
    return Route.table.first { $0.noun == words[0] && $0.verb == words[1] }.map(Command.init)
  }

  /// The first words of requests, such as `deals`, in the order of the routes.
  package static let groups: [Command] = {
    var nouns: [String] = []
    let pairs = program.map(\.words).filter { $0.count > 1 }
    for noun in Route.table.map(\.noun) + pairs.map({ $0[0] }) where !nouns.contains(noun) { nouns.append(noun) }
    return nouns.map { noun in
      let verbs = Route.table.filter { $0.noun == noun }.map(\.verb) + pairs.filter { $0[0] == noun }.map { $0[1] }
      return Command(.group, words: [noun], verbs.joined(separator: ", "), takes: .one("COMMAND"))
    }
  }()

  /// Whether the group's commands are requests, or some of them.
  var holdsRequests: Bool { Route.table.contains { $0.noun == name } }

  private init(_ route: Route) {
    let fields = route.fields.map { Option(writing: $0, isUpdate: route.isUpdate) }
    let needed = Set(route.neededFields.map(Option.word))
    self.init(
      .request(route.endpoint), words: [route.noun, route.verb],
      route.summary.prefix(1).uppercased() + route.summary.dropFirst() + ".", takes: route.operand,
      needs: fields.filter { needed.contains($0.word) },
      options: fields.filter { !needed.contains($0.word) } + route.parameters.map(Option.init)
        + route.outputs.map(Option.named),
      details: ["It is the request \(route.method.rawValue) \(route.path), as dealboard api takes it."] + route.details,
      examples: [Example(route.example, route.summary)])
  }
}

extension Route {
  /// What it is about: the first word of its command. Stages are found under their pipeline and have commands of their
  /// own.
  var noun: String { segments.count > 2 && segments[2] == "stages" ? "stages" : segments[0] }

  /// What it does to it: the second word of its command.
  var verb: String {
    switch endpoint {
    case .createDeal, .createPipeline, .createActivity, .createTask, .createContact, .createCompany: "create"
    case .listDeals, .listPipelines, .listActivities, .listTasks, .listContacts, .listCompanies, .listUsers,
      .listEvents:
      "list"
    case .getDeal, .getPipeline, .getActivity, .getTask, .getContact, .getCompany: "get"
    case .updateDeal, .updatePipeline, .updateActivity, .updateTask, .updateContact, .updateCompany: "update"
    case .deleteDeal, .deletePipeline, .deleteActivity, .deleteTask, .deleteContact, .deleteCompany: "delete"
    case .moveDeal: "move"
    case .dealHistory: "history"
    case .dealActivities: "activities"
    case .dealTasks: "tasks"
    case .pipelineDeals: "deals"
    case .addStage: "add"
    case .reorderStages: "reorder"
    case .updateStage: "edit"
    case .removeStage: "remove"
    }
  }

  /// Whether it answers with rows, of which there may be more.
  var isList: Bool { parameters.contains { $0.kind == .cursor } }

  var isUpdate: Bool {
    if case .changes = body { true } else { false }
  }

  /// The fields that its body may set.
  var fields: [Column] {
    switch body {
    case .new(let resource), .changes(let resource): resource.table?.columns.filter { $0.access == .writable } ?? []
    case .none, .stageID, .stageIDs: []
    }
  }

  /// The fields that its body must set.
  fileprivate var neededFields: [String] {
    guard case .new(let resource) = body else { return [] }
    return resource.needed
  }

  fileprivate var operand: Command.Operand {
    let ids = pathTables.map { $0.singular.uppercased() }
    switch body {
    case .stageID: return .all(ids + ["STAGE"])
    case .stageIDs: return .many(ids + ["STAGE"])
    case .none, .new, .changes: return ids.isEmpty ? .none : .all(ids)
    }
  }

  fileprivate var outputs: [OptionName] {
    switch endpoint {
    case .listEvents: [.json, .csv, .all, .follow]
    case .listDeals, .pipelineDeals: [.filter, .json, .csv, .all]
    case .createPipeline: [.stages, .json, .csv]
    default: success == 204 ? [] : isList ? [.json, .csv, .all] : [.json, .csv]
    }
  }

  fileprivate var details: [String] {
    var details: [String] = []
    if isUpdate { details.append("Only what is given changes; an empty value clears a field, as in --source=.") }
    if isList { details.append("A first page of 50 rows is printed; --limit, --cursor and --all tell otherwise.") }
    return details
  }

  fileprivate var example: String {
    var words = ["dealboard", noun, verb]
    words += pathTables.map { endpoint == .deletePipeline ? "Partners" : $0.sample }
    switch body {
    case .stageID: words.append("Negotiation")
    case .stageIDs: words += ["Qualified", "Negotiation", "'Proposal Sent'", "'Closed Won'", "'Closed Lost'"]
    case .new: words += neededFields.flatMap { ["--" + Option.word($0), Self.sample(of: $0)] }
    case .changes: words += fields.prefix(1).flatMap { ["--" + Option.word($0.name), Self.sample(of: $0.name)] }
    case .none: break
    }
    return words.joined(separator: " ")
  }

  private static func sample(of field: String) -> String {
    switch field {
    case "pipeline_id": Table.pipelines.sample
    case "stage_id": "Qualified"
    case "email": "grace@example.com"
    case "type": "call"
    case "title": "'Send contract'"
    default: "Globex"
    }
  }
}

extension Table {
  /// What one of its rows is called in an example.
  fileprivate var sample: String {
    switch self {
    case .pipelines: "'Sales Pipeline'"
    case .stages: "Negotiation"
    case .deals: "'Acme renewal'"
    case .companies: "Acme"
    case .contacts: "ada@example.com"
    case .activities: "'Left a message'"
    case .tasks: "'Call Ada'"
    case .users: "ana"
    case .stageHistory, .goals, .reviews: ""
    }
  }
}
