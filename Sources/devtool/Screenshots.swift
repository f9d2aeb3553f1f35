import Foundation

/// Pictures of the real program in a real terminal: xterm, on a screen that exists only in memory.
struct Screenshots {
  private let screen: HiddenScreen
  private let folder: URL
  private let program: URL

  private struct Shot {
    let name: String
    let columns: Int
    let rows: Int
    /// As xdotool names them.
    var keys = ["l", "j"]
    var term = "xterm-256color"
    var hasColor = true
  }

  private static let shots = [
    Shot(name: "board-120x36", columns: 120, rows: 36),
    Shot(name: "board-80x24", columns: 80, rows: 24),
    Shot(name: "detail-120x36", columns: 120, rows: 36, keys: ["l", "j", "Return"]),
    Shot(name: "help-120x36", columns: 120, rows: 36, keys: ["question"]),
    Shot(name: "filter-80x24", columns: 80, rows: 24, keys: ["slash", "n", "e", "t"]),
    Shot(name: "move-80x24", columns: 80, rows: 24, keys: ["l", "j", "m"]),
    Shot(name: "triage-80x24", columns: 80, rows: 24, keys: ["t"]),
    Shot(name: "today-80x24", columns: 80, rows: 24, keys: ["T"]),
    Shot(name: "stages-80x24", columns: 80, rows: 24, keys: ["S", "j", "shift+Tab", "Return"]),
    Shot(name: "board-8-colours-80x24", columns: 80, rows: 24, term: "xterm"),
    Shot(name: "board-no-colour-80x24", columns: 80, rows: 24, hasColor: false),
  ]

  static func takeAll() throws {
    try HiddenScreen.requireTools()
    let folder = try Place.package().appendingPathComponent("screenshots")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let camera = Screenshots(screen: try HiddenScreen(), folder: folder, program: try Place.program())
    for shot in shots { try camera.take(shot) }
  }

  private func take(_ shot: Shot) throws {
    let terminal = try screen.start(
      ["xterm", "-title", shot.name, "-geometry", "\(shot.columns)x\(shot.rows)+0+0", "+sb", "-b", "8"]
        + ["-fa", "DejaVu Sans Mono", "-fs", "10", "-bg", "#14161a", "-fg", "#d8dade", "-tn", shot.term]
        + ["-e", program.path, "demo", "--as", "ana", "--today", "2025-11-20"],
      adding: ["LANG": "C.UTF-8", "TZ": "UTC", "NO_COLOR": shot.hasColor ? "" : "1"])
    defer {
      terminal.terminate()
      terminal.waitUntilExit()
    }
    var picture = try steadyPicture(of: shot, after: nil)
    // The first one ends the tour of the demo.
    for key in ["Escape"] + shot.keys {
      // Keys go where the pointer is, since nothing manages windows here.
      _ = try screen.run(["xdotool", "mousemove", "300", "200", "key", key])
      picture = try steadyPicture(of: shot, after: picture)
    }
    let file = folder.appendingPathComponent(shot.name + ".png")
    try picture.write(to: file)
    // Text needs few colours, and a palette makes the file a third as large.
    _ = try screen.run(["convert", file.path, "-strip", "+dither", "-colors", "128", "PNG8:\(file.path)"])
    print("screenshots/\(file.lastPathComponent)")
  }

  /// The picture once it stands still and is another than before.
  private func steadyPicture(of shot: Shot, after before: Data?) throws -> Data {
    // A window that nothing has been drawn in yet is smaller than any picture of a board.
    let blank = 4000
    var last: Data?
    for _ in 0..<100 {
      Thread.sleep(forTimeInterval: 0.1)
      let picture = try screen.run(["import", "-window", shot.name, "-strip", "png:-"])
      if picture.count > blank, picture == last, picture != before { return picture }
      last = picture
    }
    throw Trouble("the picture \(shot.name) never stood still")
  }
}
