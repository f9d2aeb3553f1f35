import Contract

/// What may stand at one place of a command line.
enum Completion: Hashable {
  case nothing
  case files
  case words([String])
  /// The name of a command: one word, or two for those of a group.
  case commands
  /// One of the words, but only at once after the command: something else follows it.
  case first([String])

  /// By the word that stands for it in a usage line.
  init(placeholder: String) {
    if placeholder.contains("|"), !placeholder.contains("@") {
      self = .words(placeholder.split(separator: "|").map(String.init))
    } else {
      self = placeholder == "FILE" ? .files : placeholder == "COMMAND" ? .commands : .nothing
    }
  }
}

extension Option {
  /// What may follow it as a word of its own; nil when nothing does.
  var completion: Completion? {
    guard case .required(let placeholder) = value else { return nil }
    return choices.isEmpty ? Completion(placeholder: placeholder) : .words(choices)
  }

  /// `--output` and `-o`.
  var spellings: [String] { ["--" + word] + (short.map { ["-" + $0] } ?? []) }

  /// What takes the word after it away, in any command.
  static let valued: [String] = {
    var spellings: [String] = []
    for option in global + Command.all.flatMap(\.ownOptions) where option.completion != nil {
      spellings += option.spellings.filter { !spellings.contains($0) }
    }
    return spellings
  }()
}

extension Command {
  /// What may follow its words.
  var completion: Completion {
    switch operand {
    case .one(let word), .any(let word): Completion(placeholder: word)
    case .kindAndFile: Completion(placeholder: "FILE")
    case .all(let words, unless: _) where words.first == "METHOD": .first(Route.Method.allCases.map(\.rawValue))
    case .none, .all, .many: .nothing
    }
  }

  /// The commands that can be completed: all but the board and the words that only begin others.
  static let typed: [Command] = all.filter { !$0.words.isEmpty && $0.action != .group }
}
