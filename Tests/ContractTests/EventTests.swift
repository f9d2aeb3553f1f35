import Sales
import Support
import Testing

@testable import Contract

@Suite("Events, contract §8") struct EventTests {
  private let firm: Firm

  init() throws {
    firm = try Firm()
  }

  /// The events of everything that the body does, as `type data`, with names for ids.
  private func events(of body: () -> Void) -> [String] {
    let before = firm.client.walk("/events", limit: 200).count
    body()
    guard case .array(let rows)? = firm.client.get("/events?limit=200").data else { return [] }
    return rows.dropFirst(before).map { event in
      firm.named("\(event["type"]?.plain ?? "") \(event["data"]?.text ?? "")")
    }
  }

  @Test("a move is a change of stage and a change")
  func move() {
    firm.client.wait(until: "2026-03-18T12:00:00Z")
    let found = events { _ = firm.send("POST", "/deals/{deal}/stage", #"{"stage_id":"{proposal}"}"#) }
    #expect(
      found == [
        #"deal.stage_changed {"deal_id":"{deal}","from_stage_id":"{qualified}","to_stage_id":"{proposal}"}"#,
        #"deal.updated {"deal_id":"{deal}","stage_id":"{proposal}","stage_entered_at":"2026-03-18T12:00:00Z","#
          + #""updated_at":"2026-03-18T12:00:00Z"}"#,
      ])
    #expect(events { _ = firm.send("POST", "/deals/{deal}/stage", #"{"stage_id":"{proposal}"}"#) } == [])
  }

  @Test("becoming won, lost or stalled is told besides, by a stage, by hand and by a sweep")
  func outcomes() throws {
    func types(_ body: () -> Void) -> [String] { events(of: body).map { String($0.prefix { $0 != " " }) } }
    let move = { (stage: String) in _ = firm.send("POST", "/deals/{deal}/stage", #"{"stage_id":"{\#(stage)}"}"#) }
    #expect(types { move("won") } == ["deal.stage_changed", "deal.updated", "deal.won"])
    #expect(types { move("negotiation") } == ["deal.stage_changed", "deal.updated"])
    #expect(types { _ = firm.send("PATCH", "/deals/{deal}", #"{"status":"lost"}"#) } == ["deal.updated", "deal.lost"])
    let stall = { _ = firm.send("PATCH", "/deals/{deal}", #"{"status":"stalled"}"#) }
    #expect(types(stall) == ["deal.updated", "trigger.deal.stalled"])
    #expect(types { _ = firm.send("PATCH", "/deals/{deal}", #"{"value":5}"#) } == ["deal.updated"])
    _ = firm.send("PATCH", "/deals/{deal}", #"{"status":"open"}"#)
    firm.client.clock.milliseconds += 40 * 86_400_000
    let user = try #require(try firm.reference.user(named: "ana"))
    #expect(
      types { _ = try? firm.reference.commit(.stallIdleDeals(days: 14), by: user.id) } == [
        "deal.updated", "trigger.deal.stalled",
      ])
    let body = #"{"name":"A","pipeline_id":"{pipeline}","stage_id":"{won}"}"#
    #expect(types { _ = firm.send("POST", "/deals", body) } == ["deal.created", "deal.won"])
  }

  @Test("a creation holds all members set, a change those that changed, null where one was cleared")
  func members() {
    let created = events {
      _ = firm.send(
        "POST", "/activities",
        #"{"type":"call","subject":"Hi","deal_id":"{deal}","occurred_at":"2026-03-11T08:00:00Z"}"#)
    }
    #expect(created.count == 2 && created[1].hasPrefix("deal.updated"))
    #expect(
      created[0].replacing(#/act_\w+/#, with: "ID") == #"activity.created {"activity_id":"ID","type":"call","#
        + #""status":"completed","subject":"Hi","deal_id":"{deal}","occurred_at":"2026-03-11T08:00:00Z","metadata":{},"#
        + #""created_at":"2026-03-16T12:00:00Z","updated_at":"2026-03-16T12:00:00Z"}"#)
    firm.client.wait(until: "2026-03-17T12:00:00Z")
    let change = #"{"company_id":null,"source":"web","metadata":{"a":1.0}}"#
    #expect(
      events { _ = firm.send("PATCH", "/deals/{deal}", change) } == [
        #"deal.updated {"deal_id":"{deal}","company_id":null,"source":"web","metadata":{"a":1.0},"#
          + #""updated_at":"2026-03-17T12:00:00Z"}"#
      ])
    let task = events { _ = firm.send("PATCH", "/tasks/{task}", #"{"due_at":"2026-04-01"}"#) }
    #expect(
      task == [
        #"task.updated {"task_id":"{task}","due_at":"2026-04-01T00:00:00Z","updated_at":"2026-03-17T12:00:00Z"}"#
      ])
  }

  @Test("a deletion unlinks what stays, and a deal that an undo brings back is created again")
  func deletion() throws {
    let deleted = events { _ = firm.send("DELETE", "/deals/{deal}") }
    #expect(
      deleted.map { $0.prefix { $0 != "," } } == [
        #"activity.updated {"activity_id":"{activity}""#, #"task.updated {"task_id":"{task}""#,
        #"deal.deleted {"deal_id":"{deal}"}"#,
      ])
    #expect(deleted[0].contains(#""deal_id":null"#))
    let user = try #require(try firm.reference.user(named: "ana"))
    let action = try #require(firm.reference.lastDone(by: user.id)?.action)
    let back = events { _ = try? firm.reference.commit(.revert(action.id), by: user.id) }
    #expect(back.first?.hasPrefix(#"deal.created {"deal_id":"{deal}","name":"Open","#) == true)
    let note = events { _ = firm.send("DELETE", "/activities/{activity}") }
    #expect(note.first == #"activity.deleted {"activity_id":"{activity}"}"#)
    #expect(events { _ = firm.send("DELETE", "/tasks/{task}") } == [])
  }

  @Test("people, pipelines and stages have no events")
  func others() {
    let found = events {
      _ = firm.send("POST", "/companies", #"{"name":"A"}"#)
      _ = firm.send("PATCH", "/contacts/{contact}", #"{"phone":"1"}"#)
      _ = firm.send("POST", "/pipelines", #"{"name":"A","stages":[{"name":"B"}]}"#)
      _ = firm.send("PATCH", "/pipelines/{pipeline}/stages/{won}", #"{"name":"Yes"}"#)
    }
    #expect(found == [])
  }

  @Test("ids are valid, rise in commit order and are the same whenever they are read")
  func ids() throws {
    _ = firm.send("POST", "/deals/{deal}/stage", #"{"stage_id":"{won}"}"#)
    firm.client.clock.milliseconds += 1000
    _ = firm.send("PATCH", "/deals/{deal}", #"{"status":"open"}"#)
    let ids = firm.client.walk("/events", limit: 200).compactMap(\.self)
    #expect(ids.count > 8 && ids == ids.sorted() && Set(ids).count == ids.count)
    for id in ids {
      let bits = try #require(Identifier<Action>(id)).bits
      #expect(bits >> 76 & 0xF == 7 && bits >> 62 & 3 == 2)
    }
    for limit in [1, 2, 3] { #expect(firm.client.walk("/events", limit: limit) == ids) }
    _ = firm.send("DELETE", "/deals/{deal}")
    #expect(Array(firm.client.walk("/events", limit: 7).prefix(ids.count)) == ids)
  }

  @Test("a type chooses events, page by page", arguments: EventType.allCases)
  func byType(type: EventType) {
    for stage in ["won", "lost", "qualified", "lost", "won"] {
      _ = firm.send("POST", "/deals/{deal}/stage", #"{"stage_id":"{\#(stage)}"}"#)
    }
    _ = firm.send("PATCH", "/deals/{deal}", #"{"status":"stalled"}"#)
    guard case .array(let rows)? = firm.client.get("/events?limit=200").data else { return }
    let expected = rows.filter { $0["type"]?.plain == type.rawValue }.map { $0["id"]?.plain }
    #expect(firm.client.walk("/events", "type=\(type.rawValue)", limit: 2) == expected)
  }

  @Test("a cursor of events that was forged is refused")
  func forged() throws {
    let query = try Request(method: "GET", target: "/events").query
    let keys: [[Scalar]] = [
      [], [.integer(1)], [.integer(0), .integer(0)], [.text("a"), .integer(0)], [.integer(1), .null],
    ]
    for key in keys {
      let answer = firm.client.get("/events?cursor=\(query.cursor(after: key).text)")
      #expect(answer.status == 400 && answer.field == "cursor")
    }
    for key in [[Scalar.integer(.max), .integer(.max)], [.integer(1), .integer(-1)]] {
      #expect(firm.client.get("/events?cursor=\(query.cursor(after: key).text)").status == 200)
    }
  }
}
