import Sales
import Support
import Testing

@testable import Contract

/// Every rule of the contract as a request that breaks it: refused with status and field, and nothing written.
@Suite("Rules of the contract, by requests that break them") struct RuleTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let request: String
    let body: String
    let status: Int
    let field: String?

    init(_ request: String, _ status: Int, _ field: String? = nil) {
      self.init(request, "", status, field)
    }

    init(_ request: String, _ body: String, _ status: Int, _ field: String? = nil) {
      self.request = request
      self.body = body
      self.status = status
      self.field = field
    }

    var testDescription: String { "\(request) \(body.prefix(80)) \(status) \(field ?? "")" }
  }

  private static let place = #""pipeline_id":"{pipeline}","stage_id":"{qualified}""#

  private static let paths = [
    Case("GET /", 404), Case("GET deals", 404), Case("GET /nope", 404), Case("GET /deals/", 404),
    Case("GET /deals/x", 404), Case("GET /deals/{contact}", 404), Case("GET /deals/{gone}", 404),
    Case("GET /deals/{gone}/history", 404), Case("GET /deals/{gone}/tasks", 404),
    Case("GET /deals/{gone}/activities", 404), Case("PATCH /deals/{gone}", "{}", 404),
    Case("DELETE /deals/{gone}", 404),
    Case("POST /deals/{gone}/stage", #"{"stage_id":"{won}"}"#, 404),
    Case("GET /pipelines/pipe_0000000000000000000000000Z", 404),
    Case("GET /pipelines/pipe_0000000000000000000000000Z/deals", 404),
    Case("POST /pipelines/pipe_0000000000000000000000000Z/stages", #"{"name":"A"}"#, 404),
    Case("PATCH /pipelines/{other}/stages/{qualified}", #"{"name":"A"}"#, 404),
    Case("DELETE /pipelines/{other}/stages/{negotiation}", 404),
    Case("PATCH /pipelines/{pipeline}/stages/stg_0000000000000000000000000Z", #"{"name":"A"}"#, 404),
    Case("PATCH /users", "{}", 405), Case("DELETE /deals", 405), Case("GET /deals/{deal}/stage", 405),
    Case("POST /deals/{deal}", "{}", 405), Case("POST /events", "{}", 405), Case("HEAD /deals", 405),
    Case("GET /pipelines/{pipeline}/stages/{qualified}", 405),
  ]

  private static let bodies = [
    Case("POST /deals", 400), Case("POST /deals", "[]", 400), Case("POST /deals", #"{"name":"A","name":"B"}"#, 400),
    Case("POST /deals", #"{"name":"A",}"#, 400), Case("POST /deals", "{\"name\":\"A", 400),
    Case("POST /deals", "{} {}", 400),
    Case("POST /deals", "\u{FEFF}{}", 400), Case("POST /deals", #"{"value":NaN}"#, 400),
    Case("POST /deals", #"{"value":01}"#, 400), Case("POST /deals", #"{"value":1.}"#, 400),
    Case("POST /deals", "{\"name\":\"a\nb\"}", 400), Case("POST /deals", #"{"name":"\ud800"}"#, 400),
    Case("POST /deals", "{\"metadata\":" + String(repeating: "[", count: 100), 400),
    Case(
      "POST /deals",
      "{\"metadata\":" + String(repeating: "{\"a\":", count: 70) + "1" + String(repeating: "}", count: 71), 400),
    Case("GET /deals", "{}", 400), Case("DELETE /deals/{deal}", "{}", 400),
    Case("POST /deals", "{}", 422, "name"), Case("POST /deals", #"{"name":"A"}"#, 422, "pipeline_id"),
    Case("POST /deals", #"{"name":"A","pipeline_id":"{pipeline}"}"#, 422, "stage_id"),
    Case("POST /deals", #"{"name":"  ",\#(place)}"#, 422, "name"),
    Case("POST /deals", #"{"name":null,\#(place)}"#, 422, "name"),
    Case("POST /deals", #"{"name":"A\u0000",\#(place)}"#, 422, "name"),
    Case("POST /deals", #"{"name":"\#(String(repeating: "x", count: 256))",\#(place)}"#, 422, "name"),
    Case("POST /deals", #"{"nope":1,"name":"A",\#(place)}"#, 422, "nope"),
    Case("POST /deals", #"{"id":"{deal}","name":"A",\#(place)}"#, 422, "id"),
  ]

  private static let values = [
    "value": ["-1", "12.5", "\"12\"", "true", "1e3", "9223372036854775808", "[]"],
    "currency": ["\"usd\"", "\"XXX\"", "\"US\"", "1"], "status": ["\"Open\"", "\"closed\"", "1"],
    "expected_close": ["\"tomorrow\"", "\"2026-02-30\"", "0"],
    "owner_id": ["\"ana\"", "\"{contact}\"", "\"user_0000000000000000000000000Z\""],
    "contact_id": ["\"{company}\"", "\"cont_0000000000000000000000000Z\""],
    "company_id": ["\"comp_0000000000000000000000000Z\""],
    "metadata": ["[]", "\"x\"", #"{"a":[{"b":"\u0000"}]}"#, #"{"\u0000":1}"#], "source": ["1"],
    "name": ["null", "\"\"", "5"],
    "pipeline_id": ["null", "\"{deal}\""],
    "stage_id": ["null", "\"{new}\"", "\"stg_0000000000000000000000000Z\""],
    "days_in_stage": ["0"], "deal_age_days": ["0"], "relationships": ["{}"],
    "stage_entered_at": ["\"2026-01-01T00:00:00Z\""],
    "last_activity_at": ["null"], "closed_at": ["null"], "created_at": ["null"], "updated_at": ["null"],
    "id": ["\"{deal}\""],
    "external_id": ["\"x\""], "parked_until": ["null"], "touched_at": ["null"],
  ].sorted { $0.key < $1.key }.flatMap { field, values in
    values.map { Case("PATCH /deals/{deal}", "{\"\(field)\":\($0)}", 422, field) }
  }

  private static let deals = [
    // The stage must belong to the pipeline, on create, PATCH and move.
    Case("POST /deals", #"{"name":"A","pipeline_id":"{pipeline}","stage_id":"{new}"}"#, 422, "stage_id"),
    Case("PATCH /deals/{deal}", #"{"pipeline_id":"{other}"}"#, 422, "stage_id"),
    Case("PATCH /deals/{deal}", #"{"pipeline_id":"{other}","stage_id":"{won}"}"#, 422, "stage_id"),
    Case("POST /deals/{deal}/stage", #"{"stage_id":"{new}"}"#, 422, "stage_id"),
    Case("POST /deals/{deal}/stage", #"{"stage_id":"x"}"#, 422, "stage_id"),
    Case("POST /deals/{deal}/stage", "{}", 422, "stage_id"),
    Case("POST /deals/{deal}/stage", #"{"stage_id":"{won}","note":1}"#, 422, "note"),
    // A contradictory pair in one request.
    Case("POST /deals", #"{"name":"A","pipeline_id":"{pipeline}","stage_id":"{won}","status":"lost"}"#, 422, "status"),
    Case("PATCH /deals/{deal}", #"{"stage_id":"{won}","status":"lost"}"#, 422, "status"),
    Case("PATCH /deals/{deal}", #"{"stage_id":"{lost}","status":"open"}"#, 422, "status"),
    // A reason only where the deal is lost after the request, and never on create.
    Case(
      "POST /deals", #"{"name":"A","pipeline_id":"{pipeline}","stage_id":"{lost}","loss_reason":"x"}"#, 422,
      "loss_reason"),
    Case("PATCH /deals/{deal}", #"{"loss_reason":"x"}"#, 422, "loss_reason"),
    Case("PATCH /deals/{lostdeal}", #"{"status":"open","loss_reason":"x"}"#, 422, "loss_reason"),
    Case("PATCH /deals/{lostdeal}", #"{"stage_id":"{won}","loss_reason":"x"}"#, 422, "loss_reason"),
  ]

  private static let pipelines = [
    Case("POST /pipelines", "{}", 422, "name"),
    Case("POST /pipelines", #"{"name":"A","stages":[{}]}"#, 422, "stages[0].name"),
    Case("POST /pipelines", #"{"name":"A","stages":[{"name":"B"},{"name":" "}]}"#, 422, "stages[1].name"),
    Case("PATCH /pipelines/{pipeline}", #"{"is_default":false}"#, 409, "is_default"),
    Case("PATCH /pipelines/{pipeline}", #"{"is_default":null}"#, 409, "is_default"),
    Case("PATCH /pipelines/{pipeline}/stages/{won}", #"{"position":null}"#, 422, "position"),
    Case("PATCH /pipelines/{pipeline}", #"{"stages":[]}"#, 422, "stages"), Case("DELETE /pipelines/{pipeline}", 409),
    Case("POST /pipelines/{pipeline}/stages", "{}", 422, "name"),
    Case("POST /pipelines/{pipeline}/stages", #"{"name":"A","position":6}"#, 422, "position"),
    Case("POST /pipelines/{pipeline}/stages", #"{"name":"A","color":"red"}"#, 422, "color"),
    Case("POST /pipelines/{pipeline}/stages", #"{"name":"A","type":"Won"}"#, 422, "type"),
    Case("POST /pipelines/{pipeline}/stages", #"{"name":"A","probability":101}"#, 422, "probability"),
    Case("POST /pipelines/{pipeline}/stages", #"{"name":"A","idle_limit_days":0}"#, 422, "idle_limit_days"),
    Case("PATCH /pipelines/{pipeline}/stages/{won}", #"{"position":5}"#, 422, "position"),
    Case("PATCH /pipelines/{pipeline}/stages/{won}", #"{"pipeline_id":"{other}"}"#, 422, "pipeline_id"),
    Case("DELETE /pipelines/{pipeline}/stages/{won}", 409),
    Case("PUT /pipelines/{pipeline}/stages", #"{"stage_ids":["{won}"]}"#, 422, "stage_ids"),
    Case("PUT /pipelines/{other}/stages", #"{"stage_ids":["{new}","{new}"]}"#, 422, "stage_ids"),
    Case("PUT /pipelines/{other}/stages", #"{"stage_ids":["{new}","{won}"]}"#, 422, "stage_ids"),
  ]

  private static let rest = [
    Case("POST /activities", "{}", 422, "type"), Case("POST /activities", #"{"type":"visit"}"#, 422, "type"),
    // More than five minutes ahead of now, which is 2026-03-16T12:00:00Z.
    Case(
      "POST /activities", #"{"type":"call","status":"completed","occurred_at":"2026-03-16T12:05:01Z"}"#, 422,
      "occurred_at"),
    Case("PATCH /activities/{activity}", #"{"occurred_at":"2026-03-17T12:00:00Z"}"#, 422, "occurred_at"),
    Case("POST /activities", #"{"type":"call","duration":-1}"#, 422, "duration"),
    Case("POST /activities", #"{"type":"call","direction":"up"}"#, 422, "direction"),
    Case("POST /activities", #"{"type":"call","deal_id":"{gone}"}"#, 422, "deal_id"),
    Case("POST /tasks", "{}", 422, "title"), Case("POST /tasks", #"{"title":"A","priority":"top"}"#, 422, "priority"),
    Case("PATCH /tasks/{task}", #"{"status":"done"}"#, 422, "status"),
    Case("PATCH /tasks/{task}", #"{"title":null}"#, 422, "title"),
    Case("POST /contacts", #"{"first_name":"A"}"#, 422, "email"),
    Case("POST /contacts", #"{"email":"ADA@acme.test"}"#, 409, "email"),
    Case("POST /companies", #"{"domain":"x.test"}"#, 422, "name"),
    Case("POST /companies", #"{"name":"A","domain":"Acme.test"}"#, 409, "domain"),
    Case("GET /deals?limit=0", 400, "limit"), Case("GET /deals?limit=201", 400, "limit"),
    Case("GET /deals?nope=1", 400, "nope"),
    Case("GET /deals?sort=id", 400, "sort"), Case("GET /deals?fields=nope", 400, "fields"),
    Case("GET /deals?include=owner", 400, "include"), Case("GET /deals?cursor=AAAA", 400, "cursor"),
    Case("GET /deals?min_value=1.5", 400, "min_value"), Case("GET /events?type=deal.moved", 400, "type"),
    Case("GET /tasks?due_before=soon", 400, "due_before"), Case("GET /deals/{deal}?limit=5", 400, "limit"),
  ]

  @Test(
    "a request that breaks a rule is refused by status and field, with nothing written",
    arguments: paths + bodies + values + deals + pipelines + rest)
  func refused(_ rule: Case) throws {
    let firm = try Firm()
    let before = firm.reference.records.rows
    let parts = rule.request.split(separator: " ", maxSplits: 1).map(String.init)
    let answer = firm.send(parts[0], parts[1], rule.body)
    #expect(answer.status == rule.status && answer.field == rule.field, "\(answer.text)")
    let codes = [
      400: "invalid_request", 404: "not_found", 405: "method_not_allowed", 409: "conflict", 422: "validation_error",
    ]
    #expect(answer.code == codes[rule.status])
    #expect(".?".contains(answer.message.last ?? " ") && answer.message.count < 600 && !answer.message.contains("\n"))
    #expect(answer.headers.contains { $0.name == "Allow" } == (rule.status == 405))
    let isUntouched = before == firm.reference.records.rows
    #expect(isUntouched)
  }
}
