import Sales

extension Job {
  func board() throws(Failure) -> Int32 {
    try board(on: try open(), path: databasePath)
  }

  /// Runs the board, or prints it where none can be drawn.
  func board(on desk: Desk, path: String, isDemo: Bool = false) throws(Failure) -> Int32 {
    let runBoard: BoardRunner
    do {
      runBoard = try platform.openBoard()
      desk.store.isInterrupted = nil
    } catch {
      try list(desk, filter: .all, line: "")
      return ExitCode.done.rawValue
    }
    let clock = try clock()
    let start = BoardStart(
      store: desk.store, user: desk.user, clock: { Timestamp(seconds: clock() / 1000) },
      zone: platform.zone, place: place(of: path), isDemo: isDemo)
    return try asking { () throws(StoreError) in try runBoard(start) }
  }

  private func place(of path: String) -> String {
    let folder = platform.home + "/"
    return path.hasPrefix(folder) ? "~/" + path.dropFirst(folder.count) : path
  }

  func list() throws(Failure) {
    let desk = try openBare()
    // Only a database made just now gets its first pipeline here; listing an old one writes nothing.
    if desk.isNew { try makeFirstPipeline(desk) }
    let plans = try asking { () throws(StoreError) in try desk.store.pipelines() }
    let line = invocation.operands.joined(separator: " ")
    let filter = try filter(line, user: desk.user, stages: plans.flatMap(\.stages))
    try list(desk, filter: filter, line: line)
  }
}
