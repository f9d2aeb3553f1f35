import Board
import Commands
import Glibc
import Storage

/// Keeps what was being typed in a file that only this user can read, as the conventions for desktops place what a
/// program remembers: `$XDG_STATE_HOME/dealboard`, else `~/.local/state/dealboard`.
struct DraftFile {
  private let path: String
  /// Stands above the drafts, so that whoever finds the file knows what it is.
  private let heading: String

  /// How long it waits for another board that is at it, in milliseconds.
  private static let patience = 200

  /// One file for each database and login.
  init(database: String, login: String, home: String, stateFolder: String?) {
    let database = realPath(database) ?? database
    let state = stateFolder.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.local/state"
    path = "\(state)/dealboard/draft-\(Self.hash("\(database)\n\(login)"))"
    heading = "Typed by \(login) in \(database) and not saved".filter { !$0.isNewline && $0 != "\t" }
  }

  var drafts: SpareDrafts {
    SpareDrafts(exist: { access(path, F_OK) == 0 }, update: update)
  }

  private func update(_ change: (String?) -> String?) {
    try? PrivateFile.makeFolder(of: path)
    guard let descriptor = locked() else { return }
    defer { close(descriptor) }
    let kept = read(descriptor)
    guard let text = change(kept) else {
      unlink(path)
      return
    }
    if text == kept { return }
    lseek(descriptor, 0, SEEK_SET)
    let bytes = Array("\(heading)\n\n\(text)\n".utf8)
    guard FileSystem.write(bytes, to: descriptor) == .done else { return }
    ftruncate(descriptor, off_t(bytes.count))
    fsync(descriptor)
  }

  /// The file, which no other board changes until it is closed.
  private func locked() -> Int32? {
    for _ in 0..<Self.patience / 10 {
      let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { return nil }
      var (held, named) = (stat(), stat())
      // Whoever held it may have removed it.
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &held) == 0, lstat(path, &named) == 0,
        held.st_ino == named.st_ino
      {
        return descriptor
      }
      close(descriptor)
      usleep(10_000)
    }
    return nil
  }

  /// Without the heading; nil when there is none.
  private func read(_ descriptor: Int32) -> String? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.dropFirst(2).joined(separator: "\n")
    return text.isEmpty ? nil : text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  /// FNV-1a, in 64 bits.
  private static func hash(_ text: String) -> String {
    let value = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
