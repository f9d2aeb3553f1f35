import Sales
import Testing

@testable import Commands

@Suite("Command line") struct CommandLineTests {
  @Test("options may stand anywhere and be written both ways, and -- ends them")
  func options() throws {
    let plain = try Invocation(["list", "acme", "--db", "x.db", "--as=bo"])
    #expect(plain.command == .list && plain.operands == ["acme"])
    #expect(plain.value(.database) == "x.db" && plain.value(.login) == "bo")
    #expect(try Invocation(["--db=x.db", "list", "--as", "bo", "acme"]) == plain)
    #expect(try Invocation(["list", "--", "--db"]).operands == ["--db"])
    #expect(try Invocation(["list", "-status:lost", "acme"]).operands == ["-status:lost", "acme"])
    #expect(try Invocation(["list", "--db=a", "--db=b=c"]).value(.database) == "b=c")
    #expect(try Invocation(["import", "-", "--skip-bad"]).value(.skipBad) == "")
    #expect(try Invocation(["import", "--skip-bad", "f.csv"]).operands == ["f.csv"])
    #expect(try Invocation([]).command == .board)
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
      (["list", "--db"], .missingValue(.database)), (["list", "--db="], .missingValue(.database)),
      (["seed", "--deals"], .missingValue(.deals)), (["seed"], .missingOption(.deals, .seed)),
      (["import", "x", "--minor=1"], .unwantedValue(.minor)), (["import"], .missingOperand("FILE", .import)),
      (["import", "a", "b"], .extraOperand("b", .import)), (["undo", "now"], .extraOperand("now", .undo)),
      (["help", "list", "import"], .extraOperand("import", .help)),
      (["list", "--deals", "5"], .foreignOption(.deals, .list)), (["--minor"], .foreignOption(.minor, .board)),
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

  @Test("help stands for every command, with all its options and examples that parse", arguments: CommandName.allCases)
  func help(name: CommandName) throws {
    let command = Command.named(name)
    let world = World()
    #expect(world.run(["help"]) == 0)
    #expect(world.out.contains("  " + command.usage))
    let words = name == .board ? [] : ["help", name.rawValue]
    if name != .board {
      #expect(world.run(words) == 0)
      for option in command.ownOptions { #expect(world.out.contains(Option.named(option).usage)) }
      let shown = world.out
      #expect(world.run([name.rawValue, "--help"]) == 0)
      #expect(world.out == shown)
    }
    for example in command.examples {
      let parts = example.line.split(separator: " ").map(String.init)
      let joined = example.line.contains("'") ? Array(parts.prefix { !$0.contains("'") }.dropLast()) : parts
      #expect(try Invocation(Array(joined.dropFirst())).command == name)
    }
    #expect(!command.examples.isEmpty)
  }

  @Test("every option has a row, and every row is used by a command or by all")
  func optionTable() {
    #expect(Option.all.map(\.name) == OptionName.allCases)
    let used = Set(Command.all.flatMap(\.ownOptions) + Option.global)
    #expect(used == Set(OptionName.allCases))
    #expect(Command.all.map(\.name) == CommandName.allCases)
    #expect(Command.markdown.contains { $0.contains("`dealboard seed --deals N [--random-seed S]`") })
    #expect(Command.markdown.allSatisfy { !$0.contains("dmy|mdy") })
  }

  @Test("help fits the terminal", arguments: [40, 80, 200])
  func helpWidth(width: Int) {
    let world = World()
    world.width = width
    for command in [""] + CommandName.allCases.map(\.rawValue) {
      #expect(world.run("help \(command)") == 0)
      let prose = world.lines.filter { !$0.hasPrefix("  dealboard") && !$0.hasPrefix("dealboard") }
      #expect(prose.allSatisfy { $0.count <= max(width, 42) }, "\(prose.max { $0.count < $1.count } ?? "")")
    }
  }

  @Test("the version and the help beside other words ask for nothing else")
  func version() {
    let world = World()
    #expect(world.run("--version") == 0)
    #expect(world.out == "dealboard \(Commands.programVersion)\n")
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
    #expect(world.run("list") == code)
    #expect(world.errors == "dealboard: \(error.sentence)\n")
  }

  @Test("nearest names forgive a third of the letters, not more")
  func nearestNames() {
    let names = CommandName.allCases.map(\.rawValue)
    #expect(nearestName(to: "udno", among: names) == "undo")
    #expect(nearestName(to: "sed", among: names) == "seed")
    #expect(nearestName(to: "xyz", among: names) == nil)
    #expect(nearestName(to: "", among: names) == nil)
  }
}
