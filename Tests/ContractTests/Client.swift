import Contract
import Sales
import Support
import Testing

/// A program that sends requests and reads answers, on a store with the first pipeline.
final class Client {
  let clock: TestClock
  let store: any Store
  let responder: Responder
  let pipeline: PipelineID
  /// Qualified, Proposal Sent, Negotiation, Closed Won, Closed Lost.
  let stages: [StageID]

  struct Answer {
    let status: Int
    let headers: [Response.Header]
    /// The body as it was sent; empty after a delete.
    let text: String

    init(_ response: Response) {
      status = response.status
      headers = response.headers
      text = String(decoding: response.body, as: UTF8.self)
    }

    /// The body's member of that name as JSON.
    subscript(name: String) -> JSON? { (try? JSON(text))?[name] }

    var data: JSON? { self["data"] }
    /// The text of a member of `data`.
    func member(_ name: String) -> String? { data?[name]?.text }
    var id: String { data?["id"]?.plain ?? "" }
    /// The ids of a list, or other text members of its rows.
    func column(_ name: String = "id") -> [String?] {
      guard case .array(let rows)? = data else { return [] }
      return rows.map { $0[name]?.plain }
    }
    var next: String? { self["next_cursor"]?.plain }
    var code: String? { self["error"]?["code"]?.plain }
    var field: String? { self["error"]?["field"]?.plain }
    var message: String { self["error"]?["message"]?.plain ?? "" }
  }

  /// On the reference store, made at that moment.
  convenience init(at moment: String = "2026-03-01T08:00:00Z") throws {
    let clock = TestClock(milliseconds: Example.time(moment).seconds * 1000)
    try self.init(DictionaryStore(seed: 3) { clock.milliseconds }, clock)
  }

  init(_ store: any Store, _ clock: TestClock) throws {
    self.store = store
    let user = try #require(try store.user(named: "ana"))
    if try store.pipelines().isEmpty {
      _ = try store.commit(.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages), by: user.id)
    }
    let plan = try #require(try store.pipelines().first)
    pipeline = plan.pipeline.id
    stages = plan.stages.map(\.id)
    responder = Responder(
      store: store, login: { "ana" }, now: { Timestamp(seconds: clock.milliseconds / 1000) })
    self.clock = clock
  }

  func send(_ method: String, _ target: String, _ body: String = "") -> Answer {
    Answer(responder.respond(method: method, target: target, body: .bytes(Array(body.utf8))))
  }

  func get(_ target: String) -> Answer { send("GET", target) }

  /// Makes a deal in a stage and answers its id. `more` is further members, each after a comma.
  func deal(_ name: String, in stage: Int = 0, _ more: String = "") -> String {
    send("POST", "/deals", dealBody(name, in: stage, more)).id
  }

  func dealBody(_ name: String, in stage: Int = 0, _ more: String = "") -> String {
    #"{"name":"\#(name)","pipeline_id":"\#(pipeline)","stage_id":"\#(stages[stage])"\#(more)}"#
  }

  /// Lets time go on to that moment.
  func wait(until time: String) { clock.milliseconds = Example.time(time).seconds * 1000 }

  /// Every id of a list, page by page.
  func walk(_ path: String, _ query: String = "", limit: Int) -> [String?] {
    let target = "\(path)?\(query.isEmpty ? "" : query + "&")limit=\(limit)"
    var answer = get(target)
    var ids = answer.column()
    while let next = answer.next {
      answer = get("\(target)&cursor=\(next)")
      ids += answer.column()
    }
    return ids
  }
}

extension JSON {
  /// The content of a text; nil for anything else.
  var plain: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}
