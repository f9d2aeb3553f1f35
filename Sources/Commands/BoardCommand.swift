import Sales
import Screen

extension Job {
  func board() throws(Failure) -> Int32 {
    try board(on: try open(), path: databasePath)
  }

  /// Runs the board, or prints it where none can be drawn.
  func board(on desk: Desk, path: String) throws(Failure) -> Int32 {
    let display: any Display
    do {
      display = try platform.openDisplay()
    } catch {
      try list(desk, filter: .all)
      return ExitCode.done.rawValue
    }
    guard let user = desk.user else { throw .store(.readOnly) }
    desk.store.patience = 50
    let clock = try clock()
    let start = BoardStart(
      store: desk.store, user: user, display: display, clock: { Timestamp(seconds: clock() / 1000) },
      zone: platform.zone, path: path, glyphs: glyphs, isFirstStart: desk.isNew)
    return try asking { () throws(StoreError) in try platform.runBoard(start) }
  }

  func list() throws(Failure) {
    let words = invocation.operands.flatMap { folded($0).split(separator: " ").map(String.init) }
    try list(try open(), filter: Filter(words: words))
  }
}
