import Glibc
import Workbook

/// Standard output, to which records go many at a time.
final class RecordOutput {
  private static let pieceSize = 1 << 16
  private var bytes: [UInt8] = []
  /// The system's number for why nothing more can be written.
  private(set) var failure: Int32?

  /// Whether more can be written.
  @discardableResult
  func write(_ record: WorkbookRecord) -> Bool {
    record.write(to: &bytes)
    if bytes.count >= Self.pieceSize { flush() }
    return failure == nil
  }

  func flush() {
    var rest = bytes[...]
    while !rest.isEmpty, failure == nil {
      let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        failure = errno
      }
    }
    bytes.removeAll(keepingCapacity: true)
  }
}
