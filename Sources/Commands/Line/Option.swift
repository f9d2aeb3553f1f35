/// Every option of the commands that are no requests; the raw value is what is typed after `--`.
package enum OptionName: String, CaseIterable, Hashable, Sendable {
  case database = "db"
  case login = "as"
  case today
  case help
  case version
  case deals
  case randomSeed = "random-seed"
  case map, value, pipeline, stages
  case createStages = "create-stages"
  case won, lost, open, currency, minor, dates, amounts, match
  case idSource = "id-source"
  case separator, encoding
  case headerLine = "header-line"
  case sheet, yes
  case saveMap = "save-map"
  case useMap = "use-map"
  case skipBad = "skip-bad"
  case dryRun = "dry-run"
  case data
  case headers
  case batch
  case filter
  case format
  case output
  case idle
  case json
  case csv
  case all
  case follow
  case repair
  case period, text, since
  case asOf = "as-of"
  case user, remove, by, reviewed, owners
}

/// One row of the table of options: what parsing, help, completions and README read.
package struct Option: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    case none
    /// `--opt VALUE` or `--opt=VALUE`.
    case required(String)
    /// Only `--opt=VALUE`, since a word after it could as well be an operand.
    case optional(String)
  }

  /// What is typed after `--`.
  package let word: String
  package let value: Value
  package let summary: String
  package let short: String?
  /// Whether the value may be empty, which says something then.
  let takesNothing: Bool
  /// Whether it may be given more than once, each value counting.
  let repeats: Bool
  /// The words of which its value is made, where the usage line has no room for them.
  let choices: [String]

  private init(
    _ name: OptionName, _ value: Value, _ summary: String, short: String? = nil, takesNothing: Bool = false,
    repeats: Bool = false
  ) {
    self.init(word: name.rawValue, value, summary, short: short, takesNothing: takesNothing, repeats: repeats)
  }

  init(
    word: String, _ value: Value, _ summary: String, short: String? = nil, takesNothing: Bool = false,
    repeats: Bool = false, choices: [String] = []
  ) {
    self.word = word
    self.value = value
    self.summary = summary
    self.short = short
    self.takesNothing = takesNothing
    self.repeats = repeats
    self.choices = choices
  }

  /// `--db FILE`, as help writes it.
  var usage: String {
    let long =
      switch value {
      case .none: "--\(word)"
      case .required(let value): "--\(word) \(value)"
      case .optional(let value): "--\(word)[=\(value)]"
      }
    return short.map { "-\($0), \(long)" } ?? long
  }

  /// Accepted by every command, and before its name too.
  static let global: [Option] = [OptionName.database, .login, .today, .help, .version].map(Option.named)

  package static func named(_ name: OptionName) -> Option {
    guard let option = all.first(where: { $0.word == name.rawValue }) else {
      preconditionFailure("--\(name.rawValue) has no row in the table of options")
    }
    return option
  }

  package static let all: [Option] = [
    Option(
      .database, .required("FILE"),
      "The database; else $DEALBOARD_DB, else dealboard/dealboard.db in $XDG_DATA_HOME or ~/.local/share."),
    Option(.login, .required("NAME"), "Whose changes these are; else the login."),
    Option(
      .today, .required("DATE"), "Read the board as on that day (YYYY-MM-DD); in a new database also what is imported."),
    Option(.help, .none, "Explain the program, or the command it stands beside.", short: "h"),
    Option(.version, .none, "Print the version."),
    Option(.deals, .required("N"), "How many sample deals."),
    Option(.randomSeed, .required("S"), "Which sample deals: the same number gives the same ones (1)."),
    Option(
      .map, .required("FIELD=COLUMN"),
      "Read a field from a column, or from several as in name='{product} · {account}'; repeat it for more fields.",
      repeats: true),
    Option(
      .value, .required("FIELD:WORD=MEANING"),
      "Read a word of a column as another, as in status:'On Hold'=stalled; with nothing after = as empty.",
      repeats: true),
    Option(.pipeline, .required("NAME"), "The pipeline of deals whose row names none (default: the default pipeline)."),
    Option(.stages, .required("A,B,C"), "Add these stages in this order where they are missing.", repeats: true),
    Option(.createStages, .none, "Add stages and pipelines that only rows name to a database that is in use."),
    Option(.won, .required("NAME"), "The stage in which deals are won."),
    Option(.lost, .required("NAME"), "The stage in which deals are lost."),
    Option(.open, .required("NAME"), "A stage that stays open although all its deals are won or lost."),
    Option(
      .currency, .required("CODE"),
      "The currency of rows that name none (default: that of most open deals of the pipeline, else USD)."),
    Option(.minor, .none, "Amounts are in minor units, such as cents."),
    Option(.dates, .required("dmy|mdy"), "Whether 3/4/2026 is in April or in March, where the file leaves it open."),
    Option(
      .amounts, .required("1,234.56|1.234,56"),
      "Which mark stands before decimals, where the file leaves it open."),
    Option(
      .match, .required("name,company"),
      "Update the deal of the same name and company where a row has no known id (default: such a row is a new deal)."),
    Option(
      .idSource, .required("NAME"),
      "The program that gave the ids, so that deal 1 of one program is not deal 1 of another."),
    Option(.separator, .required("WORD"), "What stands between cells: comma, semicolon, tab or pipe (default: found)."),
    Option(.encoding, .required("NAME"), "How the file is encoded, such as UTF-8 or Windows-1252 (default: found)."),
    Option(.headerLine, .required("N"), "The line that names the columns (default: found)."),
    Option(.sheet, .required("NAME"), "The sheet of a workbook (default: the first one in sight)."),
    Option(.yes, .none, "Import without the dialogue, with the guesses as they are."),
    Option(.saveMap, .required("NAME"), "Keep what was said about the file under NAME."),
    Option(
      .useMap, .required("NAME"),
      "Read the file as one before (default: as the last one with the same columns)."),
    Option(
      .skipBad, .optional("FILE"),
      "Import the good rows and write the others, with the reason, to FILE (else NAME.rejected.csv)."),
    Option(.dryRun, .none, "Only say what would happen, writing nothing."),
    Option(.data, .required("JSON|@FILE|-"), "The body: the JSON itself, or what is in FILE or on standard input."),
    Option(.headers, .none, "Print the status line and the headers before the body.", short: "i"),
    Option(
      .batch, .none,
      "Read one request a line from standard input, as {\"method\", \"path\", \"body\"}, and answer one a line."),
    Option(
      .filter, .required("TERMS"),
      "Only deals for which every term holds, as in 'acme value>10k idle>14'; dealboard help list explains the terms.",
      takesNothing: true),
    Option(.format, .required("csv|ndjson"), "CSV with the headers that import reads, or a JSON object a line (csv)."),
    Option(
      .output, .required("FILE"), "Write to FILE, which must not be there yet; else to standard output.", short: "o"),
    Option(.idle, .required("DAYS"), "More than so many whole days without an activity (14)."),
    Option(.json, .none, "Print the answer as it is: one line of JSON."),
    Option(.csv, .none, "Print comma-separated values with every member of the answer."),
    Option(.all, .none, "Print every row that there is, not only a first page."),
    Option(.follow, .none, "Print what is done from now on as it happens, a JSON object a line, until Ctrl-C."),
    Option(.repair, .none, "Make a backup, then mend what can be counted again from the rest."),
    Option(
      .period, .required("DAYS"),
      "The days to look back on, such as 2026, 2026-05, q3, \"last quarter\" or 90d (default: the last 12 months)."),
    Option(.text, .none, "Print plain text (default)."),
    Option(
      .since, .required("DAY"),
      "From that day on, such as monday, 2026-11-23 or 3d, or from your last review on as review (default: the later of "
        + "monday and review)."),
    Option(.asOf, .required("DAY"), "The board as it was at the end of that day, such as 2026-11-23 or monday."),
    Option(.user, .required("NAME"), "Whose digest it is (default: the login)."),
    Option(.remove, .required("DEAL"), "Take the deal off the list."),
    Option(.by, .required("NAME"), "Only what that user changed."),
    Option(.reviewed, .none, "Keep this moment as your last review."),
    Option(.owners, .none, "Lay the owners side by side, a column each."),
  ]
}
