import Foundation

/// The page for administrators: its text, and the files that stand in it, each in a fence whose first line names it:
/// ```` ```ini dealboard.service ````.
struct GuidePage {
  let text: String
  /// The page of changes.
  let changes: String
  let files: [File]

  struct File {
    let name: String
    let text: String
    /// A script begins with `#!`.
    var isProgram: Bool { text.hasPrefix("#!") }
  }

  init(root: URL) throws {
    let catalog = root.appendingPathComponent("Sources/Commands/Commands.docc")
    text = try String(contentsOf: catalog.appendingPathComponent("Administration.md"), encoding: .utf8)
    changes = try String(contentsOf: catalog.appendingPathComponent("Changes.md"), encoding: .utf8)
    files = Self.files(in: text)
  }

  private static func files(in text: String) -> [File] {
    var files: [File] = []
    var open: (name: String, lines: [Substring])?
    var isInFence = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let (name, lines) = open { files.append(File(name: name, text: lines.joined(separator: "\n") + "\n")) }
        let words = line.dropFirst(3).split(separator: " ")
        open = !isInFence && words.count == 2 ? (String(words[1]), []) : nil
        isInFence.toggle()
      } else {
        open?.lines.append(line)
      }
    }
    return files
  }

  /// Writes the files into a folder.
  static func writeExamples(_ words: [String]) throws {
    guard words.count == 1 else { throw Trouble("examples needs the folder to write to") }
    for file in try GuidePage(root: try Place.package()).files {
      try InstallTree.write(
        file.text, to: URL(fileURLWithPath: words[0]).appendingPathComponent(file.name), isProgram: file.isProgram)
    }
  }
}
