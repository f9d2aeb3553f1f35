import Sales
import Support
import Testing

@testable import Contract

@Suite("Answers, contract §1 to §7") struct ResponderTests {
  private let firm: Firm
  private var client: Client { firm.client }

  init() throws {
    firm = try Firm()
  }

  /// A request that each endpoint can meet, on the rows of the firm.
  private static func request(for endpoint: Endpoint) -> (path: String, body: String) {
    switch endpoint {
    case .createDeal: ("/deals", #"{"name":"A","pipeline_id":"{pipeline}","stage_id":"{won}"}"#)
    case .listDeals: ("/deals", "")
    case .getDeal, .deleteDeal: ("/deals/{deal}", "")
    case .updateDeal: ("/deals/{deal}", #"{"name":"B"}"#)
    case .moveDeal: ("/deals/{deal}/stage", #"{"stage_id":"{won}"}"#)
    case .dealHistory: ("/deals/{deal}/history", "")
    case .dealActivities: ("/deals/{deal}/activities", "")
    case .dealTasks: ("/deals/{deal}/tasks", "")
    case .createPipeline: ("/pipelines", #"{"name":"A"}"#)
    case .listPipelines: ("/pipelines", "")
    case .getPipeline, .deletePipeline: ("/pipelines/{other}", "")
    case .updatePipeline: ("/pipelines/{other}", #"{"is_default":true}"#)
    case .pipelineDeals: ("/pipelines/{pipeline}/deals", "")
    case .addStage: ("/pipelines/{other}/stages", #"{"name":"A","position":0}"#)
    case .reorderStages: ("/pipelines/{other}/stages", #"{"stage_ids":["{empty}","{new}"]}"#)
    case .updateStage: ("/pipelines/{other}/stages/{empty}", ##"{"color":"#ABC"}"##)
    case .removeStage: ("/pipelines/{other}/stages/{empty}", "")
    case .createActivity: ("/activities", #"{"type":"call"}"#)
    case .listActivities: ("/activities", "")
    case .getActivity, .deleteActivity: ("/activities/{activity}", "")
    case .updateActivity: ("/activities/{activity}", #"{"subject":"B"}"#)
    case .createTask: ("/tasks", #"{"title":"A"}"#)
    case .listTasks: ("/tasks", "")
    case .getTask, .deleteTask: ("/tasks/{task}", "")
    case .updateTask: ("/tasks/{task}", #"{"status":"completed"}"#)
    case .createContact: ("/contacts", #"{"email":"b@acme.test"}"#)
    case .listContacts: ("/contacts", "")
    case .getContact, .deleteContact: ("/contacts/{contact}", "")
    case .updateContact: ("/contacts/{contact}", #"{"phone":"1"}"#)
    case .createCompany: ("/companies", #"{"name":"B"}"#)
    case .listCompanies: ("/companies", "")
    case .getCompany, .deleteCompany: ("/companies/{company}", "")
    case .updateCompany: ("/companies/{company}", #"{"industry":"x"}"#)
    case .listUsers: ("/users", "")
    case .listEvents: ("/events", "")
    }
  }

  @Test(
    "every route answers with its status, and in the envelope of one row or of a list", arguments: Endpoint.allCases)
  func everyRoute(endpoint: Endpoint) throws {
    let route = try #require(Route.table.first { $0.endpoint == endpoint })
    let (path, body) = Self.request(for: endpoint)
    let before = firm.reference.records.rows
    let answer = firm.send(route.method.rawValue, path, body)
    #expect(answer.status == route.success, "\(answer.text)")
    let isChanged = before != firm.reference.records.rows
    #expect(isChanged == (route.method != .get))
    switch answer.data {
    case .object?: #expect(answer["has_more"] == nil && !answer.id.isEmpty)
    case .array(let rows)?: #expect(answer["has_more"]?.text == "false" && !rows.isEmpty && answer.next == nil)
    default: #expect(answer.status == 204 && answer.text.isEmpty && answer.headers.isEmpty)
    }
    if answer.status == 204 { #expect(firm.send("GET", path, "").status != 200) }
    if route.method == .patch || route.method == .post && !route.path.contains(":id"), let member = body.firstMember {
      #expect(answer.data?[member.name]?.text.lowercased() == firm.filled(member.value).expanded)
    }
  }

  @Test("null clears an optional member, and what is not sent stays")
  func clearing() {
    let path = "/deals/{deal}"
    _ = firm.send("PATCH", path, #"{"source":"inbound","owner_id":"{user}","expected_close":"2026-05-01","value":7}"#)
    let cleared = firm.send("PATCH", path, #"{"source":null,"company_id":null,"expected_close":null,"owner_id":null}"#)
    for name in ["source", "company_id", "expected_close", "owner_id"] { #expect(cleared.member(name) == nil) }
    #expect(cleared.member("value") == "7" && cleared.data?["contact_id"]?.plain == firm.filled("{contact}"))
    #expect(cleared.data?["relationships"]?["company"] == nil && cleared.data?["relationships"]?["stage"] != nil)
    #expect(!cleared.text.contains("null"))
    #expect(firm.send("GET", path).text == cleared.text)
  }

  @Test("a PATCH that names another stage is a move, and one to the same stage writes nothing")
  func moves() {
    client.clock.milliseconds += 86_400_000
    let patched = firm.send("PATCH", "/deals/{deal}", #"{"stage_id":"{proposal}"}"#)
    let history = firm.send("GET", "/deals/{deal}/history")
    #expect(history.column("to_stage_id") == [firm.filled("{qualified}"), firm.filled("{proposal}")])
    #expect(history.column("changed_at").last == patched.data?["stage_entered_at"]?.plain)
    #expect(patched.member("days_in_stage") == "0" && patched.member("deal_age_days") == "1")
    client.clock.milliseconds += 86_400_000
    let again = firm.send("POST", "/deals/{deal}/stage", #"{"stage_id":"{proposal}"}"#)
    #expect(again.status == 200 && again.data?["updated_at"]?.text == patched.data?["updated_at"]?.text)
    #expect(firm.send("GET", "/deals/{deal}/history").column().count == 2)
  }

  @Test("statuses follow stages, and closing has its moment and its reason")
  func outcomes() {
    func move(_ stage: String) -> Client.Answer {
      client.clock.milliseconds += 3_600_000
      return firm.send("POST", "/deals/{deal}/stage", #"{"stage_id":"{\#(stage)}"}"#)
    }
    let won = move("won")
    #expect(won.member("status") == "\"won\"" && won.member("closed_at") == won.member("stage_entered_at"))
    let lost = firm.send("PATCH", "/deals/{deal}", #"{"stage_id":"{lost}","loss_reason":"price"}"#)
    #expect(lost.member("status") == "\"lost\"" && lost.member("loss_reason") == "\"price\"")
    let open = move("negotiation")
    #expect(open.member("status") == "\"open\"" && open.member("closed_at") == nil && open.member("loss_reason") == nil)
    let alone = firm.send("PATCH", "/deals/{deal}", #"{"status":"won"}"#)
    #expect(alone.member("status") == "\"won\"" && alone.data?["stage_id"]?.plain == firm.filled("{negotiation}"))
  }

  @Test("a completed activity dates the deal and opens a stalled one; an edit and a delete keep that right")
  func activities() {
    _ = firm.send("PATCH", "/deals/{deal}", #"{"status":"stalled"}"#)
    let call = #"{"type":"call","deal_id":"{deal}","occurred_at":"2026-03-12T10:00:00Z"}"#
    let made = firm.send("POST", "/activities", call)
    #expect(firm.send("GET", "/deals/{deal}").member("status") == "\"open\"")
    #expect(firm.send("GET", "/deals/{deal}").member("last_activity_at") == "\"2026-03-12T10:00:00Z\"")
    _ = firm.send("PATCH", "/activities/\(made.id)", #"{"occurred_at":"2026-03-11T10:00:00Z"}"#)
    #expect(firm.send("GET", "/deals/{deal}").member("last_activity_at") == "\"2026-03-11T10:00:00Z\"")
    _ = firm.send("DELETE", "/activities/\(made.id)")
    #expect(firm.send("GET", "/deals/{deal}").member("last_activity_at") == "\"2026-03-10T09:00:00Z\"")
    let ahead = firm.send("POST", "/activities", #"{"type":"call","occurred_at":"2026-03-20T10:00:00Z"}"#)
    #expect(ahead.member("status") == "\"scheduled\"" && ahead.status == 201)
  }

  @Test("deleting a deal takes its history and leaves its activities and tasks, unlinked")
  func deleting() {
    #expect(firm.send("DELETE", "/deals/{deal}").status == 204)
    #expect(firm.send("GET", "/deals/{deal}").status == 404)
    #expect(firm.send("GET", "/deals/{deal}/history").status == 404)
    for path in ["/activities/{activity}", "/tasks/{task}"] {
      #expect(firm.send("GET", path).member("deal_id") == nil && firm.send("GET", path).status == 200)
    }
  }

  @Test("stages keep their positions without gaps when one is added, moved or removed")
  func stages() {
    func order() -> [String?] {
      guard case .array(let stages)? = firm.send("GET", "/pipelines/{other}").data?["stages"] else { return [] }
      #expect(stages.map { $0["position"]?.text } == stages.indices.map { "\($0)" })
      return stages.map { $0["name"]?.plain }
    }
    let path = "/pipelines/{other}/stages"
    let added = firm.send("POST", path, ##"{"name":"First","position":0,"color":"#0F8"}"##)
    #expect(added.member("color") == "\"#00ff88\"" && added.member("position") == "0")
    #expect(order() == ["First", "New", "Empty"])
    #expect(firm.send("PATCH", path + "/\(added.id)", #"{"position":2}"#).member("position") == "2")
    #expect(order() == ["New", "Empty", "First"])
    _ = firm.send("PUT", path, #"{"stage_ids":["{empty}","\#(added.id)","{new}"]}"#)
    #expect(order() == ["Empty", "First", "New"])
    #expect(firm.send("DELETE", path + "/{empty}").status == 204)
    #expect(order() == ["First", "New"])
  }

  @Test("fields chooses the members, and the id is always there")
  func fields() {
    let deal = firm.send("GET", "/deals/{deal}?fields=value,name")
    #expect(deal.data?.text == #"{"id":"\#(deal.id)","name":"Open","value":0}"#)
    let id = firm.filled("{deal}")
    #expect(firm.send("PATCH", "/deals/{deal}?fields=id", "{}").data?.text == #"{"id":"\#(id)"}"#)
    let list = firm.send("GET", "/deals?fields=relationships&limit=1").text
    #expect(
      list.hasPrefix(
        #"{"data":[{"id":"\#(id)","relationships":{"contact":{"type":"contact","id":"\#(firm.filled("{contact}"))","#))
    #expect(list.contains(#""stage":{"type":"stage","id":"\#(firm.filled("{qualified}"))","name":"Qualified"}}}],"#))
    let made = firm.send("POST", "/tasks?fields=title", #"{"title":"A"}"#)
    #expect(made.data?.text == #"{"id":"\#(made.id)","title":"A"}"#)
  }

  @Test("include puts exactly the rows named beside the data")
  func include() {
    let company = #"{"type":"company","id":"{company}","name":"Acme"}"#
    let contact = #"{"type":"contact","id":"{contact}","name":"Ada"}"#
    let stage = #"{"type":"stage","id":"{qualified}","name":"Qualified"}"#
    let note = #"{"type":"activity","id":"{activity}"}"#
    let task = #"{"type":"task","id":"{task}","name":"Call"}"#
    func beside(_ target: String) -> String? { firm.send("GET", target)["included"]?.text }
    #expect(beside("/deals/{deal}") == firm.filled("[\(contact),\(company)]"))
    #expect(beside("/deals/{deal}?include=company") == firm.filled("[\(company)]"))
    #expect(beside("/deals/{deal}?include=tasks,activities,stage") == firm.filled("[\(task),\(note),\(stage)]"))
    #expect(beside("/deals/{lostdeal}") == "[]")
    #expect(beside("/deals") == nil)
    #expect(beside("/deals?include=company,tasks") == firm.filled("[\(company),\(task)]"))
    let body = #"{"name":"B","pipeline_id":"{pipeline}","stage_id":"{won}","company_id":"{company}"}"#
    #expect(firm.send("POST", "/deals", body)["included"] == nil)
    #expect(firm.send("POST", "/deals?include=company", body)["included"]?.text == firm.filled("[\(company)]"))
  }

  @Test("filters are ANDed and their bounds are those of the contract")
  func filters() {
    func names(_ query: String, _ path: String = "/deals") -> [String?] {
      firm.send("GET", "\(path)?\(query)").column("name")
    }
    _ = firm.send("PATCH", "/deals/{deal}", #"{"value":100}"#)
    #expect(names("status=won") == ["Won"] && names("stage_id={lost}") == ["Lost"])
    #expect(names("min_value=100") == ["Open"] && names("max_value=99") == ["Lost", "Won"])
    #expect(names("min_value=100&max_value=100&status=open&contact_id={contact}") == ["Open"])
    #expect(names("min_value=101") == [] && names("status=won&stage_id={lost}") == [])
    #expect(names("created_after=2026-03-16T12:00:00Z") == [])
    #expect(names("created_after=2026-03-16T11:59:59Z").count == 3)
    #expect(names("created_before=2026-03-16T12:00:00Z") == [])
    #expect(names("", "/pipelines/{pipeline}/deals").count == 3 && names("", "/pipelines/{other}/deals") == [])
    #expect(names("pipeline_id={other}", "/pipelines/{pipeline}/deals") == [])
    // The activity was on 10 March at nine, the creations were on 16 March at noon.
    client.wait(until: "2026-03-20T08:59:59Z")
    #expect(names("days_since_activity_gt=9") == [] && names("days_since_activity_gt=8") == ["Open"])
    client.wait(until: "2026-03-20T09:00:00Z")
    #expect(names("days_since_activity_gt=9") == ["Open"] && names("days_since_activity_gt=10") == [])
    client.wait(until: "2026-03-20T12:00:00Z")
    #expect(names("days_since_activity_gt=3") == ["Open", "Lost", "Won"])
  }

  @Test("sorts go by each key in turn, missing values last either way, and the id breaks ties")
  func sorts() {
    _ = firm.send("PATCH", "/deals/{deal}", #"{"value":5,"expected_close":"2026-05-01"}"#)
    _ = firm.send("PATCH", "/deals/{lostdeal}", #"{"value":5,"expected_close":"2026-04-01"}"#)
    func names(_ sort: String) -> [String?] { firm.send("GET", "/deals?sort=\(sort)").column("name") }
    #expect(names("expected_close") == ["Lost", "Open", "Won"])
    #expect(names("-expected_close") == ["Open", "Lost", "Won"])
    #expect(names("-value") == ["Open", "Lost", "Won"] && names("value") == ["Won", "Open", "Lost"])
    #expect(names("-value,name") == ["Lost", "Open", "Won"] && names("name") == ["Lost", "Open", "Won"])
    #expect(names("last_activity_at") == ["Open", "Lost", "Won"] && names("created_at") == ["Open", "Lost", "Won"])
  }

  @Test("a file that cannot be written answers reads and refuses changes")
  func readOnly() {
    firm.reference.readOnlyReason = .folder
    #expect(firm.send("GET", "/deals/{deal}").status == 200)
    let answer = firm.send("PATCH", "/deals/{deal}", "{}")
    #expect(answer.status == 503 && answer.code == "storage_unavailable")
  }
}

extension String {
  /// The first member of a body, if its value is one word.
  fileprivate var firstMember: (name: String, value: String)? {
    guard case .object(let members)? = try? JSON(self), let first = members.first else { return nil }
    return (first.name, first.value.text.lowercased())
  }

  /// A short colour as it is answered.
  fileprivate var expanded: String { self == "\"#abc\"" ? "\"#aabbcc\"" : self }
}
