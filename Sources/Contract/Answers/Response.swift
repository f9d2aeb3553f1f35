package import Sales

/// The answer to a request, in the words of HTTP (contract §1).
package struct Response: Sendable {
  package let status: Int
  /// Names and values in the order in which they are sent.
  package let headers: [Header]
  /// Null after a delete.
  package let json: JSON
  /// JSON in UTF-8 without a line break; empty after a delete.
  package var body: [UInt8] { status == 204 ? [] : json.utf8 }

  package struct Header: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      (self.name, self.value) = (name, value)
    }
  }

  package init(status: Int, _ json: JSON) {
    self.init(status: status, json, [])
  }

  private init(status: Int, _ json: JSON, _ more: [Header]) {
    self.status = status
    headers = [Header("Content-Type", "application/json")] + more
    self.json = json
  }

  /// What a delete answers: 204 and nothing else.
  static let deleted = Response(status: 204, headers: [], .null)

  private init(status: Int, headers: [Header], _ json: JSON) {
    (self.status, self.headers, self.json) = (status, headers, json)
  }

  /// The same answer with these headers after its own.
  package func adding(_ more: [Header]) -> Response { Response(status: status, headers: headers + more, json) }

  /// The answer to a request that cannot be met. RFC 9110 has 405 say which methods there are (§15.5.6) and 401 how to
  /// say who asks (§15.5.2).
  package init(_ problem: Problem) {
    var headers: [Header] = []
    if !problem.allowed.isEmpty { headers.append(Header("Allow", problem.allowed.joined(separator: ", "))) }
    if let seconds = problem.retryAfter { headers.append(Header("Retry-After", "\(seconds)")) }
    if problem.code == .unauthorized { headers.append(Header("WWW-Authenticate", "Bearer realm=\"dealboard\"")) }
    self.init(status: problem.status, Envelope.error(problem), headers)
  }

  package var isSuccess: Bool { (200..<300).contains(status) }

  /// The status with its name, as HTTP's first line has it, such as `201 Created` (RFC 9110 §15).
  package var statusText: String { "\(status) \(Self.phrase(status))" }

  private static func phrase(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 201: "Created"
    case 204: "No Content"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 409: "Conflict"
    case 411: "Length Required"
    case 412: "Precondition Failed"
    case 413: "Content Too Large"
    case 422: "Unprocessable Content"
    case 500: "Internal Server Error"
    case 503: "Service Unavailable"
    default: preconditionFailure("the contract has no status \(status)")
    }
  }
}
