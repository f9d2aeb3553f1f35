package import Contract

extension Responder {
  /// Answers a request as a program sends it; `target` is the path with its query, percent-encoded.
  package func respond(method: String, target: String, body: Payload = .none) -> Response {
    do throws(Problem) {
      return respond(to: try Call(method: method, target: target, body: body))
    } catch {
      return Response(error)
    }
  }
}
