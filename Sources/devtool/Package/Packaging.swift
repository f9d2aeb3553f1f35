import Commands
import Foundation

/// Packages of the program, built from a clean checkout: a .deb for Debian 12 and a tarball with `install.sh`.
struct Packaging {
  private let root: URL
  /// Where SwiftPM builds, apart from everyday's builds.
  private let scratch: URL
  /// Where the packages are put; below `.build`, which Git ignores.
  private let output: URL

  /// `--scratch-path FOLDER` names another place to build in.
  static func run(_ words: [String]) throws {
    guard words.isEmpty || words.count == 2 && words[0] == "--scratch-path" else {
      throw Trouble("package takes nothing but --scratch-path FOLDER")
    }
    let root = try Place.package()
    let scratch = words.last.map { URL(fileURLWithPath: $0) } ?? root.appendingPathComponent(".build/package")
    let packaging = Packaging(root: root, scratch: scratch, output: root.appendingPathComponent(".build/packages"))
    for file in try packaging.makeAll() { print(file.path) }
  }

  private func makeAll() throws -> [URL] {
    // Building dealboard builds its reader of workbooks too.
    try Tool.run(
      ["swift", "build", "-c", "release", "--static-swift-stdlib", "--product", "dealboard"]
        + ["--scratch-path", scratch.path, "--package-path", root.path])
    let stage = scratch.appendingPathComponent("stage")
    try? FileManager.default.removeItem(at: stage)
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    let programs = try stripped(to: stage.appendingPathComponent("programs"))
    let page = try GuidePage(root: root)
    return [
      try makeDebian(in: stage.appendingPathComponent("deb"), programs, page),
      try makeTarball(in: stage.appendingPathComponent("tar"), programs, page),
    ]
  }

  /// The programs without symbols, a third as large.
  private func stripped(to folder: URL) throws -> [URL] {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return try ["dealboard", "dealboard-workbook"].map { name in
      let program = folder.appendingPathComponent(name)
      try Tool.run(["strip", "-o", program.path, scratch.appendingPathComponent("release/\(name)").path])
      return program
    }
  }

  private func makeDebian(in folder: URL, _ programs: [URL], _ page: GuidePage) throws -> URL {
    let architecture = try Tool.output(of: ["dpkg", "--print-architecture"]).trimmingCharacters(
      in: .whitespacesAndNewlines)
    let tree = InstallTree(folder: folder.appendingPathComponent("usr"), zsh: "vendor-completions", isPacked: true)
    try tree.fill(programs, page)
    let control = try DebianControl(
      architecture: architecture, size: try tree.size(), programs: programs)
    try InstallTree.write(
      try control.text(), to: folder.appendingPathComponent("DEBIAN/control"))
    let package = output.appendingPathComponent("dealboard_\(Release.version)_\(architecture).deb")
    try Tool.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", folder.path, package.path])
    return package
  }

  private func makeTarball(in folder: URL, _ programs: [URL], _ page: GuidePage) throws -> URL {
    let machine = try Tool.output(of: ["uname", "-m"]).trimmingCharacters(in: .whitespacesAndNewlines)
    let name = "dealboard-\(Release.version)-linux-\(machine)"
    let tree = InstallTree(folder: folder.appendingPathComponent(name), zsh: "site-functions", isPacked: false)
    try tree.fill(programs, page)
    try InstallTree.write(
      InstallScript.text, to: tree.folder.appendingPathComponent("install.sh"), isProgram: true)
    let package = output.appendingPathComponent(name + ".tar.gz")
    try Tool.run(
      ["tar", "--create", "--gzip", "--file", package.path, "--directory", folder.path]
        + ["--owner=0", "--group=0", "--numeric-owner", "--sort=name", "--mtime=\(Release.date)", name])
    return package
  }
}
