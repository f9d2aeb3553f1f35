import Sales
import Support
import Testing

@testable import Contract

@Suite("Null and defaults, contract §1, §3 to §7") struct DefaultTests {
  private let firm: Firm

  init() throws {
    firm = try Firm()
  }

  @Test(
    "null gives an optional member its default, on create as on an update",
    arguments: [
      ("deals", #""name":"A","pipeline_id":"{pipeline}","stage_id":"{qualified}""#, "value", "5", "0"),
      ("deals", #""name":"A","pipeline_id":"{pipeline}","stage_id":"{qualified}""#, "currency", "\"KWD\"", "\"USD\""),
      ("deals", #""name":"A","pipeline_id":"{pipeline}","stage_id":"{qualified}""#, "status", "\"lost\"", "\"open\""),
      ("deals", #""name":"A","pipeline_id":"{pipeline}","stage_id":"{qualified}""#, "metadata", #"{"a":1}"#, "{}"),
      ("pipelines", #""name":"A""#, "metadata", #"{"a":1}"#, "{}"),
      ("activities", #""type":"call""#, "status", "\"draft\"", "\"completed\""),
      ("activities", #""type":"call""#, "occurred_at", "\"2026-03-01T10:00:00Z\"", "\"2026-03-16T12:00:00Z\""),
      ("activities", #""type":"call""#, "metadata", #"{"a":1}"#, "{}"),
      ("tasks", #""title":"A""#, "priority", "\"low\"", "\"normal\""),
      ("tasks", #""title":"A""#, "status", "\"cancelled\"", "\"pending\""),
      ("tasks", #""title":"A""#, "metadata", #"{"a":1}"#, "{}"),
      ("contacts", #""email":"b@acme.test""#, "metadata", #"{"a":1}"#, "{}"),
      ("companies", #""name":"A""#, "metadata", #"{"a":1}"#, "{}"),
    ])
  func null(path: String, needed: String, field: String, value: String, usual: String) {
    let made = firm.send("POST", "/\(path)?fields=\(field)", "{\(needed),\"\(field)\":null}")
    #expect(made.status == 201 && made.member(field) == usual, "\(made.text)")
    let target = "/\(path)/\(made.id)"
    #expect(firm.send("PATCH", target, "{\"\(field)\":\(value)}").member(field) == value)
    let cleared = firm.send("PATCH", target, "{\"\(field)\":null}")
    #expect(cleared.status == 200 && cleared.member(field) == usual, "\(cleared.text)")
  }

  @Test("a default that follows from other members follows from them")
  func followed() {
    let place = #""pipeline_id":"{pipeline}","stage_id":"{won}""#
    let deal = firm.send("POST", "/deals", #"{"name":"A",\#(place),"status":null}"#)
    #expect(deal.member("status") == "\"won\"", "\(deal.text)")
    let ahead = #"{"type":"call","status":null,"occurred_at":"2026-03-17T12:00:00Z"}"#
    let activity = firm.send("POST", "/activities", ahead)
    #expect(activity.member("status") == "\"scheduled\"", "\(activity.text)")
    let target = "/activities/\(activity.id)"
    #expect(firm.send("PATCH", target, #"{"status":"draft"}"#).status == 200)
    #expect(firm.send("PATCH", target, #"{"status":null}"#).member("status") == "\"scheduled\"")
    #expect(
      firm.send("PATCH", target, #"{"status":null,"occurred_at":null}"#).member("status") == "\"completed\"")
    let stage = firm.send("POST", "/pipelines/{other}/stages", #"{"name":"Signed","type":"won"}"#)
    let cleared = firm.send("PATCH", "/pipelines/{other}/stages/\(stage.id)", #"{"type":null}"#)
    #expect(cleared.member("type") == "\"open\"", "\(cleared.text)")
  }

  @Test(
    "a close date keeps its hour where one is sent, and is midnight UTC where none is",
    arguments: [
      ("2026-12-01T10:00:00.999+02:00", "2026-12-01T08:00:00Z"), ("2026-12-01T00:30:00+02:00", "2026-11-30T22:30:00Z"),
      ("2026-12-01", "2026-12-01T00:00:00Z"),
    ])
  func closeDate(sent: String, kept: String) {
    let changed = firm.send("PATCH", "/deals/{deal}", "{\"expected_close\":\"\(sent)\"}")
    #expect(changed.member("expected_close") == "\"\(kept)\"")
    #expect(firm.send("GET", "/deals/{deal}").member("expected_close") == "\"\(kept)\"")
    _ = firm.send("PATCH", "/deals/{lostdeal}", #"{"expected_close":"2026-11-30T23:00:00Z"}"#)
    let names = firm.send("GET", "/deals?sort=expected_close&limit=2").column("name")
    #expect(names == (kept < "2026-11-30T23" ? ["Open", "Lost"] : ["Lost", "Open"]))
  }

  @Test("the metadata of a full shape is always there, that of a short one never", arguments: ["pipelines/{other}"])
  func metadata(path: String) {
    #expect(firm.send("GET", "/\(path)").member("metadata") == "{}")
    #expect(firm.send("PATCH", "/\(path)", "{}").member("metadata") == "{}")
    #expect(firm.send("POST", "/pipelines", #"{"name":"B"}"#).member("metadata") == nil)
  }
}
