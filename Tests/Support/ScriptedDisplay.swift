package import Screen

/// A terminal that types a script and keeps what it was shown; when the script ends it hangs up.
package final class ScriptedDisplay: Display {
  package var size: Size
  /// The last picture.
  package private(set) var picture: Canvas?
  /// How often a picture was shown.
  package private(set) var shows = 0
  package private(set) var redraws = 0
  package private(set) var suspensions = 0
  private var script: [Step]
  /// Waits without input before the script goes on, so that what is done while idle is done.
  private var quietTurns = 0
  /// Inputs that are here already, for whoever looks without waiting.
  private var burst: [Input] = []

  package enum Step {
    case input(Input)
    /// Inputs that come at once, the later ones while the first is being answered.
    case together([Input])
    /// Something that happens beside the terminal, such as another writer.
    case aside(() -> Void)
  }

  package init(size: Size, script: [Step]) {
    self.size = size
    self.script = script
  }

  /// `milliseconds` is not waited for: between two inputs the loop sees a quiet moment only when it asked to wait.
  package func next(within milliseconds: Int?) -> Input? {
    if !burst.isEmpty { return burst.removeFirst() }
    if milliseconds == 0 { return nil }
    if quietTurns < 2 {
      quietTurns += 1
      return nil
    }
    quietTurns = 0
    guard !script.isEmpty else { return .hangUp }
    switch script.removeFirst() {
    case .input(let input):
      if case .resize(let size) = input { self.size = size }
      return input
    case .together(let inputs):
      burst = Array(inputs.dropFirst())
      return inputs.first
    case .aside(let action):
      // The next input comes before the loop had a quiet moment to notice what happened.
      action()
      quietTurns = 2
      return next(within: milliseconds)
    }
  }

  package func show(_ canvas: Canvas) {
    picture = canvas
    shows += 1
  }

  /// What was copied last.
  package private(set) var clipboard: String?
  package func copy(_ text: String) { clipboard = text }
  package func invalidate() { redraws += 1 }
  package func suspend() { suspensions += 1 }
}

extension ScriptedDisplay.Step {
  /// Keys in the notation of help, with spaces between: `j j L m 3 ctrl-d`; `'…'` types its characters one by one.
  package static func keys(_ notation: String) -> [ScriptedDisplay.Step] {
    var steps: [ScriptedDisplay.Step] = []
    for (index, part) in notation.split(separator: "'", omittingEmptySubsequences: false).enumerated() {
      if index % 2 == 1 {
        steps += part.map { .input(.key(.character($0))) }
      } else {
        for word in part.split(separator: " ") {
          guard let key = Key(String(word)) else { preconditionFailure("\(word) is no key") }
          steps.append(.input(.key(key)))
        }
      }
    }
    return steps
  }
}
