import Contract
import Sales
import Testing

@Suite("Shapes, contract §3 to §9") struct ShapeTests {
  private func expect(_ json: JSON, _ text: String, _ location: SourceLocation = #_sourceLocation) {
    #expect(json.text == Example.written(text), sourceLocation: location)
  }

  @Test("a deal that was created")
  func created() {
    let data = Selection(.deal, in: .created).json(Example.newDeal, at: Example.present)
    expect(
      Envelope.one(data),
      #"{"data":{"id":"deal_…","name":"Acme Enterprise Plan","pipeline_id":"pipe_…","stage_id":"stg_…","#
        + #""contact_id":"cont_…","value":500000,"currency":"USD","status":"open","days_in_stage":0,"#
        + #""deal_age_days":0,"created_at":"2026-03-16T12:00:00Z","updated_at":"2026-03-16T12:00:00Z"}}"#)
  }

  @Test("a deal in full")
  func full() {
    let data = Selection(.deal, in: .full).json(Example.fullDeal, related: Example.related, at: Example.present)
    expect(
      Envelope.one(data, included: Related.included(Inclusion.usual, of: [Example.related])),
      #"{"data":{"id":"deal_…","name":"Acme Enterprise Plan","pipeline_id":"pipe_…","stage_id":"stg_…","#
        + #""contact_id":"cont_…","company_id":"comp_…","value":500000,"currency":"USD","status":"open","#
        + #""expected_close":"2026-04-01T00:00:00Z","owner_id":"user_…","source":"inbound","#
        + #""stage_entered_at":"2026-03-13T09:00:00Z","last_activity_at":"2026-03-15T14:30:00Z","#
        + #""days_in_stage":3,"deal_age_days":12,"metadata":{},"relationships":{"#
        + #""contact":{"type":"contact","id":"cont_…","name":"Ada Lovelace"},"#
        + #""company":{"type":"company","id":"comp_…","name":"Acme Corp"},"#
        + #""pipeline":{"type":"pipeline","id":"pipe_…","name":"Sales"},"#
        + #""stage":{"type":"stage","id":"stg_…","name":"Proposal Sent"}},"#
        + #""created_at":"2026-03-04T12:00:00Z","updated_at":"2026-03-16T12:00:00Z"},"#
        + #""included":[{"type":"contact","id":"cont_…","name":"Ada Lovelace"},"#
        + #"{"type":"company","id":"comp_…","name":"Acme Corp"}]}"#)
  }

  @Test("a deal in a list leaves its contact out, and a lost one in full says why and when")
  func listedAndLost() {
    let created = Selection(.deal, in: .created).members
    #expect(Selection(.deal, in: .listed).members == created.filter { $0 != "contact_id" })
    #expect(Selection(.deal, in: .listed).json(Example.newDeal, at: Example.present)["contact_id"] == nil)
    var lost = Example.fullDeal
    (lost.status, lost.lossReason, lost.closedAt) = (.lost, "Price", Example.present.now)
    let data = Selection(.deal, in: .full).json(lost, at: Example.present)
    let text = data.text
    #expect(text.contains(#""source":"inbound","loss_reason":"Price","stage_entered_at":"#))
    #expect(text.contains(#"09:00:00Z","closed_at":"2026-03-16T12:00:00Z","last_activity_at":"#))
    #expect(text.contains(#""relationships":{},"#))
  }

  @Test("stage history, its first row from nowhere")
  func history() {
    let rows = [Selection(.transition, in: .listed).json(Example.firstTransition)]
    expect(
      Envelope.list(rows),
      #"{"data":[{"id":"sh_…","deal_id":"deal_…","from_stage_id":null,"to_stage_id":"stg_…","#
        + #""changed_at":"2026-03-04T12:00:00Z","changed_by":"user_…"}],"has_more":false}"#)
    var second = Example.firstTransition
    second.fromStageID = Example.stage
    #expect(Selection(.transition, in: .listed).json(second)["from_stage_id"]?.text == "\"\(Example.stage)\"")
  }

  @Test("an activity of a deal")
  func activity() {
    expect(
      Envelope.list([Selection(.activity, in: .linked).json(Example.meeting)]),
      #"{"data":[{"id":"act_…","type":"meeting","status":"completed","subject":"Demo call","#
        + #""occurred_at":"2026-03-15T14:30:00Z","created_at":"2026-03-15T14:30:00Z","#
        + #""updated_at":"2026-03-15T14:30:00Z"}],"has_more":false}"#)
    expect(
      Selection(.activity, in: .full).json(Example.meeting),
      #"{"id":"act_…","type":"meeting","status":"completed","subject":"Demo call","deal_id":"deal_…","#
        + #""occurred_at":"2026-03-15T14:30:00Z","duration":1800,"direction":"outbound","#
        + #""metadata":{"b":1.50,"a":[]},"created_at":"2026-03-15T14:30:00Z","updated_at":"2026-03-15T14:30:00Z"}"#)
  }

  @Test("a task of a deal")
  func task() {
    expect(
      Envelope.list([Selection(.task, in: .linked).json(Example.followUp)]),
      #"{"data":[{"id":"task_…","title":"Send revised proposal","priority":"high","status":"pending","#
        + #""due_at":"2026-03-20T17:00:00Z","created_at":"2026-03-16T12:00:00Z","#
        + #""updated_at":"2026-03-16T12:00:00Z"}],"has_more":false}"#)
    expect(
      Selection(.task, in: .full).json(Example.followUp),
      #"{"id":"task_…","title":"Send revised proposal","deal_id":"deal_…","due_at":"2026-03-20T17:00:00Z","#
        + #""priority":"high","status":"pending","metadata":{},"created_at":"2026-03-16T12:00:00Z","#
        + #""updated_at":"2026-03-16T12:00:00Z"}"#)
  }

  @Test("a pipeline with its stages by position")
  func pipeline() {
    expect(
      Envelope.one(Selection(.pipeline, in: .created).json(Example.plan)),
      #"{"data":{"id":"pipe_…","name":"Sales Pipeline","is_default":true,"stages":[{"id":"stg_…","#
        + #""name":"Qualified","position":0,"type":"open","color":"#
        + ##""#3b82f6"}],"created_at":"2026-03-16T12:00:00Z","updated_at":"2026-03-16T12:00:00Z"}}"##)
    var plan = Example.plan
    var second = plan.stages[0]
    (second.position, second.type, second.color, second.probability) = (1, .won, nil, 100)
    (second.idleLimitDays, second.stageLimitDays) = (7, 30)
    plan.stages.insert(second, at: 0)
    let full = Selection(.pipeline, in: .full).json(plan).text
    #expect(
      full.contains(
        #"},{"id":"stg_00000000000000000000000003","name":"Qualified","position":1,"type":"won","#
          + #""probability":100,"idle_limit_days":7,"stage_limit_days":30}],"metadata":{},"created_at""#))
  }

  @Test("a contact, a company and a user")
  func people() {
    expect(
      Selection(.user, in: .listed).json(User(id: Example.user)), #"{"id":"user_…","name":""}"#)
    let times = #""created_at":"1970-01-01T00:00:00Z","updated_at":"1970-01-01T00:00:00Z"}"#
    guard var contact = Example.related.contact, var company = Example.related.company else { return }
    (contact.phone, contact.title, contact.companyID, contact.ownerID) = ("1", "CEO", Example.company, Example.user)
    expect(
      Selection(.contact, in: .full).json(contact),
      #"{"id":"cont_…","email":"ada@acme.test","first_name":"Ada","last_name":"Lovelace","phone":"1","title":"CEO","#
        + #""company_id":"comp_…","owner_id":"user_…","metadata":{},"# + times)
    (company.domain, company.industry, company.website) = ("acme.test", "Tools", "https://acme.test")
    expect(
      Selection(.company, in: .full).json(company),
      #"{"id":"comp_…","name":"Acme Corp","domain":"acme.test","industry":"Tools","website":"https://acme.test","#
        + #""metadata":{},"# + times)
  }

  @Test("included rows are those asked for, each once")
  func included() {
    #expect(Related.included([], of: [Example.related]).isEmpty)
    let all = JSON.array(Related.included(Inclusion.allCases, of: [Example.related, Example.related])).text
    #expect(
      all
        == Example.written(
          #"[{"type":"contact","id":"cont_…","name":"Ada Lovelace"},{"type":"company","id":"comp_…","name":"Acme Corp"},"#
            + #"{"type":"pipeline","id":"pipe_…","name":"Sales"},{"type":"stage","id":"stg_…","name":"Proposal Sent"},"#
            + #"{"type":"activity","id":"act_…","name":"Demo call"},"#
            + #"{"type":"task","id":"task_…","name":"Send revised proposal"}]"#))
    var quiet = Example.meeting
    quiet.subject = nil
    expect(
      JSON.array(Related.included([.activities], of: [Related(activities: [quiet])])),
      #"[{"type":"activity","id":"act_…"}]"#)
  }

  @Test("sparse fields keep the order and always the id")
  func sparse() {
    let some = Selection(.deal, in: .listed, fields: ["owner_id", "deal_age_days", "name"])
    expect(
      some.json(Example.fullDeal, at: Example.present),
      #"{"id":"deal_…","name":"Acme Enterprise Plan","owner_id":"user_…","deal_age_days":12}"#)
    expect(Selection(.task, in: .full, fields: []).json(Example.followUp), #"{"id":"task_…"}"#)
    expect(
      Selection(.pipeline, in: .listed, fields: ["stages"]).json(
        PipelinePlan(
          pipeline: Example.plan.pipeline, stages: [])), #"{"id":"pipe_…","stages":[]}"#)
  }

  @Test("day counters are whole days, and never negative")
  func counters() {
    let days = Selection(.deal, in: .full, fields: ["days_in_stage", "deal_age_days"])
    for (seconds, count) in [(0, 0), (86_399, 0), (86_400, 1), (-1, 0), (-90_000, 0), (200_000, 2)] {
      var deal = Example.newDeal
      deal.stageEnteredAt = Example.present.now.advanced(bySeconds: -Int64(seconds))
      deal.createdAt = deal.stageEnteredAt
      expect(
        days.json(deal, at: Example.present),
        #"{"id":"deal_…","days_in_stage":\#(count),"deal_age_days":\#(count)}"#)
    }
  }

  @Test("every member of a shape is one of the resource, in its order but for one")
  func members() {
    for resource in Resource.allCases {
      #expect(Set(resource.members).count == resource.members.count)
      for shape in Shape.allCases {
        let members = resource.members(in: shape)
        let isInOrder = members == resource.members.filter(members.contains)
        // The documented row of a deal's task has its day behind its status, the task itself before it.
        #expect(isInOrder || (resource, shape) == (.task, .linked), "\(resource) \(shape)")
        #expect(members.first == "id" && Set(members).isSubset(of: resource.members), "\(resource) \(shape)")
      }
    }
    let local = Deal.fields.filter { !Resource.deal.members.contains($0.name) }.map(\.name)
    #expect(local == ["external_id", "parked_until", "touched_at"])
  }

  @Test("metadata that the wire cannot read is sent as text")
  func metadata() {
    var deal = Example.newDeal
    deal.metadata = Metadata(text: #"{"a":1,"a":2}"#)
    expect(
      Selection(.deal, in: .full, fields: ["metadata"]).json(deal, at: Example.present),
      #"{"id":"deal_…","metadata":"{\"a\":1,\"a\":2}"}"#)
  }

  @Test("a list says that there is more, and where it goes on")
  func list() {
    let cursor = Cursor(key: [.integer(1)], query: Cursor.Fingerprint(of: "deals"))
    #expect(Envelope.list([]).text == #"{"data":[],"has_more":false}"#)
    #expect(
      Envelope.list([.null], next: cursor, included: []).text
        == #"{"data":[null],"has_more":true,"next_cursor":"\#(cursor.text)","included":[]}"#)
  }
}
