import Sales
import Testing

@testable import Contract

@Suite("Queries, contract §1 to §6") struct QueryTests {
  private func query(_ text: String, path: String = "/deals") throws -> Query {
    try Request(method: "GET", target: text.isEmpty ? path : "\(path)?\(text)").query
  }

  @Test("without parameters there are 50 rows from the start")
  func usual() throws {
    let query = try query("")
    #expect(query.limit == 50 && query.sort.isEmpty && query.fields == nil && query.include == nil)
    #expect(query.after == nil && query.filters.isEmpty)
    #expect(try self.query("limit=1").limit == 1)
    #expect(try self.query("limit=200").limit == 200)
  }

  @Test("every filter of deals is one term")
  func deals() throws {
    let text =
      "status=won&pipeline_id=\(Example.pipeline)&stage_id=\(Example.stage)&contact_id=\(Example.contact)"
      + "&company_id=\(Example.company)&owner_id=\(Example.user)&min_value=1&max_value=9223372036854775807"
      + "&days_since_activity_gt=14&created_after=2026-01-01T00:00:00+02:00&created_before=2026-01-01T00%3A00:00Z"
    let now = Example.present.now
    #expect(
      try query(text).terms(now: now) == [
        ListTerm("company_id", .equal, Example.company.scalar), ListTerm("contact_id", .equal, Example.contact.scalar),
        ListTerm("created_at", .above, Example.time("2025-12-31T22:00:00Z").scalar),
        ListTerm("created_at", .below, Example.time("2026-01-01T00:00:00Z").scalar),
        ListTerm(
          "last_activity_at", else: "created_at", .below, now.advanced(byDays: -15).advanced(bySeconds: 1).scalar),
        ListTerm("value", .atMost, .integer(.max)), ListTerm("value", .atLeast, .integer(1)),
        ListTerm("owner_id", .equal, Example.user.scalar), ListTerm("pipeline_id", .equal, Example.pipeline.scalar),
        ListTerm("stage_id", .equal, Example.stage.scalar), ListTerm("status", .equal, .text("won")),
      ])
  }

  @Test("every filter of tasks and activities is one term")
  func others() throws {
    let ids =
      "contact_id=\(Example.contact)&company_id=\(Example.company)&deal_id=\(Example.deal)&owner_id=\(Example.user)"
    let links = [
      ListTerm("company_id", .equal, Example.company.scalar), ListTerm("contact_id", .equal, Example.contact.scalar),
      ListTerm("deal_id", .equal, Example.deal.scalar),
    ]
    let owner = ListTerm("owner_id", .equal, Example.user.scalar)
    let tasks = try query(
      "status=pending&priority=high&due_before=2026-01-02&due_after=2026-01-01T00:00:00Z&\(ids)", path: "/tasks")
    #expect(
      tasks.terms(now: Example.present.now) == links + [
        ListTerm("due_at", .above, Example.time("2026-01-01").scalar),
        ListTerm("due_at", .below, Example.time("2026-01-02").scalar), owner,
        ListTerm("priority", .equal, .text("high")), ListTerm("status", .equal, .text("pending")),
      ])
    let activities = try query("type=call&status=draft&\(ids)", path: "/activities")
    #expect(
      activities.terms(now: Example.present.now) == links + [
        owner, ListTerm("status", .equal, .text("draft")), ListTerm("type", .equal, .text("call")),
      ])
    #expect(try query("type=trigger.deal.stalled", path: "/events").filters == ["type": .text("trigger.deal.stalled")])
  }

  @Test("each filter is a term on a field that the rows of the list have")
  func fields() throws {
    let values = [
      "min_value": "1", "max_value": "1", "created_after": "2026-01-01T00:00:00Z", "due_after": "2026-01-01",
      "created_before": "2026-01-01T00:00:00Z", "due_before": "2026-01-01", "days_since_activity_gt": "1",
      "pipeline_id": "\(Example.pipeline)", "stage_id": "\(Example.stage)", "contact_id": "\(Example.contact)",
      "company_id": "\(Example.company)", "deal_id": "\(Example.deal)", "owner_id": "\(Example.user)",
      "priority": "low", "type": "call",
    ]
    for (path, table) in [("/deals", Table.deals), ("/activities", .activities), ("/tasks", .tasks)] {
      let route = try #require(Route.table.first { $0.path == path && $0.method == .get })
      let words = ["/deals": "open", "/activities": "draft", "/tasks": "pending"]
      for parameter in route.parameters {
        switch parameter.kind {
        case .sort, .fields, .include, .limit, .cursor: continue
        case .filter, .day: break
        }
        let value = try #require(parameter.name == "status" ? words[path] : values[parameter.name])
        let terms = try query("\(parameter.name)=\(value)", path: path).terms(now: Example.present.now)
        #expect(terms.count == 1 && terms.allSatisfy { table.column($0.field) != nil }, "\(parameter.name)")
      }
    }
  }

  @Test("sort, fields and include are read in their order")
  func lists() throws {
    let query = try query("sort=-value,name&fields=name,owner_id&include=tasks,contact")
    #expect(query.sort == [SortTerm(.value, isDescending: true), SortTerm(.name)])
    #expect(query.fields == ["name", "owner_id"] && query.include == [.tasks, .contact])
    for field in DealSort.allCases { #expect(try self.query("sort=\(field.rawValue)").sort == [SortTerm(field)]) }
    #expect(
      DealSort.words == [
        "created_at", "updated_at", "value", "name", "expected_close", "last_activity_at", "stage_entered_at",
      ])
  }

  @Test(
    "a bad parameter is refused by name",
    arguments: [
      ("nope=1", "nope"), ("Status=won", "Status"), ("status=Won", "status"), ("status=", "status"),
      ("status", "status"), ("status=won&status=won", "status"), ("limit=0", "limit"), ("limit=201", "limit"),
      ("limit=-1", "limit"), ("limit=5.0", "limit"), ("limit=", "limit"), ("limit=+5", "limit"),
      ("limit=99999999999999999999", "limit"), ("min_value=-1", "min_value"), ("max_value=1.5", "max_value"),
      ("max_value=9223372036854775808", "max_value"), ("stage_id=x", "stage_id"),
      ("stage_id=pipe_00000000000000000000000002", "stage_id"), ("owner_id=ana", "owner_id"),
      ("days_since_activity_gt=-1", "days_since_activity_gt"), ("days_since_activity_gt=x", "days_since_activity_gt"),
      ("created_after=2026-01-01", "created_after"), ("created_before=now", "created_before"), ("sort=id", "sort"),
      ("sort=", "sort"), ("sort=value,", "sort"), ("sort=--value", "sort"), ("sort=value,-value", "sort"),
      ("sort=+value", "sort"), ("fields=nope", "fields"), ("fields=", "fields"), ("fields=name,name", "fields"),
      ("fields=external_id", "fields"), ("include=owner", "include"), ("include=", "include"), ("cursor=x", "cursor"),
      ("cursor=", "cursor"), ("limit=%35%", "limit"), ("limit=%ff", "limit"),
    ])
  func refused(text: String, field: String) {
    let problem = #expect(throws: Problem.self) { try query(text) }
    #expect(problem?.code == .invalidRequest && problem?.field == field)
    #expect(problem?.message.contains(field) == true && ".?".contains(problem?.message.last ?? " "))
  }

  @Test("a parameter needs a name", arguments: ["=1", "&", "status=won&", "%=1", "%ff=1"])
  func nameless(text: String) {
    #expect(#expect(throws: Problem.self) { try query(text) }?.code == .invalidRequest)
  }

  @Test("parameters of other routes are unknown here")
  func otherRoutes() {
    for (path, text) in [
      ("/users", "status=open"), ("/events", "sort=value"), ("/tasks", "include=contact"), ("/tasks", "fields=value"),
      ("/deals/\(Example.deal)/history", "fields=id"), ("/deals/\(Example.deal)", "limit=5"),
    ] {
      #expect(#expect(throws: Problem.self) { try query(text, path: path) }?.code == .invalidRequest)
    }
  }

  @Test("a cursor goes on with its own query only, whatever the limit, the members and the order of the filters")
  func cursor() throws {
    let first = "status=won&min_value=5&sort=-value,name"
    let key: [Scalar] = [.integer(7), .text("A"), Example.deal.scalar]
    let cursor = try query(first).cursor(after: key).text
    for same in [first, "min_value=5&sort=-value,name&status=won&limit=7&fields=name&include=tasks"] {
      #expect(try query(same + "&cursor=\(cursor)").after == key)
    }
    let others = [
      "status=won&min_value=5", "status=won&min_value=5&sort=value,name", "status=won&min_value=5&sort=name,-value",
      "status=won&min_value=6&sort=-value,name", "status=lost&min_value=5&sort=-value,name", "sort=-value,name",
      "status=won&max_value=5&sort=-value,name", first + "&owner_id=\(Example.user)",
    ]
    for other in others {
      #expect(#expect(throws: Problem.self) { try query(other + "&cursor=\(cursor)") }?.field == "cursor")
    }
    let path = "/pipelines/\(Example.pipeline)/deals"
    #expect(throws: Problem.self) { try query("\(first)&cursor=\(cursor)", path: path) }
    let history = try query("", path: "/deals/\(Example.deal)/history").cursor(after: [.integer(1)]).text
    #expect(throws: Problem.self) { try query("cursor=\(history)", path: "/deals/\(DealID(bits: 99))/history") }
    #expect(try query("cursor=\(history)", path: "/deals/\(Example.deal)/history").after == [.integer(1)])
  }
}
