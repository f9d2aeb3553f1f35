import CSQLite
import Glibc

/// File systems that several hosts share: SQLite's log needs memory that all its programs share, so a file there is only
/// safe while one host uses it.
enum NetworkFileSystem {
  /// What is mounted where the file is, such as `NFS`; nil for a local disk.
  static func name(of path: String) -> String? {
    let magic = dealboard_file_system(path)
    return names[magic] ?? (magic == fuse ? mountedName(of: path) : nil)
  }

  /// By the number that the kernel knows them by (`linux/magic.h`, and the modules' own headers).
  static let names: [UInt32: String] = [
    0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB", 0x0102_1997: "9P", 0x5346_414F: "AFS",
    0x6B41_4653: "AFS", 0x0BD0_0BD0: "Lustre", 0x0116_1970: "GFS2", 0x7461_636F: "OCFS2", 0x00C3_6400: "CephFS",
    0x7375_7245: "Coda", 0x564C: "NCP", 0x4750_4653: "GPFS", 0x1983_0326: "BeeGFS", 0x786F_4256: "VirtualBox",
    0xAAD7_AAEA: "PanFS", 0x2003_0528: "OrangeFS", 0xBACB_ACBC: "VMware",
  ]
  private static let fuse: UInt32 = 0x6573_5546

  /// FUSE has one number for all that programs mount, local ones too; the table of mounts has their names.
  private static func mountedName(of path: String) -> String? {
    let file = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var text: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(file, &piece, piece.count), count > 0 { text += piece.prefix(count) }
    return fuseName(of: path, in: String(decoding: text, as: UTF8.self))
  }

  /// The name of what the longest mount point above the path is mounted by, where that reaches another host.
  static func fuseName(of path: String, in mounts: String) -> String? {
    var best: (point: Int, type: String)?
    for line in mounts.split(separator: "\n") {
      // Fields before a lone hyphen, the fifth being the mount point, and after it the type.
      let fields = line.split(separator: " ")
      guard fields.count > 5, let hyphen = fields.firstIndex(of: "-"), hyphen + 1 < fields.count else { continue }
      let point = fields[4].replacing("\\040", with: " ")
      guard path == point || path.hasPrefix(point == "/" ? "/" : point + "/") else { continue }
      if point.utf8.count >= best?.point ?? 0 { best = (point.utf8.count, String(fields[hyphen + 1])) }
    }
    let remote = [
      "sshfs", "glusterfs", "rclone", "s3fs", "ceph", "davfs", "curlftpfs", "smbnetfs", "gcsfuse", "juicefs",
    ]
    guard let type = best?.type else { return nil }
    if type == "virtiofs" { return type }
    return remote.first { type.hasPrefix("fuse.\($0)") }
  }
}

extension SQLiteStore {
  package var networkFileSystem: String? { NetworkFileSystem.name(of: path) }
}
