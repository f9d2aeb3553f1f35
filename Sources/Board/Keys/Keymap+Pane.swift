extension Keymap {
  /// The keys of the open deal.
  package static let pane = Keymap("Keys of the open deal", paneRows + sideways, over: board, hints: paneHints)
  /// The keys of the list of its fields.
  package static let record = Keymap("Keys of the deal's fields", recordRows + sideways, over: board)
  /// The keys of the board beside it.
  static let beside = Keymap(
    "Keys on the board beside a deal", besideRows, over: board,
    hints: besideHints.merging([.down: (1, "j k", "next deal")]) { $1 })

  /// The same three for a deal that was opened out of triage.
  static let paneInTriage = Keymap("Keys of the open deal", paneRows, over: triage, hints: paneHints)
  static let recordInTriage = Keymap("Keys of the deal's fields", recordRows, over: triage)
  static let besideInTriage = Keymap(
    "Keys in triage beside a deal", besideRows, over: triage,
    hints: besideHints.merging([.skip: (1, "j k", "next deal")]) { $1 })

  private static let paneRows: [Binding] =
    [
      Binding(
        "j,down", .down, .pane, "scroll down", shown: "j", help: .row(keys: "j k", words: "scroll down, up"),
        footer: (1, "j k", "scroll")),
      Binding("k,up", .up, .pane, "scroll up", shown: "k", help: .grouped),
      Binding("g g,home", .first, .pane, "to its top", shown: "gg", help: .row(keys: "gg G", words: "to its top, end")),
      Binding("G,end", .last, .pane, "to its end", help: .grouped),
    ] + Binding.halfPages(.pane) + [
      Binding("enter,i", .record, .pane, "all stored fields", footer: (9, "enter", "all fields")),
      Binding("tab", .otherSide, .pane, "keys to the board, and back", footer: (2, "tab", "to the board")),
      Binding("esc,q,ctrl-c", .clear, .pane, "close the deal", footer: (8, "esc", "close")),
    ]

  private static let recordRows: [Binding] =
    [
      Binding(
        "j,down", .down, .pane, "to the next field", shown: "j",
        help: .row(keys: "j k", words: "to the next field, back"),
        footer: (1, "j k", "choose")),
      Binding("k,up", .up, .pane, "to the field before", shown: "k", help: .grouped),
      Binding(
        "g g,home", .first, .pane, "to the first field", shown: "gg",
        help: .row(keys: "gg G", words: "first, last field")),
      Binding("G,end", .last, .pane, "to the last field", help: .grouped),
    ] + Binding.halfPages(.pane) + [
      Binding("enter", .editField, .pane, "edit the field in its place", footer: (2, "enter", "edit it here")),
      Binding("i", .record, .pane, "back to facts and timeline", footer: (3, "i", "timeline")),
      Binding("tab", .otherSide, .pane, "keys to the board, and back", footer: (4, "tab", "to the board")),
      Binding("esc,q,ctrl-c", .clear, .pane, "close the deal", footer: (5, "esc", "close")),
    ]

  private static let besideRows: [Binding] = [
    Binding("tab", .otherSide, .pane, "keys to the deal, and back", footer: (2, "tab", "to the deal")),
    Binding("esc,q,ctrl-c", .clear, .pane, "close the deal", footer: (7, "esc", "close")),
  ]

  /// The pane scrolls with the keys that go down and up, and leaves the board those that go sideways.
  private static let sideways: [Binding] = [
    Binding(
      "h,left", .left, .move, "to the deal at the left", shown: "h",
      help: .row(keys: "h l", words: "deal at the left, right")),
    Binding("l,right", .right, .move, "to the deal at the right", shown: "l", help: .grouped),
  ]

  private static let paneHints: [Verb: Binding.Hint] = [
    .moveOn: (3, "L", "on a stage"), .edit: (4, "e", "edit"), .step: (5, "s", "next step"), .won: (6, "w", "won"),
    .lost: (7, "x", "lost"),
  ]

  private static let besideHints: [Verb: Binding.Hint] = [
    .moveOn: (3, "H L", "move deal"), .step: (4, "s", "next step"), .won: (5, "w", "won"), .lost: (6, "x", "lost"),
  ]
}
