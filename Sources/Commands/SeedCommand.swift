import Sales
import Samples

extension Job {
  private static let sampleCounts: ClosedRange<UInt64> = 1...10_000_000

  func seed() throws(Failure) {
    let count = try number(.deals, in: Self.sampleCounts) ?? 0
    let seed = try number(.randomSeed, in: 0...UInt64.max) ?? 1
    let desk = try open()
    let user = try writer(desk)
    guard try asking({ () throws(StoreError) in try desk.store.count(.deals) }) == 0 else {
      throw .store(.refused(Refusal(.notEmpty)))
    }
    let batches = Samples.batches(deals: Int(count), seed: seed, now: try present().now)
    try write(batches, total: Int(count), on: desk, by: user)
    out.line("Made \(grouped(Int(count))) sample deals. See them with: \(hint(.board))")
  }

  /// Each batch is one transaction, so that a million deals need no memory for a million.
  private func write(
    _ batches: some Sequence<ImportBatch>, total: Int, on desk: Desk, by user: User
  ) throws(Failure) {
    try asking { () throws(StoreError) in
      try working(on: desk, .seeding) { (show) throws(StoreError) in
        var done = 0
        for batch in batches {
          _ = try desk.store.commit(.importDeals(batch), by: user.id)
          done += batch.rows.count
          show(done, total)
        }
      }
    }
  }

  /// A board in a folder of its own that goes with it.
  func demo() throws(Failure) -> Int32 {
    let count = try number(.deals, in: Self.sampleCounts)
    // From here on a signal must not end the program before the folder is gone.
    let isInterrupted = platform.watchInterrupts()
    let folder: String
    do {
      folder = try platform.files.makeTemporaryFolder()
    } catch {
      throw .file(error)
    }
    defer { platform.files.removeFolder(folder) }
    let path = folder + "/demo.db"
    let clock = try clock()
    let now = Timestamp(seconds: clock() / 1000)
    let login = invocation.has(.login) ? try login() : "you"
    let desk = try asking { () throws(StoreError) in
      let store = try platform.openStore(path, clock)
      store.isInterrupted = isInterrupted
      return Desk(store: store, user: try store.user(named: login))
    }
    try makeFirstPipeline(desk)
    let user = try writer(desk)
    if let count {
      try write(Samples.batches(deals: Int(count), seed: 1, now: now), total: Int(count), on: desk, by: user)
    } else {
      try write([Samples.demo(now: now, owner: user.name)], total: 60, on: desk, by: user)
    }
    return try board(on: desk, path: path, isDemo: true)
  }
}
