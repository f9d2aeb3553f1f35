import Sales
import Support
import Testing

@Suite("Fields, contract §1") struct FieldTests {
  @Test(
    "a value that the field cannot have is refused by name",
    arguments: [
      ("name", Scalar.null, Rule.required), ("name", .text(" \t\n"), .required), ("name", .integer(5), .invalid(.text)),
      ("name", .text(String(repeating: "x", count: 256)), .tooLong), ("value", .integer(-1), .invalid(.money)),
      ("value", .text("5"), .invalid(.money)), ("pipeline_id", .null, .required), ("stage_id", .null, .required),
      ("currency", .text("usd"), .invalid(.currency)), ("currency", .text("XXX"), .invalid(.currency)),
      ("status", .text("Won"), .invalid(.word(DealStatus.words))),
      ("expected_close", .text("2026-03-16"), .invalid(.date)), ("expected_close", .integer(.max), .invalid(.date)),
      ("parked_until", .integer(.min), .invalid(.moment)), ("owner_id", .text("ana"), .invalid(.id(prefix: "user"))),
      ("metadata", .text("{\"a\":}"), .invalid(.json)), ("metadata", .text("[1]"), .invalid(.json)),
      ("metadata", .text("{\"a\":1,\"a\":2}"), .invalid(.json)), ("metadata", .integer(1), .invalid(.json)),
      ("metadata", .text("{\"a\":[\"\\u0000\"]}"), .holdsNUL),
      ("pipeline_id", .text("deal_00000000000000000000000001"), .invalid(.id(prefix: "pipe"))),
      ("nope", .null, .unknownField), ("Name", .text("x"), .unknownField), ("id", .null, .readOnlyField),
      ("created_at", .integer(1), .readOnlyField), ("updated_at", .integer(1), .readOnlyField),
      ("stage_entered_at", .integer(1), .readOnlyField), ("last_activity_at", .integer(1), .readOnlyField),
      ("touched_at", .integer(1), .readOnlyField),
    ])
  func refused(field: String, value: Scalar, rule: Rule) throws {
    let fixture = try Fixture()
    fixture.refusesEdit(DealValue(field: field, value: value), rule: rule, field)
  }

  @Test("a text with a NUL in it is refused by the name of its field")
  func nul() throws {
    let fixture = try Fixture()
    fixture.refusesEdit(DealValue(field: "name", value: .text("a\0b")), rule: .holdsNUL, "name")
  }

  @Test("a field with a default has that again when it is cleared")
  func cleared() throws {
    let fixture = try Fixture()
    try fixture.edit(
      .set(\.value, 5), .set(\.currency, .jpy), .set(\.status, .lost), .set(\.metadata, Metadata(text: #"{"a":1}"#)))
    let cleared = ["value", "currency", "status", "metadata"].map { DealValue(field: $0, value: .null) }
    _ = try fixture.commit(.editDeal(fixture.deal, cleared))
    let deal = try fixture.acme
    #expect(deal.value == 0 && deal.currency == .usd && deal.status == .open && deal.metadata == .empty)
    #expect(deal.closedAt == nil)
  }

  @Test("metadata is kept without spaces, its members in their order")
  func metadata() throws {
    let fixture = try Fixture()
    try fixture.edit(.set(\.metadata, Metadata(text: " { \"b\" : 1.0, \"a\" : [ ] }\n")))
    #expect(try fixture.acme.metadata.text == #"{"b":1.0,"a":[]}"#)
    let commit = try fixture.edit(.set(\.metadata, Metadata(text: #"{"b":1.0, "a":[]}"#)))
    #expect(commit.changesNothing)
  }

  @Test("an id that points at nothing is refused by name")
  func references() throws {
    let fixture = try Fixture()
    let contact = ContactID(bits: 5)
    fixture.refusesEdit(.set(\.contactID, contact), rule: .unknownReference(.contact(contact)), "contact_id")
    fixture.refusesEdit(
      .set(\.companyID, CompanyID(bits: 5)), rule: .unknownReference(.company(CompanyID(bits: 5))), "company_id")
    fixture.refusesEdit(.set(\.ownerID, UserID(bits: 5)), rule: .unknownReference(.user(UserID(bits: 5))), "owner_id")
    fixture.refusesEdit(
      .set(\.stageID, StageID(bits: 5)), rule: .unknownReference(.stage(StageID(bits: 5))), "stage_id")
    let deal = DealID(bits: 5)
    fixture.refuses(
      .createActivity([.set(\.type, .note), .set(\.dealID, deal)]), .unknownReference(.deal(deal)), "deal_id")
    fixture.refuses(
      .createFollowUp([.set(\.title, "Ring"), .set(\.dealID, deal)]), .unknownReference(.deal(deal)), "deal_id")
  }

  @Test("a change of a row that is not there says so")
  func missing() throws {
    let fixture = try Fixture()
    let changes: [(Change, Key)] = [
      (.editDeal(DealID(bits: 5), []), .deal(DealID(bits: 5))), (.deleteDeal(DealID(bits: 5)), .deal(DealID(bits: 5))),
      (.reopenDeal(DealID(bits: 5)), .deal(DealID(bits: 5))),
      (.editPipeline(PipelineID(bits: 5), []), .pipeline(PipelineID(bits: 5))),
      (.deletePipeline(PipelineID(bits: 5)), .pipeline(PipelineID(bits: 5))),
      (.reorderStages(PipelineID(bits: 5), []), .pipeline(PipelineID(bits: 5))),
      (.addStage(PipelineID(bits: 5), [.set(\.name, "x")], at: nil), .pipeline(PipelineID(bits: 5))),
      (.editStage(StageID(bits: 5), []), .stage(StageID(bits: 5))),
      (.removeStage(StageID(bits: 5)), .stage(StageID(bits: 5))),
      (.editActivity(ActivityID(bits: 5), []), .activity(ActivityID(bits: 5))),
      (.deleteActivity(ActivityID(bits: 5)), .activity(ActivityID(bits: 5))),
      (.editFollowUp(FollowUpID(bits: 5), []), .followUp(FollowUpID(bits: 5))),
      (.deleteFollowUp(FollowUpID(bits: 5)), .followUp(FollowUpID(bits: 5))),
      (.editContact(ContactID(bits: 5), []), .contact(ContactID(bits: 5))),
      (.deleteContact(ContactID(bits: 5)), .contact(ContactID(bits: 5))),
      (.editCompany(CompanyID(bits: 5), []), .company(CompanyID(bits: 5))),
      (.deleteCompany(CompanyID(bits: 5)), .company(CompanyID(bits: 5))),
    ]
    for (change, key) in changes {
      #expect(throws: StoreError.notFound(key)) { try fixture.commit(change) }
    }
  }

  @Test("text is trimmed, blank optional text is nothing, control characters stay, 255 characters fit")
  func text() throws {
    let fixture = try Fixture()
    try fixture.edit(.set(\.name, "  a\u{1b}[31mb\tc \n"), .set(\.source, "   "))
    #expect(try fixture.acme.name == "a\u{1b}[31mb\tc")
    #expect(try fixture.acme.source == nil)
    let long = String(repeating: "é", count: 255)
    try fixture.edit(.set(\.name, long), .set(\.source, String(repeating: "x", count: 5000)))
    #expect(try fixture.acme.name == long)
  }

  @Test("a close date keeps its hour, and the largest value is one")
  func dates() throws {
    let fixture = try Fixture()
    try fixture.edit(.set(\.expectedClose, Timestamp("2026-04-01T15:30:00Z")))
    #expect(try fixture.acme.expectedClose == Timestamp("2026-04-01T15:30:00Z"))
    try fixture.edit(.set(\.value, .max))
    #expect(try fixture.acme.value == .max)
  }

  @Test("what a create needs is refused by name when it is left out")
  func required() throws {
    let fixture = try Fixture()
    let stage = fixture.stages[0]
    fixture.refuses(.createDeal(DealDraft(values: [])), .required, "name")
    fixture.refuses(.createDeal(DealDraft(values: [.set(\.name, "x")])), .required, "pipeline_id")
    fixture.refuses(
      .createDeal(DealDraft(values: [.set(\.name, "x"), .set(\.pipelineID, stage.pipelineID)])), .required, "stage_id")
    fixture.refuses(
      .createDeal(DealDraft(values: [.set(\.name, "x"), .set(\.stageID, stage.id)])), .required, "pipeline_id")
    fixture.refuses(.createPipeline([], stages: []), .required, "name")
    fixture.refuses(.addStage(stage.pipelineID, [], at: nil), .required, "name")
    fixture.refuses(.createActivity([]), .required, "type")
    fixture.refuses(.createFollowUp([]), .required, "title")
    fixture.refuses(.createContact([]), .required, "email")
    fixture.refuses(.createCompany([.set(\.name, " ")]), .required, "name")
    fixture.refuses(.createUser(name: ""), .required, "name")
  }
}
