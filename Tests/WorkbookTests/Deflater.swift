import Foundation

/// Packs bytes by DEFLATE.
enum Deflater {
  /// By fixed codes, with copies of what stood a few places before.
  static func packed(_ bytes: [UInt8]) -> [UInt8] {
    var writer = BitWriter()
    writer.add(1, 1)
    writer.add(1, 2)
    var recent: [ArraySlice<UInt8>: Int] = [:]
    var index = 0
    while index < bytes.count {
      let key = bytes[index..<min(bytes.count, index + 3)]
      let place = key.count == 3 ? recent.updateValue(index, forKey: key) : nil
      if let place, index - place <= 24_576, let length = length(bytes, place, index) {
        writer.addCopy(length: length, distance: index - place)
        index += length
      } else {
        writer.addSymbol(Int(bytes[index]))
        index += 1
      }
    }
    writer.addSymbol(256)
    return writer.finished
  }

  /// How much is the same at both places, where that makes a copy.
  private static func length(_ bytes: [UInt8], _ place: Int, _ index: Int) -> Int? {
    var length = 0
    while length < 258, index + length < bytes.count, bytes[place + length] == bytes[index + length] { length += 1 }
    return length >= 3 ? length : nil
  }

  /// By `gzip`, which is on every system that can run these tests: real dynamic codes, and the checksum.
  static func gzip(_ bytes: [UInt8], level: Int = 6) throws -> (packed: [UInt8], checksum: UInt32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-n", "-c", "-\(level)"]
    let input = FileManager.default.temporaryDirectory.appendingPathComponent("dealboard-\(UUID().uuidString)")
    try Data(bytes).write(to: input)
    defer { try? FileManager.default.removeItem(at: input) }
    process.standardInput = try FileHandle(forReadingFrom: input)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let file = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    // With -n the header has 10 bytes; behind the stream stand its checksum and length.
    let checksum = file.suffix(8).prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return (Array(file.dropFirst(10).dropLast(8)), checksum)
  }
}

private struct BitWriter {
  private var bytes: [UInt8] = []
  private var bits: UInt64 = 0
  private var count = 0

  /// The lowest bit first.
  mutating func add(_ value: Int, _ length: Int) {
    bits |= UInt64(value) << UInt64(count)
    count += length
    while count >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: bits))
      bits >>= 8
      count -= 8
    }
  }

  /// Codes have their highest bit first.
  private mutating func addCode(_ code: Int, _ length: Int) {
    for bit in (0..<length).reversed() { add(code >> bit & 1, 1) }
  }

  mutating func addSymbol(_ symbol: Int) {
    switch symbol {
    case ..<144: addCode(0x30 + symbol, 8)
    case ..<256: addCode(0x190 + symbol - 144, 9)
    case ..<280: addCode(symbol - 256, 7)
    default: addCode(0xC0 + symbol - 280, 8)
    }
  }

  mutating func addCopy(length: Int, distance: Int) {
    let (symbol, extra, bits) = Self.place(length, first: 3, groups: 4)
    if length == 258 {
      addSymbol(285)
    } else {
      addSymbol(257 + symbol)
      add(extra, bits)
    }
    let (place, rest, restBits) = Self.place(distance, first: 1, groups: 2)
    addCode(place, 5)
    add(rest, restBits)
  }

  /// DEFLATE's bases go up in groups of 4 lengths or 2 distances, each with one bit more than the group before.
  private static func place(_ value: Int, first: Int, groups: Int) -> (symbol: Int, extra: Int, bits: Int) {
    var base = first
    var symbol = 0
    while true {
      let bits = max(0, symbol / groups - 1)
      if value < base + 1 << bits { return (symbol, value - base, bits) }
      base += 1 << bits
      symbol += 1
    }
  }

  var finished: [UInt8] {
    var copy = self
    if count > 0 { copy.add(0, 8 - count) }
    return copy.bytes
  }
}
