package import Sales

/// A request read whole, body and all, before any store is looked at: what is malformed never gets further.
package struct Call: Sendable {
  package let request: Request
  /// What the body asks for; nil for a request that only reads.
  package let change: Change?
  /// What must hold besides; nothing for requests of this machine.
  package private(set) var conditions = Conditions()

  /// Reads the body of a request that has been read. Throws `invalid_request` or `validation_error`.
  package init(_ request: Request, body: Payload, conditions: Conditions) throws(Problem) {
    self.request = request
    self.conditions = conditions
    change = try request.change(body: body)
  }

  /// Throws what `Request` and its body throw: `not_found`, `method_not_allowed`, `invalid_request` or
  /// `validation_error`.
  package init(
    method: String, target: String, body: Payload = .none, narrowing: Narrowing? = nil
  ) throws(Problem) {
    request = try Request(method: method, target: target, narrowing: narrowing)
    change = try request.change(body: body)
  }

  private init(_ request: Request, _ change: Change?) {
    (self.request, self.change) = (request, change)
  }

  /// The call as a person means it: a deal that is deleted takes its open steps along, as on the board. A program's call
  /// leaves every task as it is (contract §3).
  package var byPerson: Call {
    guard case .deleteDeal(let id, _, let seen)? = change else { return self }
    return Call(request, .deleteDeal(id, droppingSteps: true, seen: seen))
  }

  /// Reads one line of a batch: `{"method": …, "path": …, "body": …}`, the body an object where there is one.
  package init(line: [UInt8]) throws(Problem) {
    let json: JSON
    do throws(JSONError) {
      json = try JSON(utf8: line)
    } catch {
      throw Problem(error)
    }
    guard case .object(let members) = json else {
      throw Problem(.invalidRequest, "A line must be a JSON object, such as {\"method\":\"GET\",\"path\":\"/deals\"}.")
    }
    let known = ["method", "path", "body"]
    for member in members where !known.contains(member.name) {
      throw Problem(
        .invalidRequest, "A line has no “\(member.name.brief)”: use \(known.joined(separator: ", ")).",
        field: member.name)
    }
    try self.init(method: Self.text("method", in: json), target: Self.text("path", in: json), body: Self.body(in: json))
  }

  private static func text(_ name: String, in line: JSON) throws(Problem) -> String {
    guard case .string(let text)? = line[name] else {
      throw Problem(.invalidRequest, "A line needs \(name), as text.", field: name)
    }
    return text
  }

  private static func body(in line: JSON) -> Payload {
    guard let body = line["body"] else { return .none }
    if case .null = body { return .none }
    return .value(body)
  }
}
