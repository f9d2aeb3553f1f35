/// Which colour pairs exist.
///
/// Terminals with 8 colours have 64 of them, so they are made when first needed and shared.
struct PairCache {
  struct Colors: Hashable {
    var foreground: Int32
    var background: Int32
  }

  /// What to draw with.
  enum Pair: Hashable {
    /// A pair that exists.
    case existing(Int16)
    /// A pair that must be made first.
    case new(Int16)
    /// All are in use: draw with the terminal's own colours.
    case none
  }

  private let limit: Int
  private var pairs: [Colors: Int16] = [:]

  /// Pair 0 is the terminal's own and never handed out; `limit` is the count of pairs with it.
  ///
  /// The terminal's own colours get a pair like any others: to come back to pair 0 ncurses resets every attribute, which
  /// takes 6 bytes more each time.
  init(limit: Int) {
    self.limit = min(limit, Int(Int16.max))
  }

  mutating func pair(for colors: Colors) -> Pair {
    if let known = pairs[colors] { return .existing(known) }
    let next = pairs.count + 1
    guard next < limit else { return .none }
    pairs[colors] = Int16(next)
    return .new(Int16(next))
  }
}
