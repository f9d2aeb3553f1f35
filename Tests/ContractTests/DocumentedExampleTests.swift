import Sales
import Testing

@testable import Contract

/// The documented requests, sent one after the other, answer as documented, member for member (contract §9).
@Suite("The documented examples, contract §9") struct DocumentedExampleTests {
  private let client: Client
  private let ada: String
  private let acme: String
  private let user: String

  init() throws {
    client = try Client()
    acme = client.send("POST", "/companies", #"{"name":"Acme Corp"}"#).id
    let contact = #"{"email":"ada@acme.test","first_name":"Ada","last_name":"Lovelace","company_id":"\#(acme)"}"#
    ada = client.send("POST", "/contacts", contact).id
    user = try #require(client.get("/users").column().first ?? nil)
  }

  private func create() -> Client.Answer {
    client.send(
      "POST", "/deals",
      #"{"name":"Acme Enterprise Plan","pipeline_id":"\#(client.pipeline)","stage_id":"\#(client.stages[0])","#
        + #""contact_id":"\#(ada)","value":500000,"currency":"USD"}"#)
  }

  @Test("creating a deal answers 201 and its short shape")
  func created() {
    client.wait(until: "2026-03-16T12:00:00Z")
    let answer = create()
    #expect(answer.status == 201)
    #expect(
      answer.text == #"{"data":{"id":"\#(answer.id)","name":"Acme Enterprise Plan","#
        + #""pipeline_id":"\#(client.pipeline)","stage_id":"\#(client.stages[0])","contact_id":"\#(ada)","value":500000,"currency":"USD","status":"open","#
        + #""days_in_stage":0,"deal_age_days":0,"created_at":"2026-03-16T12:00:00Z","#
        + #""updated_at":"2026-03-16T12:00:00Z"}}"#)
    #expect(
      client.get("/deals").text == #"{"data":[{"id":"\#(answer.id)","name":"Acme Enterprise Plan","#
        + #""pipeline_id":"\#(client.pipeline)","stage_id":"\#(client.stages[0])","value":500000,"currency":"USD","#
        + #""status":"open","days_in_stage":0,"deal_age_days":0,"created_at":"2026-03-16T12:00:00Z","#
        + #""updated_at":"2026-03-16T12:00:00Z"}],"has_more":false}"#)
  }

  @Test("reading, changing and moving a deal answers its full shape, with contact and company beside it")
  func full() {
    client.wait(until: "2026-03-04T12:00:00Z")
    let deal = create().id
    client.wait(until: "2026-03-13T09:00:00Z")
    let moved = client.send("POST", "/deals/\(deal)/stage", #"{"stage_id":"\#(client.stages[1])"}"#)
    client.wait(until: "2026-03-15T14:30:00Z")
    _ = client.send("POST", "/activities", #"{"type":"meeting","subject":"Demo call","deal_id":"\#(deal)"}"#)
    client.wait(until: "2026-03-16T12:00:00Z")
    let more =
      #"{"company_id":"\#(acme)","expected_close":"2026-04-01","owner_id":"\#(user)","source":"inbound"}"#
    let changed = client.send("PATCH", "/deals/\(deal)", more)
    #expect(
      changed.text == #"{"data":{"id":"\#(deal)","name":"Acme Enterprise Plan","pipeline_id":"\#(client.pipeline)","#
        + #""stage_id":"\#(client.stages[1])","contact_id":"\#(ada)","company_id":"\#(acme)","value":500000,"#
        + #""currency":"USD","status":"open","expected_close":"2026-04-01T00:00:00Z","owner_id":"\#(user)","#
        + #""source":"inbound","stage_entered_at":"2026-03-13T09:00:00Z","last_activity_at":"2026-03-15T14:30:00Z","#
        + #""days_in_stage":3,"deal_age_days":12,"metadata":{},"relationships":{"#
        + #""contact":{"type":"contact","id":"\#(ada)","name":"Ada Lovelace"},"#
        + #""company":{"type":"company","id":"\#(acme)","name":"Acme Corp"},"#
        + #""pipeline":{"type":"pipeline","id":"\#(client.pipeline)","name":"Sales Pipeline"},"#
        + #""stage":{"type":"stage","id":"\#(client.stages[1])","name":"Proposal Sent"}},"#
        + #""created_at":"2026-03-04T12:00:00Z","updated_at":"2026-03-16T12:00:00Z"},"included":["#
        + #"{"type":"contact","id":"\#(ada)","name":"Ada Lovelace"},"#
        + #"{"type":"company","id":"\#(acme)","name":"Acme Corp"}]}"#)
    #expect(changed.status == 200 && client.get("/deals/\(deal)").text == changed.text)
    #expect(moved.status == 200)
    #expect(moved.member("stage_entered_at") == #""2026-03-13T09:00:00Z""# && moved["included"] != nil)
  }

  @Test("a deal's history, activities and tasks are listed in their short shapes")
  func linked() {
    client.wait(until: "2026-03-04T12:00:00Z")
    let deal = create().id
    let history = client.get("/deals/\(deal)/history")
    #expect(
      history.text == #"{"data":[{"id":"\#(history.column()[0] ?? "")","deal_id":"\#(deal)","from_stage_id":null,"#
        + #""to_stage_id":"\#(client.stages[0])","changed_at":"2026-03-04T12:00:00Z","changed_by":"\#(user)"}],"#
        + #""has_more":false}"#)
    client.wait(until: "2026-03-15T14:30:00Z")
    let activity = client.send("POST", "/activities", #"{"type":"meeting","subject":"Demo call","deal_id":"\#(deal)"}"#)
    #expect(
      client.get("/deals/\(deal)/activities").text == #"{"data":[{"id":"\#(activity.id)","type":"meeting","#
        + #""status":"completed","subject":"Demo call","occurred_at":"2026-03-15T14:30:00Z","#
        + #""created_at":"2026-03-15T14:30:00Z","updated_at":"2026-03-15T14:30:00Z"}],"has_more":false}"#)
    client.wait(until: "2026-03-16T12:00:00Z")
    let task = client.send(
      "POST", "/tasks",
      #"{"title":"Send revised proposal","priority":"high","due_at":"2026-03-20T18:00:00+01:00","deal_id":"\#(deal)"}"#)
    #expect(
      client.get("/deals/\(deal)/tasks").text == #"{"data":[{"id":"\#(task.id)","title":"Send revised proposal","#
        + #""priority":"high","status":"pending","due_at":"2026-03-20T17:00:00Z","#
        + #""created_at":"2026-03-16T12:00:00Z","updated_at":"2026-03-16T12:00:00Z"}],"has_more":false}"#)
  }

  @Test("creating a pipeline answers it with its stages, without metadata")
  func pipeline() {
    client.wait(until: "2026-03-16T12:00:00Z")
    let answer = client.send(
      "POST", "/pipelines",
      ##"{"name":"Sales Pipeline","is_default":true,"stages":[{"name":"Qualified","color":"#3B82F6"}]}"##)
    var stage: String?
    if case .array(let stages)? = answer.data?["stages"] { stage = stages.first?["id"]?.plain }
    let row =
      #"{"id":"\#(answer.id)","name":"Sales Pipeline","is_default":true,"stages":[{"id":"\#(stage ?? "")","#
      + ##""name":"Qualified","position":0,"type":"open","color":"#3b82f6"}],"##
    let times = #""created_at":"2026-03-16T12:00:00Z","updated_at":"2026-03-16T12:00:00Z"}"#
    #expect(answer.status == 201 && answer.text == #"{"data":\#(row)\#(times)}"#)
    #expect(client.get("/pipelines/\(answer.id)").text == #"{"data":\#(row)"metadata":{},\#(times)}"#)
    #expect(client.get("/pipelines?limit=200").text.hasSuffix("\(row)\(times)],\"has_more\":false}"))
  }

  @Test("an error is its code, its message and, where one is at fault, its field")
  func errors() {
    #expect(
      client.get("/deals?limit=0").text == #"{"error":{"code":"invalid_request","#
        + #""message":"limit must be a whole number from 1 to 200.","field":"limit"}}"#)
    let gone = DealID(bits: 9)
    #expect(
      client.get("/deals/\(gone)").text == #"{"error":{"code":"not_found","#
        + #""message":"There is no deal \#(gone): it may have been deleted."}}"#)
  }
}
