import Foundation
import Sales
import Storage

/// What `api` costs as a whole process, beside SQLite's own program at the same work in the same run.
struct ApiFigures {
  /// One deal by its id.
  var get = Duration.zero
  var getRatio = 0.0
  /// The same by the gateway, as a multiple of `api`.
  var gatewayRatio = 0.0
  /// Whole deals that a batch reads in a second.
  var reads = 0.0
  var readsRatio = 0.0
  /// Moves of deals that a batch makes in a second, each on disk before the next.
  var writes = 0.0
  var writesRatio = 0.0
}

struct ApiMeasuring {
  private let database: URL
  private let folder: URL
  private let program: String
  private let ids: [String]
  private static let runs = 21
  private static let reads = 20_000
  private static let writes = 2_000
  /// A larger file is not copied only to be written to.
  private static let largestCopy = 512 << 20

  init(database: URL) throws {
    self.database = database
    program = try Place.program().path
    folder = database.deletingLastPathComponent().appendingPathComponent("api-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let store = try SQLiteStore.open(path: database.path)
    ids = try store.rows(ListQuery<Deal>(limit: 1000)).map(\.id.description)
  }

  func figures() throws -> ApiFigures {
    defer { try? FileManager.default.removeItem(at: folder) }
    var figures = ApiFigures()
    try measureGet(&figures)
    try measureGateway(&figures)
    try measureReads(&figures)
    if try FileManager.default.attributesOfItem(atPath: database.path)[.size] as? Int ?? 0 <= Self.largestCopy {
      try measureWrites(&figures)
    }
    return figures
  }

  private func measureGet(_ figures: inout ApiFigures) throws {
    let sql = "SELECT * FROM deals WHERE id = '\(ids[0])'"
    (figures.get, figures.getRatio) = try TimedRun.compare(
      runs: Self.runs, { try TimedRun.time([program, "--db", database.path, "api", "GET", "/deals/\(ids[0])"]) },
      { try TimedRun.time(["sqlite3", database.path, sql]) })
  }

  /// The gateway's request is in the environment, which `api` does not look at.
  private func measureGateway(_ figures: inout ApiFigures) throws {
    let keys = folder.appendingPathComponent("keys").path
    let printed = folder.appendingPathComponent("key").path
    _ = try TimedRun.time([program, "keys", "add", BenchDatabase.login, "--keys", keys], output: printed)
    let key = try String(contentsOfFile: printed, encoding: .utf8).trimmingCharacters(in: .newlines)
    let request = ["REQUEST_METHOD": "GET", "PATH_INFO": "/deals/\(ids[0])", "HTTP_X_API_KEY": key]
    for (name, value) in request { setenv(name, value, 1) }
    defer { request.keys.forEach { unsetenv($0) } }
    let answer = folder.appendingPathComponent("answer").path
    let gateway = [program, "--db", database.path, "cgi", "--keys", keys]
    _ = try TimedRun.time(gateway, output: answer)
    guard try String(contentsOfFile: answer, encoding: .utf8).hasPrefix("Status: 200 ") else {
      throw Trouble("the gateway does not answer with 200")
    }
    figures.gatewayRatio = try TimedRun.compare(
      runs: Self.runs, { try TimedRun.time(gateway) },
      { try TimedRun.time([program, "--db", database.path, "api", "GET", "/deals/\(ids[0])"]) }
    ).ratio
  }

  private func measureReads(_ figures: inout ApiFigures) throws {
    let asked = (0..<Self.reads).map { ids[$0 * 7 % ids.count] }
    let requests = try file("reads", asked.map { #"{"method":"GET","path":"/deals/\#($0)"}"# })
    let sql = try file("reads.sql", asked.map { "SELECT * FROM deals WHERE id = '\($0)';" })
    let result = try TimedRun.compare(
      runs: 3, { try batch(requests, on: database, count: Self.reads, status: 200) },
      { try TimedRun.time(["sqlite3", database.path], input: sql) })
    (figures.reads, figures.readsRatio) = (Double(Self.reads) / (result.time / .seconds(1)), result.ratio)
  }

  /// Each move goes to the other of two stages, so that none is one to where the deal is.
  private func measureWrites(_ figures: inout ApiFigures) throws {
    let copy = folder.appendingPathComponent("copy.db")
    try FileManager.default.copyItem(at: database, to: copy)
    let store = try SQLiteStore.open(path: copy.path)
    guard let stages = try store.pipelines().first?.stages.prefix(2).map(\.id), stages.count == 2 else {
      throw Trouble("the samples have no stages")
    }
    let moves = (0..<Self.writes).map { number in (id: ids[number / 2 % ids.count], stage: stages[number % 2]) }
    let requests = try file(
      "writes",
      moves.map { #"{"method":"POST","path":"/deals/\#($0.id)/stage?fields=id","body":{"stage_id":"\#($0.stage)"}}"# })
    let sql = try file(
      "writes.sql",
      ["PRAGMA synchronous = FULL;"] + moves.map { "UPDATE deals SET stage_id = '\($0.stage)' WHERE id = '\($0.id)';" })
    let result = try TimedRun.compare(
      runs: 3, { try batch(requests, on: copy, count: Self.writes, status: 200) },
      { try TimedRun.time(["sqlite3", copy.path], input: sql) })
    (figures.writes, figures.writesRatio) = (Double(Self.writes) / (result.time / .seconds(1)), result.ratio)
  }

  /// The time of a batch, every line of which must be answered with the status.
  private func batch(_ requests: String, on database: URL, count: Int, status: Int) throws -> Duration {
    let answers = folder.appendingPathComponent("answers").path
    let time = try TimedRun.time(
      [program, "--db", database.path, "--as", BenchDatabase.login, "api", "--batch"], input: requests, output: answers)
    let lines = try String(contentsOfFile: answers, encoding: .utf8).split(separator: "\n")
    guard lines.count == count, lines.allSatisfy({ $0.hasPrefix("{\"status\":\(status),") }) else {
      throw Trouble("a batch answered \(lines.count) of \(count) requests, or some with another status than \(status)")
    }
    return time
  }

  private func file(_ name: String, _ lines: [String]) throws -> String {
    let file = folder.appendingPathComponent(name)
    try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: false, encoding: .utf8)
    return file.path
  }
}
