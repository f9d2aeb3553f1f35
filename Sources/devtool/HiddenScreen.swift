import Foundation

/// A screen of its own for windows that nobody has to look at, on a free display number.
final class HiddenScreen {
  private let server = Process()
  private let display: String

  private static let packages = "xvfb xterm xdotool imagemagick fontconfig fonts-dejavu-core fonts-wqy-zenhei"

  /// Says in one sentence what is missing, before anything is started.
  static func requireTools() throws {
    let checks =
      ["Xvfb", "xterm", "xdotool", "import", "convert", "fc-list"].map { "command -v \($0)" }
      + ["fc-list 'DejaVu Sans Mono' | grep -q .", "fc-list :lang=ja | grep -q ."]
    for check in checks {
      let shell = Process()
      shell.executableURL = URL(fileURLWithPath: "/bin/sh")
      shell.arguments = ["-c", check]
      shell.standardOutput = FileHandle.nullDevice
      try shell.run()
      shell.waitUntilExit()
      if shell.terminationStatus != 0 { throw Trouble("pictures need the packages \(packages); install them first") }
    }
  }

  init() throws {
    let number = Pipe()
    server.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    server.arguments = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    server.standardOutput = number
    server.standardError = FileHandle.nullDevice
    try server.run()
    // It writes its number once it is ready for windows.
    let line = String(decoding: number.fileHandleForReading.availableData, as: UTF8.self)
    guard let found = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw Trouble("Xvfb does not start")
    }
    display = ":\(found)"
  }

  deinit {
    server.terminate()
    server.waitUntilExit()
  }

  func start(_ words: [String], adding variables: [String: String] = [:], output: Pipe? = nil) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.environment = ProcessInfo.processInfo.environment.merging(["DISPLAY": display]) { $1 }
      .merging(variables) { $1 }
    process.standardError = FileHandle.nullDevice
    if let output { process.standardOutput = output } else { process.standardOutput = FileHandle.nullDevice }
    try process.run()
    return process
  }

  /// Waits for the end, and gives what was printed.
  func run(_ words: [String]) throws -> Data {
    let output = Pipe()
    let process = try start(words, output: output)
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }
}
