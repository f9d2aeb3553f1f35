package import Sales

/// Believable deals that nobody made: for `seed`, `demo`, tests and benchmarks. Same seed, same deals.
///
/// They stand in the stages of the pipeline that a new database starts with, as the default pipeline.
package enum Samples {
  /// So many deals, as batches of about 5,000 made one at a time, so that a million never stand in memory.
  ///
  /// - Parameters:
  ///   - deals: How many; 0 gives no batch.
  ///   - seed: Chooses which; every number is a different, equally good set.
  ///   - now: The moment that due days, ages and closings are counted from.
  package static func batches(deals: Int, seed: UInt64, now: Timestamp) -> SampleBatches {
    SampleBatches(deals: deals, maker: DealMaker(deals: deals, seed: seed, now: now))
  }

  /// A small board with something of everything, for a first look; about half the deals are the owner's.
  package static func demo(now: Timestamp, owner: String) -> ImportBatch {
    var maker = DealMaker(deals: 60, seed: 8, now: now)
    let owners = Wordlists.owners.map { $0 == "bo" || $0 == "mika" ? owner : $0 }
    let deals = (0..<60).map { _ in maker.deal(.mostlyOpen, owners: owners) }
    return ImportBatch(deals: deals)
  }
}

/// Sample deals, a batch at a time.
package struct SampleBatches: Sequence, IteratorProtocol {
  static let batchSize = 5000

  private var left: Int
  private var maker: DealMaker

  init(deals: Int, maker: DealMaker) {
    left = deals
    self.maker = maker
  }

  package mutating func next() -> ImportBatch? {
    guard left > 0 else { return nil }
    let count = Swift.min(left, Self.batchSize)
    left -= count
    var batch = ImportBatch(deals: [])
    batch.rows.reserveCapacity(count)
    for _ in 0..<count { batch.rows.append(.deal(maker.deal(.pastAndPresent, owners: Wordlists.owners))) }
    return batch
  }
}
