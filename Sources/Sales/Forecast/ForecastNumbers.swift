// The few functions and random numbers that a forecast needs, since this target imports nothing.

enum ForecastNumbers {
  private static let ln2 = 0.693_147_180_559_945_3

  /// The natural logarithm of a finite number above 0, to about 1e-15.
  static func ln(_ number: Double) -> Double {
    // The significand is in 1..<2; ln m = 2 artanh((m - 1) / (m + 1)), whose argument is below 1/3.
    let ratio = (number.significand - 1) / (number.significand + 1)
    let square = ratio * ratio
    var sum = 0.0
    for power in stride(from: 33.0, through: 1, by: -2) { sum = sum * square + 1 / power }
    return Double(number.exponent) * ln2 + 2 * ratio * sum
  }

  /// e to the power of a number from -700 to 700, to about 1e-14 of the result.
  static func exp(_ number: Double) -> Double {
    let whole = (number / ln2).rounded()
    let rest = number - whole * ln2
    var sum = 1.0
    for divisor in stride(from: 16.0, through: 1, by: -1) { sum = 1 + sum * rest / divisor }
    return Double(sign: .plus, exponent: Int(whole), significand: 1) * sum
  }

  /// The standard normal number below which that share lies, strictly between 0 and 1; to 0.0005 (Abramowitz and
  /// Stegun, Handbook of Mathematical Functions, 26.2.23).
  static func normalQuantile(_ share: Double) -> Double {
    let tail = min(share, 1 - share)
    let t = (-2 * ln(tail)).squareRoot()
    let above = 2.515517 + t * (0.802853 + t * 0.010328)
    let below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    let distance = t - above / below
    return share < 0.5 ? -distance : distance
  }
}

/// The same random numbers on every machine (SplitMix64).
struct ForecastDice {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// A number from 0 to below 1.
  mutating func next() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return Double((bits ^ (bits >> 31)) >> 11) * 0x1p-53
  }
}
