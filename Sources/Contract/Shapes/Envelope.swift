package import Sales

/// What stands around the data of an answer (contract §1).
package enum Envelope {
  /// `{"data": {…}}`, with `included` beside it unless it is nil.
  package static func one(_ data: JSON, included: [JSON]? = nil) -> JSON {
    var members = [JSON.Member("data", data)]
    if let included { members.append(JSON.Member("included", .array(included))) }
    return .object(members)
  }

  /// `{"data": […], "has_more": …}`. There is more exactly if there is a cursor to it.
  package static func list(_ rows: [JSON], next: Cursor? = nil, included: [JSON]? = nil) -> JSON {
    var members = [JSON.Member("data", .array(rows)), JSON.Member("has_more", .bool(next != nil))]
    if let next { members.append(JSON.Member("next_cursor", .string(next.text))) }
    if let included { members.append(JSON.Member("included", .array(included))) }
    return .object(members)
  }

  /// `{"error": {…}}`, with the field if one is at fault.
  package static func error(_ problem: Problem) -> JSON {
    var members = [
      JSON.Member("code", .string(problem.code.rawValue)), JSON.Member("message", .string(problem.message)),
    ]
    if let field = problem.field { members.append(JSON.Member("field", .string(field))) }
    return .object([JSON.Member("error", .object(members))])
  }
}
