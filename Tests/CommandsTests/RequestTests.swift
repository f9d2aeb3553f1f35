import Contract
import Sales
import Support
import Testing

@testable import Commands

@Suite("Requests") struct RequestTests {
  private let world = World.withFourDeals()

  private func run(_ line: String) -> Int32 { world.run(line + " --db deals.db") }

  @Test("every route has its command, which calls exactly that route", arguments: Route.table)
  func routeByCommand(route: Route) throws {
    let commands = Command.all.filter { $0.action == .request(route.endpoint) }
    let command = try #require(commands.count == 1 ? commands.first : nil)
    let store = try #require(world.store)
    let ids = route.pathTables.map { "\($0.idPrefix)_00000000000000000000000001" }
    var line = command.words + ids
    var members: Set<String> = []
    switch route.body {
    case .stageID, .stageIDs: line.append("stg_00000000000000000000000002")
    case .none, .new, .changes:
      for field in route.fields {
        members.insert(field.name)
        line += ["--" + Option.word(field.name), try sample(of: field.kind)]
      }
    }
    var filters: Set<String> = []
    for parameter in route.parameters {
      guard case .filter(let kind) = parameter.kind else { continue }
      filters.insert(parameter.name)
      line += ["--" + Option.word(parameter.name), try sample(of: kind)]
    }
    let invocation = try Invocation(line)
    #expect(invocation.command == command)
    let job = Job(platform: world.platform([]), invocation: invocation)
    var writer = RequestWriter(route: route, invocation: invocation, names: NameFinder(job: job, store: store))
    let call = try writer.call()
    #expect(call.request.route.endpoint == route.endpoint)
    #expect(call.request.keys.map(\.id) == ids)
    #expect(Set(call.request.query.filters.keys) == filters)
    #expect((call.change == nil) == (route.method == .get))
    #expect(Set(call.change?.fields ?? []) == members)
  }

  private func sample(of kind: FieldKind) throws -> String {
    switch kind {
    case .id(let prefix): "\(prefix)_00000000000000000000000001"
    case .text: "words & more"
    case .money: "120000"
    case .currency: "EUR"
    case .moment: "2026-03-16T12:00:00Z"
    case .date: "2026-03-16"
    case .word(let words): try #require(words.last)
    case .color: "#3b82f6"
    case .number(let range): "\(range.lowerBound)"
    case .flag: "true"
    case .json: #"{"a":1}"#
    }
  }

  @Test("a deal is created, moved, changed, read and deleted by its name")
  func lifeOfADeal() throws {
    #expect(
      run("deals create --name 'Hooli deal' --pipeline-id 'sales pipeline' --stage-id Qualified --value 500000") == 0,
      "\(world.errors)")
    #expect(world.out.contains("value          $5,000.00\n") && world.out.contains("stage          Qualified\n"))
    #expect(run("deals move 'hooli deal' Negotiation") == 0, "\(world.errors)")
    #expect(world.out.contains("Negotiation"))
    #expect(run("deals update 'Hooli deal' --expected-close 2026-12-01 --source web --company-id Acme") == 0)
    #expect(world.out.contains("expected close    2026-12-01\n") && world.out.contains("company           Acme\n"))
    #expect(run("deals update 'Hooli deal' --source= --json") == 0, "\(world.errors)")
    #expect(!world.out.contains("\"source\"") && world.out.contains("\"expected_close\":\"2026-12-01T00:00:00Z\""))
    #expect(run("deals history 'Hooli deal' --csv") == 0)
    #expect(world.rows.count == 3 && world.rows[0].hasPrefix("id,deal_id,from_stage_id"))
    #expect(run("deals delete 'Hooli deal'") == 0)
    #expect(world.out.hasPrefix("Deleted the deal deal_") && world.out.contains("dealboard undo --db deals.db"))
    #expect(run("deals get 'Hooli deal'") == 1)
    #expect(run("undo") == 0)
    #expect(run("deals get 'Hooli deal'") == 0)
    #expect(world.store?.records.violations == [])
  }

  @Test("a name that several have is refused with those that have it, and one that none has with the way out")
  func ambiguous() {
    #expect(run("deals move 'Initech pilot' Negotiation") == 1)
    let lines = world.errors.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].contains("Initech pilot  Qualified  $50.00  open"))
    #expect(lines[1].contains("Initech pilot  Proposal Sent  $70.00  open"))
    #expect(lines[2] == "dealboard: 2 deals are called \"Initech pilot\"; give the id of one.")
    #expect(run("deals move 'Acme renewal' Negotation") == 1)
    #expect(world.errors == "dealboard: There is no stage called \"Negotation\"; did you mean Negotiation?\n")
    #expect(run("deals get nothing") == 1)
    #expect(world.errors.hasSuffix("dealboard deals list shows what there is.\n"))
    #expect(run("deals list --stage-id Nowhere") == 1)
    #expect(world.errors.contains("there are Qualified, Proposal Sent, Negotiation, Closed Won, Closed Lost"))
  }

  @Test("stages are looked for in the pipeline of the line or of the deal")
  func stageOfPipeline() throws {
    #expect(run("pipelines create --name Partners --stages Qualified,Spare") == 0, "\(world.errors)")
    #expect(world.out.contains("stages      Qualified, Spare\n"))
    #expect(run("stages remove Partners Spare") == 0, "\(world.errors)")
    #expect(run("deals move 'Acme renewal' Qualified") == 0, "\(world.errors)")
    #expect(run("deals list --stage-id Qualified") == 1)
    #expect(world.errors.contains("2 stages are called") && world.errors.contains("Qualified  Partners"))
    #expect(run("deals list --stage-id Qualified --pipeline-id 'Sales Pipeline' --csv") == 0)
    #expect(world.rows.count == 3)
    #expect(run("stages edit Partners Qualified --name Met --color '#fff'") == 0, "\(world.errors)")
    #expect(run("stages add Partners --name Signed --type won --position 0") == 0)
    #expect(run("stages reorder Partners Met Signed --json") == 0, "\(world.errors)")
    #expect(run("pipelines get Partners") == 0)
    #expect(world.out.contains("stages      Met, Signed\n"), "\(world.out)")
    #expect(run("stages remove Partners Met") == 0, "\(world.errors)")
    #expect(run("pipelines delete Partners") == 0)
  }

  @Test("a stage is found in its pipeline, however many others have one of its name")
  func stageOfManyPipelines() {
    for number in 1...12 {
      #expect(run("pipelines create --name 'Region \(number)' --stages Qualified") == 0, "\(world.errors)")
    }
    #expect(run("deals list --stage-id Qualified --pipeline-id 'Region 12'") == 0, "\(world.errors)")
    #expect(run("deals list --stage-id Qualified") == 1)
    #expect(world.errors.contains("More than 10 stages are called \"Qualified\""), "\(world.errors)")
  }

  @Test("what the contract refuses is told in its words, by what kind of mistake it is")
  func refused() {
    #expect(run("deals update 'Acme renewal' --value 12.5") == 1)
    #expect(world.errors == "dealboard: value must be a whole number of minor units, such as cents, from 0.\n")
    #expect(run("deals update 'Acme renewal' --name ''") == 2, "a required field has no empty value")
    #expect(run("deals list --limit 0") == 2)
    #expect(world.errors == "dealboard: limit must be a whole number from 1 to 200.\n")
    #expect(run("deals get deal_00000000000000000000000001") == 1)
    #expect(run("deals list --csv --json") == 2)
    #expect(run("pipelines delete 'Sales Pipeline'") == 1)
    #expect(world.errors == "dealboard: Deals are still in it: move or delete them first.\n")
    world.store?.readOnlyReason = .file
    #expect(run("deals delete 'Acme renewal'") == 3)
  }

  @Test("a table has names for ids, fits a terminal, and is whole in a pipe")
  func table() throws {
    #expect(run("deals list --sort -value") == 0)
    #expect(world.lines[0].hasPrefix("name            pipeline        stage              value  status"))
    #expect(world.lines[1].hasPrefix("Acme renewal    Sales Pipeline  Qualified      $1,200.00  open"))
    let id = try #require(world.lines[1].split(separator: " ").last)
    #expect(DealID(String(id)) != nil, "the last word of a line is the id")
    #expect(world.errors == "")
    (world.isTerminal, world.width) = (true, 60)
    #expect(run("deals list --sort -value") == 0)
    #expect(world.lines.allSatisfy { $0.count <= 60 })
    #expect(world.lines[1].contains("$1,200.00"))
    world.width = 34
    #expect(run("deals list --sort -value") == 0)
    #expect(world.lines[2].contains("Globex r…") || world.lines[2].contains("…"), "\(world.out)")
    #expect(run("tasks list") == 0)
    #expect(world.out == "" && world.errors == "none\n")
    world.width = 100
    #expect(run("events list --limit 1") == 0)
    let event = try #require(world.lines[1].split(separator: " ").last)
    #expect(event.hasPrefix("evt_") && event.count == 30, "an id is whole or not there: \(world.out)")
    #expect(world.lines[1].contains("  2026-03-16 12:00  {"))
  }

  @Test("control characters of names are shown, never sent")
  func controlCharacters() {
    #expect(world.run(["companies", "create", "--name", "Ev\u{1b}[2Jil", "--db", "deals.db"]) == 0)
    #expect(!world.out.contains("\u{1b}"))
    #expect(run("companies list") == 0)
    #expect(!world.out.contains("\u{1b}") && world.out.contains("il"))
  }

  @Test("a list is a first page that says how to go on, or every row")
  func pages() throws {
    #expect(run("deals list --limit 3 --csv") == 0)
    #expect(world.rows.count == 4)
    let words = world.errors.split(separator: " ").map(String.init)
    let more = try #require(words.first { $0.count > 40 })
    #expect(world.errors.hasPrefix("3 shown; --all shows every one, --cursor "))
    #expect(run("deals list --limit 3 --cursor \(more) --csv") == 0, "\(world.errors)")
    #expect(world.rows.count == 2 && world.errors == "")
    #expect(run("deals list --all --limit 1 --csv") == 0)
    #expect(world.rows.count == 5 && world.rows.count { $0.hasPrefix("id,name") } == 1)
    #expect(run("deals list --fields name,value --csv --limit 1") == 0)
    #expect(world.rows[0] == "id,name,value" && world.rows[1].hasSuffix(",Acme renewal,120000"))
  }

  @Test("a filter narrows a list besides its parameters, in the words of the board")
  func filter() throws {
    #expect(run("deals list --filter 'owner:bo value<1k' --sort value --csv --fields name") == 0, "\(world.errors)")
    #expect(world.rows.map { $0.split(separator: ",")[1] } == ["name", "Initech pilot", "Globex rollout"])
    #expect(run("deals list --filter 'owner:bo' --stage-id Negotiation --csv --fields name") == 0)
    #expect(world.rows.count == 2)
    #expect(run("deals list --filter initech --limit 1 --all --csv --fields name") == 0)
    #expect(world.rows.count == 3)
    #expect(run("pipelines deals 'Sales Pipeline' --filter '-owner:me' --csv --fields name") == 0)
    #expect(world.rows.count == 3)
    #expect(run("deals list --filter 'idle<9' --limit 1 --json") == 0)
    let cursor = try #require(JSON(utf8: Array(world.out.utf8))["next_cursor"]?.string)
    world.clock.milliseconds += 5000
    #expect(run("deals list --filter 'idle<9' --limit 9 --cursor \(cursor) --csv") == 0, "\(world.errors)")
    #expect(world.rows.count == 4)
    for other in ["--filter 'idle<8'", ""] {
      #expect(run("deals list \(other) --cursor \(cursor)") == 2)
      #expect(world.errors.contains("The cursor belongs to another query"), "\(other)")
    }
    #expect(run("deals list --filter 'valu>1'") == 2)
    #expect(world.errors.contains("did you mean value?") && world.errors.contains("  ^\n"))
    #expect(run("tasks list --filter x") == 2)
    #expect(run("deals list --csv --fields name") == 0)
    let all = world.rows
    for other in ["''", "' '", "-owner:me"] {
      #expect(run("deals list --filter \(other) --as zoe --csv --fields name") == 0, "\(other): \(world.errors)")
      #expect(world.rows == all)
    }
    #expect(run("deals list --filter owner:me --as zoe --csv --fields name") == 0, "\(world.errors)")
    #expect(world.rows.count == 1)
    #expect(run("list owner:me --as zoe") == 0 && world.out.contains("none match"), "\(world.errors)")
  }

  @Test("no cell of comma-separated values is run by a spreadsheet")
  func formulas() {
    #expect(run("companies create --name '=1+2'") == 0)
    #expect(run("companies list --csv --fields name") == 0)
    #expect(world.out.contains(",'=1+2\r\n"))
  }

  @Test("the JSON is the contract's own envelope, to the byte")
  func json() {
    #expect(run("deals list --status open --min-value 90000 --json") == 0)
    let listed = world.out
    #expect(run("api GET '/deals?status=open&min_value=90000'") == 0)
    #expect(world.out == listed && listed.hasPrefix("{\"data\":[{\"id\":\"deal_"))
  }

  @Test("what only reads makes no database; what writes does")
  func missingDatabase() {
    let empty = World()
    for line in ["deals list", "export", "doctor", "backup x.db", "deals stall", "events list --follow"] {
      #expect(empty.run(line) == 1, "\(line)")
      #expect(empty.errors.contains("There is no database"))
      #expect(empty.stores.isEmpty)
    }
    #expect(empty.run("companies create --name Acme") == 0, "\(empty.errors)")
    #expect(empty.run("pipelines list") == 0)
    #expect(empty.out.contains("Sales Pipeline"))
  }

  @Test("a reader that is gone ends a list without a complaint")
  func brokenPipe() {
    world.readerPatience = 1
    #expect(run("deals list --all --limit 1") == 0)
    #expect(world.errors == "")
  }
}

extension Change {
  /// The names of the fields that a request sets.
  fileprivate var fields: [String] {
    switch self {
    case .createDeal(let draft): draft.values.map(\.field)
    case .editDeal(_, let values, _, _) where values.map(\.field) == ["stage_id"]: []
    case .editDeal(_, let values, _, _): values.map(\.field)
    case .createPipeline(let values, _), .editPipeline(_, let values, _): values.map(\.field)
    case .addStage(_, let values, _), .editStage(_, let values, _): values.map(\.field)
    case .createActivity(let values), .editActivity(_, let values): values.map(\.field)
    case .createFollowUp(let values), .editFollowUp(_, let values, _): values.map(\.field)
    case .createContact(let values), .editContact(_, let values, _, _): values.map(\.field)
    case .createCompany(let values), .editCompany(_, let values, _, _): values.map(\.field)
    case .createFirstPipeline, .deleteDeal, .reopenDeal, .stallIdleDeals, .deletePipeline, .reorderStages, .removeStage,
      .deleteActivity,
      .deleteFollowUp, .deleteContact, .deleteCompany, .createUser, .setGoal, .deleteGoal, .reviewDeal, .deleteReview,
      .bulk, .importDeals, .revert:
      []
    }
  }
}
