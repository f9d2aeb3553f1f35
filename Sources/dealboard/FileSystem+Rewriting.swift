import Commands
import Glibc

extension FileSystem {
  /// A new file takes the place of the old one, so that whoever reads it meanwhile sees one of the two, whole.
  static func rewrite(
    _ path: String, _ isMaking: Bool, _ change: (_ bytes: [UInt8]) -> [UInt8]?
  ) throws(FileError) {
    let lock = try locked(path, isMaking)
    defer { close(lock) }
    guard let bytes = change(try read(path)), let old = status(of: path) else { return }
    let name = path + ".new"
    // Left behind by somebody who was ended while he held the lock.
    unlink(name)
    let file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw FileError(path: name, reason: reason) }
    defer { close(file) }
    // Root may change what is another user's.
    fchown(file, old.st_uid, old.st_gid)
    fchmod(file, old.st_mode & 0o777)
    if case .failed(let reason) = write(bytes, to: file) {
      unlink(name)
      throw FileError(path: name, reason: reason)
    }
    guard fsync(file) == 0, rename(name, path) == 0 else {
      let reason = reason
      unlink(name)
      throw FileError(path: path, reason: reason)
    }
  }

  /// Opens the file and locks it; again where another one took its place before the lock was had.
  private static func locked(_ path: String, _ isMaking: Bool) throws(FileError) -> Int32 {
    while true {
      let file = open(path, O_RDONLY | O_CLOEXEC | (isMaking ? O_CREAT : 0), 0o600)
      guard file >= 0 else { throw FileError(path: path, reason: reason) }
      var held = stat()
      guard flock(file, LOCK_EX) == 0, fstat(file, &held) == 0 else {
        let reason = reason
        close(file)
        throw FileError(path: path, reason: reason)
      }
      if status(of: path)?.st_ino == held.st_ino { return file }
      close(file)
    }
  }
}
