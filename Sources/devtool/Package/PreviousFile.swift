import Sales
import Samples
import Storage

/// A database of the schema before the present one, with sample deals in it.
enum PreviousFile {
  static func make(_ words: [String]) throws {
    guard words.count == 1 else { throw Trouble("previous-file needs the file to make") }
    let store = try SQLiteStore.open(path: words[0], options: .previousSchema)
    guard let user = try store.user(named: "ana") else { throw Trouble("\(words[0]) cannot be written") }
    _ = try store.commit(.createFirstPipeline, by: user.id)
    let batch = Samples.demo(now: Timestamp(seconds: StoreOptions.systemClock() / 1000), owner: user.name)
    _ = try store.commit(.importDeals(batch), by: user.id)
  }
}
