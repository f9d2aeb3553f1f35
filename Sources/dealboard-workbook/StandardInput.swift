import Glibc
import Workbook

/// The workbook as the file that standard input is.
enum StandardInput {
  /// Only a file can be read at any place; a pipe cannot.
  static func file() throws(WorkbookError) -> FileBytes {
    var status = stat()
    guard fstat(STDIN_FILENO, &status) == 0 else { throw .unreadable(reason: reason) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(reason: "standard input is not a file") }
    return FileBytes(count: Int(status.st_size)) { offset, count throws(WorkbookError) in try read(offset, count) }
  }

  private static func read(_ offset: Int, _ count: Int) throws(WorkbookError) -> [UInt8] {
    var filled = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while filled < count {
        let got = pread(STDIN_FILENO, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled))
        if got < 0, errno == EINTR { continue }
        if got <= 0 { break }
        filled += got
      }
      initialized = filled
    }
    guard filled == count else { throw .unreadable(reason: "it has become shorter") }
    return bytes
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
