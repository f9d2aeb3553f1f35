import Glibc

/// How a store is opened.
package struct StoreOptions {
  /// Whether a missing file, and the folder for it, are made.
  package var create = true
  /// Milliseconds since 1970.
  package var clock: () -> Int64
  /// Where the random part of ids comes from.
  package var random: any RandomNumberGenerator
  /// How long opening and writing wait for another writer, in milliseconds.
  package var patience = 10_000
  /// Is told who is waited for, in a sentence, where another program lets nobody into the file.
  package var tellWaiting: (String) -> Void = { _ in }
  var migrations = Schema.migrations

  package init(
    create: Bool = true, clock: @escaping () -> Int64 = StoreOptions.systemClock,
    random: any RandomNumberGenerator = SystemRandom(), patience: Int = 10_000
  ) {
    self.create = create
    self.clock = clock
    self.random = random
    self.patience = patience
  }

  /// Options under which a file stays at the schema before the present one, for tests of upgrades.
  package static var previousSchema: StoreOptions {
    var options = StoreOptions()
    options.migrations.removeLast()
    return options
  }

  /// The system's clock in milliseconds since 1970.
  package static func systemClock() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

/// The system's random numbers, fetched many at a time: an import needs a dozen for each deal.
package struct SystemRandom: RandomNumberGenerator {
  private var numbers: [UInt64] = []

  package init() {}

  package mutating func next() -> UInt64 {
    if numbers.isEmpty {
      // `getentropy` gives at most 256 bytes at a time.
      numbers = [UInt64](repeating: 0, count: 32)
      let code = getentropy(&numbers, numbers.count * MemoryLayout<UInt64>.size)
      precondition(code == 0, "the system has random numbers")
    }
    return numbers.removeLast()
  }
}
