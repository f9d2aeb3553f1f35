import Glibc

/// The bytes of a file that SQLite locks (`os_unix.c`, `PENDING_BYTE`), without SQLite: also of a file that it cannot
/// read.
final class FileLock {
  private let descriptor: Int32
  private static let place: Int = 0x4000_0000
  private static let length = 512
  // `F_OFD_GETLK` and `F_OFD_SETLK` of Linux, whose locks belong to the descriptor.
  private static let ask: Int32 = 36
  private static let set: Int32 = 37

  /// Nil when the file cannot be opened for writing.
  init?(_ path: String) {
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    if descriptor < 0 { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  private static func range(_ place: Int, _ length: Int) -> flock {
    var range = flock()
    range.l_type = Int16(F_WRLCK)
    range.l_whence = Int16(SEEK_SET)
    (range.l_start, range.l_len) = (off_t(place), off_t(length))
    return range
  }

  /// Keeps every program out of the file until this value goes; false when one is in it.
  func take() -> Bool {
    var range = Self.range(Self.place, Self.length)
    return fcntl(descriptor, Self.set, &range) == 0
  }

  /// A process that has the file open; nil when none is known.
  var holder: pid_t? {
    var range = Self.range(Self.place, Self.length)
    guard fcntl(descriptor, Self.ask, &range) == 0, range.l_type != Int16(F_UNLCK), range.l_pid > 0 else { return nil }
    return range.l_pid
  }

  /// The process that keeps every other one from reading the file, as with `locking_mode = EXCLUSIVE`; nil for none.
  static func excluder(of path: String) -> pid_t? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    // Bytes that readers share, so only a lock for one alone stands in the way of another reader.
    var range = range(place + 2, length - 2)
    range.l_type = Int16(F_RDLCK)
    guard fcntl(file, ask, &range) == 0, range.l_type != Int16(F_UNLCK) else { return nil }
    return range.l_pid
  }

  /// Whether a program has the file at the path open as a database.
  static func isHeld(_ path: String) -> Bool { isHeld(path, place, length) }

  /// Whether a program has the log open of which this is the index (`WALINDEX_LOCK_OFFSET` and the bytes after it).
  static func isIndexHeld(_ path: String) -> Bool { isHeld(path, 120, 9) }

  private static func isHeld(_ path: String, _ place: Int, _ length: Int) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var range = range(place, length)
    return fcntl(file, ask, &range) == 0 && range.l_type != Int16(F_UNLCK)
  }
}
