import Sales

/// The shells that completions can be written for; the raw value is what is typed.
package enum Shell: String, CaseIterable, Sendable {
  case bash, zsh, fish

  /// The script that teaches the shell every command, option and fixed value, from the program's own tables.
  package var completions: [String] {
    switch self {
    case .bash: BashCompletions.lines
    case .zsh: ZshCompletions.lines
    case .fish: FishCompletions.lines
    }
  }
}

extension Job {
  func completions() throws(Failure) {
    let word = invocation.operands[0]
    guard let shell = Shell(rawValue: word) else {
      let shells = Shell.allCases.map(\.rawValue)
      let nearest = nearestName(to: word, among: shells)
      throw .usage(
        .unknownCommand(
          "completions \(word)", nearest: "dealboard completions \(nearest ?? shells.joined(separator: "|"))"))
    }
    for line in shell.completions { out.write(line + "\n") }
  }
}
