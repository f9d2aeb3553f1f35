/// Every command; the raw value is the word that is typed, empty for the board itself.
package enum CommandName: String, CaseIterable, Hashable, Sendable {
  case board = ""
  case demo, seed, list, `import`, api, undo, redo, help
}

/// One row of the table of commands: what parsing, dispatch, help, README and tests read.
package struct Command: Sendable {
  package let name: CommandName
  package let operand: Operand
  /// The options that must be given.
  package let needed: [OptionName]
  package let options: [OptionName]
  /// One sentence.
  package let summary: String
  /// More sentences, a paragraph each.
  package let details: [String]
  package let examples: [Example]

  /// What may follow the command's name besides options.
  package enum Operand: Hashable, Sendable {
    case none
    case one(String)
    case perhaps(String)
    case any(String)
    /// All of them, but none beside the option.
    case all([String], unless: OptionName)

    /// What a filter is made of.
    package static let terms = Operand.any("TERMS")
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
    _ name: CommandName, _ summary: String, takes operand: Operand = .none, needs needed: [OptionName] = [],
    options: [OptionName] = [], details: [String] = [], examples: [Example] = []
  ) {
    self.name = name
    self.operand = operand
    self.needed = needed
    self.options = options
    self.summary = summary
    self.details = details
    self.examples = examples
  }

  /// `dealboard import FILE`, as help writes it; a few options stand in it, many are left to its help.
  package var usage: String {
    let needed = needed.map { Option.named($0).usage }
    let few = options.count > 2 ? [] : options.map { "[\(Option.named($0).usage)]" }
    return (["dealboard", name.rawValue] + needed + few + [operand.usage]).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Every option of its own.
  package var ownOptions: [OptionName] { needed + options }

  package static func named(_ name: CommandName) -> Command {
    guard let command = all.first(where: { $0.name == name }) else {
      preconditionFailure("\(name) has no row in the table of commands")
    }
    return command
  }
}

extension Command.Operand {
  fileprivate var usage: String {
    switch self {
    case .none: ""
    case .one(let word): word
    case .perhaps(let word): "[\(word)]"
    case .any(let word): "[\(word)...]"
    case .all(let words, unless: _): words.joined(separator: " ")
    }
  }
}
