import Sales
import Screen

/// A page of help that is about no single command: `dealboard help keys`.
package enum HelpTopic: String, CaseIterable, Hashable, Sendable {
  case keys, filter, commands

  /// What `dealboard help` says of it.
  var summary: String {
    switch self {
    case .keys: "every key of every screen"
    case .filter: "every term of filters"
    case .commands: "every command and request with its options"
    }
  }

  /// Its lines, wrapped to the width.
  func lines(keys guides: [KeyGuide], width: Int) -> [String] {
    switch self {
    case .keys: Self.keys(guides, width: width)
    case .filter: Self.filter(width: width)
    case .commands: Self.commands(width: width)
    }
  }

  private static func keys(_ guides: [KeyGuide], width: Int) -> [String] {
    let blocks = guides.flatMap { guide in
      guide.groups.enumerated().map { index, group in
        // The board has several groups, which need their names; every other screen is one list.
        let title = guide.groups.count > 1 ? "\(guide.title), \(group.title.lowercased())" : guide.title
        return ["", title + ":"]
          + HelpText.columns(group.rows.map { ($0.keys.joined(separator: "  "), $0.summary) }, width: width)
      }
    }
    return HelpText.wrapped(
      "gg is g, then g; ctrl-d is d with the Ctrl key held. Digits choose stages, so there are no counts.", width: width
    )
      + blocks.joined()
      + [""] + HelpText.wrapped("For keys of requests over HTTP see dealboard keys --help.", width: width)
  }

  private static func filter(width: Int) -> [String] {
    let text = filterParagraphs.map { HelpText.wrapped($0, width: width) }.joined(separator: [""])
    return Array(text) + ["", "Terms, besides words and phrases:"]
      + HelpText.columns(FilterKey.all.map { ($0.example, $0.summary) }, width: width)
  }

  private static func commands(width: Int) -> [String] {
    let blocks = (Command.program + Command.requests).map { command in
      HelpText.wrapped(command.usage, width: width)
        + HelpText.wrapped(command.summary, width: width - 2).map { "  " + $0 }
        + HelpText.columns(command.ownOptions.map { ($0.usage, $0.summary) }, width: width)
    }
    let general =
      ["Options of every command:"] + HelpText.columns(Option.global.map { ($0.usage, $0.summary) }, width: width)
    return Array((blocks + [general]).joined(separator: [""]))
  }

  /// What a filter is, a paragraph each; the terms stand in a table below.
  package static let filterParagraphs = [
    """
    A filter is a line of terms with spaces between them. It stands after / on the board, after dealboard list, and in \
    the options of commands that take one. A deal is shown if every term holds.
    """,
    """
    A word, or a "quoted phrase", stands in the name of the deal, its company or its contact. Case and accents do not \
    count. Put - before a term to exclude what it matches.
    """,
    """
    Numbers and dates compare with :, <, <=, > and >=. Dates are written as 2026-04-12, 12 apr, 20.12. or 12/20, and as \
    words: today, fri, eom, 2w. After : they may be spans: 2025-11, 2025, q3, jan, week, "next month", quarter, and 2w, \
    which reaches from today.
    """,
    "Deals that were closed more than 30 days ago are shown only where a term is about closed deals.",
    "In a shell, quote terms that have < or > in them.",
  ]
}
