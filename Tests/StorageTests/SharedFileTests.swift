import Foundation
import Sales
import Support
import Testing

@testable import Storage

@Suite("A file that is shut to somebody") struct SharedFileTests {
  private let folder = TemporaryFolder()
  private let options = StoreOptions(clock: { 1_773_662_400_000 }, random: SeededGenerator(seed: 1), patience: 100)

  private func makeFile() throws {
    _ = try SQLiteStore.open(path: folder.database, options: options).user(named: "ana")
    chmod(folder.path, 0o777)
    chmod(folder.database, 0o666)
  }

  private func sentence(_ path: String) throws -> String {
    let options = options
    let error = #expect(throws: StoreError.self) {
      try asNobody { try SQLiteStore.open(path: path, options: options).pipelines() }
    }
    guard case .unusable(let words) = error else {
      Issue.record("\(String(describing: error))")
      return ""
    }
    return words
  }

  @Test("is told of with its owner and the command that opens it") func file() throws {
    guard geteuid() == 0 else { return }
    try makeFile()
    chmod(folder.database, 0o600)
    let words = try sentence(folder.database)
    #expect(words.contains("\(folder.database) belongs to root:root with mode 0600 and may not be read."))
    #expect(words.contains("chmod g+rw \(folder.database)"))
  }

  @Test("a log of somebody else that is shut is told of in the same way", arguments: ["-wal", "-shm"])
  func log(suffix: String) throws {
    guard geteuid() == 0 else { return }
    try makeFile()
    let store = try SQLiteStore.open(path: folder.database, options: options)
    for part in ["-wal", "-shm"] { chmod(folder.database + part, part == suffix ? 0o600 : 0o666) }
    let words = try sentence(folder.database)
    #expect(words.contains("\(folder.database + suffix) belongs to root:root with mode 0600 and may not"), "\(words)")
    #expect(words.contains("chmod g+rw \(folder.database + suffix)"))
    #expect(words.contains("chmod g+rwxs \(folder.path)"))
    withExtendedLifetime(store) {}
  }

  @Test("a folder that may not be entered is named, not called empty") func closed() throws {
    guard geteuid() == 0 else { return }
    try makeFile()
    chmod(folder.path, 0o700)
    let words = try sentence(folder.database)
    #expect(
      words.hasPrefix("The folder \(folder.path) belongs to root:root with mode 0700 and may not be entered."),
      "\(words)")
    #expect(words.contains("chmod g+rwx \(folder.path)"))
    let path = folder.database
    #expect(try asNobody { whyUnreachable(path) } == words)
    #expect(whyUnreachable(folder.path + "/none.db") == nil)
  }

  @Test("log and index get the group of the file in a folder without the setgid bit") func group() throws {
    guard geteuid() == 0 else { return }
    try makeFile()
    chown(folder.database, 0, 12_345)
    let store = try SQLiteStore.open(path: folder.database, options: options)
    for suffix in ["-wal", "-shm"] { #expect(FileOwner(folder.database + suffix)?.groupID == 12_345) }
    withExtendedLifetime(store) {}
  }

  @Test("a link is followed to the file, and one that leads nowhere or in a circle is told of") func links() throws {
    try makeFile()
    let link = folder.path + "/link.db"
    symlink(folder.database, link)
    #expect(try SQLiteStore.open(path: link, options: options).path == folder.database)
    unlink(folder.database)
    #expect(whyUnreachable(link)?.contains("is a link to a file that does not exist") == true)
    #expect(throws: StoreError.self) { try SQLiteStore.open(path: link, options: options) }
    let circle = folder.path + "/circle.db"
    symlink(circle, circle)
    #expect(whyUnreachable(circle)?.contains("leads to itself") == true)
  }
}

@Suite("Network file systems") struct NetworkFileSystemTests {
  @Test("are known by the number of the kernel, and a local disk is none") func numbers() {
    #expect(NetworkFileSystem.names[0x6969] == "NFS")
    #expect(NetworkFileSystem.name(of: "/proc") == nil)
    #expect(NetworkFileSystem.name(of: "/nowhere") == nil)
  }

  @Test("of FUSE by the name in the table of mounts, the longest mount point above the file")
  func fuse() {
    let mounts = """
      22 1 8:1 / / rw - ext4 /dev/sda1 rw
      40 22 0:50 / /home/ana rw,nosuid shared:3 - fuse.sshfs ana@host:/ rw
      41 40 0:51 / /home/ana/local rw - fuse.encfs encfs rw
      42 22 0:52 / /srv/my\\040files rw - fuse.glusterfs host:/v rw
      """
    func name(_ path: String) -> String? { NetworkFileSystem.fuseName(of: path, in: mounts) }
    #expect(name("/home/ana/d.db") == "sshfs")
    #expect(name("/home/ana/local/d.db") == nil)
    #expect(name("/home/anatol/d.db") == nil)
    #expect(name("/srv/my files/d.db") == "glusterfs")
  }
}
