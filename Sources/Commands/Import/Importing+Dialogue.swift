import Sales
import Screen

extension Importing {
  /// Asks on the terminal until the file is imported and the board opens, or until its user leaves.
  func dialogue(_ options: ImportOptions, in terminal: BoardTerminal) throws(Failure) -> Int32 {
    do {
      if table.rowCount > Self.manyRows { terminal.display.show(waitingPicture(terminal)) }
      let pages = try pages(options)
      return try DialogueRun(self, pages, terminal).run()
    } catch {
      _ = terminal.close(nil)
      throw error
    }
  }

  /// So many rows take seconds to look through.
  private static let manyRows = 20_000

  /// What stands on the screen until the first page is known.
  private func waitingPicture(_ terminal: BoardTerminal) -> Canvas {
    let size = terminal.display.size
    var canvas = Canvas(size: size, tints: Tints([]), glyphs: terminal.glyphs)
    canvas.put("Import", row: 0, column: 1, role: .title)
    canvas.put(
      "Looking through \(counted(table.rowCount, "row"))\(terminal.glyphs.ellipsis)", row: size.rows - 2, column: 1)
    return canvas
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
