import Commands
import Glibc
import Sales
import Storage

/// The note of a long writer, in the file `…-writer` beside the database.
///
/// The file is locked for as long as its writer lives, so what one that was killed left behind is known for that.
final class WriterNoteFile {
  private let database: String
  private var descriptor: Int32 = -1
  private var path: String { database + "-writer" }

  init(database: String) {
    self.database = realPath(database) ?? database
  }

  deinit { remove() }

  var notes: WriterNotes {
    WriterNotes(tell: { [self] in if let note = $0 { write(note) } else { remove() } }, read: { [self] in read() })
  }

  private func write(_ note: WriterNote) {
    if descriptor < 0 { make() }
    guard descriptor >= 0 else { return }
    let bytes = Array((note.line + "\n").utf8)
    // What is read between the two is a line with more after it.
    pwrite(descriptor, bytes, bytes.count, 0)
    ftruncate(descriptor, off_t(bytes.count))
  }

  private func make() {
    var status = stat()
    guard stat(database, &status) == 0 else { return }
    let file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      return
    }
    // Whoever may read the deals may know who is at them.
    fchown(file, uid_t.max, status.st_gid)
    fchmod(file, status.st_mode & 0o666)
    descriptor = file
  }

  private func remove() {
    guard descriptor >= 0 else { return }
    unlink(path)
    close(descriptor)
    descriptor = -1
  }

  private func read() -> WriterNote? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    // Nobody holds it any more.
    if flock(file, LOCK_SH | LOCK_NB) == 0 { return nil }
    var buffer = [UInt8](repeating: 0, count: 1000)
    let count = Glibc.read(file, &buffer, buffer.count)
    let line = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).prefix { !$0.isNewline }
    return WriterNote(line: String(line))
  }
}
