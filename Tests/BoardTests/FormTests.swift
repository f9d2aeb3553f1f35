import Board
import Sales
import Screen
import Support
import Testing

/// The form over a deal: what is typed, what becomes of it, and that nothing typed is lost.
@Suite("The form") struct FormTests {
  private func rig() throws -> BoardRig { try BoardRig([("Qualified", ["Acme", "Globex"])]) }

  private func text(_ canvas: Canvas) -> String { canvas.text.joined(separator: "\n") }

  @Test("every writable field of the table is a line, except where the deal stands and JSON")
  func table() throws {
    let rig = try rig()
    let card = try #require(rig.deal("Acme").flatMap { rig.store.card($0.id, order: .urgency, present: rig.present) })
    let names = Deal.fields.filter { $0.access == .writable && $0.kind != .json }.map(\.name)
    let left = ["pipeline_id", "stage_id", "loss_reason"]
    #expect(DealForm(card).entries.map(\.field) == names.filter { !left.contains($0) })
  }

  @Test(
    "a line typed and saved changes its field",
    arguments: [
      ("e ctrl-u 'Acme renewal' enter", "name", Scalar.text("Acme renewal")),
      ("e tab tab tab ctrl-u '12k' enter", "value", .integer(1_200_000)),
      ("e tab tab tab ctrl-u '62,000.50 EUR' enter", "value", .integer(6_200_050)),
      ("e tab tab tab ctrl-u '12k eur' enter", "currency", .text("EUR")),
      ("e down down down down ctrl-u 'jpy' enter", "currency", .text("JPY")),
      ("e shift-tab 'a fair' enter", "source", .text("a fair")),
      ("e shift-tab shift-tab ctrl-u enter", "owner_id", .null),
      ("e shift-tab shift-tab shift-tab '2w' enter", "expected_close", .integer(1_764_806_400)),
      ("e shift-tab shift-tab shift-tab shift-tab ctrl-u 'stalled' enter", "status", .text("stalled")),
    ])
  func saves(keys: String, field: String, value: Scalar) throws {
    let rig = try rig()
    let before = try #require(rig.deal("Acme"))
    rig.play(keys)
    let after = try #require(rig.store.records.all(Deal.self) { $0.id == before.id }.first)
    #expect(Deal.field(field)?.get(after) == value)
    rig.play("u y")
    let undone = try #require(rig.store.records.all(Deal.self) { $0.id == before.id }.first)
    #expect(Deal.field(field).map { $0.get(undone) } == Deal.field(field).map { $0.get(before) })
  }

  @Test("company and contact are found or made, an owner must be known, and all is one undo")
  func parties() throws {
    let rig = try rig()
    _ = try rig.store.user(named: "bo")
    rig.play("e tab 'Ada Lovelace' tab 'Umbrella' enter")
    let card = try #require(rig.deal("Acme").flatMap { rig.store.card($0.id, order: .urgency, present: rig.present) })
    #expect(card.company == "Umbrella" && card.contact == "Ada Lovelace")
    let picture = text(rig.play("e shift-tab shift-tab ctrl-u 'nobody' enter"))
    #expect(picture.contains("There is no “nobody” for owner:"))
    #expect(rig.deal("Acme")?.ownerID == rig.user.id)
    rig.play("e shift-tab shift-tab ctrl-u 'BO' enter")
    #expect(rig.deal("Acme")?.ownerID != rig.user.id)
    rig.play("u y u y")
    #expect(rig.store.count(.companies) == 0 && rig.store.count(.contacts) == 0)
  }

  @Test("what is no value is said while it is typed, stays when it is refused, and nothing is written")
  func refusal() throws {
    let rig = try rig()
    let keys = "e shift-tab shift-tab shift-tab 'someday'"
    #expect(text(rig.play(keys)).contains("expected close must be a day such as"))
    let refused = text(try self.rig().play(keys + " tab enter"))
    #expect(refused.contains("expected close someday"))
    let actions = rig.store.records.actions.count
    rig.play("e ctrl-u enter")
    #expect(rig.store.records.actions.count == actions)
  }

  @Test("a field that somebody else changed meanwhile shows both values; enter then saves")
  func conflict() throws {
    let rig = try rig()
    let deal = try #require(rig.deal("Acme"))
    let other = try rig.store.user(named: "bo")
    let typed = ScriptedDisplay.Step.keys("e tab tab tab ctrl-u '7k'")
    let elsewhere = ScriptedDisplay.Step.aside {
      _ = try? rig.store.commit(
        .editDeal(deal.id, [.set(\.value, 900_000), .set(\.source, "fair")]), by: other?.id ?? UserID(bits: 0))
    }
    let picture = text(rig.play(typed + [elsewhere] + ScriptedDisplay.Step.keys("enter")))
    #expect(picture.contains("bo changed it meanwhile: value was “5,000.00”, is “9,000.00” now, yours"))
    #expect(picture.contains("“7k”. Enter saves yours."))
    #expect(rig.deal("Acme")?.value == 900_000)
    let second = try self.rig()
    let deal2 = try #require(second.deal("Acme"))
    let bo = try #require(try second.store.user(named: "bo"))
    let step = ScriptedDisplay.Step.aside {
      _ = try? second.store.commit(
        .editDeal(deal2.id, [.set(\.value, 900_000), .set(\.source, "fair")]), by: bo.id)
    }
    second.play(typed + [step] + ScriptedDisplay.Step.keys("enter enter"))
    #expect(second.deal("Acme")?.value == 700_000)
    #expect(second.deal("Acme")?.source == "fair")
  }

  @Test("esc asks once before it drops what was typed")
  func leaving() throws {
    let rig = try rig()
    #expect(text(rig.play("e 'x' esc")).contains("Nothing is saved yet"))
    #expect(!text(try self.rig().play("e 'x' esc esc")).contains("Edit Acme"))
    #expect(!text(try self.rig().play("e esc")).contains("Edit Acme"))
  }

  @Test(
    "what is being typed when the board is ended is there again at the next start",
    arguments: [
      ("e tab 'Ada L'", "Ada L"), ("a 'Vandelay 12k @Umb'", "Vandelay 12k @Umb"), ("x 'they merged'", "they merged"),
      ("w ctrl-u '4k EUR'", "4k EUR"), ("D '2w'", "close date 2w"), ("O 'an'", "owner an"),
      ("/ 'acme'", "/acme"), ("/ 'acme' enter f s 'mine'", "save filter as mine"),
      ("z x ctrl-u 'too dear'", "reasons too dear"), ("S a 'Legal'", "new stage Legal"),
      ("S enter ' to be'", "to be"), ("S tab tab enter ctrl-u '7'", "chance in percent 7"),
      ("S A 'Partners'", "Partners"),
    ])
  func draft(keys: String, typed: String) throws {
    for end in [Input.hangUp, .terminate(signal: 15)] {
      let rig = try rig()
      rig.play(ScriptedDisplay.Step.keys(keys) + [.input(end)])
      #expect(text(rig.play("")).contains(typed))
      #expect(text(rig.play("esc esc")).contains(typed) == false)
      #expect(text(rig.play("")).contains(typed) == false)
    }
  }

  @Test(
    "a name in it says as it is typed whether there is one, or that one is made of it; an owner must be known",
    arguments: [
      ("e tab 'ada@umbrella.example'", "ada@umbrella.example  Ada Lovelace, known"), ("e tab 'Bert'", "Bert  new"),
      ("e tab tab 'umbrella'", "umbrella  Umbrella, known"), ("e tab tab 'Umbrellas'", "Umbrellas  new"),
      ("e shift-tab shift-tab ctrl-u 'BO'", "BO  bo, known"),
      ("e tab tab 'twin'", "twin  Twin, the oldest of 2 so called"),
      ("e shift-tab shift-tab ctrl-u 'mi'", "mi  mika, known"),
      ("e shift-tab shift-tab ctrl-u 'AO'", "ada.ostrand, known"),
      ("e shift-tab shift-tab ctrl-u 'me'", "me  ana, known"),
      ("e shift-tab shift-tab ctrl-u 'a'", "a  ! which owner: ada.ostrand, ana"),
      ("e shift-tab shift-tab ctrl-u 'nob'", "nob  ! There is no “nob” for owner: check its spelling"),
    ])
  func names(keys: String, words: String) throws {
    let rig = try rig()
    _ = try rig.store.user(named: "bo")
    for login in ["ada.ostrand", "mika"] { _ = try rig.store.user(named: login) }
    for _ in 1...2 { _ = try rig.store.commit(.createCompany([.set(\.name, "Twin")]), by: rig.user.id) }
    let links = LinkNames(company: "Umbrella", contact: "Ada Lovelace <ada@umbrella.example>")
    _ = try rig.store.commit(.editDeal(#require(rig.deal("Globex")).id, [], links: links), by: rig.user.id)
    rig.size = Size(rows: 24, columns: 110)
    let actions = rig.store.records.actions.count
    #expect(text(rig.play(keys)).contains(words))
    #expect(rig.store.records.actions.count == actions)
  }

  @Test(
    "an owner is saved by initials, by a part of the login, and as oneself, as the verb takes them",
    arguments: [("AO", "ada.ostrand"), ("mi", "mika"), ("a", "bo"), ("me", "ana"), ("nobody", "bo")])
  func owner(typed: String, login: String) throws {
    let rig = try rig()
    for login in ["bo", "ada.ostrand", "mika"] { _ = try rig.store.user(named: login) }
    #expect(text(rig.play("O 'bo' enter O 'bo' enter")).contains("Nothing was changed."))
    rig.play("e shift-tab shift-tab ctrl-u '\(typed)' enter")
    let owner = rig.deal("Acme")?.ownerID
    #expect(rig.store.records.all(User.self).first { $0.id == owner }?.name == login)
  }

  @Test("a name that is too long says so as it is typed")
  func tooLong() throws {
    let name = String(repeating: "x", count: 256)
    let rig = try rig()
    rig.size = Size(rows: 24, columns: 400)
    for keys in ["e ctrl-u", "e tab tab"] {
      let picture = text(rig.play(ScriptedDisplay.Step.keys(keys) + [.input(.paste(name))]))
      #expect(picture.contains("is too long: keep it to 255 characters"))
    }
  }

  @Test("a fault that is entered twice is said twice")
  func twice() throws {
    let picture = text(try rig().play("e ctrl-u enter enter"))
    #expect(picture.contains("! name is needed") && !picture.contains("does nothing here"))
  }

  @Test("a resize keeps what is typed, at every size", arguments: [(6, 20), (10, 40), (24, 80), (50, 200)])
  func resize(rows: Int, columns: Int) throws {
    let size = Size(rows: rows, columns: columns)
    let picture = try rig().play(ScriptedDisplay.Step.keys("e 'xyz'") + [.input(.resize(size))])
    #expect(text(picture).contains("xyz"))
  }

  @Test("drafts read what they write")
  func draftText() {
    let (deal, stage) = (DealID(bits: 7), StageID(bits: 9))
    for draft in [
      Draft.form(deal, ["name": "A\"b", "value": ""]), .quickAdd(stage, "x 12k"),
      .closing(.lost, [deal, DealID(bits: 8)], stage, "gone"),
      .closing(.lost, [deal], nil, "gone"), .closing(.note, [deal], stage, "gone"), .closing(.won, [deal], stage, "1"),
      .line(.value, [deal, DealID(bits: 8)], "+10%"), .task(.dueDate, FollowUpID(bits: 3), "fri"),
      .field(deal, FieldPlace(.deal(deal), "value"), "12k"), .filter("owner:me x"), .reasons("a, b"),
      .filterName(filter: "owner:me x", "mine"),
      .stages(Draft.StagePlace(pipeline: PipelineID(bits: 2), stage: stage), .cell(.limit), "30"),
      .stages(Draft.StagePlace(pipeline: PipelineID(bits: 2), stage: nil), .pipeline, "Partners"),
    ] {
      #expect(Draft(draft.text) == draft)
      #expect([Draft](setting: [draft, .filter("x"), draft].setting ?? "") == [draft, .filter("x"), draft])
    }
    #expect([Draft](setting: "") == [] && [Draft]().setting == nil)
    #expect(Draft("") == nil)
    #expect(Draft("form\tnope\nx\ty") == nil)
  }
}

/// The same fields in the person's own editor.
@Suite("The editor") struct EditorTests {
  private func rig(_ edit: @escaping EditText) throws -> BoardRig {
    let rig = try BoardRig([("Qualified", ["Acme"])])
    rig.editText = edit
    return rig
  }

  @Test("what is changed on the page is saved")
  func saves() throws {
    let rig = try rig { text throws(EditorFailure) in
      text.split(separator: "\n").map { $0.hasPrefix("value:") ? "value: 12k" : String($0) }.joined(separator: "\n")
    }
    rig.play("E")
    #expect(rig.deal("Acme")?.value == 1_200_000)
  }

  @Test("an owner is named by a part of the login there too, and one that is nobody comes back")
  func owner() throws {
    var login = "mi"
    let rig = try rig { text throws(EditorFailure) in
      text.split(separator: "\n").map { $0.hasPrefix("owner:") ? "owner: \(login)" : String($0) }.joined(
        separator: "\n")
    }
    let mika = try #require(try rig.store.user(named: "mika"))
    rig.play("E")
    #expect(rig.deal("Acme")?.ownerID == mika.id)
    login = "zoe"
    #expect(rig.play("E").text.joined().contains("There is no “zoe” for owner"))
    #expect(rig.deal("Acme")?.ownerID == mika.id)
  }

  @Test("a refused page comes back in the form, and its reason in the editor")
  func refused() throws {
    var pages: [String] = []
    let edit: EditText = { text throws(EditorFailure) in
      pages.append(text)
      return pages.count == 1 ? "value: much\nsource: fair\nstray words" : "value: 9k\nsource: fair"
    }
    let rig = try rig(edit)
    let picture = rig.play("E").text.joined(separator: "\n")
    #expect(picture.contains("stray words") && picture.contains("much"))
    #expect(rig.deal("Acme")?.value == 500_000)
    pages = []
    let second = try self.rig(edit)
    second.play("E ctrl-o")
    #expect(pages.last?.contains("# ! “stray words”") == true)
    #expect(pages.last?.contains("value: much") == true)
    #expect(second.deal("Acme")?.value == 900_000)
    #expect(second.deal("Acme")?.source == "fair")
  }

  @Test("a page that was saved while the board was asked to end is there at the next start, and not in the file")
  func ending() throws {
    let rig = try rig { _ throws(EditorFailure) in "value: 9k\nsource: fair\nstray words" }
    rig.play([.together([.key(.character("E")), .terminate(signal: 15)])])
    #expect(rig.deal("Acme")?.value == 500_000)
    let picture = rig.play("").text.joined(separator: "\n")
    #expect(picture.contains("Typed before the board was ended") && picture.contains("9k"))
    rig.play("ctrl-x enter")
    #expect(rig.deal("Acme")?.value == 900_000 && rig.deal("Acme")?.source == "fair")
  }

  @Test("while a line of it names no field, footer and enter say how it goes")
  func strays() throws {
    let rig = try rig { text throws(EditorFailure) in text + "stray words" }
    let picture = rig.play("E enter").text
    #expect(picture[22].contains("! not saved: ctrl-o goes to the line, ctrl-x drops it"))
    #expect(picture[23].contains("ctrl-x drop the line") && !picture[23].contains("enter save"))
    #expect(rig.play("E ctrl-x").text[23].contains("enter save"))
  }

  @Test("an editor that fails changes nothing and says so")
  func failure() throws {
    let rig = try rig { _ throws(EditorFailure) in throw EditorFailure("vi ended with code 1.") }
    #expect(rig.play("E").text.joined().contains("vi ended with code 1."))
    #expect(rig.deal("Acme")?.value == 500_000)
  }

  @Test("a page that is left as it is changes nothing")
  func untouched() throws {
    let rig = try rig { text throws(EditorFailure) in text }
    let actions = rig.store.records.actions.count
    #expect(rig.play("E").text.joined().contains("Nothing was changed."))
    #expect(rig.store.records.actions.count == actions)
  }
}
