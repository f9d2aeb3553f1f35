import Sales
import Support
import Testing

@Suite("Undo and redo") struct RevertTests {
  @Test("an undone move appends to the history and carries the restored time; a redo does too")
  func move() throws {
    let fixture = try Fixture()
    let entered = try fixture.acme.stageEnteredAt
    fixture.passes(days: 3)
    let move = try fixture.move(to: 3)
    let movedAt = fixture.now
    fixture.passes(days: 1)
    let undo = try fixture.revert(move)
    var deal = try fixture.acme
    #expect(deal.stageID == fixture.stages[0].id && deal.stageEnteredAt == entered && deal.touchedAt == entered)
    #expect(deal.status == .open && deal.closedAt == nil && deal.updatedAt == fixture.now)
    var last = try #require(fixture.history.last)
    #expect(fixture.history.count == 3 && last.fromStageID == fixture.stages[3].id)
    #expect(last.changedAt == fixture.now && last.enteredAt == entered && last.toStageName == "Qualified")
    fixture.passes(days: 1)
    try fixture.revert(undo)
    deal = try fixture.acme
    #expect(deal.stageID == fixture.stages[3].id && deal.stageEnteredAt == movedAt && deal.closedAt == movedAt)
    last = try #require(fixture.history.last)
    #expect(fixture.history.count == 4 && last.enteredAt == movedAt && last.changedAt == fixture.now)
  }

  @Test("an undo keeps what others set since in other fields")
  func otherFields() throws {
    let fixture = try Fixture()
    let edit = try fixture.edit(.set(\.value, 5))
    fixture.passes(days: 1)
    try fixture.edit(.set(\.source, "fair"), .set(\.ownerID, fixture.user))
    try fixture.revert(edit)
    let deal = try fixture.acme
    #expect(deal.value == 0 && deal.source == "fair" && deal.ownerID == fixture.user)
    #expect(deal.touchedAt == fixture.now, "the later touch stays")
  }

  @Test("an undo is refused, whole, when a field has another value now, and names who set it")
  func conflict() throws {
    let fixture = try Fixture()
    let bo = try #require(try fixture.store.user(named: "bo"))
    let edit = try fixture.edit(.set(\.value, 5), .set(\.source, "fair"))
    fixture.passes(days: 1)
    _ = try fixture.store.commit(.editDeal(fixture.deal, [.set(\.value, 7)]), by: bo.id)
    let expected = Conflict(
      key: .deal(fixture.deal), field: "value", expected: .integer(5), found: .integer(7), by: "bo", at: fixture.now,
      title: try fixture.acme.name)
    #expect(throws: StoreError.conflict(expected)) { try fixture.revert(edit) }
    #expect(try fixture.acme.source == "fair")
    _ = try fixture.store.commit(.editDeal(fixture.deal, [.set(\.value, 5)]), by: bo.id)
    try fixture.revert(edit)
    #expect(try fixture.acme.value == 0)
  }

  @Test("the same action is not undone twice, and what does not exist is not undone at all")
  func twice() throws {
    let fixture = try Fixture()
    fixture.refuses(.revert(ActionID(bits: 5)), .nothingToRevert)
    let created = try #require(fixture.store.records.actions.last)
    try fixture.commit(.revert(created.id))
    fixture.refuses(.revert(created.id), .deletedSince(title: "Acme plan", by: "ana"))
    let made = try fixture.make(Company.self, .createCompany([.set(\.name, "Acme")]))
    let deletion = try fixture.commit(.deleteCompany(made.id))
    try fixture.revert(deletion)
    #expect(throws: StoreError.refused(Refusal(.nothingToRevert))) { try fixture.revert(deletion) }
  }

  @Test("an undone delete brings back the deal, its history and its links; a redo takes them again")
  func delete() throws {
    let fixture = try Fixture()
    let call = try fixture.make(Activity.self, .createActivity([.set(\.type, .call), .set(\.dealID, fixture.deal)]))
    try fixture.move(to: 1)
    let before = fixture.store.records
    fixture.passes(days: 1)
    let undo = try fixture.revert(fixture.commit(.deleteDeal(fixture.deal)))
    let isBack = fixture.store.records.rowsWithoutTrace == before.rowsWithoutTrace
    #expect(isBack)
    #expect(fixture.history == before.history(of: fixture.deal))
    #expect(try fixture.row(call.id).dealID == fixture.deal)
    try fixture.revert(undo)
    #expect(fixture.store.records.rows[.deal(fixture.deal)] == nil && fixture.history.isEmpty)
    #expect(try fixture.row(call.id).dealID == nil)
  }

  @Test("a deal comes back without the activity that was linked elsewhere since, or not at all")
  func relinked() throws {
    let fixture = try Fixture()
    let ada = try fixture.make(Contact.self, .createContact([.set(\.email, "ada@acme.example")]))
    try fixture.edit(.set(\.contactID, ada.id))
    let deletion = try fixture.commit(.deleteDeal(fixture.deal))
    let contact = try fixture.commit(.deleteContact(ada.id))
    #expect(throws: StoreError.refused(Refusal(.unknownReference(.contact(ada.id)), field: "contact_id"))) {
      try fixture.revert(deletion)
    }
    try fixture.revert(contact)
    try fixture.revert(deletion)
    #expect(try fixture.acme.contactID == ada.id)
  }

  @Test("an undone create is refused while something else points at it, or when it was changed since")
  func create() throws {
    let fixture = try Fixture()
    let created = try fixture.commit(.createCompany([.set(\.name, "Acme")]))
    let company = try #require(created.made(Company.self))
    let link = try fixture.edit(.set(\.companyID, company.id))
    #expect(throws: StoreError.refused(Refusal(.stillReferenced(.deal(fixture.deal))))) { try fixture.revert(created) }
    try fixture.revert(link)
    let rename = try fixture.commit(.editCompany(company.id, [.set(\.name, "Acme Inc")]))
    #expect(throws: StoreError.self) { try fixture.revert(created) }
    try fixture.revert(rename)
    try fixture.revert(created)
    #expect(fixture.store.count(.companies) == 0)
  }

  @Test("a contact comes back only while its address is free")
  func uniqueness() throws {
    let fixture = try Fixture()
    let first = try fixture.make(Contact.self, .createContact([.set(\.email, "ada@acme.example")]))
    let deletion = try fixture.commit(.deleteContact(first.id))
    let second = try fixture.make(Contact.self, .createContact([.set(\.email, "ADA@acme.example")]))
    #expect(throws: StoreError.refused(Refusal(.duplicate(.contact(second.id)), field: "email"))) {
      try fixture.revert(deletion)
    }
  }

  @Test("an undone activity takes its part of the deal's times back")
  func activity() throws {
    let fixture = try Fixture()
    let start = fixture.now
    fixture.passes(days: 2)
    try fixture.edit(.set(\.status, .stalled))
    let log = try fixture.commit(.createActivity([.set(\.type, .call), .set(\.dealID, fixture.deal)]))
    #expect(try fixture.acme.status == .open)
    fixture.passes(days: 1)
    try fixture.commit(.createActivity([.set(\.type, .note), .set(\.dealID, fixture.deal)]))
    try fixture.revert(log)
    let deal = try fixture.acme
    #expect(deal.status == .stalled && deal.lastActivityAt == fixture.now && deal.touchedAt == fixture.now)
    #expect(deal.touchedAt != start)
  }

  @Test("a bulk and an import are one step")
  func oneStep() throws {
    let fixture = try Fixture()
    let before = fixture.store.records.rowsWithoutTrace
    let moves = (0..<3).map { Change.moveDeal(fixture.deal, to: fixture.stages[$0 + 1].id) }
    try fixture.revert(fixture.commit(.bulk(moves + [.editDeal(fixture.deal, [.set(\.value, 9)])])))
    #expect(fixture.store.records.rowsWithoutTrace == before)
    #expect(fixture.history.count == 7)
    var draft = DealDraft(values: [.set(\.name, "Old")], stage: StageName(pipeline: "Partners", stage: "New"))
    (draft.company, draft.contact, draft.owner) = ("Acme", "Ada Lovelace", "bo")
    let plan = ImportBatch.StagePlan(name: StageName(pipeline: "Partners", stage: "New"), type: .open)
    let batch = ImportBatch(stages: [plan], deals: [draft, draft])
    let undo = try fixture.revert(fixture.commit(.importDeals(batch)))
    #expect(fixture.store.records.rowsWithoutTrace == before)
    #expect(fixture.store.count(.users) == 2, "colleagues stay")
    try fixture.revert(undo)
    #expect(fixture.store.count(.deals) == 3 && fixture.store.count(.companies) == 1)
    #expect(fixture.store.records.violations.isEmpty)
  }

  @Test("undoing what was done to stages and defaults keeps positions and the one default, also out of order")
  func structure() throws {
    let fixture = try Fixture()
    let removal = try fixture.commit(.removeStage(fixture.stages[2].id))
    try fixture.commit(.addStage(fixture.pipeline.id, [.set(\.name, "Last")], at: nil))
    try fixture.revert(removal)
    #expect(fixture.store.records.stages(of: fixture.pipeline.id).map(\.position) == Array(0..<6))
    let first = try fixture.commit(.addStage(fixture.pipeline.id, [.set(\.name, "One")], at: nil))
    try fixture.commit(.addStage(fixture.pipeline.id, [.set(\.name, "Two")], at: nil))
    try fixture.revert(first)
    #expect(fixture.store.records.violations.isEmpty)
    try fixture.commit(.deleteDeal(fixture.deal))
    let deletion = try fixture.commit(.deletePipeline(fixture.pipeline.id))
    let other = try fixture.make(Pipeline.self, .createPipeline([.set(\.name, "Other")], stages: []))
    try fixture.revert(deletion)
    #expect(fixture.store.records.violations.isEmpty)
    #expect(try fixture.row(other.id).isDefault, "the present default stays")
    #expect(fixture.store.records.stages(of: fixture.pipeline.id).count == 7)
  }

  @Test("undoing the default pipeline makes the oldest remaining one the default")
  func defaultGone() throws {
    let fixture = try Fixture()
    let made = try fixture.commit(.createPipeline([.set(\.name, "Big"), .set(\.isDefault, true)], stages: []))
    try fixture.commit(.deleteDeal(fixture.deal))
    try fixture.revert(made)
    #expect(fixture.store.records.violations.isEmpty)
    try fixture.commit(.deletePipeline(fixture.pipeline.id))
    let one = try fixture.commit(.createPipeline([.set(\.name, "One")], stages: []))
    let two = try fixture.make(Pipeline.self, .createPipeline([.set(\.name, "Two")], stages: []))
    try fixture.revert(one)
    #expect(try fixture.row(two.id).isDefault)
  }

  @Test("a loss reason does not come back to a deal that is no longer lost")
  func lossReason() throws {
    let fixture = try Fixture()
    try fixture.edit(.set(\.status, .lost))
    let reason = try fixture.edit(.set(\.lossReason, "price"))
    let cleared = try fixture.edit(.set(\.lossReason, nil))
    try fixture.commit(.reopenDeal(fixture.deal))
    #expect(throws: StoreError.refused(Refusal(.lossReasonWithoutLoss, field: "loss_reason"))) {
      try fixture.revert(cleared)
    }
    try fixture.edit(.set(\.status, .lost), .set(\.lossReason, "price"))
    #expect(throws: StoreError.self) { try fixture.revert(cleared) }
    try fixture.revert(reason)
    #expect(try fixture.acme.lossReason == nil)
  }

  @Test("undoing the loss of a deal takes the reason given since with it, and a redo brings it back")
  func lossWithReason() throws {
    let fixture = try Fixture()
    let lost = try fixture.edit(.set(\.status, .lost))
    try fixture.edit(.set(\.lossReason, "price"))
    let undo = try fixture.revert(lost)
    #expect(try fixture.acme.status == .open)
    #expect(try fixture.acme.lossReason == nil)
    try fixture.revert(undo)
    #expect(try fixture.acme.lossReason == "price")
  }

  @Test("undo walks back through a login's actions and redo forward, until something new is done")
  func chains() throws {
    let fixture = try Fixture()
    let bo = try #require(try fixture.store.user(named: "bo"))
    let one = try fixture.edit(.set(\.value, 1))
    let two = try fixture.edit(.set(\.value, 2))
    _ = try fixture.store.commit(.editDeal(fixture.deal, [.set(\.source, "bo")]), by: bo.id)
    #expect(fixture.store.lastDone(by: fixture.user) == two)
    #expect(fixture.store.lastUndone(by: fixture.user) == nil)
    let undoTwo = try fixture.revert(two)
    #expect(fixture.store.lastDone(by: fixture.user) == one)
    #expect(fixture.store.lastUndone(by: fixture.user) == undoTwo)
    let undoOne = try fixture.revert(one)
    #expect(fixture.store.lastUndone(by: fixture.user) == undoOne)
    let redoOne = try fixture.revert(undoOne)
    #expect(redoOne.action?.root == one.action?.id && redoOne.action?.reverts == undoOne.action?.id)
    #expect(fixture.store.lastDone(by: fixture.user) == redoOne)
    #expect(fixture.store.lastUndone(by: fixture.user) == undoTwo)
    try fixture.edit(.set(\.value, 3))
    #expect(fixture.store.lastUndone(by: fixture.user) == nil)
    #expect(fixture.store.lastDone(by: bo.id)?.action?.by == bo.id)
  }
}
