import Contract
import Sales
import Support
import Testing

@Suite("Requests under random text") struct RequestFuzzTests {
  private static let pieces =
    [
      "/deals", "/pipelines", "/tasks", "/events", "/stages", "/stage", "/history", "/\(Example.deal)",
      "/\(Example.pipeline)", "/\(Example.stage)", "/", "?", "&", "=", "%", "%41", "%ff", ",", "-", "+", "é", "\u{0}",
      "0",
    ] + Parameter.listed.map { "&" + $0 + "=" } + ["won", "value", "name", "2026-01-01T00:00:00Z", "50", "contact"]

  @Test("a target is read or refused with a sentence", arguments: 0..<4)
  func targets(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...8, using: &random)
      let target = (0..<count).map { _ in random.pick(Self.pieces) ?? "" }.joined()
      do throws(Problem) {
        let request = try Request(method: random.pick("GET", "POST", "PUT", "x"), target: target)
        #expect((1...200).contains(request.query.limit), "seed \(seed), \(target)")
      } catch {
        #expect((400...405).contains(error.status) && error.message.last == ".", "seed \(seed), \(target)")
      }
    }
  }

  private static let values = [
    "null", "0", "-1", "5.5", "9223372036854775807", "9223372036854775808", "true", "\"\"", "\"A\"", "\"won\"",
    "\"USD\"",
    "\"2026-01-01\"", "\"9999-12-31T23:59:59-23:59\"", "\"#fff\"", "[]", "[{}]", "{}", "{\"a\":[1]}", "\"\\u0000\"",
    "\"\(Example.stage)\"", "\"\(Example.deal)\"", "\"call\"",
  ]

  /// What the wire lets through, the rules can take: they answer, in their own words if need be.
  @Test("a body is decoded into what the rules can judge, or refused with a field", arguments: 0..<4)
  func bodies(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func check<E: Requested>(_ type: E.Type) throws {
      let names = type.fields.map(\.name) + type.computed + ["nope"]
      for _ in 0..<300 {
        let chosen = Set((0..<Int.random(in: 0...4, using: &random)).compactMap { _ in random.pick(names) })
        let members = chosen.sorted().map { "\"\($0)\":" + (random.pick(Self.values) ?? "0") }
        let text = "{\(members.joined(separator: ","))}"
        do throws(Problem) {
          let body = try Body(.bytes(Array(text.utf8)))
          var row = type.init(id: Identifier(bits: 1))
          for assignment in try body.assignments(of: type, for: random.pick(.create, .update)) {
            let field = type.field(assignment.field)
            let fits = field?.set(&row, assignment.value) ?? false
            // The rules put the default in the place of nothing.
            let isDefault = assignment.value == .null && field?.hasDefault == true
            #expect(fits || isDefault, "seed \(seed), \(text), \(assignment.field)")
          }
        } catch {
          #expect(error.code == .validationError && error.field != nil, "seed \(seed), \(text)")
        }
      }
    }
    try check(Deal.self)
    try check(Pipeline.self)
    try check(Stage.self)
    try check(Activity.self)
    try check(FollowUp.self)
    try check(Contact.self)
    try check(Company.self)
  }
}

extension Parameter {
  /// The names of all parameters of all routes.
  fileprivate static var listed: [String] { Set(Route.table.flatMap { $0.parameters.map(\.name) }).sorted() }
}
