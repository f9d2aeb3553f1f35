import Sales
import Support
import Testing

@Suite("Contacts, companies, activities, tasks and moves from elsewhere") struct ImportRestTests {
  private let fixture: Fixture

  init() throws {
    fixture = try Fixture()
  }

  @discardableResult
  private func bring(_ rows: ImportRow...) throws -> ImportCounts {
    let source = ImportSource(parts: [ImportBatch(rows: rows)])
    let counts = try fixture.store.commit(source, isRehearsal: false, by: fixture.user).counts
    #expect(fixture.store.records.violations.isEmpty)
    return counts
  }

  private func deal(_ name: String, _ change: (inout DealDraft) -> Void) -> ImportRow {
    var draft = DealDraft(
      values: [.set(\.name, name), .set(\.externalID, name)], stage: StageName(pipeline: nil, stage: "Qualified"))
    draft.createdAt = fixture.now.advanced(byDays: -30)
    change(&draft)
    return .deal(draft)
  }

  private var contacts: [Contact] { fixture.store.records.all(Contact.self) }

  private func found(_ name: String) throws -> Deal {
    try #require(fixture.store.records.all(Deal.self).first { $0.name == name })
  }

  @Test("two people of one name at two companies are two contacts")
  func namesakes() throws {
    let rows = ["Northwold", "Southmere"].map { (firm: String) in
      deal("Deal of \(firm)") { ($0.company, $0.contact) = (firm, "Mike") }
    }
    try bring(rows[0], rows[1])
    #expect(contacts.count == 2 && Set(contacts.map(\.companyID)).count == 2)
    #expect(try bring(rows[0], rows[1]).unchanged == [.deals: 2])
  }

  @Test("a contact's name and address in two columns are one contact, with phone and job")
  func details() throws {
    let row = deal("Alder") {
      $0.contact = "Mira Holt"
      $0.contactValues = [.set(\.email, "mira@northwold.example"), .set(\.phone, "1"), .set(\.title, "Buyer")]
    }
    try bring(row)
    let contact = try #require(contacts.first)
    #expect(contact.displayName == "Mira Holt" && contact.email == "mira@northwold.example")
    #expect(contact.phone == "1" && contact.title == "Buyer" && contact.hasRealEmail)
    #expect(try bring(row).unchanged == [.deals: 1])
    #expect(contacts.count == 1)
  }

  @Test("an address that was not known is never shown, and is replaced when a file has it")
  func unknownAddress() throws {
    try bring(deal("Alder") { ($0.company, $0.contact) = ("Northwold", "Mira Holt") })
    #expect(contacts[0].knownEmail == nil && !contacts[0].hasRealEmail)
    let draft = ContactDraft(
      name: "mira holt", values: [.set(\.email, "mira@northwold.example"), .set(\.phone, "2")], company: "northwold")
    #expect(try bring(.contact(draft)).changed == [.contacts: 1])
    #expect(contacts.count == 1 && contacts[0].knownEmail == "mira@northwold.example" && contacts[0].phone == "2")
    #expect(try bring(.contact(draft)).unchanged == [.contacts: 1])
  }

  @Test("a contact's row sets only what it names, and one of another address is another person")
  func contactRows() throws {
    let first = ContactDraft(
      values: [.set(\.firstName, "Mira"), .set(\.lastName, "Holt"), .set(\.email, "m@n.example"), .set(\.phone, "1")],
      company: "Northwold", owner: "bo")
    try bring(.contact(first))
    try bring(.contact(ContactDraft(values: [.set(\.email, "M@N.example"), .set(\.title, "Buyer")])))
    #expect(contacts.count == 1 && contacts[0].title == "Buyer" && contacts[0].phone == "1")
    try bring(
      .contact(ContactDraft(name: "Mira Holt", values: [.set(\.email, "other@n.example")], company: "Northwold")))
    #expect(contacts.count == 2)
  }

  @Test("a company is found by its domain, else by its name, and only values named are set")
  func companies() throws {
    let first = CompanyDraft(
      values: [.set(\.name, "Northwold"), .set(\.domain, "n.example"), .set(\.industry, "steel")])
    #expect(try bring(.company(first)).created == [.companies: 1])
    let renamed = CompanyDraft(values: [.set(\.name, "Northwold Ltd"), .set(\.domain, "N.example")], owner: "bo")
    #expect(try bring(.company(renamed)).changed == [.companies: 1])
    let company = try #require(fixture.store.records.all(Company.self).first)
    #expect(company.name == "Northwold Ltd" && company.industry == "steel" && company.ownerID != nil)
    try bring(.company(CompanyDraft(values: [.set(\.name, "northwold ltd"), .set(\.domain, "other.example")])))
    #expect(fixture.store.count(.companies) == 2)
  }

  @Test("the last activity sets the idle clock and makes no activity")
  func lastActivity() throws {
    let moment = fixture.now.advanced(byDays: -1)
    let row = deal("Alder") { $0.lastActivity = moment }
    try bring(row)
    #expect(try found("Alder").touchedAt == moment && fixture.store.count(.activities) == 0)
    #expect(try bring(row).unchanged == [.deals: 1])
    try bring(deal("Alder") { $0.lastActivity = fixture.now.advanced(byDays: 5) })
    #expect(try found("Alder").touchedAt == fixture.now, "never later than now")
  }

  @Test("a note is kept once, and wakes no stalled deal")
  func note() throws {
    let row = deal("Alder") {
      $0.note = "Asked for a quote"
      $0.values.append(.set(\.status, .stalled))
    }
    try bring(row)
    #expect(try found("Alder").status == .stalled && fixture.store.count(.activities) == 1)
    #expect(try bring(row).unchanged == [.deals: 1])
    try bring(deal("Alder") { $0.note = "Wants it in May" })
    #expect(fixture.store.count(.activities) == 2)
    #expect(try found("Alder").status == .stalled)
  }

  @Test("a next step is one task: kept once, changed while it is pending, and not made again once it is done")
  func nextStep() throws {
    let day = fixture.now.utcDay.midnightUTC
    func row(_ title: String, _ due: Timestamp?) -> ImportRow {
      deal("Alder") { $0.nextStep = NextStepDraft(title: title, dueAt: due) }
    }
    func tasks() -> [FollowUp] { fixture.store.records.all(FollowUp.self) }
    try bring(row("Call", day))
    #expect(try bring(row("Call", day)).unchanged == [.deals: 1])
    #expect(try bring(row("Write", day.advanced(byDays: 1))).changed == [.deals: 1])
    #expect(tasks().map(\.title) == ["Write"] && tasks()[0].dueAt == day.advanced(byDays: 1))
    try fixture.commit(.editFollowUp(tasks()[0].id, [.set(\.status, .completed)]))
    try bring(row("Write", day.advanced(byDays: 1)))
    #expect(tasks().count == 1)
    try bring(row("Visit", nil))
    #expect(tasks().map(\.title) == ["Write", "Visit"])
  }

  @Test("activities and tasks come once, linked to the deal by its id or its name and company")
  func rows() throws {
    try bring(deal("Alder") { $0.company = "Northwold" })
    let at = fixture.now.advanced(byDays: -3)
    let call = ActivityDraft(
      deal: DealReference(name: "alder", company: "NORTHWOLD"),
      values: [.set(\.type, .call), .set(\.subject, "Called"), .set(\.occurredAt, at)], owner: "bo")
    let task = TaskDraft(deal: DealReference(externalID: "Alder"), values: [.set(\.title, "Write"), .set(\.dueAt, at)])
    #expect(try bring(.activity(call), .task(task)).created == [.activities: 1, .tasks: 1, .users: 1])
    #expect(try found("Alder").lastActivityAt == at)
    #expect(try bring(.activity(call), .task(task)).unchanged == [.activities: 1, .tasks: 1])
    var numbered = call
    numbered.values.append(.set(\.externalID, "77"))
    try bring(.activity(numbered))
    numbered.values[1] = .set(\.subject, "Called back")
    #expect(try bring(.activity(numbered)).changed == [.activities: 1])
    let lost = TaskDraft(deal: DealReference(name: "Yew"), values: [.set(\.title, "Write")])
    #expect(throws: StoreError.refusedAt(index: 0, .refused(Refusal(.unknownName("Yew"), field: "deal_id")))) {
      try bring(.task(lost))
    }
  }

  @Test("a stage change moves the deal at its time, once, and an older one is left out and counted")
  func moves() throws {
    try bring(deal("Alder") { _ in })
    func move(_ stage: String, days: Int) -> ImportRow {
      .move(
        MoveDraft(
          deal: DealReference(externalID: "Alder"), stage: StageName(pipeline: nil, stage: stage),
          at: fixture.now.advanced(byDays: -days)))
    }
    try bring(move("Negotiation", days: 9), move("Closed Won", days: 2))
    let deal = try found("Alder")
    #expect(deal.status == .won && deal.closedAt == fixture.now.advanced(byDays: -2))
    #expect(fixture.store.records.history(of: deal.id).count == 3)
    #expect(try bring(move("Negotiation", days: 9), move("Closed Won", days: 2)).unchanged == [.deals: 2])
    #expect(try bring(move("Proposal Sent", days: 12)).movesLeftOut == 1)
  }
}
