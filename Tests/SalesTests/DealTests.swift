import Sales
import Support
import Testing

@Suite("Deals, contract §3") struct DealTests {
  @Test("a new deal has the contract's defaults and its first row of history")
  func defaults() throws {
    let fixture = try Fixture()
    let deal = try fixture.acme
    #expect(deal.value == 0 && deal.currency == .usd && deal.status == .open && deal.metadata == .empty)
    #expect([deal.createdAt, deal.updatedAt, deal.stageEnteredAt, deal.touchedAt].allSatisfy { $0 == fixture.now })
    let first = try #require(fixture.history.first)
    #expect(fixture.history.count == 1)
    #expect(first.fromStageID == nil && first.toStageID == fixture.stages[0].id)
    #expect(first.changedAt == deal.createdAt && first.enteredAt == deal.createdAt)
    #expect(first.changedBy == fixture.user && first.toStageName == "Qualified")
  }

  @Test("a move writes history, stage_entered_at and updated_at, by an edit as by a move")
  func move() throws {
    let fixture = try Fixture()
    fixture.passes(days: 3)
    try fixture.move(to: 1)
    let deal = try fixture.acme
    #expect(deal.stageID == fixture.stages[1].id && deal.stageEnteredAt == fixture.now)
    #expect(deal.updatedAt == fixture.now && deal.touchedAt == fixture.now)
    let last = try #require(fixture.history.last)
    #expect(fixture.history.count == 2 && last.fromStageID == fixture.stages[0].id)
    #expect(last.toStageID == deal.stageID && last.toStageName == "Proposal Sent" && last.enteredAt == fixture.now)
  }

  @Test("moving to its own stage, and setting what is already so, writes nothing")
  func nothing() throws {
    let fixture = try Fixture()
    fixture.passes(days: 1)
    #expect(try fixture.move(to: 0).changesNothing)
    #expect(try fixture.edit(.set(\.name, " Acme plan "), .set(\.value, 0)).changesNothing)
    #expect(try fixture.acme.updatedAt < fixture.now)
    #expect(fixture.history.count == 1)
  }

  @Test("entering a won or lost stage closes, leaving it for an open one reopens, between open ones nothing changes")
  func outcomes() throws {
    let fixture = try Fixture()
    try fixture.edit(.set(\.status, .stalled))
    try fixture.move(to: 1)
    #expect(try fixture.acme.status == .stalled)
    fixture.passes(days: 1)
    try fixture.move(to: 3)
    let wonAt = fixture.now
    #expect(try fixture.acme.status == .won)
    #expect(try fixture.acme.closedAt == wonAt)
    fixture.passes(days: 1)
    try fixture.move(to: 4)
    #expect(try fixture.acme.status == .lost)
    #expect(try fixture.acme.closedAt == fixture.now)
    try fixture.edit(.set(\.lossReason, "price"))
    try fixture.move(to: 0)
    let deal = try fixture.acme
    #expect(deal.status == .open && deal.closedAt == nil && deal.lossReason == nil)
  }

  @Test("closed_at is kept between two stages of one outcome")
  func sameOutcome() throws {
    let fixture = try Fixture()
    try fixture.commit(.addStage(fixture.pipeline.id, [.set(\.name, "Paid"), .set(\.type, .won)], at: nil))
    let paid = try #require(fixture.store.records.stages(of: fixture.pipeline.id).last)
    try fixture.move(to: 3)
    let wonAt = fixture.now
    fixture.passes(days: 2)
    try fixture.commit(.moveDeal(fixture.deal, to: paid.id))
    #expect(try fixture.acme.closedAt == wonAt)
    #expect(try fixture.acme.stageEnteredAt == fixture.now)
  }

  @Test("the status alone moves nothing, any may follow any, and a deal closed so stays closed between open stages")
  func statusAlone() throws {
    let fixture = try Fixture()
    for status in DealStatus.allCases + DealStatus.allCases.reversed() {
      try fixture.edit(.set(\.status, status))
      #expect(try fixture.acme.status == status)
      #expect(try (fixture.acme.closedAt != nil) == status.isClosed)
    }
    #expect(fixture.history.count == 1)
    try fixture.edit(.set(\.status, .won))
    try fixture.move(to: 1)
    #expect(try fixture.acme.status == .won)
  }

  @Test("a status that contradicts the stage of the same request is refused", arguments: DealStatus.allCases)
  func contradictory(status: DealStatus) throws {
    let fixture = try Fixture()
    for (index, outcome) in [(3, DealStatus.won), (4, .lost)] where status != outcome {
      fixture.refusesEdit(
        .set(\.stageID, fixture.stages[index].id), .set(\.status, status), rule: .contradictoryStatus, "status")
      let values: [DealValue] = [
        .set(\.name, "New"), .set(\.pipelineID, fixture.pipeline.id), .set(\.stageID, fixture.stages[index].id),
        .set(\.status, status),
      ]
      fixture.refuses(.createDeal(DealDraft(values: values)), .contradictoryStatus, "status")
    }
    try fixture.edit(.set(\.stageID, fixture.stages[1].id), .set(\.status, status))
    #expect(try fixture.acme.status == status)
    try fixture.move(to: 3)
    guard status != .won else { return }
    fixture.refusesEdit(
      .set(\.stageID, fixture.stages[3].id), .set(\.status, status), rule: .contradictoryStatus, "status")
  }

  @Test("the stage must belong to the pipeline, and a new pipeline needs one of its stages")
  func otherPipeline() throws {
    let fixture = try Fixture()
    let stages: [[Assignment<Stage>]] = [[.set(\.name, "New")]]
    let other = try fixture.make(Pipeline.self, .createPipeline([.set(\.name, "Partners")], stages: stages))
    let stage = try #require(fixture.store.records.stages(of: other.id).first)
    fixture.refusesEdit(.set(\.stageID, stage.id), rule: .stageOfOtherPipeline, "stage_id")
    fixture.refusesEdit(.set(\.pipelineID, other.id), rule: .pipelineWithoutStage, "stage_id")
    fixture.refusesEdit(
      .set(\.pipelineID, other.id), .set(\.stageID, fixture.stages[1].id), rule: .stageOfOtherPipeline, "stage_id")
    try fixture.edit(.set(\.pipelineID, fixture.pipeline.id))
    try fixture.edit(.set(\.pipelineID, other.id), .set(\.stageID, stage.id))
    #expect(try fixture.acme.pipelineID == other.id)
    #expect(fixture.history.count == 2)
  }

  @Test("a loss reason is refused on a deal that is not lost after the request, and on create")
  func lossReason() throws {
    let fixture = try Fixture()
    fixture.refusesEdit(.set(\.lossReason, "price"), rule: .lossReasonWithoutLoss, "loss_reason")
    fixture.refusesEdit(
      .set(\.status, .won), .set(\.lossReason, "price"), rule: .lossReasonWithoutLoss, "loss_reason")
    try fixture.edit(.set(\.lossReason, nil))
    try fixture.edit(.set(\.status, .lost), .set(\.lossReason, "price"))
    #expect(try fixture.acme.lossReason == "price")
    fixture.refusesEdit(
      .set(\.status, .open), .set(\.lossReason, "price"), rule: .lossReasonWithoutLoss, "loss_reason")
    let values: [DealValue] = [
      .set(\.name, "New"), .set(\.pipelineID, fixture.pipeline.id), .set(\.stageID, fixture.stages[4].id),
      .set(\.lossReason, "price"),
    ]
    fixture.refuses(.createDeal(DealDraft(values: values)), .lossReasonWithoutLoss, "loss_reason")
  }

  @Test("closed_at can be set while the deal is closed, and only then")
  func closedAt() throws {
    let fixture = try Fixture()
    fixture.passes(days: 9)
    let moment = fixture.now.advanced(byDays: -5)
    fixture.refusesEdit(.set(\.closedAt, moment), rule: .notClosed, "closed_at")
    try fixture.edit(.set(\.status, .won), .set(\.closedAt, moment))
    #expect(try fixture.acme.closedAt == moment)
    fixture.refusesEdit(.set(\.closedAt, nil), rule: .required, "closed_at")
  }

  @Test("a value seen that has changed since is a conflict that names both values and who changed it")
  func conflict() throws {
    let fixture = try Fixture()
    let bo = try #require(try fixture.store.user(named: "bo"))
    fixture.passes(days: 1)
    _ = try fixture.store.commit(.moveDeal(fixture.deal, to: fixture.stages[1].id), by: bo.id)
    let expected = Conflict(
      key: .deal(fixture.deal), field: "stage_id", expected: fixture.stages[0].id.scalar,
      found: fixture.stages[1].id.scalar, by: "bo", at: fixture.now, title: try fixture.acme.name,
      names: [
        fixture.stages[0].id.description: fixture.stages[0].name,
        fixture.stages[1].id.description: fixture.stages[1].name,
      ])
    #expect(throws: StoreError.conflict(expected)) {
      try fixture.commit(.moveDeal(fixture.deal, to: fixture.stages[1].id, seen: fixture.stages[0].id))
    }
    #expect(fixture.history.count == 2)
    try fixture.commit(.moveDeal(fixture.deal, to: fixture.stages[2].id, seen: fixture.stages[1].id))
    fixture.refuses(
      .editDeal(fixture.deal, [], seen: [DealValue(field: "nope", value: .null)]), .unknownField, "nope")
  }

  @Test("only what people look after touches a deal")
  func touched() throws {
    let fixture = try Fixture()
    let created = fixture.now
    for value in [DealValue.set(\.name, "New name"), .set(\.source, "fair"), .set(\.parkedUntil, created)] {
      fixture.passes(days: 1)
      try fixture.edit(value)
      #expect(try fixture.acme.touchedAt == created, "\(value.field)")
    }
    let touching: [DealValue] = [
      .set(\.value, 5), .set(\.expectedClose, created), .set(\.ownerID, fixture.user),
      .set(\.stageID, fixture.stages[1].id),
    ]
    for value in touching {
      fixture.passes(days: 1)
      try fixture.edit(value)
      #expect(try fixture.acme.touchedAt == fixture.now, "\(value.field)")
    }
  }

  @Test("reopening goes back to the open stage before, else to the last open one, else only sets the status")
  func reopen() throws {
    let fixture = try Fixture()
    fixture.refuses(.reopenDeal(fixture.deal), .notClosed, "status")
    try fixture.move(to: 1)
    try fixture.move(to: 3)
    try fixture.move(to: 4)
    try fixture.commit(.reopenDeal(fixture.deal))
    #expect(try fixture.acme.stageID == fixture.stages[1].id)
    #expect(try fixture.acme.status == .open)
    #expect(fixture.history.count == 5)
    try fixture.edit(.set(\.status, .lost))
    try fixture.commit(.reopenDeal(fixture.deal))
    #expect(fixture.history.count == 5)
    let values: [DealValue] = [
      .set(\.name, "Born won"), .set(\.pipelineID, fixture.pipeline.id), .set(\.stageID, fixture.stages[3].id),
    ]
    let won = try fixture.make(Deal.self, .createDeal(DealDraft(values: values)))
    #expect(won.status == .won && won.closedAt == fixture.now)
    try fixture.commit(.reopenDeal(won.id))
    #expect(try fixture.row(won.id).stageID == fixture.stages[2].id)
  }

  @Test("reopening needs an open stage somewhere")
  func reopenNowhere() throws {
    let fixture = try Fixture()
    let only: [[Assignment<Stage>]] = [[.set(\.name, "Done"), .set(\.type, .won)]]
    let other = try fixture.make(Pipeline.self, .createPipeline([.set(\.name, "Closed")], stages: only))
    let stage = try #require(fixture.store.records.stages(of: other.id).first)
    let values: [DealValue] = [.set(\.name, "Done"), .set(\.pipelineID, other.id), .set(\.stageID, stage.id)]
    let deal = try fixture.make(Deal.self, .createDeal(DealDraft(values: values)))
    fixture.refuses(.reopenDeal(deal.id), .noOpenStage, "stage_id")
  }

  @Test("deleting takes the history along and leaves activities and tasks unlinked")
  func delete() throws {
    let fixture = try Fixture()
    let activity = try fixture.make(
      Activity.self, .createActivity([.set(\.type, .call), .set(\.dealID, fixture.deal)]))
    let task = try fixture.make(
      FollowUp.self, .createFollowUp([.set(\.title, "Ring"), .set(\.dealID, fixture.deal)]))
    try fixture.move(to: 1)
    try fixture.commit(.deleteDeal(fixture.deal))
    #expect(fixture.store.records.rows[.deal(fixture.deal)] == nil)
    #expect(fixture.history.isEmpty)
    #expect(try fixture.row(activity.id).dealID == nil)
    #expect(try fixture.row(task.id).dealID == nil)
    #expect(throws: StoreError.notFound(.deal(fixture.deal))) { try fixture.edit(.set(\.value, 1)) }
  }

  @Test("a sweep stalls open deals idle for strictly more whole days, and touches none")
  func stall() throws {
    let fixture = try Fixture()
    let created = fixture.now
    fixture.passes(seconds: 15 * 86_400 - 1)
    #expect(try fixture.commit(.stallIdleDeals(days: 14)).changesNothing)
    fixture.passes(seconds: 1)
    try fixture.commit(.stallIdleDeals(days: 14))
    #expect(try fixture.acme.status == .stalled)
    #expect(try fixture.acme.touchedAt == created)
    #expect(try fixture.commit(.stallIdleDeals(days: 14)).changesNothing)
    fixture.refuses(.stallIdleDeals(days: -1), .invalid(.number(0...36_500)), "days")
  }
}
