/// What cannot be meant by a command line. Commands are given by their words, such as `deals list`.
enum UsageError: Error, Hashable, Sendable {
  case unknownCommand(String, nearest: String?)
  case unknownOption(String, nearest: String?)
  case foreignOption(String, command: String)
  case missingValue(Option)
  case unwantedValue(Option)
  /// Given more than once, with values of which only one can be meant.
  case repeated(Option)
  case missingOperand(String, command: String)
  case extraOperand(String, command: String)
  case badValue(OptionName, String, wanted: String)
  /// A word after the command that cannot be meant.
  case badOperand(String, wanted: String)
  case missingOption(Option, command: String)
  /// The group stands alone; which words may follow it.
  case missingCommand(group: String, [String])
  case exclusive(OptionName, OptionName)
  /// The argument of that number, from 1, is not UTF-8.
  case notText(Int)
  /// The gateway was not started by a web server.
  case noRequest

  /// One sentence that names what to do.
  var sentence: String {
    switch self {
    case .unknownCommand(let word, let nearest):
      "there is no command \"\(word)\"; "
        + (nearest.map { "did you mean \($0)?" } ?? "dealboard help lists them")
    case .unknownOption(let word, let nearest):
      "there is no option \(word); "
        + (nearest.map { "did you mean \($0)?" } ?? "dealboard help COMMAND lists them, and -- ends them")
    case .foreignOption(let option, let command):
      "--\(option) is no option of \(title(command)); \(help(command)) lists them"
    case .missingValue(let option): "--\(option.word) needs a value: \(option.usage)"
    case .unwantedValue(let option): "--\(option.word) takes no value; write it alone"
    case .repeated(let option): "--\(option.word) is given more than once; write it once"
    case .missingOperand(let word, let command): "\(title(command)) needs \(word); \(help(command)) explains it"
    case .extraOperand(let word, let command):
      "\(title(command)) does not know what to do with \"\(word)\"; \(help(command)) explains it"
    case .badValue(let option, let value, let wanted): "--\(option.rawValue) \(value) is not \(wanted)"
    case .badOperand(let word, let wanted): "\"\(word)\" is not \(wanted)"
    case .missingOption(let option, let command): "\(title(command)) needs \(option.usage)"
    case .missingCommand(let group, let words):
      "\(title(group)) needs one more word: \(words.joined(separator: ", "))"
    case .notText(let number): "argument \(number) is not text in UTF-8; write it in UTF-8"
    case .noRequest:
      "dealboard cgi is started by a web server, which sets REQUEST_METHOD; dealboard api answers a request here"
    case .exclusive(let option, let other):
      "--\(option.rawValue) and --\(other.rawValue) exclude each other; leave one out"
    }
  }

  private func title(_ command: String) -> String {
    command.isEmpty ? "dealboard alone" : "dealboard \(command)"
  }

  private func help(_ command: String) -> String {
    command.isEmpty ? "dealboard help" : "dealboard help \(command)"
  }
}
