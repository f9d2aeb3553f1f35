import Sales
import Support

@testable import Storage

/// The same changes on the reference and on a file, both with the same clock and the same random numbers.
final class StorePair {
  let reference: DictionaryStore
  private(set) var store: SQLiteStore
  let user: UserID
  let clock = TestClock()
  private(set) var changes: [Change] = []
  private let seed: UInt64
  let folder = TemporaryFolder()
  private let random: SharedGenerator
  private var source: RandomChanges

  init(seed: UInt64) throws {
    self.seed = seed
    source = RandomChanges(seed: seed)
    random = SharedGenerator(seed: seed)
    let clock = clock
    reference = DictionaryStore(seed: seed) { clock.milliseconds }
    store = try SQLiteStore.open(
      path: folder.database, options: StoreOptions(clock: { clock.milliseconds }, random: random))
    guard let user = try reference.user(named: "ana") else { throw StoreError.readOnly }
    self.user = user.id
    _ = try store.user(named: "ana")
    let first = Change.createFirstPipeline
    _ = try reference.commit(first, by: user.id)
    _ = try store.commit(first, by: user.id)
  }

  /// Closes the file and opens it again; the random numbers go on where they were.
  func reopen() throws {
    let clock = clock
    store = try SQLiteStore.open(
      path: folder.database, options: StoreOptions(clock: { clock.milliseconds }, random: random))
  }

  /// The next random change, noted but not yet made, some hours after the last one.
  func next() -> Change {
    clock.milliseconds += Int64.random(in: 1_000...40_000_000, using: &source.random)
    let change = source.next(over: reference.records, at: Timestamp(seconds: clock.milliseconds / 1000))
    changes.append(change)
    return change
  }

  /// Makes so many random changes in both stores; some are refused.
  func change(times count: Int = 1) {
    for _ in 0..<count {
      let change = next()
      _ = try? reference.commit(change, by: user)
      _ = try? store.commit(change, by: user)
    }
  }

  func oneIn(_ count: Int) -> Bool { source.random.oneIn(count) }
  func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &source.random) }
  func pick<Element>(_ elements: some Collection<Element>) -> Element? { source.random.pick(elements) }

  var story: String {
    "seed \(seed), change \(changes.count):\n" + changes.suffix(3).map { "  \($0)" }.joined(separator: "\n")
  }

  var present: Present {
    Present(now: Timestamp(seconds: clock.milliseconds / 1000), zone: .fixed(seconds: 7200))
  }
}

/// A generator that several owners draw from in turn.
final class SharedGenerator: RandomNumberGenerator {
  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  func next() -> UInt64 { generator.next() }
}
