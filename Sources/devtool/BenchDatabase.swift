import Foundation
import Glibc
import Sales
import Samples
import Storage

/// The sample files that benchmarks run on: the same deals on every machine and day, made once and kept beside the build.
enum BenchDatabase {
  /// The day of the samples, on which the board is opened too, so that its pictures never change.
  static let today = "2025-11-20"
  static let noon = Timestamp(seconds: 1_763_640_000)
  static let login = "ana"

  static func ofDeals(_ count: Int) throws -> URL {
    let folder = try Place.package().appendingPathComponent(".build/bench")
    let file = folder.appendingPathComponent("deals-\(count).db")
    if FileManager.default.fileExists(atPath: file.path) {
      // One of an older schema is brought up to date here, not while the board's first screen is measured.
      _ = try SQLiteStore.open(path: file.path)
      return file
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // It gets its name only when it is whole, so an interrupted run leaves nothing that looks usable.
    let making = folder.appendingPathComponent("making-\(getpid()).db")
    try make(count, at: making.path)
    try FileManager.default.moveItem(at: making, to: file)
    return file
  }

  private static func make(_ count: Int, at path: String) throws {
    let noon = noon
    let options = StoreOptions(
      clock: { noon.seconds * 1000 }, random: SeededNumbers(randomness: Randomness(seed: 1)))
    let store = try SQLiteStore.open(path: path, options: options)
    guard let user = try store.user(named: login) else { throw Trouble("the samples cannot be written to \(path)") }
    _ = try store.commit(.createPipeline(Pipeline.firstValues, stages: Pipeline.firstStages), by: user.id)
    var done = 0
    for batch in Samples.batches(deals: count, seed: 1, now: noon) {
      _ = try store.commit(.importDeals(batch), by: user.id)
      done += batch.deals.count
      if done % 100_000 == 0 || done == count { note("made \(done) of \(count) sample deals") }
    }
  }

  static func note(_ words: String) {
    FileHandle.standardError.write(Data((words + "\n").utf8))
  }
}

/// The samples' random source where the standard library wants one.
private struct SeededNumbers: RandomNumberGenerator {
  var randomness: Randomness

  mutating func next() -> UInt64 { randomness.next() }
}
