enum FishCompletions {
  static var lines: [String] {
    start + Option.global.map { "complete -c dealboard \(flags($0))" } + Command.typed.flatMap(lines)
      + Command.groups.map { "complete -c dealboard -n '__dealboard_is' -a \($0.name) -d \(quoted($0.summary))" }
  }

  private static let start = [
    "# fish completions of dealboard, written by: dealboard completions fish",
    "function __dealboard_words --description 'what is typed so far but for options and their values'",
    "  set -l words",
    "  set -l skips 0",
    "  for text in (commandline -opc)[2..-1]",
    "    if test $skips = 1",
    "      set skips 0",
    "      continue",
    "    end",
    "    switch $text",
    "      case \(Option.valued.joined(separator: " "))",
    "        set skips 1",
    "      case '-*'",
    "      case '*'",
    "        set -a words $text",
    "    end",
    "  end",
    "  string join \\n -- $words",
    "end",
    "function __dealboard_at --description 'whether these words are all that is typed so far'",
    "  set -l words (__dealboard_words)",
    "  test \"$words\" = \"$argv\"",
    "end",
    "function __dealboard_is --description 'whether these are the words of the command so far'",
    "  set -l words (__dealboard_words)",
    "  set -l count 1",
    "  contains -- \"$words[1]\" \(Command.groups.map(\.name).joined(separator: " ")); and set count 2",
    "  test \"$words[1..$count]\" = \"$argv\"",
    "end",
    "complete -c dealboard -f",
  ]

  private static func lines(_ command: Command) -> [String] {
    let last = command.words[command.words.count - 1]
    let place = command.words.dropLast().joined(separator: " ")
    let start = "complete -c dealboard -n '__dealboard_is \(place)'"
    let own = "complete -c dealboard -n '__dealboard_is \(command.name)'"
    var lines = ["\(start) -a \(last) -d \(quoted(command.summary))"]
    switch command.completion {
    case .first(let words): lines.append(choice(of: words, after: command.name))
    case .commands:
      lines.append(choice(of: Command.firstWords, after: command.name))
      lines += Command.groups.map { choice(of: Command.members(of: $0.name), after: "\(command.name) \($0.name)") }
    case .nothing, .files, .words:
      if let operand = arguments(command.completion) { lines.append("\(own) \(operand)") }
    }
    return lines + command.ownOptions.map { "\(own) \(flags($0))" }
  }

  private static func flags(_ option: Option) -> String {
    var words = ["-l \(option.word)"]
    if let short = option.short { words.append("-s \(short)") }
    if let completion = option.completion { words.append("-r " + (arguments(completion) ?? "-f")) }
    return (words + ["-d \(quoted(option.summary))"]).joined(separator: " ")
  }

  /// Words that are offered where exactly those are typed so far.
  private static func choice(of words: [String], after typed: String) -> String {
    "complete -c dealboard -n '__dealboard_at \(typed)' -f -a \(quoted(words.joined(separator: " ")))"
  }

  private static func arguments(_ completion: Completion) -> String? {
    switch completion {
    case .nothing, .first, .commands: nil
    case .files: "-F"
    case .words(let words): "-f -a \(quoted(words.joined(separator: " ")))"
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
  }
}
