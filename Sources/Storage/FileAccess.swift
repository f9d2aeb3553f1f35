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
    owner = Self.userName(status.st_uid) ?? "\(status.st_uid)"
  }

  /// `/srv/sales/d.db belongs to ana:sales with mode 0640`, to begin a sentence about it.
  var words: String {
    let digits = String(mode & 0o7777, radix: 8)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "\(shown(path)) belongs to \(owner):\(Self.groupName(groupID)) with mode \(padded)"
  }

  /// Whether the process may do that with it, as the effective user, as whom files are opened too.
  func allows(_ access: Int32) -> Bool { faccessat(AT_FDCWD, path, access, AT_EACCESS) == 0 }

  /// Whether a member of the group who does not own it may do that (`0o4` read, `0o2` write, `0o1` enter).
  func allows(_ group: Group, _ right: UInt32) -> Bool {
    mode >> (group.id == groupID ? 3 : 0) & right == right
  }

  /// The name of the effective user, as commands take it: a user without an account has only a number.
  static var ownName: String { userName(geteuid()) ?? "\(geteuid())" }

  private static func userName(_ id: UInt32) -> String? {
    getpwuid(id)?.pointee.pw_name.map { String(cString: $0) }
  }

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

  /// What makes this user a member, as a sentence without its full stop.
  static func joining(_ group: String) -> String {
    "An administrator can add them: usermod -aG \(group) \(ownName); it holds from the next login"
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
    return "The folder \(found.words) and may not be entered. \(cure(found, "rwx"))"
  }
  return "\(shown(path)) cannot be reached: a folder above it may not be entered."
}

/// Why the file may not be written, in a sentence that names the file or folder, its owner and mode and the cure; nil
/// where it may be.
package func whyUnwritable(_ path: String) -> String? {
  let place = realPath(path) ?? path
  if let file = FileOwner(place), !file.allows(W_OK) {
    return "\(file.words) and may not be written. \(cure(file, "rw"))"
  }
  guard let folder = FileOwner(PrivateFile.folder(of: place)), !folder.allows(W_OK | X_OK) else { return nil }
  return
    "The folder \(folder.words) and may not be written, which the log of the database needs. \(cure(folder, "rwx"))"
}

/// The sentence with the command that opens the file to this user: the user joins its group where that is open already,
/// else its owner opens it to the group.
private func cure(_ file: FileOwner, _ rights: String) -> String {
  let wanted: UInt32 = rights == "rwx" ? 0o7 : 0o6
  let group = FileOwner.groupName(file.groupID)
  if !FileOwner.isMember(of: file.groupID), file.mode >> 3 & wanted == wanted, file.groupID != 0 {
    return "\(FileOwner.ownName) is not in the group \(group). \(FileOwner.joining(group))."
  }
  return "\(file.owner) can change that: \(opening(file, group: file.groupID, "g+" + rights))"
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
    guard file.allows(R_OK) else { throw .unusable("\(file.words) and may not be read. \(cure(file, "rw"))") }
    let needed = file.allows(W_OK) ? R_OK | W_OK : R_OK
    for suffix in ["-wal", "-shm"] {
      guard let part = FileOwner(path + suffix), !part.allows(needed) else { continue }
      let folder = PrivateFile.folder(of: path)
      let group = FileOwner.isMember(of: file.groupID) ? file.groupID : getegid()
      throw .unusable(
        "\(part.words) and may not be used by others. "
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
