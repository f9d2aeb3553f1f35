import Board
import Sales
import Screen
import Support
import Testing

/// What two things at once lead to: keys, then the deals as the store has them.
@Suite("Two things at once") struct EdgeTests {
  private func rig() throws -> BoardRig {
    try BoardRig([("Qualified", ["Acme", "Globex"]), ("Proposal Sent", ["Soylent"])])
  }

  private func message(_ canvas: Canvas) -> String { canvas.text[canvas.size.rows - 2].trimmed }

  @Test("a filter that is not understood any more finds nothing, and says so")
  func staleFilter() throws {
    let rig = try rig()
    let steps = ScriptedDisplay.Step.self
    let stage = try #require(rig.store.pipelines()[0].stages.first { $0.name == "Proposal Sent" })
    let rename = steps.aside {
      _ = try? rig.store.commit(.editStage(stage.id, [.set(\.name, "Offer")]), by: rig.user.id)
    }
    let picture = rig.play(steps.keys("/ 'stage:prop' enter") + [rename] + steps.keys("R * x 1"))
    #expect(picture.text.contains { $0.contains("The filter is not understood") }, "\(picture.text)")
    #expect(rig.store.records.all(Deal.self).allSatisfy { $0.status == .open })
  }

  @Test(
    "another currency keeps the number of the amount, in the form and in its place",
    arguments: ["e tab tab tab tab ctrl-u 'JPY' enter", "i j j j j j j enter ctrl-u 'JPY' enter"])
  func currency(keys: String) throws {
    let rig = try rig()
    rig.size = Size(rows: 40, columns: 120)
    let picture = rig.play(keys)
    let deal = try #require(rig.deal("Acme"))
    #expect(deal.currency.code == "JPY" && deal.value == 5000, "\(picture.text)")
  }

  @Test("a board that is read as on another day says so, wherever it looks")
  func dated() throws {
    let rig = try rig()
    rig.isDated = true
    for keys in ["", "T"] {
      #expect(rig.play(keys).text[0].contains(" as of 20 Nov 2025 "), "\(rig.play(keys).text[0])")
    }
  }

  @Test(
    "ctrl-l draws whatever is in sight anew, and leaves it and what is typed as they are",
    arguments: [
      "", "?", "? / 'mark'", ":", "/ 'acme'", "a 'Initech'", "x", "e", "s 'call'", "A 'mail'", "enter i enter", "f",
      "m", "p",
      "d", "g", "z", "t", "T", "S", "S r", "z s", "w", "z x", "u",
    ])
  func redraw(keys: String) throws {
    let (rig, other) = (try rig(), try self.rig())
    let before = other.play(keys).text
    let after = rig.play(keys + " ctrl-l").text
    #expect(rig.display?.redraws == 1)
    let rows = keys.isEmpty || ["t", "T", "S"].contains(keys) ? before.count - 2 : before.count
    #expect(after.prefix(rows) == before.prefix(rows))
  }

  @Test("an hour that is midnight in London stays an hour")
  func midnightUTC() {
    let zone = Zone.fixed(seconds: -7 * 3600)
    let due = zone.dueMoment(of: Day(number: 20_000), hour: 17, minute: 0)
    #expect(!due.isAllDay && zone.time(of: due).hour == 17 && zone.day(of: due) == Day(number: 20_000))
  }

  @Test("a line about marked deals counts those that it changes")
  func hiddenMarks() throws {
    let rig = try rig()
    let globex = try #require(rig.deal("Globex"))
    let steps = ScriptedDisplay.Step.self
    let rename = steps.aside {
      _ = try? rig.store.commit(.editDeal(globex.id, [.set(\.name, "Initech")]), by: rig.user.id)
    }
    let picture = rig.play(
      steps.keys("/ 'l' enter * D '2w'") + [rename] + [.input(.resize(Size(rows: 24, columns: 90)))]
        + steps.keys("enter"))
    #expect(message(picture).hasPrefix("Soylent: close date now"), "\(picture.text)")
    #expect(rig.deal("Initech")?.expectedClose == nil && rig.deal("Soylent")?.expectedClose != nil)
  }

  @Test("an undo that a colleague's move forbids says by whom, and the next u goes past it")
  func refusedUndo() throws {
    let rig = try rig()
    let bo = try #require(try rig.store.user(named: "bo"))
    let stages = rig.store.pipelines()[0].stages
    rig.play("L")
    let moved = try #require(rig.board().first { $0.key == "Proposal Sent" }?.value.compactMap(rig.deal))
      .first { $0.name != "Soylent" }
    let deal = try #require(moved)
    let steps = ScriptedDisplay.Step.self
    let byBo = steps.aside { _ = try? rig.store.commit(.moveDeal(deal.id, to: stages[2].id), by: bo.id) }
    rig.size = Size(rows: 24, columns: 120)
    let sentence = "Not undone: \(deal.name): stage is Negotiation, was Proposal Sent; bo changed it just now."
    #expect(message(rig.play([byBo] + steps.keys("u y"))) == sentence)
    let picture = rig.play("u y u")
    #expect(message(picture).hasPrefix("Undo what was done today at 12:00: Soylent was added to"), "\(picture.text)")
    #expect(rig.play("u y u y").text.contains { $0.contains("Undone: Soylent") })
    #expect(rig.deal("Soylent") == nil && rig.deal(deal.name)?.stageID == stages[2].id)
  }

  @Test("a change that waits for another writer is dropped only by a second q")
  func leavingWhileWaiting() throws {
    let rig = try rig()
    let deal = try #require(rig.deal("Acme"))
    let setting = Setting(
      user: rig.user, glyphs: .unicode, readOnly: nil, place: "deals.db", isDemo: false, zone: .utc)
    var model = Model(size: rig.size, present: rig.present, setting: setting)
    #expect(model.update(.input(.key(.character("q")))).last == .quit(.asked))
    _ = model.update(.held(.deleteDeal(deal.id), .delete(deal.id)))
    #expect(model.update(.input(.key(.character("q")))) == [])
    #expect(message(render(model)) == "A change is not saved yet; q again drops it. It waits for another writer.")
    #expect(model.update(.time(rig.present.now)) == [.commit(.deleteDeal(deal.id), .delete(deal.id))])
    #expect(model.update(.input(.key(.character("q")))).last == .quit(.asked))
  }

  @Test("where nothing can be written, a login that is new is named in the title all the same")
  func newLogin() {
    let setting = Setting(
      user: nil, glyphs: .unicode, readOnly: .file, place: "deals.db", isDemo: false, zone: .utc, login: "bo")
    let model = Model(
      size: Size(rows: 24, columns: 80), present: Present(now: BoardRig.noon, zone: .utc), setting: setting)
    #expect(render(model).text[0].trimmed.hasSuffix("bo"), "\(render(model).text[0])")
  }

  @Test("a new walk begins with the most urgent, wherever the last one was left")
  func newWalk() throws {
    let rig = try rig()
    rig.play("t j")
    let picture = rig.play("t j j t")
    #expect(picture.text[0].contains("1 of 3"), "\(picture.text)")
  }

  @Test("parked deals are counted apart and wake by themselves")
  func parked() throws {
    let rig = try rig()
    #expect(rig.play("P '2w' enter").text[0].contains("3 open, 1 parked"))
    rig.present = Present(now: BoardRig.noon.advanced(byDays: 15), zone: .utc)
    #expect(!rig.play("R").text[0].contains("parked"))
  }
}
