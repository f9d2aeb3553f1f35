import Glibc

/// Tries every 20 ms until the body passes; after ten seconds its last failure is the test's.
///
/// Nothing here sleeps a guess: a fast machine goes on at once, a busy one gets the time it needs.
@discardableResult
package func until<Value>(within limit: Duration = .seconds(10), _ body: () throws -> Value) throws -> Value {
  let clock = ContinuousClock()
  let end = clock.now + limit
  while true {
    do {
      return try body()
    } catch {
      if clock.now >= end { throw error }
    }
    usleep(20_000)
  }
}

/// Milliseconds, for figures in messages.
package func milliseconds(_ duration: Duration) -> Int {
  Int(duration.components.seconds) * 1000 + Int(duration.components.attoseconds / 1_000_000_000_000_000)
}
