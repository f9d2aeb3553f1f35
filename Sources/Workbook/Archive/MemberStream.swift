/// The unpacked bytes of one member, a piece at a time, with its size and checksum checked at the end.
struct MemberStream {
  private static let pieceSize = 1 << 16

  private let member: ArchiveMember
  private var inflater: Inflater?
  private let packed: PackedBytes
  private var checksum = CRC32()
  /// Unpacked bytes until now.
  private(set) var count = 0
  private var isFinished = false

  init(_ member: ArchiveMember, in archive: Archive) throws(WorkbookError) {
    self.member = member
    guard !member.isEncrypted else { throw .encrypted(part: member.name) }
    guard member.method == 0 || member.method == 8 else {
      throw .unknownPacking(part: member.name, method: member.method)
    }
    guard member.size <= WorkbookLimits.part else { throw Self.tooLarge(member) }
    guard let header = try archive.file.read(member.offset, 30), header.number(at: 0, 4) == 0x0403_4B50,
      let nameLength = header.number(at: 26, 2), let extraLength = header.number(at: 28, 2)
    else { throw .damaged(part: member.name) }
    let start = member.offset + 30 + nameLength + extraLength
    let packed = PackedBytes(file: archive.file, part: member.name, start: start, count: member.packedSize)
    self.packed = packed
    if member.method == 8 {
      inflater = Inflater(fault: .damaged(part: member.name)) { () throws(WorkbookError) in try packed.next() }
    }
  }

  static func tooLarge(_ member: ArchiveMember) -> WorkbookError {
    .tooLarge(part: member.name, limit: "\(WorkbookLimits.part >> 20) MiB")
  }

  /// Empty at the end, once the whole is known to be what the directory says.
  mutating func next() throws(WorkbookError) -> [UInt8] {
    if isFinished { return [] }
    let piece = inflater == nil ? try packed.next() : try inflated()
    count += piece.count
    checksum.add(piece)
    guard count <= member.size else { throw .damaged(part: member.name) }
    if count > WorkbookLimits.ratioFloor, count / WorkbookLimits.ratio > member.packedSize {
      throw .tooLarge(part: member.name, limit: "\(WorkbookLimits.ratio) times what it takes in the file")
    }
    if piece.isEmpty {
      guard count == member.size, checksum.value == member.checksum else { throw .damaged(part: member.name) }
      isFinished = true
    }
    return piece
  }

  private mutating func inflated() throws(WorkbookError) -> [UInt8] { try inflater?.next() ?? [] }

  /// A member's bytes as they lie in the file.
  private final class PackedBytes {
    private let file: FileBytes
    private let part: String
    private var start: Int
    private var count: Int

    init(file: FileBytes, part: String, start: Int, count: Int) {
      (self.file, self.part, self.start, self.count) = (file, part, start, count)
    }

    func next() throws(WorkbookError) -> [UInt8] {
      let length = min(count, MemberStream.pieceSize)
      guard let piece = try file.read(start, length) else { throw .damaged(part: part) }
      start += length
      count -= length
      return piece
    }
  }
}
