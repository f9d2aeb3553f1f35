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
