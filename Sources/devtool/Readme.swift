import Board
import Commands
import Foundation
import Sales
import Screen

/// The sections of the documentation that are written from the program's own tables.
enum Readme {
  /// One section: where it stands, between `<!-- name -->` and `<!-- /name -->`, and its lines.
  private struct Section {
    let page: String
    let name: String
    let lines: () -> [String]
  }

  private static var sections: [Section] {
    let folder = "Sources/Commands/Commands.docc/"
    return [
      Section(page: folder + "Keys.md", name: "keys", lines: keys),
      Section(page: folder + "Filter.md", name: "filter", lines: filter),
      Section(page: folder + "CommandReference.md", name: "commands") { Command.markdown },
      Section(page: folder + "CommandReference.md", name: "requests") { Command.requestMarkdown },
    ]
  }

  static func update(isCheck: Bool) throws {
    for section in sections {
      let file = try Place.package().appendingPathComponent(section.page)
      let old = try String(contentsOf: file, encoding: .utf8)
      let new = try replacing(section.name, in: old, of: section.page, with: section.lines())
      if new == old { continue }
      if isCheck { throw Trouble("\(section.page) is out of date. Run swift run devtool readme.") }
      try new.write(to: file, atomically: true, encoding: .utf8)
    }
  }

  private static func replacing(_ name: String, in text: String, of page: String, with lines: [String]) throws -> String
  {
    guard let start = text.range(of: "<!-- \(name) -->\n"), let end = text.range(of: "<!-- /\(name) -->"),
      start.upperBound <= end.lowerBound
    else { throw Trouble("\(page) has no section \(name).") }
    let section = lines.joined(separator: "\n")
    return text[..<start.upperBound] + "\n" + section + "\n\n" + text[end.lowerBound...]
  }

  private static func keys() -> [String] {
    KeyGuide.all.flatMap { guide -> [String] in
      let rows = guide.groups.flatMap { group in
        (guide.groups.count > 1 ? ["| **\(group.title)** | |"] : [])
          + group.rows.map { "| \(marked($0.keys)) | \($0.summary) |" }
      }
      return ["## \(guide.title)", "", "| keys | what they do |", "| --- | --- |"] + rows + [""]
    }.dropLast()
  }

  private static func filter() -> [String] {
    HelpTopic.filterParagraphs.flatMap { [$0, ""] } + ["| term | finds |", "| --- | --- |"]
      + FilterKey.all.map { "| `\($0.example)` | \($0.summary) |" }
  }

  private static func marked(_ keys: [String]) -> String {
    keys.map { key in key.split(separator: " ").map { $0 == "…" ? "…" : "`\($0)`" }.joined(separator: " ") }
      .joined(separator: " ")
  }
}
