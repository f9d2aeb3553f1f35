/// A file that can be read at any place, so that a large one is never held whole.
package struct FileBytes {
  /// In bytes.
  package let count: Int
  private let readBytes: (_ offset: Int, _ count: Int) throws(WorkbookError) -> [UInt8]

  /// `read` gives exactly so many bytes from there, or says why not; it is asked only for what lies in the file.
  package init(count: Int, read: @escaping (_ offset: Int, _ count: Int) throws(WorkbookError) -> [UInt8]) {
    self.count = count
    readBytes = read
  }

  package init(_ bytes: [UInt8]) {
    self.init(count: bytes.count) { offset, count in Array(bytes[offset..<offset + count]) }
  }

  /// Nil when some of it lies outside the file.
  func read(_ offset: Int, _ count: Int) throws(WorkbookError) -> [UInt8]? {
    guard offset >= 0, count >= 0, offset <= self.count, count <= self.count - offset else { return nil }
    return try readBytes(offset, count)
  }
}

extension [UInt8] {
  /// The little-endian number of so many bytes, at most 8; nil past the end or when it is larger than any size.
  func number(at offset: Int, _ length: Int) -> Int? {
    guard offset >= 0, length <= count - offset else { return nil }
    var value: UInt64 = 0
    for index in (offset..<offset + length).reversed() { value = value << 8 | UInt64(self[index]) }
    return Int(exactly: value)
  }
}
