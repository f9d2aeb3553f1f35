import Foundation
import Testing

/// The contract over HTTP, through the real servers of the system's packages. One that is not installed is skipped.
@Suite("The gateway behind a web server", .serialized) struct GatewayTests {
  @Test("lighttpd", .enabled(if: WebServer.Kind.lighttpd.isInstalled, "lighttpd and curl are not installed"))
  func lighttpd() throws { try check(.lighttpd) }

  @Test("Apache with mod_cgid", .enabled(if: WebServer.Kind.apache.isInstalled, "apache2 and curl are not installed"))
  func apache() throws { try check(.apache) }

  @Test(
    "nginx with fcgiwrap",
    .enabled(if: WebServer.Kind.nginx.isInstalled, "nginx, fcgiwrap and curl are not installed"))
  func nginx() throws { try check(.nginx) }

  @Test(
    "Caddy with fcgiwrap",
    .enabled(if: WebServer.Kind.caddy.isInstalled, "caddy, fcgiwrap and curl are not installed"))
  func caddy() throws { try check(.caddy) }

  @Test("busybox httpd", .enabled(if: WebServer.Kind.busybox.isInstalled, "busybox and curl are not installed"))
  func busybox() throws { try check(.busybox) }

  private func check(_ kind: WebServer.Kind) throws {
    let check = try ServerCheck(kind)
    try check.keys()
    try check.routes()
    if kind != .busybox { try check.documented() }
    try check.paths()
    try check.bodies()
    try check.conditions()
    try check.crowd()
    try check.leaving()
    try check.finish()
  }
}

private struct ServerCheck {
  private let kind: WebServer.Kind
  private let server: WebServer
  private let key: String
  private let readKey: String
  private let pipeline: String
  private let stages: [String]

  init(_ kind: WebServer.Kind) throws {
    self.kind = kind
    server = try WebServer(kind)
    (key, readKey) = (try server.addKey("ana"), try server.addKey("guest", mayOnlyRead: true))
    let database = try OtherWriter(server.sandbox.database)
    pipeline = try database.ask("SELECT id FROM pipelines")[0]
    stages = try database.ask("SELECT id FROM stages ORDER BY position")
  }

  private func send(_ method: String, _ path: String, _ body: String? = nil, _ more: String...) throws
    -> WebServer.Answer
  {
    try server.send(key, method, path, body, more)
  }

  private func make(_ path: String, _ body: String) throws -> String {
    let made = try send("POST", path, body)
    #expect(made.status == 201, "\(kind) \(path): \(made.body)")
    return made.id
  }

  func keys() throws {
    #expect(try server.curl([server.url + "/deals"]).status == 401)
    #expect(try server.send("dbk_nothing", "GET", "/deals").status == 401)
    #expect(try server.send(readKey, "GET", "/deals").status == 200)
    #expect(try server.send(readKey, "POST", "/companies", #"{"name":"A"}"#).status == 403)
    #expect(try server.curl(["-H", "Authorization: Bearer \(key)", server.url + "/deals"]).status == 200)
  }

  /// Every route once. A body of PATCH and PUT does not get through busybox, whatever its length.
  func routes() throws {
    let change = kind == .busybox ? 411 : 200
    let place = #""pipeline_id":"\#(pipeline)","stage_id":"\#(stages[0])""#
    let deal = try make("/deals", #"{"name":"A",\#(place)}"#)
    let other = try make("/pipelines", #"{"name":"B","stages":[{"name":"C"}]}"#)
    let stage = try make("/pipelines/\(other)/stages", #"{"name":"D"}"#)
    let rows: [(path: String, body: String, patch: String)] = [
      ("/activities", #"{"type":"call","deal_id":"\#(deal)"}"#, #"{"subject":"E"}"#),
      ("/tasks", #"{"title":"F","deal_id":"\#(deal)"}"#, #"{"title":"G"}"#),
      ("/contacts", #"{"email":"h@example.com"}"#, #"{"title":"I"}"#),
      ("/companies", #"{"name":"J"}"#, #"{"name":"K"}"#),
    ]
    var requests: [(String, String, String?, Int)] = [
      ("GET", "/deals", nil, 200), ("GET", "/deals/\(deal)", nil, 200),
      ("PATCH", "/deals/\(deal)", #"{"value":5}"#, change),
      ("POST", "/deals/\(deal)/stage", #"{"stage_id":"\#(stages[1])"}"#, 200),
      ("GET", "/deals/\(deal)/history", nil, 200), ("GET", "/deals/\(deal)/activities", nil, 200),
      ("GET", "/deals/\(deal)/tasks", nil, 200), ("GET", "/pipelines", nil, 200),
      ("GET", "/pipelines/\(other)", nil, 200), ("PATCH", "/pipelines/\(other)", #"{"name":"L"}"#, change),
      ("GET", "/pipelines/\(other)/deals", nil, 200), ("PUT", "/pipelines/\(other)/stages", #"{"stage_ids":[]}"#, 422),
      ("PATCH", "/pipelines/\(other)/stages/\(stage)", #"{"name":"M"}"#, change),
      ("DELETE", "/pipelines/\(other)/stages/\(stage)", nil, 204), ("DELETE", "/pipelines/\(other)", nil, 204),
      ("GET", "/users", nil, 200), ("GET", "/events", nil, 200),
    ]
    if kind == .busybox { requests = requests.map { $0.0 == "PUT" ? ($0.0, $0.1, $0.2, 411) : $0 } }
    for (path, body, patch) in rows {
      let id = try make(path, body)
      requests += [
        ("GET", path, nil, 200), ("GET", "\(path)/\(id)", nil, 200), ("PATCH", "\(path)/\(id)", patch, change),
        ("DELETE", "\(path)/\(id)", nil, 204),
      ]
    }
    for (method, path, body, status) in requests + [("DELETE", "/deals/\(deal)", nil, 204)] {
      let answer = try send(method, path, body)
      #expect(answer.status == status, "\(kind) \(method) \(path): \(answer.body)")
      #expect(answer.body.isEmpty == (status == 204))
    }
  }

  /// The documentation's commands, as they stand but for the ids, which are longer than they are written there.
  func documented() throws {
    let contact = try make("/contacts", #"{"email":"ada@example.com","first_name":"Ada"}"#)
    server.sandbox.environment.merge(["REX_URL": server.url, "REX_API_KEY": key]) { $1 }
    defer { server.sandbox.environment["REX_API_KEY"] = nil }
    var ids = ["pipe_01HQ...": pipeline, "stg_01HQ...": stages[0], "stg_02HQ...": stages[1], "cont_01HQ...": contact]
    let commands = documentedCommands
    #expect(commands.count == 7)
    for command in commands {
      let line = ids.reduce(command) { $0.replacing($1.key, with: $1.value) }
      let said = try server.sandbox.run(words: ["bash", "-euo", "pipefail", "-c", line])
      #expect(said.ending == .exited(0) && said.output.hasPrefix(#"{"data":"#), "\(command)\n\(said.output)")
      if let deal = said.output.firstMatch(of: /"id":"(deal_\w+)"/), ids["deal_01HQ..."] == nil {
        ids["deal_01HQ..."] = String(deal.1)
      }
    }
  }

  /// Paths and queries as servers change them.
  func paths() throws {
    let company = try make("/companies", #"{"name":"N"}"#)
    let doubled = try send("GET", "//companies///\(company)").status
    #expect(doubled == 200 || kind == .busybox && doubled == 404, "\(kind) \(doubled)")
    #expect([400, 404].contains(try send("GET", "/companies%2F\(company)x").status))
    for path in ["", "/", "/nope"] { #expect(try send("GET", path).status == 404, "\(kind) \(path)") }
    #expect(try send("GET", "/companies?fields=n%61me&limit=1").status == 200)
    // Without an equals sign the words of the query are the program's arguments, for some servers.
    for query in ["--db", "--as%3Dx", "-h", "--version", "x+y", "%FF"] {
      #expect(try send("GET", "/companies?\(query)").status == 400, "\(kind) \(query)")
    }
    let head = try send("HEAD", "/companies")
    #expect(head.status == 200 && head.body == "")
    #expect(try send("OPTIONS", "/companies").head.contains("405"))
    #expect(try send("GET", "/companies/\(company)").head.lowercased().contains("etag: \""))
  }

  func bodies() throws {
    // busybox hands a body over byte by byte.
    let text = String(repeating: "x", count: kind == .busybox ? 1 << 18 : 10 << 20)
    let long = #"{"name":"Long","metadata":{"text":"\#(text)"}}"#
    // A program without optimisation reads it for seconds; on a machine with much else to do longer than it may.
    try until(within: .seconds(120)) {
      let made = try send("POST", "/companies?fields=id", long)
      try require(made.status == 201, "\(kind): \(made.head) \(made.body)")
    }
    // Nothing of it is needed, and all of it is read before the answer.
    #expect(try server.send("dbk_nothing", "POST", "/companies", long).status == 401)
    let chunked = try send("POST", "/companies", #"{"name":"Chunks"}"#, "-H", "Transfer-Encoding: chunked")
    #expect(kind == .busybox ? [400, 411].contains(chunked.status) : chunked.status == 201, "\(kind): \(chunked.body)")
    let empty = try server.curl(["-X", "POST", "-H", "X-Api-Key: \(key)", server.url + "/companies"])
    #expect([400, 411].contains(empty.status), "\(kind): \(empty.head)")
  }

  func conditions() throws {
    for _ in 1...2 {
      #expect(try send("POST", "/companies", #"{"name":"Once"}"#, "-H", "Idempotency-Key: once").status == 201)
    }
    #expect(try count("name = 'Once'") == 1)
    let company = try make("/companies", #"{"name":"Tagged"}"#)
    let stale = try send("DELETE", "/companies/\(company)", nil, "-H", "If-Match: \"0\"")
    #expect(stale.status == 412, "\(kind): \(stale.body)")
  }

  /// Fifty writers at once.
  func crowd() throws {
    let file = server.sandbox.home + "/crowd"
    let requests = (1...50).map { number in
      """
      url = "\(server.url)/companies"
      header = "X-Api-Key: \(key)"
      data = "{\\"name\\":\\"Crowd \(number)\\"}"
      output = "/dev/null"
      write-out = "%{http_code}\\n"
      """
    }
    try requests.joined(separator: "\nnext\n").write(toFile: file, atomically: false, encoding: .utf8)
    let said = try server.sandbox.run(
      words: ["curl", "-s", "--parallel", "--parallel-max", "50", "-K", file], within: .seconds(60))
    #expect(said.output.split(separator: "\n").count { $0 == "201" } == 50, "\(kind): \(said.output)")
    #expect(try count("name LIKE 'Crowd %'") == 50)
  }

  /// A client that goes before it has sent its body, and one that goes before it has read the answer.
  func leaving() throws {
    let path = URL(string: server.url)?.path ?? ""
    for (length, body) in [(1000, #"{"name":"Left"#), (16, #"{"name":"Stays"}"#)] {
      let head =
        "POST \(path)/companies HTTP/1.1\\r\\nHost: localhost\\r\\nX-Api-Key: \(key)\\r\\nContent-Length: \(length)\\r\\n\\r\\n"
      let script = "exec 3<>/dev/tcp/127.0.0.1/\(server.port); printf '\(head)\(body)' >&3; sleep 0.1; exec 3>&-"
      #expect(try server.sandbox.run(words: ["bash", "-c", script]).ending == .exited(0))
    }
    #expect(try send("GET", "/companies?limit=1").status == 200)
    #expect(try count("name LIKE 'Left%'") == 0)
  }

  /// The file is whole, and no log has a key.
  func finish() throws {
    #expect(try server.runAsServer(["doctor"]).ending == .exited(0))
    #expect(!server.log.contains(key) && !server.log.contains(readKey))
    #expect(try server.sandbox.mode(server.sandbox.home + "/keys") == 0o600)
  }

  private func count(_ condition: String) throws -> Int {
    Int(try OtherWriter(server.sandbox.database).ask("SELECT count(*) FROM companies WHERE \(condition)")[0]) ?? -1
  }

  private var documentedCommands: [String] {
    [
      """
      curl -s -X POST "$REX_URL/pipelines" -H "X-Api-Key: $REX_API_KEY" -H "Content-Type: application/json" -d '{
        "name": "Partners", "is_default": true,
        "stages": [{ "name": "Qualified", "type": "open", "color": "#3b82f6" }, { "name": "Closed Won", "type": "won" }]
      }'
      """,
      """
      curl -s -X POST "$REX_URL/deals" -H "X-Api-Key: $REX_API_KEY" -H "Content-Type: application/json" -d '{
        "name": "Acme Enterprise Plan", "pipeline_id": "pipe_01HQ...", "stage_id": "stg_01HQ...",
        "contact_id": "cont_01HQ...", "value": 500000, "currency": "USD"
      }'
      """,
      #"curl -s "$REX_URL/deals?pipeline_id=pipe_01HQ...&status=open&limit=25" -H "X-Api-Key: $REX_API_KEY""#,
      #"curl -s "$REX_URL/deals/deal_01HQ...?include=contact,company" -H "X-Api-Key: $REX_API_KEY""#,
      """
      curl -s -X PATCH "$REX_URL/deals/deal_01HQ..." -H "X-Api-Key: $REX_API_KEY" \
        -H "Content-Type: application/json" -d '{ "value": 750000, "expected_close": "2026-04-01" }'
      """,
      """
      curl -s -X POST "$REX_URL/deals/deal_01HQ.../stage" -H "X-Api-Key: $REX_API_KEY" \
        -H "Content-Type: application/json" -d '{ "stage_id": "stg_02HQ..." }'
      """,
      #"curl -s "$REX_URL/deals/deal_01HQ.../history" -H "X-Api-Key: $REX_API_KEY""#,
    ]
  }
}
