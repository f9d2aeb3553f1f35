package import Sales

/// The parameters of a request, read and checked (contract §1, §3, §6).
package struct Query: Sendable {
  /// What rows must fit; times and ids in their stored form, by the parameter's name.
  package let filters: [String: Scalar]
  /// What deals must fit besides.
  package let narrowing: Narrowing?
  package let sort: [SortTerm]
  /// Names of members to send; nil when not said.
  package let fields: [String]?
  /// Rows to send beside the data; nil when not said.
  package let include: [Inclusion]?
  package let limit: Int
  /// The sort key of the last row that was sent before; nil at the beginning. Whoever reads on checks its length and
  /// kinds: a cursor can be forged.
  package let after: [Scalar]?
  /// What a cursor of this query bears.
  let fingerprint: Cursor.Fingerprint

  /// The cursor to the rows after one with this sort key.
  package func cursor(after key: [Scalar]) -> Cursor { Cursor(key: key, query: fingerprint) }

  /// Reads what stands behind the question mark. Throws `invalid_request` with the parameter at fault.
  init(_ text: Substring, of route: Route, keys: [Key], _ narrowing: Narrowing? = nil) throws(Problem) {
    var reader = QueryReader()
    for (name, value) in try Self.pairs(in: text) { try reader.read(name, value, of: route) }
    filters = reader.filters
    self.narrowing = narrowing
    sort = reader.sort
    fields = reader.fields
    include = reader.include
    limit = reader.limit
    // Neither the limit nor what is sent of a row changes which rows follow.
    let parts =
      [route.endpoint.rawValue] + keys.map(\.id) + sort.map { ($0.isDescending ? "-" : "+") + $0.field.rawValue }
      + filters.map { "\($0.key)=\($0.value.plain)" }.sorted()
      + (narrowing.map { [$0.text] } ?? [])
    fingerprint = Cursor.Fingerprint(of: parts.joined(separator: "\n"))
    if let cursor = reader.cursor, cursor.query != fingerprint {
      throw Problem(
        .invalidRequest, "The cursor belongs to another query: repeat its path, filters and sort.", field: "cursor")
    }
    after = reader.cursor?.key
  }

  private static func pairs(in text: Substring) throws(Problem) -> [(name: String, value: String)] {
    var pairs: [(name: String, value: String)] = []
    if text.isEmpty { return pairs }
    for part in text.split(separator: "&", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let left = sides.first, let name = Percent.decode(left), !name.isEmpty else {
        throw Problem(.invalidRequest, "The query has a parameter without a name: write it as name=value.")
      }
      guard sides.count == 2, let value = Percent.decode(sides[1]) else {
        throw Problem(.invalidRequest, "\(name.brief) must be followed by = and a value in UTF-8.", field: name)
      }
      if pairs.contains(where: { $0.name == name }) {
        throw Problem(.invalidRequest, "\(name.brief) must be given once only.", field: name)
      }
      pairs.append((name, value))
    }
    return pairs
  }
}

/// What people ask of a list of deals besides the parameters; the wire has no words for it.
package struct Narrowing: Sendable {
  package let filter: Filter
  /// As it was typed. A cursor bears this and not what it means, which moves on with the clock.
  package let text: String

  package init(_ filter: Filter, typed text: String) {
    self.filter = filter
    self.text = text
  }
}

/// What has been read of a query so far.
private struct QueryReader {
  var filters: [String: Scalar] = [:]
  var sort: [SortTerm] = []
  var fields: [String]?
  var include: [Inclusion]?
  var limit = Parameter.usualLimit
  var cursor: Cursor?

  mutating func read(_ name: String, _ value: String, of route: Route) throws(Problem) {
    guard let parameter = route.parameters.first(where: { $0.name == name }) else {
      let names = route.parameters.map(\.name)
      let all = names.isEmpty ? "leave it out." : "use \(names.joined(separator: ", "))."
      let advice = nearestName(to: name, among: names).map { "did you mean \($0)?" } ?? all
      throw Problem(.invalidRequest, "There is no parameter “\(name.brief)” here: \(advice)", field: name)
    }
    switch parameter.kind {
    case .filter(let kind): filters[name] = try scalar(kind, name, value)
    case .day: filters[name] = try scalar(.moment, name, value, takesDates: true)
    case .sort: sort = try terms(name, value)
    case .fields(let resource): fields = try words(name, value, of: resource.members)
    case .include:
      include = try words(name, value, of: Inclusion.allCases.map(\.rawValue)).compactMap(Inclusion.init)
    case .limit:
      guard case .integer(let number) = try scalar(.number(Parameter.limits), name, value) else { return }
      limit = Int(number)
    case .cursor:
      guard let read = Cursor(text: value) else { throw .damagedCursor }
      cursor = read
    }
  }

  private func scalar(
    _ kind: FieldKind, _ name: String, _ value: String, takesDates: Bool = false
  ) throws(Problem) -> Scalar {
    if let scalar = kind.scalar(from: value, takesDates: takesDates) { return scalar }
    if case .word(let words) = kind { throw .unknownWord(value, name, of: words, .invalidRequest) }
    throw Problem(.invalidRequest, Refusal(.invalid(kind), field: name).sentence, field: name)
  }

  private func terms(_ name: String, _ value: String) throws(Problem) -> [SortTerm] {
    let signed = value.split(separator: ",", omittingEmptySubsequences: false)
    let bare = signed.map { $0.hasPrefix("-") ? String($0.dropFirst()) : String($0) }
    let fields = try words(name, bare.joined(separator: ","), of: DealSort.words).compactMap(DealSort.init)
    return zip(fields, signed).map { SortTerm($0, isDescending: $1.hasPrefix("-")) }
  }

  /// The words of a list with commas, each one of those known and there once.
  private func words(_ name: String, _ value: String, of known: [String]) throws(Problem) -> [String] {
    let words = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for (index, word) in words.enumerated() {
      guard known.contains(word) else {
        throw .unknownWord(word, name, of: known, .invalidRequest)
      }
      guard !words[..<index].contains(word) else {
        throw Problem(.invalidRequest, "\(name) must name \(word) once only.", field: name)
      }
    }
    return words
  }
}

extension Scalar {
  /// Enough to tell two values of one filter apart.
  fileprivate var plain: String {
    switch self {
    case .null: ""
    case .integer(let number): "\(number)"
    case .text(let text): text
    }
  }
}
