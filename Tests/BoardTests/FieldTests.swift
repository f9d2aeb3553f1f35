import Board
import Sales
import Screen
import Support
import Testing

/// Fields of the open deal, its contact and its company, typed where they stand.
@Suite("A field in its place") struct FieldTests {
  private func rig() throws -> BoardRig {
    let rig = try BoardRig([("Qualified", ["Acme", "Globex"])])
    let deal = try #require(rig.deal("Acme"))
    let links = LinkNames(company: "Umbrella", contact: "ada@umbrella.example")
    _ = try rig.store.commit(.editDeal(deal.id, [], links: links), by: rig.user.id)
    _ = try rig.store.user(named: "bo")
    rig.size = Size(rows: 60, columns: 120)
    return rig
  }

  private func text(_ canvas: Canvas) -> String { canvas.text.joined(separator: "\n") }

  /// The keys that lead to the field of the open record.
  private func keys(to field: String, in table: Table = .deals) -> String {
    let tables: [Table] = [.deals, .contacts, .companies]
    let all = tables.flatMap { table in table.columns.map { (table, $0.name) } }
    let index = all.firstIndex { $0 == (table, field) } ?? 0
    return "i " + (index == 0 ? "k " : String(repeating: "j ", count: index - 1))
  }

  @Test(
    "what is typed there changes the field, of the contact and the company too, and u takes it back",
    arguments: [
      (Table.deals, "name", "'Acme renewal'", "Acme renewal"), (.deals, "value", "'12k eur'", "1200000"),
      (.deals, "company_id", "'Globex Ltd'", "Globex Ltd"), (.deals, "owner_id", "'bo'", "bo"),
      (.deals, "expected_close", "'2w'", "1764806400"), (.deals, "metadata", "'{\"seats\":7}'", "{\"seats\":7}"),
      (.contacts, "phone", "'+1 201 555 0142'", "+1 201 555 0142"), (.contacts, "title", "'CTO'", "CTO"),
      (.contacts, "company_id", "'Globex Ltd'", "Globex Ltd"), (.contacts, "owner_id", "'BO'", "bo"),
      (.companies, "industry", "'energy'", "energy"), (.companies, "owner_id", "'bo'", "bo"),
      (.deals, "owner_id", "'b'", "bo"), (.contacts, "owner_id", "'b'", "bo"), (.companies, "owner_id", "'b'", "bo"),
    ])
  func saves(table: Table, field: String, typed: String, stored: String) throws {
    let rig = try rig()
    func value() throws -> String {
      let rows = rig.store.records.rows.values.filter { $0.key.table == table && $0.title != "Globex" }
      let row = try #require(rows.first)
      switch row.value(of: field) ?? .null {
      case .null: return ""
      case .integer(let number): return String(number)
      case .text(let text): return Sales.Key(id: text).flatMap { rig.store.records.rows[$0]?.title } ?? text
      }
    }
    let before = try value()
    rig.play("\(keys(to: field, in: table))enter ctrl-u \(typed) enter")
    #expect(try value() == stored)
    rig.play("u y")
    #expect(try value() == before)
  }

  @Test("it is typed in its own cells, and the message row says what it means or why it is none")
  func inPlace() throws {
    let rig = try rig()
    rig.size = Size(rows: 24, columns: 80)
    let before = rig.play(keys(to: "value"))
    let typing = rig.play(keys(to: "value") + "enter ctrl-u '12k'")
    let row = try #require(before.text.firstIndex { $0.contains("│ value") })
    #expect(typing.text[row].hasSuffix("│ value             12k"))
    #expect(typing.cursor == Cursor(row: row, column: typing.text[row].count, isVisible: true))
    #expect(typing.text[22].contains("value $12,000.00"))
    #expect(zip(before.text, typing.text).enumerated().filter { $1.0 != $1.1 }.map(\.offset) == [row, 22, 23])
    let fault = rig.play(keys(to: "value") + "enter ctrl-u 'much' enter")
    #expect(fault.text[22].contains("! value must be an amount") && fault.text[row].hasSuffix("much"))
    #expect(rig.deal("Acme")?.value == 500_000)
  }

  @Test(
    "metadata that is no object is refused in words, and stays in its field",
    arguments: ["{\"a\":}", "[1]", "{\"a\":1,\"a\":2}", "{\"a\":\"\\u0000\"}"])
  func metadata(typed: String) throws {
    for table in [Table.deals, .contacts, .companies] {
      let picture = text(try rig().play(keys(to: "metadata", in: table) + "enter ctrl-u '\(typed)' enter"))
      #expect(picture.contains("! metadata must"), "\(picture)")
      #expect(picture.contains("metadata          \(typed)"))
    }
  }

  @Test("metadata is kept as a program would have written it")
  func canonical() throws {
    let rig = try rig()
    let picture = rig.play(keys(to: "metadata") + "enter ctrl-u '{ \"b\" : [1, 2] }' enter")
    #expect(text(picture).contains("Acme has other metadata now"))
    #expect(rig.deal("Acme")?.metadata.text == "{\"b\":[1,2]}")
    #expect(text(rig.play(keys(to: "metadata") + "enter ctrl-u enter")).contains("Acme has no metadata now"))
  }

  @Test("a name is there to be corrected, and can be cleared")
  func prefilled() throws {
    for (field, name) in [("contact_id", "ada@umbrella.example"), ("company_id", "Umbrella"), ("owner_id", "ana")] {
      let picture = text(try rig().play(keys(to: field) + "enter"))
      #expect(picture.contains("\(FieldText.label(field)) ") && picture.contains(" \(name)"), "\(picture)")
    }
    let rig = try rig()
    let deal = try #require(rig.deal("Acme"))
    _ = try rig.store.commit(.editDeal(deal.id, [], links: LinkNames(contact: "Ada Lovelace")), by: rig.user.id)
    rig.play(keys(to: "contact_id") + "enter ' King' enter")
    let contacts = rig.store.records.all(Contact.self)
    #expect(contacts.first { $0.id == rig.deal("Acme")?.contactID }?.displayName == "Ada Lovelace King")
    rig.play(keys(to: "company_id") + "enter ctrl-u enter")
    #expect(rig.deal("Acme")?.companyID == nil && rig.deal("Acme")?.contactID != nil)
  }

  @Test("what nobody types says so, with the way there is")
  func refusals() throws {
    for (field, words) in [
      ("id", "id is kept by the program"), ("stage_id", "by moving the deal: m"), ("closed_at", "kept by the program"),
      ("parked_until", "P parks the deal"),
    ] {
      let picture = text(try rig().play(keys(to: field) + "enter"))
      #expect(picture.contains(words), "\(field) in\n\(picture)")
    }
  }

  @Test(
    "what was made of a contact or a company is said, and what of it was taken back",
    arguments: [
      (Table.contacts, "company_id", "'Globex Ltd'", "ada@umbrella.example has company Globex Ltd now"),
      (.contacts, "owner_id", "'bo'", "ada@umbrella.example has owner bo now"),
      (.contacts, "first_name", "'Ada'", "Ada has first name “Ada” now"),
      (.companies, "owner_id", "'bo'", "Umbrella has owner bo now"),
      (.companies, "name", "'Umbrellas'", "Umbrellas has this name now"),
    ])
  func told(table: Table, field: String, typed: String, words: String) throws {
    let rig = try rig()
    #expect(text(rig.play("\(keys(to: field, in: table))enter ctrl-u \(typed) enter")).contains(words))
    let name = table == .companies ? "Umbrella" : "ada@umbrella.example"
    let label = FieldText.label(field)
    let old = field == "name" ? "this name" : field == "company_id" ? "company Umbrella" : "no \(label)"
    #expect(text(rig.play("u y")).contains("Undone: \(name) has \(old) now"))
  }

  @Test("a refusal of the store keeps what was typed in the field, and esc restores it")
  func refused() throws {
    let rig = try rig()
    let refused = text(rig.play(keys(to: "owner_id") + "enter ctrl-u 'nobody' enter"))
    #expect(refused.contains("There is no “nobody”") && refused.contains("owner             nobody"), "\(refused)")
    #expect(rig.deal("Acme")?.ownerID == rig.user.id)
    rig.play("esc esc")
    #expect(
      text(rig.play(keys(to: "owner_id") + "enter ctrl-u 'nobody' enter esc esc")).contains("owner             ana"))
  }

  @Test("what somebody else made of the field meanwhile is shown beside what was typed; enter then saves")
  func conflict() throws {
    let rig = try rig()
    let deal = try #require(rig.deal("Acme"))
    let bo = try #require(try rig.store.user(named: "bo"))
    let elsewhere = ScriptedDisplay.Step.aside {
      _ = try? rig.store.commit(.editDeal(deal.id, [.set(\.value, 900_000)]), by: bo.id)
    }
    let typed = ScriptedDisplay.Step.keys(keys(to: "value") + "enter ctrl-u '7k'")
    let picture = text(rig.play(typed + [elsewhere] + ScriptedDisplay.Step.keys("enter")))
    #expect(picture.contains("It was “5,000.00” and is “9,000.00” now"))
    #expect(picture.contains("value             7k"))
    #expect(rig.deal("Acme")?.value == 900_000)
    rig.play(typed + [elsewhere] + ScriptedDisplay.Step.keys("enter enter"))
    #expect(rig.deal("Acme")?.value == 700_000)
  }

  @Test(
    "nor is what somebody made of the contact's or the company's field written over unseen",
    arguments: [(Table.contacts, "title"), (.companies, "industry")])
  func conflictOfParty(table: Table, field: String) throws {
    let rig = try rig()
    let deal = try #require(rig.deal("Acme"))
    let (contact, company) = (try #require(deal.contactID), try #require(deal.companyID))
    func set(_ text: String) -> Change {
      table == .contacts
        ? .editContact(contact, [.set(\.title, text)]) : .editCompany(company, [.set(\.industry, text)])
    }
    func stored() throws -> Scalar? {
      let key = table == .contacts ? Contact.key(contact) : Company.key(company)
      return try #require(rig.store.records.rows[key]).value(of: field)
    }
    let bo = try #require(try rig.store.user(named: "bo"))
    _ = try rig.store.commit(set("old"), by: rig.user.id)
    let elsewhere = ScriptedDisplay.Step.aside { _ = try? rig.store.commit(set("theirs"), by: bo.id) }
    let typed = ScriptedDisplay.Step.keys(keys(to: field, in: table) + "enter ctrl-u 'mine'") + [elsewhere]
    let picture = text(rig.play(typed + ScriptedDisplay.Step.keys("enter")))
    #expect(picture.contains("It was “old” and is “theirs” now"), "\(picture)")
    #expect(try stored() == .text("theirs") && picture.contains("mine"))
    _ = try rig.store.commit(set("old"), by: bo.id)
    rig.play("esc esc")
    rig.play(typed + ScriptedDisplay.Step.keys("enter enter"))
    #expect(try stored() == .text("mine"))
  }

  @Test("a field that points at a row is written by a name, and says so")
  func names() throws {
    let rig = try rig()
    #expect(text(rig.play(keys(to: "company_id") + "enter")).contains("company a company's name; a new one is added"))
    #expect(text(rig.play(keys(to: "owner_id") + "enter")).contains("owner a colleague's login"))
  }

  @Test("what is being typed when the board is ended is in its field at the next start")
  func draft() throws {
    let rig = try rig()
    for end in [Input.hangUp, .terminate(signal: 15)] {
      rig.play(ScriptedDisplay.Step.keys(keys(to: "phone", in: .contacts) + "enter '555'") + [.input(end)])
      let again = text(rig.play(""))
      #expect(again.contains("phone             555") && again.contains("Typed before the board was ended"), "\(again)")
      #expect(!text(rig.play("esc esc")).contains("555"))
      #expect(!text(rig.play("")).contains("555"))
    }
    rig.play(ScriptedDisplay.Step.keys(keys(to: "phone", in: .contacts) + "enter '555'") + [.input(.hangUp)])
    rig.play("enter")
    #expect(rig.store.records.all(Contact.self).first?.phone == "555")
  }

  @Test("the deal whose field was changed stays open where the filter hides it by now, and is what verbs act on")
  func outOfFilter() throws {
    let edit = "/ 'owner:ana' enter g g " + keys(to: "owner_id") + "enter ctrl-u 'bo' enter "
    let picture = try rig().play(edit)
    #expect(picture.text[0].contains("│ Acme") && text(picture).contains("u undoes it · the filter hides it now"))
    let rig = try rig()
    rig.play(edit + "L D '2w' enter")
    #expect(rig.board()["Proposal Sent"] == ["Acme"] && rig.deal("Acme")?.expectedClose != nil, "\(rig.board())")
    #expect(rig.deal("Globex")?.ownerID == rig.user.id && rig.deal("Globex")?.expectedClose == nil)
    // Letters that do not change what the filter finds are no other filter.
    #expect(try self.rig().play("/ 'stage:qual' enter enter L").text[0].contains("│ Acme"))
    // Another filter shows other deals, and esc leads back to the board.
    #expect(try self.rig().play(edit + "/ ctrl-u 'glo' enter").text[0].contains("│ Globex"))
    #expect(try !self.rig().play(edit + "esc").text[0].contains("│"))
    let other = try self.rig()
    other.play("S A 'Partners' enter")
    #expect(!other.play(edit + "p 2").text[0].contains("│"))
    #expect(try self.rig().play("enter / 'glo'").text[0].contains("│ Globex"))
    #expect(try self.rig().play(edit + "tab g g").text[0].contains("│ Globex"))
  }

  @Test("an open deal that somebody deletes makes way for the focused one")
  func deleted() throws {
    let rig = try rig()
    let acme = try #require(rig.deal("Acme")).id
    let deletion = ScriptedDisplay.Step.aside { _ = try? rig.store.commit(.deleteDeal(acme), by: rig.user.id) }
    let picture = rig.play(ScriptedDisplay.Step.keys("enter") + [deletion] + ScriptedDisplay.Step.keys("ctrl-r"))
    #expect(picture.text[0].contains("│ Globex"), "\(picture.text)")
    #expect(!rig.play("enter d y").text[0].contains("│") && rig.deal("Globex") == nil)
  }

  @Test("an empty field says what can be typed, and one that is emptied that it is cleared")
  func emptyHints() throws {
    #expect(text(try rig().play(keys(to: "source") + "enter")).contains("source text"))
    #expect(text(try rig().play(keys(to: "owner_id", in: .contacts) + "enter")).contains("owner a colleague's login"))
    #expect(text(try rig().play(keys(to: "company_id") + "enter ctrl-u")).contains("nothing: the field is cleared"))
  }

  @Test("the hidden cursor goes with the chosen field")
  func cursor() throws {
    let picture = try rig().play(keys(to: "value"))
    let row = try #require(picture.text.firstIndex { $0.contains("│ value") })
    #expect(picture.cursor.row == row && !picture.cursor.isVisible)
  }

  @Test("a resize keeps what is typed in sight", arguments: [(6, 20), (10, 40), (24, 80), (50, 200)])
  func resize(rows: Int, columns: Int) throws {
    let size = Size(rows: rows, columns: columns)
    let steps = ScriptedDisplay.Step.keys(keys(to: "phone", in: .contacts) + "enter 'xyz'")
    #expect(text(try rig().play(steps + [.input(.resize(size))])).contains("xyz"))
  }
}
