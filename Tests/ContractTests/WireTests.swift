import Contract
import Sales
import Support
import Testing

/// What the wire decodes, kept by the rules, and sent again.
@Suite("From request to answer") struct WireTests {
  private let store = DictionaryStore(seed: 3) { Example.present.now.seconds * 1000 }
  private let user: UserID

  init() throws {
    user = try #require(try store.user(named: "ana")).id
  }

  private func commit(_ method: String, _ target: String, _ body: String) throws -> [Row] {
    let change = try #require(try Request(method: method, target: target).change(body: .bytes(Array(body.utf8))))
    return try store.commit(change, by: user).edits.compactMap(\.after)
  }

  private func first<E: Stored>(_ rows: [Row], _ type: E.Type) throws -> E {
    try #require(rows.lazy.compactMap(E.init(row:)).first)
  }

  @Test("a pipeline, a contact and a deal are made, changed and moved, and read as they were sent")
  func journey() throws {
    _ = try commit(
      "POST", "/pipelines",
      ##"{"name":"Sales","stages":[{"name":"Open","color":"#ABC"},{"name":"Won","type":"won"}],"metadata":{"k":1.0}}"##)
    let plan = try #require(store.pipelines().first)
    let sent = Selection(.pipeline, in: .full).json(plan)
    #expect(sent["metadata"]?.text == #"{"k":1.0}"# && sent["is_default"]?.text == "true")
    let (open, won) = (plan.stages[0], plan.stages[1])
    #expect(
      sent["stages"]?.text == ##"[{"id":"\##(open.id)","name":"Open","position":0,"type":"open","color":"#aabbcc"},"##
        + #"{"id":"\#(won.id)","name":"Won","position":1,"type":"won"}]"#)

    let ada = try first(commit("POST", "/contacts", #"{"email":"ada@acme.test"}"#), Contact.self)
    let made = try first(
      commit(
        "POST", "/deals",
        #"{"name":" Plan ","pipeline_id":"\#(plan.pipeline.id)","stage_id":"\#(open.id)","contact_id":"\#(ada.id)","#
          + #""value":9223372036854775807,"currency":"JPY","expected_close":"2026-04-01T05:00:00+09:00"}"#),
      Deal.self)
    let text = Selection(.deal, in: .created, fields: ["name", "value", "currency", "expected_close", "contact_id"])
      .json(made, at: Example.present).text
    #expect(
      text == #"{"id":"\#(made.id)","name":"Plan","contact_id":"\#(ada.id)","value":9223372036854775807,"#
        + #""currency":"JPY","expected_close":"2026-03-31T20:00:00Z"}"#)

    let lower = made.id.description.dropFirst(5).lowercased()
    let moved = try first(commit("POST", "/deals/deal_\(lower)/stage", #"{"stage_id":"\#(won.id)"}"#), Deal.self)
    #expect(moved.stageID == won.id && moved.status == .won)
    let cleared = try first(commit("PATCH", "/deals/\(made.id)", #"{"contact_id":null}"#), Deal.self)
    #expect(Selection(.deal, in: .full).json(cleared, at: Example.present)["contact_id"] == nil)
  }

  @Test("the wire and the rules ask for the same members on create")
  func needed() throws {
    func check<E: Requested>(_ type: E.Type, _ values: [Assignment<E>], _ change: ([Assignment<E>]) -> Change) {
      for name in type.needed {
        let refusal = Refusal(.required, field: name)
        #expect(throws: StoreError.refused(refusal)) {
          try store.commit(change(values.filter { $0.field != name }), by: user)
        }
      }
      #expect(throws: Never.self) { try store.commit(change(values), by: user) }
    }
    check(Pipeline.self, [.set(\.name, "P")]) { .createPipeline($0, stages: [[.set(\.name, "A")]]) }
    let plan = try #require(store.pipelines().first)
    let place: [DealValue] = [.set(\.pipelineID, plan.pipeline.id), .set(\.stageID, plan.stages[0].id)]
    check(Deal.self, place + [.set(\.name, "D")]) { .createDeal(DealDraft(values: $0)) }
    check(Stage.self, [.set(\.name, "S")]) { .addStage(plan.pipeline.id, $0, at: nil) }
    check(Activity.self, [.set(\.type, .call)]) { .createActivity($0) }
    check(FollowUp.self, [.set(\.title, "T")]) { .createFollowUp($0) }
    check(Contact.self, [.set(\.email, "a@b.test")]) { .createContact($0) }
    check(Company.self, [.set(\.name, "C")]) { .createCompany($0) }
  }

  @Test("what only the rules can see is refused by them, as a problem of the member")
  func rules() throws {
    let problem = #expect(throws: StoreError.self) {
      try commit("POST", "/deals", #"{"name":"A","pipeline_id":"\#(Example.pipeline)","stage_id":"\#(Example.stage)"}"#)
    }
    let sent = try #require(problem.map { Problem($0) })
    #expect(sent.status == 422 && sent.field == "pipeline_id")
    let missing = #expect(throws: StoreError.self) { try commit("DELETE", "/deals/\(Example.deal)", "") }
    #expect(missing.map { Problem($0).status } == 404)
  }
}
