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
  }

  package init(status: Int, _ json: JSON) {
    self.init(status: status, json, [])
  }

  private init(status: Int, _ json: JSON, _ more: [Header]) {
    self.status = status
    headers = [Header(name: "Content-Type", value: "application/json")] + more
    self.json = json
  }

  /// What a delete answers: 204 and nothing else.
  static let deleted = Response(status: 204, headers: [])

  private init(status: Int, headers: [Header]) {
    self.status = status
    self.headers = headers
    json = .null
  }

  /// The answer to a request that cannot be met. RFC 9110 §15.5.6 has 405 say which methods there are.
  package init(_ problem: Problem) {
    let allow = problem.allowed.isEmpty ? [] : [Header(name: "Allow", value: problem.allowed.joined(separator: ", "))]
    self.init(status: problem.status, Envelope.error(problem), allow)
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
    case 422: "Unprocessable Content"
    case 500: "Internal Server Error"
    case 503: "Service Unavailable"
    default: preconditionFailure("the contract has no status \(status)")
    }
  }
}
