/// A ZIP archive whose members are not compressed, so that changed bytes inside reach whoever reads them.
struct StoredArchive {
  private(set) var bytes: [UInt8] = []

  init(_ members: [(name: String, bytes: [UInt8])]) {
    var directory: [UInt8] = []
    for member in members {
      let name = Array(member.name.utf8)
      let offset = bytes.count
      // Version, flags, method, time, date, checksum, both sizes, and the length of the name.
      let facts =
        Self.short(20) + Self.short(0) + Self.short(0) + Self.short(0) + Self.short(33)
        + Self.long(Self.checksum(member.bytes)) + Self.long(UInt32(member.bytes.count))
        + Self.long(UInt32(member.bytes.count)) + Self.short(UInt16(name.count)) + Self.short(0)
      bytes += Self.long(0x0403_4b50) + facts + name + member.bytes
      directory += Self.long(0x0201_4b50) + Self.short(20) + facts + Self.short(0) + Self.short(0) + Self.short(0)
      directory += Self.long(0) + Self.long(UInt32(offset)) + name
    }
    let end = Self.short(UInt16(members.count)) + Self.long(UInt32(directory.count)) + Self.long(UInt32(bytes.count))
    let counts = Self.short(0) + Self.short(0) + Self.short(UInt16(members.count))
    bytes += directory + Self.long(0x0605_4b50) + counts + end + Self.short(0)
  }

  private static func short(_ number: UInt16) -> [UInt8] { [UInt8(number & 0xff), UInt8(number >> 8)] }

  private static func long(_ number: UInt32) -> [UInt8] {
    short(UInt16(number & 0xffff)) + short(UInt16(number >> 16))
  }

  /// CRC-32, bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
