import Sales
import Testing

@testable import Commands

@Suite("Command line") struct CommandLineTests {
  @Test("options may stand anywhere and be written both ways, and -- ends them")
  func options() throws {
    let plain = try Invocation(["list", "acme", "--db", "x.db", "--as=bo"])
    #expect(plain.command.action == .program(.list) && plain.operands == ["acme"])
    #expect(plain.value(.database) == "x.db" && plain.value(.login) == "bo")
    #expect(try Invocation(["--db=x.db", "list", "--as", "bo", "acme"]) == plain)
    #expect(try Invocation(["list", "--", "--db"]).operands == ["--db"])
    #expect(try Invocation(["list", "-status:lost", "acme"]).operands == ["-status:lost", "acme"])
    #expect(try Invocation(["list", "--db=b=c"]).value(.database) == "b=c")
    #expect(try Invocation(["import", "-", "--skip-bad"]).value(.skipBad) == "")
    #expect(try Invocation(["import", "--skip-bad", "f.csv"]).operands == ["f.csv"])
    #expect(try Invocation([]).command.action == .program(.board))
    #expect(try Invocation(["export", "-ox.csv"]) == Invocation(["export", "--output", "x.csv"]))
  }

  @Test("only options that take one value are given once")
  func repeated() throws {
    let line = "import x --map name=a --map value=b --stages A,B --stages C --minor --minor"
    let invocation = try Invocation(shellWords(line))
    #expect(invocation.all(.map) == ["name=a", "value=b"] && invocation.names(.stages) == ["A", "B", "C"])
    let error = #expect(throws: UsageError.self) {
      try Invocation(["companies", "update", "x", "--name", "A", "--name", "B"])
    }
    #expect(error?.sentence == "--name is given more than once; write it once")
  }

  @Test(
    "what cannot be meant is refused, with the nearest name",
    arguments: [
      (["lst"], UsageError.unknownCommand("lst", nearest: "list")),
      (["improt", "x"], .unknownCommand("improt", nearest: "import")),
      (["frobnicate"], .unknownCommand("frobnicate", nearest: nil)),
      ([""], .unknownCommand("", nearest: nil)),
      (["list", "--dbb=x"], .unknownOption("--dbb", nearest: "--db")),
      (["list", "--todya"], .unknownOption("--todya", nearest: "--today")),
      (["list", "-x"], .unknownOption("-x", nearest: nil)),
      (["list", "--db"], .missingValue(.named(.database))), (["list", "--db="], .missingValue(.named(.database))),
      (["seed", "--deals"], .missingValue(.named(.deals))), (["seed"], .missingOption(.named(.deals), command: "seed")),
      (["import", "x", "--minor=1"], .unwantedValue(.named(.minor))),
      (["import"], .missingOperand("FILE", command: "import")),
      (["import", "a", "b"], .extraOperand("b", command: "import")),
      (["undo", "now"], .extraOperand("now", command: "undo")),
      (["deals"], .missingCommand(group: "deals", Command.members(of: "deals"))),
      (["deals", "lst"], .unknownCommand("deals lst", nearest: "dealboard deals list")),
      (["deal", "list"], .unknownCommand("deal", nearest: "deals")),
      (["deals", "list", "--stauts=open"], .unknownOption("--stauts", nearest: "--status")),
      (["deals", "list", "--stage", "x"], .unknownOption("--stage", nearest: "--stage-id")),
      (["deals", "get"], .missingOperand("DEAL", command: "deals get")),
      (["deals", "move", "x"], .missingOperand("STAGE", command: "deals move")),
      (["stages", "reorder", "x"], .missingOperand("STAGE", command: "stages reorder")),
      (["deals", "get", "x", "y"], .extraOperand("y", command: "deals get")),
      (
        ["companies", "create"],
        .missingOption(Option(word: "name", .required("TEXT"), "Text."), command: "companies create")
      ),
      (["list", "--deals", "5"], .foreignOption("deals", command: "list")),
      (["--minor"], .foreignOption("minor", command: "")),
      (["list", "--db=a", "--db", "b"], .repeated(.named(.database))),
      (["export", "-o", "a", "--output=b"], .repeated(.named(.output))),
      (["--as", "ana", "list", "--as", "ana"], .repeated(.named(.login))),
    ] as [([String], UsageError)])
  func refused(arguments: [String], error: UsageError) {
    #expect(throws: error) { try Invocation(arguments) }
    let world = World()
    #expect(world.run(arguments) == 2)
    #expect(world.errors.hasPrefix("dealboard: ") && world.errors.split(separator: "\n").count == 1)
    #expect(world.out == "" && world.stores.isEmpty)
  }

  @Test(
    "values that are none of their option's are refused",
    arguments: [
      "list --today 2026-02-30", "seed --deals 0", "seed --deals many", "seed --deals 5 --random-seed -1",
      "import x.csv --dates ymd", "import x.csv --currency XXX", "import x.csv --map name",
      "import x.csv --map colour=x", "import - --skip-bad",
    ])
  func badValues(line: String) {
    let world = World()
    world.files["x.csv"] = Array("name\nA".utf8)
    #expect(world.run(line) == 2)
    #expect(world.errors.hasPrefix("dealboard: ") && world.errors.split(separator: "\n").count == 1)
    #expect(world.stores.isEmpty)
  }

  @Test("help stands for every command, with all its options and examples that parse", arguments: Command.all)
  func help(command: Command) throws {
    let world = World()
    #expect(world.run(["help"]) == 0)
    let isListed =
      switch command.action {
      case .program: true
      case .request: false
      case .group: command.holdsRequests
      }
    #expect(world.out.contains("  " + command.usage) == isListed)
    if !command.words.isEmpty {
      #expect(world.run(["help"] + command.words) == 0)
      for option in command.ownOptions { #expect(world.out.contains(option.usage)) }
      let shown = world.out
      #expect(world.run(command.words + ["--help"]) == 0)
      // A topic goes before the command of its name.
      #expect(world.out == shown || HelpTopic(rawValue: command.name) != nil)
    }
    for example in command.examples {
      #expect(try Invocation(Array(shellWords(example.line).dropFirst())).command == command)
      // Pasted into bash or zsh, it is what it says: `?` finds files there, and `&` ends the command.
      let bare = example.line.split(separator: "'", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 0 }.map(\.element).joined()
      #expect(!bare.contains { "&?*[]|;<>(){}$`!~#\\".contains($0) }, "\(example.line)")
    }
    #expect(!command.examples.isEmpty || command.action == .group)
  }

  @Test("every option has a row, and every row is used by a command or by all")
  func optionTable() {
    #expect(Option.all.map(\.word) == OptionName.allCases.map(\.rawValue))
    let used = Set(Command.all.flatMap(\.ownOptions) + Option.global)
    #expect(used.isSuperset(of: Option.all))
    #expect(Set(Command.program.map(\.action)) == Set(CommandName.allCases.map(Command.Action.program)))
    #expect(Command.markdown.contains { $0.contains("`dealboard seed --deals N [--random-seed S]`") })
    #expect(Command.markdown.allSatisfy { !$0.contains("dmy|mdy") })
  }

  @Test("a word is one option, or at least always takes a value or never, so that it may stand before its command")
  func arity() {
    let byWord = Dictionary(grouping: Command.all.flatMap(\.ownOptions) + Option.global, by: \.word)
    for (word, options) in byWord {
      #expect(Set(options.map { $0.value == .none }).count == 1, "--\(word)")
      #expect(Set(options.map(\.short)).count == 1, "--\(word)")
    }
    let shorts = Dictionary(grouping: byWord.values.compactMap { $0[0].short }, by: \.self)
    #expect(shorts.allSatisfy { $0.value.count == 1 })
  }

  @Test("help fits the terminal", arguments: [40, 80, 200])
  func helpWidth(width: Int) {
    let world = World()
    world.width = width
    for command in Command.all {
      #expect(world.run(["help"] + command.words) == 0)
      // A usage line is for copying, and so is never broken.
      let usages = [command.usage] + command.ownOptions.map(\.usage) + Command.program.map(\.usage)
      let prose = world.lines.filter { line in
        !line.hasPrefix("  dealboard") && !line.hasPrefix("dealboard") && !usages.contains { line.hasSuffix($0) }
      }
      #expect(prose.allSatisfy { $0.count <= max(width, 42) }, "\(prose.max { $0.count < $1.count } ?? "")")
    }
  }

  @Test("the version and the help beside other words ask for nothing else")
  func version() {
    let world = World()
    #expect(world.run("--version") == 0)
    #expect(world.out == "dealboard \(Release.version)\n")
    #expect(world.run("-h") == 0)
    #expect(world.run("import --help --deals 5") == 0)
    #expect(world.stores.isEmpty)
  }

  @Test(
    "the database is where the option says, else the variable, else the desktop's place",
    arguments: [
      (["list", "--db", "a.db"], ["DEALBOARD_DB": "b.db"], "a.db"), (["list"], ["DEALBOARD_DB": "b.db"], "b.db"),
      (["list"], ["DEALBOARD_DB": "", "XDG_DATA_HOME": "/data"], "/data/dealboard/dealboard.db"),
      (["list"], ["XDG_DATA_HOME": "relative"], "/home/ana/.local/share/dealboard/dealboard.db"),
      (["list"], [:], "/home/ana/.local/share/dealboard/dealboard.db"),
    ])
  func database(arguments: [String], variables: [String: String], path: String) {
    let world = World()
    world.variables = variables
    #expect(world.run(arguments) == 1)
    #expect(world.errors.contains("There is no database \(path) yet"))
    #expect(world.stores.isEmpty, "what only reads makes no database")
    world.files[path] = []
    #expect(world.run(arguments) == 0)
    #expect(Array(world.stores.keys) == [path])
  }

  @Test(
    "each trouble has its exit code",
    arguments: [
      (StoreError.busy, 3), (.readOnly, 3), (.newerSchema(9), 3), (.foreign("x"), 3), (.damaged("x"), 3), (.full, 3),
      (.failed("x"), 3), (.interrupted, 130), (.refused(Refusal(.notEmpty)), 1),
    ] as [(StoreError, Int32)])
  func exitCodes(error: StoreError, code: Int32) {
    let world = World()
    world.storeError = error
    world.files["/home/ana/.local/share/dealboard/dealboard.db"] = []
    #expect(world.run("list") == code)
    #expect(world.errors == "dealboard: \(error.sentence)\n")
  }

  @Test("nearest names forgive a third of the letters, not more")
  func nearestNames() {
    let names = Command.firstWords
    #expect(nearestName(to: "udno", among: names) == "undo")
    #expect(nearestName(to: "sed", among: names) == "seed")
    #expect(nearestName(to: "xyz", among: names) == nil)
    #expect(nearestName(to: "", among: names) == nil)
    #expect(nearestName(to: "comp", among: names) == nil, "two commands begin so")
    #expect(nearestName(to: "compl", among: names) == "completions")
  }
}
