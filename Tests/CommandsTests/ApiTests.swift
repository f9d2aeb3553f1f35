import Contract
import Sales
import Support
import Testing

@testable import Commands

@Suite("api") struct ApiTests {
  private let world = World()

  /// Runs `api` on `deals.db`.
  private func api(_ words: String...) -> Int32 { world.run(["api", "--db", "deals.db"] + words) }

  private func batch(_ lines: String) -> [String] {
    world.files["-"] = Array(lines.utf8)
    #expect(api("--batch") == 0)
    #expect(world.errors == "")
    return world.out.split(separator: "\n").map(String.init)
  }

  @Test("answers with one line of JSON, and says by its end what came of it")
  func answers() {
    #expect(api("POST", "/companies", "--data", #"{"name":"Acme"}"#) == 0)
    #expect(world.out.hasPrefix(#"{"data":{"id":"comp_"#) && world.out.hasSuffix("}}\n") && world.lines.count == 2)
    #expect(api("GET", "/companies?fields=name&limit=1") == 0)
    #expect(world.out.contains(#""name":"Acme"}],"has_more":false}"#))
    #expect(api("GET", "/companies?limit=0") == 1)
    #expect(world.out.hasPrefix(#"{"error":{"code":"invalid_request""#) && world.errors == "")
    #expect(api("GET", "/nope") == 1)
    #expect(api("GET", "/deals/deal_00000000000000000000000001") == 1)
    world.stores["deals.db"]?.readOnlyReason = .file
    #expect(api("POST", "/companies", "--data", #"{"name":"Hooli"}"#) == 3)
    #expect(world.out.contains("storage_unavailable"))
  }

  @Test("the body comes from the word, a file or standard input")
  func data() {
    let body = #"{"name":"Acme"}"#
    world.files["body.json"] = Array(body.utf8)
    world.files["-"] = Array(body.utf8)
    world.pieceSize = 4
    for data in [body, "@body.json", "-"] {
      #expect(api("POST", "/companies", "--data", data) == 0)
    }
    #expect(world.store?.count(.companies) == 3)
    #expect(api("POST", "/companies", "--data", "@missing.json") == 1)
    #expect(world.errors.contains("missing.json") && world.out == "")
    #expect(api("POST", "/companies") == 1)
    #expect(world.out.contains("invalid_request"))
    #expect(world.out.contains("POST /companies needs a body: give a JSON object with --data"), "\(world.out)")
  }

  @Test("-i prints status and headers first, and after a delete nothing else")
  func headers() throws {
    #expect(api("-i", "POST", "/companies", "--data", #"{"name":"Acme"}"#) == 0)
    #expect(world.lines.prefix(3) == ["HTTP/1.1 201 Created", "Content-Type: application/json", ""])
    #expect(world.lines.count == 5 && world.lines[3].hasPrefix(#"{"data":"#))
    let id = try #require(world.store?.records.all(Company.self).first).id
    #expect(api("-i", "PUT", "/companies/\(id)", "--data", "{}") == 1)
    #expect(
      world.lines.prefix(4) == [
        "HTTP/1.1 405 Method Not Allowed", "Content-Type: application/json", "Allow: GET, PATCH, DELETE", "",
      ])
    #expect(api("DELETE", "/companies/\(id)", "--headers") == 0)
    #expect(world.out == "HTTP/1.1 204 No Content\n\n")
    #expect(api("DELETE", "/companies/\(id)") == 1)
  }

  @Test("every status has its name")
  func statusNames() {
    let codes = Problem.Code.allCases.map { Response(Problem($0, "")).statusText }
    #expect(
      codes == [
        "400 Bad Request", "401 Unauthorized", "403 Forbidden", "404 Not Found", "405 Method Not Allowed",
        "409 Conflict", "411 Length Required", "412 Precondition Failed", "413 Content Too Large",
        "422 Unprocessable Content", "500 Internal Server Error", "503 Service Unavailable",
      ])
    let successes = Set(Route.table.map(\.success)).sorted().map { Response(status: $0, .null).statusText }
    #expect(successes == ["200 OK", "201 Created", "204 No Content"])
  }

  @Test("what only reads makes no database, nor does what is malformed; a POST makes one with a pipeline")
  func missing() {
    #expect(api("GET", "/deals") == 1)
    #expect(world.out.contains("There is no database deals.db yet") && world.out.contains("not_found"))
    #expect(api("POST", "/companies", "--data", "{") == 1)
    #expect(api("POST", "/companies", "--data", #"{"nope":1}"#) == 1)
    #expect(api("GET", "/nope") == 1)
    #expect(world.stores.isEmpty)
    #expect(api("POST", "/companies", "--data", #"{"name":"Acme"}"#) == 0)
    #expect(world.store?.pipelines().map(\.pipeline.name) == ["Sales Pipeline"])
  }

  @Test("a database that cannot be opened is an answer too")
  func unusable() {
    world.files["deals.db"] = []
    world.storeError = .damaged("x")
    #expect(api("GET", "/deals") == 3)
    #expect(world.out.contains(#"{"error":{"code":"storage_unavailable""#) && world.errors == "")
    #expect(batch(#"{"method":"GET","path":"/deals"}"#).first?.hasPrefix(#"{"status":503,"#) == true)
    world.storeError = .failed("the folder /proc/nope cannot be made")
    #expect(api("GET", "/deals") == 3)
    #expect(world.out.contains(#"{"error":{"code":"storage_unavailable""#), "whatever the reason: \(world.out)")
  }

  @Test("nobody is made a colleague by reading")
  func readingNames() {
    #expect(api("POST", "/companies", "--data", #"{"name":"Acme"}"#) == 0)
    #expect(world.run(["api", "--db", "deals.db", "--as", "bo", "GET", "/users"]) == 0)
    #expect(world.store?.count(.users) == 1)
    let more = ["POST", "/companies", "--data", #"{"name":"B"}"#]
    #expect(world.run(["api", "--db", "deals.db", "--as", "bo"] + more) == 0)
    #expect(world.store?.records.all(User.self).map(\.name) == ["ana", "bo"])
  }

  @Test("--openapi describes all requests, without a database and without a request beside it")
  func openAPI() {
    #expect(world.run("api --openapi") == 0 && world.lines.count == 2 && world.stores.isEmpty)
    #expect((try? JSON(world.lines[0]))?["paths"]?["/deals/{id}/stage"]?["post"] != nil)
    #expect(world.run("api --openapi --batch") == 2 && world.run("api --openapi GET /deals") == 2)
  }

  @Test("--today counts the days to it")
  func today() throws {
    #expect(api("POST", "/companies", "--data", #"{"name":"Acme"}"#) == 0)
    let plan = try #require(world.store?.pipelines().first)
    let body = #"{"name":"A","pipeline_id":"\#(plan.pipeline.id)","stage_id":"\#(plan.stages[0].id)"}"#
    #expect(api("POST", "/deals", "--data", body) == 0)
    #expect(api("GET", "/deals", "--today", "2026-03-20") == 0)
    #expect(world.out.contains(#""deal_age_days":4,"#))
  }

  @Test("a batch answers each line in its order, the malformed ones too")
  func lines() throws {
    let answers = batch(
      """
      {"method":"POST","path":"/companies","body":{"name":"Acme"}}
      {"method":"GET","path":"/companies?fields=name","body":null}
      nonsense

      {"method":"GET"}
      {"method":"GET","path":5}
      {"method":"GET","path":"/deals","extra":1}
      [1]
      {"method":"GET","path":"/deals","body":{}}
      {"method":"POST","path":"/companies","body":[]}
      {"method":"PUT","path":"/companies"}
      {"method":"GET","path":"/users?fields=name"}
      """)
    let statuses = answers.map { $0.dropFirst(#"{"status":"#.count).prefix(3) }
    #expect(statuses == ["201", "200", "400", "400", "400", "400", "400", "400", "400", "400", "405", "200"])
    #expect(answers[0].hasPrefix(#"{"status":201,"body":{"data":{"id":"comp_"#) && answers[0].hasSuffix("}}}"))
    #expect(answers[1].contains(#""name":"Acme"}],"has_more":false}}"#))
    let fields = answers.map { line in (try? JSON(line))?["body"]?["error"]?["field"]?.text }
    #expect(fields[4...6] == ["\"path\"", "\"path\"", "\"extra\""])
    for line in answers { #expect(throws: Never.self) { try JSON(line) } }
  }

  @Test("each line of a batch is a transaction of its own, and a delete's body is null")
  func transactions() throws {
    let made = batch(
      """
      {"method":"POST","path":"/companies","body":{"name":"Acme"}}
      {"method":"POST","path":"/companies","body":{"name":""}}
      {"method":"POST","path":"/companies","body":{"name":"Hooli"}}\r
      """)
    #expect(made.map { $0.prefix(13) } == [#"{"status":201"#, #"{"status":422"#, #"{"status":201"#])
    let companies = try #require(world.store?.records.all(Company.self))
    #expect(companies.map(\.name) == ["Acme", "Hooli"])
    #expect(
      batch(#"{"method":"DELETE","path":"/companies/\#(companies[0].id)"}"#) == [#"{"status":204,"body":null}"#])
  }

  @Test("a line that is too long is answered, and the next one is read", arguments: [1 << 16, 7 << 20])
  func longLines(pieceSize: Int) {
    world.pieceSize = pieceSize
    let long = String(repeating: "x", count: JSON.Limits.bytes + 1)
    let answers = batch(long + "\n" + #"{"method":"GET","path":"/nope"}"# + "\n" + long)
    #expect(answers.map { $0.prefix(13) } == [#"{"status":400"#, #"{"status":404"#, #"{"status":400"#])
    #expect(answers[0].contains("longer than"))
  }

  @Test("answers go out before waiting for more input, and in large pieces while there is some")
  func flushing() {
    let line = #"{"method":"GET","path":"/nope"}"# + "\n"
    world.pieceSize = line.utf8.count
    world.inputWaits = true
    #expect(batch(String(repeating: line, count: 5)).count == 5)
    #expect(world.writes == 5)
    world.inputWaits = false
    #expect(batch(String(repeating: line, count: 5)).count == 5)
    #expect(world.writes == 6)
  }

  @Test("a reader that is gone ends a batch, which is no failure")
  func brokenPipe() {
    let line = #"{"method":"POST","path":"/companies","body":{"name":"Acme"}}"# + "\n"
    world.pieceSize = line.utf8.count
    world.inputWaits = true
    world.readerPatience = 2
    world.files["-"] = Array(String(repeating: line, count: 50).utf8)
    #expect(api("--batch") == 0)
    #expect((3...4).contains(world.store?.count(.companies) ?? 0))
  }

  @Test("a word that is not UTF-8 is refused instead of being read as another")
  func notUTF8() {
    let words = ["api", "POST", "/companies", "--data", #"{"name":"A"}"#].map { Array($0.utf8) }
    #expect(world.run(bytes: words.dropLast() + [[0x7B, 0xFF, 0x7D]]) == 2)
    #expect(world.errors == "dealboard: Argument 5 is not text in UTF-8; write it in UTF-8.\n")
    #expect(world.stores.isEmpty)
    #expect(world.run(bytes: words) == 0)
  }

  @Test(
    "what cannot be meant is refused",
    arguments: [
      (["api"], "METHOD"), (["api", "GET"], "PATH"), (["api", "GET", "/deals", "x"], "x"),
      (["api", "--batch", "GET"], "GET"), (["api", "--batch", "-i"], "exclude"),
      (["api", "--batch", "--data", "{}"], "exclude"), (["api", "GET", "/deals", "--as", " "], "--as"),
    ])
  func usage(arguments: [String], word: String) {
    #expect(world.run(arguments) == 2)
    #expect(world.errors.contains(word) && world.out == "" && world.stores.isEmpty)
  }
}
