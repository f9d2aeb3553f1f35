import Sales

/// The tables of the file. People query them too, so they bear the contract's words.
enum Schema {
  /// Tells our files from other programs' SQLite files: the letters `deal` (sqlite.org/fileformat2.html, offset 68).
  static let applicationID: Int32 = 0x6465_616C

  /// Every step that a file has ever gone through, oldest first; `user_version` counts those behind it.
  ///
  /// A step that has been released is never changed, since files have it behind them: only ever add one.
  static let migrations = [
    Migration(name: "first tables", script: people + pipelines + deals + actions + journal + totals),
    Migration(name: "indexes of lists", script: lists),
    Migration(name: "index of the agenda", script: agenda),
    Migration(name: "index of filters", script: filters),
    Migration(name: "close dates with an hour", script: closeHours),
    Migration(name: "narrower index of filters", script: narrowerFilters),
    Migration(name: "folded names anew", script: foldedNames),
    Migration(name: "folded compatibility forms", script: foldedNames),
    Migration(name: "stamp of the log", script: stamp),
    Migration(name: "words with the row", script: wordsAtOnce),
    Migration(name: "index of moments", script: moments),
    Migration(name: "receipts of requests", script: receipts),
    Migration(name: "values with the status", script: valuesWithStatus),
    Migration(name: "goals and reviews", script: reviews),
  ]

  /// The tables that a file has that went through so many steps.
  static func tables(at version: Int) -> [Table] {
    let step = migrations.firstIndex { $0.name == "goals and reviews" } ?? 0
    return Table.allCases.filter { table in version > step || table != .goals && table != .reviews }
  }
}

/// One step from one schema to the next.
struct Migration: Sendable {
  let name: String
  let script: String
}
