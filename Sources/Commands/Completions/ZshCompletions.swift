import Sales

enum ZshCompletions {
  static var lines: [String] { start + values + options + operands + end }

  private static let start = [
    "#compdef dealboard",
    "# zsh completions of dealboard, written by: dealboard completions zsh",
    "_dealboard() {",
    "  local before=$words[CURRENT-1] first= second= index",
    "  local -a found",
    "  if [[ $words[CURRENT] == --*=* ]]; then before=${words[CURRENT]%%=*}; compset -P '*='; fi",
    "  for ((index = 2; index < CURRENT; index++)); do",
    "    case $words[index] in",
    "      (\(Option.valued.joined(separator: "|"))) ((index++)) ;;",
    "      (-*) ;;",
    "      (*) if [[ -z $first ]]; then first=$words[index]; elif [[ -z $second ]]; then second=$words[index]; fi ;;",
    "    esac",
    "  done",
    "  local command=$first",
    "  case $first in (\(Command.groups.map(\.name).joined(separator: "|"))) command=\"$first${second:+ $second}\" ;; esac",
  ]

  private static var values: [String] {
    var lines = ["  case \"$command $before\" in"]
    for option in Option.global { lines += arms(option, of: "*") }
    for command in Command.typed {
      for option in command.ownOptions { lines += arms(option, of: "\"\(command.name)\"") }
    }
    return lines + ["    (*\" \"(\(Option.valued.joined(separator: "|")))) return ;;", "  esac"]
  }

  private static func arms(_ option: Option, of command: String) -> [String] {
    guard let completion = option.completion, completion != .nothing else { return [] }
    let patterns = option.spellings.map { "\(command)\" \($0)\"" }.joined(separator: "|")
    return ["    (\(patterns)) \(action(completion)); return ;;"]
  }

  private static var options: [String] {
    var lines = ["  if [[ $PREFIX == -* ]]; then", "    found=("]
    lines += Option.global.map { "      \(entry($0))" } + ["    )", "    case $command in"]
    for command in Command.typed where !command.ownOptions.isEmpty {
      lines.append("      (\"\(command.name)\") found+=(")
      lines += command.ownOptions.map { "        \(entry($0))" } + ["      ) ;;"]
    }
    return lines + ["    esac", "    _describe -o option found", "    return", "  fi"]
  }

  private static var operands: [String] {
    var lines = ["  case $command in", "    ('') found=("]
    lines += Command.typed.filter { $0.words.count == 1 }.map { "      \(entry($0.name, $0.summary))" }
    lines += Command.groups.map { "      \(entry($0.name, $0.summary))" } + ["    ); _describe command found ;;"]
    for group in Command.groups {
      lines.append("    (\(group.name)) found=(")
      for command in Command.typed where command.words.count == 2 && command.words[0] == group.name {
        lines.append("      \(entry(command.words[1], command.summary))")
      }
      lines.append("    ); _describe command found ;;")
    }
    for command in Command.typed where command.completion != .nothing {
      lines.append("    (\"\(command.name)\") \(action(command.completion)) ;;")
    }
    return lines + ["  esac"]
  }

  private static func action(_ completion: Completion) -> String {
    switch completion {
    case .nothing: ":"
    case .files: "_files"
    case .words(let words): "compadd -- \(words.joined(separator: " "))"
    case .first(let words): "[[ -z $second ]] && compadd -- \(words.joined(separator: " "))"
    case .commands: "case $second in \(commands.joined(separator: " ")) esac"
    }
  }

  /// The first words of commands, and after that of a group its second ones.
  private static var commands: [String] {
    ["('') compadd -- \(Command.firstWords.joined(separator: " ")) ;;"]
      + Command.groups.map { "(\($0.name)) compadd -- \(Command.members(of: $0.name).joined(separator: " ")) ;;" }
  }

  private static func entry(_ option: Option) -> String { entry("--" + option.word, option.summary) }

  /// A word and what it means, between which zsh wants a colon.
  private static func entry(_ word: String, _ meaning: String) -> String {
    quotedForShell("\(word):\(meaning)")
  }

  private static let end = [
    "}", "if [[ $funcstack[1] == _dealboard ]]; then _dealboard \"$@\"; else compdef _dealboard dealboard; fi",
  ]
}
