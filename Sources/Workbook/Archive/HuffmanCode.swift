/// A canonical Huffman code of DEFLATE (RFC 1951 §3.2.2): codes of 1 to 15 bits, shorter ones first.
struct HuffmanCode {
  static let longest = 15
  /// Codes up to this length are found in one step.
  private static let quickLength = 9

  /// By the next `quickLength` bits: the symbol times 16 plus the code's length; 0 where the code is longer.
  private var quick = [UInt16](repeating: 0, count: 1 << quickLength)
  /// How many codes have each length.
  private var counts = [Int](repeating: 0, count: longest + 1)
  /// In the order of their codes.
  private var symbols: [UInt16] = []

  /// `lengths` has the length of each symbol's code, 0 for a symbol without one.
  ///
  /// Nil when there are more codes than bits allow, or fewer: only a code of one symbol or none may leave room.
  init?(lengths: ArraySlice<UInt8>) {
    for length in lengths { counts[Int(length)] += 1 }
    counts[0] = 0
    var room = 1
    for length in 1...Self.longest {
      room = room << 1 - counts[length]
      if room < 0 { return nil }
    }
    let used = counts.reduce(0, +)
    guard room == 0 || used == 0 || used == 1 && counts[1] == 1 else { return nil }
    place(lengths)
  }

  private mutating func place(_ lengths: ArraySlice<UInt8>) {
    var starts = [Int](repeating: 0, count: Self.longest + 2)
    var codes = starts
    for length in 1...Self.longest {
      starts[length + 1] = starts[length] + counts[length]
      codes[length + 1] = (codes[length] + counts[length]) << 1
    }
    symbols = [UInt16](repeating: 0, count: starts[Self.longest + 1])
    for (symbol, length) in lengths.enumerated() where length > 0 {
      let length = Int(length)
      symbols[starts[length]] = UInt16(symbol)
      starts[length] += 1
      if length <= Self.quickLength { fillQuick(codes[length], length, symbol) }
      codes[length] += 1
    }
  }

  /// Bits arrive lowest first and codes highest first, so the code is reversed.
  private mutating func fillQuick(_ code: Int, _ length: Int, _ symbol: Int) {
    var reversed = 0
    for bit in 0..<length where code >> bit & 1 == 1 { reversed |= 1 << (length - 1 - bit) }
    for index in stride(from: reversed, to: 1 << Self.quickLength, by: 1 << length) {
      quick[index] = UInt16(symbol << 4 | length)
    }
  }

  /// The symbol whose code the bits begin with, and the code's length; nil when no code fits.
  func symbol(_ bits: UInt64) -> (symbol: Int, length: Int)? {
    let entry = Int(quick[Int(bits & UInt64(1 << Self.quickLength - 1))])
    if entry != 0 { return (entry >> 4, entry & 15) }
    var code = 0
    var first = 0
    var index = 0
    for length in 1...Self.longest {
      code |= Int(bits >> UInt64(length - 1) & 1)
      let count = counts[length]
      if code - first < count { return (Int(symbols[index + code - first]), length) }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    return nil
  }
}
