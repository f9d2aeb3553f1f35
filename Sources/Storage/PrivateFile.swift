import Glibc
package import Sales

/// Files and folders that only this login can read.
package enum PrivateFile {
  /// Makes the folder that the file is to be in, and those above it that are missing; those that are there stay as
  /// they are.
  package static func makeFolder(of path: String) throws(StoreError) {
    let folder = folder(of: path)
    if access(folder, F_OK) == 0 { return }
    try makeFolder(of: folder)
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw .failed("the folder \(folder) cannot be made: \(String(cString: strerror(errno)))")
    }
  }

  /// Makes the file under another name and gives it its own when it is complete, so that nobody ever finds a part of it,
  /// not even after a power cut.
  ///
  /// Answers false, with nothing done, when there is such a file already and it is not to be replaced.
  @discardableResult
  static func make(
    _ path: String, replacing: Bool = false, _ fill: (_ path: String) throws(StoreError) -> Void
  ) throws(StoreError) -> Bool {
    var name = Array("\(path)\(unfinished)XXXXXX".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw .failed("\(path) cannot be made: \(String(cString: strerror(errno)))") }
    close(file)
    let temporary = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(temporary) }
    try fill(temporary)
    defer { syncFolder(of: path) }
    // What fills it may have put it there itself.
    if access(temporary, F_OK) != 0 { return true }
    if replacing {
      if rename(temporary, path) == 0 { return true }
    } else {
      if link(temporary, path) == 0 { return true }
      if errno == EEXIST { return false }
      // Some file systems have no links; there two programs could both find nothing and the later one win.
      if access(path, F_OK) == 0 { return false }
      if rename(temporary, path) == 0 { return true }
    }
    throw .failed("\(path) cannot be made: \(String(cString: strerror(errno)))")
  }

  /// Removes what `make` left of the file where the program was killed over it.
  ///
  /// Whoever is making the file just then fails over it, with nothing made.
  static func removeUnfinished(_ path: String) {
    let name = path.map { "*?[\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    // SQLite had its journal beside it, or its log.
    for suffix in ["", "-journal", "-wal", "-shm"] {
      var found = glob_t()
      defer { globfree(&found) }
      guard glob(name + unfinished + "??????" + suffix, 0, nil, &found) == 0 else { continue }
      for index in 0..<Int(found.gl_pathc) { if let name = found.gl_pathv[index] { unlink(name) } }
    }
  }

  /// Makes the names in the folder survive a power cut.
  static func syncFolder(of path: String) {
    let folder = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  /// What follows the name of a file while it is being made, before six letters of chance.
  private static let unfinished = ".unfinished."

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    let folder = path[..<slash]
    return folder.isEmpty ? "/" : String(folder)
  }
}
