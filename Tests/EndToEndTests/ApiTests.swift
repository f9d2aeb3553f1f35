import Foundation
import Testing

@Suite("api") struct ApiTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  @Test("a read makes no file, a POST does, and the end says what came of it") func single() throws {
    let missing = try sandbox.run("api", "GET", "/deals")
    #expect(missing.ending == .exited(1) && missing.output.contains("There is no database"))
    #expect(!FileManager.default.fileExists(atPath: sandbox.database))
    let made = try sandbox.run("api", "-i", "POST", "/companies", "--data", "-", input: #"{"name":"Acme"}"#)
    #expect(made.ending == .exited(0) && made.errors == "")
    let lines = made.output.components(separatedBy: "\n")
    #expect(lines[0] == "HTTP/1.1 201 Created" && lines[2] == "" && lines[3].hasPrefix(#"{"data":{"id":"comp_"#))
    #expect(try sandbox.mode(sandbox.database) == 0o600)
    let found = try sandbox.run("api", "GET", "/companies?fields=n%61me")
    #expect(found.ending == .exited(0) && found.output.hasSuffix("\"name\":\"Acme\"}],\"has_more\":false}\n"))
    #expect(try sandbox.run("api", "GET", "/companies?limit=0").ending == .exited(1))
    try "no database".write(toFile: sandbox.database, atomically: false, encoding: .utf8)
    let foreign = try sandbox.run("api", "GET", "/companies")
    #expect(foreign.ending == .exited(3) && foreign.output.contains("storage_unavailable"))
  }

  @Test("a program that asks one by one hears each answer before it asks again") func conversation() throws {
    let batch = try Batch(sandbox)
    for number in 1...20 {
      let made = try batch.ask(#"{"method":"POST","path":"/companies","body":{"name":"Acme \#(number)"}}"#)
      #expect(made.hasPrefix(#"{"status":201,"body":{"data":{"id":"comp_"#))
      // On disk before it is answered: another process sees it.
      #expect(try OtherWriter(sandbox.database).ask("SELECT count(*) FROM companies") == ["\(number)"])
    }
    #expect(try batch.ask("nonsense").hasPrefix(#"{"status":400,"#))
    #expect(try batch.ask(#"{"method":"GET","path":"/companies?limit=1"}"#).hasPrefix(#"{"status":200,"#))
    batch.finish()
    #expect(try until { try batch.child.end() } == .exited(0))
  }

  @Test("lines of ten megabytes are answered within bounded memory, good ones and bad ones") func largeLines() throws {
    let batch = try Batch(sandbox)
    func ask(_ metadata: String) throws -> Substring {
      try batch.ask(#"{"method":"POST","path":"/companies?fields=id","body":{"name":"A","metadata":\#(metadata)}}"#)
        .prefix(13)
    }
    let megabyte = 1 << 20
    #expect(try ask("{\"text\":\"\(String(repeating: "x", count: 10 * megabyte))\"}") == #"{"status":201"#)
    #expect(try ask(String(repeating: "[", count: 10 * megabyte)) == #"{"status":400"#)
    #expect(try ask("{\"list\":[\(String(repeating: "1,", count: megabyte + 1))1]}") == #"{"status":400"#)
    #expect(try ask("{\"text\":\"\(String(repeating: "x", count: 17 * megabyte))\"}") == #"{"status":400"#)
    // The most that a line may be is 16 MiB; it is held as text, as a value and as what goes to the file.
    #expect(try batch.peakKiB() < 256 * 1024)
    batch.finish()
    #expect(try until { try batch.child.end() } == .exited(0))
    #expect(try OtherWriter(sandbox.database).ask("SELECT count(*) FROM companies") == ["1"])
  }

  @Test("a reader that leaves is no failure") func brokenPipe() throws {
    try sandbox.run("api", "POST", "/companies", "--data", #"{"name":"Acme"}"#)
    let line = #"{"method":"GET","path":"/companies"}"#
    let program = try sandbox.words(["api", "--batch"]).joined(separator: " ")
    let script = "set -o pipefail; yes '\(line)' | head -20000 | \(program) | head -1"
    let said = try sandbox.run(words: ["bash", "-c", script + "; echo ${PIPESTATUS[2]}"])
    #expect(said.output.components(separatedBy: "\n")[1] == "0")
  }
}

/// A batch in conversation.
private final class Batch {
  let child: Child
  private var requests: Int32
  private let answers: Int32
  private var heard: [UInt8] = []

  init(_ sandbox: Sandbox) throws {
    // A program that has died is told by the write that fails.
    signal(SIGPIPE, SIG_IGN)
    var (input, output): ([Int32], [Int32]) = ([0, 0], [0, 0])
    guard pipe(&input) == 0, pipe(&output) == 0 else { throw Trouble("There is no pipe to be had.") }
    child = try Child(
      sandbox.words(["api", "--batch"]), environment: sandbox.environment,
      on: .descriptors(input: input[0], output: output[1], errors: STDERR_FILENO))
    close(input[0])
    close(output[1])
    (requests, answers) = (input[1], output[0])
    _ = fcntl(answers, F_SETFL, O_NONBLOCK)
  }

  deinit {
    finish()
    close(answers)
  }

  /// Sends one line and waits for its answer.
  func ask(_ line: String) throws -> String {
    var rest = Array((line + "\n").utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(requests, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Trouble("The program does not listen any more.") }
      rest = rest.dropFirst(count)
    }
    return try until(within: .seconds(60)) { try hear() }
  }

  private func hear() throws -> String {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while let count = Optional(read(answers, &buffer, buffer.count)), count > 0 { heard += buffer[..<count] }
    guard let end = heard.firstIndex(of: UInt8(ascii: "\n")) else { throw Trouble("There is no answer.") }
    defer { heard.removeFirst(end + 1) }
    return String(decoding: heard[..<end], as: UTF8.self)
  }

  /// No more requests.
  func finish() {
    if requests >= 0 { close(requests) }
    requests = -1
  }

  /// The most memory it has held so far.
  func peakKiB() throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(child.id)/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    guard let number = line?.split(whereSeparator: { !$0.isNumber }).first, let peak = Int(number) else {
      throw Trouble("The system does not say how much memory the program holds.")
    }
    return peak
  }
}
