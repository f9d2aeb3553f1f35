import CSQLite
import Glibc
import Sales

/// Which run of the log a file has behind it.
///
/// A log belongs to a file if the file has the stamp from before the log's first change, or the one that this change
/// set: a checkpoint copies pages one by one, so either can be found meanwhile. Any other file is from another time or
/// of another origin, and reading the two together would mix them.
struct LogStamp: Equatable {
  /// The stamp of the run before, 32 letters.
  let before: String
  let now: String

  /// What stands for no run before.
  static let none = String(repeating: "0", count: 32)
  private static let mark = Array("dealboard-log:".utf8)
  private static let length = 79

  /// Nil for a text that is none.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, text.utf8.count == Self.length else { return nil }
    (before, now) = (parts[1], parts[2])
  }

  /// The stamp in a page of the table, wherever SQLite has put it there.
  init?(page: [UInt8]) {
    guard let start = page.firstRange(of: Self.mark)?.lowerBound, page.count >= start + Self.length else { return nil }
    self.init(String(decoding: page[start..<start + Self.length], as: UTF8.self))
  }

  /// Whether a log that begins with this stamp was written for a file with that one; nil for a file without any.
  func belongs(to file: LogStamp?) -> Bool {
    guard let file else { return before == Self.none }
    return file.now == before || file.now == now
  }

  /// Sets the next one, inside a change.
  static let renew = """
    UPDATE log_stamp
    SET stamp = 'dealboard-log:' || substr(stamp, 48, 32) || ':' || lower(hex(randomblob(16)))
    WHERE id = 1 AND length(stamp) = 79
    """
  static let read = "SELECT stamp FROM log_stamp WHERE id = 1"
}

/// What stands in a write-ahead log, read without SQLite (sqlite.org/fileformat2.html, 4.1).
struct LogContents {
  /// The first stamp; nil in a log of an older version or of another program.
  private(set) var stamp: LogStamp?
  /// Pages that stand in it with a number above that of the file's last.
  private(set) var addedPages: Set<UInt32> = []
  let pageSize: Int

  /// Nil for a log that has nothing.
  init?(path: String, filePages: UInt32) {
    let log = open(path + "-wal", O_RDONLY | O_CLOEXEC)
    guard log >= 0 else { return nil }
    defer { close(log) }
    guard let header = Self.bytes(of: log, at: 0, 32), Self.number(header, 0) & ~1 == 0x377F_0682 else { return nil }
    pageSize = Int(Self.number(header, 8))
    guard (512...65_536).contains(pageSize) else { return nil }
    let frameHeader = 24
    var place = 32
    while let frame = Self.bytes(of: log, at: place, frameHeader + 8), frame[8..<16] == header[16..<24] {
      let page = Self.number(frame, 0)
      if page > filePages { addedPages.insert(page) }
      // The stamp's table is one page, a leaf with one row.
      if stamp == nil, frame[frameHeader] == 0x0D, frame[frameHeader + 3] == 0, frame[frameHeader + 4] == 1 {
        stamp = Self.bytes(of: log, at: place + frameHeader, pageSize).flatMap { LogStamp(page: $0) }
      }
      place += frameHeader + pageSize
    }
    if place == 32 { return nil }
  }

  /// Nil where the file ends before.
  private static func bytes(of file: Int32, at place: Int, _ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return pread(file, &bytes, count, off_t(place)) == count ? bytes : nil
  }

  private static func number(_ bytes: [UInt8], _ place: Int) -> UInt32 {
    bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}

extension OpenedFile {
  /// Why the log beside the file may not be read with it; nil when it may, and without a log.
  static func logFault(_ path: String, _ look: FileLook?) -> StoreError? {
    guard let look, hasLog(path) else { return nil }
    let name = shown(path)
    if look.size == 0 {
      return .unusable(
        "\(name) is empty, but \(name)-wal beside it holds changes of a file that was there. "
          + "Put a backup in its place: dealboard restore FILE, which keeps both.")
    }
    guard let header = try? FileHeader(path: path) else { return nil }
    let pages = UInt32(clamping: look.size / Int64(header.pageSize))
    guard let log = LogContents(path: path, filePages: pages) else { return nil }
    if let stamp = log.stamp, !isOwn(stamp, path) {
      return .unusable(
        "\(name)-wal belongs to another file that was at \(name) before, and reading both would mix them. "
          + "To put a backup there: dealboard restore FILE. To use \(name) as it is, quit every board and move "
          + "\(name)-wal away.")
    }
    // What a checkpoint has not copied yet stands in the log.
    if let size = header.size, look.size < size {
      let missing = UInt32(clamping: size / Int64(header.pageSize)) - pages
      if log.addedPages.count < missing { return .damaged("\(path) is shorter than it says") }
    }
    return nil
  }

  /// Whether a log that begins with the stamp belongs to the file; of one that cannot be read SQLite judges.
  private static func isOwn(_ stamp: LogStamp, _ path: String) -> Bool {
    switch fileStamp(path) {
    case .unreadable: true
    case .missing: stamp.belongs(to: nil)
    case .found(let found): stamp.belongs(to: found)
    }
  }

  /// What the file alone, without its log, has for a stamp.
  private enum FileStamp {
    case unreadable, missing
    case found(LogStamp)
  }

  private static func fileStamp(_ path: String) -> FileStamp {
    guard let connection = try? Connection(path: path, mode: .immutable, patience: 0) else { return .unreadable }
    let tables = "SELECT count(*) FROM sqlite_schema WHERE name = 'log_stamp'"
    guard let isThere = try? connection.integer(tables) else { return .unreadable }
    if isThere == 0 { return .missing }
    let text = (try? connection.first(LogStamp.read) { row in row.text(0) }) ?? nil
    return text.flatMap { LogStamp($0) }.map { .found($0) } ?? .unreadable
  }
}
