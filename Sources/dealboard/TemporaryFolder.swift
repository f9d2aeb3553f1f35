import Commands
import Glibc

/// Folders for what goes with the program: a demo's database, the page in an editor.
///
/// Each is locked for as long as the program lives, and the editor that it started. A program that was killed could not
/// remove its own, so whoever starts next removes those that nobody holds.
enum TemporaryFolder {
  private static let prefix = "dealboard."
  private static let lockedPrefix = prefix + "work."
  /// Those of earlier versions had no lock, so they count as left behind only after so many seconds.
  private static let unlockedAge = 24 * 3600

  /// Makes a folder that nobody else can look into. The lock goes with the process, and with `isInherited` also with
  /// those that it starts.
  static func make(in parent: String, isInherited: Bool = false) throws(FileError) -> (path: String, lock: Int32) {
    // Between the two steps somebody who sweeps may take it for left behind.
    for _ in 0..<10 {
      var name = Array("\(parent)/\(lockedPrefix)XXXXXX".utf8CString)
      guard mkdtemp(&name) != nil else { throw FileError(path: parent, reason: String(cString: strerror(errno))) }
      let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if let lock = lock(path, isInherited ? 0 : O_CLOEXEC) { return (path, lock) }
    }
    throw FileError(path: parent, reason: "no folder can be made there")
  }

  /// Removes a folder that has only files in it.
  static func remove(_ path: String) {
    for name in names(in: path) { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  /// Removes what programs of this user that were killed have left there.
  static func sweep(_ parent: String) {
    for name in names(in: parent) where name.hasPrefix(prefix) {
      let path = "\(parent)/\(name)"
      guard let status = status(path), status.st_uid == getuid() else { continue }
      let isOld = time(nil) - status.st_mtim.tv_sec > unlockedAge
      switch status.st_mode & S_IFMT {
      case S_IFDIR where status.st_mode & 0o777 == 0o700:
        guard let lock = lock(path, O_CLOEXEC) else { continue }
        defer { close(lock) }
        // Nothing of ours has folders in it.
        let files = names(in: path)
        let isOurs = files.allSatisfy { self.status("\(path)/\($0)").map { $0.st_mode & S_IFMT == S_IFREG } ?? true }
        if isOurs, isOld || name.hasPrefix(lockedPrefix) { remove(path) }
      case S_IFREG where name.hasSuffix(".txt") && isOld: unlink(path)
      default: break
      }
    }
  }

  private static func lock(_ path: String, _ flags: Int32) -> Int32? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | flags)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    return lstat(path, &status) == 0 ? status : nil
  }

  private static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
