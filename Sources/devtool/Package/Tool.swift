import Foundation

/// Programs of the system that a chore runs.
enum Tool {
  /// Runs it to its end, its output going where devtool's goes. Throws unless it ends well.
  static func run(_ words: [String], in folder: URL? = nil) throws {
    _ = try run(words, in: folder, output: nil)
  }

  /// What it prints.
  static func output(of words: [String], in folder: URL? = nil) throws -> String {
    let pipe = Pipe()
    return try run(words, in: folder, output: pipe)
  }

  private static func run(_ words: [String], in folder: URL?, output: Pipe?) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = folder
    if let output { process.standardOutput = output }
    try process.run()
    let said = try output?.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Trouble("\(words.joined(separator: " ")) ended with \(process.terminationStatus)")
    }
    return String(decoding: said, as: UTF8.self)
  }
}
