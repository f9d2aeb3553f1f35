import Foundation

/// The manual pages, written from the program's own tables.
enum Manual {
  /// One page: `dealboard-import` in section 1.
  struct Page {
    let name: String
    let section: Int
    /// In the language of mdoc(7).
    let lines: [String]

    /// Where it stands below `share/man`.
    var place: String { "man\(section)/\(name).\(section)" }
    var text: String { lines.joined(separator: "\n") + "\n" }
  }

  static let pages = [CommandPages.program, CommandPages.importing, KeyPage.page, FilterPage.page]

  /// Writes them below the folder, as `man -M FOLDER` finds them.
  static func write(_ words: [String]) throws {
    guard words.count == 1 else { throw Trouble("manual needs the folder to write to") }
    for page in pages { try write(page, below: URL(fileURLWithPath: words[0])) }
  }

  private static func write(_ page: Page, below folder: URL) throws {
    let file = folder.appendingPathComponent(page.place)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try page.text.write(to: file, atomically: true, encoding: .utf8)
  }

  /// What the other pages are, for SEE ALSO.
  static func others(than name: String) -> [(name: String, section: Int)] {
    [("dealboard", 1), ("dealboard-import", 1), ("dealboard-keys", 7), ("dealboard-filter", 7)].filter { $0.0 != name }
  }
}
