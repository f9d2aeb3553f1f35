import Foundation

/// A home of its own for one test, with everything pinned that could change what the program does there.
package final class Sandbox {
  package let home: String
  package var database: String { home + "/sales.db" }
  /// Nothing but this reaches the program.
  package var environment: [String: String]

  /// What a program that ended has said.
  package struct Said {
    package let ending: Ending
    package let output: String
    package let errors: String
  }

  package init() throws {
    var name = Array((FileManager.default.temporaryDirectory.path + "/dealboard-XXXXXX").utf8CString)
    guard mkdtemp(&name) != nil else { throw Trouble("No temporary folder can be made.") }
    home = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    environment = [
      "HOME": home, "XDG_DATA_HOME": home + "/data", "PATH": "/usr/local/bin:/usr/bin:/bin", "TERM": "tmux-256color",
      "LANG": "C.UTF-8", "TZ": "UTC", "ESCDELAY": "50",
      // A shell that is killed would write its history when this folder has gone, and make it anew.
      "HISTFILE": "",
    ]
  }

  deinit {
    chmod(home, 0o700)
    try? FileManager.default.removeItem(atPath: home)
  }

  /// The program as this test run built it, beside the tests.
  package static func program(named name: String = "dealboard") throws -> String {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let here = CommandLine.arguments[0].hasSuffix(".xctest") ? CommandLine.arguments[0] : tests
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let candidates = [
      URL(fileURLWithPath: here).deletingLastPathComponent(),
      sources.deletingLastPathComponent().appendingPathComponent(".build/debug"),
    ].map { $0.appendingPathComponent(name).path }
    guard let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
      throw Trouble("There is no program at \(candidates.joined(separator: " or ")); swift build makes it.")
    }
    return found
  }

  /// The program's words on this test's database.
  package func words(_ arguments: [String]) throws -> [String] {
    [try Sandbox.program(), "--db", database, "--as", "ana"] + arguments
  }

  /// Runs a command of the program to its end, without a terminal.
  @discardableResult
  package func run(_ arguments: String..., input: String = "") throws -> Said {
    try run(words: try words(arguments), input: input)
  }

  package func run(words: [String], input: String = "", within limit: Duration = .seconds(30)) throws -> Said {
    let names = ["in", "out", "err"].map { "\(home)/.\($0)-\(UUID().uuidString)" }
    defer { names.forEach { unlink($0) } }
    try input.write(toFile: names[0], atomically: false, encoding: .utf8)
    let files = zip(names, [O_RDONLY, O_WRONLY | O_CREAT, O_WRONLY | O_CREAT]).map { open($0, $1 | O_CLOEXEC, 0o600) }
    defer { files.forEach { close($0) } }
    let child = try Child(
      words, environment: environment, on: .descriptors(input: files[0], output: files[1], errors: files[2]))
    let ending = try until(within: limit) { try child.end() }
    return Said(ending: ending, output: try text(names[1]), errors: try text(names[2]))
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  /// Makes the database with these deals: each `name,stage`, or with a value as `name,stage,5000`.
  package func makeDeals(_ deals: String...) throws {
    let rows = deals.map { $0 + String(repeating: ",", count: 2 - $0.count { $0 == "," }) }
    let said = try run("import", "-", input: "name,stage,value\n" + rows.joined(separator: "\n") + "\n")
    guard said.ending == .exited(0) else { throw Trouble("The import failed: \(said.errors)") }
  }

  package func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
  }
}
