import Sales
import Support
import Testing

@Suite("What a typed name stands for") struct NameMeaningTests {
  /// Umbrella with its domain and Ada Lovelace, and bo.
  private func fixture() throws -> Fixture {
    let fixture = try Fixture()
    try fixture.commit(.createCompany([.set(\.name, "Umbrella"), .set(\.domain, "umbrella.example")]))
    try fixture.commit(
      .createContact([
        .set(\.email, "ada@umbrella.example"), .set(\.firstName, "Ada"), .set(\.lastName, "Lovelace"),
      ]))
    try fixture.commit(.createUser(name: "bo"))
    return fixture
  }

  private func links(_ name: String, as field: String) -> LinkNames {
    switch field {
    case "company_id": LinkNames(company: name)
    case "contact_id": LinkNames(contact: name)
    default: LinkNames(owner: name)
    }
  }

  @Test(
    "is what saving makes of it",
    arguments: [
      ("company_id", "UMBRELLA"), ("company_id", " Umbrella "), ("company_id", "umbrella.example"),
      ("company_id", "Umbrellas"), ("company_id", String(repeating: "x", count: 256)), ("contact_id", "ada lovelace"),
      ("contact_id", "ADA@umbrella.example"), ("contact_id", "A. L. <ada@umbrella.example>"), ("contact_id", "Ada"),
      ("contact_id", "ada@elsewhere.example"), ("contact_id", "<>"),
      ("contact_id", String(repeating: "x", count: 256) + " y"), ("owner_id", "BO"), ("owner_id", "nobody"),
    ])
  func agreement(field: String, name: String) throws {
    let fixture = try fixture()
    let tables: [String: Table] = ["company_id": .companies, "contact_id": .contacts]
    let before = tables[field].map { fixture.store.count($0) }
    let meaning = try fixture.store.meaning(of: name, as: field, me: fixture.user)
    #expect(tables[field].map { fixture.store.count($0) } == before)
    do throws(StoreError) {
      try fixture.commit(.editDeal(fixture.deal, [], links: links(name, as: field)))
    } catch {
      #expect(meaning == .refused(error))
      return
    }
    let id = try #require(Row.deal(try fixture.acme).value(of: field)?.text)
    let title = try #require(Sales.Key(id: id).flatMap { fixture.store.records.rows[$0] }).title
    let isNew = tables[field].map { fixture.store.count($0) } != before
    #expect(meaning == (isNew ? .new : .known(title)))
  }

  @Test(
    "of an owner is oneself for me, else who is called so, else by initials, else by the beginning of a word",
    arguments: [
      ("me", ["bo"]), (" BO ", ["bo"]), ("al", ["ada.lovelace"]), ("love", ["ada.lovelace"]), ("zoe", []),
      ("ada", ["ada.lovelace", "ada.ostrand"]), ("ostrand", ["ada.ostrand"]), ("b", ["bo", "boris.m"]),
    ])
  func owners(name: String, logins: [String]) throws {
    let fixture = try fixture()
    for login in ["ada.lovelace", "ada.ostrand", "boris.m"] { try fixture.commit(.createUser(name: login)) }
    let users = fixture.store.records.all(User.self).filter { $0.id != fixture.user }
    let me = users.first { $0.name == "bo" }?.id
    #expect(colleagues(name, among: users, me: me).map(\.name).sorted() == logins)
    #expect(colleagues("me", among: users, me: nil) == [])
    let meaning = try fixture.store.meaning(of: name, as: "owner_id", me: me)
    switch logins.count {
    case 0: #expect(meaning == .refused(.refused(Refusal(.unknownName(name), field: "owner_id"))))
    case 1: #expect(meaning == .known(logins[0]))
    default: #expect(meaning == .several(logins))
    }
  }

  @Test("of a name that several have is the oldest, which saving takes, and how many they are")
  func alike() throws {
    let fixture = try fixture()
    for name in ["UMBRELLA", "Umbrellas"] { try fixture.commit(.createCompany([.set(\.name, name)])) }
    try fixture.commit(
      .createContact([.set(\.email, "ada@two.example"), .set(\.firstName, "Ada"), .set(\.lastName, "Lovelace")]))
    #expect(try fixture.store.meaning(of: "umbrella", as: "company_id", me: nil) == .known("Umbrella", of: 2))
    #expect(try fixture.store.meaning(of: "ada lovelace", as: "contact_id", me: nil) == .known("Ada Lovelace", of: 2))
    #expect(try fixture.store.meaning(of: "ada@two.example", as: "contact_id", me: nil) == .known("Ada Lovelace"))
    try fixture.commit(.editDeal(fixture.deal, [], links: LinkNames(company: "umbrella")))
    let oldest = fixture.store.records.all(Company.self).filter { folded($0.name) == "umbrella" }.map(\.id).min()
    #expect(try fixture.acme.companyID == oldest)
  }
}

extension Scalar {
  fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }
}
