import Commands
import Foundation

/// The control file of the Debian package (deb-control(5)).
struct DebianControl {
  let architecture: String
  /// Kibibytes.
  let size: Int
  /// The shared libraries that the board asks for, as `libc.so.6`.
  let libraries: Set<String>
  /// Those that only the reader of workbooks asks for: without them all but workbooks works.
  let optionalLibraries: Set<String>

  /// Every library that a program may ask for, and the package of Debian 12 that has it.
  private static let packages = [
    "libc.so.6": "libc6 (>= 2.36)", "libm.so.6": "libc6 (>= 2.36)", "ld-linux-x86-64.so.2": "libc6 (>= 2.36)",
    "ld-linux-aarch64.so.1": "libc6 (>= 2.36)", "libgcc_s.so.1": "libgcc-s1 (>= 3.0)",
    "libncursesw.so.6": "libncursesw6 (>= 6)", "libsqlite3.so.0": "libsqlite3-0 (>= 3.40.0)",
    "libstdc++.so.6": "libstdc++6 (>= 12)", "libtinfo.so.6": "libtinfo6 (>= 6)",
    "libxml2.so.2": "libxml2 (>= 2.9.4)",
  ]

  /// `programs` are the board and the reader of workbooks.
  init(architecture: String, size: Int, programs: [URL]) throws {
    self.architecture = architecture
    self.size = size
    let needed = try programs.map(Self.libraries)
    libraries = needed.first ?? []
    optionalLibraries = Set(needed.joined()).subtracting(libraries)
  }

  private static func libraries(of program: URL) throws -> Set<String> {
    let lines = try Tool.output(of: ["readelf", "--wide", "--dynamic", program.path]).split(separator: "\n")
    return Set(
      lines.filter { $0.contains("(NEEDED)") }.compactMap { line in
        line.split(separator: "[").last?.split(separator: "]").first.map(String.init)
      })
  }

  /// Throws for a library that no package of Debian is known for, such as one of Swift.
  func text() throws -> String {
    let unknown = libraries.union(optionalLibraries).subtracting(Self.packages.keys).sorted()
    guard unknown.isEmpty else {
      throw Trouble("the programs need \(unknown.joined(separator: ", ")), which the package does not depend on")
    }
    return """
      Package: dealboard
      Version: \(Release.version)
      Architecture: \(architecture)
      Maintainer: \(maintainer)
      Installed-Size: \(size)
      Depends: \(names(of: libraries))
      Recommends: \(names(of: optionalLibraries))
      Section: office
      Priority: optional
      Description: sales pipeline board for the terminal
       One column per stage, deals moved by single keys, every change on disk
       before it is shown, in one SQLite file that a team on one host can share.

      """
  }

  private func names(of libraries: Set<String>) -> String {
    Set(libraries.compactMap { Self.packages[$0] }).sorted().joined(separator: ", ")
  }

  /// Who builds it, as Debian's own tools ask for it.
  private var maintainer: String {
    let variables = ProcessInfo.processInfo.environment
    return "\(variables["DEBFULLNAME"] ?? "dealboard") <\(variables["DEBEMAIL"] ?? "root@localhost")>"
  }
}
