import Support
import Testing

@testable import Workbook

@Suite("Inflating") struct InflaterTests {
  private static let fault = WorkbookError.damaged(part: "part")

  /// Fed in pieces of that size; more than `limit` bytes are not waited for.
  private func inflate(_ bytes: [UInt8], piece: Int = 1000, limit: Int = .max) throws(WorkbookError) -> [UInt8] {
    var rest = bytes[...]
    var inflater = Inflater(fault: Self.fault) { () throws(WorkbookError) in
      defer { rest = rest.dropFirst(piece) }
      return Array(rest.prefix(piece))
    }
    var result: [UInt8] = []
    while result.count <= limit {
      let next = try inflater.next()
      #expect(next.count <= 32_768 + 258)
      if next.isEmpty { return result }
      result += next
    }
    return result
  }

  /// Bytes that repeat themselves now and then, as XML does.
  private func sample(_ count: Int, _ random: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      if bytes.count > 10, Int.random(in: 0..<3, using: &random) > 0 {
        let start = Int.random(in: max(0, bytes.count - 40_000)..<bytes.count, using: &random)
        let length = Int.random(in: 1...300, using: &random)
        for index in start..<start + length { bytes.append(bytes[min(index, bytes.count - 1)]) }
      } else {
        for _ in 0..<Int.random(in: 1...40, using: &random) { bytes.append(UInt8.random(in: 0...255, using: &random)) }
      }
    }
    return Array(bytes.prefix(count))
  }

  @Test("gives back what gzip packed, at every level and size of piece")
  func gzip() throws {
    var random = SeededGenerator(seed: 7)
    for (level, count) in [(1, 200_000), (6, 70_000), (9, 150_000), (6, 1), (6, 300), (1, 32_768), (9, 65_536)] {
      let bytes = sample(count, &random)
      let packed = try Deflater.gzip(bytes, level: level).packed
      #expect(try inflate(packed) == bytes, "\(count) bytes at level \(level)")
      if count <= 300 { #expect(try inflate(packed, piece: 1) == bytes) }
    }
  }

  @Test("gives back nothing, stored blocks and noise") func blocks() throws {
    #expect(try inflate(Deflater.packed([])) == [])
    #expect(try inflate(Deflater.gzip([]).packed) == [])
    var random = SeededGenerator(seed: 8)
    let noise = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    // What does not get smaller is stored.
    #expect(try inflate(Deflater.gzip(noise).packed) == noise)
    #expect(try inflate([0, 0, 0, 0xFF, 0xFF, 1, 2, 0, 0xFD, 0xFF, 65, 66]) == [65, 66])
    let same = [UInt8](repeating: 65, count: 300_000)
    #expect(try inflate(Deflater.packed(same)) == same)
  }

  @Test("gives back what the tests' own packer packs") func ownPacker() throws {
    var random = SeededGenerator(seed: 9)
    for count in [5, 100, 3000, 40_000] {
      let bytes = sample(count, &random)
      #expect(try inflate(Deflater.packed(bytes)) == bytes)
    }
  }

  @Test(
    "refuses what breaks the format",
    arguments: [
      ("an unknown kind of block", [0x07]),
      ("a stored length that its complement denies", [0x01, 2, 0, 0xFD, 0xFE, 65, 66]),
      ("a stored block that ends early", [0x01, 2, 0, 0xFD, 0xFF, 65]),
      ("nothing at all", []),
      ("a copy from before the start", [0x03, 0x02]),
      ("codes of lengths that do not fit", [0x05, 0xE0, 0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
    ] as [(String, [UInt8])]
  ) func broken(what: String, bytes: [UInt8]) {
    #expect(throws: Self.fault, "\(what)") { try inflate(bytes) }
  }

  @Test("ends with every changed stream, by a fault or with some bytes") func fuzz() throws {
    var random = SeededGenerator(seed: 10)
    var faults = 0
    let streams = [
      Deflater.packed(sample(400, &random)), try Deflater.gzip(sample(3000, &random)).packed,
      try Deflater.gzip(Array(repeating: 66, count: 5000)).packed,
    ]
    for round in 0..<1500 {
      var bytes = streams[round % streams.count]
      for _ in 0...Int.random(in: 0...3, using: &random) where bytes.count > 1 {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: bytes[index] ^= 1 << UInt8.random(in: 0...7, using: &random)
        case 1: bytes.remove(at: index)
        default: bytes = Array(bytes[...index])
        }
      }
      do {
        // Each bit gives at most one copy of 258 bytes.
        let result = try inflate(bytes)
        #expect(result.count <= bytes.count * 8 * 258)
      } catch {
        faults += 1
      }
    }
    #expect(faults > 1000)
    for _ in 0..<300 {
      let noise = (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = try? inflate(noise, limit: 1 << 20)
    }
  }
}
