import Board
import Commands
import Foundation
import Sales

/// The sections of README that are written from the program's own tables.
enum Readme {
  /// Each stands between `<!-- name -->` and `<!-- /name -->`.
  private static let sections: [(name: String, lines: @Sendable () -> [String])] = [
    ("keys", { keys() }), ("terms", { terms() }), ("commands", { Command.markdown }),
    ("requests", { Command.requestMarkdown }),
  ]

  static func update(isCheck: Bool) throws {
    let file = try Place.package().appendingPathComponent("README.md")
    let old = try String(contentsOf: file, encoding: .utf8)
    var new = old
    for section in sections { new = try replacing(section.name, in: new, with: section.lines()) }
    if new == old { return }
    if isCheck { throw Trouble("README.md is not current: swift run devtool readme writes it anew") }
    try new.write(to: file, atomically: true, encoding: .utf8)
  }

  private static func replacing(_ name: String, in text: String, with lines: [String]) throws -> String {
    guard let start = text.range(of: "<!-- \(name) -->\n"), let end = text.range(of: "<!-- /\(name) -->"),
      start.upperBound <= end.lowerBound
    else { throw Trouble("README.md has no section \(name)") }
    let section = lines.joined(separator: "\n")
    return text[..<start.upperBound] + "\n" + section + "\n\n" + text[end.lowerBound...]
  }

  private static func keys() -> [String] {
    let head = ["| keys | what they do |", "| --- | --- |"]
    return KeyScreen.all.flatMap { screen -> [String] in
      let isBoard = screen.words.isEmpty
      let rows = screen.groups.flatMap { group in
        (isBoard ? ["| **\(group.title)** | |"] : []) + group.rows.map { "| \(marked($0.keys)) | \($0.words) |" }
      }
      return (isBoard ? [] : ["", screen.words + ":", ""]) + head + rows
    }
  }

  private static func terms() -> [String] {
    ["| term | finds |", "| --- | --- |"] + FilterKey.all.map { "| `\($0.example)` | \($0.summary) |" }
  }

  private static func marked(_ keys: [String]) -> String {
    keys.map { key in key.split(separator: " ").map { $0 == "…" ? "…" : "`\($0)`" }.joined(separator: " ") }
      .joined(separator: " ")
  }
}
