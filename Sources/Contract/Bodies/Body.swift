package import Sales

/// What a request carries: bytes as they came, or a value that was read before, as part of a batch's line.
package enum Payload: Sendable {
  case bytes([UInt8])
  case value(JSON)

  package static let none = Payload.bytes([])

  var isNone: Bool {
    guard case .bytes(let bytes) = self else { return false }
    return bytes.isEmpty
  }

  fileprivate func json() throws(JSONError) -> JSON {
    switch self {
    case .bytes(let bytes): try JSON(utf8: bytes)
    case .value(let json): json
    }
  }
}

/// The members of a request's body, decoded into what a change holds (contract §1, §3 to §7).
///
/// Decoding checks names, types and what is needed. Every rule that a value alone does not show, such as whether a stage
/// belongs to its pipeline, is left to the rules of the domain, so that it exists once.
package struct Body: Sendable {
  private let members: [JSON.Member]
  /// What stands before the names of its members in an error, such as `stages[1].`.
  private let path: String

  private init(_ members: [JSON.Member], path: String) {
    self.members = members
    self.path = path
  }

  /// Reads a body that must be an object. Throws `invalid_request`.
  package init(_ payload: Payload) throws(Problem) {
    let json: JSON
    do throws(JSONError) {
      json = try payload.json()
    } catch {
      throw Problem(error)
    }
    guard case .object(let members) = json else {
      throw Problem(.invalidRequest, "The body must be a JSON object, such as {\"name\":\"Acme\"}.")
    }
    self.init(members, path: "")
  }

  /// What the body is for.
  package enum Purpose: Sendable {
    /// What is needed must be there.
    case create
    /// Only what is sent changes.
    case update
  }

  /// The fields that the body sets, in its order. Throws `validation_error` with the member at fault.
  package func assignments<E: Requested>(
    of type: E.Type, for purpose: Purpose
  ) throws(Problem) -> [Assignment<E>] {
    var assignments: [Assignment<E>] = []
    for member in members {
      let assignment: Assignment<E> = try assignment(member)
      // What is made has its defaults already, some of which follow from its other fields.
      if purpose == .create && assignment.value == .null && E.field(member.name)?.hasDefault == true { continue }
      assignments.append(assignment)
    }
    for name in E.needed where purpose == .create && !assignments.contains(where: { $0.field == name }) {
      throw .refusing(.required, path + name)
    }
    return assignments
  }

  private func assignment<E: Requested>(_ member: JSON.Member) throws(Problem) -> Assignment<E> {
    let path = path + member.name
    guard let field = E.field(member.name) else {
      throw .refusing(E.computed.contains(member.name) ? .readOnlyField : .unknownField, path)
    }
    switch field.access {
    case .writable: break
    case .readOnly, .local, .derived: throw .refusing(.readOnlyField, path)
    }
    return Assignment(field: field.name, value: try field.scalar(from: member.value, path: path))
  }

  /// The fields of a new pipeline, and those of the stages embedded in it, which may be none.
  package func pipelineWithStages() throws(Problem) -> ([Assignment<Pipeline>], stages: [[Assignment<Stage>]]) {
    let rest = Body(members.filter { $0.name != "stages" }, path: path)
    let pipeline = try rest.assignments(of: Pipeline.self, for: .create)
    let items: [JSON]
    switch members.first(where: { $0.name == "stages" })?.value {
    case nil, .null: return (pipeline, [])
    case .array(let list): items = list
    case .bool, .number, .string, .object:
      throw Problem(.validationError, "stages must be a list of stages.", field: "stages")
    }
    var stages: [[Assignment<Stage>]] = []
    for (index, item) in items.enumerated() {
      let path = "stages[\(index)]"
      guard case .object(let members) = item else {
        throw Problem(.validationError, "\(path) must be a stage, as a JSON object.", field: path)
      }
      stages.append(try Body(members, path: path + ".").assignments(of: Stage.self, for: .create))
    }
    return (pipeline, stages)
  }

  /// The one member of the body of a move.
  package func stageID() throws(Problem) -> StageID {
    try id(try only("stage_id"), path: "stage_id")
  }

  /// The one member of the body of a reordering: ids in their new order, each of them once.
  package func stageIDs() throws(Problem) -> [StageID] {
    guard case .array(let items) = try only("stage_ids") else {
      throw Problem(.validationError, "stage_ids must be a list of ids that begin with stg_.", field: "stage_ids")
    }
    var ids: [StageID] = []
    for (index, item) in items.enumerated() { ids.append(try id(item, path: "stage_ids[\(index)]")) }
    guard Set(ids).count == ids.count else { throw .refusing(.incompleteOrder, "stage_ids") }
    return ids
  }

  private func only(_ name: String) throws(Problem) -> JSON {
    for member in members where member.name != name { throw .refusing(.unknownField, member.name) }
    guard let member = members.first else { throw .refusing(.required, name) }
    return member.value
  }

  private func id<E: Identified>(_ json: JSON, path: String) throws(Problem) -> Identifier<E> {
    if case .null = json { throw .refusing(.required, path) }
    guard case .string(let text) = json, let id = Identifier<E>(text) else {
      throw .refusing(.invalid(.id(prefix: E.idPrefix)), path)
    }
    return id
  }
}
