import Sales

extension Job {
  func board() throws(Failure) -> Int32 {
    try board(on: try open(), path: databasePath)
  }

  /// Runs the board, or prints it where none can be drawn.
  func board(on desk: Desk, path: String) throws(Failure) -> Int32 {
    guard let user = desk.user else { throw .store(.readOnly) }
    let runBoard: BoardRunner
    do {
      runBoard = try platform.openBoard()
    } catch {
      try list(desk, filter: .all)
      return ExitCode.done.rawValue
    }
    desk.store.patience = 50
    let clock = try clock()
    let start = BoardStart(
      store: desk.store, user: user, clock: { Timestamp(seconds: clock() / 1000) },
      zone: platform.zone, path: path, isFirstStart: desk.isNew)
    return try asking { () throws(StoreError) in try runBoard(start) }
  }

  func list() throws(Failure) {
    let words = invocation.operands.flatMap { folded($0).split(separator: " ").map(String.init) }
    let desk = try openBare()
    // Only a database made just now gets its first pipeline here; listing an old one writes nothing.
    if desk.isNew { try makeFirstPipeline(desk) }
    try list(desk, filter: Filter(words: words))
  }
}
