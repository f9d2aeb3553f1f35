/// A ZIP archive, read by its central directory alone (APPNOTE 6.3): what local headers and descriptors say differs
/// from writer to writer.
struct Archive {
  let file: FileBytes
  private let members: [String: ArchiveMember]

  init(_ file: FileBytes) throws(WorkbookError) {
    self.file = file
    let directory = try ArchiveDirectory(file)
    members = try Self.byName(try directory.members(of: file), before: directory.offset)
  }

  /// `name` is compared without case.
  func member(_ name: String) -> ArchiveMember? { members[ArchiveMember.folded(name)] }

  private static func byName(
    _ list: [ArchiveMember], before end: Int
  ) throws(WorkbookError) -> [String: ArchiveMember] {
    var result: [String: ArchiveMember] = [:]
    // A member takes its local header of 30 bytes and more, and its packed bytes.
    var free = 0
    for member in list.sorted(by: { $0.offset < $1.offset }) {
      guard member.offset >= free else { throw .overlap(part: member.name) }
      let (place, overflow) = member.offset.addingReportingOverflow(member.packedSize)
      guard !overflow, place <= end - 30 else { throw .badDirectory }
      free = place + 30
      if member.name.hasSuffix("/") { continue }
      guard result.updateValue(member, forKey: member.name) == nil else {
        throw .duplicateMember(part: member.name)
      }
    }
    return result
  }
}

/// What the central directory says of one member.
struct ArchiveMember: Hashable {
  /// In lower case, with `/` between folders and none at the start; without control characters.
  let name: String
  let isEncrypted: Bool
  /// 0 is stored, 8 is deflated.
  let method: Int
  let checksum: UInt32
  let packedSize: Int
  let size: Int
  /// Where its local header begins.
  let offset: Int

  static func folded(_ name: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: scalars.append("?")
      default: scalars.append(scalar == "\\" ? "/" : scalar)
      }
    }
    return String(String(scalars).lowercased().drop { $0 == "/" })
  }
}

/// Where the central directory lies and how many entries it has.
struct ArchiveDirectory {
  private(set) var offset = 0
  private var size = 0
  private var count = 0

  private static let endSignature = 0x0605_4B50
  private static let wideLocatorSignature = 0x0706_4B50
  private static let wideEndSignature = 0x0606_4B50
  private static let entrySignature = 0x0201_4B50
  private static let endLength = 22
  private static let longestComment = 0xFFFF

  init(_ file: FileBytes) throws(WorkbookError) {
    let tailLength = min(file.count, Self.endLength + Self.longestComment)
    guard let tail = try file.read(file.count - tailLength, tailLength), let end = Self.end(in: tail) else {
      let head = try file.read(0, min(4, file.count)) ?? []
      throw FileKind(head: head) == .archive ? .cutShort : .notAnArchive
    }
    let place = file.count - tailLength + end
    guard let count = tail.number(at: end + 10, 2), let size = tail.number(at: end + 12, 4),
      let offset = tail.number(at: end + 16, 4)
    else { throw .badDirectory }
    (self.count, self.size, self.offset) = (count, size, offset)
    if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF { try readWideEnd(file, before: place) }
    guard self.count <= WorkbookLimits.members else {
      throw .tooLarge(part: "The directory", limit: "\(WorkbookLimits.members) parts")
    }
    guard self.size <= WorkbookLimits.directory, self.offset <= place - self.size else { throw .badDirectory }
  }

  /// The last place where an end record stands whose comment fits into the file.
  private static func end(in tail: [UInt8]) -> Int? {
    guard tail.count >= endLength else { return nil }
    return (0...tail.count - endLength).last { index in
      guard tail[index] == 0x50, tail.number(at: index, 4) == endSignature else { return false }
      return (tail.number(at: index + 20, 2) ?? .max) <= tail.count - endLength - index
    }
  }

  /// The end record of ZIP64, which stands where a number of the old one would be too small.
  private mutating func readWideEnd(_ file: FileBytes, before place: Int) throws(WorkbookError) {
    guard let locator = try file.read(place - 20, 20), locator.number(at: 0, 4) == Self.wideLocatorSignature,
      let position = locator.number(at: 8, 8), let end = try file.read(position, 56),
      end.number(at: 0, 4) == Self.wideEndSignature, let count = end.number(at: 32, 8),
      let size = end.number(at: 40, 8), let offset = end.number(at: 48, 8)
    else { throw .badDirectory }
    (self.count, self.size, self.offset) = (count, size, offset)
  }

  func members(of file: FileBytes) throws(WorkbookError) -> [ArchiveMember] {
    guard let bytes = try file.read(offset, size) else { throw .badDirectory }
    var members: [ArchiveMember] = []
    var place = 0
    for _ in 0..<count {
      guard bytes.number(at: place, 4) == Self.entrySignature, let nameLength = bytes.number(at: place + 28, 2),
        let extraLength = bytes.number(at: place + 30, 2), let commentLength = bytes.number(at: place + 32, 2),
        nameLength <= WorkbookLimits.nameLength,
        let member = Self.member(bytes, place, nameLength: nameLength, extraLength: extraLength)
      else { throw .badDirectory }
      members.append(member)
      place += 46 + nameLength + extraLength + commentLength
    }
    return members
  }

  private static func member(
    _ bytes: [UInt8], _ place: Int, nameLength: Int, extraLength: Int
  ) -> ArchiveMember? {
    let nameStart = place + 46
    guard let flags = bytes.number(at: place + 8, 2), let method = bytes.number(at: place + 10, 2),
      let checksum = bytes.number(at: place + 16, 4), let packedSize = bytes.number(at: place + 20, 4),
      let size = bytes.number(at: place + 24, 4), let offset = bytes.number(at: place + 42, 4),
      nameStart + nameLength + extraLength <= bytes.count
    else { return nil }
    let name = String(decoding: bytes[nameStart..<nameStart + nameLength], as: UTF8.self)
    let extraStart = nameStart + nameLength
    var wide = WideSizes(Array(bytes[extraStart..<extraStart + extraLength]))
    guard let wideSize = wide.replacing(size), let widePackedSize = wide.replacing(packedSize),
      let wideOffset = wide.replacing(offset)
    else { return nil }
    return ArchiveMember(
      name: ArchiveMember.folded(name), isEncrypted: flags & 1 == 1, method: method, checksum: UInt32(checksum),
      packedSize: widePackedSize, size: wideSize, offset: wideOffset)
  }
}

/// The extra field 1 of a directory entry: it has the numbers, in their order, whose own place is all ones.
private struct WideSizes {
  private var bytes: [UInt8] = []

  init(_ extra: [UInt8]) {
    var place = 0
    while let id = extra.number(at: place, 2), let length = extra.number(at: place + 2, 2) {
      if id == 1 { bytes = Array(extra[min(extra.count, place + 4)..<min(extra.count, place + 4 + length)]) }
      place += 4 + length
    }
  }

  mutating func replacing(_ number: Int) -> Int? {
    guard number == 0xFFFF_FFFF else { return number }
    let wide = bytes.number(at: 0, 8)
    bytes.removeFirst(min(8, bytes.count))
    return wide
  }
}
