import Contract
import Sales

/// What `cgi` takes from the environment.
package enum Gateway {
  package static let variables = GatewayRequest.variables
}

extension Job {
  /// Answers the one request that a web server hands over in the environment and on standard input (RFC 3875).
  ///
  /// Every request is answered, so the exit code is 0: an answer that tells of a failure is an answer. What the
  /// administrator must know goes to standard error, which servers keep in their logs; nothing secret is in it.
  func cgi() throws(Failure) -> Int32 {
    guard let request = GatewayRequest(platform.variables) else { throw .usage(.noRequest) }
    // Read before any refusal, since some servers and clients take no answer before they have sent it.
    let body = received(request.length)
    let response = answer(request, body, until: platform.clock() + Self.timeLimit)
    out.write(bytes: response.cgi(isHead: request.isHead))
    return ExitCode.done.rawValue
  }

  /// How long an answer may take once the request is there, and the next piece of its body to come, in milliseconds.
  /// Servers give up after 30 or 60 seconds; how long a whole body may take is theirs to limit.
  private static let timeLimit: Int64 = 25_000

  private func answer(
    _ request: GatewayRequest, _ body: GatewayRequest.Received, until end: Int64
  ) -> Response {
    do throws(Problem) {
      let sender = try request.sender(among: try keyRing())
      let call = try request.call(body: body, from: sender)
      let store = try store(until: end)
      let clock = platform.clock
      let responder = Responder(
        store: store, login: { sender.name }, now: { Timestamp(seconds: clock().floorDivided(by: 1000)) })
      let response = responder.respond(to: call)
      if response.status >= 500, let sentence = response.json["error"]?["message"]?.string { log(sentence) }
      return response
    } catch {
      return Response(error)
    }
  }

  private func log(_ sentence: String) { errors.line("dealboard: \(sentence)") }

  /// Reads exactly the body, and not a byte behind it: some servers leave their input open.
  private func received(_ length: GatewayRequest.BodyLength) -> GatewayRequest.Received {
    let count: Int
    switch length {
    case .bytes(let bytes): count = bytes
    case .toTheEnd: count = .max
    case .unknown, .invalid: return .whole([])
    }
    guard count > 0, let source = try? platform.files.open("-") else { return count > 0 ? .short : .whole([]) }
    var (bytes, read) = ([UInt8](), 0)
    while read < count {
      guard source.isReady(Int(Self.timeLimit)), let piece = try? source.next() else { return .short }
      if piece.isEmpty {
        if length != .toTheEnd { return .short }
        break
      }
      read += piece.count
      // What is too long is read all the same, and forgotten.
      if read <= JSON.Limits.bytes { bytes += piece } else { bytes = [] }
    }
    if read > JSON.Limits.bytes { return .tooLong }
    return .whole(Array(bytes.prefix(count)))
  }

  private func keyRing() throws(Problem) -> KeyRing {
    do throws(Failure) {
      return try readKeys(mustBePrivate: true)
    } catch {
      if let sentence = error.sentence(at: Present(now: Timestamp(seconds: 0), zone: .utc)) { log(sentence) }
      throw Problem(.internalError, "The keys cannot be read: the error log of the web server says why.")
    }
  }

  /// The database, which is never made here: a mistyped name must not look like an empty board.
  private func store(until end: Int64) throws(Problem) -> any Store {
    do throws(Failure) {
      let store = try openExisting()
      store.patience = Int(min(Int64(store.patience), max(0, end - platform.clock())))
      store.isInterrupted = { [clock = platform.clock] in clock() > end }
      return store
    } catch {
      if let sentence = error.sentence(at: Present(now: Timestamp(seconds: 0), zone: .utc)) { log(sentence) }
      if case .store(.busy) = error { throw Problem(StoreError.busy) }
      throw Problem(
        .storageUnavailable, "The database cannot be opened: the error log of the web server says why.")
    }
  }
}
