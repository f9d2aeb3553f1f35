import Sales
import Testing

@testable import Commands

/// A plan of the text in a database with the first pipeline, which is in use unless `isNew`.
func planned(
  _ text: String, isNew: Bool = false, _ change: (inout ImportOptions) -> Void = { _ in }
) throws -> ImportPlan {
  var options = ImportOptions()
  change(&options)
  let present = Present(now: Timestamp("2026-03-16T12:00:00Z") ?? Timestamp(seconds: 0), zone: .fixed(seconds: -18_000))
  var context = ImportContext(login: "ana", present: present)
  context.pipelines = [.first]
  context.isUntouched = isNew
  return try ImportPlan(TableFile(bytes: Array(text.utf8)), options: options, context: context)
}

extension ImportPlan {
  var rows: [PlannedRow] {
    get throws {
      var rows: [PlannedRow] = []
      try scan { row in
        rows.append(row)
        return .next
      }
      return rows
    }
  }

  var deals: [DealRow] {
    get throws {
      try rows.compactMap { row in
        if case .deal(let deal) = row { deal } else { nil }
      }
    }
  }

  var drafts: [DealDraft] { get throws { try deals.map(\.draft) } }

  var faults: [RowFault] {
    get throws {
      try rows.compactMap { row in
        if case .fault(let issue, _) = row { issue.fault } else { nil }
      }
    }
  }
}

extension DealDraft {
  /// Where the draft puts the deal, whether it is new or not.
  var anyPlace: String? { (visits.last?.stage ?? stage ?? defaultStage)?.stage }

  func value(_ field: String) -> Scalar? { values.last { $0.field == field }?.value }

  /// As `value`, or as a new deal gets it.
  func valueOfNew(_ field: String) -> Scalar? { value(field) ?? defaults.last { $0.field == field }?.value }
}

@Suite("Import plan") struct ImportPlanTests {
  @Test("stages are found whatever their case, spaces and marks, and by the columns of other programs")
  func stages() throws {
    let plan = try planned("Deal Name,Deal Stage\nA,closedwon\nB,PROPOSAL sent\nC,\n")
    #expect(try plan.faults == [])
    #expect(try plan.drafts.map(\.anyPlace) == ["Closed Won", "Proposal Sent", "Qualified"])
    #expect(plan.book.plans == [])
    #expect(try plan.drafts[2].stage == nil, "a row without a stage moves no deal that is there")
  }

  @Test("a row without a stage stands in the first one that fits its status")
  func stageByStatus() throws {
    let plan = try planned("Title,Status\nA,Won\nB,lost\nC,open\nD,stalled\n")
    #expect(try plan.drafts.map(\.anyPlace) == ["Closed Won", "Closed Lost", "Qualified", "Qualified"])
  }

  @Test("what the row says of its outcome goes before what its stage says")
  func statuses() throws {
    let plan = try planned(
      "Title,Status,Stage\nA,won,Closed Lost\nB,Lead,Qualified\nC,won,Negotiation\nD,,Closed Won\n")
    #expect(try plan.faults == [.unknownStatus("Lead")])
    #expect(try plan.deals.map(\.status) == [.won, .won, .won])
    #expect(try plan.drafts[1].anyPlace == "Negotiation", "a deal is won in the stage in which it is")
    #expect(try plan.drafts[2].value("status") == nil, "the stage says it")
  }

  @Test("in a database in use unknown stages and pipelines are made only when asked, open ones before the ends")
  func createStages() throws {
    let text = "name,stage,pipeline\nA,Trial,\nB,Signed,Renewals\nC,trial,\nD,Churned,Renewals\n"
    #expect(try planned(text).faults.count == 4)
    let made = try planned(text) {
      $0.createsStages = true
      $0.wonStages = ["Signed"]
    }
    #expect(try made.faults == [])
    #expect(
      made.book.plans.map(\.name) == [
        StageName(pipeline: nil, stage: "Trial"), StageName(pipeline: "Renewals", stage: "Churned"),
        StageName(pipeline: "Renewals", stage: "Signed"),
      ])
    #expect(made.book.plans.map(\.type) == [.open, .open, .won])
    #expect(
      made.book.pipelines[0].stages.map(\.name.stage) == [
        "Qualified", "Proposal Sent", "Negotiation", "Trial", "Closed Won", "Closed Lost",
      ])
  }

  @Test("a stage in which all deals are won is a won stage, and one of both kinds stays open")
  func typesFromRows() throws {
    let plan = try planned(
      "name,stage,status\nA,Lead,open\nB,Signed,won\nC,Signed,won\nD,Dead,lost\nE,Close,won\nF,Close,lost\nG,Close,open\n",
      isNew: true)
    #expect(plan.book.plans.map(\.name.stage) == ["Lead", "Close", "Signed", "Dead"])
    #expect(plan.book.plans.map(\.type) == [.open, .open, .won, .lost])
    let stated = try planned("name,stage,status\nB,Signed,won\n", isNew: true) { $0.openStages = ["Signed"] }
    #expect(stated.book.plans.map(\.type) == [.open])
  }

  @Test("new open stages stand in the order of their chances where rows give them")
  func orderByChance() throws {
    let plan = try planned("name,stage,probability\nA,Demo,60%\nB,Won,100\nC,Lead,20%\nD,Demo,60%\n", isNew: true)
    #expect(plan.book.plans.map(\.name.stage) == ["Lead", "Demo", "Won"])
    #expect(plan.book.plans.map(\.probability) == [20, 60, nil])
  }

  @Test("a new file's own pipeline makes way only for rows of other stages")
  func newFile() throws {
    #expect(try planned("name,stage\nA,Negotiation\n", isNew: true).book.usesDefault)
    let other = try planned("name,stage\nA,Demo\n", isNew: true)
    #expect(
      !other.book.usesDefault && other.book.pipelines.map(\.title) == ["Sales"] && other.rules.replacesFirstPipeline)
    let inUse = try planned("name,stage\nA,Demo\n")
    #expect(inUse.book.usesDefault && !inUse.rules.replacesFirstPipeline)
  }

  @Test("a stage cannot be won and lost, however it is written")
  func wonAndLost() {
    #expect(throws: ImportProblem.wonAndLost("all-done")) {
      try planned("name\nA") {
        $0.wonStages = ["All done"]
        $0.lostStages = ["all-done"]
      }
    }
  }

  @Test("stated names that contradict the database are told")
  func contradictions() throws {
    #expect(throws: ImportProblem.stageHasType("Negotiation", .open)) {
      try planned("name\nA") { $0.wonStages = ["negotiation"] }
    }
    #expect(throws: ImportProblem.unknownPipeline("Shop", known: ["Sales Pipeline"])) {
      try planned("name\nA") { $0.pipeline = "Shop" }
    }
    #expect(try planned("name\nA\n") { $0.wonStages = ["Signed"] }.book.unusedNames == ["Signed"])
  }

  @Test("the one close date of a program is the expected one while the deal is open")
  func closeDate() throws {
    let plan = try planned(
      "name,stage,close date,create date\nA,Qualified,2026-04-01,2026-01-01\nB,Closed Won,2026-02-01,2026-01-01\n")
    let (open, won) = (try plan.drafts[0], try plan.drafts[1])
    #expect(open.value("expected_close") == Timestamp("2026-04-01")?.scalar && open.closedAt == nil)
    #expect(won.value("expected_close") == nil && won.closedAt == Timestamp("2026-02-01"))
    #expect(won.createdAt == Timestamp("2026-01-01"))
    #expect(won.visits.map(\.enteredAt) == [Timestamp("2026-02-01")])
  }

  @Test("no closing day is made up, and one in the future or before the creation is a fault")
  func closings() throws {
    let plan = try planned(
      "name,stage,create date,close date\nA,Closed Won,2026-01-05,\nB,Closed Won,2026-01-05,2026-03-17\nC,Closed Lost,2026-01-05,2026-01-04\nD,Closed Won,2026-01-05,2026-01-05\n"
    )
    #expect(try plan.drafts.map(\.closing) == [.unknown, .at(Timestamp("2026-01-05") ?? Timestamp(seconds: 0))])
    #expect(try plan.drafts[0].visits == [])
    #expect(
      try plan.faults == [.closedAhead("2026-03-17"), .closedBeforeCreation("2026-01-04", created: "2026-01-05")])
    #expect(try plan.tally().closedWithoutDay == 1)
  }

  @Test("a closed row that was entered earlier was in the last open stage until it closed")
  func past() throws {
    let plan = try planned(
      "name,stage,stage entered,closed\nA,Closed Won,2026-01-05,2026-02-01\nB,Closed Won,2026-02-01,2026-02-01\nC,Closed Lost,2026-03-01,\n"
    )
    let drafts = try plan.drafts
    #expect(drafts[0].visits.map(\.stage.stage) == ["Negotiation", "Closed Won"])
    #expect(drafts[1].visits.map(\.stage.stage) == ["Closed Won"])
    #expect(drafts[2].visits.map(\.enteredAt) == [Timestamp("2026-03-01")])
    #expect(drafts[0].createdAt == Timestamp("2026-01-05"))
  }

  @Test("an hour without an offset is local, a day alone is a whole day")
  func zones() throws {
    let plan = try planned("name,created\nA,2026-01-05 09:00\nB,2026-01-05\n")
    #expect(try plan.drafts.map { $0.createdAt?.description } == ["2026-01-05T14:00:00Z", "2026-01-05T00:00:00Z"])
  }

  @Test("currency comes from its column, else the amount's sign, else the option, which is for new deals only")
  func currencies() throws {
    let plan = try planned("name,value,currency\nA,5,jpy\nB,£5,\nC,$5,\nD,5,\nE,£5,USD\nF,5,XXX\n") {
      $0.currency = .eur
    }
    let drafts = try plan.drafts
    #expect(drafts.map { $0.value("currency") } == [.text("JPY"), .text("GBP"), .text("USD"), nil])
    #expect(drafts[3].valueOfNew("currency") == .text("EUR"))
    #expect(drafts.map { $0.value("value") } == [5, 500, 500, 500].map { .integer($0) })
    #expect(try plan.faults == [.otherCurrency("£5", .usd), .unknownCurrency("XXX")])
  }

  @Test("with minor units the digits are taken as they are")
  func minor() throws {
    let plan = try planned("name,value\nA,105400\nB,10.5\n") { $0.isMinor = true }
    #expect(try plan.drafts.first?.value("value") == .integer(105_400))
    #expect(try plan.faults == [.noMinorUnits("10.5", .usd)])
  }

  @Test("linked records come by name, without the ids that some exports add")
  func associations() throws {
    let plan = try planned(
      "Deal Name,Associated Company,Associated Contact\nA,Larchmere (12345678);Oakenfell (22345678),Bo (West)\n")
    #expect(try plan.drafts.first?.company == "Larchmere")
    #expect(try plan.drafts.first?.contact == "Bo (West)")
  }

  @Test("an id that stands twice and a name that is too long are bad rows")
  func otherFaults() throws {
    let long = String(repeating: "x", count: 256)
    let plan = try planned("id,name,lost reason\n007,A,\n007,B,\n8,\(long),\n9,C,price\n")
    #expect(try plan.faults == [.repeatedID("007", line: 2), .tooLong(256)])
    #expect(try plan.deals.map(\.line) == [2, 5])
    #expect(try plan.tally().lossReasonsLeftOut == 1)
  }

  @Test("a draft names only what its row has")
  func partial() throws {
    let plan = try planned("id,name,owner\n1,A,ana\n")
    let draft = try #require(try plan.drafts.first)
    #expect(draft.values.map(\.field) == ["name", "external_id"] && draft.owner == "ana")
    #expect(draft.stage == nil && draft.defaultStage?.stage == "Qualified")
    #expect(draft.company == nil && draft.contact == nil && draft.closing == .onEntry)
  }

  @Test("a word is read as people said it, and an answer of nothing is empty")
  func answers() throws {
    let plan = try planned("name,stage,status\nA,Negotiation,On Ice\nB,Nego,open\nC,Negotiation,gone\n") {
      $0.answers = [
        ValueAnswer(field: .status, word: "on ice", answer: "stalled"),
        ValueAnswer(field: .stage, word: "Nego", answer: "Negotiation"),
        ValueAnswer(field: .status, word: "gone", answer: ""),
      ]
    }
    #expect(try plan.faults == [])
    #expect(try plan.deals.map(\.status) == [.stalled, .open, .open])
  }

  @Test("an owner is the user whose login is made of the name, if that is one")
  func owners() throws {
    var context = ImportContext(login: "dana", present: Present(now: Timestamp(seconds: 0), zone: .utc))
    context.users = ["jokafor", "bo", "bokafor"]
    #expect(context.login(of: "Dana Whitfield") == "dana")
    #expect(context.login(of: "J. Okafor") == "jokafor")
    #expect(context.login(of: "bo@firm.example") == "bo")
    #expect(context.login(of: "Bo Okafor") == nil, "bo and bokafor are made of it")
    #expect(context.login(of: "bo") == nil, "a user has that very name")
    #expect(context.login(of: "Mo Ferro") == nil)
  }
}

extension ColumnMap {
  /// The map of a header under what people state, and of what the columns hold where that is known.
  init(
    header: [String], stated: [FieldMapping], profiles: [ColumnProfile]? = nil
  ) throws(ImportProblem) {
    var options = ImportOptions()
    options.mappings = stated.filter { !$0.template.isEmpty }
    options.unread = Set(stated.filter(\.template.isEmpty).map(\.field))
    try self.init(
      header: header, profiles: zip(header, (profiles ?? []) + header.map { _ in ColumnProfile() }).map(\.1),
      options: options)
  }

  /// `name = product, account` for each field found, in the order of the fields.
  var lines: [String] { ImportField.allCases.filter(isRead).map { "\($0.rawValue) = \(title($0))" } }
}
