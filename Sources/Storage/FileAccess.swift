import Glibc
import Sales

/// Who owns a file, for sentences about one that is shut to this user.
struct FileOwner {
  let path: String
  let owner: String
  let ownerID: UInt32
  let groupID: UInt32
  let mode: UInt32

  /// Nil for a file that is not there or whose folder may not be entered.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.path = path
    (ownerID, groupID, mode) = (status.st_uid, status.st_gid, status.st_mode)
    owner = getpwuid(status.st_uid)?.pointee.pw_name.map { String(cString: $0) } ?? "user \(status.st_uid)"
  }

  /// Whether the process may do that with it, as the effective user, as whom files are opened too.
  func allows(_ access: Int32) -> Bool { faccessat(AT_FDCWD, path, access, AT_EACCESS) == 0 }

  static func groupName(_ id: UInt32) -> String {
    getgrgid(id)?.pointee.gr_name.map { String(cString: $0) } ?? "\(id)"
  }

  /// Whether this user is in the group.
  static func isMember(of group: UInt32) -> Bool {
    if getegid() == group { return true }
    var groups = [gid_t](repeating: 0, count: Int(max(0, getgroups(0, nil))))
    let count = getgroups(Int32(groups.count), &groups)
    return groups.prefix(Int(max(0, count))).contains(group)
  }
}

/// The nearest folder above the path that may not be entered, who owns it, and what opens it.
func closedFolder(of path: String) -> String {
  var folders: [String] = []
  var folder = PrivateFile.folder(of: path)
  while folder != "/" && folder != "." {
    folders.append(folder)
    folder = PrivateFile.folder(of: folder)
  }
  for folder in folders.reversed() {
    guard let found = FileOwner(folder), !found.allows(X_OK) else { continue }
    return "The folder \(shown(folder)) belongs to \(found.owner) and may not be entered. "
      + "\(found.owner) can change that: \(opening(found, group: found.groupID, "g+rwx"))"
  }
  return "\(shown(path)) cannot be reached: a folder above it may not be entered."
}

/// The command with which its owner opens the file to the user's group: that of the file where the user is in it.
private func opening(_ file: FileOwner, group: UInt32, _ mode: String) -> String {
  let change = "chmod \(mode) \(shown(file.path))"
  if FileOwner.isMember(of: group) {
    return file.groupID == group ? change : "chgrp \(FileOwner.groupName(group)) \(shown(file.path)) && \(change)"
  }
  return "chgrp \(FileOwner.groupName(getegid())) \(shown(file.path)) && \(change)"
}

extension OpenedFile {
  /// Throws for a file that may not be read, or whose log or index may not be used, with the command that cures it.
  static func requireAccess(_ path: String) throws(StoreError) {
    guard let file = FileOwner(path) else { return }
    guard file.allows(R_OK) else {
      throw .unusable(
        "\(shown(path)) belongs to \(file.owner) and may not be read. "
          + "\(file.owner) can change that: \(opening(file, group: file.groupID, "g+rw"))")
    }
    let needed = file.allows(W_OK) ? R_OK | W_OK : R_OK
    for suffix in ["-wal", "-shm"] {
      guard let part = FileOwner(path + suffix), !part.allows(needed) else { continue }
      let folder = PrivateFile.folder(of: path)
      let group = FileOwner.isMember(of: file.groupID) ? file.groupID : getegid()
      throw .unusable(
        "\(shown(path + suffix)) belongs to \(part.owner) and may not be used by others. "
          + "\(part.owner) can change that: \(opening(part, group: group, "g+rw")). "
          + "So that new ones have the group too: chgrp \(FileOwner.groupName(group)) \(shown(folder)) && "
          + "chmod g+rwxs \(shown(folder))")
    }
  }

  /// Gives log and index that this user has just made the group of the file, which only a folder with the setgid bit
  /// does by itself: colleagues who may write the file must be able to use them.
  static func shareLog(_ path: String) {
    guard let file = FileOwner(path) else { return }
    for suffix in ["-wal", "-shm"] {
      guard let part = FileOwner(path + suffix), part.ownerID == geteuid(), part.groupID != file.groupID else {
        continue
      }
      // Needs no more rights than being in the group; who is not cannot share either.
      _ = chown(part.path, UInt32.max, file.groupID)
    }
  }
}
