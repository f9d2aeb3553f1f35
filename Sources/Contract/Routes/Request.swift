package import Sales

/// A method and a path that the table knows, with the ids that the path holds.
package struct Request: Sendable {
  package let route: Route
  /// The ids of the path, in its order.
  package let keys: [Key]
  /// The query, checked against the route's parameters.
  package let query: Query

  /// Finds the route of a method and a target, such as `/deals?limit=10`, and reads everything but the body.
  ///
  /// Throws `not_found` for a path that no route has or whose id is none, `method_not_allowed` for a path that has no
  /// such method, `invalid_request` for a bad escape or parameter.
  package init(method: String, target: String, narrowing: Narrowing? = nil) throws(Problem) {
    guard target.utf8.count <= Self.longest else {
      throw Problem(.invalidRequest, "The path and its query are longer than \(Self.longest) bytes: shorten them.")
    }
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let segments = try Self.segments(of: parts.first ?? "")
    let fitting = Route.table.filter { $0.literalsMatch(segments) }
    guard !fitting.isEmpty else { throw Problem(.notFound, "There is no path \(target.brief): check its spelling.") }
    guard let route = fitting.first(where: { $0.method.rawValue == method }) else {
      let methods = fitting.map(\.method.rawValue)
      throw Problem(
        .methodNotAllowed, "\(method.brief) is not possible here: use \(methods.joined(separator: ", ")).",
        allowed: methods)
    }
    self.route = route
    keys = try route.keys(in: segments)
    query = try Query(parts.count > 1 ? parts[1] : "", of: route, keys: keys, narrowing)
  }

  /// The first id of that kind in the path.
  package func id<E: Stored>(of type: E.Type) -> Identifier<E> {
    for key in keys { if let id = Identifier<E>(key.id) { return id } }
    preconditionFailure("\(route.path) has no id of \(E.idPrefix)")
  }

  /// Room for every parameter at once with the longest cursor, escaped; reading takes no longer than it should then.
  private static let longest = 65_536

  private static func segments(of path: Substring) throws(Problem) -> [String] {
    guard path.first == "/" else {
      throw Problem(.notFound, "A path begins with a slash, such as /deals.")
    }
    var segments: [String] = []
    for segment in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let text = Percent.decode(segment) else {
        throw Problem(.invalidRequest, "The path has an escape that is none: write a percent sign as %25.")
      }
      segments.append(text)
    }
    return segments
  }
}

extension Route {
  /// Whether the path fits, whatever stands for its parameters.
  fileprivate func literalsMatch(_ parts: [String]) -> Bool {
    segments.count == parts.count
      && zip(segments, parts).allSatisfy { segment, part in segment == part || segment.utf8.first == UInt8(ascii: ":") }
  }

  /// The ids that stand for the parameters. What is no id of the right kind names nothing that exists.
  fileprivate func keys(in parts: [String]) throws(Problem) -> [Key] {
    var keys: [Key] = []
    for (segment, part) in zip(segments, parts) where segment.utf8.first == UInt8(ascii: ":") {
      guard let key = Key(id: part), key.table == table(of: segment) else {
        throw Problem(.notFound, "There is nothing with the id \(part.brief): check its spelling.")
      }
      keys.append(key)
    }
    return keys
  }
}
