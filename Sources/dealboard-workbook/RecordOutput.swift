import Glibc
import Workbook

/// Standard output, to which records go many at a time. Whoever closes it wants no more, and SIGPIPE ends the program.
final class RecordOutput {
  private static let pieceSize = 1 << 16
  private var bytes: [UInt8] = []

  /// Whether records are still wanted.
  @discardableResult
  func write(_ record: WorkbookRecord) -> Bool {
    bytes += record.bytes
    return bytes.count < Self.pieceSize || flush()
  }

  @discardableResult
  func flush() -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    bytes.removeAll(keepingCapacity: true)
    return true
  }
}
