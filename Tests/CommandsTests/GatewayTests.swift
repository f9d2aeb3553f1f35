import Contract
import Sales
import Support
import Testing

@testable import Commands

/// A web server before the gateway, in a world of its own.
private final class Server {
  let world = World()
  private(set) var key = ""
  private(set) var readKey = ""

  struct Answer {
    let status: String
    let headers: [String: String]
    let body: String
    var json: JSON? { try? JSON(body) }
    var id: String { json?["data"]?["id"]?.string ?? "" }
  }

  init() {
    #expect(world.run("companies create --name Acme --db deals.db") == 0)
    #expect(world.run("keys add bo --keys keys") == 0)
    key = world.lines[0]
    #expect(world.run("keys add guest --keys keys --read") == 0)
    readKey = world.lines[0]
  }

  /// What the gateway says to a request; a nil header or variable is not there.
  func ask(
    _ method: String, _ target: String, _ body: String = "", as key: String? = nil, with more: [String: String?] = [:],
    later: [String] = []
  ) -> Answer {
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    var variables: [String: String?] = [
      "REQUEST_METHOD": method, "PATH_INFO": parts[0], "QUERY_STRING": parts.count > 1 ? parts[1] : "",
      "CONTENT_LENGTH": "\(body.utf8.count)", "HTTP_X_API_KEY": key ?? self.key,
    ]
    variables.merge(more) { $1 }
    world.variables = variables.compactMapValues(\.self)
    world.files["-"] = Array(body.utf8)
    #expect(world.run(["--db", "deals.db", "cgi", "--keys", "keys"] + later) == 0, "\(world.errors)")
    let sides = world.out.components(of: "\r\n\r\n")
    let lines = sides[0].components(of: "\r\n")
    let headers = lines.map { $0.components(of: ": ") }
    return Answer(
      status: String(lines[0].dropFirst("Status: ".count).prefix(3)),
      headers: Dictionary(headers.map { ($0[0], $0.dropFirst().joined(separator: ": ")) }) { first, _ in first },
      body: sides.dropFirst().joined(separator: "\r\n\r\n"))
  }
}

extension String {
  fileprivate func components(of separator: String) -> [String] {
    var (parts, rest): ([String], Substring) = ([], self[...])
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}

@Suite("The gateway") struct GatewayTests {
  private let server = Server()
  private var world: World { server.world }

  @Test("answers a request, with the key's user as the one who makes the change")
  func change() {
    let made = server.ask("POST", "/companies", #"{"name":"Globex"}"#)
    #expect(made.status == "201" && made.id.hasPrefix("comp_") && world.errors == "")
    #expect(
      made.headers["Content-Length"] == "\(made.body.utf8.count)" && made.headers["Content-Type"] == "application/json")
    #expect(made.headers["Cache-Control"] == "no-store")
    #expect(world.store?.records.all(User.self).map(\.name) == ["ana", "bo"])
    #expect(server.ask("GET", "/companies?fields=name", as: server.readKey).body.contains("Globex"))
    let deleted = server.ask("DELETE", "/companies/\(made.id)", "", with: ["CONTENT_LENGTH": nil])
    #expect(deleted.status == "204" && deleted.body == "" && deleted.headers["Content-Length"] == nil)
  }

  @Test("lets nobody in without a key, and nobody write whose key may only read")
  func keys() {
    for key in ["", "dbk_x", server.key + "x", String(server.key.dropLast())] {
      let refused = server.ask("POST", "/companies", #"{"name":"A"}"#, as: key)
      #expect(refused.status == "401" && refused.headers["WWW-Authenticate"] == "Bearer realm=\"dealboard\"")
      #expect(key == "" || !refused.body.contains(key))
    }
    #expect(server.ask("GET", "/nope", as: "x").status == "401", "nobody without a key learns which paths there are")
    let bearer: [String: String?] = ["HTTP_X_API_KEY": nil, "HTTP_AUTHORIZATION": "Bearer \(server.key)"]
    #expect(server.ask("GET", "/deals", with: bearer).status == "200")
    for (method, path) in [("POST", "/companies"), ("DELETE", "/companies/comp_00000000000000000000000001")] {
      #expect(server.ask(method, path, method == "POST" ? #"{"name":"A"}"# : "", as: server.readKey).status == "403")
    }
    #expect(world.run("keys revoke bo --keys keys") == 0)
    #expect(server.ask("GET", "/deals").status == "401")
    #expect(world.store?.count(.companies) == 1 && world.errors == "")
  }

  @Test(
    "takes what each server makes of a body",
    arguments: [
      ("POST", "16", nil, "201"), ("POST", nil, nil, "411"), ("POST", "", nil, "411"), ("PATCH", nil, nil, "411"),
      ("PUT", nil, nil, "405"), ("POST", nil, "chunked", "201"), ("POST", "-1", nil, "201"), ("POST", "17", nil, "400"),
      ("POST", "5", nil, "400"), ("POST", "0", nil, "400"), ("POST", "x", nil, "400"), ("GET", "16", nil, "400"),
      ("GET", nil, nil, "200"), ("GET", "0", nil, "200"), ("DELETE", nil, nil, "405"),
    ] as [(String, String?, String?, String)])
  func bodies(method: String, length: String?, encoding: String?, status: String) throws {
    world.pieceSize = 7
    let company = try #require(world.store?.records.all(Company.self).first?.id)
    let answer = server.ask(
      method, method == "PATCH" ? "/companies/\(company)" : "/companies", #"{"name":"Hooli"}"#,
      with: ["CONTENT_LENGTH": length, "HTTP_TRANSFER_ENCODING": encoding])
    #expect(answer.status == status, "\(answer.body)")
    #expect(world.store?.count(.companies) == (status == "201" ? 2 : 1))
  }

  @Test("reads a body that is too long to its end, and refuses it; one that stops coming is given up")
  func longBodies() {
    let long = #"{"name":""# + String(repeating: "x", count: JSON.Limits.bytes) + #""}"#
    #expect(server.ask("POST", "/companies", long).status == "413")
    #expect(server.ask("POST", "/companies", long, with: ["CONTENT_LENGTH": "-1"]).status == "413")
    world.inputWaits = true
    #expect(server.ask("POST", "/companies", #"{"name":"Hooli"}"#).status == "400")
    #expect(world.store?.count(.companies) == 1)
  }

  @Test("finds a path that the server has decoded, with or without empty segments")
  func paths() throws {
    let company = try #require(world.store?.records.all(Company.self).first?.id)
    #expect(server.ask("GET", "//companies///\(company)/").status == "200")
    for path in [nil, "", "/", "/a/b", "/companies%2F\(company)", "/companies?", "/Companies"] as [String?] {
      #expect(server.ask("GET", "/x", with: ["PATH_INFO": path]).status == "404", "\(path ?? "no path")")
    }
    #expect(server.ask("GET", "/companies?limit=%31&fields=n%61me").status == "200")
    #expect(server.ask("GET", "/companies?limit").status == "400")
  }

  @Test("reads nothing that stands behind its keys, since servers put words of the query there")
  func laterWords() {
    for words in [
      ["--db", "other.db"], ["--as=x"], ["-h"], ["--version"], ["--nonsense"], ["--"], ["x"], ["--keys=y"],
    ] {
      #expect(server.ask("GET", "/deals?" + words.joined(separator: "+"), later: words).status == "400")
      #expect(server.ask("GET", "/deals", later: words).status == "200", "\(words)")
    }
    world.variables["REQUEST_METHOD"] = "GET"
    let words = ["--db", "deals.db", "cgi", "--keys=keys"].map { Array($0.utf8) } + [[0xFF, 0xFE]]
    #expect(world.run(bytes: words) == 0 && world.out.hasPrefix("Status: 200 OK\r\n"), "\(world.out)")
  }

  @Test("HEAD is GET without the body, and 405 names what there is")
  func methods() {
    let head = server.ask("HEAD", "/deals", with: ["CONTENT_LENGTH": nil])
    #expect(head.status == "200" && head.body == "" && head.headers["Content-Length"] == nil)
    let other = server.ask("OPTIONS", "/deals")
    #expect(other.status == "405" && other.headers["Allow"] == "POST, GET, HEAD")
    #expect(server.ask("HEAD", "/deals/deal_00000000000000000000000001/stage").headers["Allow"] == "POST")
  }

  @Test("A file that is not there, or not to be trusted, is told to the log and not to the client")
  func trouble() {
    world.files["deals.db"] = nil
    let missing = server.ask("POST", "/companies", #"{"name":"A"}"#)
    #expect(missing.status == "503" && !missing.body.contains("deals.db") && world.errors.contains("deals.db"))
    #expect(world.files["deals.db"] == nil, "the gateway makes no database")
    world.mode = 0o644
    let open = server.ask("GET", "/deals")
    #expect(open.status == "500" && !open.body.contains("chmod") && world.errors.contains("chmod 600 keys"))
    world.mode = 0o640
    #expect(server.ask("GET", "/deals").status == "503")
    world.files["keys"] = Array("HASH write 2026-12-01 ana\n".utf8)
    #expect(server.ask("GET", "/deals").status == "500" && world.errors.contains("line 1"))
    world.files["keys"] = nil
    #expect(server.ask("GET", "/deals").status == "500" && world.errors.contains("No such file"))
  }

  @Test("A database that another program writes to is tried again later")
  func busy() {
    world.storeError = .busy
    let answer = server.ask("GET", "/deals")
    #expect(answer.status == "503" && answer.headers["Retry-After"] == "5")
  }

  @Test("Outside a web server it says where it belongs")
  func outside() {
    #expect(world.run("cgi --keys keys") == 2 && world.out == "")
    #expect(world.errors.contains("started by a web server"))
    #expect(world.run("cgi") == 2 && world.errors.contains("--keys FILE"))
  }
}

@Suite("Conditions of the gateway") struct GatewayConditionTests {
  private let server = Server()
  private var world: World { server.world }
  private let body = #"{"name":"Globex"}"#

  @Test("If-Match changes a row only in the version that the client has seen")
  func versions() throws {
    let made = server.ask("POST", "/companies", body)
    let tag = try #require(made.headers["ETag"])
    let path = "/companies/\(made.id)"
    #expect(server.ask("GET", path + "?fields=name").headers["ETag"] == tag)
    #expect(server.ask("GET", "/companies").headers["ETag"] == nil)
    let changed = server.ask("PATCH", path, #"{"industry":"Steel"}"#, with: ["HTTP_IF_MATCH": "\"x\", \(tag)"])
    #expect(changed.status == "200" && changed.headers["ETag"] != tag)
    for stale in [tag, "W/" + (changed.headers["ETag"] ?? ""), "\"x\"", ""] {
      let refused = server.ask("PATCH", path, #"{"industry":"Toys"}"#, with: ["HTTP_IF_MATCH": stale])
      #expect(refused.status == (stale == "" ? "200" : "412"), "an empty header is none")
      if stale != "" { #expect(refused.json?["error"]?["code"]?.string == "precondition_failed") }
    }
    #expect(server.ask("DELETE", path, with: ["HTTP_IF_MATCH": tag]).status == "412")
    #expect(server.ask("DELETE", path, with: ["HTTP_IF_MATCH": "*"]).status == "204")
    #expect(server.ask("DELETE", path, with: ["HTTP_IF_MATCH": "*"]).status == "404")
  }

  @Test("A pipeline's version is that of its stages too")
  func pipelines() throws {
    let plan = try #require(world.store?.pipelines().first)
    let path = "/pipelines/\(plan.pipeline.id)"
    let tag = try #require(server.ask("GET", path).headers["ETag"])
    let stage = server.ask("PATCH", path + "/stages/\(plan.stages[0].id)", ##"{"color":"#000000"}"##)
    #expect(stage.status == "200" && stage.headers["ETag"] != nil)
    let order = #"{"stage_ids":[\#(plan.stages.reversed().map { "\"\($0.id)\"" }.joined(separator: ","))]}"#
    #expect(server.ask("PUT", path + "/stages", order, with: ["HTTP_IF_MATCH": tag]).status == "412")
    let now = try #require(server.ask("GET", path).headers["ETag"])
    #expect(server.ask("PUT", path + "/stages", order, with: ["HTTP_IF_MATCH": now]).status == "200")
  }

  @Test("A POST with an Idempotency-Key is made once a day")
  func once() throws {
    let key: [String: String?] = ["HTTP_IDEMPOTENCY_KEY": "one"]
    let made = server.ask("POST", "/companies", body, with: key)
    let again = server.ask("POST", "/companies", body, with: key)
    #expect(made.status == "201" && again.status == "201" && again.body == made.body)
    #expect(world.store?.count(.companies) == 2)
    let other = server.ask("POST", "/companies", #"{"name":"Hooli"}"#, with: key)
    #expect(other.status == "422" && other.body.contains(#""field":"Idempotency-Key""#))
    #expect(server.ask("POST", "/companies?fields=id", body, with: key).status == "422")
    #expect(server.ask("POST", "/companies", body, with: ["HTTP_IDEMPOTENCY_KEY": "two"]).id != made.id)
    world.clock.milliseconds += 86_399_000
    #expect(server.ask("POST", "/companies", body, with: key).id == made.id)
    world.clock.milliseconds += 1000
    #expect(server.ask("POST", "/companies", body, with: key).id != made.id)
  }

  @Test("A request that was refused can be sent again with its Idempotency-Key, and so can a move")
  func refused() throws {
    let key: [String: String?] = ["HTTP_IDEMPOTENCY_KEY": "one"]
    #expect(server.ask("POST", "/companies", #"{"name":""}"#, with: key).status == "422")
    #expect(server.ask("POST", "/companies", body, with: key).status == "201")
    for bad in ["a b", "é", String(repeating: "x", count: 256)] {
      #expect(server.ask("POST", "/companies", body, with: ["HTTP_IDEMPOTENCY_KEY": bad]).status == "400")
    }
    let plan = try #require(world.store?.pipelines().first)
    let deal = server.ask(
      "POST", "/deals", #"{"name":"A","pipeline_id":"\#(plan.pipeline.id)","stage_id":"\#(plan.stages[0].id)"}"#)
    let tag = try #require(deal.headers["ETag"])
    let conditions: [String: String?] = ["HTTP_IDEMPOTENCY_KEY": "move", "HTTP_IF_MATCH": tag]
    for _ in 1...2 {
      let moved = server.ask(
        "POST", "/deals/\(deal.id)/stage", #"{"stage_id":"\#(plan.stages[1].id)"}"#, with: conditions)
      #expect(moved.status == "200" && moved.id == deal.id)
    }
    #expect(world.store?.records.all(StageTransition.self).count == 2)
  }
}
