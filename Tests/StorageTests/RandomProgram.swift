import Contract
import Sales
import Support

/// Requests as a program might send them: most sensible, some with a wrong value, an unknown member or a stale id.
struct RandomProgram {
  struct Request {
    let method: String
    let target: String
    let text: String

    var body: Payload { .bytes(Array(text.utf8)) }
  }

  private var random: SeededGenerator
  private let reference: DictionaryStore
  /// Where lists go on, as answered.
  private var targets: [String] = []
  private var asked = ""

  init(seed: UInt64, over reference: DictionaryStore) {
    random = SeededGenerator(seed: seed &* 977)
    self.reference = reference
  }

  mutating func next() -> Request {
    let route = random.pick(random.oneIn(3) ? Self.making : Route.table) ?? Route.table[0]
    asked = random.oneIn(3) ? random.pick(targets) ?? path(of: route) : path(of: route)
    let isPage = asked.contains("cursor=")
    return Request(
      method: isPage ? "GET" : route.method.rawValue,
      target: isPage || random.oneIn(2) ? asked : asked + query(of: route),
      text: isPage ? "" : body(of: route))
  }

  /// Remembers where the list that was answered goes on.
  mutating func read(_ answer: Response) {
    guard case .string(let cursor)? = (try? JSON(utf8: answer.body))?["next_cursor"] else { return }
    let rest = asked.split(separator: "&").filter { !$0.hasPrefix("cursor=") }.joined(separator: "&")
    targets.append(rest + (rest.contains("?") ? "&" : "?") + "cursor=\(cursor)")
    if targets.count > 8 { targets.removeFirst() }
  }

  private static let making = Route.table.filter { $0.success == 201 }

  // MARK: Parts

  private mutating func path(of route: Route) -> String {
    var path = route.path
    if path.contains(":stage_id") {
      let stage = pick(Stage.self)
      let pipeline = stage.flatMap { reference.records.row(.stage($0.id))?.value(of: "pipeline_id") }
      path = path.replacing(":stage_id", with: id(Stage.self))
      if case .text(let id)? = pipeline, let stage {
        path = route.path.replacing(":stage_id", with: "\(stage.id)").replacing(":id", with: id)
      }
    }
    let ids = [
      "/deals": id(Deal.self), "/pipelines": id(Pipeline.self), "/activities": id(Activity.self),
      "/tasks": id(FollowUp.self), "/contacts": id(Contact.self), "/companies": id(Company.self),
    ]
    let collection = "/" + path.dropFirst().prefix { $0 != "/" }
    return path.replacing(":id", with: ids[collection] ?? "")
  }

  private mutating func pick<E: Stored>(_ type: E.Type) -> E? { random.pick(reference.records.all(type)) }

  private mutating func id<E: Stored>(_ type: E.Type) -> String {
    random.oneIn(20) ? "\(Identifier<E>(bits: 5))" : pick(type).map { "\($0.id)" } ?? "\(Identifier<E>(bits: 6))"
  }

  private mutating func query(of route: Route) -> String {
    var parts: [String] = []
    for parameter in route.parameters where random.oneIn(max(3, route.parameters.count / 3)) {
      guard let value = value(of: parameter) else { continue }
      parts.append("\(parameter.name)=\(value)")
    }
    return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
  }

  private mutating func value(of parameter: Parameter) -> String? {
    switch parameter.kind {
    case .filter(let kind): value(of: kind, named: parameter.name).filter { $0 != "\"" }
    case .day: random.pick("2026-03-20", "2026-04-01T09:00:00Z")
    case .sort:
      random.pick("value", "-value", "name,-created_at", "-expected_close", "last_activity_at", "expected_close,value")
    case .fields(let resource): resource.members.filter { _ in random.oneIn(3) }.joined(separator: ",").nonEmpty
    case .include: Inclusion.allCases.map(\.rawValue).filter { _ in random.oneIn(2) }.joined(separator: ",").nonEmpty
    case .limit: random.pick("1", "2", "3", "10", "200", "0")
    case .cursor: nil
    }
  }

  private mutating func body(of route: Route) -> String {
    switch route.body {
    case .none: random.oneIn(30) ? "{}" : ""
    case .new(.deal): dealBody()
    case .new(let resource): members(of: resource, needed: true)
    case .changes(let resource): members(of: resource, needed: false)
    case .stageID: #"{"stage_id":"\#(id(Stage.self))"}"#
    case .stageIDs:
      "{\"stage_ids\":[\(reference.pipelines().first?.stages.reversed().map { "\"\($0.id)\"" }.joined(separator: ",") ?? "")]}"
    }
  }

  private mutating func dealBody() -> String {
    guard let stage = pick(Stage.self) else { return "{}" }
    let place = #""name":"\#(random.pick("Acme", "Ünï 😀", "Globex"))","pipeline_id":"\#(stage.pipelineID)","#
    let more = random.oneIn(2) ? #","contact_id":"\#(id(Contact.self))","value":\#(random.pick(0, 5, 700))"# : ""
    return "{\(place)\"stage_id\":\"\(stage.id)\"\(more)}"
  }

  private mutating func members(of resource: Resource, needed: Bool) -> String {
    guard let table = Self.tables[resource] else { return "{}" }
    let required = ["name", "title", "type", "email"]
    var members: [String] = []
    for column in table.columns where column.access == .writable {
      let isNeeded = needed && required.contains(column.name) && column.isRequired
      guard isNeeded || random.oneIn(4) else { continue }
      if column.name == "is_default", random.oneIn(2) { continue }
      members.append("\"\(column.name)\":" + value(of: column.kind, named: column.name))
    }
    if random.oneIn(25) { members.append(#""nope":1"#) }
    return "{\(members.joined(separator: ","))}"
  }

  private static let tables: [Resource: Table] = [
    .deal: .deals, .pipeline: .pipelines, .stage: .stages, .activity: .activities, .task: .tasks,
    .contact: .contacts, .company: .companies,
  ]

  private mutating func value(of kind: FieldKind, named name: String) -> String {
    switch kind {
    case .id(let prefix): "\"\(id(prefix))\""
    case .text where name == "email":
      "\"\(random.pick("a", "b", "c", "d"))\(Int.random(in: 0...40, using: &random))@x.test\""
    case .text where name == "domain": "\"d\(Int.random(in: 0...40, using: &random)).test\""
    case .text: random.pick("\"Acme\"", "\" \\u001b[31mred \"", "\"日本\"", "\"b\"", "\"\"")
    case .money: random.pick("0", "5", "700", "9223372036854775807", "1.5")
    case .currency: random.pick("\"USD\"", "\"EUR\"", "\"JPY\"")
    case .moment: random.pick("\"2026-03-16T12:00:00Z\"", "\"2026-03-01T10:00:00-05:00\"", "\"2026-05-01T00:00:00Z\"")
    case .date: random.pick("\"2026-04-01\"", "\"2026-05-02T11:00:00Z\"")
    case .word(let words): "\"\(random.pick(words) ?? "")\""
    case .color: random.pick("\"#abc\"", "\"#102030\"")
    case .number(let range): random.pick("\(range.lowerBound)", "3", "-1")
    case .flag: random.pick("true", "false")
    case .json: random.pick("{}", #"{"k":[1,2.50,"x"]}"#)
    }
  }

  private mutating func id(_ prefix: String) -> String {
    switch prefix {
    case Deal.idPrefix: id(Deal.self)
    case Stage.idPrefix: id(Stage.self)
    case Pipeline.idPrefix: id(Pipeline.self)
    case Contact.idPrefix: id(Contact.self)
    case Company.idPrefix: id(Company.self)
    case User.idPrefix: id(User.self)
    default: "none"
    }
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
