import Sales

/// A request as a web server hands it to a CGI program, in variables of the environment (RFC 3875 §4.1).
///
/// Servers differ: an unset variable and an empty one mean the same here, and what they say of the body's length is read
/// by `BodyLength`.
package struct GatewayRequest: Sendable {
  package let method: String
  /// Path and query, percent-encoded as `Request` reads them.
  package let target: String
  /// The secret that was sent; nil without one.
  package let key: String?
  package let length: BodyLength
  /// The tags of `If-Match`; nil without the header.
  package let ifMatch: String?
  /// The value of `Idempotency-Key`; nil without the header.
  package let idempotencyKey: String?

  /// How many bytes of body there are to read.
  package enum BodyLength: Hashable, Sendable {
    case bytes(Int)
    /// Up to the end of the input: a body in chunks whose length the server does not know.
    case toTheEnd
    /// Not said, so there is no body that could be read: some servers leave their input open then.
    case unknown
    /// Not a number.
    case invalid
  }

  /// The variables that are read.
  package static let variables = [
    "REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING", "HTTP_X_API_KEY",
    "HTTP_AUTHORIZATION", "HTTP_IF_MATCH", "HTTP_IDEMPOTENCY_KEY",
  ]

  /// Nil where no web server speaks: there is no method.
  package init?(_ variables: [String: String]) {
    func value(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
    guard let method = value("REQUEST_METHOD") else { return nil }
    self.method = method
    let query = value("QUERY_STRING").map { "?" + $0 } ?? ""
    target = Self.path(value("PATH_INFO") ?? "") + query
    key = value("HTTP_X_API_KEY") ?? value("HTTP_AUTHORIZATION").flatMap(Self.bearer)
    length = BodyLength(value("CONTENT_LENGTH"), encoding: value("HTTP_TRANSFER_ENCODING"))
    ifMatch = value("HTTP_IF_MATCH")
    idempotencyKey = value("HTTP_IDEMPOTENCY_KEY")
  }

  /// PATH_INFO has been decoded by the server, so it is encoded again. Some servers keep empty segments and some do not;
  /// none of our paths has any.
  private static func path(_ decoded: String) -> String {
    "/" + decoded.split(separator: "/").map { Percent.encode(String($0)) }.joined(separator: "/")
  }

  /// The token of `Authorization: Bearer TOKEN`, whose scheme may be in any case (RFC 9110 §11.1).
  private static func bearer(_ value: String) -> String? {
    let words = value.split(separator: " ", maxSplits: 1)
    return words.count == 2 && words[0].lowercased() == "bearer" ? String(words[1]).trimmed : nil
  }

  /// Whether a body must be there for the method, so that its length must be known.
  package var needsLength: Bool { ["POST", "PUT", "PATCH"].contains(method) }
}

extension GatewayRequest.BodyLength {
  /// A negative length, or none beside chunks, means that the server passes the chunks on as they come.
  init(_ length: String?, encoding: String?) {
    guard let length else {
      self = encoding?.lowercased().contains("chunked") == true ? .toTheEnd : .unknown
      return
    }
    let digits = length.hasPrefix("-") ? length.dropFirst() : length[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy(\.isDigit) else {
      self = .invalid
      return
    }
    // A number that no machine word holds is a length all the same.
    self = length.hasPrefix("-") ? .toTheEnd : .bytes(Int(digits) ?? .max)
  }
}
