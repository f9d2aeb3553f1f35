import Sales
import Screen

extension Job {
  /// `help` and `help COMMAND`.
  func help() throws(Failure) {
    let words = invocation.operands
    if words.isEmpty { return help(on: nil) }
    guard let command = Command.beginning(words), command.words.count == words.count else {
      let known = Command.all.map(\.name)
      let word = words.joined(separator: " ")
      throw .usage(.unknownCommand(word, nearest: nearestName(to: word, among: known)))
    }
    help(on: command)
  }

  /// The program, or one of its commands.
  func help(on command: Command?) {
    let width = min(out.width ?? 80, 100)
    for line in command?.help(width: width) ?? Command.overview(width: width) {
      out.line(glyphs.isASCII ? glyphs.shown(line) : line)
    }
  }
}

extension Command {
  /// What `dealboard help` prints.
  static func overview(width: Int) -> [String] {
    let options = Option.global.map { ($0.usage, $0.summary) }
    return ["A sales pipeline board for the terminal.", ""]
      + columns(program.map { ($0.usage, $0.summary) }, width: width)
      + [""] + wrapped("Requests for scripts, as table, JSON or CSV:", width: width)
      + columns(groups.filter(\.holdsRequests).map { ($0.usage, $0.summary) }, width: width)
      + ["", "Options of every command:"] + columns(options, width: width)
      + [""] + wrapped("Start with dealboard demo. On the board ? shows the keys.", width: width) + [""]
      + wrapped(
        "Exit codes: 0 done, 1 refused or not found, 2 wrong usage, 3 database trouble, 130 interrupted.", width: width)
  }

  /// What `dealboard help COMMAND` prints.
  package func help(width: Int) -> [String] {
    if action == .group { return groupHelp(width: width) }
    var lines = Self.wrapped(usage + (options.count > 2 ? " [options]" : ""), width: width)
    for paragraph in [summary] + details { lines += [""] + Self.wrapped(paragraph, width: width) }
    if operand == .terms {
      lines += ["", "Terms, besides words and phrases:"]
      lines += Self.columns(FilterKey.all.map { ($0.example, $0.summary) }, width: width)
    }
    if !ownOptions.isEmpty {
      lines += ["", "Options:"] + Self.columns(ownOptions.map { ($0.usage, $0.summary) }, width: width)
    }
    if !examples.isEmpty { lines += ["", "Examples:"] }
    for example in examples {
      lines += ["  " + example.line] + Self.wrapped(example.meaning, width: width - 6).map { "      " + $0 }
    }
    return lines
  }

  private func groupHelp(width: Int) -> [String] {
    let members = Self.all.filter { $0.words.count == 2 && $0.words[0] == words[0] }
    return [usage, ""] + Self.columns(members.map { ($0.shortUsage, $0.summary) }, width: width)
      + ["", "dealboard help \(name) WORD explains one."]
  }

  /// The usage without options, which a list of many commands has no room for.
  private var shortUsage: String {
    (words + [operand.usage]).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The commands and the options as Markdown tables, for the README.
  package static var markdown: [String] {
    var lines = ["| command | does |", "| --- | --- |"]
    lines += program.map { "| `\(escaped($0.usage))` | \(escaped($0.summary)) |" }
    lines += ["", "| option of every command | means |", "| --- | --- |"]
    lines += Option.global.map { "| `\($0.usage)` | \(escaped($0.summary)) |" }
    for command in program where !command.ownOptions.isEmpty {
      lines += ["", "| option of `\(escaped(command.usage))` | means |", "| --- | --- |"]
      lines += command.ownOptions.map { "| `\(escaped($0.usage))` | \(escaped($0.summary)) |" }
    }
    return lines
  }

  /// The requests as Markdown tables, for the README.
  package static var requestMarkdown: [String] {
    var lines = ["| request | does |", "| --- | --- |"]
    lines += requests.map { "| `\(escaped($0.shortUsage))` | \(escaped($0.summary)) |" }
    return lines
  }

  private static func escaped(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  private static func columns(_ rows: [(String, String)], width: Int) -> [String] {
    // On a narrow terminal the sentences stand under what they explain.
    let left = width < 60 ? 4 : min(28, (rows.map(\.0.count).max() ?? 0) + 2)
    return rows.flatMap { usage, summary in
      let lines = wrapped(summary, width: width - left - 2)
      let indent = String(repeating: " ", count: left + 2)
      if usage.count + 2 > left { return ["  " + usage] + lines.map { indent + $0 } }
      let first = "  " + usage + String(repeating: " ", count: left - usage.count)
      return [first + (lines.first ?? "")] + lines.dropFirst().map { indent + $0 }
    }
  }

  private static func wrapped(_ text: String, width: Int) -> [String] { Screen.wrapped(text, to: max(20, width)) }
}
