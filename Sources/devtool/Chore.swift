import Foundation

/// One thing that devtool does.
struct Chore {
  let name: String
  let summary: String
  let run: (_ words: [String]) throws -> Void
}

/// What went wrong, as one sentence.
struct Trouble: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Where things are.
enum Place {
  /// The package's folder, found upward from the current one.
  static func package() throws -> URL {
    var folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    while folder.path != "/" {
      if FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) { return folder }
      folder.deleteLastPathComponent()
    }
    throw Trouble("run it inside the project")
  }

  /// The program, built beside this one.
  static func program() throws -> URL {
    let own = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    let program = own.deletingLastPathComponent().appendingPathComponent("dealboard")
    guard FileManager.default.isExecutableFile(atPath: program.path) else {
      throw Trouble("the program is not built: swift build first")
    }
    return program
  }
}
