import Sales
import Support
import Testing

@testable import Contract

/// A few rows of every kind, made by requests, with a name for each to write requests with.
final class Firm {
  let client: Client
  let reference: DictionaryStore
  /// What stands in braces in a request: `{deal}` for the id of the open deal.
  private(set) var names: [String: String] = [:]

  init() throws {
    let clock = TestClock()
    reference = DictionaryStore(seed: 5) { clock.milliseconds }
    client = try Client(reference, clock)
    names["pipeline"] = "\(client.pipeline)"
    for (name, stage) in zip(["qualified", "proposal", "negotiation", "won", "lost"], client.stages) {
      names[name] = "\(stage)"
    }
    let other = client.send("POST", "/pipelines", #"{"name":"Other","stages":[{"name":"New"},{"name":"Empty"}]}"#)
    names["other"] = other.id
    if case .array(let stages)? = other.data?["stages"] {
      (names["new"], names["empty"]) = (stages[0]["id"]?.plain, stages[1]["id"]?.plain)
    }
    names["user"] = client.get("/users").column().first ?? nil
    make("company", "/companies", #"{"name":"Acme","domain":"acme.test"}"#)
    make("contact", "/contacts", #"{"email":"ada@acme.test","first_name":"Ada","company_id":"{company}"}"#)
    let place = #""pipeline_id":"{pipeline}","stage_id":"#
    make("deal", "/deals", #"{"name":"Open",\#(place)"{qualified}","contact_id":"{contact}","company_id":"{company}"}"#)
    make("lostdeal", "/deals", #"{"name":"Lost",\#(place)"{lost}"}"#)
    make("wondeal", "/deals", #"{"name":"Won",\#(place)"{won}"}"#)
    make("activity", "/activities", #"{"type":"note","deal_id":"{deal}","occurred_at":"2026-03-10T09:00:00Z"}"#)
    make("task", "/tasks", #"{"title":"Call","deal_id":"{deal}"}"#)
    names["gone"] = "\(DealID(bits: 99))"
    for (name, id) in names { precondition(!id.isEmpty, "\(name) was not made") }
  }

  private func make(_ name: String, _ path: String, _ body: String) { names[name] = send("POST", path, body).id }

  func send(_ method: String, _ target: String, _ body: String = "") -> Client.Answer {
    client.send(method, filled(target), filled(body))
  }

  /// The text with an id in the place of each name.
  func filled(_ text: String) -> String {
    names.reduce(text) { text, pair in text.replacing("{\(pair.key)}", with: pair.value) }
  }

  /// The text with a name in the place of each id.
  func named(_ text: String) -> String {
    names.reduce(text) { text, pair in text.replacing(pair.value, with: "{\(pair.key)}") }
  }
}
