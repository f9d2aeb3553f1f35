import Board
import Sales
import Screen
import Support
import Testing

/// Deals before, keys, deals after, and what the message row says.
@Suite("Verbs by keys") struct VerbTests {
  private func rig(daysAgo: Int = 0) throws -> BoardRig {
    try BoardRig(
      [("Qualified", ["Acme", "Globex"]), ("Proposal Sent", ["Soylent"]), ("Negotiation", ["Hooli"])],
      daysAgo: daysAgo)
  }

  private func message(_ canvas: Canvas) -> String {
    canvas.text[canvas.size.rows - 2].trimmingSpaces
  }

  @Test(
    "a deal goes where its keys say",
    arguments: [
      ("L", "Proposal Sent"), (">", "Proposal Sent"), ("shift-right", "Proposal Sent"), ("L L", "Negotiation"),
      ("L H", "Qualified"), ("m 3", "Negotiation"), ("m 4 enter", "Closed Won"), ("m 4 esc", "Qualified"),
      ("w enter", "Closed Won"),
      ("x 1", "Closed Lost"), ("m 5 2", "Closed Lost"), ("L L L enter", "Closed Won"), ("L L L", "Negotiation"),
      ("L u", "Qualified"),
      ("L u U", "Proposal Sent"), ("L u ctrl-r", "Proposal Sent"), ("L L u", "Proposal Sent"),
      ("L L u u", "Qualified"), ("w enter o", "Qualified"), ("L w enter o", "Proposal Sent"), ("m esc", "Qualified"),
      ("x esc", "Qualified"), ("w esc", "Qualified"), ("H", "Qualified"), ("d y u", "Qualified"),
    ])
  func moves(keys: String, stage: String) throws {
    let rig = try rig()
    rig.play(keys)
    #expect(rig.board()[stage]?.contains("Acme") == true)
    #expect(rig.board().values.flatMap(\.self).count == 4)
  }

  @Test(
    "an undo says what the field holds again",
    arguments: [
      ("D '2w' enter u", "Undone: Acme has no close date now"),
      ("D '2w' enter D '3w' enter u", "Undone: Acme has close date 4 Dec now"),
      ("P '2w' enter u", "Undone: Acme is awake now"), ("P '2w' enter u U", "Redone: Acme sleeps until 4 Dec now"),
      ("$ '€9,500' enter u", "Undone: Acme has value $5,000.00 now"),
      ("e ctrl-u 'Acme renewal' enter u", "Undone: Acme has this name now"),
      ("O 'none' enter u", "Undone: Acme has owner ana now"),
    ])
  func undone(keys: String, words: String) throws {
    #expect(message(try rig().play(keys)).hasPrefix(words))
  }

  @Test(
    "whatever key wins a single deal asks for value and day, both of which enter takes",
    arguments: ["w", "m 4", "L L L"])
  func asksBeforeWon(keys: String) throws {
    let rig = try rig()
    #expect(message(rig.play(keys)).hasPrefix("won 5,000.00 USD today"))
    rig.play("enter")
    let second = try self.rig(daysAgo: 7)
    second.play(keys + " ctrl-u '7k yesterday' enter")
    let deal = try #require(second.deal("Acme"))
    #expect(deal.status == .won && deal.value == 700_000 && deal.closedAt?.utcDay == Day("2025-11-19"))
  }

  @Test("a deal that is added from a closed stage begins in the first open one", arguments: ["2", "4", "5"])
  func added(stage: String) throws {
    let rig = try rig()
    rig.play(stage + " a 'Initech' enter")
    let place = stage == "2" ? "Proposal Sent" : "Qualified"
    #expect(rig.board()[place]?.contains("Initech") == true, "\(rig.board())")
  }

  @Test("ctrl-c leaves marks, a range and a prefix before it leaves the board", arguments: ["V", "v j", "z"])
  func interrupts(keys: String) throws {
    let rig = try rig()
    let picture = rig.play(keys + " ctrl-c L")
    #expect(!picture.text[0].contains("marked") && !picture.text.suffix(2).joined().contains("ctrl-c"))
    #expect(rig.board()["Proposal Sent"]?.count == 2, "\(rig.board())")
  }

  @Test("every move is a row of history, undo included")
  func history() throws {
    let rig = try rig()
    rig.play("L L u")
    let deal = try #require(rig.deal("Acme"))
    #expect(
      rig.store.records.history(of: deal.id).map(\.toStageName) == [
        "Qualified", "Proposal Sent", "Negotiation", "Proposal Sent",
      ])
  }

  @Test("keys typed ahead of a filter's answer wait for it: they never act on what it hides")
  func typedAhead() throws {
    let rig = try rig()
    let keys = "glo".map { Input.key(.character($0)) } + [.key(.enter), .key(.character("L"))]
    rig.play([.input(.key(.character("/"))), .together(keys)])
    #expect(rig.board()["Proposal Sent"]?.contains("Globex") == true)
    #expect(rig.board()["Qualified"] == ["Acme"])
  }

  @Test("a letter cuts the filter's reading short, and the last one's answer is shown")
  func letters() throws {
    let rig = try rig()
    let picture = rig.play([.input(.key(.character("/"))), .together("hoo".map { .key(.character($0)) })])
    #expect(picture.text.contains { $0.contains("Hooli") } && !picture.text.contains { $0.contains("Globex") })
  }

  @Test("the focus follows the deal that was moved")
  func focus() throws {
    let rig = try rig()
    rig.play("L H j L")
    #expect(rig.board()["Proposal Sent"]?.contains("Globex") == true)
    #expect(rig.board()["Qualified"] == ["Acme"])
  }

  @Test("losing asks for a reason: a digit, own words, or other with a note")
  func reasons() throws {
    for (keys, reason) in [
      ("x 3", "budget"), ("x 'merged' enter", "merged"), ("x 9 'see mail' enter", "other: see mail"),
    ] {
      let rig = try rig()
      rig.play(keys)
      #expect(rig.deal("Acme")?.lossReason == reason)
      #expect(rig.deal("Acme")?.status == .lost)
    }
  }

  @Test("winning takes another amount and an earlier day")
  func won() throws {
    let rig = try rig(daysAgo: 9)
    rig.play("w ctrl-u '7k EUR 2025-11-14' enter")
    let deal = try #require(rig.deal("Acme"))
    #expect(deal.value == 700_000 && deal.currency == .eur)
    #expect(deal.closedAt?.utcDay.description == "2025-11-14")
  }

  @Test("the reasons on digits are the person's own, from one session to the next")
  func ownReasons() throws {
    let rig = try rig()
    rig.play("z x ctrl-u 'too dear, , no time' enter")
    let asking = rig.play("x").text.joined(separator: "\n")
    #expect(asking.contains("1 too dear") && asking.contains("2 no time") && asking.contains("3 other"), "\(asking)")
    rig.play("x 2")
    #expect(rig.deal("Acme")?.lossReason == "no time")
    let many = rig.play("z x ctrl-u 'a,b,c,d,e,f,g,h,i' enter").text.joined(separator: "\n")
    #expect(many.contains("9 reasons, and there are digits for 8"), "\(many)")
    let usual = rig.play("z x ctrl-u enter o x").text.joined(separator: "\n")
    #expect(usual.contains("1 \(Model.defaultLossReasons[0])"), "\(usual)")
  }

  @Test("a paste goes into any line that is typed", arguments: ["? /", "/", ":", "a", "z x", "x", "D", "e", "S a"])
  func paste(keys: String) throws {
    let steps = ScriptedDisplay.Step.keys(keys) + [.input(.paste("pasted"))]
    let text = try rig().play(steps).text.joined(separator: "\n")
    #expect(text.contains("pasted") && !text.contains("Pasted text"), "\(text)")
  }

  @Test("what is typed stays when it is refused, with the reason beside it")
  func refusedForm() throws {
    let rig = try rig()
    let canvas = rig.play("w ctrl-u 'much' enter")
    #expect(message(canvas).hasPrefix("won much"))
    #expect(message(canvas).contains("! \"much\" is not an amount"))
    #expect(rig.deal("Acme")?.status == .open)
  }

  @Test("a line becomes a deal with its company, its date and its next step")
  func quickAdd() throws {
    let rig = try rig()
    rig.play("a 'Acme renewal 12k EUR @Umbrella close:2w do:call fri' enter")
    let deal = try #require(rig.deal("Acme renewal"))
    #expect(deal.value == 1_200_000)
    #expect(deal.expectedClose?.utcDay.description == "2025-12-04")
    #expect(deal.ownerID == rig.user.id)
    #expect(rig.board()["Qualified"]?.contains("Acme renewal") == true)
    let card = rig.store.card(deal.id, order: .urgency, present: rig.present)
    #expect(card?.company == "Umbrella")
    #expect(card?.nextStep?.title == "call")
  }

  @Test("one undo takes back a quick line whole")
  func undoQuickAdd() throws {
    let rig = try rig()
    rig.play("a 'Vandelay 5k @Umbrella do:call fri' enter u")
    #expect(rig.deal("Vandelay") == nil)
    #expect(rig.store.count(.companies) == 0)
    #expect(rig.store.count(.tasks) == 0)
  }

  @Test("only y deletes; enter, esc, q and a second d keep the deal", arguments: ["enter", "esc", "q", "d", "ctrl-c"])
  func delete(key: String) throws {
    let rig = try rig()
    rig.play("d " + key)
    #expect(rig.deal("Acme") != nil)
    rig.play("d y")
    #expect(rig.deal("Acme") == nil)
  }

  @Test(
    "an undo names the deal of a task, and goes back only where the deal was elsewhere",
    arguments: [
      ("s 'call fri price' enter u", "Undone: call price of Acme is not planned any more"),
      ("= u", "Undone: Acme is open again ·"), ("= =", "Acme is open again ·"),
      ("x 1 o", "Acme is open again, in Qualified"),
    ])
  func undoneOf(keys: String, words: String) throws {
    let said = message(try rig().play(keys))
    #expect(said.hasPrefix(words), "\(said)")
  }

  @Test("a deal that is deleted elsewhere while it is asked about is said to be gone, by its name")
  func deletedMeanwhile() throws {
    let rig = try rig()
    let acme = try #require(rig.deal("Acme"))
    let steps = ScriptedDisplay.Step.self
    let elsewhere = steps.aside { _ = try? rig.store.commit(.deleteDeal(acme.id), by: rig.user.id) }
    // The board has looked again before the answer comes.
    let looks = steps.input(.resize(rig.size))
    let script: [ScriptedDisplay.Step] = steps.keys("d") + [elsewhere, looks] + steps.keys("y")
    let picture = rig.play(script)
    #expect(message(picture).hasPrefix("Acme is not there any more"), "\(picture.text)")
    #expect(!picture.text.joined().contains("Delete this deal?"))
  }

  @Test("what was added before is offered back as what was done, not as what is")
  func offersAdditions() throws {
    let rig = try BoardRig()
    let stage = StageName(pipeline: nil, stage: "Qualified")
    let drafts = ["Acme", "Globex"].map { DealDraft(values: [.set(\.name, $0)], stage: stage) }
    _ = try rig.store.commit(.importDeals(ImportBatch(deals: drafts)), by: rig.user.id)
    #expect(message(rig.play("u")) == "Undo what was done today at 12:00: 2 deals were added? y does it")
  }

  @Test("a refused undo speaks of pounds as the board does")
  func refusedPounds() throws {
    let rig = try rig()
    let acme = try #require(rig.deal("Acme"))
    let bo = try #require(try rig.store.user(named: "bo"))
    let steps = ScriptedDisplay.Step.self
    let byBo = steps.aside { _ = try? rig.store.commit(.editDeal(acme.id, [.set(\.value, 777)]), by: bo.id) }
    let said = message(rig.play(steps.keys("$ '6k GBP' enter") + [byBo] + steps.keys("u")))
    #expect(said.contains("is £7.77, was £6,000.00"), "\(said)")
  }

  @Test("a filter narrows what is in sight, and esc ends it")
  func filter() throws {
    let rig = try rig()
    let filtered = rig.play("/ 'ylent'").text.joined(separator: "\n")
    #expect(filtered.contains("Soylent") && !filtered.contains("Acme"))
    #expect(rig.play("/ 'ylent' enter esc").text.joined(separator: "\n").contains("Acme"))
    #expect(rig.play("/ 'ylent' esc").text.joined(separator: "\n").contains("Acme"))
  }

  @Test("a new session asks before it takes back what an earlier one did")
  func undoAcrossSessions() throws {
    let rig = try rig()
    rig.play("L")
    #expect(message(rig.play("u")).contains("y does it"))
    #expect(rig.board()["Proposal Sent"]?.contains("Acme") == true)
    rig.play("u y")
    #expect(rig.board()["Qualified"]?.contains("Acme") == true)
    rig.play("U y")
    #expect(rig.board()["Proposal Sent"]?.contains("Acme") == true)
  }

  @Test("an undo and a redo name whom the deals belong to now")
  func ownersNamed() throws {
    let rig = try rig()
    rig.size = Size(rows: 24, columns: 120)
    _ = try #require(try rig.store.user(named: "bo"))
    #expect(message(rig.play("O 'bo' enter u U")).hasPrefix("Redone: Acme has owner bo now"))
    #expect(message(rig.play("u")).contains("Acme has owner bo now? y does it"))
    #expect(message(rig.play("u y")).hasPrefix("Undone: Acme has owner ana now"))
    #expect(message(rig.play("V O 'bo' enter u U")).contains("deals have owner bo now"))
  }

  @Test("two people's L never moves a deal twice")
  func seen() throws {
    let rig = try rig()
    let deal = try #require(rig.deal("Acme"))
    let stages = rig.store.pipelines()[0].stages
    let other = try #require(try rig.store.user(named: "bo"))
    let steps: [ScriptedDisplay.Step] =
      ScriptedDisplay.Step.keys("k") + [
        .aside { _ = try? rig.store.commit(.moveDeal(deal.id, to: stages[1].id), by: other.id) }
      ]
    let canvas = rig.play(steps + ScriptedDisplay.Step.keys("L"))
    #expect(rig.board()["Proposal Sent"]?.contains("Acme") == true)
    #expect(message(canvas).contains("bo"))
  }
}

extension String {
  var trimmingSpaces: String {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
