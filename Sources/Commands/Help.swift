import Sales
import Screen

extension Job {
  /// `help` and `help COMMAND`.
  func help() throws(Failure) {
    let words = invocation.operands
    if words.isEmpty { return help(on: nil) }
    if words.count == 1, let topic = HelpTopic(rawValue: words[0]) { return help(on: topic) }
    guard let command = Command.beginning(words), command.words.count == words.count else {
      let known = Command.all.map(\.name) + HelpTopic.allCases.map(\.rawValue)
      let word = words.joined(separator: " ")
      throw .usage(.unknownCommand(word, nearest: nearestName(to: word, among: known)))
    }
    help(on: command)
  }

  /// The program, or one of its commands.
  func help(on command: Command?) {
    print(command?.help(width: helpWidth) ?? Command.overview(width: helpWidth))
  }

  private func help(on topic: HelpTopic) {
    print(topic.lines(keys: platform.keyGuides(), width: helpWidth))
  }

  /// Longer lines are hard to read.
  private var helpWidth: Int { min(out.width ?? 80, 100) }

  private func print(_ lines: [String]) {
    for line in lines { out.line(glyphs.isASCII ? glyphs.shown(line) : line) }
  }
}

extension Command {
  /// What `dealboard help` prints.
  static func overview(width: Int) -> [String] {
    let options = Option.global.map { ($0.usage, $0.summary) }
    return ["A sales pipeline board for the terminal.", ""]
      + HelpText.columns(program.map { ($0.usage, $0.summary) }, width: width)
      + [""] + HelpText.wrapped("Requests for scripts, as table, JSON or CSV:", width: width)
      + HelpText.columns(groups.filter(\.holdsRequests).map { ($0.usage, $0.summary) }, width: width)
      + ["", "Options of every command:"] + HelpText.columns(options, width: width)
      + ["", "More help:"]
      + HelpText.columns(HelpTopic.allCases.map { ("dealboard help \($0.rawValue)", $0.summary) }, width: width)
      + [""] + HelpText.wrapped("Start with dealboard demo. On the board ? shows the keys.", width: width) + [""]
      + HelpText.wrapped(
        "Exit codes: " + ExitCode.allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: ", ") + ".",
        width: width)
  }

  /// What `dealboard help COMMAND` prints.
  package func help(width: Int) -> [String] {
    if action == .group { return groupHelp(width: width) }
    var lines = HelpText.wrapped(usage + (options.count > 2 ? " [options]" : ""), width: width)
    for paragraph in [summary] + details { lines += [""] + HelpText.wrapped(paragraph, width: width) }
    if operand == .terms {
      lines += ["", "Terms, besides words and phrases:"]
      lines += HelpText.columns(FilterKey.all.map { ($0.example, $0.summary) }, width: width)
    }
    if !ownOptions.isEmpty {
      lines += ["", "Options:"] + HelpText.columns(ownOptions.map { ($0.usage, $0.summary) }, width: width)
    }
    if !examples.isEmpty { lines += ["", "Examples:"] }
    for example in examples {
      lines += ["  " + example.line] + HelpText.wrapped(example.meaning, width: width - 6).map { "      " + $0 }
    }
    return lines
  }

  private func groupHelp(width: Int) -> [String] {
    let members = Self.all.filter { $0.words.count == 2 && $0.words[0] == words[0] }
    return [usage, ""] + HelpText.columns(members.map { ($0.shortUsage, $0.summary) }, width: width)
      + ["", "dealboard help \(name) WORD explains one."]
  }

  /// `deals get DEAL`: the usage without options, which a list of many commands has no room for.
  package var shortUsage: String {
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
}
