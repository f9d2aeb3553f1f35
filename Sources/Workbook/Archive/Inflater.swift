/// Unpacks a DEFLATE stream (RFC 1951) piece by piece, in memory that does not depend on its length.
struct Inflater {
  private enum Block {
    case none
    case stored(rest: Int)
    case coded(literals: HuffmanCode, distances: HuffmanCode)
  }

  /// How far back a copy can reach, and about how much comes out at once.
  private static let reach = 32_768

  private let input: () throws(WorkbookError) -> [UInt8]
  private let fault: WorkbookError
  private var piece: [UInt8] = []
  private var index = 0
  /// Bits that were read and not used, the next one lowest.
  private var bits: UInt64 = 0
  private var bitCount = 0
  private var block = Block.none
  private var isLast = false
  /// What came out last, `reach` bytes and more, and then what comes out next.
  private var window: [UInt8] = []

  /// `input` gives the packed bytes as they come, empty at their end. `fault` is thrown where the stream breaks the
  /// format or ends early.
  init(fault: WorkbookError, _ input: @escaping () throws(WorkbookError) -> [UInt8]) {
    self.input = input
    self.fault = fault
    window.reserveCapacity(3 * Self.reach)
  }

  /// The next 32 KiB or a little more; less at the end, and then nothing.
  mutating func next() throws(WorkbookError) -> [UInt8] {
    if window.count > Self.reach { window.removeFirst(window.count - Self.reach) }
    let start = window.count
    while window.count - start < Self.reach {
      switch block {
      case .none:
        if isLast { return Array(window[start...]) }
        try beginBlock()
      case .stored(let rest):
        try copyStored(min(rest, Self.reach), of: rest)
      case .coded(let literals, let distances):
        try decode(literals, distances, until: start + Self.reach)
      }
    }
    return Array(window[start...])
  }

  private mutating func beginBlock() throws(WorkbookError) {
    isLast = try take(1) == 1
    switch try take(2) {
    case 0:
      let unused = bitCount % 8
      bits >>= UInt64(unused)
      bitCount -= unused
      let length = try take(16)
      guard try take(16) == ~length & 0xFFFF else { throw fault }
      block = length == 0 ? .none : .stored(rest: length)
    case 1:
      block = .coded(
        literals: try code(Self.fixedLengths[..<288]), distances: try code(Self.fixedLengths[288...]))
    case 2: try readCodes()
    default: throw fault
    }
  }

  private func code(_ lengths: ArraySlice<UInt8>) throws(WorkbookError) -> HuffmanCode {
    guard let code = HuffmanCode(lengths: lengths) else { throw fault }
    return code
  }

  private mutating func copyStored(_ count: Int, of rest: Int) throws(WorkbookError) {
    for _ in 0..<count { window.append(UInt8(try take(8))) }
    block = rest == count ? .none : .stored(rest: rest - count)
  }

  // MARK: Codes of a block

  private static let fixedLengths: [UInt8] =
    .init(repeating: 8, count: 144) + .init(repeating: 9, count: 112) + .init(repeating: 7, count: 24)
    + .init(repeating: 8, count: 8) + .init(repeating: 5, count: 32)
  private static let codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  private mutating func readCodes() throws(WorkbookError) {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let codeLengthCount = try take(4) + 4
    guard literalCount <= 286, distanceCount <= 30 else { throw fault }
    var codeLengths = [UInt8](repeating: 0, count: 19)
    for symbol in Self.codeLengthOrder.prefix(codeLengthCount) { codeLengths[symbol] = UInt8(try take(3)) }
    let lengthCode = try code(codeLengths[...])
    var lengths: [UInt8] = []
    while lengths.count < literalCount + distanceCount {
      switch try symbol(of: lengthCode) {
      case 16:
        guard let last = lengths.last else { throw fault }
        lengths += [UInt8](repeating: last, count: try take(2) + 3)
      case 17: lengths += [UInt8](repeating: 0, count: try take(3) + 3)
      case 18: lengths += [UInt8](repeating: 0, count: try take(7) + 11)
      case let length: lengths.append(UInt8(length))
      }
    }
    // A block without a code for its own end never ends.
    guard lengths.count == literalCount + distanceCount, lengths[256] > 0 else { throw fault }
    block = .coded(
      literals: try code(lengths[..<literalCount]), distances: try code(lengths[literalCount...]))
  }

  // MARK: Contents of a block

  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
    8193, 12289, 16385, 24577,
  ]

  private mutating func decode(_ literals: HuffmanCode, _ distances: HuffmanCode, until end: Int) throws(WorkbookError)
  {
    while window.count < end {
      let symbol = try symbol(of: literals)
      if symbol < 256 {
        window.append(UInt8(symbol))
      } else if symbol == 256 {
        block = .none
        return
      } else {
        guard symbol - 257 < Self.lengthBases.count else { throw fault }
        let length = Self.lengthBases[symbol - 257] + (try take(Self.lengthBits[symbol - 257]))
        let place = try self.symbol(of: distances)
        guard place < Self.distanceBases.count else { throw fault }
        let distance = Self.distanceBases[place] + (try take(max(0, place / 2 - 1)))
        guard distance <= window.count else { throw fault }
        // A copy may reach into itself, so it goes byte by byte.
        for index in window.count - distance..<window.count - distance + length { window.append(window[index]) }
      }
    }
  }

  // MARK: Bits

  private mutating func symbol(of code: HuffmanCode) throws(WorkbookError) -> Int {
    if bitCount < HuffmanCode.longest { try fill() }
    guard let (symbol, length) = code.symbol(bits), length <= bitCount else { throw fault }
    bits >>= UInt64(length)
    bitCount -= length
    return symbol
  }

  private mutating func take(_ count: Int) throws(WorkbookError) -> Int {
    if bitCount < count { try fill() }
    guard count <= bitCount else { throw fault }
    let value = Int(bits & (1 << UInt64(count) - 1))
    bits >>= UInt64(count)
    bitCount -= count
    return value
  }

  /// As many bits as there is room for, or as are left.
  private mutating func fill() throws(WorkbookError) {
    while bitCount <= 56 {
      if index == piece.count {
        piece = try input()
        index = 0
        if piece.isEmpty { return }
      }
      bits |= UInt64(piece[index]) << UInt64(bitCount)
      bitCount += 8
      index += 1
    }
  }
}
