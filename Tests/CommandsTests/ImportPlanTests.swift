import Sales
import Testing

@testable import Commands

private func planned(_ text: String, _ change: (inout ImportOptions) -> Void = { _ in }) throws -> ImportPlan {
  var options = ImportOptions()
  change(&options)
  return try ImportPlan(
    TableFile(bytes: Array(text.utf8)), options: options, pipelines: [.first], zone: .fixed(seconds: -18_000))
}

private func value(_ field: String, _ draft: DealDraft?) -> Scalar? {
  draft?.values.last { $0.field == field }?.value
}

@Suite("Import plan") struct ImportPlanTests {
  @Test("stages are found whatever their case, spaces and marks, and by the columns of other programs")
  func stages() throws {
    let plan = try planned("Deal Name,Deal Stage\nA,closedwon\nB,PROPOSAL sent\nC,\n")
    #expect(plan.issues == [])
    #expect(plan.batch.deals.map { $0.stage?.stage } == ["Closed Won", "Proposal Sent", "Qualified"])
    #expect(plan.batch.stages == [])
  }

  @Test("an empty stage is the pipeline's first that fits the status")
  func stageByStatus() throws {
    let plan = try planned("Title,Status\nA,Won\nB,lost\nC,open\nD,stalled\n")
    #expect(plan.batch.deals.map { $0.stage?.stage } == ["Closed Won", "Closed Lost", "Qualified", "Qualified"])
  }

  @Test("a status that contradicts its stage is a bad row, and so are unknown words")
  func statuses() throws {
    let plan = try planned("Title,Status,Stage\nA,won,Closed Lost\nB,Lead,Qualified\nC,won,Negotiation\n")
    #expect(
      plan.issues.map(\.fault) == [
        .contradictoryStatus(.won, stage: "Closed Lost"), .unknownStatus("Lead"),
      ])
    #expect(value("status", plan.batch.deals.first) == .text("won"))
  }

  @Test("unknown stages and pipelines are made in order of first sight when asked")
  func createStages() throws {
    let text = "name,stage,pipeline\nA,Trial,\nB,Signed,Renewals\nC,trial,\nD,Churned,Renewals\n"
    #expect(try planned(text).issues.map(\.fault).count == 4)
    let made = try planned(text) {
      $0.createsStages = true
      $0.wonStages = ["Signed"]
    }
    #expect(made.issues == [])
    #expect(
      made.batch.stages.map(\.name) == [
        StageName(pipeline: nil, stage: "Trial"), StageName(pipeline: "Renewals", stage: "Signed"),
        StageName(pipeline: "Renewals", stage: "Churned"),
      ])
    #expect(made.batch.stages.map(\.type) == [.open, .won, .open])
    #expect(made.batch.deals[2].stage == StageName(pipeline: nil, stage: "Trial"))
  }

  @Test("won and lost stages come at first sight too; those that no row needs end a pipeline that is stated")
  func createEnds() throws {
    func stages(_ text: String, pipeline: String?) throws -> [String] {
      let plan = try planned(text) {
        $0.createsStages = true
        $0.pipeline = pipeline
        $0.wonStages = ["Won"]
        $0.lostStages = ["Lost"]
      }
      #expect(plan.issues == [])
      return plan.batch.stages.map { "\($0.name.pipeline ?? "-") \($0.name.stage) \($0.type)" }
    }
    #expect(
      try stages("name,stage\nA,New\nB,Lost\nC,Talking\n", pipeline: "Shop")
        == ["Shop New open", "Shop Lost lost", "Shop Talking open", "Shop Won won"])
    #expect(try stages("name,stage,pipeline\nA,New,Shop\n", pipeline: nil) == ["Shop New open"])
    #expect(try stages("name,stage\nA,New\n", pipeline: nil) == ["- New open"])
    #expect(
      try stages("name,stage,status\nA,New,\nB,,won\n", pipeline: "Shop")
        == ["Shop New open", "Shop Won won", "Shop Lost lost"])
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

  @Test("won and lost come from options and the stages that are there, never from a name")
  func types() throws {
    let plan = try planned("name,stage\nA,Won\n") { $0.stages = ["Won"] }
    #expect(plan.batch.stages.map(\.type) == [.open])
    #expect(throws: ImportProblem.stageHasType("Negotiation", .open)) {
      try planned("name\nA") { $0.wonStages = ["negotiation"] }
    }
    #expect(throws: ImportProblem.unknownPipeline("Shop", known: ["Sales Pipeline"])) {
      try planned("name\nA") { $0.pipeline = "Shop" }
    }
  }

  @Test("the one close date of a program is the expected one while the deal is open")
  func closeDate() throws {
    let plan = try planned(
      "name,stage,close date,create date\nA,Qualified,2026-04-01,2026-01-01\nB,Closed Won,2026-02-01,2026-01-01\n")
    let (open, won) = (plan.batch.deals[0], plan.batch.deals[1])
    #expect(value("expected_close", open) == Timestamp("2026-04-01")?.scalar && open.closedAt == nil)
    #expect(value("expected_close", won) == nil && won.closedAt == Timestamp("2026-02-01"))
    #expect(won.createdAt == Timestamp("2026-01-01"))
    #expect(won.visits.map(\.enteredAt) == [Timestamp("2026-02-01")])
  }

  @Test("a closed row that was entered earlier was in the last open stage until it closed")
  func past() throws {
    let plan = try planned(
      "name,stage,stage entered,closed\nA,Closed Won,2026-01-05,2026-02-01\nB,Closed Won,2026-02-01,2026-02-01\nC,Closed Lost,2026-03-01,\n"
    )
    #expect(plan.batch.deals[0].visits.map(\.stage.stage) == ["Negotiation", "Closed Won"])
    #expect(plan.batch.deals[1].visits.map(\.stage.stage) == ["Closed Won"])
    #expect(plan.batch.deals[2].visits.map(\.enteredAt) == [Timestamp("2026-03-01")])
    #expect(plan.batch.deals[0].createdAt == Timestamp("2026-01-05"))
  }

  @Test("an hour without an offset is local, a day alone is a whole day")
  func zones() throws {
    let plan = try planned("name,created\nA,2026-01-05 09:00\nB,2026-01-05\n")
    #expect(plan.batch.deals.map { $0.createdAt?.description } == ["2026-01-05T14:00:00Z", "2026-01-05T00:00:00Z"])
  }

  @Test("currency comes from its column, else the amount's sign, else the option")
  func currencies() throws {
    let plan = try planned("name,value,currency\nA,5,jpy\nB,£5,\nC,$5,\nD,5,\nE,£5,USD\nF,5,XXX\n") {
      $0.currency = .eur
    }
    #expect(plan.batch.deals.map { value("currency", $0) } == ["JPY", "GBP", "USD", "EUR"].map { .text($0) })
    #expect(plan.batch.deals.map { value("value", $0) } == [5, 500, 500, 500].map { .integer($0) })
    #expect(plan.issues.map(\.fault) == [.otherCurrency("£5", .usd), .unknownCurrency("XXX")])
  }

  @Test("with minor units the digits are taken as they are")
  func minor() throws {
    let plan = try planned("name,value\nA,105400\nB,10.5\n") { $0.isMinor = true }
    #expect(value("value", plan.batch.deals.first) == .integer(105_400))
    #expect(plan.issues.map(\.fault) == [.noMinorUnits("10.5", .usd)])
    #expect(!RowFault.noMinorUnits("10.5", .usd).reason.contains("2 decimals"))
  }

  @Test("linked records come by name, without the ids that some exports add")
  func associations() throws {
    let plan = try planned(
      "Deal Name,Associated Company,Associated Contact\nA,Larchmere (12345678);Oakenfell (22345678),Bo (West)\n")
    #expect(plan.batch.deals.first?.company == "Larchmere")
    #expect(plan.batch.deals.first?.contact == "Bo (West)")
  }

  @Test("an id that stands twice, a name that is too long and a reason without a loss are bad rows")
  func otherFaults() throws {
    let long = String(repeating: "x", count: 256)
    let plan = try planned("id,name,lost reason\n007,A,\n007,B,\n8,\(long),\n9,C,price\n")
    #expect(plan.issues.map(\.fault) == [.repeatedID("007", line: 2), .tooLong(256), .lossReasonWithoutLoss])
    #expect(value("external_id", plan.batch.deals.first) == .text("007"))
    #expect(plan.lines == [2])
    #expect(plan.rejected.map(\.line) == [3, 4, 5])
  }

  @Test("short rows end in empty cells, and the summary counts by stage and currency")
  func places() throws {
    let plan = try planned("name,value,currency,stage\nA\nB,5,EUR,Negotiation\nC,7,USD\n")
    #expect(plan.places.map(\.stage) == ["Qualified", "Negotiation"])
    #expect(plan.places.map(\.deals) == [2, 1])
    #expect(plan.shortRows.map(\.line) == [2, 4])
    #expect(plan.places[0].sums == [Tally(deals: 2, sum: Money(minor: 700, currency: .usd))])
  }
}
