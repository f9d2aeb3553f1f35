import Foundation

/// Pictures of the real program in a real terminal: xterm on a screen of its own that nobody sees.
enum Screenshots {
  private struct Shot {
    let name: String
    let columns: Int
    let rows: Int
    var keys: [String] = []
    var term = "xterm-256color"
    var hasColor = true
  }

  private static let shots = [
    Shot(name: "board-120x36", columns: 120, rows: 36, keys: ["l", "j"]),
    Shot(name: "board-80x24", columns: 80, rows: 24, keys: ["l", "j"]),
    Shot(name: "detail-120x36", columns: 120, rows: 36, keys: ["l", "j", "Return"]),
    Shot(name: "help-80x24", columns: 80, rows: 24, keys: ["question"]),
    Shot(name: "board-8-colours-80x24", columns: 80, rows: 24, keys: ["l", "j"], term: "xterm"),
    Shot(name: "board-no-colour-80x24", columns: 80, rows: 24, keys: ["l", "j"], hasColor: false),
  ]

  private static let tools = ["Xvfb", "xterm", "xdotool", "import", "xwininfo"]
  private static let screen = ":97"

  static func takeAll() throws {
    for tool in tools where try run("/usr/bin/env", ["sh", "-c", "command -v \(tool) >/dev/null"]) != 0 {
      throw Trouble(
        "\(tool) is missing: install xvfb xterm xdotool imagemagick x11-utils fonts-dejavu-core fonts-ipafont-gothic")
    }
    let folder = try Place.package().appendingPathComponent("screenshots")
    let display = Process()
    display.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    display.arguments = ["Xvfb", screen, "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    display.standardError = FileHandle.nullDevice
    try display.run()
    defer { display.terminate() }
    try until("the screen is there") { try run("/usr/bin/env", ["xwininfo", "-root", "-display", screen]) == 0 }
    for shot in shots { try take(shot, into: folder) }
  }

  private static func take(_ shot: Shot, into folder: URL) throws {
    let terminal = Process()
    terminal.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let program = try Place.program().path
    terminal.arguments =
      ["xterm", "-display", screen, "-title", "dealboard", "-geometry", "\(shot.columns)x\(shot.rows)+0+0"]
      + ["-fa", "DejaVu Sans Mono", "-fs", "10", "-bg", "#14161a", "-fg", "#d8dade", "-b", "8", "+sb", "-bc"]
      + ["-tn", shot.term, "-e", program, "demo", "--as", "ana", "--today", "2025-11-20"]
    var environment = ProcessInfo.processInfo.environment.merging(["LANG": "C.UTF-8", "TZ": "UTC"]) { $1 }
    environment["NO_COLOR"] = shot.hasColor ? nil : "1"
    terminal.environment = environment
    terminal.standardError = FileHandle.nullDevice
    try terminal.run()
    defer { terminal.terminate() }
    try until("the window is there") {
      try run("/usr/bin/env", words("search --sync --onlyvisible --name dealboard")) == 0
    }
    Thread.sleep(forTimeInterval: 1)
    // Without a window manager nobody gives the window the keys.
    _ = try run("/usr/bin/env", words("search --onlyvisible --name dealboard windowfocus --sync"))
    for key in shot.keys {
      _ = try run("/usr/bin/env", words("key --clearmodifiers \(key)"))
      Thread.sleep(forTimeInterval: 0.2)
    }
    Thread.sleep(forTimeInterval: 0.5)
    let file = folder.appendingPathComponent(shot.name + ".png").path
    let status = try run("/usr/bin/env", ["import", "-display", screen, "-window", "dealboard", "-strip", file])
    guard status == 0 else { throw Trouble("the picture \(shot.name) cannot be taken") }
    print(file)
    terminal.terminate()
    terminal.waitUntilExit()
  }

  private static func words(_ line: String) -> [String] { ["xdotool"] + line.split(separator: " ").map(String.init) }

  private static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["DISPLAY": screen]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  private static func until(_ what: String, _ isTrue: () throws -> Bool) throws {
    for _ in 0..<100 {
      if try isTrue() { return }
      Thread.sleep(forTimeInterval: 0.1)
    }
    throw Trouble("waited in vain until \(what)")
  }
}
