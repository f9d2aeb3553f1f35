package import Sales

/// A store and the changes made on it from a seed, to be told when something fails.
package final class Transcript {
  package let seed: UInt64
  package let store: DictionaryStore
  package private(set) var changes: [Change] = []
  package let user: UserID
  private var source: RandomChanges

  /// Every change comes some hours after the one before, now and then at the same moment or with the clock set back.
  package init(seed: UInt64) throws(StoreError) {
    self.seed = seed
    source = RandomChanges(seed: seed)
    let clock = TestClock()
    self.clock = clock
    store = DictionaryStore(seed: seed) { clock.milliseconds }
    guard let user = try store.user(named: "ana") else { throw .readOnly }
    self.user = user.id
    _ = try store.commit(.createFirstPipeline, by: user.id)
  }

  private let clock: TestClock

  /// The next random change, noted but not yet made.
  package func next() -> Change {
    clock.milliseconds += Int64.random(in: -2_000_000...40_000_000, using: &source.random)
    let last = store.records.actions.last?.at ?? Timestamp(seconds: 0)
    let now = max(last, Timestamp(seconds: clock.milliseconds / 1000))
    let change = source.next(over: store.records, at: now)
    changes.append(change)
    return change
  }

  /// The seed and the shortest run of changes that fails: up to the one made last.
  package var story: String {
    "seed \(seed), change \(changes.count):\n" + changes.map { "  \($0)" }.joined(separator: "\n")
  }
}

/// A clock that tests set.
package final class TestClock {
  package var milliseconds: Int64

  /// Begins on 2026-03-16 at noon UTC.
  package init(milliseconds: Int64 = 1_773_662_400_000) {
    self.milliseconds = milliseconds
  }
}
