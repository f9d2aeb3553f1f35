import Sales

extension Importing {
  /// Asks on the terminal until the file is imported and the board opens, or until its user leaves.
  func dialogue(_ options: ImportOptions, in terminal: BoardTerminal) throws(Failure) -> Int32 {
    do {
      let pages = try pages(options)
      return try DialogueRun(self, pages, terminal).run()
    } catch {
      _ = terminal.close(nil)
      throw error
    }
  }

  /// The lists of the plan that the options lead to, with nothing counted yet.
  func pages(_ options: ImportOptions) throws(Failure) -> ImportPages {
    ImportPages(plan: try plan(options), tally: ImportTally(), counts: nil, money: job.money)
  }

  /// `deals.skipped.csv` beside `deals.csv`, or with a number where that is there.
  func skippedPath() -> String {
    let rejects = Job.rejectsPath(beside: file)
    let stem = rejects.dropLast(Job.rejectsEnding.count)
    var path = stem + ".skipped.csv"
    var number = 2
    while job.platform.files.exists(String(path)) {
      path = stem + ".skipped-\(number).csv"
      number += 1
    }
    return String(path)
  }
}
