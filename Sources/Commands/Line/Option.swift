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
  case noHeader = "no-header"
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
  case group
  case period, text, since
  case asOf = "as-of"
  case user, remove, by, reviewed, owners
  case days, month, backtest, from, to
  case keys, read
  case openAPI = "openapi"
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
  package var usage: String {
    let long =
      switch value {
      case .none: "--\(word)"
      case .required(let value): "--\(word) \(value)"
      case .optional(let value): "--\(word)[=\(value)]"
      }
    return short.map { "-\($0), \(long)" } ?? long
  }

  /// Accepted by every command, and before its name too.
  package static let global: [Option] = [OptionName.database, .login, .today, .help, .version].map(Option.named)

  package static func named(_ name: OptionName) -> Option {
    guard let option = all.first(where: { $0.word == name.rawValue }) else {
      preconditionFailure("--\(name.rawValue) has no row in the table of options")
    }
    return option
  }

  package static let all: [Option] = [
    Option(
      .database, .required("FILE"),
      "Use this database (default: $DEALBOARD_DB, else dealboard/dealboard.db in $XDG_DATA_HOME or ~/.local/share)."),
    Option(.login, .required("NAME"), "Record changes under NAME (default: your login name)."),
    Option(
      .today, .required("DATE"),
      "Read the board as on that day (YYYY-MM-DD); in a new database import as on that day too (default: today)."),
    Option(.help, .none, "Explain the program, or the command before it.", short: "h"),
    Option(.version, .none, "Print the version."),
    Option(.deals, .required("N"), "Make this many sample deals."),
    Option(.randomSeed, .required("S"), "Random seed; the same seed makes the same deals (default 1)."),
    Option(
      .map, .required("FIELD=COLUMN"),
      "Read a field from a column, or from several as in name='{product} · {account}'; repeat it for more fields.",
      repeats: true),
    Option(
      .value, .required("FIELD:WORD=MEANING"),
      "Read a word of a column as another, as in status:'On Hold'=stalled; with nothing after = as empty.",
      repeats: true),
    Option(
      .pipeline, .required("NAME"),
      "Put deals whose row names no pipeline into this one (default: the default pipeline)."),
    Option(.stages, .required("A,B,C"), "Add these stages in this order where they are missing.", repeats: true),
    Option(.createStages, .none, "Add stages and pipelines that only rows name to a database that is in use."),
    Option(.won, .required("NAME"), "Take this stage as the one in which deals are won."),
    Option(.lost, .required("NAME"), "Take this stage as the one in which deals are lost."),
    Option(.open, .required("NAME"), "Keep this stage open although all its deals are won or lost."),
    Option(
      .currency, .required("CODE"),
      "Use this currency for rows that name none (default: that of most open deals of the pipeline, else USD)."),
    Option(.minor, .none, "Read amounts in minor units, such as cents."),
    Option(
      .dates, .required("dmy|mdy"), "Read 3/4/2026 as 3 April (dmy) or 4 March (mdy), where the file leaves it open."),
    Option(
      .amounts, .required("1,234.56|1.234,56"),
      "Read numbers with this mark before decimals, where the file leaves it open."),
    Option(
      .match, .required("name,company"),
      "Update the deal of the same name and company where a row has no known id (default: such a row is a new deal)."),
    Option(
      .idSource, .required("NAME"),
      "Name the program that gave the ids, so that deal 1 of one program is not deal 1 of another."),
    Option(
      .separator, .required("WORD"),
      "Set what stands between cells: comma, semicolon, tab or pipe (default: found in the file)."),
    Option(
      .encoding, .required("NAME"),
      "Set how the file is encoded, such as UTF-8, Windows-1250 or Windows-1252 (default: found in the file)."),
    Option(.headerLine, .required("N"), "Take line N as the one that names the columns (default: found in the file)."),
    Option(.noHeader, .none, "Read the first line as data; columns are called Column 1, Column 2 and so on."),
    Option(.sheet, .required("NAME"), "Read this sheet of a workbook (default: the first that looks like deals)."),
    Option(.yes, .none, "Import without the dialogue, with all guesses as they are."),
    Option(.saveMap, .required("NAME"), "Keep the answers about the file under NAME."),
    Option(
      .useMap, .required("NAME"),
      "Read the file with the answers kept under NAME (default: those of the last file with the same columns)."),
    Option(
      .skipBad, .optional("FILE"),
      "Import the good rows and write the others, each with its reason, to FILE (default: NAME.rejected.csv)."),
    Option(.dryRun, .none, "Say what would happen, and write nothing."),
    Option(
      .data, .required("JSON|@FILE|-"), "Send this body: the JSON itself, or what is in FILE or on standard input."),
    Option(.headers, .none, "Print the status line and the headers before the body.", short: "i"),
    Option(
      .batch, .none,
      "Read one request a line from standard input, as {\"method\", \"path\", \"body\"}, and answer one a line."),
    Option(
      .filter, .required("TERMS"),
      "Include only deals for which every term holds, as in 'acme value>10k idle>14'; dealboard help list explains the terms.",
      takesNothing: true),
    Option(
      .format, .required("csv|ndjson"),
      "Write CSV with the headers that import reads, or a JSON object a line (default: csv)."),
    Option(
      .output, .required("FILE"), "Write to FILE, which must not exist yet (default: standard output).", short: "o"),
    Option(.idle, .required("DAYS"), "Take deals with more than DAYS whole days without an activity (default 14)."),
    Option(.json, .none, "Print the answer of the API: one line of JSON."),
    Option(.csv, .none, "Print comma-separated values with every member of the answer."),
    Option(.all, .none, "Print every row, not only the first page."),
    Option(.follow, .none, "Print each event from now on as it happens, a JSON object a line, until Ctrl-C."),
    Option(.repair, .none, "Make a backup, then correct what can be computed from the rest."),
    Option(.group, .required("GROUP"), "Share with this group of users, by name or number."),
    Option(
      .period, .required("DAYS"),
      "Look back on these days, such as 2026, 2026-05, q3, \"last quarter\" or 90d (default: the last 12 months)."),
    Option(.text, .none, "Print plain text (default)."),
    Option(
      .since, .required("DAY"),
      "Start at that day, such as monday, 2026-11-23 or 3d, or at your last review with review (default: the later of "
        + "monday and review)."),
    Option(.asOf, .required("DAY"), "Show the board as it was at the end of that day, such as 2026-11-23 or monday."),
    Option(.user, .required("NAME"), "Print the digest of this user (default: your login name)."),
    Option(.remove, .required("DEAL"), "Take the deal off the list."),
    Option(.by, .required("NAME"), "Include only what that user changed."),
    Option(.reviewed, .none, "Keep this moment as your last review."),
    Option(.owners, .none, "Lay the owners side by side, a column each."),
    Option(.days, .required("N,N"), "Forecast the next N days, each from 1 to 730 (default: 30,90)."),
    Option(.month, .required("YYYY-MM"), "Forecast this month instead, the present one or a later one."),
    Option(.backtest, .none, "Forecast the past from the first of each month, as known then, and compare."),
    Option(.from, .required("DATE"), "Test from this date on (default: eight months)."),
    Option(.to, .required("DATE"), "Test up to this date (default: the last one whose outcome is known)."),
    Option(.keys, .required("FILE"), "Use this file of keys, each stored as a hash."),
    Option(.read, .none, "Let the key only read (default: read and write)."),
    Option(.openAPI, .none, "Print the description of all requests in OpenAPI 3.1, as JSON."),
  ]
}
