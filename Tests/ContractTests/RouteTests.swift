import Contract
import Sales
import Testing

@Suite("Routes, contract §2") struct RouteTests {
  private func problem(_ method: String, _ target: String) -> Problem? {
    do throws(Problem) {
      _ = try Request(method: method, target: target)
      return nil
    } catch {
      return error
    }
  }

  @Test("the table is that of the contract")
  func table() {
    let rows = Route.table.map { "\($0.method.rawValue) \($0.path) \($0.success)" }
    let crud = ["activities", "tasks", "contacts", "companies"].flatMap { name in
      [
        "POST /\(name) 201", "GET /\(name) 200", "GET /\(name)/:id 200", "PATCH /\(name)/:id 200",
        "DELETE /\(name)/:id 204",
      ]
    }
    #expect(
      rows == [
        "POST /deals 201", "GET /deals 200", "GET /deals/:id 200", "PATCH /deals/:id 200", "DELETE /deals/:id 204",
        "POST /deals/:id/stage 200", "GET /deals/:id/history 200", "GET /deals/:id/activities 200",
        "GET /deals/:id/tasks 200", "POST /pipelines 201", "GET /pipelines 200", "GET /pipelines/:id 200",
        "PATCH /pipelines/:id 200", "DELETE /pipelines/:id 204", "GET /pipelines/:id/deals 200",
        "POST /pipelines/:id/stages 201", "PUT /pipelines/:id/stages 200",
        "PATCH /pipelines/:id/stages/:stage_id 200", "DELETE /pipelines/:id/stages/:stage_id 204",
      ] + crud + ["GET /users 200", "GET /events 200"])
  }

  @Test("each endpoint has one row, each row one method and path, a summary, and a body where its method has one")
  func rows() {
    #expect(Route.table.map(\.endpoint) == Endpoint.allCases)
    #expect(Set(Route.table.map { $0.method.rawValue + $0.path }).count == Route.table.count)
    for route in Route.table {
      switch route.method {
      case .get, .delete: #expect(route.body == .none)
      case .post, .put, .patch: #expect(route.body != .none)
      }
      #expect(!route.summary.isEmpty && route.summary.last != "." && route.summary.first?.isLowercase == true)
      #expect(Set(route.parameters.map(\.name)).count == route.parameters.count)
    }
  }

  @Test("the parameters of the documented lists")
  func parameters() {
    func names(_ endpoint: Endpoint) -> [String] {
      Route.table.first { $0.endpoint == endpoint }?.parameters.map(\.name) ?? []
    }
    let deals = [
      "status", "pipeline_id", "stage_id", "contact_id", "company_id", "owner_id", "min_value", "max_value",
      "days_since_activity_gt", "created_after", "created_before", "sort", "fields", "include", "cursor", "limit",
    ]
    #expect(names(.listDeals) == deals && names(.pipelineDeals) == deals)
    #expect(names(.dealHistory) == ["cursor", "limit"])
    #expect(names(.listEvents) == ["type", "cursor", "limit"])
    #expect(
      names(.listTasks) == [
        "status", "priority", "contact_id", "company_id", "deal_id", "owner_id", "due_before", "due_after", "fields",
        "cursor", "limit",
      ])
    #expect(names(.getDeal) == ["fields", "include"] && names(.getTask) == ["fields"] && names(.deleteDeal).isEmpty)
  }

  /// The path of a route with ids in it.
  private func target(of route: Route) -> String {
    let ids = [
      "/deals": "\(Example.deal)", "/pipelines": "\(Example.pipeline)", "/activities": "\(Example.activity)",
      "/tasks": "\(Example.task)", "/contacts": "\(Example.contact)", "/companies": "\(Example.company)",
    ]
    let collection = "/" + route.path.dropFirst().prefix { $0 != "/" }
    return route.path.replacing(":stage_id", with: "\(Example.stage)").replacing(":id", with: ids[collection] ?? "")
  }

  @Test("every route is found by its method and path, with its ids", arguments: Endpoint.allCases)
  func found(endpoint: Endpoint) throws {
    let route = try #require(Route.table.first { $0.endpoint == endpoint })
    let request = try Request(method: route.method.rawValue, target: target(of: route))
    #expect(request.route.endpoint == endpoint)
    #expect(request.keys.count == route.path.split(separator: ":").count - 1)
    for method in Route.Method.allCases {
      let exists = Route.table.contains { $0.path == route.path && $0.method == method }
      #expect((problem(method.rawValue, target(of: route)) == nil) == exists)
      if !exists { #expect(problem(method.rawValue, target(of: route))?.code == .methodNotAllowed) }
    }
  }

  @Test("ids of a path are found by kind")
  func ids() throws {
    let request = try Request(method: "PATCH", target: "/pipelines/\(Example.pipeline)/stages/\(Example.stage)")
    #expect(request.id(of: Pipeline.self) == Example.pipeline && request.id(of: Stage.self) == Example.stage)
    let lower = "/deals/deal_" + Example.deal.description.dropFirst(5).lowercased()
    #expect(try Request(method: "GET", target: lower).id(of: Deal.self) == Example.deal)
  }

  @Test(
    "a path that no route has is not found",
    arguments: [
      "", "/", "deals", "/nope", "/deals/", "//deals", "/Deals", "/deals/deal_1", "/deals/x/history",
      "/deals/pipe_00000000000000000000000002", "/deals/deal_00000000000000000000000001/nope",
      "/deals/deal_00000000000000000000000001/stage/x", "/pipelines/stg_00000000000000000000000003",
      "/deals%2Fdeal_00000000000000000000000001", "/deals/:id", "/users/user_00000000000000000000000006",
    ])
  func notFound(path: String) {
    #expect(problem("GET", path)?.code == .notFound)
  }

  @Test("an endless target is refused")
  func long() {
    #expect(problem("GET", "/deals?" + String(repeating: "a=1&", count: 20_000))?.code == .invalidRequest)
  }

  @Test("another method is refused, and says which there are")
  func methods() {
    #expect(
      problem("PUT", "/deals")
        == Problem(.methodNotAllowed, "PUT is not possible here: use POST, GET.", allowed: ["POST", "GET"]))
    #expect(problem("get", "/deals")?.code == .methodNotAllowed)
    #expect(problem("GET", "/deals/\(Example.deal)/stage")?.message.hasSuffix("use POST.") == true)
  }

  @Test("a path may be escaped, and a bad escape is refused")
  func escapes() throws {
    #expect(try Request(method: "GET", target: "/%64eals").route.endpoint == .listDeals)
    for path in ["/deals%", "/deals%2", "/deals%zz", "/%ff", "/%C3"] {
      #expect(problem("GET", path)?.code == .invalidRequest)
    }
  }

  @Test("a request becomes the change that it asks for")
  func changes() throws {
    func change(_ method: String, _ target: String, _ body: String = "") throws -> Change? {
      try Request(method: method, target: target).change(body: .bytes(Array(body.utf8)))
    }
    let stages = "/pipelines/\(Example.pipeline)/stages"
    #expect(
      try change("POST", "/deals/\(Example.deal)/stage", #"{"stage_id":"\#(Example.stage)"}"#)
        == .moveDeal(Example.deal, to: Example.stage))
    #expect(
      try change("PUT", stages, #"{"stage_ids":["\#(Example.stage)"]}"#)
        == .reorderStages(Example.pipeline, [Example.stage]))
    #expect(try change("DELETE", stages + "/\(Example.stage)") == .removeStage(Example.stage))
    #expect(
      try change("POST", stages, #"{"name":"A","position":0}"#)
        == .addStage(Example.pipeline, [.set(\.name, "A"), .set(\.position, 0)], at: nil))
    #expect(try change("PATCH", "/deals/\(Example.deal)", "{}") == .editDeal(Example.deal, []))
    #expect(try change("GET", "/deals") == nil)
    #expect(throws: Problem(.invalidRequest, "GET /deals takes no body.")) { try change("GET", "/deals", "{}") }
  }

  @Test("every route that is no GET changes something", arguments: Endpoint.allCases)
  func changing(endpoint: Endpoint) throws {
    let route = try #require(Route.table.first { $0.endpoint == endpoint })
    let body =
      switch route.body {
      case .none: ""
      case .new(.deal): #"{"name":"A","pipeline_id":"\#(Example.pipeline)","stage_id":"\#(Example.stage)"}"#
      case .new(.activity): #"{"type":"call"}"#
      case .new(.task): #"{"title":"A"}"#
      case .new(.contact): #"{"email":"A"}"#
      case .new: #"{"name":"A"}"#
      case .changes: "{}"
      case .stageID: #"{"stage_id":"\#(Example.stage)"}"#
      case .stageIDs: #"{"stage_ids":[]}"#
      }
    let request = try Request(method: route.method.rawValue, target: target(of: route))
    let change = try request.change(body: .bytes(Array(body.utf8)))
    #expect((change == nil) == (route.method == .get))
  }
}
