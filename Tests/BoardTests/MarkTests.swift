import Board
import Sales
import Screen
import Support
import Testing

/// Marks, and verbs on the marked deals: keys, then the deals as the store has them.
@Suite("Marked deals") struct MarkTests {
  private func rig(daysAgo: Int = 0) throws -> BoardRig {
    try BoardRig(
      [("Qualified", ["Acme", "Globex", "Initech"]), ("Proposal Sent", ["Soylent"]), ("Negotiation", ["Hooli"])],
      daysAgo: daysAgo)
  }

  private func message(_ canvas: Canvas) -> String { canvas.text[canvas.size.rows - 2].trimmed }

  @Test(
    "verbs act on the marked ones, in one step of undo",
    arguments: [
      ("space space L", ["Proposal Sent": ["Soylent", "Acme", "Globex"]]),
      ("space space m 3", ["Negotiation": ["Hooli", "Acme", "Globex"]]),
      ("v j j v L", ["Proposal Sent": ["Soylent", "Acme", "Globex", "Initech"]]),
      ("V L", ["Proposal Sent": ["Soylent", "Acme", "Globex", "Initech"]]),
      ("* m 4 enter u", ["Qualified": ["Acme", "Globex", "Initech"], "Negotiation": ["Hooli"]]),
      ("* w enter", ["Closed Won": ["Acme", "Globex", "Initech", "Soylent", "Hooli"]]),
      ("* x 1", ["Closed Lost": ["Acme", "Globex", "Initech", "Soylent", "Hooli"]]),
      ("V d y", ["Proposal Sent": ["Soylent"], "Negotiation": ["Hooli"]]),
      ("V d enter", ["Qualified": ["Acme", "Globex", "Initech"]]),
      ("/ 'glo' enter * L", ["Qualified": ["Acme", "Initech"]]),
      ("* / 'glo' enter L", ["Qualified": ["Acme", "Initech"], "Negotiation": ["Hooli"]]),
      ("space esc L", ["Qualified": ["Acme", "Initech"], "Proposal Sent": ["Soylent", "Globex"]]),
      ("space space k space L", ["Proposal Sent": ["Soylent", "Acme"]]),
    ])
  func verbs(keys: String, board: [String: [String]]) throws {
    let rig = try rig()
    rig.play(keys)
    for (stage, names) in board { #expect(Set(rig.board()[stage] ?? []) == Set(names), "\(stage)") }
  }

  @Test("lines are about all of them, and the count is said before and after")
  func lines() throws {
    let rig = try rig()
    #expect(message(rig.play("V D")).contains("3 deals"))
    #expect(message(rig.play("V D '2w' enter")).hasPrefix("3 deals: close date now 4 Dec"))
    #expect(["Acme", "Globex", "Initech"].allSatisfy { rig.deal($0)?.expectedClose == Timestamp("2025-12-04") })
    rig.play("V $ '+10%' enter")
    #expect(rig.deal("Initech")?.value == 550_000)
    rig.play("u y")
    #expect(["Acme", "Globex", "Initech"].allSatisfy { rig.deal($0)?.value == 500_000 })
  }

  @Test("those that a verb leaves as they are are not counted, in the line as in the message")
  func staying() throws {
    let rig = try rig()
    rig.play("w enter")
    #expect(message(rig.play("* P '2w'")).hasSuffix("4 deals"))
    #expect(message(rig.play("enter")).hasPrefix("4 deals sleep until 4 Dec"))
    rig.play("esc j $ '0' enter")
    #expect(message(rig.play("* $ '-50%'")).hasSuffix("4 of 5 deals"))
    #expect(message(rig.play("enter")).hasPrefix("4 of 5 deals have new values"))
    rig.play("1 x 1")
    #expect(message(rig.play("* x 2")).hasPrefix("3 of 4 deals are lost, competition; 1 closed deal left out"))
    let reasons = ["Acme", "Globex", "Initech", "Soylent", "Hooli"].compactMap { rig.deal($0)?.lossReason }
    #expect(reasons.sorted() == ["competition", "competition", "competition", "price"])
  }

  @Test("of deals that are won or lost already the count leaves out, before and after")
  func closedAlready() throws {
    let rig = try rig(daysAgo: 7)
    rig.play("w enter")
    #expect(message(rig.play("* w")).hasSuffix("4 of 5 deals"))
    #expect(message(rig.play("* w ctrl-u 'mon'")).hasSuffix("4 of 5 deals"))
    // The line is open again.
    #expect(message(rig.play("enter")).hasPrefix("4 of 5 deals are won"))
    #expect(message(rig.play("esc u y 2 x 1 * x")).hasSuffix("3 of 4 deals"))
  }

  @Test(
    "one marked deal is spoken of as one", arguments: [("v v", "it"), ("v j v", "them"), ("2 V", "it"), ("V", "them")])
  func number(keys: String, words: String) throws {
    #expect(message(try rig().play(keys)).hasSuffix("verbs act on \(words), esc unmarks."))
  }

  @Test(
    "whatever key wins or loses the marked deals, it asks as w or x does, and enter or a reason closes them",
    arguments: [
      ("", "V w", "won today", "enter", "3 deals are won"), ("", "V m 4", "won today", "enter", "3 deals are won"),
      ("", "V m j j j enter", "won today", "enter", "3 deals are won"),
      ("V m 3", "3 V L", "won today", "enter", "4 deals are won"), ("", "V x", "lost", "1", "3 deals are lost, price"),
      ("", "V m 5", "lost", "1", "3 deals are lost, price"),
      ("V w enter", "4 V L", "lost", "1", "3 deals are lost, price"),
    ])
  func closing(before: String, keys: String, asking: String, answer: String, words: String) throws {
    let rig = try rig()
    rig.play(before)
    let actions = rig.store.records.actions.count
    let question = message(rig.play(keys))
    #expect(question.hasPrefix(asking) && rig.store.records.actions.count == actions, "\(question)")
    let told = message(rig.play(keys + " " + answer))
    #expect(told.hasPrefix(words), "\(told)")
  }

  @Test("the title says how many and how much; esc unmarks before it clears the filter")
  func title() throws {
    let rig = try rig()
    #expect(rig.play("V").text[0].contains("3 marked · $15K"))
    let picture = rig.play("/ 'o' enter * esc")
    #expect(!picture.text[0].contains("marked") && picture.text[0].contains("/o"))
    #expect(!rig.play("/ 'o' enter * esc esc").text[0].contains("/o"))
  }

  @Test(
    "however narrow the title is, it says how many are marked",
    arguments: [
      (24, 80, "V", "64 marked · $320K"), (20, 40, "V", "64 marked"), (24, 80, "V enter", "64*"),
      (24, 80, "/ 'deal stage:qualified value>1k' enter *", "64 marked"), (20, 40, "/ 'deal value>1k' enter *", "64*"),
      (24, 50, "/ 'deal value>1k' enter *", "64*"),
      (24, 80, "z s v / 'deal value>1k idle<900' enter *", "64 marked"), (20, 30, "V", "64*"),
    ])
  func narrow(rows: Int, columns: Int, keys: String, words: String) throws {
    let rig = try BoardRig([("Qualified", (1...64).map { "Deal \($0)" })])
    rig.size = Size(rows: rows, columns: columns)
    let title = rig.play(keys).text[0]
    #expect(title.contains(" \(words) "), "\(title)")
    #expect(title.contains("! 64"), "\(title)")
  }

  @Test("what would close only some of them is left to the verb that asks, and nothing is done to any")
  func refused() throws {
    let rig = try rig()
    let actions = rig.store.records.actions.count
    #expect(message(rig.play("* L")) == "Hooli would be won; w marks deals won.")
    #expect(rig.store.records.actions.count == actions)
    // One that is won already is left out.
    rig.play("3 w enter")
    #expect(message(rig.play("* L")).hasPrefix("4 deals moved on one stage; 1 closed deal left out"))
    #expect(rig.board()["Closed Won"] == ["Hooli"])
  }

  @Test("a marked deal that somebody else moves stays marked, and is not moved on a wrong guess")
  func moved() throws {
    let rig = try rig()
    let deal = try #require(rig.deal("Globex"))
    let stage = try #require(rig.store.records.all(Stage.self).first { $0.name == "Negotiation" })
    let other = ScriptedDisplay.Step.aside {
      _ = try? rig.store.commit(.moveDeal(deal.id, to: stage.id), by: rig.user.id)
    }
    let picture = rig.play(ScriptedDisplay.Step.keys("V") + [other] + ScriptedDisplay.Step.keys("L"))
    #expect(rig.board()["Negotiation"]?.contains("Globex") == true)
    #expect(rig.board()["Qualified"] == ["Acme", "Initech"], "all or none")
    #expect(picture.text[0].contains("3 marked"))
  }

  @Test("marks stay after a verb, so that the next one acts on the same deals; those that are gone are not marked")
  func kept() throws {
    let rig = try rig()
    #expect(rig.play("V D '2w' enter").text[0].contains("3 marked"))
    rig.play("V D '3w' enter u $ '+10%' enter")
    #expect(["Acme", "Globex", "Initech"].allSatisfy { rig.deal($0)?.value == 550_000 })
    #expect(
      message(rig.play("V D '2w' enter D '3w' enter u")) == "Undone: 3 deals have close date 4 Dec now · U redoes it")
    #expect(message(rig.play("V L u")) == "Undone: 3 deals are back in the stages before · U redoes it")
    #expect(rig.play("V L").text[0].contains("3 marked"))
    #expect(!rig.play("2 V d y").text[0].contains("marked"))
    #expect(rig.deal("Hooli")?.value == 500_000)
  }

  @Test(
    "marked deals that were deleted are marked again when an undo brings them back, unless others are by then",
    arguments: [
      ("V d y u", "3 marked"), ("V d y u U u", "3 marked"), ("space space d y u", "2 marked"),
      ("/ 'glo' enter * d y esc u", "1 marked"), ("V d y 2 space u", "1 marked"), ("V d y u U", ""), ("d y u", ""),
      ("V d y t esc u", "3 marked"),
    ])
  func deletedAndBack(keys: String, words: String) throws {
    let title = try rig().play(keys).text[0]
    #expect(title.contains("marked") == !words.isEmpty && title.contains(words), "\(keys): \(title)")
  }

  @Test(
    "marks wait for the board while one deal or task is shown, where verbs are about that; esc on the board unmarks",
    arguments: [
      ("V t", "", 1), ("V t esc", "3 marked", 3), ("V T", "", 0), ("V T esc", "3 marked", 3),
      ("V t j esc t esc", "3 marked", 3), ("V t esc esc", "", 1), ("v j t", "", 1), ("v j t esc", "2 marked", 2),
    ])
  func waiting(keys: String, words: String, count: Int) throws {
    let rig = try rig()
    let title = rig.play(keys).text[0]
    #expect(title.contains("marked") == !words.isEmpty && title.contains(words), "\(title)")
    rig.play(keys + " = ")
    #expect(rig.store.records.all(Deal.self).count { $0.status == .stalled } == count)
  }

  @Test("what is marked is so again after a look at a task of another pipeline")
  func otherPipeline() throws {
    let rig = try rig()
    rig.play("S A 'Partners' enter")
    rig.play("p 2 a 'Vandelay 9k' enter s 'call today' enter")
    let picture = rig.play("p 1 V T =")
    #expect(rig.deal("Vandelay")?.status == .stalled && rig.deal("Acme")?.status == .open, "\(picture.text)")
    #expect(rig.play("p 1 V T = = esc").text[0].contains("3 marked"))
  }

  @Test("a form is for one deal: over several marked ones it does not open", arguments: ["V e", "V E"])
  func forms(keys: String) throws {
    let rig = try rig()
    let picture = rig.play(keys)
    #expect(message(picture) == "3 deals are marked, and the form is for one; esc unmarks.")
    #expect(rig.play("space k e").text.joined().contains("Edit Acme"))
  }

  @Test("of several steps that are done the count is said, before and after")
  func steps() throws {
    let rig = try rig()
    for name in ["Acme", "Globex", "Initech"] { try rig.plan("Call \(name)", "2025-11-21", on: name) }
    #expect(message(rig.play("V c")).hasSuffix("done: 3 steps · 3 deals"))
    #expect(message(rig.play("V c 'mail fri' enter")).hasPrefix("3 deals: 3 steps are done; mail, tomorrow"))
    #expect(rig.store.records.all(FollowUp.self).count { $0.status == .completed } == 3)
  }

  @Test("undo tells what was undone, of as many deals as it was done to")
  func undoWords() throws {
    let rig = try rig()
    rig.play("=")
    #expect(message(rig.play("V A 'call x' enter")) == "3 deals: call logged, x · u undoes it")
    #expect(
      message(rig.play("u y")) == "Undone: 3 calls are gone again; Acme is stalled · U redoes it",
      "\(message(rig.play("")))")
    #expect(message(rig.play("V A 'note y' enter u")).hasPrefix("Undone: 3 notes are gone again; Acme is stalled"))
    #expect(message(rig.play("A 'call z' enter u")).hasPrefix("Undone: z of Acme is gone again"))
  }

  @Test("of deals that were so already the count leaves out, when it is done and when it is undone")
  func onlyChanged() throws {
    let rig = try rig()
    rig.play("O 'none' enter")
    #expect(message(rig.play("V O 'me' enter")).hasPrefix("1 of 3 deals: ana owns them now"))
    rig.play("V $ '7k' enter")
    #expect(message(rig.play("* $ '7k' enter")).hasPrefix("2 of 5 deals have new values"))
  }

  @Test("fields that differed are named when they are given back")
  func givenBack() throws {
    let rig = try rig()
    rig.play("$ '7k' enter")
    #expect(message(rig.play("V $ '9k' enter u")) == "Undone: 3 deals have their value as before · U redoes it")
    #expect(message(rig.play("V = u")) == "Undone: 3 deals are open again · U redoes it")
    #expect(message(rig.play("V P '2w' enter u")) == "Undone: 3 deals are awake again · U redoes it")
  }

  @Test("what is copied of several deals is said in the plural")
  func copied() throws {
    #expect(message(try rig().play("V y y")).hasPrefix("The lines of 3 deals are in the clipboard"))
    #expect(message(try rig().play("y n")).hasPrefix("The name of Acme is in the clipboard"))
  }

  @Test("why none of the marked deals is reopened is true of all of them")
  func reopen() throws {
    let rig = try rig()
    #expect(message(rig.play("V o")) == "None of the 3 marked deals is closed.")
    rig.play("=")
    #expect(message(rig.play("n V o")).hasSuffix("is closed; = wakes stalled ones, marked alone."))
    rig.play("V =")
    #expect(message(rig.play("V o")) == "None of the 3 marked deals is closed; = wakes them.")
    #expect(message(rig.play("o")).hasSuffix(" is stalled, not closed; = wakes it."))
  }
}
