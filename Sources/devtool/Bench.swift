import Foundation
import Sales
import Samples
import Storage

/// What the real program costs: counts are checked against the budgets, times are only told.
enum Bench {
  /// One size's figures.
  struct Figures {
    var deals = 0
    var startSeconds = 0.0
    var firstScreen = 0
    var press = 0
    var scroll = 0
    var moves: [Int] = []
    var pressSeconds = 0.0
    var moveSeconds = 0.0
    var memory = 0
    var steps = 0
    var rows = 0
  }

  /// The most that each figure may be, at 120x40 with 256 colours.
  private static let budgets: [(name: String, most: Int, unit: String, figure: @Sendable (Figures) -> Int)] = [
    ("whole first screen", 9000, "bytes", { $0.firstScreen }), ("cursor press", 400, "bytes", { $0.press }),
    ("cursor press that scrolls", 1500, "bytes", { $0.scroll }),
    ("committed move, median", 2000, "bytes", { median($0.moves) }),
    ("committed move, worst", 3500, "bytes", { $0.moves.max() ?? 0 }),
    ("resident memory", 30 * 1024, "kB", { $0.memory }),
  ]

  static func run(_ words: [String]) throws {
    let sizes = words.last.map { $0.split(separator: ",").compactMap { Int($0) } } ?? []
    let figures = try (sizes.isEmpty ? [100, 10_000, 1_000_000] : sizes).map(measure)
    print("120x40, xterm-256color" + figures.map { "  \($0.deals) deals" }.joined())
    var isOver = false
    for budget in budgets {
      let values = figures.map(budget.figure)
      let over = values.contains { $0 > budget.most }
      isOver = isOver || over
      let row = values.map { "\($0)" }.joined(separator: "  ")
      print("\(over ? "OVER " : "")\(budget.name): \(row) \(budget.unit), at most \(budget.most)")
    }
    isOver = report(figures) || isOver
    if isOver { throw Trouble("a budget is passed") }
  }

  /// What has no budget of its own; true when the steps of a window grow with the file.
  private static func report(_ figures: [Figures]) -> Bool {
    guard let first = figures.first else { return false }
    func row(_ name: String, _ value: (Figures) -> String) {
      print("\(name): " + figures.map(value).joined(separator: "  "))
    }
    row("rows of a window") { "\($0.rows)" }
    row("steps of a window") { "\($0.steps)" }
    row("start to the whole first screen, ms") { String(format: "%.1f", $0.startSeconds * 1000) }
    row("start, of the first size's") { String(format: "%.2f", $0.startSeconds / first.startSeconds) }
    row("cursor press, ms") { String(format: "%.2f", $0.pressSeconds * 1000) }
    row("committed move, ms") { String(format: "%.2f", $0.moveSeconds * 1000) }
    let full = figures.filter { $0.rows == figures.last?.rows }.map(\.steps)
    let isGrowing = (full.max() ?? 0) * 10 > (full.min() ?? 0) * 11
    if isGrowing { print("OVER the steps of a window grow with the file") }
    return isGrowing
  }

  private static func measure(_ deals: Int) throws -> Figures {
    let database = try database(of: deals)
    var figures = Figures()
    figures.deals = deals
    let program = try Place.program()
    let arguments = ["--db", database.path, "--as", "ana"]
    figures.startSeconds = try median(
      (0..<5).map { _ in
        let board = try BoardProcess(program: program, arguments: arguments, rows: 40, columns: 120)
        defer { board.leave() }
        return board.read(quiet: 300).seconds
      })
    let board = try BoardProcess(program: program, arguments: arguments, rows: 40, columns: 120)
    figures.firstScreen = board.read(quiet: 600).bytes
    figures.memory = board.residentMemory
    let presses = ["j", "j", "k", "l", "l", "h", "h", "k"].map { board.press($0) }
    figures.press = presses.map(\.bytes).max() ?? 0
    figures.pressSeconds = median(presses.map(\.seconds))
    if deals > 1000 { figures.scroll = (0..<14).map { _ in board.press("j").bytes }.max() ?? 0 }
    board.press("gg")
    // There and back again, from ever other cards, so that neither a closed stage's question nor an end is met.
    let moves = (0..<24).map { index -> (bytes: Int, seconds: Double) in
      if index % 2 == 0 { board.press(index % 8 == 6 ? "k" : "jj") }
      return board.press(index % 2 == 0 ? "L" : "H")
    }
    figures.moves = moves.map(\.bytes)
    figures.moveSeconds = median(moves.map(\.seconds))
    board.press(String(repeating: "u", count: moves.count))
    board.leave()
    (figures.rows, figures.steps) = try window(in: database)
    return figures
  }

  /// Rows read and steps taken by the windows of a first screen.
  private static func window(in database: URL) throws -> (rows: Int, steps: Int) {
    let store = try SQLiteStore.open(path: database.path, options: StoreOptions())
    let present = Present(now: Timestamp(seconds: Int64(Date().timeIntervalSince1970)), zone: .utc)
    guard let stage = try store.pipelines().first?.stages.first else { throw Trouble("the sample has no stages") }
    let query = ColumnQuery(
      stage: stage.id, filter: .all, order: .urgency, tomorrow: present.tomorrowStarts,
      closedSince: present.closedDealsShownSince)
    let before = store.counts
    _ = try store.window(query, around: .start, before: 10, after: 18)
    let spent = store.counts - before
    return (spent.rows, spent.steps)
  }

  /// The sample of that size, made once and kept beside the build.
  private static func database(of deals: Int) throws -> URL {
    let folder = try Place.package().appendingPathComponent(".build/bench")
    let file = folder.appendingPathComponent("\(deals).db")
    if FileManager.default.fileExists(atPath: file.path) { return file }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let making = folder.appendingPathComponent("making.db")
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: making.path + suffix) }
    let seeding = Process()
    seeding.executableURL = try Place.program()
    seeding.arguments = ["seed", "--deals", "\(deals)", "--db", making.path, "--as", "ana"]
    try seeding.run()
    seeding.waitUntilExit()
    guard seeding.terminationStatus == 0 else { throw Trouble("the sample of \(deals) deals cannot be made") }
    try FileManager.default.moveItem(at: making, to: file)
    return file
  }

  private static func median<Number: Comparable>(_ numbers: [Number]) -> Number {
    numbers.sorted()[numbers.count / 2]
  }
}
