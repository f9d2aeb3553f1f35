import Contract
import Sales
import Testing

@Suite("Bodies, contract §1 to §7") struct BodyTests {
  private func body(_ text: String) throws -> Body { try Body(.bytes(Array(text.utf8))) }

  private func refused<E: Requested>(
    _ type: E.Type, _ purpose: Body.Purpose, _ text: String, _ field: String, _ rule: Rule,
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: Problem(Refusal(rule, field: field)), sourceLocation: location) {
      try body(text).assignments(of: type, for: purpose)
    }
  }

  @Test("every writable member of a deal is decoded, in the body's order")
  func everyMember() throws {
    let text = """
      {"value":0,"name":" A ","pipeline_id":"pipe_00000000000000000000000002","stage_id":"stg_00000000000000000000000003",
      "contact_id":"cont_0000000000000000000000000a","company_id":"comp_7ZZZZZZZZZZZZZZZZZZZZZZZZZ",
      "currency":"KWD","status":"stalled","expected_close":"2026-04-01T23:30:00.5-01:00","owner_id":null,"source":null,
      "metadata":{"b": 1.0, "a":[true,null] , "n":12345678901234567890},"loss_reason":"x"}
      """
    let expected: [Assignment<Deal>] = [
      .set(\.value, 0), .set(\.name, " A "), .set(\.pipelineID, PipelineID(bits: 2)), .set(\.stageID, StageID(bits: 3)),
      .set(\.contactID, ContactID(bits: 10)), .set(\.companyID, CompanyID(bits: .max)),
      DealValue(field: "currency", value: .text("KWD")), .set(\.status, .stalled),
      .set(\.expectedClose, Example.time("2026-04-02T00:30:00Z")), .set(\.ownerID, nil), .set(\.source, nil),
      .set(\.metadata, Metadata(text: #"{"b":1.0,"a":[true,null],"n":12345678901234567890}"#)), .set(\.lossReason, "x"),
    ]
    #expect(try body(text).assignments(of: Deal.self, for: .create) == expected)
    let writable = Set(Deal.fields.filter { $0.access == .writable }.map(\.name))
    #expect(Set(expected.map(\.field)) == writable)
  }

  @Test("what is needed must be there on create, and only then")
  func needed() throws {
    func check<E: Requested>(_ type: E.Type, _ members: [(name: String, json: String)]) throws {
      #expect(type.needed == members.map(\.name))
      for missing in members {
        let rest = members.filter { $0.name != missing.name }.map { "\"\($0.name)\":\($0.json)" }
        let text = "{\(rest.joined(separator: ","))}"
        refused(type, .create, text, missing.name, .required)
        #expect(try body(text).assignments(of: type, for: .update).count == rest.count)
      }
    }
    let pipeline = "\"\(Example.pipeline)\""
    try check(Deal.self, [("name", "\"A\""), ("pipeline_id", pipeline), ("stage_id", "\"\(Example.stage)\"")])
    try check(Pipeline.self, [("name", "\"A\"")])
    try check(Stage.self, [("name", "\"A\"")])
    try check(Activity.self, [("type", "\"call\"")])
    try check(FollowUp.self, [("title", "\"A\"")])
    try check(Contact.self, [("email", "\"a@b.test\"")])
    try check(Company.self, [("name", "\"A\"")])
  }

  @Test("null clears every optional field and no required one; no other member can be set, in any entity")
  func everyField() throws {
    func check<E: Requested>(_ type: E.Type) throws {
      for field in type.fields {
        let text = "{\"\(field.name)\":null}"
        switch field.access {
        case .readOnly, .local, .derived: refused(type, .update, text, field.name, .readOnlyField)
        case .writable where field.isRequired && !field.hasDefault: refused(type, .update, text, field.name, .required)
        case .writable:
          #expect(
            try body(text).assignments(of: type, for: .update) == [Assignment(field: field.name, value: .null)])
        }
      }
      for name in type.computed { refused(type, .update, "{\"\(name)\":1}", name, .readOnlyField) }
      for name in ["nope", "Name", "", "name ", "na\u{301}me"] {
        refused(type, .update, "{\"\(name)\":1}", name, .unknownField)
      }
    }
    try check(Deal.self)
    try check(Pipeline.self)
    try check(Stage.self)
    try check(Activity.self)
    try check(FollowUp.self)
    try check(Contact.self)
    try check(Company.self)
  }

  @Test(
    "money is a whole number of minor units, written as one",
    arguments: [
      ("0", 0), ("1", 1), ("9223372036854775807", Int64.max), ("9223372036854775808", nil), ("-1", nil), ("-0", nil),
      ("5.0", nil), ("1e3", nil), ("0.5", nil), ("\"5\"", nil), ("true", nil), ("[5]", nil), ("{}", nil),
      ("\"\"", nil), ("100000000000000000000000000000", nil),
    ])
  func money(text: String, value: Int64?) throws {
    guard let value else { return refused(Deal.self, .update, "{\"value\":\(text)}", "value", .invalid(.money)) }
    #expect(try body("{\"value\":\(text)}").assignments(of: Deal.self, for: .update) == [.set(\.value, value)])
  }

  @Test(
    "a value of the wrong type is refused by name",
    arguments: [
      ("name", "5"), ("name", "true"), ("name", "{}"), ("currency", "\"usd\""), ("currency", "\"XXX\""),
      ("currency", "840"), ("status", "1"),
      ("expected_close", "\"tomorrow\""), ("expected_close", "\"2026-02-30\""), ("expected_close", "1772323200"),
      ("expected_close", "\"2026-04-01T10:00:00\""), ("expected_close", "\"\""), ("owner_id", "\"ana\""),
      ("owner_id", "\"deal_00000000000000000000000001\""), ("owner_id", "\"user_80000000000000000000000000\""),
      ("owner_id", "\"user_0000000000000000000000000\""), ("owner_id", "\"user_0000000000000000000000000U\""),
      ("owner_id", "6"), ("metadata", "[]"), ("metadata", "\"{}\""), ("metadata", "1"),
    ])
  func wrongType(field: String, value: String) throws {
    let kind = try #require(Deal.field(field)?.kind)
    refused(Deal.self, .update, "{\"\(field)\":\(value)}", field, .invalid(kind))
  }

  @Test("a word that is none of the field's is answered with the nearest one, else with all of them")
  func words() {
    func problem(_ value: String, _ advice: String) {
      let expected = Problem(.validationError, "status cannot be “\(value)”: \(advice)", field: "status")
      #expect(throws: expected) { try body(#"{"status":"\#(value)"}"#).assignments(of: Deal.self, for: .update) }
    }
    problem("opne", "did you mean open?")
    problem("Won", "did you mean won?")
    problem("", "use open, won, lost, stalled.")
    problem("paid", "use open, won, lost, stalled.")
  }

  @Test("null on create leaves the default to the rules; on an update it asks for it")
  func defaults() throws {
    let text = #"{"type":"call","status":null,"occurred_at":null,"metadata":null,"source":null}"#
    #expect(
      try body(text).assignments(of: Activity.self, for: .create) == [.set(\.type, .call), .set(\.source, nil)])
    #expect(
      try body(text).assignments(of: Activity.self, for: .update).map(\.value)
        == [.text("call"), .null, .null, .null, .null])
  }

  @Test("stages, activities and tasks take their kinds of values")
  func otherKinds() throws {
    #expect(
      try body(##"{"name":"Won","position":3,"type":"won","color":"#0F8","probability":100,"idle_limit_days":null}"##)
        .assignments(of: Stage.self, for: .create) == [
          .set(\.name, "Won"), .set(\.position, 3), .set(\.type, .won),
          .set(\.color, HexColor(red: 0, green: 0xFF, blue: 0x88)), .set(\.probability, 100),
          .set(\.idleLimitDays, nil),
        ])
    for (field, value) in [("probability", "101"), ("probability", "1.5"), ("position", "-1"), ("color", "\"blue\"")] {
      let kind = try #require(Stage.field(field)?.kind)
      refused(Stage.self, .update, "{\"\(field)\":\(value)}", field, .invalid(kind))
    }
    #expect(
      try body(#"{"is_default":true}"#).assignments(of: Pipeline.self, for: .update) == [.set(\.isDefault, true)])
    refused(Pipeline.self, .update, #"{"is_default":1}"#, "is_default", .invalid(.flag))
    refused(Activity.self, .update, #"{"duration":"5"}"#, "duration", .invalid(.number(0...Int64(Int32.max))))
  }

  @Test("only a day to do a task and a deal's close may be dates")
  func dates() throws {
    let midnight = Example.time("2026-03-20T00:00:00Z")
    #expect(
      try body(#"{"due_at":"2026-03-20"}"#).assignments(of: FollowUp.self, for: .update) == [.set(\.dueAt, midnight)])
    #expect(
      try body(#"{"expected_close":"2026-03-20"}"#).assignments(of: Deal.self, for: .update)
        == [.set(\.expectedClose, midnight)])
    refused(Activity.self, .update, #"{"occurred_at":"2026-03-20"}"#, "occurred_at", .invalid(.moment))
    #expect(
      try body(#"{"occurred_at":"2026-03-20t02:00:00.999+02:00"}"#).assignments(of: Activity.self, for: .update)
        == [.set(\.occurredAt, midnight)])
  }

  @Test("text keeps its control characters but for U+0000")
  func text() throws {
    #expect(
      try body(#"{"name":"a\u001b[2Jb\n"}"#).assignments(of: Deal.self, for: .update)
        == [.set(\.name, "a\u{1B}[2Jb\n")])
    #expect(throws: Problem(.validationError, "name must not hold the character U+0000.", field: "name")) {
      try body(#"{"name":"a\u0000b"}"#).assignments(of: Deal.self, for: .update)
    }
    let problem = Problem(.validationError, "metadata must not hold the character U+0000.", field: "metadata")
    for text in [#"{"a":"x\u0000y"}"#, #"{"a":[1,{"b":"\u0000"}]}"#, #"{"a":{"b\u0000":1}}"#] {
      #expect(throws: problem) { try body(#"{"metadata":\#(text)}"#).assignments(of: Deal.self, for: .update) }
    }
    #expect(
      try body(#"{"metadata":{"a":"\u0001\\u0000"}}"#).assignments(of: Deal.self, for: .update)
        == [.set(\.metadata, Metadata(text: #"{"a":"\u0001\\u0000"}"#))])
  }

  @Test("a pipeline is made with its stages, and an error in one says which")
  func stages() throws {
    let (values, stages) = try body(
      #"{"stages":[{"name":"A"},{"name":"B","type":"won"}],"name":"P","is_default":true}"#
    )
    .pipelineWithStages()
    #expect(values == [.set(\.name, "P"), .set(\.isDefault, true)])
    #expect(stages == [[.set(\.name, "A")], [.set(\.name, "B"), .set(\.type, .won)]])
    #expect(try body(#"{"name":"P"}"#).pipelineWithStages().stages.isEmpty)
    #expect(try body(#"{"name":"P","stages":null}"#).pipelineWithStages().stages.isEmpty)
    let faults: [(String, String)] = [
      (#"[{"name":"A"},{}]"#, "stages[1].name"), (#"[{"name":"A","id":1}]"#, "stages[0].id"), ("[5]", "stages[0]"),
      ("{}", "stages"), (#"[{"name":"A","pipeline_id":null}]"#, "stages[0].pipeline_id"),
    ]
    for (list, field) in faults {
      let problem = #expect(throws: Problem.self) { try body(#"{"name":"P","stages":\#(list)}"#).pipelineWithStages() }
      #expect(problem?.field == field && problem?.code == .validationError)
      #expect(problem?.message.contains(field) == true)
    }
    #expect(throws: Problem(Refusal(.required, field: "name"))) { try body(#"{"stages":[]}"#).pipelineWithStages() }
  }

  @Test("a move names a stage, and nothing else")
  func move() throws {
    #expect(try body(#"{"stage_id":"stg_0000000000000000000000000f"}"#).stageID() == StageID(bits: 15))
    let faults: [(String, Rule, String)] = [
      ("{}", .required, "stage_id"), (#"{"stage_id":null}"#, .required, "stage_id"),
      (#"{"stage_id":"x"}"#, .invalid(.id(prefix: "stg")), "stage_id"),
      (#"{"stage_id":"stg_0000000000000000000000000f","note":1}"#, .unknownField, "note"),
    ]
    for (text, rule, field) in faults {
      #expect(throws: Problem(Refusal(rule, field: field))) { try body(text).stageID() }
    }
  }

  @Test("an order names stages, each once")
  func order() throws {
    let one = StageID(bits: 1)
    let two = StageID(bits: 2)
    #expect(try body(#"{"stage_ids":["\#(two)","\#(one)"]}"#).stageIDs() == [two, one])
    #expect(throws: Problem(Refusal(.incompleteOrder, field: "stage_ids"))) {
      try body(#"{"stage_ids":["\#(two)","\#(two.description.replacing("stg", with: "stg"))"]}"#).stageIDs()
    }
    #expect(throws: Problem(Refusal(.invalid(.id(prefix: "stg")), field: "stage_ids[1]"))) {
      try body(#"{"stage_ids":["\#(two)","\#(Example.deal)"]}"#).stageIDs()
    }
    for text in [#"{"stage_ids":"x"}"#, #"{"stage_ids":{}}"#, #"{"stage_ids":null}"#, "{}"] {
      #expect(#expect(throws: Problem.self) { try body(text).stageIDs() }?.field == "stage_ids")
    }
  }

  @Test("a body that is no object is no request", arguments: ["", "[]", "null", "5", "\"x\"", "{\"a\":1,}"])
  func noObject(text: String) {
    #expect(#expect(throws: Problem.self) { try body(text) }?.code == .invalidRequest)
  }
}
