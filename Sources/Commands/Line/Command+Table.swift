extension Command {
  /// The commands that are no requests.
  package static let program: [Command] = [
    Command(
      .board, "Open the board.",
      details: ["Where no board can be drawn, such as in a pipe, it prints the board as list does."],
      examples: [
        Example("dealboard", "your own board"),
        Example("dealboard --db team.db --as ada", "another database, as another user"),
      ]),
    Command(
      .demo, "Open a board of sample deals that is discarded afterwards.", options: [.deals],
      details: ["Nothing of your own is read or written."],
      examples: [
        Example("dealboard demo", "sixty deals to look around in"),
        Example("dealboard demo --deals 10000", "the board with many deals"),
      ]),
    Command(
      .seed, "Fill an empty database with sample deals.", needs: [.deals], options: [.randomSeed],
      details: ["The same seed gives the same deals. A database that already has deals is not changed."],
      examples: [Example("dealboard seed --db big.db --deals 100000", "a hundred thousand deals to measure with")]),
    Command(
      .list, "Print the board as plain lines.", takes: .terms, options: [.asOf],
      details: [
        """
        Only deals for which every one of the terms holds are printed, and counted in the headings. A word, or a \
        "quoted phrase", stands in the name, the company or the contact; a - before a term excludes what it matches.
        """,
        "On a terminal lines are cut to its width; in a pipe or file they are whole.",
      ],
      examples: [
        Example("dealboard list", "every stage with its deals, the most urgent first"),
        Example("dealboard list acme renewal", "only those that hold both words"),
        Example("dealboard list owner:me 'idle>14' -stage:nego", "yours, untouched for two weeks, but for one stage"),
      ]),
    reportCommand,
    forecastCommand,
    changesCommand,
    reviewCommand,
    goalsCommand,
    digestCommand,
    importCommand,
    apiCommand,
    exportCommand,
    Command(
      .stall, "Mark open deals without activity as stalled.", options: [.idle, .dryRun],
      details: ["It is one step for undo. A completed activity reopens a stalled deal."],
      examples: [
        Example("dealboard deals stall --dry-run", "which deals had no activity for more than 14 days"),
        Example("dealboard deals stall --idle 30", "marks those of more than 30 days"),
      ]),
    Command(
      .undo, "Undo your last change.",
      details: ["An import or a change of many deals is one step. It can be redone."],
      examples: [Example("dealboard undo", "undo the last change and say what it was")]),
    Command(
      .redo, "Redo the change that you undid last.",
      examples: [Example("dealboard redo", "redo it")]),
    Command(
      .backup, "Copy the database while others work.", takes: .one("FILE"),
      details: ["The copy shows the database at one moment. An existing file is not replaced."],
      examples: [Example("dealboard backup deals-2026-03-16.db", "a copy with a date in its name")]),
    Command(
      .restore, "Replace the database by a backup.", takes: .one("FILE"),
      details: [
        """
        FILE is copied, checked and put there; it stays as it is. What was there is kept beside it, with its \
        write-ahead log, under a name that says when. It is refused while a board has the database open.
        """
      ],
      examples: [
        Example("dealboard restore deals-2026-03-16.db", "return to that copy"),
        Example("dealboard restore old.db --db team.db", "the same for another database"),
      ]),
    Command(
      .doctor, "Check the database and count what is in it.", options: [.repair],
      details: [
        "Prints the file, its size, its schema and how many rows it has; exit code 3 when something is wrong.",
        """
        With --repair it makes a backup beside the file and then corrects what can be computed from the rest: sums, next due \
        days, search words, missing indexes and triggers. It says what it did and what is left.
        """,
      ],
      examples: [
        Example("dealboard doctor", "check the database for damage"),
        Example("dealboard doctor --repair", "correct what can be computed from the rest"),
      ]),
    initCommand,
    cgiCommand,
    Command(
      .addKey, "Make a key for requests over HTTP and print it.", takes: .one("NAME"), needs: [.keys], options: [.read],
      details: [
        "Changes made with the key are recorded under NAME. The key is printed once; the file keeps only its hash.",
        "The file is made for you alone. The user that the web server runs programs as must be able to read it.",
      ],
      examples: [
        Example("dealboard keys add ana --keys keys", "a key that may read and write"),
        Example("dealboard keys add reports --keys keys --read", "a key that may only read"),
      ]),
    Command(
      .listKeys, "Print who has a key, what it may do and when it was made.", needs: [.keys],
      examples: [Example("dealboard keys list --keys keys", "the keys in that file")]),
    Command(
      .revokeKey, "Remove a key. Requests with it are refused from then on.", takes: .one("NAME"), needs: [.keys],
      examples: [Example("dealboard keys revoke reports --keys keys", "the key of that name")]),
    Command(
      .completions, "Print the completions for a shell.", takes: .one("bash|zsh|fish"),
      details: [
        "bash: source <(dealboard completions bash), for example in ~/.bashrc.",
        "zsh: save it as _dealboard in a folder of $fpath.",
        "fish: save it as ~/.config/fish/completions/dealboard.fish.",
      ],
      examples: [Example("dealboard completions bash", "the script for bash")]),
    Command(
      .help, "Explain the program, one command, or a topic: keys, filter, commands.", takes: .any("COMMAND"),
      examples: [
        Example("dealboard help keys", "every key of every screen"),
        Example("dealboard help import", "every option of import"),
        Example("dealboard help deals list", "every option of that request"),
      ]),
  ]

  private static let initCommand = Command(
    .initialize, "Make a database that a group of users shares.", takes: .one("FILE"), needs: [.group],
    details: [
      """
      The folder of FILE gets the group and mode 2770, so that everything new in it belongs to the group, and FILE mode \
      0660, whatever the umask is. A database that is there already is given to the group as it is. The folder may hold \
      nothing else.
      """,
      "The output is for /etc/profile.d/dealboard.sh, with which every login opens the database.",
    ],
    examples: [
      Example(
        "dealboard init --group sales /srv/sales/deals.db",
        "a database for the group sales")
    ])

  private static let apiCommand = Command(
    .api, "Answer a request for /deals, /pipelines and the rest in JSON.",
    takes: .all(["METHOD", "PATH"], unless: [.batch, .openAPI]), options: [.data, .headers, .batch, .openAPI],
    details: [
      "PATH may have a query, percent-encoded. The answer is one line of JSON on standard output, errors too.",
      """
      With --batch each line of input is one request, answered in order by one line {"status", "body"}, each in a \
      transaction of its own. Answers come as soon as no more input waits, so that a co-process can converse.
      """,
      "Exit code 0 for a status 2xx, 1 for 4xx, 3 for 5xx; a batch ends with 0 when every line was answered.",
    ],
    examples: [
      Example("dealboard api GET '/deals?status=open&sort=-value&limit=5'", "the five largest open deals"),
      Example("dealboard api POST /companies --data '{\"name\":\"Acme\"}'", "makes a company"),
      Example("dealboard api --batch", "many requests in one process"),
    ])

  private static let cgiCommand = Command(
    .cgi, "Answer one request of a web server, as its CGI program.", needs: [.keys],
    details: [
      """
      It serves the requests that api answers, over HTTP behind a web server that you have: see README for the script \
      and the settings of each server. The database must exist; name it with --db or DEALBOARD_DB.
      """,
      """
      Write --keys FILE last: nothing behind it is read, because servers put words of the query there. FILE must not be \
      readable or writable by others. A request sends its key as X-Api-Key or as Authorization: Bearer.
      """,
    ],
    examples: [Example("dealboard --db team.db cgi --keys keys", "what the script of the web server runs")])

  private static let importCommand = Command(
    .import, "Import deals from a CSV file or a workbook, or from standard input as -.",
    takes: .kindAndFile,
    options: [
      .map, .value, .pipeline, .stages, .createStages, .won, .lost, .open, .currency, .minor, .dates, .amounts, .match,
      .idSource,
      .separator, .encoding, .headerLine, .noHeader, .sheet, .skipBad, .dryRun, .yes, .saveMap, .useMap,
    ],
    details: [
      """
      On a terminal it shows how it reads the columns, stages, people and words, and what it would write; arrow keys \
      change a row and Enter imports. In a pipe, and with --yes or --dry-run, it takes the same guesses and prints them.
      """,
      """
      Separator, encoding, header line, the order of day and month and the decimal mark are found from the whole file. \
      Columns that other programs export are known by their names; --map overrules that, and --map FIELD= leaves a field \
      out. Fields: \(ImportField.allCases.map(\.rawValue).joined(separator: ", ")).
      """,
      """
      With an external-id, importing a file again updates its deals, and only the fields that it has columns for. A row \
      that cannot be imported is reported with the option that cures it, and then nothing is imported, unless --skip-bad \
      is given.
      """,
      """
      A KIND before the file says what its rows are: \(ImportKind.allCases.map(\.rawValue).joined(separator: ", ")). \
      Without one the columns tell.
      """,
      "Everything is written in one step for undo.",
    ],
    examples: [
      Example("dealboard import deals.csv --dry-run", "check first, write nothing"),
      Example("dealboard import deals.csv", "columns as exported"),
      Example("dealboard import contacts people.csv", "contacts rather than deals"),
      Example(
        "dealboard import sales.csv --pipeline Shop --stages New,Talking --won Won --lost Lost --map name='{item} · {client}'",
        "a pipeline made for the file"),
    ])

  private static let exportCommand = Command(
    .export, "Write all deals as CSV or NDJSON.", options: [.format, .output],
    details: [
      """
      CSV has the columns that import reads: importing the file into another database gives the same deals, importing \
      it into this one changes nothing. The external-id of a deal that has none is its id.
      """,
      """
      A cell that a spreadsheet would take for a formula gets a leading ', which import removes again. NDJSON holds \
      each deal as dealboard api GET /deals/ID does.
      """,
    ],
    examples: [
      Example("dealboard export -o deals.csv", "a file for a spreadsheet"),
      Example("dealboard export --format ndjson", "a line of JSON for each deal"),
    ])
}
