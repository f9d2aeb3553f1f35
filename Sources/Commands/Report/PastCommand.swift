import Sales

extension Job {
  /// Prints the board as it was at the end of the day of `--as-of`, from a copy that goes afterwards.
  func listPast(_ day: Day) throws(Failure) {
    let store = try openExisting()
    // From here on a signal must not end the program before the folder is gone.
    store.isInterrupted = platform.watchInterrupts()
    let folder: String
    do {
      folder = try platform.files.makeTemporaryFolder()
    } catch {
      throw .file(error)
    }
    defer { platform.files.removeFolder(folder) }
    let end = platform.zone.moment(of: day.advanced(byDays: 1))
    let now = min(end.advanced(bySeconds: -1), try present().now)
    let past = try asking { () throws(StoreError) in
      try store.backup(to: folder + "/past.db", before: end)
      return try platform.openStore(folder + "/past.db", platform.clock)
    }
    past.isInterrupted = store.isInterrupted
    out.line("As of \(DateText.long(day)), read-only")
    try list(in: past, at: Present(now: now, zone: platform.zone))
  }

  /// The day of `--as-of`; nil when it is not given.
  func pastDay() throws(Failure) -> Day? {
    guard let text = invocation.value(.asOf) else { return nil }
    let today = try present().today
    guard let day = DaysReader.pastDay(text, today: today, notation) else {
      throw .usage(.badValue(.asOf, text, wanted: "a day up to today; try 2026-11-23, monday or 3d"))
    }
    return day
  }
}
