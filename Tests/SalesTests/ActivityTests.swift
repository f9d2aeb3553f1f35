import Sales
import Support
import Testing

@Suite("Activities and tasks, contract §6") struct ActivityTests {
  @Test("an activity is completed now by default, and scheduled when it lies ahead")
  func defaults() throws {
    let fixture = try Fixture()
    let call = try fixture.make(Activity.self, .createActivity([.set(\.type, .call)]))
    #expect(call.status == .completed && call.occurredAt == fixture.now)
    let ahead = fixture.now.advanced(bySeconds: 1)
    let next = try fixture.make(Activity.self, .createActivity([.set(\.type, .call), .set(\.occurredAt, ahead)]))
    #expect(next.status == .scheduled)
  }

  @Test("a completed activity may lie five minutes ahead and no more")
  func ahead() throws {
    let fixture = try Fixture()
    let limit = fixture.now.advanced(bySeconds: 300)
    func values(_ moment: Timestamp) -> [Assignment<Activity>] {
      [.set(\.type, .call), .set(\.status, .completed), .set(\.occurredAt, moment)]
    }
    let made = try fixture.make(Activity.self, .createActivity(values(limit)))
    let late = limit.advanced(bySeconds: 1)
    fixture.refuses(.createActivity(values(late)), .completedAhead, "occurred_at")
    fixture.refuses(.editActivity(made.id, [.set(\.occurredAt, late)]), .completedAhead, "occurred_at")
    let planned = try fixture.make(
      Activity.self, .createActivity([.set(\.type, .call), .set(\.occurredAt, late)]))
    fixture.refuses(.editActivity(planned.id, [.set(\.status, .completed)]), .completedAhead, "occurred_at")
    try fixture.commit(.editActivity(planned.id, [.set(\.subject, "Later")]))
  }

  @Test("last_activity_at follows the completed activities through making, editing, moving and deleting")
  func lastActivity() throws {
    let fixture = try Fixture()
    let start = fixture.now
    fixture.passes(days: 10)
    func log(_ days: Int) throws -> ActivityID {
      try fixture.make(
        Activity.self,
        .createActivity([
          .set(\.type, .call), .set(\.dealID, fixture.deal), .set(\.occurredAt, start.advanced(byDays: days)),
        ])
      ).id
    }
    let first = try log(1)
    let second = try log(5)
    _ = try log(3)
    #expect(try fixture.acme.lastActivityAt == start.advanced(byDays: 5))
    try fixture.commit(.editActivity(second, [.set(\.status, .draft)]))
    #expect(try fixture.acme.lastActivityAt == start.advanced(byDays: 3))
    try fixture.commit(.editActivity(first, [.set(\.occurredAt, start.advanced(byDays: 9))]))
    #expect(try fixture.acme.lastActivityAt == start.advanced(byDays: 9))
    let values: [DealValue] = [
      .set(\.name, "Other"), .set(\.pipelineID, fixture.pipeline.id), .set(\.stageID, fixture.stages[0].id),
    ]
    let other = try fixture.make(Deal.self, .createDeal(DealDraft(values: values)))
    try fixture.commit(.editActivity(first, [.set(\.dealID, other.id)]))
    #expect(try fixture.acme.lastActivityAt == start.advanced(byDays: 3))
    #expect(try fixture.row(other.id).lastActivityAt == start.advanced(byDays: 9))
    try fixture.commit(.deleteActivity(first))
    #expect(try fixture.row(other.id).lastActivityAt == nil)
  }

  @Test("a completed activity touches the deal at its own time, and never back")
  func touches() throws {
    let fixture = try Fixture()
    let start = fixture.now
    fixture.passes(days: 10)
    func log(_ days: Int, _ status: ActivityStatus) throws {
      try fixture.commit(
        .createActivity([
          .set(\.type, .note), .set(\.dealID, fixture.deal), .set(\.status, status),
          .set(\.occurredAt, start.advanced(byDays: days)),
        ]))
    }
    try log(-3, .completed)
    #expect(try fixture.acme.touchedAt == start)
    try log(9, .draft)
    #expect(try fixture.acme.touchedAt == start)
    try log(8, .completed)
    #expect(try fixture.acme.touchedAt == start.advanced(byDays: 8))
  }

  @Test("a completed activity wakes a stalled deal; a draft and an edit of an old one do not")
  func wakes() throws {
    let fixture = try Fixture()
    let old = try fixture.make(Activity.self, .createActivity([.set(\.type, .note), .set(\.dealID, fixture.deal)]))
    try fixture.edit(.set(\.status, .stalled))
    try fixture.commit(.editActivity(old.id, [.set(\.subject, "Typo")]))
    let draft = try fixture.make(
      Activity.self,
      .createActivity([.set(\.type, .note), .set(\.dealID, fixture.deal), .set(\.status, .draft)]))
    #expect(try fixture.acme.status == .stalled)
    try fixture.commit(.editActivity(draft.id, [.set(\.status, .completed)]))
    #expect(try fixture.acme.status == .open)
    try fixture.edit(.set(\.status, .stalled))
    try fixture.commit(.editActivity(draft.id, [.set(\.dealID, nil)]))
    #expect(try fixture.acme.status == .stalled)
    try fixture.commit(.editActivity(draft.id, [.set(\.dealID, fixture.deal)]))
    #expect(try fixture.acme.status == .open)
  }

  @Test("a task is pending and normal by default; completing it touches its deal, making it does not")
  func tasks() throws {
    let fixture = try Fixture()
    let start = fixture.now
    fixture.passes(days: 2)
    let task = try fixture.make(FollowUp.self, .createFollowUp([.set(\.title, "Ring"), .set(\.dealID, fixture.deal)]))
    #expect(task.status == .pending && task.priority == .normal && task.dueAt == nil)
    #expect(try fixture.acme.touchedAt == start)
    try fixture.commit(.editFollowUp(task.id, [.set(\.status, .cancelled)]))
    #expect(try fixture.acme.touchedAt == start)
    try fixture.commit(.editFollowUp(task.id, [.set(\.status, .completed)]))
    #expect(try fixture.acme.touchedAt == fixture.now)
    let touched = fixture.now
    fixture.passes(days: 1)
    try fixture.commit(.editFollowUp(task.id, [.set(\.title, "Rang")]))
    try fixture.commit(.deleteFollowUp(task.id))
    #expect(try fixture.acme.touchedAt == touched)
  }
}

@Suite("Contacts, companies, users, contract §7") struct PeopleTests {
  @Test("what was seen of a contact, a company or a task must still be so")
  func conflicts() throws {
    let fixture = try Fixture()
    let ada = try fixture.make(Contact.self, .createContact([.set(\.email, "ada@acme.example"), .set(\.phone, "1")]))
    let acme = try fixture.make(Company.self, .createCompany([.set(\.name, "Acme"), .set(\.industry, "steel")]))
    let task = try fixture.make(FollowUp.self, .createFollowUp([.set(\.title, "Ring")]))
    func conflicts(_ change: Change, _ field: String, was: String, is found: String) {
      #expect {
        try fixture.commit(change)
      } throws: { error in
        guard case .conflict(let conflict)? = error as? StoreError else { return false }
        return (conflict.field, conflict.expected, conflict.found) == (field, .text(was), .text(found))
      }
    }
    conflicts(.editContact(ada.id, [.set(\.phone, "2")], seen: [.set(\.phone, "0")]), "phone", was: "0", is: "1")
    conflicts(
      .editCompany(acme.id, [.set(\.industry, "food")], seen: [.set(\.industry, "iron")]), "industry", was: "iron",
      is: "steel")
    conflicts(.editFollowUp(task.id, [], seen: [.set(\.title, "Rang")]), "title", was: "Rang", is: "Ring")
    #expect(try fixture.row(ada.id) == ada && fixture.row(acme.id) == acme && fixture.row(task.id) == task)
    try fixture.commit(.editContact(ada.id, [.set(\.phone, "2")], seen: [.set(\.phone, "1")]))
    #expect(try fixture.row(ada.id).phone == "2")
  }

  @Test("a contact's e-mail and a company's domain are unique whatever the case")
  func unique() throws {
    let fixture = try Fixture()
    let ada = try fixture.make(Contact.self, .createContact([.set(\.email, "Ada@acme.example")]))
    fixture.refuses(.createContact([.set(\.email, "ada@ACME.example")]), .duplicate(.contact(ada.id)), "email")
    let bo = try fixture.make(Contact.self, .createContact([.set(\.email, "bo@acme.example")]))
    fixture.refuses(.editContact(bo.id, [.set(\.email, "ADA@acme.example")]), .duplicate(.contact(ada.id)), "email")
    try fixture.commit(.editContact(ada.id, [.set(\.email, "ADA@acme.example")]))
    let acme = try fixture.make(Company.self, .createCompany([.set(\.name, "Acme"), .set(\.domain, "acme.example")]))
    let twin = try fixture.make(Company.self, .createCompany([.set(\.name, "Acme")]))
    fixture.refuses(
      .editCompany(twin.id, [.set(\.domain, "Acme.Example")]), .duplicate(.company(acme.id)), "domain")
  }

  @Test("a display name is first and last name, else the address")
  func displayName() {
    var contact = Contact(id: ContactID(bits: 1))
    contact.email = "ada@acme.example"
    #expect(contact.displayName == "ada@acme.example")
    contact.lastName = "Lovelace"
    #expect(contact.displayName == "Lovelace")
    contact.firstName = "Ada"
    #expect(contact.displayName == "Ada Lovelace")
  }

  @Test("deleting a contact or a company unlinks what points at it")
  func unlinks() throws {
    let fixture = try Fixture()
    let acme = try fixture.make(Company.self, .createCompany([.set(\.name, "Acme")]))
    let ada = try fixture.make(
      Contact.self, .createContact([.set(\.email, "ada@acme.example"), .set(\.companyID, acme.id)]))
    try fixture.edit(.set(\.companyID, acme.id), .set(\.contactID, ada.id))
    let call = try fixture.make(
      Activity.self, .createActivity([.set(\.type, .call), .set(\.contactID, ada.id), .set(\.companyID, acme.id)]))
    let task = try fixture.make(
      FollowUp.self, .createFollowUp([.set(\.title, "Ring"), .set(\.contactID, ada.id), .set(\.companyID, acme.id)]))
    fixture.passes(days: 1)
    try fixture.commit(.deleteCompany(acme.id))
    #expect(try fixture.acme.companyID == nil)
    #expect(try fixture.acme.updatedAt == fixture.now)
    #expect(try fixture.row(ada.id).companyID == nil)
    #expect(try fixture.row(call.id).companyID == nil)
    #expect(try fixture.row(task.id).companyID == nil)
    try fixture.commit(.deleteContact(ada.id))
    #expect(try fixture.acme.contactID == nil)
    #expect(try fixture.row(call.id).contactID == nil)
    #expect(try fixture.row(task.id).contactID == nil)
  }

  @Test("unlinking clears ids, not texts that look like them")
  func unlinksOnlyIDs() throws {
    let fixture = try Fixture()
    let acme = try fixture.make(Company.self, .createCompany([.set(\.name, "Acme")]))
    let id = acme.id.description
    try fixture.edit(.set(\.companyID, acme.id), .set(\.name, id), .set(\.source, id))
    try fixture.commit(.deleteCompany(acme.id))
    #expect(try fixture.acme.companyID == nil)
    #expect(try fixture.acme.name == id)
    #expect(try fixture.acme.source == id)
  }

  @Test("a colleague is made once, whatever the case of the login")
  func users() throws {
    let fixture = try Fixture()
    #expect(try fixture.commit(.createUser(name: "ana")).changesNothing)
    #expect(try fixture.commit(.createUser(name: " ANA ")).changesNothing)
    let bo = try #require(try fixture.store.user(named: "bo"))
    #expect(try fixture.store.user(named: "bo") == bo)
    #expect(fixture.store.records.actions.last?.by == bo.id)
  }
}
