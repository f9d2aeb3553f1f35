package import Screen

/// What the program knows about the terminal before it opens it.
///
/// Nothing here reads the environment itself.
package struct TerminalOptions: Sendable {
  /// `TERM`.
  package var term: String?
  /// `NO_COLOR`: any text but an empty one asks for no colours.
  package var noColor: String?
  /// `ESCDELAY`: how many milliseconds a lone ESC waits for the rest of a key's sequence.
  package var escapeDelay: String?
  /// What the user asked for; it beats `NO_COLOR` and the terminal's description.
  package var depth: ColorDepth?
  /// Whether to draw in ASCII although the terminal takes UTF-8.
  package var isASCII: Bool
  /// Whether GNU screen stands between the program and the terminal (`STY`).
  ///
  /// It does not colour what it clears, so a `TERM` that promises that would leave holes in filled rows; screen's own
  /// description is used instead.
  package var isUnderScreen: Bool
  /// Whether tmux does (`TMUX`), which must be told to hand a clipboard on.
  package var isUnderTmux: Bool

  /// The variable that decides on the locale.
  package var localeVariable: String

  package init(
    term: String? = nil, noColor: String? = nil, escapeDelay: String? = nil, depth: ColorDepth? = nil,
    isASCII: Bool = false, isUnderScreen: Bool = false, isUnderTmux: Bool = false, localeVariable: String = "LANG"
  ) {
    self.term = term
    self.noColor = noColor
    self.escapeDelay = escapeDelay
    self.depth = depth
    self.isASCII = isASCII
    self.isUnderScreen = isUnderScreen
    self.isUnderTmux = isUnderTmux
    self.localeVariable = localeVariable
  }

  /// The environment's variables that decide; whoever reads the environment reads these.
  package static let variables = ["TERM", "NO_COLOR", "ESCDELAY", "STY", "TMUX"] + localeVariables

  /// The first that is set and not empty decides, as POSIX has it.
  private static let localeVariables = ["LC_ALL", "LC_CTYPE", "LANG"]

  /// Takes `variables` from an environment.
  ///
  /// `COLORTERM` is not among them: it survives into `screen` and over ssh where it is wrong, and ncurses can send direct
  /// colour only with a terminal description that has it.
  package init(environment: [String: String], depth: ColorDepth? = nil, isASCII: Bool = false) {
    self.init(
      term: environment["TERM"], noColor: environment["NO_COLOR"], escapeDelay: environment["ESCDELAY"], depth: depth,
      isASCII: isASCII, isUnderScreen: environment["STY"].map { !$0.isEmpty } ?? false,
      isUnderTmux: environment["TMUX"].map { !$0.isEmpty } ?? false,
      localeVariable: TerminalOptions.localeVariables.first { environment[$0]?.isEmpty == false } ?? "LANG")
  }

  /// 40 ms unless `ESCDELAY` says otherwise: curses' own second makes Esc feel broken, and much less splits arrow keys
  /// on slow lines.
  ///
  /// At most ten seconds.
  var escapeMilliseconds: Int {
    guard let text = escapeDelay, let value = Int(text), (0...10_000).contains(value) else { return 40 }
    return value
  }

  /// What to say where the locale is not UTF-8: not set so, or not installed.
  var localeNotice: String {
    "\(localeVariable) names no UTF-8 locale that is installed, so what ASCII lacks was shown as ?; "
      + "\(localeVariable)=C.UTF-8 shows it."
  }

  /// The terminal descriptions to try, in order; none when `TERM` says that there is no screen.
  var candidates: [String] {
    guard let term, !term.isEmpty, term != "dumb" else { return [] }
    var names = [term, "xterm-256color", "xterm", "vt100"]
    if isUnderScreen && term.hasPrefix("xterm") {
      return ["screen-256color", "screen"] + names
    }
    if depth == .direct && !term.hasSuffix("-direct") {
      // Only a description with direct colour makes ncurses send it.
      let family = term.prefix { $0 != "-" }
      names.insert(contentsOf: ["\(family)-direct"], at: 0)
    }
    return names.reduce(into: []) { unique, name in if !unique.contains(name) { unique.append(name) } }
  }
}

/// Why there is no screen; the caller then prints plain lines.
package enum TerminalError: Error, Hashable, Sendable {
  /// Standard input or output is not a terminal.
  case notATerminal
  /// `TERM` is unset, empty or `dumb`.
  case dumb
  /// No description of a terminal that can place the cursor was found, neither for this `TERM` nor for a common one.
  case unknown(term: String)
}
