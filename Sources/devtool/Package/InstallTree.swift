import Commands
import Foundation

/// What is installed below a prefix such as `/usr`: programs, manual pages, completions, examples.
struct InstallTree {
  let folder: URL
  /// The folder below `share/zsh` in which that zsh looks for completions.
  let zsh: String
  /// Whether manual pages and changes are compressed, as Debian wants them.
  let isPacked: Bool

  func fill(_ programs: [URL], _ page: GuidePage) throws {
    for program in programs {
      let target = folder.appendingPathComponent("bin/" + program.lastPathComponent)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: program, to: target)
    }
    for page in Manual.pages { try writePacked(page.text, "share/man/" + page.place) }
    for shell in Shell.allCases {
      try write(shell.completions.joined(separator: "\n") + "\n", place(of: shell))
    }
    try writePacked(page.changes, "share/doc/dealboard/changelog")
    try write(page.text, "share/doc/dealboard/administration.md")
    for file in page.files { try write(file.text, "share/doc/dealboard/examples/" + file.name, file.isProgram) }
  }

  /// Kibibytes of everything in it, as `Installed-Size` counts them.
  func size() throws -> Int {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.fileSizeKey])
    var kibibytes = 0
    while let file = files?.nextObject() as? URL {
      kibibytes += ((try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0) + 1023) / 1024
    }
    return kibibytes
  }

  private func place(of shell: Shell) -> String {
    switch shell {
    case .bash: "share/bash-completion/completions/dealboard"
    case .zsh: "share/zsh/\(zsh)/_dealboard"
    case .fish: "share/fish/vendor_completions.d/dealboard.fish"
    }
  }

  private func write(_ text: String, _ place: String, _ isProgram: Bool = false) throws {
    try Self.write(text, to: folder.appendingPathComponent(place), isProgram: isProgram)
  }

  private func writePacked(_ text: String, _ place: String) throws {
    try write(text, place)
    // Without a name and a time the same text gives the same bytes.
    if isPacked { try Tool.run(["gzip", "-9n", folder.appendingPathComponent(place).path]) }
  }

  static func write(_ text: String, to file: URL, isProgram: Bool = false) throws {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.posixPermissions: isProgram ? 0o755 : 0o644], ofItemAtPath: file.path)
  }
}
