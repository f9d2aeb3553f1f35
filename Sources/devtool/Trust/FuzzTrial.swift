import Foundation
import Glibc
import Harness
import Samples

/// Feeds random pieces to whatever reads something, and looks for traps (an end by a signal) and hangs (over 2 s).
struct FuzzTrial {
  private var random: Randomness

  init(random: Randomness) {
    self.random = random
  }

  mutating func rows(_ size: TrialSize) throws -> [TrialRow] {
    var rows = [try requests(size.inputs / 2)]
    for kind in TypedTexts.allCases { rows.append(try typed(kind, size.inputs * 2 / 17)) }
    rows.append(try tables(size.inputs / 2_000))
    rows.append(try workbooks(size.inputs / 1_000))
    rows.append(try replies(size.inputs / 40))
    return rows
  }

  mutating func nextSeed() -> UInt64 { random.next() }

  // MARK: Requests

  private static let requests = [
    #"{"method":"GET","path":"/deals?limit=2&sort=-value&status=open"}"#,
    #"{"method":"POST","path":"/deals","body":{"name":"Acme","value":5000,"currency":"EUR"}}"#,
    #"{"method":"PATCH","path":"/deals/deal_00000000000000000000000000","body":{"value":1,"metadata":{"a":[1]}}}"#,
    #"{"method":"POST","path":"/deals/deal_00000000000000000000000000/stage","body":{"stage_id":"x","reason":"y"}}"#,
    #"{"method":"POST","path":"/companies","body":{"name":"Globex","domain":"globex.example"}}"#,
    #"{"method":"GET","path":"/events?type=deal.won&cursor=eyJhIjoxfQ"}"#, #"{"method":"GET","path":"/pipelines"}"#,
    #"{"method":"POST","path":"/tasks","body":{"title":"Call","due_at":"2026-01-01T00:00:00Z","priority":"high"}}"#,
    #"{"method":"GET","path":"/deals?days_since_activity_gt=3&min_value=5&include=stage&fields=id,name"}"#,
    #"{"method":"POST","path":"/pipelines","body":{"name":"P","stages":[{"name":"A","type":"open","position":0}]}}"#,
  ]
  private static let requestPieces = [
    "{", "}", "[", "]", "null", "true", "\\u0000", "\\ud800", "?", "&", "=", "cursor=", "limit=0", "limit=-1", "%ff",
    "%2f", "deal_7ZZZZZZZZZZZZZZZZZZZZZZZZZ", "9223372036854775807", "-9223372036854775808", "DELETE", "PUT",
    "0001-01-01",
    "9999-12-31T23:59:59Z", "[[[[[[[[[[[[[[[[", "\"id\":", "\"name\":\"\"",
  ]
  private static let linesPerProcess = 20_000

  private mutating func requests(_ count: Int) throws -> TrialRow {
    var row = TrialRow("random lines to `api --batch`, each answered by one line")
    var fuzzer = Fuzzer(Randomness(seed: nextSeed()), seeds: Self.requests, pieces: Self.requestPieces)
    while row.count < count {
      let sandbox = try Sandbox()
      try sandbox.makeDeals("Acme,Qualified,5000")
      let script = try Script(sandbox, ["api", "--batch"])
      let most = min(Self.linesPerProcess, count - row.count)
      var asked: [String] = []
      while asked.count < most, let line = Self.line(fuzzer.bytes()) {
        asked.append(line)
        script.ask(line)
        // A pipe holds only so much.
        if asked.count % 16 == 0 { wait(script, asked, &row) }
        if !row.faults.isEmpty { return row }
      }
      wait(script, asked, &row)
      script.finish()
      let ending = try script.end(within: .seconds(10))
      if ending != .exited(0) { row.fail("it ended with \(ending) after \(asked.suffix(16))") }
      row.count += asked.count
    }
    return row
  }

  /// Waits for the answers to all that was asked.
  private func wait(_ script: Script, _ asked: [String], _ row: inout TrialRow) {
    var last = ContinuousClock.now
    while script.answers.count < asked.count {
      let before = script.answers.count
      if !script.take(within: .milliseconds(100)) {
        return row.fail(
          "it ended after \(script.answers.count) of \(asked.count) lines: \(asked[before].debugDescription)")
      }
      if script.answers.count > before { last = ContinuousClock.now }
      if ContinuousClock.now - last > longestWait { return row.fail("no answer to \(asked[before].debugDescription)") }
    }
  }

  private static func line(_ bytes: [UInt8]) -> String? {
    let line = String(decoding: bytes, as: UTF8.self).replacing("\n", with: " ")
    return line.isEmpty ? " " : line
  }

  // MARK: Typed texts

  private mutating func typed(_ kind: TypedTexts, _ count: Int) throws -> TrialRow {
    var row = TrialRow("random \(kind.what)")
    let sandbox = try Sandbox()
    let file = sandbox.home + "/newest"
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let null = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(null) }
    let child = try Child(
      [program, "typed", kind.rawValue, "\(random.next())", "\(count)", file], environment: sandbox.environment,
      on: .descriptors(input: null, output: null, errors: null))
    var (newest, last) = (Data(), ContinuousClock.now)
    while true {
      if let ending = try? child.end() {
        if ending != .exited(0) { row.fail("ended with \(ending) by \(Self.text(newest)) or one soon after it") }
        break
      }
      let now = (try? Data(contentsOf: URL(fileURLWithPath: file))) ?? Data()
      if now != newest { (newest, last) = (now, .now) }
      if ContinuousClock.now - last > longestWait {
        row.fail("hangs on \(Self.text(newest))")
        break
      }
      usleep(50_000)
    }
    row.count = count
    return row
  }

  private static func text(_ data: Data) -> String {
    String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines).debugDescription
  }
}
