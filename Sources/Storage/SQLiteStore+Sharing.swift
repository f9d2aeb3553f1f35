import Glibc
package import Sales

extension SQLiteStore {
  /// Makes the database where it is missing and opens it and its folder to the group: the folder gets the setgid bit
  /// and mode 2770, the file mode 0660, whatever the umask is. SQLite gives log and index the mode of the file.
  ///
  /// `group` is a name or a number. Throws `unusable`, with nothing made, where a member could not reach the file, where
  /// the folder holds other files, and where this user may not do it.
  package static func share(
    _ path: String, with group: String, options: StoreOptions = StoreOptions()
  ) throws(StoreError) -> SharedDatabase {
    try Sharing(path: path, group: Group(group)).run(options)
  }
}

/// A group of users that exists.
struct Group {
  let id: UInt32
  let name: String

  init(_ word: String) throws(StoreError) {
    if let entry = getgrnam(word) {
      (id, name) = (entry.pointee.gr_gid, word)
    } else if let number = UInt32(word) {
      (id, name) = (number, FileOwner.groupName(number))
    } else {
      throw .unusable("There is no group \(shown(word)). Make it first, as root: groupadd \(shown(word))")
    }
  }
}

private struct Sharing {
  let path: String
  let folder: String
  let group: Group

  private static let folderMode: UInt32 = 0o2770
  private static let fileMode: UInt32 = 0o660

  init(path: String, group: Group) throws(StoreError) {
    let absolute = path.hasPrefix("/") ? path : (realPath(".") ?? "") + "/" + path
    self.path = try resolvedPath(absolute)
    folder = PrivateFile.folder(of: self.path)
    self.group = group
  }

  func run(_ options: StoreOptions) throws(StoreError) -> SharedDatabase {
    guard geteuid() == 0 || FileOwner.isMember(of: group.id) else {
      throw .unusable(
        "\(FileOwner.ownName) is not in the group \(group.name). \(FileOwner.joining(group.name)).")
    }
    try requireReachable()
    try openFolder()
    let isNew = access(path, F_OK) != 0
    do {
      let opened = try OpenedFile.open(path, options)
      if opened.readOnlyReason != nil { throw StoreError.unusable(whyUnwritable(path) ?? StoreError.readOnly.sentence) }
    }
    for part in ["", "-wal", "-shm"] where access(path + part, F_OK) == 0 { try give(path + part, Self.fileMode) }
    return SharedDatabase(path: path, group: group.name, isNew: isNew)
  }

  /// A folder above that is shut to the group makes all the rest useless.
  private func requireReachable() throws(StoreError) {
    var above = PrivateFile.folder(of: folder)
    while above != "/" && above != "." {
      if let found = FileOwner(above), !found.allows(group, 0o1) {
        throw .unusable(
          "The folder \(found.words), so members of \(group.name) cannot enter it. "
            + "\(found.owner) can change that: chmod o+x \(shown(above))")
      }
      above = PrivateFile.folder(of: above)
    }
  }

  private func openFolder() throws(StoreError) {
    if mkdir(folder, 0o700) != 0 {
      guard errno == EEXIST else { throw .unusable(whyNotMade(errno)) }
      if let found = FileOwner(folder), found.groupID == group.id, found.mode & 0o2070 == 0o2070 { return }
      try requireOwnFolder()
    }
    try give(folder, Self.folderMode)
  }

  private func whyNotMade(_ reason: Int32) -> String {
    let above = PrivateFile.folder(of: folder)
    guard let found = FileOwner(above) else {
      return "The folder \(shown(above)) does not exist. Make it first: mkdir -p \(shown(above))"
    }
    return "\(shown(folder)) cannot be made (\(String(cString: strerror(reason)))): the folder \(found.words). "
      + "\(found.owner) can make it: install -d -o \(FileOwner.ownName) -g \(group.name) -m 2770 \(shown(folder))"
  }

  /// What is in a folder besides the database would be opened to the group too.
  private func requireOwnFolder() throws(StoreError) {
    guard let list = opendir(folder) else { return }
    defer { closedir(list) }
    let own = path.split(separator: "/").last ?? ""
    while let entry = readdir(list) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." || name.hasPrefix(own) { continue }
      let words = FileOwner(folder)?.words ?? shown(folder)
      throw .unusable(
        "The folder \(words) and holds other files. Choose a folder for the database alone, such as "
          + "\(shown("\(folder)/\(group.name)/\(own)")), or open this one to the group: "
          + "chgrp \(group.name) \(shown(folder)) && chmod g+rwxs \(shown(folder))")
    }
  }

  private func give(_ path: String, _ mode: UInt32) throws(StoreError) {
    guard let found = FileOwner(path) else { return }
    if found.groupID == group.id, found.mode & 0o7777 == mode { return }
    // The group first, since a change of it clears the setgid bit.
    guard chown(path, UInt32.max, group.id) == 0, chmod(path, mode) == 0 else {
      throw .unusable(
        "\(found.words) and cannot be given to the group \(group.name). \(found.owner) can change that: "
          + "chgrp \(group.name) \(shown(path)) && chmod \(String(mode, radix: 8)) \(shown(path))")
    }
  }
}
