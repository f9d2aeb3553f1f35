import Sales
import Screen
import Support
import Testing

@testable import Board

/// Walks through what needs attention: keys, then the screen and the deals as the store has them.
@Suite("Triage") struct TriageTests {
  /// Three deals that need somebody, the most urgent first: Acme's close date is past, the others have no next step.
  static func rig() throws -> BoardRig {
    let rig = try BoardRig([("Qualified", ["Globex", "Acme"]), ("Proposal Sent", ["Soylent"])])
    let acme = try #require(rig.deal("Acme"))
    let past = BoardRig.noon.advanced(byDays: -20).utcDay.midnightUTC
    _ = try rig.store.commit(.editDeal(acme.id, [.set(\.expectedClose, past)]), by: rig.user.id)
    return rig
  }

  private func message(_ canvas: Canvas) -> String { canvas.text[canvas.size.rows - 2].trimmed }

  @Test("the most urgent comes first, with why, and its place in the queue")
  func first() throws {
    let text = try Self.rig().play("t").text
    #expect(text[0].contains("Triage  1 of 3"))
    #expect(text[2].contains("Acme") && text[2].contains("1  Qualified"))
    #expect(text.contains { $0.contains("! close date was") || $0.contains("20 days") }, "\(text)")
    #expect(text.contains { $0.contains("? no next step planned") })
  }

  @Test("of a long name the middle is cut, so that what was done and the key that takes it back are read")
  func longName() throws {
    let name = "Group-wide roll-out after the pilot, with single sign-on, audit log export and more of it"
    let rig = try BoardRig([("Qualified", [name])])
    let picture = rig.play("t L")
    #expect(message(picture).hasPrefix("Group-wide roll-out"))
    #expect(message(picture).hasSuffix("more of it moved to Proposal Sent · u undoes it"), "\(message(picture))")
    #expect(picture.text.contains { $0.hasPrefix(" Group-wide") && $0.hasSuffix("moved to Proposal Sent") })
    let again = try BoardRig([("Qualified", [name])]).play("t j")
    #expect(again.text.contains { $0.hasPrefix(" Group-wide") && $0.hasSuffix("more of it") })
  }

  @Test(
    "a verb acts on the deal in sight and goes on to the next",
    arguments: [
      ("t L", "Acme", "Proposal Sent"), ("t H", "Acme", "Qualified"), ("t w enter", "Acme", "Closed Won"),
      ("t x 1", "Acme", "Closed Lost"), ("t m 3", "Acme", "Negotiation"), ("t j L", "Globex", "Proposal Sent"),
      ("t j j k L", "Globex", "Proposal Sent"), ("t L L", "Globex", "Proposal Sent"),
      ("t x 1 u L", "Acme", "Proposal Sent"), ("t enter L", "Acme", "Proposal Sent"),
    ])
  func verbs(keys: String, name: String, stage: String) throws {
    let rig = try Self.rig()
    rig.play(keys)
    #expect(rig.board()[stage]?.contains(name) == true)
  }

  @Test(
    "every verb goes on to the next deal, which is the second",
    arguments: [
      "L", "w enter", "x 1", "m 2", "s 'call fri' enter", "c", "A 'call asked' enter", "D '2w' enter", "$ '9k' enter",
      "O 'none' enter", "P '2w' enter", "=", "d y", "e tab ctrl-u '12k' enter", "j",
    ])
  func goesOn(keys: String) throws {
    let picture = try Self.rig().play("t " + keys)
    let isRefused = keys == "c"
    #expect(picture.text[0].contains(isRefused ? "1 of 3" : "2 of 3"), "\(picture.text)")
    #expect(picture.text[2].contains(isRefused ? "Acme" : "Globex"))
  }

  @Test("u takes the last verb back and returns to its deal; U does it again and goes on")
  func undo() throws {
    for verb in ["L", "s 'call fri' enter", "A 'note x' enter", "D 'eom' enter", "d y"] {
      let rig = try Self.rig()
      let back = rig.play("t \(verb) j u")
      #expect(back.text[2].contains("Acme") && back.text[0].contains("1 of 3"), "\(verb): \(back.text)")
      #expect(!back.text[0].contains("done") || back.text[0].contains("0 done"))
      #expect(rig.deal("Acme")?.stageID == rig.store.pipelines()[0].stages[0].id)
      let again = try Self.rig().play("t \(verb) u U")
      #expect(again.text[2].contains("Globex") && again.text[0].contains("1 done"), "\(verb): \(again.text)")
    }
  }

  @Test("leaving keeps the place, and the board has the focus on the deal")
  func place() throws {
    #expect(try Self.rig().play("t j esc enter").text[0].contains("Globex"))
    let again = try Self.rig().play("t j esc j t")
    #expect(again.text[0].contains("2 of 3") && again.text[2].contains("Globex"))
    #expect(message(try Self.rig().play("t j esc")).hasPrefix("Triage: 1 of 3 seen; t goes on"))
  }

  @Test("the place is kept over the end of the board, however it ends", arguments: ["q", "", "esc q"])
  func placeAfterEnd(end: String) throws {
    let rig = try Self.rig()
    rig.play("t j " + end)
    let picture = rig.play("t")
    #expect(picture.text[0].contains("2 of 3") && picture.text[2].contains("Globex"), "\(picture.text)")
    #expect(message(picture).contains("k goes back to the 1 deal before"))
    rig.play("t j j")
    #expect(rig.play("t").text[0].contains("1 of 3"))
  }

  @Test("what was done and skipped before the end of the board is in the summary of the whole round")
  func countsAfterEnd() throws {
    let rig = try Self.rig()
    rig.play("t P '2w' enter j q")
    var picture = rig.play("t")
    #expect(picture.text[0].contains("3 of 3"), "\(picture.text[0])")
    picture = rig.play("t j")
    #expect(picture.text[0].contains("all 3 seen") && picture.text[0].contains("1 done · 2 skipped"), "\(picture.text)")
    #expect(picture.text.contains { $0.contains("sleeps until 4 Dec") })
    // The round is over: the next one begins anew.
    #expect(rig.play("t").text[0].contains("1 of 2"))
  }

  @Test("a place further on than the deals that are read at once is found again too")
  func farPlaceAfterEnd() throws {
    let rig = try BoardRig([("Qualified", (1...1100).map { "Deal \($0)" })])
    let ids = try (1...1060).map { try #require(rig.deal("Deal \($0)")).id }
    for deal in ids.prefix(20) { _ = try rig.store.commit(.deleteDeal(deal), by: rig.user.id) }
    let pipeline = rig.store.pipelines()[0].pipeline.id
    let past = ids.dropLast().map { "\($0)\tskipped\tDeal" }
    let text = (["\(ids[1059])\t\(pipeline)\t"] + past).joined(separator: "\n")
    try rig.store.set(Preference.triagePlace.rawValue, of: rig.user.id, to: text)
    let picture = rig.play("t")
    #expect(picture.text[2].contains("Deal 1060") && picture.text[0].contains("1,060 of 1,100"), "\(picture.text)")
    #expect(rig.store.setting(Preference.triagePlace.rawValue, of: rig.user.id) == text)
    for text in ["", "deal_1", "\(ids[0])", "\(ids[0])\tx\t", "Deal 3 99999999999999999999"] {
      #expect(KeptTriage(text) == nil, "\(text)")
    }
  }

  @Test("a walk through the deals of a filter leaves the one through all where it was", arguments: ["", "esc q"])
  func otherWalk(end: String) throws {
    let rig = try Self.rig()
    let detour = "t j esc / 'soy' enter t"
    #expect(try Self.rig().play(detour).text[0].contains("1 of 1"))
    if !end.isEmpty { rig.play(detour + " " + end) }
    let picture = rig.play(end.isEmpty ? detour + " esc esc t" : "t")
    #expect(picture.text[0].contains("2 of 3") && picture.text[2].contains("Globex"), "\(picture.text)")
    #expect(message(picture).contains("k goes back to the 1 deal before"))
  }

  @Test("back to deals that are gone leads nowhere, and says so", arguments: ["t d y k", "t d y d y d y k"])
  func backToGone(keys: String) throws {
    let rig = try Self.rig()
    let before = try Self.rig().play(String(keys.dropLast(2)))
    let picture = rig.play(keys)
    #expect(message(picture) == "The deals before it are gone; u takes back what was done here.")
    #expect(picture.text[0] == before.text[0] && picture.text[2] == before.text[2])
  }

  @Test("the way back ends at the first deal that is left, settled or not", arguments: ["k k", "k k k", "k k k k"])
  func backToFirst(back: String) throws {
    let rig = try Self.rig()
    let acme = try #require(rig.deal("Acme"))
    let deletion = ScriptedDisplay.Step.aside { _ = try? rig.store.commit(.deleteDeal(acme.id), by: rig.user.id) }
    let steps = ScriptedDisplay.Step.keys("t j x 1 j") + [deletion] + ScriptedDisplay.Step.keys(back)
    let picture = rig.play(steps)
    #expect(picture.text[0].contains("2 of 3") && picture.text[2].contains("Globex"), "\(picture.text)")
  }

  @Test("a deal that somebody deleted before it was opened is not opened, and says so")
  func goneBeforeOpened() throws {
    let rig = try Self.rig()
    let acme = try #require(rig.deal("Acme"))
    let deletion = ScriptedDisplay.Step.aside { _ = try? rig.store.commit(.deleteDeal(acme.id), by: rig.user.id) }
    let picture = rig.play(ScriptedDisplay.Step.keys("t") + [deletion] + ScriptedDisplay.Step.keys("enter"))
    #expect(!picture.text.contains { $0.contains("loading") })
    #expect(message(picture).hasPrefix("Acme was deleted by somebody else"))
  }

  @Test("esc leads from Today, one step back, to the triage that it was opened from")
  func throughToday() throws {
    let picture = try Self.rig().play("t j T esc")
    #expect(picture.text[0].contains("Triage  2 of 3"))
    #expect(try Self.rig().play("t j T T esc").text[0].contains("3 open"))
    #expect(try Self.rig().play("t esc T esc").text[0].contains("3 open"))
  }

  @Test("what is settled meanwhile is passed over, and what is gone too")
  func passedOver() throws {
    let rig = try Self.rig()
    let globex = try #require(rig.deal("Globex"))
    // Parked on the board while the walk waits.
    let picture = rig.play("t esc / 'globex' enter P '2w' enter esc t j")
    #expect(picture.text[2].contains("Soylent"), "\(picture.text)")
    let steps = ScriptedDisplay.Step.self
    let deletion = steps.aside { _ = try? rig.store.commit(.deleteDeal(globex.id), by: rig.user.id) }
    try rig.store.set(Preference.triagePlace.rawValue, of: rig.user.id, to: nil)
    let display = rig.play(steps.keys("t") + [deletion] + steps.keys("j"))
    #expect(display.text[2].contains("Soylent"))
  }

  @Test("however long the queue is that somebody settled meanwhile, it is passed over")
  func longPassedOver() throws {
    let rig = try BoardRig([("Qualified", (1...800).map { "Deal \($0)" })])
    let deals = rig.store.records.rows.values.compactMap(Deal.init(row:)).map(\.id)
    let deletion = ScriptedDisplay.Step.aside {
      _ = try? rig.store.commit(.bulk(deals.map { .deleteDeal($0) }), by: rig.user.id)
    }
    let picture = rig.play(ScriptedDisplay.Step.keys("t") + [deletion] + ScriptedDisplay.Step.keys("j"))
    #expect(picture.text[0].contains("all 800 seen"), "\(picture.text)")
  }

  @Test("a walk of more deals than are read at once is as long as it says, and asks for none twice")
  func more() throws {
    let fixture = try BoardFixture.full()
    var model = fixture.model(rows: 24, columns: 80)
    let pipeline = try #require(model.board.pipeline)
    func queue(_ limit: Int) -> [DealID] {
      fixture.store.attentionQueue(of: pipeline, filter: .all, present: fixture.present, limit: limit)
    }
    let all = queue(99)
    func title() -> String { render(model).text[0] }
    /// Answers what the walk asks for, of which the store has so many at once.
    func settle(_ effects: [Effect], most: Int) {
      for case .ask(let question) in effects {
        switch question {
        case .detail(let deal, _):
          let detail = fixture.store.detail(of: deal, present: fixture.present, entries: 9)
          settle(model.update(.answered(.detail(deal, detail))), most: most)
        case .queue:
          settle(model.update(.answered(.queue(queue(most), total: all.count, filter: .all))), most: most)
        default: Issue.record("\(question)")
        }
      }
    }
    settle(model.update(.input(.key(.character("t")))), most: 3)
    #expect(title().contains("Triage  1 of \(all.count)") && all.count == 9)
    for _ in 1...2 { settle(model.update(.input(.key(.character("j")))), most: 3) }
    // The third is the last of those that have been read: the walk asks for three more than it has had.
    let asked = model.update(.input(.key(.character("j"))))
    #expect(asked == [.ask(.queue(pipeline, .all, limit: 3 + Triage.longest))])
    settle(asked, most: 6)
    #expect(title().contains("4 of 9") && model.triage?.queue == Array(all.prefix(6)))
    for _ in 1...6 { settle(model.update(.input(.key(.character("j")))), most: 9) }
    #expect(title().contains("all 9 seen  ") && title().contains("0 done · 9 skipped"))
    #expect(model.triage?.queue == all)
  }

  @Test("twenty deals are settled in at most 90 presses, each typed character one; the verbs alone take at most 40")
  func presses() throws {
    let rig = try BoardRig([("Qualified", (1...20).map { "Deal \($0)" })])
    let stages = rig.store.pipelines()[0].stages
    let parts: [(keys: String, count: Int)] = [("x 1", 8), ("L", 6), ("D '2w' enter", 4), ("s 'call fri' enter", 2)]
    let script = "t " + parts.flatMap { Array(repeating: $0.keys, count: $0.count) }.joined(separator: " ")
    let all = ScriptedDisplay.Step.keys(script)
    let typed = parts.reduce(0) { $0 + $1.count * ($1.keys.split(separator: "'").dropFirst().first?.count ?? 0) }
    #expect(all.count <= 90 && all.count - typed <= 40, "\(all.count) presses, \(typed) of them typed")
    let picture = rig.play(all)
    #expect(picture.text[0].contains("all 20 seen") && picture.text[0].contains("20 done"), "\(picture.text)")
    let deals = (1...20).compactMap { rig.deal("Deal \($0)") }
    #expect(deals.count { $0.status == .lost && $0.lossReason == "price" } == 8)
    #expect(deals.count { $0.status == .open && $0.stageID == stages[1].id } == 6)
    #expect(deals.count { $0.expectedClose == Timestamp("2025-12-04") } == 4)
    #expect(rig.store.records.all(FollowUp.self).count { $0.title == "call" && $0.status == .pending } == 2)
    // Taken back one by one, everything is as it was.
    rig.play("t" + String(repeating: " u y", count: 20))
    #expect(rig.board()["Qualified"]?.count == 20)
  }

  @Test("the end offers what there is: esc always, scrolling only where the list is longer than the screen")
  func endHints() throws {
    let footer = try Self.rig().play("t j j j").text[23]
    #expect(footer.hasPrefix(" t look again   esc board   k the last one   u undo  "), "\(footer)")
    let rig = try Self.rig()
    rig.size = Size(rows: 8, columns: 80)
    let long = rig.play("t j j j").text[7]
    #expect(long.contains("esc board   ctrl-d u scroll") && long.contains("▼ more"), "\(long)")
  }
}
