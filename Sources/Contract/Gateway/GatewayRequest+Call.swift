import Sales

extension GatewayRequest {
  /// What could be read of a body.
  package enum Received: Sendable {
    case whole([UInt8])
    /// It ended, or nothing more came, before its length.
    case short
    /// Over `JSON.Limits.bytes`.
    case tooLong
  }

  /// Who sends the request. Throws `unauthorized`.
  package func sender(among keys: KeyRing) throws(Problem) -> KeyRing.Entry {
    guard let key else {
      throw Problem(.unauthorized, "The request has no key: send one as X-Api-Key or as Authorization: Bearer.")
    }
    guard let entry = keys.entry(of: key) else {
      throw Problem(.unauthorized, "The key is not known: check it, or ask for a new one.")
    }
    return entry
  }

  /// The request with its body, as the responder takes it.
  ///
  /// Throws what `Request` and `Call` throw, `forbidden` for a change by a key that may only read, `length_required`,
  /// `content_too_large`, and `invalid_request` for a body that is not whole.
  package func call(body received: Received, from sender: KeyRing.Entry) throws(Problem) -> Call {
    let request = try read()
    if request.route.method != .get && sender.access == .read {
      throw Problem(.forbidden, "The key of \(sender.name.brief) may only read: ask for one that may write.")
    }
    let body = try bytes(of: received)
    if body.isEmpty && request.route.body != .none {
      throw Problem(.invalidRequest, "\(method) \(request.route.path) needs a JSON object as its body.")
    }
    return try Call(request, body: .bytes(body), conditions: try conditions(body))
  }

  /// HEAD asks for what GET would answer, without its body (RFC 9110 §9.3.2).
  private func read() throws(Problem) -> Request {
    do throws(Problem) {
      return try Request(method: isHead ? "GET" : method, target: target)
    } catch {
      guard error.code == .methodNotAllowed, error.allowed.contains("GET") else { throw error }
      throw Problem(error.code, error.message, allowed: error.allowed + ["HEAD"])
    }
  }

  private func bytes(of received: Received) throws(Problem) -> [UInt8] {
    switch length {
    case .unknown where needsLength:
      throw Problem(.lengthRequired, "The length of the body is not known: send Content-Length.")
    case .invalid: throw Problem(.invalidRequest, "Content-Length must be a whole number.", field: "Content-Length")
    case .bytes, .toTheEnd, .unknown: break
    }
    switch received {
    case .whole(let bytes): return bytes
    case .short: throw Problem(.invalidRequest, "The body is shorter than its Content-Length: send it again.")
    case .tooLong:
      throw Problem(.contentTooLarge, "The body is longer than \(JSON.Limits.bytes) bytes: send less at once.")
    }
  }

  private func conditions(_ body: [UInt8]) throws(Problem) -> Conditions {
    var once: Conditions.Once?
    if let key = idempotencyKey, method == "POST" {
      guard key.utf8.count <= Limits.nameLength, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw Problem(
          .invalidRequest,
          "Idempotency-Key must be 1 to \(Limits.nameLength) visible ASCII characters, such as a UUID.",
          field: "Idempotency-Key")
      }
      once = Conditions.Once(key: key, request: SHA256.hex(Array("\(method) \(target)\n".utf8) + body))
    }
    return Conditions(ifMatch: ifMatch, once: once, showsTag: true)
  }

  /// Whether the answer is sent without its body.
  package var isHead: Bool { method == "HEAD" }
}

extension Response {
  /// The answer as a CGI program writes it (RFC 3875 §6): the status as a header, and the length of a body that is sent.
  package func cgi(isHead: Bool) -> [UInt8] {
    let hasBody = status != 204 && !isHead
    var lines = ["Status: \(statusText)"] + headers.map { "\($0.name): \($0.value)" } + ["Cache-Control: no-store"]
    let body = hasBody ? self.body : []
    if hasBody { lines.append("Content-Length: \(body.count)") }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
  }
}
