/// Tells words from options with their values, before it is known whether they belong together.
struct ArgumentReader {
  private var rest: ArraySlice<[UInt8]>
  private let count: Int
  private(set) var words: [String] = []
  /// By the option's word, in the order stated.
  private(set) var values: [String: [String]] = [:]
  /// The first option that no command has, as it was typed.
  private(set) var unknownOption: String?

  init(_ arguments: [[UInt8]]) {
    rest = arguments[...]
    count = arguments.count
  }

  mutating func read() throws(UsageError) {
    while !isComplete, let argument = try next() {
      if argument == "--" {
        while let word = try next() { words.append(word) }
      } else if argument.hasPrefix("--") {
        try takeLong(argument)
      } else if argument.hasPrefix("-"), argument.count > 1 {
        try takeShort(argument)
      } else {
        words.append(argument)
      }
    }
  }

  /// A gateway's own words end with its file of keys. What follows may be words of the request's query (RFC 3875 §4.4).
  private var isComplete: Bool { words.first == CommandName.cgi.rawValue && values[OptionName.keys.rawValue] != nil }

  /// The next argument, which must be text.
  private mutating func next() throws(UsageError) -> String? {
    guard let bytes = rest.popFirst() else { return nil }
    guard let word = String(validating: bytes, as: UTF8.self) else { throw .notText(count - rest.count) }
    return word
  }

  private mutating func takeLong(_ argument: String) throws(UsageError) {
    let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let option = option(where: { $0.word == parts[0] }) else {
      unknownOption = unknownOption ?? "--\(parts[0])"
      return
    }
    try take(option, inline: parts.count > 1 ? String(parts[1]) : nil)
  }

  /// `-o FILE` or `-oFILE`.
  private mutating func takeShort(_ argument: String) throws(UsageError) {
    let text = argument.dropFirst()
    // A filter term that is turned around, such as -status:lost.
    if text.count > 1, !words.isEmpty, Command.beginning(words)?.operand == .terms { return words.append(argument) }
    guard let option = option(where: { $0.short == String(text.prefix(1)) }), option.value != .none || text.count == 1
    else {
      unknownOption = unknownOption ?? argument
      return
    }
    try take(option, inline: text.count > 1 ? String(text.dropFirst()) : nil)
  }

  private mutating func take(_ option: Option, inline: String?) throws(UsageError) {
    let value: String
    switch option.value {
    case .none:
      if inline != nil { throw .unwantedValue(option) }
      value = ""
    case .optional: value = inline ?? ""
    case .required:
      guard let stated = try inline == nil ? next() : inline, !stated.isEmpty || option.takesNothing else {
        throw .missingValue(option)
      }
      value = stated
    }
    values[option.word, default: []].append(value)
  }

  /// The likeliest row first: of every command, of the command typed so far, of any other. Rows of one word all take a
  /// value or none does, so that an option may stand before its command.
  private func option(where fits: (Option) -> Bool) -> Option? {
    Option.global.first(where: fits) ?? (words.isEmpty ? nil : Command.beginning(words))?.ownOptions.first(where: fits)
      ?? Command.all.lazy.flatMap(\.ownOptions).first(where: fits)
  }
}
