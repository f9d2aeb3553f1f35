import Commands
import Glibc
import Storage

/// The few things that commands do with files, by system calls.
enum FileSystem {
  static func files(temporaryFolder: String) -> Files {
    Files(
      exists: { access($0, F_OK) == 0 }, whyUnreachable: whyUnreachable,
      whyUnwritable: whyUnwritable,
      size: size, mode: { status(of: $0).map { $0.st_mode & 0o7777 } },
      read: { path throws(FileError) in try read(path) },
      open: { path throws(FileError) in try source(path) },
      readWorkbook: { file, sheet throws(WorkbookFailure) in
        try WorkbookProgram(temporaryFolder: temporaryFolder).read(file, sheet: sheet)
      },
      make: { path throws(FileError) in try make(path) },
      rewrite: { path, isMaking, change throws(FileError) in try rewrite(path, isMaking, change) },
      remove: { unlink($0) },
      makeTemporaryFolder: { () throws(FileError) in
        TemporaryFolder.sweep(temporaryFolder)
        return try TemporaryFolder.make(in: temporaryFolder).path
      },
      removeFolder: TemporaryFolder.remove)
  }

  /// Writes every byte, waiting where the descriptor takes no more for now, but not after a signal to end.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Output.Delivery {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
        continue
      }
      switch errno {
      case EINTR where Interrupts.signal != nil: return .closed
      case EINTR: continue
      case EAGAIN:
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      case EPIPE: return .closed
      default: return .failed(reason: reason)
      }
    }
    return .done
  }

  private static func size(_ path: String) -> Int? { status(of: path).map { Int($0.st_size) } }

  static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  static var reason: String { String(cString: strerror(errno)) }

  static func read(_ path: String) throws(FileError) -> [UInt8] {
    let source = try source(path)
    var bytes: [UInt8] = []
    while true {
      let piece = try source.next()
      if piece.isEmpty { return bytes }
      bytes += piece
    }
  }

  private static func source(_ path: String) throws(FileError) -> ByteSource {
    let file = try OpenFile(path)
    return ByteSource(
      next: { () throws(FileError) in try file.next() },
      isReady: { milliseconds in
        var state = pollfd(fd: file.descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&state, 1, Int32(clamping: milliseconds)) > 0
      })
  }

  /// A file being read; closed with its last reader.
  private final class OpenFile {
    let path: String
    let descriptor: Int32
    private static let pieceSize = 1 << 16

    init(_ path: String) throws(FileError) {
      self.path = path
      descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileError(path: path, reason: reason) }
    }

    deinit {
      if descriptor >= 0, path != "-" { close(descriptor) }
    }

    func next() throws(FileError) -> [UInt8] {
      var count = 0
      let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, filled in
        repeat { count = Glibc.read(descriptor, buffer.baseAddress, buffer.count) } while count < 0 && errno == EINTR
        filled = max(0, count)
      }
      if count < 0 { throw FileError(path: path, reason: reason) }
      return piece
    }
  }

  /// Only its owner may read the new file, since it holds what the database holds.
  private static func make(_ path: String) throws(FileError) -> NewFile {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError(path: path, reason: reason) }
    return NewFile(path: path, send: { write($0, to: descriptor) }) { () throws(FileError) in
      if close(descriptor) != 0 { throw FileError(path: path, reason: reason) }
    }
  }
}
