import Contract
import Sales

/// Makes a request from a command line: operands are the ids of the path, options the query and the body.
struct RequestWriter {
  let route: Route
  private let invocation: Invocation
  private var names: NameFinder
  /// The ids of the path, once they are known.
  private var ids: [Key] = []
  /// What the option `--filter` asks of deals.
  var narrowing: Narrowing?

  init(route: Route, invocation: Invocation, names: NameFinder) {
    self.route = route
    self.invocation = invocation
    self.names = names
  }

  /// The request; for a page that follows another, after its cursor.
  mutating func call(after cursor: String? = nil) throws(Failure) -> Call {
    try findIDs()
    let target = path + (try query(after: cursor))
    do {
      return try Call(method: route.method.rawValue, target: target, body: try body(), narrowing: narrowing).byPerson
    } catch let failure as Failure {
      throw failure
    } catch let problem as Problem {
      throw .answered(problem.message, problem.code)
    } catch {
      preconditionFailure("\(error) is thrown by nothing here")
    }
  }

  private mutating func findIDs() throws(Failure) {
    guard ids.isEmpty else { return }
    for (table, text) in zip(route.pathTables, invocation.operands) {
      ids.append(try names.key(text, in: table, of: pipeline))
    }
  }

  private var path: String {
    var ids = ids[...]
    let segments = route.segments.map { $0.first == ":" ? ids.popFirst()?.id ?? $0 : $0 }
    return "/" + segments.joined(separator: "/")
  }

  /// The pipeline among whose stages a stage's name is looked for: the one that the line names, else the deal's.
  private var pipeline: Key? {
    ids.first { $0.table == .pipelines } ?? ids.first { $0.table == .deals }.flatMap { names.pipeline(ofDeal: $0) }
  }
}

// MARK: - Query

extension RequestWriter {
  private mutating func query(after cursor: String?) throws(Failure) -> String {
    var pairs: [String] = []
    for parameter in route.parameters {
      guard let value = try value(of: parameter, after: cursor) else { continue }
      pairs.append("\(parameter.name)=\(Percent.encode(value))")
    }
    return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
  }

  private mutating func value(of parameter: Parameter, after cursor: String?) throws(Failure) -> String? {
    let stated = invocation.value(word: Option.word(parameter.name))
    switch parameter.kind {
    case .cursor: return cursor ?? stated
    case .limit: return stated ?? (invocation.has(.all) ? "\(Parameter.limits.upperBound)" : nil)
    case .filter(let kind):
      guard let stated else { return nil }
      return try text(stated, kind)
    case .day, .sort, .fields, .include: return stated
    }
  }

  /// A value as it is, but for a name the id of what is called so.
  private mutating func text(_ text: String, _ kind: FieldKind) throws(Failure) -> String {
    guard case .id(let prefix) = kind, let table = Table(idPrefix: prefix) else { return text }
    return try names.key(text, in: table, of: table == .stages ? try statedPipeline() : nil).id
  }

  /// The pipeline that an option names, else that of the path.
  private mutating func statedPipeline() throws(Failure) -> Key? {
    guard let text = invocation.value(word: Option.word("pipeline_id")) else { return pipeline }
    return try names.key(text, in: .pipelines)
  }
}

// MARK: - Body

extension RequestWriter {
  private mutating func body() throws(Failure) -> Payload {
    let rest = invocation.operands.dropFirst(route.pathTables.count)
    switch route.body {
    case .none: return .none
    case .stageID:
      let id = try names.key(rest.first ?? "", in: .stages, of: pipeline).id
      return .value(.object([JSON.Member("stage_id", .string(id))]))
    case .stageIDs:
      var ids: [JSON] = []
      for text in rest { ids.append(.string(try names.key(text, in: .stages, of: pipeline).id)) }
      return .value(.object([JSON.Member("stage_ids", .array(ids))]))
    case .new, .changes:
      var members: [JSON.Member] = []
      for field in route.fields {
        guard let stated = invocation.value(word: Option.word(field.name)) else { continue }
        members.append(JSON.Member(field.name, try json(stated, field)))
      }
      // Only a new pipeline has the option: its stages are embedded in it.
      let stages = invocation.names(.stages).map { JSON.object([JSON.Member("name", .string($0))]) }
      if !stages.isEmpty { members.append(JSON.Member("stages", .array(stages))) }
      if route.endpoint == .createDeal { try addCurrency(to: &members) }
      return .value(.object(members))
    }
  }

  /// A new deal of which the line says no currency is in that of its pipeline.
  private func addCurrency(to members: inout [JSON.Member]) throws(Failure) {
    guard !members.contains(where: { $0.name == "currency" }),
      let pipeline = members.first(where: { $0.name == "pipeline_id" })?.value.string,
      let plan = try names.plan(ofPipeline: pipeline)
    else { return }
    members.append(JSON.Member("currency", .string(plan.currency.code)))
  }

  /// The value as a body has it. What is none of its kind goes as text, and the contract says what is wrong with it.
  private mutating func json(_ text: String, _ field: Column) throws(Failure) -> JSON {
    if text.isEmpty { return .null }
    switch field.kind {
    case .money, .number: return text.utf8.allSatisfy { $0.isDigit } ? .number(text) : .string(text)
    case .flag: return text == "true" ? .bool(true) : text == "false" ? .bool(false) : .string(text)
    case .json: return (try? JSON(utf8: Array(text.utf8))) ?? .string(text)
    case .id: return .string(try self.text(text, field.kind))
    case .text, .currency, .moment, .date, .word, .color: return .string(text)
    }
  }
}
