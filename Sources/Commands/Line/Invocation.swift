import Sales

/// What was asked for, read from the arguments.
struct Invocation: Hashable, Sendable {
  let command: Command
  private(set) var operands: [String]
  /// By the option's word, in the order given.
  private var values: [String: [String]]

  /// Reads the arguments. Options may stand anywhere, also before the command; `--` ends them.
  init(_ arguments: [String]) throws(UsageError) {
    try self.init(bytes: arguments.map { Array($0.utf8) })
  }

  /// The same of arguments as the system hands them over.
  init(bytes arguments: [[UInt8]]) throws(UsageError) {
    var reader = ArgumentReader(arguments)
    try reader.read()
    values = reader.values
    command = try Self.command(of: reader.words)
    operands = Array(reader.words.dropFirst(command.words.count))
    if let unknown = reader.unknownOption { throw Self.unknown(unknown, beside: command) }
    try check()
  }

  private static func command(of words: [String]) throws(UsageError) -> Command {
    guard let command = Command.beginning(words) else {
      let word = words.first ?? ""
      throw .unknownCommand(word, nearest: nearestName(to: word, among: Command.firstWords))
    }
    return command
  }

  /// Help and version ask for nothing else, so nothing else can be wrong beside them.
  private func check() throws(UsageError) {
    if has(.help) || has(.version) { return }
    let name = command.name
    if command.action == .group { throw Self.incomplete(name, operands.first) }
    let own = Option.global + command.ownOptions
    for word in values.keys.sorted() where !own.contains(where: { $0.word == word }) {
      throw .foreignOption(word, command: name)
    }
    for option in own where option.value != .none && !option.repeats && values[option.word, default: []].count > 1 {
      throw .repeated(option)
    }
    if let missing = command.needed.first(where: { values[$0.word] == nil }) {
      throw .missingOption(missing, command: name)
    }
    let (wanted, isOpen) = command.operand.wanted(beside: self)
    if operands.count < wanted.count { throw .missingOperand(wanted[operands.count], command: name) }
    if !isOpen, operands.count > wanted.count { throw .extraOperand(operands[wanted.count], command: name) }
  }

  /// What is wrong with a group's word alone, or with another one after it.
  private static func incomplete(_ group: String, _ word: String?) -> UsageError {
    let names = Command.members(of: group)
    guard let word else { return .missingCommand(group: group, names) }
    let nearest = nearestName(to: word, among: names)
    return .unknownCommand("\(group) \(word)", nearest: nearest.map { "dealboard \(group) \($0)" })
  }

  /// The options of this very command are the likelier ones.
  private static func unknown(_ text: String, beside command: Command) -> UsageError {
    guard text.hasPrefix("--") else { return .unknownOption(text, nearest: nil) }
    let own = (Option.global + command.ownOptions).map(\.word)
    let word = String(text.dropFirst(2))
    return .unknownOption(text, nearest: nearestName(to: word, among: own).map { "--" + $0 })
  }

  func has(_ option: OptionName) -> Bool { values[option.rawValue] != nil }

  /// The value given.
  func value(_ option: OptionName) -> String? { value(word: option.rawValue) }

  /// The value given of the option that is typed so.
  func value(word: String) -> String? { values[word]?.first }

  func all(_ option: OptionName) -> [String] { values[option.rawValue] ?? [] }

  /// Every value of an option that takes several with commas between them.
  func names(_ option: OptionName) -> [String] {
    all(option).flatMap { $0.split(separator: ",").map { String($0).trimmed } }.filter { !$0.isEmpty }
  }
}

extension Command {
  /// What may be typed first, groups once.
  static var firstWords: [String] {
    var words = program.filter { $0.words.count == 1 }.map(\.name)
    words += groups.map(\.name)
    return words
  }

  /// The second words of a group's commands.
  static func members(of group: String) -> [String] {
    all.filter { $0.words.count == 2 && $0.words[0] == group }.map { $0.words[1] }
  }
}

extension Command.Operand {
  /// The words that must be there, and whether more may follow without end.
  fileprivate func wanted(beside line: Invocation) -> (words: [String], isOpen: Bool) {
    switch self {
    case .none: ([], false)
    case .one(let word): ([word], false)
    case .any: ([], true)
    case .all(let words, unless: let others): (others.contains(where: line.has) ? [] : words, false)
    case .many(let words): (words, true)
    case .kindAndFile:
      (line.operands.count > 1 && ImportKind(rawValue: line.operands[0]) != nil ? ["KIND", "FILE"] : ["FILE"], false)
    }
  }
}
