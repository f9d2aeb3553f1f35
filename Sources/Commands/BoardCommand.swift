import Sales

extension Job {
  func board() throws(Failure) -> Int32 {
    let desk = try open()
    return try board(on: desk, path: databasePath, greeting: try networkWarning(desk))
  }

  /// Runs the board, or prints it where none can be drawn.
  func board(
    on desk: Desk, path: String, isDemo: Bool = false, greeting: String? = nil
  ) throws(Failure) -> Int32 {
    let terminal: BoardTerminal
    do {
      terminal = try platform.openTerminal()
      desk.store.isInterrupted = nil
    } catch {
      try list(desk.store, filter: .all, line: "", at: try present())
      // Into a pipe or a file nobody expects anything else.
      if platform.out.isTerminal {
        platform.errors.line("dealboard: The board is printed as plain lines, since \(error.reason).")
      }
      return ExitCode.done.rawValue
    }
    return try board(on: desk, path: path, isDemo: isDemo, in: terminal, greeting: greeting)
  }

  /// Runs the board in a terminal that has been taken over.
  func board(
    on desk: Desk, path: String, isDemo: Bool = false, in terminal: BoardTerminal, greeting: String? = nil
  ) throws(Failure) -> Int32 {
    let clock = try clock()
    let start = BoardStart(
      store: desk.store, user: desk.user, login: try login(), clock: { Timestamp(seconds: clock() / 1000) },
      zone: platform.zone, path: path, place: place(of: path), isDemo: isDemo, isDated: try today() != nil,
      greeting: greeting)
    return try asking { () throws(StoreError) in try terminal.runBoard(start) }
  }

  private func place(of path: String) -> String {
    let folder = platform.home + "/"
    return path.hasPrefix(folder) ? "~/" + path.dropFirst(folder.count) : path
  }

  func list() throws(Failure) {
    if let day = try pastDay() { return try listPast(day) }
    let present = try present()
    try list(in: try openExisting(), at: present)
  }

  /// Prints the board of the store with the filter of the command.
  func list(in store: any Store, at present: Present) throws(Failure) {
    let line = invocation.operands.joined(separator: " ")
    let filter = try filter(line, over: store)
    try list(store, filter: filter, line: line, at: present)
  }
}
