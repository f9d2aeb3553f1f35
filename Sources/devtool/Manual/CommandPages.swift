import Commands

/// dealboard(1) and dealboard-import(1), from the table of commands.
enum CommandPages {
  static let program: Manual.Page = {
    var page = Mdoc(name: "dealboard", section: 1, summary: "a sales pipeline board for the terminal")
    page.section("Synopsis")
    page.synopsis("dealboard", ["[options]", "[COMMAND [ARGUMENT ...]]"])
    page.section("Description")
    page.text(
      """
      dealboard shows deals on a board with one column per stage and moves them by single keys. Every change is on \
      disk before it is shown. Without a command it opens the board; dealboard demo opens one of sample deals, which \
      is the first thing to try.
      """)
    page.paragraph("The keys are in dealboard-keys(7), and the terms of filters in dealboard-filter(7).")
    page.section("Options")
    page.text("Every command takes these, before its name too:")
    page.list(Option.global.map { ($0.usage, $0.summary) })
    page.section("Commands")
    page.list(Command.program, typed: \.usage, describe)
    page.section("Requests")
    page.text(
      """
      These ask one question each, or make one change, and print a table, with --csv comma-separated values and with \
      --json the answer as it is. dealboard help and the name of one, such as dealboard help deals list, lists its \
      options.
      """)
    page.list(Command.requests.map { ("dealboard " + $0.shortUsage, $0.summary) })
    surroundings(&page)
    page.seeAlso(Manual.others(than: "dealboard"))
    return Manual.Page(name: "dealboard", section: 1, lines: page.lines)
  }()

  static let importing: Manual.Page = {
    let command = Command.named(.import)
    var page = Mdoc(name: "dealboard-import", section: 1, summary: "read deals into dealboard")
    page.section("Synopsis")
    page.synopsis("dealboard", [command.shortUsage, "[options]"])
    page.section("Description")
    page.text(command.summary)
    for paragraph in command.details { page.paragraph(paragraph) }
    page.section("Options")
    page.text("Besides those of every command, which dealboard(1) lists:")
    page.list(command.ownOptions.map { ($0.usage, $0.summary) })
    exitStatus(&page)
    examples(of: [command], &page)
    page.seeAlso(Manual.others(than: "dealboard-import"))
    return Manual.Page(name: "dealboard-import", section: 1, lines: page.lines)
  }()

  private static func describe(_ page: inout Mdoc, _ command: Command) {
    page.text(command.summary)
    // It has a page of its own.
    if command.action == .program(.import) { return page.text("See dealboard-import(1).") }
    for paragraph in command.details { page.paragraph(paragraph) }
    page.list(command.ownOptions.map { ($0.usage, $0.summary) })
  }

  private static func surroundings(_ page: inout Mdoc) {
    page.section("Environment")
    page.list([
      ("DEALBOARD_DB", "The database, where --db does not name one."),
      ("XDG_DATA_HOME", "Where the folder dealboard with the database is, else ~/.local/share."),
      ("XDG_STATE_HOME", "Where typed lines are kept that the database cannot take, else ~/.local/state."),
      ("VISUAL, EDITOR", "The editor that E opens."),
      ("TMPDIR", "Where temporary files are made, else /tmp."),
      ("NO_COLOR", "Set and not empty: the board has no colours."),
      ("LC_ALL, LC_CTYPE, LANG", "Whether the board may use more than ASCII."),
    ])
    page.section("Files")
    page.list([
      ("~/.local/share/dealboard/dealboard.db", "The database, where nothing else is named."),
      ("FILE-wal, FILE-shm", "The write-ahead log of an open database and its index. Never remove them by hand."),
      ("FILE.before-DATE", "The database that a restore replaced."),
      ("FILE.version-N", "The database before its schema was brought from version N to a later one."),
    ])
    exitStatus(&page)
    examples(of: Command.program.filter { $0.action != .program(.import) }, &page)
  }

  private static func exitStatus(_ page: inout Mdoc) {
    page.section("Exit status")
    page.list(
      ExitCode.allCases.map { ("\($0.rawValue)", $0.meaning.prefix(1).uppercased() + $0.meaning.dropFirst() + ".") })
  }

  private static func examples(of commands: [Command], _ page: inout Mdoc) {
    page.section("Examples")
    page.list(
      commands.flatMap(\.examples).map { example in
        (example.line, example.meaning.prefix(1).uppercased() + example.meaning.dropFirst() + ".")
      })
  }
}
