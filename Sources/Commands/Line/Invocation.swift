import Sales

/// What was asked for, read from the arguments.
struct Invocation: Hashable, Sendable {
  var command: CommandName
  var operands: [String] = []
  private var values: [OptionName: [String]] = [:]

  /// Reads the arguments. Options may stand anywhere, also before the command; `--` ends them.
  init(_ arguments: [String]) throws(UsageError) {
    var words: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        words += rest
        break
      } else if argument.hasPrefix("--") {
        try Self.takeOption(argument.dropFirst(2), &rest, into: &values)
      } else if argument.hasPrefix("-"), argument.count > 1 {
        guard let option = Option.all.first(where: { $0.short == String(argument.dropFirst()) }) else {
          // A filter term that is turned around, such as -status:lost.
          if argument.count > 2, Self.takesTerms(words.first) {
            words.append(argument)
            continue
          }
          throw .unknownOption(argument, nearest: nil)
        }
        values[option.name, default: []].append("")
      } else {
        words.append(argument)
      }
    }
    command = .board
    if let word = words.first {
      guard let name = CommandName(rawValue: word), name != .board else {
        throw .unknownCommand(word, nearest: nearestName(to: word, among: CommandName.allCases.map(\.rawValue)))
      }
      command = name
      operands = Array(words.dropFirst())
    }
    try check()
  }

  private static func takesTerms(_ command: String?) -> Bool {
    command.flatMap(CommandName.init(rawValue:)).map { Command.named($0).operand == .terms } ?? false
  }

  private static func takeOption(
    _ text: Substring, _ rest: inout ArraySlice<String>, into values: inout [OptionName: [String]]
  ) throws(UsageError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = OptionName(rawValue: String(parts[0])) else {
      let known = OptionName.allCases.map(\.rawValue)
      throw .unknownOption("--\(parts[0])", nearest: nearestName(to: String(parts[0]), among: known).map { "--" + $0 })
    }
    let inline = parts.count > 1 ? String(parts[1]) : nil
    switch Option.named(name).value {
    case .none:
      if inline != nil { throw .unwantedValue(name) }
      values[name, default: []].append("")
    case .optional: values[name, default: []].append(inline ?? "")
    case .required:
      guard let value = inline ?? rest.popFirst(), !value.isEmpty else { throw .missingValue(name) }
      values[name, default: []].append(value)
    }
  }

  /// Help and version ask for nothing else, so nothing else can be wrong beside them.
  private func check() throws(UsageError) {
    if has(.help) || has(.version) { return }
    let row = Command.named(command)
    for name in OptionName.allCases where has(name) {
      if !Option.global.contains(name), !row.ownOptions.contains(name) { throw .foreignOption(name, command) }
    }
    if let missing = row.needed.first(where: { !has($0) }) { throw .missingOption(missing, command) }
    switch row.operand {
    case .none:
      if let word = operands.first { throw .extraOperand(word, command) }
    case .one(let word):
      if operands.isEmpty { throw .missingOperand(word, command) }
      if operands.count > 1 { throw .extraOperand(operands[1], command) }
    case .perhaps:
      if operands.count > 1 { throw .extraOperand(operands[1], command) }
    case .any: break
    case .all(let words, let other):
      let wanted = has(other) ? [] : words
      if operands.count < wanted.count { throw .missingOperand(wanted[operands.count], command) }
      if operands.count > wanted.count { throw .extraOperand(operands[wanted.count], command) }
    }
  }

  func has(_ option: OptionName) -> Bool { values[option] != nil }

  /// The value given last.
  func value(_ option: OptionName) -> String? { values[option]?.last }

  func all(_ option: OptionName) -> [String] { values[option] ?? [] }
}
