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
  var migrations = Schema.migrations

  package init(
    create: Bool = true, clock: @escaping () -> Int64 = StoreOptions.systemClock,
    random: any RandomNumberGenerator = SystemRandomNumberGenerator(), patience: Int = 10_000
  ) {
    self.create = create
    self.clock = clock
    self.random = random
    self.patience = patience
  }

  /// The system's clock in milliseconds since 1970.
  package static func systemClock() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
