/// What cannot be meant by a command line.
enum UsageError: Error, Hashable, Sendable {
  case unknownCommand(String, nearest: String?)
  case unknownOption(String, nearest: String?)
  case foreignOption(OptionName, CommandName)
  case missingValue(OptionName)
  case unwantedValue(OptionName)
  case missingOperand(String, CommandName)
  case extraOperand(String, CommandName)
  case badValue(OptionName, String, wanted: String)
  case missingOption(OptionName, CommandName)
  case exclusive(OptionName, OptionName)
  /// The argument of that number, from 1, is not UTF-8.
  case notText(Int)

  /// One sentence that names what to do.
  var sentence: String {
    switch self {
    case .unknownCommand(let word, let nearest):
      "there is no command \"\(visible(word))\"; "
        + (nearest.map { "did you mean \($0)?" } ?? "dealboard help lists them")
    case .unknownOption(let word, let nearest):
      "there is no option \(visible(word)); "
        + (nearest.map { "did you mean \($0)?" } ?? "dealboard help COMMAND lists them, and -- ends them")
    case .foreignOption(let option, let command):
      "--\(option.rawValue) is no option of \(title(command)); \(help(command)) lists them"
    case .missingValue(let option): "--\(option.rawValue) needs a value: \(Option.named(option).usage)"
    case .unwantedValue(let option): "--\(option.rawValue) takes no value; write it alone"
    case .missingOperand(let word, let command): "\(title(command)) needs \(word): \(Command.named(command).usage)"
    case .extraOperand(let word, let command):
      "\(title(command)) does not know what to do with \"\(visible(word))\"; \(help(command)) explains it"
    case .badValue(let option, let value, let wanted): "--\(option.rawValue) \(visible(value)) is not \(wanted)"
    case .missingOption(let option, let command): "\(title(command)) needs \(Option.named(option).usage)"
    case .notText(let number): "argument \(number) is not text in UTF-8; write it in UTF-8"
    case .exclusive(let option, let other):
      "--\(option.rawValue) and --\(other.rawValue) exclude each other; leave one out"
    }
  }

  private func title(_ command: CommandName) -> String {
    command == .board ? "dealboard alone" : "dealboard \(command.rawValue)"
  }

  private func help(_ command: CommandName) -> String {
    command == .board ? "dealboard help" : "dealboard help \(command.rawValue)"
  }
}
