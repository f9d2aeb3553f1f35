import Sales
import Support
import Testing

/// One write with a wrong clock dates itself and nothing that follows.
@Suite("A clock that was wrong once") struct ClockTests {
  /// The fixture after one move that was made with the clock so many days off.
  private func fixture(daysOff: Int64) throws -> Fixture {
    let fixture = try Fixture()
    fixture.passes(days: 10)
    fixture.passes(days: daysOff)
    try fixture.move(to: 1)
    fixture.passes(days: -daysOff)
    fixture.passes(seconds: 60)
    return fixture
  }

  @Test("Later changes bear the time of the clock, and their ids still rise", arguments: [3650, -5] as [Int64])
  func laterMoments(daysOff: Int64) throws {
    let fixture = try fixture(daysOff: daysOff)
    try fixture.move(to: 2)
    let won = try fixture.edit(.set(\.status, .won))
    let actions = fixture.store.records.actions
    #expect(won.action?.at == fixture.now)
    #expect(actions.map(\.id) == actions.map(\.id).sorted())
    let acme = try fixture.acme
    #expect(acme.closedAt == fixture.now && acme.updatedAt == fixture.now && acme.stageEnteredAt == fixture.now)
    #expect(acme.touchedAt == fixture.now)
    #expect(fixture.history.map(\.id) == fixture.history.map(\.id).sorted())
    #expect(fixture.history.last?.changedAt == fixture.now)
  }

  @Test("Undo takes back the last change by its number, not by its date")
  func undo() throws {
    let fixture = try fixture(daysOff: 3650)
    try fixture.move(to: 2)
    let undone = try #require(try fixture.store.revertLast(redo: false, by: fixture.user))
    #expect(undone.reverted.at == fixture.now)
    #expect(try fixture.acme.stageID == fixture.stages[1].id)
  }

  @Test("A stay is never negative, and a clock that went back takes no earlier stay away")
  func stays() throws {
    let fixture = try fixture(daysOff: -5)
    try fixture.move(to: 2)
    fixture.passes(days: 3)
    let stays = StageTransition.stays(fixture.history, until: fixture.now)
    #expect(stays.map { $0.seconds / 86_400 } == [5, 5, 3])
    let ahead = try self.fixture(daysOff: 3650)
    try ahead.move(to: 2)
    ahead.passes(days: 3)
    #expect(StageTransition.stays(ahead.history, until: ahead.now).map { $0.seconds / 86_400 } == [13, 0, 3])
  }

  @Test("A file is ahead of the clock until the next change with a right one")
  func ahead() throws {
    let fixture = try fixture(daysOff: 3650)
    let date = try #require(try fixture.store.dateAhead(of: fixture.now))
    #expect(date.wholeDays(until: fixture.now) == 0 && fixture.now.wholeDays(until: date) == 3649)
    #expect(fixture.store.actions(after: fixture.now).count == 1)
    try fixture.move(to: 2)
    #expect(try fixture.store.dateAhead(of: fixture.now) == nil)
    #expect(fixture.store.actions(after: fixture.now).count == 1)
  }
}

/// A stay in a stage ends when the deal leaves it or, where that came first, when it was closed.
@Suite("Closing on a past day") struct PastClosingTests {
  @Test("A win that is given a past day ends the stay on that day")
  func stay() throws {
    let fixture = try Fixture()
    fixture.passes(days: 91)
    let closedAt = fixture.now.advanced(byDays: -84)
    try fixture.edit(
      .set(\.status, .won), .set(\.stageID, fixture.stages[3].id), .set(\.closedAt, closedAt))
    let stays = StageTransition.stays(fixture.history, until: closedAt)
    #expect(stays.map { $0.seconds / 86_400 } == [7, 0])
    let learned = fixture.store.closedStays(of: fixture.pipeline.id, latest: 10)
    #expect(learned == [ClosedStay(stage: fixture.stages[0].id, isWon: true, days: 7, deals: 1)])
  }

  @Test("A day before the deal was created is refused; its own day without an hour is not")
  func beforeCreation() throws {
    let fixture = try Fixture()
    let created = try fixture.acme.createdAt
    fixture.passes(days: 5)
    fixture.refusesEdit(
      .set(\.status, .won), .set(\.closedAt, created.advanced(byDays: -1)),
      rule: .closedBeforeCreation(created.utcDay), "closed_at")
    let refusal = Refusal(.closedBeforeCreation(created.utcDay), field: "closed_at")
    #expect(
      refusal.sentence.hasSuffix(
        "lies before the deal was created: give \(DateText.full(created.utcDay)) or a later day."))
    try fixture.edit(.set(\.status, .won), .set(\.closedAt, created.utcDay.midnightUTC))
    #expect(try fixture.acme.status == .won)
  }
}

@Suite("Deleting a deal with open steps") struct StepDroppingTests {
  private func plan(_ fixture: Fixture, _ title: String, _ status: FollowUpStatus = .pending) throws -> FollowUp {
    try fixture.make(
      FollowUp.self,
      .createFollowUp([.set(\.title, title), .set(\.dealID, fixture.deal), .set(\.status, status)]))
  }

  @Test("People drop its open steps with it, and one undo brings all back")
  func dropped() throws {
    let fixture = try Fixture()
    let (open, done) = (try plan(fixture, "Call"), try plan(fixture, "Visit", .completed))
    let before = fixture.store.records.rowsWithoutTrace
    let deletion = try fixture.commit(.deleteDeal(fixture.deal, droppingSteps: true))
    #expect(try fixture.row(open.id).status == .cancelled && fixture.row(open.id).dealID == nil)
    #expect(try fixture.row(done.id).status == .completed && fixture.row(done.id).dealID == nil)
    try fixture.revert(deletion)
    #expect(fixture.store.records.rowsWithoutTrace == before)
  }

  @Test("A program's delete leaves every task as it is, unlinked")
  func contract() throws {
    let fixture = try Fixture()
    let open = try plan(fixture, "Call")
    try fixture.commit(.deleteDeal(fixture.deal))
    #expect(try fixture.row(open.id).status == .pending && fixture.row(open.id).dealID == nil)
  }
}

@Suite("What a filter about plans leaves out") struct PlanFilterTests {
  private func filter(_ line: String) -> Filter {
    let stages = ["Talk", "Signed"].enumerated().map { index, name in
      var stage = Stage(id: StageID(bits: UInt128(index + 1)))
      (stage.name, stage.type) = (name, index == 0 ? .open : .won)
      return stage
    }
    let present = Present(now: Timestamp(seconds: 1_763_640_000), zone: .utc)
    return FilterText(line, FilterContext(present: present, user: nil, stages: stages)).filter
  }

  @Test(
    "A date term about closing or the next step means open and stalled deals",
    arguments: ["close<today", "close:month acme", "due:today", "close<eom stage:talk"])
  func active(line: String) { #expect(filter(line).statuses == [.open, .stalled]) }

  @Test(
    "Closed deals match where they are asked for",
    arguments: [
      "close<today is:won", "close<today is:closed", "close<today status:lost", "closed:month close<today",
      "close<today stage:signed", "-close<today", "close<today -is:open",
    ])
  func closed(line: String) { #expect(filter(line).allows(closed: true)) }

  @Test("is: takes every status")
  func states() {
    #expect(filter("is:won").statuses == [.won] && filter("is:closed").statuses == [.won, .lost])
    #expect(filter("is:open").statuses == [.open] && filter("is:lost").statuses == [.lost])
  }
}
