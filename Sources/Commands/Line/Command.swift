package import Contract

/// Every command that is no request; the raw value is what is typed, empty for the board itself.
package enum CommandName: String, CaseIterable, Hashable, Sendable {
  case board = ""
  case demo, seed, list, report, forecast, changes, review, goals, digest, `import`, export, api
  case stall = "deals stall"
  case undo, redo, backup, restore, doctor, cgi
  case addKey = "keys add"
  case listKeys = "keys list"
  case revokeKey = "keys revoke"
  case completions, help
  case initialize = "init"
}

/// One row of the table of commands: what parsing, dispatch, help, completions, README and tests read.
package struct Command: Hashable, Sendable {
  package let action: Action
  /// The words that are typed after the program's name, one or two.
  package let words: [String]
  let operand: Operand
  /// The options that must be given.
  package let needed: [Option]
  package let options: [Option]
  /// One sentence.
  package let summary: String
  /// More sentences, a paragraph each.
  package let details: [String]
  package let examples: [Example]

  /// What a command does; dispatch switches over it.
  package enum Action: Hashable, Sendable {
    case program(CommandName)
    /// Asks one endpoint of the contract.
    case request(Endpoint)
    /// The first word of several commands, such as `deals`; does nothing by itself.
    case group
  }

  /// What may follow the command's words besides options.
  enum Operand: Hashable, Sendable {
    case none
    case one(String)
    case any(String)
    /// All of them, in order, but none beside one of the options.
    case all([String], unless: [OptionName] = [])
    /// All of them, the last one once or more often.
    case many([String])
    /// A file, perhaps with what its rows are before it.
    case kindAndFile

    /// What a filter is made of.
    static let terms = Operand.any("TERMS")
  }

  package struct Example: Hashable, Sendable {
    package let line: String
    package let meaning: String

    init(_ line: String, _ meaning: String) {
      self.line = line
      self.meaning = meaning
    }
  }

  init(
    _ action: Action, words: [String], _ summary: String, takes operand: Operand = .none, needs needed: [Option] = [],
    options: [Option] = [], details: [String] = [], examples: [Example] = []
  ) {
    self.action = action
    self.words = words
    self.summary = summary
    self.operand = operand
    self.needed = needed
    self.options = options
    self.details = details
    self.examples = examples
  }

  init(
    _ name: CommandName, _ summary: String, takes operand: Operand = .none, needs needed: [OptionName] = [],
    options: [OptionName] = [], details: [String] = [], examples: [Example] = []
  ) {
    self.init(
      .program(name), words: name.rawValue.split(separator: " ").map(String.init), summary, takes: operand,
      needs: needed.map(Option.named), options: options.map(Option.named), details: details, examples: examples)
  }

  /// `deals list`; empty for the board.
  package var name: String { words.joined(separator: " ") }

  /// `dealboard import FILE`, as help writes it; a few options stand in it, many are left to its help.
  package var usage: String {
    let few = options.count > 2 ? [] : options.map { "[\($0.usage)]" }
    return (["dealboard"] + words + needed.map(\.usage) + few + [operand.usage]).filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// Every option of its own.
  package var ownOptions: [Option] { needed + options }

  package static func named(_ name: CommandName) -> Command {
    guard let command = program.first(where: { $0.action == .program(name) }) else {
      preconditionFailure("\(name) has no row in the table of commands")
    }
    return command
  }
}

// MARK: - The whole table

extension Command {
  /// Every command: those of the program, the groups, and one for each endpoint.
  package static let all = program + groups + requests

  /// The command that the words begin with; the longest one that fits, the board for none.
  static func beginning(_ words: [String]) -> Command? {
    if let command = first(words.prefix(1), in: program) { return command }
    guard let group = first(words.prefix(1), in: groups) else { return nil }
    return first(words.prefix(2), in: program) ?? request(words) ?? group
  }

  private static func first(_ words: ArraySlice<String>, in commands: [Command]) -> Command? {
    commands.first { $0.words[...] == words }
  }
}

extension Command.Operand {
  var usage: String {
    switch self {
    case .none: ""
    case .one(let word): word
    case .any(let word): "[\(word)...]"
    case .all(let words, unless: _): words.joined(separator: " ")
    case .many(let words): words.joined(separator: " ") + "..."
    case .kindAndFile: "[KIND] FILE"
    }
  }
}
