/// A small generator whose sequence depends on its seed only (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }

  /// Text of what is awkward on terminals: controls, marks, wide signs, emoji and their joiners, any scalar at all.
  mutating func text(length: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...length, using: &self) {
      let ranges: [ClosedRange<UInt32>] = [
        0x20...0x7e, 0x20...0x7e, 0...0x1f, 0x7f...0xff, 0x300...0x36f, 0x600...0x6ff, 0x900...0x97f, 0x1100...0x11ff,
        0x2000...0x206f, 0x2600...0x27bf, 0x4e00...0x4fff, 0xac00...0xacff, 0xfe00...0xfe0f, 0x1f1e6...0x1f1ff,
        0x1f3fb...0x1f3ff, 0x1f600...0x1f6ff, 0xe0000...0xe007f, 0x200d...0x200d, 0...0x10ffff,
      ]
      let range = ranges.randomElement(using: &self) ?? 0x20...0x7e
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &self)) { scalars.append(scalar) }
    }
    return String(scalars)
  }
}
