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
    var lines = head
    for group in KeyGroup.allCases where Keymap.board.bindings.contains(where: { $0.group == group }) {
      lines.append("| **\(group.rawValue)** | |")
      for binding in Keymap.board.bindings where binding.group == group && binding.verb.stageIndex == nil {
        lines.append("| \(marked(binding.keys)) | \(binding.summary) |")
      }
      if group == .move { lines.append("| `1` … `9` | to that stage |") }
    }
    return lines
      + screens.flatMap { words, table in
        // What is the same as on the board needs no second row.
        let rows = table.bindings.filter { row in !Keymap.board.bindings.contains { $0.group == row.group } }
        return ["", words + ":", ""] + head + rows.map { "| \(marked($0.keys)) | \($0.summary) |" }
      }
  }

  private static let screens: [(words: String, table: Keymap)] = [
    ("In the deal that `enter` opens", .pane), ("In its list of fields, which `i` opens", .record),
    ("In the walk that `t` begins", .triage), ("At its end", .triageEnd), ("In the list that `T` opens", .today),
    ("In the table that `S` opens", .stages),
  ]

  private static func terms() -> [String] {
    ["| term | finds |", "| --- | --- |"] + FilterKey.all.map { "| `\($0.example)` | \($0.summary) |" }
  }

  private static func marked(_ keys: [String]) -> String {
    keys.map { "`" + $0.split(separator: " ").joined() + "`" }.joined(separator: " ")
  }
}
