import Foundation

/// Writes ZIP archives as the oddest of writers do.
struct ZipWriter {
  enum Method {
    case stored
    case deflated
    /// What a directory may name and no reader here knows.
    case other(Int)

    var number: Int {
      switch self {
      case .stored: 0
      case .deflated: 8
      case .other(let number): number
      }
    }
  }

  enum Sizes {
    /// Sizes and checksum in the local header.
    case local
    /// Zeros there, and a descriptor after the bytes: with or without signature, sizes of 4 or of 8 bytes.
    case descriptor(isSigned: Bool, isWide: Bool)
    /// All ones there and a ZIP64 field.
    case wide
  }

  struct Member {
    var name: String
    var bytes: [UInt8]
    var method = Method.deflated
    var sizes = Sizes.local
    var localExtra: [UInt8] = []
    /// ZIP64 numbers in the central directory.
    var isWide = false
    var flags = 0
    /// What the directory says instead of the truth.
    var checksum: UInt32?
    var size: Int?
  }

  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  static func archive(_ members: [Member], isWide: Bool = false) -> [UInt8] {
    var writer = ZipWriter()
    for member in members { writer.add(member) }
    return writer.finished(isWide: isWide)
  }

  private mutating func add(_ member: Member) {
    let packed = if case .deflated = member.method { Deflater.packed(member.bytes) } else { member.bytes }
    let checksum = member.checksum ?? Checksum.crc32(member.bytes)
    let size = member.size ?? member.bytes.count
    let offset = bytes.count
    addLocal(member, checksum: checksum, packed: packed)
    let name = Array(member.name.utf8)
    let extra =
      member.isWide ? number(1, 2) + number(24, 2) + number(size, 8) + number(packed.count, 8) + number(offset, 8) : []
    directory += number(0x0201_4B50, 4) + number(45, 2) + number(20, 2) + number(member.flags, 2)
    directory += number(member.method.number, 2) + number(0, 4) + number(Int(checksum), 4)
    for value in [packed.count, size] { directory += number(member.isWide ? 0xFFFF_FFFF : value, 4) }
    directory += number(name.count, 2) + number(extra.count, 2) + number(0, 10)
    directory += number(member.isWide ? 0xFFFF_FFFF : offset, 4) + name + extra
    count += 1
  }

  private mutating func addLocal(_ member: Member, checksum: UInt32, packed: [UInt8]) {
    let name = Array(member.name.utf8)
    var extra = member.localExtra
    let sizes = [packed.count, member.bytes.count]
    let told: [Int]
    switch member.sizes {
    case .local: told = [Int(checksum)] + sizes
    case .descriptor: told = [0, 0, 0]
    case .wide:
      told = [Int(checksum), 0xFFFF_FFFF, 0xFFFF_FFFF]
      extra += number(1, 2) + number(16, 2) + number(sizes[1], 8) + number(sizes[0], 8)
    }
    bytes += number(0x0403_4B50, 4) + number(20, 2) + number(member.flags, 2) + number(member.method.number, 2)
    bytes += number(0, 4) + told.flatMap { number($0, 4) } + number(name.count, 2) + number(extra.count, 2)
    bytes += name + extra + packed
    if case .descriptor(let isSigned, let isWide) = member.sizes {
      bytes += (isSigned ? number(0x0807_4B50, 4) : []) + number(Int(checksum), 4)
      bytes += sizes.flatMap { number($0, isWide ? 8 : 4) }
    }
  }

  private func finished(isWide: Bool) -> [UInt8] {
    let offset = bytes.count
    var end: [UInt8] = []
    if isWide {
      end += number(0x0606_4B50, 4) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8)
      end += number(count, 8) + number(count, 8) + number(directory.count, 8) + number(offset, 8)
      end += number(0x0706_4B50, 4) + number(0, 4) + number(offset + directory.count, 8) + number(1, 4)
    }
    let told = isWide ? [0xFFFF, 0xFFFF] : [count, count]
    end += number(0x0605_4B50, 4) + number(0, 4) + told.flatMap { number($0, 2) }
    end += number(isWide ? 0xFFFF_FFFF : directory.count, 4) + number(isWide ? 0xFFFF_FFFF : offset, 4) + number(0, 2)
    return bytes + directory + end
  }

  private func number(_ value: Int, _ length: Int) -> [UInt8] {
    (0..<length).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }
}

/// The checksum bit by bit: another way than the program's own.
enum Checksum {
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var state: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      state ^= UInt32(byte)
      for _ in 0..<8 { state = state & 1 == 1 ? state >> 1 ^ 0xEDB8_8320 : state >> 1 }
    }
    return ~state
  }
}
