import Glibc
import Sales

/// What can be seen of a file without SQLite: nothing of it is locked, made or changed.
struct FileLook: Equatable {
  let device: UInt64
  let inode: UInt64
  let size: Int64
  /// Nanoseconds.
  let changedAt: Int64

  /// Nil when there is no such file.
  init?(path: String) throws(StoreError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      if errno == EACCES { throw .unusable(closedFolder(of: path)) }
      throw .failed("\(path): \(String(cString: strerror(errno)))")
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .foreign("\(path) is no file") }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    changedAt = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
  }
}

/// The first 100 bytes of an SQLite file (sqlite.org/fileformat2.html, 1.3).
struct FileHeader {
  static let mark = Array("SQLite format 3\0".utf8)
  let applicationID: Int32
  /// How many migrations the file has behind it, as far as the log says nothing newer.
  let version: Int32
  /// Bytes that the file has at least; nil when the header does not say.
  let size: Int64?
  let pageSize: Int

  init(path: String) throws(StoreError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == EMFILE || errno == ENFILE { throw .unusable(StoreError.tooManyFiles) }
      throw .failed("\(path): \(String(cString: strerror(errno)))")
    }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = read(file, &bytes, bytes.count)
    guard count == bytes.count, bytes.starts(with: Self.mark) else {
      throw .foreign("\(path) is no database")
    }
    func number(_ offset: Int) -> UInt32 { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) } }
    applicationID = Int32(bitPattern: number(68))
    version = Int32(bitPattern: number(60))
    let stated = Int(bytes[16]) << 8 | Int(bytes[17])
    pageSize = stated == 1 ? 65_536 : max(512, stated)
    // The count of pages is meant only when the two change counters agree.
    size = number(24) == number(92) ? Int64(number(28)) * Int64(pageSize) : nil
  }
}
