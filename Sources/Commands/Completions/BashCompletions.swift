enum BashCompletions {
  static var lines: [String] { start + values + options + operands + end }

  private static let start = [
    "# bash completions of dealboard, written by: dealboard completions bash",
    "_dealboard() {",
    "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}",
    "  # bash hands over --option=value as three words.",
    "  if [[ $word == = ]]; then word=; elif [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi",
    "  local first= second= index",
    "  for ((index = 1; index < COMP_CWORD; index++)); do",
    "    case ${COMP_WORDS[index]} in",
    "      \(Option.valued.joined(separator: "|"))) [[ ${COMP_WORDS[index+1]} == = ]] && ((index++)); ((index++)) ;;",
    "      -*|=) ;;",
    "      *) if [[ -z $first ]]; then first=${COMP_WORDS[index]}; elif [[ -z $second ]]; then second=${COMP_WORDS[index]}; fi ;;",
    "    esac",
    "  done",
    "  local command=$first words= files=",
    "  case $first in \(Command.groups.map(\.name).joined(separator: "|"))) command=\"$first${second:+ $second}\" ;; esac",
  ]

  /// After an option that takes a value.
  private static var values: [String] {
    var lines = ["  case \"$command $before\" in"]
    for option in Option.global { lines += arms(option, of: "*") }
    for command in Command.typed {
      for option in command.ownOptions { lines += arms(option, of: "\"\(command.name)\"") }
    }
    lines += ["    *\" \"\(Option.valued.joined(separator: "|*\" \"")))", "      return ;;"]
    return lines
  }

  private static func arms(_ option: Option, of command: String) -> [String] {
    guard let completion = option.completion, completion != .nothing else { return [] }
    let patterns = option.spellings.map { "\(command)\" \($0)\"" }.joined(separator: "|")
    return ["    \(patterns)) \(assignment(completion)) ;;"]
  }

  /// An option that is being typed.
  private static var options: [String] {
    let all = Option.global.flatMap(\.spellings).joined(separator: " ")
    var lines = ["    *) if [[ $word == -* ]]; then", "      words=\"\(all)\"", "      case $command in"]
    for command in Command.typed where !command.ownOptions.isEmpty {
      let own = command.ownOptions.flatMap(\.spellings).joined(separator: " ")
      lines.append("        \"\(command.name)\") words+=\" \(own)\" ;;")
    }
    return lines + ["      esac", "    else"]
  }

  /// A word: of the command, or what it is about.
  private static var operands: [String] {
    var lines = ["      case $command in", "        '') words=\"\(Command.firstWords.joined(separator: " "))\" ;;"]
    for group in Command.groups {
      lines.append("        \(group.name)) words=\"\(Command.members(of: group.name).joined(separator: " "))\" ;;")
    }
    for command in Command.typed where command.completion != .nothing {
      lines.append("        \"\(command.name)\") \(assignment(command.completion)) ;;")
    }
    return lines + ["      esac", "    fi ;;", "  esac"]
  }

  private static func assignment(_ completion: Completion) -> String {
    switch completion {
    case .nothing: ""
    case .files: "files=1"
    case .words(let words): "words=\"\(words.joined(separator: " "))\""
    case .first(let words): "[[ -z $second ]] && words=\"\(words.joined(separator: " "))\""
    case .commands: "case $second in \(commands.joined(separator: " ")) esac"
    }
  }

  /// The first words of commands, and after that of a group its second ones.
  private static var commands: [String] {
    ["'') words=\"\(Command.firstWords.joined(separator: " "))\" ;;"]
      + Command.groups.map { "\($0.name)) words=\"\(Command.members(of: $0.name).joined(separator: " "))\" ;;" }
  }

  private static let end = [
    "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))",
    "  if [[ -n $files ]]; then",
    "    compopt -o filenames 2>/dev/null",
    "    local IFS=$'\\n'",
    "    COMPREPLY=($(compgen -f -- \"$word\"))",
    "  fi",
    "}",
    "complete -F _dealboard dealboard",
  ]
}
